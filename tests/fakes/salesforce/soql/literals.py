"""Tokens to constants.

Pages "Date Formats and Date Literals in WHERE" (sforce_api_calls_soql_select_dateformats.htm) and
"convertCurrency()" for amounts with an ISO code before them (`USD5000`).
"""

from datetime import UTC, date, datetime
from decimal import Decimal

from tests.fakes.salesforce.errors import malformed
from tests.fakes.salesforce.soql.lexer import T, Token
from tests.fakes.salesforce.soql.relative_dates import is_relative
from tests.fakes.salesforce.soql.tree import Day, Literal, Moment, Number, Relative, Text, Word

_WORDS: dict[str, bool | None] = {"TRUE": True, "FALSE": False, "NULL": None}


def literal(token: Token, count: int | None) -> Literal | None:
    """The constant a token stands for, with the number behind its colon; None for none."""
    text, at = token.text, token.at
    match token.kind:
        case T.STRING:
            return Text(text[1:-1], at)
        case T.NUMBER:
            return Number(Decimal(text), None, at)
        case T.MONEY:
            return Number(Decimal(text[3:]), text[:3].upper(), at)
        case T.DATE:
            return Day(_date(text), at)
        case T.DATETIME:
            return Moment(_moment(text), at)
        case T.NAME if text.upper() in _WORDS:
            return Word(_WORDS[text.upper()], at)
        case T.NAME if is_relative(text.upper(), count):
            return Relative(text.upper(), count, at)
    return None


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise malformed(f"invalid date: {text}") from None


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise malformed(f"invalid datetime: {text}") from None
