"""How words and phrases are filed, so that plural and singular, hyphened and open meet."""

from collections.abc import Callable

from handlers.understanding.text.tokens import Token, stem, tokenise

Stem = Callable[[str], str]
"""What the forms of a word have in common, as one language inflects."""


def phrase_key(phrase: str, root: Stem = stem) -> str:
    """How a phrase is filed: the stems of its words, hyphens opened."""
    return " ".join(token_key(token, root) for token in tokenise(phrase))


def token_key(token: Token, root: Stem = stem) -> str:
    """How one word is filed."""
    return " ".join(root(part) for part in token.parts)


def exact_phrase_key(phrase: str) -> str:
    """How a phrase is filed whose words are the same in singular and plural."""
    return " ".join(exact_key(token) for token in tokenise(phrase))


def exact_key(token: Token) -> str:
    """How one such word is filed."""
    return " ".join(token.parts)
