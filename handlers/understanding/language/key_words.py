"""What a token can be looked up by: told by its shape alone."""

import re

from crm.phone import SHORTEST, digits
from crm.record_ids import linked
from handlers.understanding.language.meaning import Key, KeyWord
from handlers.understanding.text.tokens import Kind, Token

_SITE = re.compile(r"(?:https?://)?(?:www\.)?([^/?#:]+\.[^/?#:]+)", re.IGNORECASE)
_DOMAIN = re.compile(r"[^\W_][\w-]*(?:\.[\w-]+)*\.[a-z]{2,}")
_CODE = re.compile(r"#?(?=[^\W_]*[-_]?[^\W_]*[0-9])[^\W_]+(?:[-_/][^\W_]+){0,3}")
_SHORTEST_CODE = 4


def key_word(token: Token) -> KeyWord | None:
    """The phone number, address or id that a token is; None where it looks like none of them."""
    match token.kind:
        case Kind.PHONE:
            return KeyWord(Key.PHONE, token.text)
        case Kind.EMAIL:
            return KeyWord(Key.EMAIL, token.text)
        case Kind.ID:
            return KeyWord(Key.ID, token.text)
        case Kind.URL:
            ids = linked(token.text).ids
            return KeyWord(Key.ID, token.text) if ids else site(token.text)
        case Kind.WORD if _DOMAIN.fullmatch(token.norm):
            return site(token.text)
    return None


def site(text: str) -> KeyWord | None:
    """A web address as what all its pages have in common."""
    found = _SITE.match(text)
    return KeyWord(Key.WEBSITE, found[1]) if found else None


def dialled(text: str) -> bool:
    """Whether a plain number can be one that is called."""
    return text.isascii() and text.isdecimal() and SHORTEST < len(digits(text)) < 16


def coded(text: str) -> bool:
    """Whether a word can be the code of a product or the number of an order."""
    return len(text) >= _SHORTEST_CODE and _CODE.fullmatch(text) is not None
