"""Expressions to SQL: a field, a part of a date, a figure.

Page "Aggregate Functions" (sforce_api_calls_soql_select_agg_functions.htm): empty values are in no
figure but COUNT() and COUNT(Id); MIN and MAX of a picklist go by the order of its values; in an org
with several currencies figures of money are in the corporate one (page "convertCurrency()").
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from tests.fakes.salesforce.errors import ApiError, malformed, pointed
from tests.fakes.salesforce.org.fields import Field, Kind
from tests.fakes.salesforce.soql.date_functions import DATES, NUMBERS, OF_TIMES
from tests.fakes.salesforce.soql.scope import Column, Scope
from tests.fakes.salesforce.soql.tree import Call, Expression, Path

FIGURES = ("COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX")
SHOWN = ("TOLABEL", "CONVERTCURRENCY", "FORMAT")


@dataclass(frozen=True, slots=True)
class Operand:
    """An expression in SQL, with what its value is. `ranks` are the values that numbers stand for
    where a picklist is shown as its place in the list.
    """

    sql: str
    kind: Kind
    decimals: int = 0
    field: Field | None = None
    currency: str | None = None
    figure: bool = False
    ranks: tuple[str, ...] = ()


def operand(expression: Expression, scope: Scope) -> Operand:
    """What an expression is in SQL; raises INVALID_FIELD or MALFORMED_QUERY."""
    if isinstance(expression, Path):
        return _plain(scope.column(expression))
    if expression.function in FIGURES:
        return _figure(expression, scope)
    if expression.function in (*NUMBERS, *DATES):
        return _date_part(expression, scope)
    why = f"unknown function, or one that cannot be used here: {expression.function}"
    raise malformed(pointed(scope.text, expression.at, why))


def is_figure(expression: Expression) -> bool:
    """Whether it is one over many records."""
    return isinstance(expression, Call) and expression.function in FIGURES


def _plain(column: Column) -> Operand:
    field = column.field
    sql = f"IFNULL({column.sql}, 0)" if field.kind is Kind.BOOLEAN else column.sql
    return Operand(sql, field.kind, field.decimals, field, column.currency)


def corporate(found: Operand, scope: Scope) -> Operand:
    """Money in the corporate currency, where there are several."""
    rates = scope.asker.rates
    if found.kind is not Kind.CURRENCY or not rates or found.currency is None:
        return found
    cases = " ".join(f"WHEN '{iso}' THEN {float(rate)!r}" for iso, rate in sorted(rates.items()))
    sql = f"({found.sql} / CASE {found.currency} {cases} ELSE 1.0 END)"
    return replace(found, sql=sql)


def in_corporate(amount: Decimal, iso: str, scope: Scope) -> Decimal:
    """A constant with an ISO code; it must be an active currency of the org."""
    rates = scope.asker.rates
    if iso not in rates:
        raise malformed(f"Invalid currency ISO code: {iso}")
    return amount / rates[iso]


def ranked(found: Operand) -> Operand:
    """A picklist by the order of its values (page "ORDER BY"); what is none of them comes last."""
    if found.kind is not Kind.PICKLIST or found.field is None or not found.field.choices:
        return found
    values = tuple(choice.value for choice in found.field.choices)
    cases = " ".join(f"WHEN {quoted(value)} THEN {n}" for n, value in enumerate(values))
    last = len(values)
    sql = (
        f"CASE WHEN {found.sql} IS NULL THEN NULL ELSE CASE {found.sql} {cases} ELSE {last} END END"
    )
    return replace(found, sql=sql, kind=Kind.INT, decimals=0, ranks=values)


def quoted(text: str) -> str:
    """A constant of the schema's own, in SQL."""
    return "'" + text.replace("'", "''") + "'"


def _figure(call: Call, scope: Scope) -> Operand:
    function = call.function
    if call.argument is None:
        if function != "COUNT":
            raise malformed(pointed(scope.text, call.at, f"{function} needs a field"))
        return Operand("COUNT(*)", Kind.INT, figure=True)
    inner = operand(call.argument, scope)
    if inner.figure:
        raise malformed(pointed(scope.text, call.at, "aggregate expressions cannot be nested"))
    _refuse(function, inner, call, scope)
    if function == "COUNT":
        return Operand(f"COUNT({_bare(inner)})", Kind.INT, figure=True)
    if function == "COUNT_DISTINCT":
        return Operand(f"COUNT(DISTINCT {_bare(inner)})", Kind.INT, figure=True)
    inner = corporate(inner, scope)
    if function in ("SUM", "AVG"):
        kind = Kind.DOUBLE if function == "AVG" and inner.kind is Kind.INT else inner.kind
        return Operand(f"{function}({inner.sql})", kind, inner.decimals, figure=True)
    inner = ranked(inner)
    return replace(inner, sql=f"{function}({inner.sql})", figure=True, field=None)


def _bare(inner: Operand) -> str:
    return inner.sql


def _refuse(function: str, inner: Operand, call: Call, scope: Scope) -> None:
    name = call.argument.names[-1] if isinstance(call.argument, Path) else str(call.function)
    summed = function in ("SUM", "AVG")
    fits = inner.kind.is_number if summed else inner.field is None or inner.field.aggregatable
    if function != "COUNT" and not fits:
        why = f"field {name} does not support aggregate operator {function}"
        raise malformed(pointed(scope.text, call.at, why))


def _date_part(call: Call, scope: Scope) -> Operand:
    inner, zone = call.argument, "UTC"
    converted = isinstance(inner, Call) and inner.function == "CONVERTTIMEZONE"
    if converted:
        assert isinstance(inner, Call)
        inner, zone = inner.argument, scope.asker.zone
    if not isinstance(inner, Path):
        raise malformed(pointed(scope.text, call.at, f"{call.function} needs a date field"))
    column = scope.column(inner)
    kind = column.field.kind
    of_time = call.function in OF_TIMES or converted
    if not kind.is_time or (of_time and kind is not Kind.DATETIME):
        what = "dateTime" if of_time else "date or dateTime"
        why = f"{call.function} can only be used with fields of type {what}: {inner}"
        raise ApiError("INVALID_FIELD", pointed(scope.text, call.at, why))
    asker = scope.asker
    sql = (
        f"date_part('{call.function}', {column.sql}, '{zone}',"
        f" {asker.fiscal_month}, {int(asker.fiscal_by_end)})"
    )
    return Operand(sql, Kind.DATE if call.function in DATES else Kind.INT)
