"""A picklist's values as options of a select: labels people tell apart, tokens that come back.

CRM values run to 255 characters and any script; Slack gives an option 75 characters of label and
150 of value. A token is the value itself, percent-encoded, or a digest where that is too long.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote, unquote

from bot.render import clean
from bot.render.limits import OPTION, OPTION_VALUE, cut

_DIGEST = "#"  # never the first character of an encoded value


@dataclass(frozen=True, slots=True)
class Option:
    """What is read, and what comes back."""

    label: str
    token: str


def options(choices: Iterable[str]) -> list[Option]:
    """One option for each different choice; no two with the same label."""
    made: dict[str, Option] = {}
    shown: Counter[str] = Counter()
    for choice in choices:
        if choice not in made:
            label = clean.line(choice) or clean.BLANK
            made[choice] = Option(_apart(label, shown), token(choice))
    return list(made.values())


def token(choice: str) -> str:
    """What stands for a choice in a client's hands: ASCII, at most 150 characters."""
    encoded = quote(choice, safe="/-_.,()", errors="surrogatepass")
    if 1 <= len(encoded) <= OPTION_VALUE:
        return encoded
    return _DIGEST + sha256(choice.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def chosen(token_: str, choices: Sequence[str] = ()) -> str:
    """The choice that a token stands for.

    A digest is looked up among `choices`; ValueError where none of them has it.
    """
    if not token_.startswith(_DIGEST):
        return unquote(token_, errors="surrogatepass")
    for choice in choices:
        if token(choice) == token_:
            return choice
    raise ValueError("none of the choices")


def decoded(token_: str) -> str:
    """The choice a token spells out, or the token itself where it is a digest; else ValueError."""
    return token_ if token_.startswith(_DIGEST) else chosen(token_)


def _apart(label: str, shown: Counter[str]) -> str:
    """The label within its limit, numbered where another one reads the same."""
    candidate = cut(label, OPTION)
    while shown[candidate]:
        shown[cut(label, OPTION)] += 1
        number = f" ({shown[cut(label, OPTION)]})"
        candidate = cut(label, OPTION - len(number)) + number
    shown[candidate] += 1
    return candidate
