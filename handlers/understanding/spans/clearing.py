"""Tokens made ready to be cut into spans: no silent signs, possessives of their own."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from handlers.understanding.spans.said import Sources
from handlers.understanding.text.keys import exact_key, token_key
from handlers.understanding.text.tokens import Kind, Token

SILENT = frozenset("?!.…:;()[]{}*_~`|\\\"'“”-–—^")
DASHES = frozenset("-–")


def cleared(tokens: Sequence[Token], sources: Sources) -> tuple[Token, ...]:
    """The tokens that say something."""
    whole = tuple(_rejoined(_without_number_signs(tokens)))
    heard = (t for at, t in enumerate(whole) if not _is_silent(whole, at))
    return tuple(part for token in heard for part in _possessive(token, sources))


def _is_silent(tokens: Sequence[Token], at: int) -> bool:
    """A sign that says nothing; the dash of 30k-40k does."""
    if tokens[at].kind is not Kind.SYMBOL or tokens[at].text not in SILENT:
        return False
    around = [t.kind for t in (*tokens[at - 1 : at], *tokens[at + 1 : at + 2])] if at else []
    return tokens[at].text not in DASHES or around != [Kind.NUMBER] * 2


def _without_number_signs(tokens: Sequence[Token]) -> Iterator[Token]:
    """ "#1043" without its sign: it counts nothing."""
    for token, after in zip_longest(tokens, tokens[1:]):
        glued = after is not None and after.start == token.end
        if not (token.text == "#" and glued and any(char.isdigit() for char in after.text)):
            yield token


def _rejoined(tokens: Iterable[Token]) -> Iterator[Token]:
    """The possessive behind an id, as in "005…'s pipeline", as one token again."""
    waiting: Token | None = None
    for token in tokens:
        if waiting and token.norm == "s" and token.start == waiting.end:
            yield Token("'s", "'s", waiting.start, token.end, Kind.WORD)
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = token if token.text == "'" else None
        if waiting is None:
            yield token
    if waiting:
        yield waiting


def _possessive(token: Token, sources: Sources) -> tuple[Token, ...]:
    """ "calebs pipeline": a name with an s that only a possessive explains."""
    name = token.norm[:-1]
    ends = token.kind is Kind.WORD and token.norm.endswith("s") and len(token.norm) > 4
    if not ends or not sources.index.has_token(name) or sources.index.knows(token.norm):
        return (token,)
    if sources.lexicon.meanings((token_key(token, sources.language.stem),), exact_key(token)):
        return (token,)
    cut = token.end - 1
    return (
        Token(token.text[:-1], name, token.start, cut, Kind.WORD),
        Token(token.text[-1:], "'s", cut, token.end, Kind.WORD),
    )
