"""Tokens cut as fine as the grammar of times needs them: `5-Nov-2026`, `Q3FY26`, `30-day`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.understanding.text.tokens import Kind, Token

_PIECES = re.compile(
    r"(?:fy|cy)'?[0-9]{2}(?:[0-9]{2})?(?![0-9])|[qh][1-4](?![0-9])|[1-4][qh](?![^\W\d_])"
    r"|(?:cw|kw|wk|w)[0-9]{1,2}(?![0-9])|'[0-9]{2}(?![0-9])|[0-9]+(?:st|nd|rd|th)\b|[0-9]+"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*"
)
_SPLIT = re.compile("[-'0-9]")
_FARTHEST = 20


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a token. `token` is the token's index; `last` says that it ends there."""

    norm: str
    kind: Kind
    token: int
    last: bool
    glued: bool  # to the piece before it, in the same token


def atoms(tokens: Sequence[Token], at: int) -> tuple[Atom, ...]:
    """The pieces of the tokens from `at` on, as many as any time expression can have."""
    found: list[Atom] = []
    for index in range(at, min(at + _FARTHEST, len(tokens))):
        token = tokens[index]
        pieces = _pieces(token)
        for place, piece in enumerate(pieces):
            final = place == len(pieces) - 1
            found.append(Atom(piece, token.kind, index, final, place > 0))
    return tuple(found)


def _pieces(token: Token) -> list[str]:
    if token.norm.isalpha() or token.kind is not Kind.WORD or not _SPLIT.search(token.norm):
        return [token.norm]
    return _PIECES.findall(token.norm) if token.norm != "'s" else ["'s"]
