"""Queries for figures: COUNT() alone, figures over all that match, or by group.

Pages "GROUP BY" (sforce_api_calls_soql_select_groupby.htm), "HAVING", "COUNT()" and "Aggregate
Functions". Every field selected is grouped; what has no alias is answered under its own name, a
figure under expr0, expr1 and so on; empty values make a group of their own. Text is grouped as it
is spelled (documentation silent). ROLLUP and CUBE are not here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.salesforce.errors import malformed, pointed
from tests.fakes.salesforce.soql.operands import Operand, is_figure, operand
from tests.fakes.salesforce.soql.records import sorted_by
from tests.fakes.salesforce.soql.scope import Scope
from tests.fakes.salesforce.soql.semi_joins import check_places
from tests.fakes.salesforce.soql.tree import (
    And,
    Call,
    Condition,
    Expression,
    Not,
    Or,
    Path,
    Select,
)
from tests.fakes.salesforce.soql.values import Stored, written
from tests.fakes.salesforce.soql.visible import visible
from tests.fakes.salesforce.soql.where import Where


def is_count(select: Select) -> bool:
    """`SELECT COUNT() FROM …`, which answers with a number and no records."""
    first = select.items[0].what
    return isinstance(first, Call) and first.function == "COUNT" and first.argument is None


def has_figures(select: Select) -> bool:
    """Whether it is a query for figures at all."""
    figures = any(not isinstance(i.what, Select) and is_figure(i.what) for i in select.items)
    return figures or bool(select.group_by)


@dataclass
class Figures:
    """A compiled query for figures; `names` are how its columns are answered."""

    sql: str = ""
    names: list[str] = field(default_factory=list)
    operands: list[Operand] = field(default_factory=list)
    parameters: list[object] = field(default_factory=list)

    def record(self, row: Sequence[Stored]) -> dict[str, Any]:
        """A row as REST writes it."""
        record: dict[str, Any] = {"attributes": {"type": "AggregateResult"}}
        for name, found, value in zip(self.names, self.operands, row, strict=True):
            record[name] = _shown(found, value)
        return record


def _shown(found: Operand, value: Stored) -> Any:
    if found.ranks and value is not None:
        return found.ranks[int(value)] if int(value) < len(found.ranks) else None
    return written(found.kind, found.decimals, value)


def counting(select: Select, scope: Scope) -> Figures:
    """COUNT() alone."""
    if len(select.items) > 1 or select.group_by or select.order_by:
        raise malformed(
            "COUNT() must be the only element of the SELECT list, without GROUP BY or ORDER BY"
        )
    condition, parameters = _matching(select, scope)
    cut = "" if select.limit is None else f" LIMIT {select.limit}"
    inner = f"SELECT 1 FROM {scope.source} WHERE {condition}{cut}"
    return Figures(f"SELECT COUNT(*) FROM ({inner})", parameters=parameters)


def compiled(select: Select, scope: Scope) -> Figures:
    """The query, checked; raises what Salesforce refuses it with."""
    if select.limit is not None and not select.group_by:
        raise malformed("LIMIT cannot be used with aggregate functions without GROUP BY")
    figures = Figures()
    groups = [_group(expression, scope) for expression in select.group_by]
    for item in select.items:
        if isinstance(item.what, Select):
            raise malformed("sub-queries cannot be selected beside aggregate functions")
        _named(item.what, item.alias, select, figures, scope)
    condition, parameters = _matching(select, scope)
    having = Where(scope)
    tail = ""
    if groups:
        tail = " GROUP BY " + ", ".join(group.sql for group in groups)
    if select.having is not None:
        if not groups:
            raise malformed("HAVING clause needs GROUP BY")
        for expression in _expressions(select.having):
            _check_grouped(expression, select, scope)
        tail += f" HAVING {having.sql(select.having)}"
    if select.order_by:
        tail += " ORDER BY " + ", ".join(_order(select, scope))
    if select.limit is not None or select.offset:
        tail += f" LIMIT {-1 if select.limit is None else select.limit} OFFSET {select.offset or 0}"
    columns = ", ".join(found.sql for found in figures.operands)
    figures.sql = f"SELECT {columns} FROM {scope.source} WHERE {condition}{tail}"
    figures.parameters = [*parameters, *having.parameters]
    return figures


def _matching(select: Select, scope: Scope) -> tuple[str, list[object]]:
    check_places(select.where)
    where = Where(scope)
    parts = [visible(scope)]
    if select.where is not None:
        parts.append(where.sql(select.where))
    return " AND ".join(parts), where.parameters


def _group(expression: Expression, scope: Scope) -> Operand:
    found = operand(expression, scope)
    if found.figure:
        raise malformed("aggregate expressions cannot be grouped by")
    if found.field is not None and not found.field.groupable:
        why = f"field '{expression}' can not be grouped in a query call"
        raise malformed(pointed(scope.text, expression.at, why))
    return found


def _named(
    what: Expression, alias: str | None, select: Select, figures: Figures, scope: Scope
) -> None:
    _check_grouped(what, select, scope)
    found = operand(what, scope)
    name = alias
    if name is None and isinstance(what, Path):
        name = scope.column(what).field.name
    if name is None:
        used = sum(1 for known in figures.names if known.startswith("expr"))
        name = f"expr{used}"
    if name.lower() in (known.lower() for known in figures.names):
        raise malformed(f"duplicate alias: {name}")
    figures.names.append(name)
    figures.operands.append(found)


def _check_grouped(what: Expression, select: Select, scope: Scope) -> None:
    if is_figure(what):
        return
    grouped = [_same(expression) for expression in select.group_by]
    if _same(what) not in grouped:
        shown = str(what) if isinstance(what, Path) else what.function
        operand(what, scope)
        why = f"Field must be grouped or aggregated: {shown}"
        raise malformed(pointed(scope.text, what.at, why))


def _same(expression: Expression) -> str:
    """Two expressions are one when they are written alike, in any case."""
    if isinstance(expression, Path):
        return str(expression).lower()
    argument = expression.argument
    return f"{expression.function}({'' if argument is None else _same(argument)})"


def _order(select: Select, scope: Scope) -> list[str]:
    found = []
    for order in select.order_by:
        _check_grouped(order.by, select, scope)
        found.append(sorted_by(operand(order.by, scope), order, scope))
    return found


def _expressions(condition: Condition) -> list[Expression]:
    match condition:
        case And(parts) | Or(parts):
            return [expression for part in parts for expression in _expressions(part)]
        case Not(part):
            return _expressions(part)
    return [condition.left]
