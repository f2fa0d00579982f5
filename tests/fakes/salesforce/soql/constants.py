"""Constants against the field they are compared with: the right kind, or INVALID_FIELD.

Pages "Field Expression Syntax" and "Date Formats and Date Literals in WHERE": strings are quoted,
numbers and dates are not; a date for a date field, a dateTime for a dateTime field. Ids are taken
in 15 or 18 characters (page "ID Field Type").
"""

from dataclasses import dataclass
from decimal import Decimal

from tests.fakes.salesforce.errors import ApiError, pointed
from tests.fakes.salesforce.org.fields import Kind
from tests.fakes.salesforce.org.ids import canonical
from tests.fakes.salesforce.soql.operands import Operand, in_corporate
from tests.fakes.salesforce.soql.relative_dates import days_of
from tests.fakes.salesforce.soql.scope import Scope
from tests.fakes.salesforce.soql.strings import meant
from tests.fakes.salesforce.soql.tree import Day, Literal, Moment, Number, Relative, Text, Word
from tests.fakes.salesforce.soql.values import Stored, fold, utc

_TYPES = {Kind.INT: "int", Kind.DATE: "date", Kind.DATETIME: "dateTime", Kind.BOOLEAN: "boolean"}


@dataclass(frozen=True, slots=True)
class Bound:
    """A constant as the database has it, up to and without `end` where it is a range of time.
    `folded` where it is compared without regard to case.
    """

    value: Stored
    end: str | None = None
    folded: bool = False

    def left(self, sql: str) -> str:
        """The other side as it is compared with this."""
        return f"fold({sql})" if self.folded else sql


def bind(left: Operand, literal: Literal, scope: Scope, name: str) -> Bound:
    """The constant fit for what it is compared with; raises INVALID_FIELD or
    INVALID_QUERY_FILTER_OPERATOR.
    """
    if isinstance(literal, Word) and literal.value is None:
        return Bound(0 if left.kind is Kind.BOOLEAN else None)
    found = _bound(left, literal, scope)
    if found is None:
        raise ApiError("INVALID_FIELD", pointed(scope.text, literal.at, _why(left, name)))
    return found


def _bound(left: Operand, literal: Literal, scope: Scope) -> Bound | None:
    match literal:
        case Text(raw):
            return _text(left, meant(raw))
        case Number() if left.kind.is_number:
            return Bound(_number(left, literal, scope))
        case Word(value) if left.kind is Kind.BOOLEAN:
            return Bound(int(bool(value)))
        case Day(value) if left.kind is Kind.DATE:
            return Bound(value.isoformat())
        case Moment(value) if left.kind is Kind.DATETIME:
            return Bound(utc(value))
        case Relative(name, count) if left.kind.is_time:
            return _range(left, name, count, scope)
    return None


def _text(left: Operand, text: str) -> Bound | None:
    if left.kind.is_id:
        if not text:
            return Bound(None)
        id_ = canonical(text)
        if id_ is None:
            raise ApiError("INVALID_QUERY_FILTER_OPERATOR", f"invalid ID field: {text}")
        return Bound(id_)
    if not left.kind.is_text:
        return None
    exact = left.field is not None and left.field.case_sensitive
    return Bound(text if exact else fold(text), folded=not exact) if text else Bound(None)


def _number(left: Operand, literal: Number, scope: Scope) -> Stored:
    """In the field's smallest unit; finer than that it is compared as it is."""
    amount = literal.value
    if literal.currency:
        amount = in_corporate(amount, literal.currency, scope)
    whole = amount.scaleb(left.decimals)
    exact = whole == whole.to_integral_value() and abs(whole) < Decimal(2**62)
    return int(whole) if exact else float(whole)


def _range(left: Operand, name: str, count: int | None, scope: Scope) -> Bound:
    try:
        first, after = days_of(name, count, scope.asker.calendar)
        if left.kind is Kind.DATE:
            return Bound(first.isoformat(), after.isoformat())
        midnight = scope.asker.midnight
        return Bound(utc(midnight(first)), utc(midnight(after)))
    except (OverflowError, ValueError):
        raise ApiError("MALFORMED_QUERY", f"invalid date literal: {name}:{count}") from None


def _why(left: Operand, name: str) -> str:
    wanted = _TYPES.get(left.kind, "double" if left.kind.is_number else "string")
    quotes = "should be enclosed" if left.kind.is_text else "should not be enclosed"
    return f"value of filter criterion for field '{name}' must be of type {wanted} and {quotes} in quotes"  # noqa: E501
