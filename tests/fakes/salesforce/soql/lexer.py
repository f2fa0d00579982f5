"""Text to tokens. Keywords and names are alike in any case; strings stay as they are written.

Pages "Quoted String Escape Sequences" and "Date Formats and Date Literals in WHERE" of the SOQL
and SOSL Reference say what strings and dates look like.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from tests.fakes.salesforce.errors import malformed, pointed


class T(StrEnum):
    """What a token is."""

    STRING = "string"
    DATETIME = "datetime"
    DATE = "date"
    MONEY = "money"
    NUMBER = "number"
    NAME = "name"
    MARK = "mark"
    END = "<EOF>"


_PATTERNS = [
    (T.STRING, r"'(?:[^'\\]|\\.)*'"),
    (T.DATETIME, r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)"),
    (T.DATE, r"\d{4}-\d\d-\d\d"),
    (T.NUMBER, r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"),
    (T.MONEY, r"[A-Za-z]{3}-?\d+(?:\.\d+)?(?![\w.])"),
    (T.NAME, r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*"),
    (T.MARK, r"!=|<>|<=|>=|[=<>(),:]"),
]
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS), re.DOTALL)
_SPACE = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Token:
    """One token and where it stands."""

    kind: T
    text: str
    at: int

    def is_(self, *words: str) -> bool:
        """It is that keyword or mark, in any case."""
        return self.kind in (T.NAME, T.MARK) and self.text.upper() in words


def tokens(text: str) -> list[Token]:
    """All of them and the end; raises MALFORMED_QUERY at what none begins with."""
    found: list[Token] = []
    at = _space(text, 0)
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            why = "unexpected char" if text[at] != "'" else "line 1, unterminated string"
            raise malformed(pointed(text, at, f"{why}: {text[at]!r}"))
        assert match.lastgroup is not None
        found.append(Token(T(match.lastgroup), match[0], at))
        at = _space(text, match.end())
    found.append(Token(T.END, "<EOF>", len(text)))
    return found


def _space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
