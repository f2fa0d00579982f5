"""Misspelt words of a language put right."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from crm.names import NameIndex
from handlers.understanding.language.lexicon import Lexicon
from handlers.understanding.language.marks import Mark
from handlers.understanding.text.keys import token_key
from handlers.understanding.text.tokens import Kind, Token

_TYPO = 84
_SHORTEST = 4
_DENIALS = {Mark.NO, Mark.NOT, Mark.EXCEPT}


def mended(tokens: Sequence[Token], lexicon: Lexicon, index: NameIndex) -> tuple[Token, ...] | None:
    """The tokens with the misspelt ones put right; None where there are none."""
    right = [spelled(token, lexicon, index) for token in tokens]
    changed = any(new is not old for new, old in zip(right, tokens, strict=True))
    return tuple(right) if changed else None


def spelled(token: Token, lexicon: Lexicon, index: NameIndex) -> Token:
    """The word that is meant by one that neither the language nor any name knows; else itself."""
    key = token_key(token, lexicon.language.stem)
    known = lexicon.meanings((key,), token.norm) or lexicon.own.names(token.norm)
    known = known or index.has_token(token.norm)
    known = known or token.norm in lexicon.language.words.right
    if token.kind is not Kind.WORD or len(key) < _SHORTEST or known:
        return token
    near = process.extract(key, lexicon.spelled, scorer=fuzz.ratio, score_cutoff=_TYPO, limit=2)
    if not near or (len(near) > 1 and near[0][1] == near[1][1]):
        return token  # of two words as near, either may be meant
    word = near[0][0]
    if word[:1] not in key[:2]:
        return token  # nobody misspells how a word begins: a "plate" is not late
    if abs(len(word) - len(key)) > 2 or len(word) < _SHORTEST:
        return token
    denies = any(m in _DENIALS for m in lexicon.meanings((word,), word))
    if denies or (key.startswith("un") and not word.startswith("un")):
        # "ever" is not "never", and what is spelled right with its "un" off means the contrary.
        return token
    return Token(word, word, token.start, token.end, token.kind)
