"""Sub-queries in WHERE: page "Comparison Operators", "Semi-Joins with IN and Anti-Joins with NOT
IN", with its list of restrictions.

At most two; none under OR, under NOT or nested in another; at the top level of WHERE; one field
selected, an id or a reference of the object itself; no relationship on the left; not over the
object of the main query; no COUNT, ORDER BY or LIMIT inside; not over Task, Event and some more. An
empty reference inside matches nothing and disturbs nothing; one on the left stays under NOT IN
(documentation silent).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.salesforce.errors import ApiError, malformed, pointed
from tests.fakes.salesforce.org.describe import SObject
from tests.fakes.salesforce.org.fields import Field, Kind
from tests.fakes.salesforce.soql.scope import Scope, known_object
from tests.fakes.salesforce.soql.tree import (
    And,
    Comparison,
    Condition,
    Not,
    Op,
    Or,
    Path,
    Select,
)
from tests.fakes.salesforce.soql.visible import visible

if TYPE_CHECKING:
    from tests.fakes.salesforce.soql.where import Where

MOST = 2
_NEVER = ("activityhistory", "attachment", "event", "note", "openactivity", "task")


def check_places(condition: Condition | None) -> None:
    """Sub-queries stand at the top level of WHERE, at most two of them."""
    top = condition.parts if isinstance(condition, And) else (condition,)
    found = [part for part in top if isinstance(part, Comparison) and _joins(part)]
    for part in top:
        if isinstance(part, Or) and _anywhere(part):
            raise malformed("Semi join sub-selects are not allowed with the 'OR' operator")
        if isinstance(part, Not) and _anywhere(part):
            raise malformed("Semi join sub-selects are not allowed with the 'NOT' operator")
        if isinstance(part, And) and _anywhere(part):
            raise malformed(
                "Semi join sub-selects are only allowed at the top level WHERE expressions and "
                "not in nested WHERE expressions."
            )
    if len(found) > MOST:
        raise malformed(f"maximum of {MOST} semi join sub-selects are allowed per query")


def _joins(comparison: Comparison) -> bool:
    return isinstance(comparison.right, Select)


def _anywhere(condition: Condition) -> bool:
    match condition:
        case Comparison():
            return _joins(condition)
        case Not(part):
            return _anywhere(part)
    return any(_anywhere(part) for part in condition.parts)


@dataclass
class SemiJoins:
    """Compiles the sub-queries of one query; `inside` while it is in one."""

    inside: bool = False

    def sql(self, comparison: Comparison, scope: Scope, where: "Where") -> str:
        """`left IN (…)`, true or false for an empty left side too."""
        inner = comparison.right
        assert isinstance(inner, Select)
        if self.inside:
            raise malformed("Nesting of semi join sub-selects is not supported")
        if comparison.op not in (Op.IN, Op.NOT_IN):
            raise malformed("semi join sub-selects need IN or NOT IN")
        left = self._left(comparison, scope)
        sobject, selected = self._selected(inner, scope)
        self._matching(left, scope.sobject, selected, sobject)
        below = Scope(scope.asker, sobject, scope.text, scope.names, inner.alias)
        own = below.column(Path((selected.name,), 0)).sql
        self.inside = True
        outer, where.scope = where.scope, below
        condition = f" AND {where.sql(inner.where)}" if inner.where else ""
        where.scope, self.inside = outer, False
        seen = visible(below)
        query = f"SELECT {own} FROM {below.source} WHERE {own} IS NOT NULL AND {seen}{condition}"
        found = f'IFNULL({scope.root}."{left.name}" IN ({query}), 0)'
        return found if comparison.op is Op.IN else f"(NOT {found})"

    def _left(self, comparison: Comparison, scope: Scope) -> Field:
        left = comparison.left
        if not isinstance(left, Path):
            raise malformed("semi join sub-selects need a field on their left")
        column = scope.column(left)
        own = column.sql == f'{scope.root}."{column.field.name}"'
        if not own or not column.field.kind.is_id:
            why = f"The left operand '{left}' in the where expression for semi join must be an id"
            raise malformed(pointed(scope.text, left.at, f"{why} or reference field"))
        return column.field

    def _selected(self, inner: Select, scope: Scope) -> tuple[SObject, Field]:
        sobject = known_object(scope.asker, inner.source, scope.text, inner.source_at)
        if sobject.name.lower() in _NEVER:
            why = f"Entity '{sobject.name}' is not supported for semi join inner selects"
            raise malformed(pointed(scope.text, inner.source_at, why))
        if sobject.name == scope.sobject.name:
            why = "The inner and outer selects should not be on the same object type"
            raise malformed(pointed(scope.text, inner.source_at, why))
        if inner.order_by or inner.limit is not None or inner.group_by or inner.offset:
            raise malformed("Semi join sub-selects cannot have ORDER BY, GROUP BY or LIMIT")
        if len(inner.items) != 1:
            raise malformed("Semi join sub-selects can only query one field")
        what = inner.items[0].what
        field = None
        if isinstance(what, Path) and len(what.names) == 1:
            field = sobject.field(what.names[0])
            if field is None:
                Scope(scope.asker, sobject, scope.text).column(what)
        if field is None or not field.kind.is_id:
            why = f"semi join sub-selects can only query id fields, cannot use: '{what}'"
            raise malformed(why)
        return sobject, field

    def _matching(self, left: Field, outer: SObject, right: Field, inner: SObject) -> None:
        """Both are ids of one kind of record."""
        ours = {outer.name} if left.kind is Kind.ID else set(left.refers_to)
        theirs = {inner.name} if right.kind is Kind.ID else set(right.refers_to)
        if not ours & theirs:
            why = (
                f"The selected field '{right.name}' in the subquery and the left operand field "
                f"'{left.name}' in the where expression in the outer query should point to the "
                "same object type"
            )
            raise ApiError("MALFORMED_QUERY", why)
