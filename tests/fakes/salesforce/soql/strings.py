"""What a quoted string means, and what it means behind LIKE.

Page "Quoted String Escape Sequences" (sforce_api_calls_soql_select_quotedstringescapes.htm): a
backslash in any other context is an error; `\\_` and `\\%` are for LIKE alone.
"""

import re
from collections.abc import Iterator

from tests.fakes.salesforce.errors import malformed

LONGEST = 4_000  # characters of one string in WHERE: SOQL limits, "SOQL and SOSL Limits"

_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)|([^\\])", re.DOTALL)
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "\a", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


def meant(raw: str, *, like: bool = False) -> str:
    """The characters a string stands for; behind LIKE, as the pattern SQLite reads with `\\`."""
    if len(raw) > LONGEST:
        raise malformed(f"string literal exceeds the maximum length of {LONGEST} characters")
    return "".join(_pieces(raw, like))


def _pieces(raw: str, like: bool) -> Iterator[str]:
    for match in _ESCAPE.finditer(raw):
        escape, plain = match.groups()
        if plain is not None:
            yield plain
        elif like and escape in "_%":
            yield "\\" + escape
        elif escape[0] == "u" and len(escape) == 5:
            yield _kept(chr(int(escape[1:], 16)), like)
        elif escape.lower() in _PLAIN:
            yield _kept(_PLAIN[escape.lower()], like)
        else:
            raise malformed(
                f"Invalid string literal '{raw[:80]}'. Illegal character sequence "
                f"'\\{escape}' in string literal"
            )


def _kept(char: str, like: bool) -> str:
    """Itself: a backslash is one also behind LIKE."""
    return "\\\\" if like and char == "\\" else char
