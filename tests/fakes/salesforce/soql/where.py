"""Conditions to SQL that is true or false, never unknown.

Pages "Comparison Operators" (sforce_api_calls_soql_select_comparisonoperators.htm), "Use null in
WHERE" (…_soql_null.htm) and "Query Multi-Select Picklists". That `!=` and NOT IN hold for empty
fields is how orgs behave; documentation silent. So it is on NOT before LIKE, `<` and the rest over
an empty field, where we take logic of two values: what does not hold, holds under NOT.
"""

from dataclasses import dataclass, field

from tests.fakes.salesforce.errors import ApiError, malformed, pointed
from tests.fakes.salesforce.org.fields import Kind
from tests.fakes.salesforce.soql.constants import Bound, bind
from tests.fakes.salesforce.soql.operands import Operand, corporate, operand
from tests.fakes.salesforce.soql.scope import Scope
from tests.fakes.salesforce.soql.semi_joins import SemiJoins
from tests.fakes.salesforce.soql.strings import meant
from tests.fakes.salesforce.soql.tree import (
    And,
    Comparison,
    Condition,
    Literal,
    Not,
    Number,
    Op,
    Or,
    Path,
    Select,
    Text,
)

_ORDERED = (Op.LT, Op.LE, Op.GT, Op.GE)


@dataclass
class Where:
    """Compiles the conditions of one query; `parameters` are in the order of the SQL."""

    scope: Scope
    joins: SemiJoins = field(default_factory=SemiJoins)
    parameters: list[object] = field(default_factory=list)

    def sql(self, condition: Condition) -> str:
        """The condition, with a placeholder for each constant."""
        match condition:
            case And(parts):
                return "(" + " AND ".join(self.sql(part) for part in parts) + ")"
            case Or(parts):
                return "(" + " OR ".join(self.sql(part) for part in parts) + ")"
            case Not(part):
                return f"(NOT {self.sql(part)})"
        if isinstance(condition.right, Select):
            return self.joins.sql(condition, self.scope, self)
        return self._compared(condition)

    def _compared(self, comparison: Comparison) -> str:
        left = operand(comparison.left, self.scope)
        self._check(left, comparison)
        right = comparison.right
        if isinstance(right, tuple):
            return self._listed(left, comparison, right)
        assert not isinstance(right, Select)
        if comparison.op is Op.LIKE:
            return self._like(left, comparison, right)
        return self._single(left, comparison.op, right, comparison)

    def _check(self, left: Operand, comparison: Comparison) -> None:
        name = _name(comparison)
        if left.field is not None and not left.field.filterable:
            why = f"field '{name}' can not be filtered in a query call"
            raise ApiError("INVALID_FIELD", pointed(self.scope.text, comparison.at, why))
        listed = comparison.op in (Op.INCLUDES, Op.EXCLUDES)
        multi = left.kind is Kind.MULTIPICKLIST
        like = comparison.op is Op.LIKE and not left.kind.is_text
        order = comparison.op in _ORDERED and (left.kind is Kind.BOOLEAN or multi)
        many = multi and comparison.op in (Op.IN, Op.NOT_IN)
        if like or order or listed != (listed and multi) or many:
            why = f"invalid operator on {left.kind} field '{name}'"
            raise ApiError(
                "INVALID_QUERY_FILTER_OPERATOR", pointed(self.scope.text, comparison.at, why)
            )

    def _single(self, left: Operand, op: Op, right: Literal, comparison: Comparison) -> str:
        if isinstance(right, Number) and right.currency:
            left = corporate(left, self.scope)
        return self._bound(left, op, bind(left, right, self.scope, _name(comparison)))

    def _bound(self, left: Operand, op: Op, bound: Bound) -> str:
        """Every branch is 0 or 1 for an empty left side too."""
        sql = bound.left(left.sql)
        if bound.end is not None:
            return self._within(sql, op, bound)
        if bound.value is None:
            if op not in (Op.EQ, Op.NE):
                return "0"
            return f"({sql} IS {'' if op is Op.EQ else 'NOT '}NULL)"
        self.parameters.append(bound.value)
        if op is Op.EQ:
            return f"({sql} IS ?)"
        if op is Op.NE:
            return f"({sql} IS NOT ?)"
        return f"({sql} IS NOT NULL AND {sql} {op} ?)"

    def _within(self, sql: str, op: Op, bound: Bound) -> str:
        """A date literal is a range: before it, in it, after it."""
        there = f"{sql} IS NOT NULL"
        if op in (Op.EQ, Op.NE):
            self.parameters += [bound.value, bound.end]
            inside = f"({there} AND {sql} >= ? AND {sql} < ?)"
            return inside if op is Op.EQ else f"(NOT {inside})"
        edge, sign = {
            Op.LT: (bound.value, "<"),
            Op.GE: (bound.value, ">="),
            Op.LE: (bound.end, "<"),
            Op.GT: (bound.end, ">="),
        }[op]
        self.parameters.append(edge)
        return f"({there} AND {sql} {sign} ?)"

    def _like(self, left: Operand, comparison: Comparison, right: Literal) -> str:
        if not isinstance(right, Text):
            why = f"value of filter criterion for field '{_name(comparison)}' must be of type string and should be enclosed in quotes"  # noqa: E501
            raise ApiError("INVALID_FIELD", pointed(self.scope.text, comparison.at, why))
        self.parameters.append(meant(right.raw, like=True).lower())
        return f"IFNULL(fold({left.sql}) LIKE ? ESCAPE '\\', 0)"

    def _listed(self, left: Operand, comparison: Comparison, literals: tuple[Literal, ...]) -> str:
        if comparison.op in (Op.INCLUDES, Op.EXCLUDES):
            return self._chosen(left, comparison, literals)
        iso = {isinstance(one, Number) and one.currency is not None for one in literals}
        if len(iso) > 1:
            raise malformed("IN cannot mix amounts with and without a currency ISO code")
        if iso == {True}:
            left = corporate(left, self.scope)
        bound = [bind(left, literal, self.scope, _name(comparison)) for literal in literals]
        parts = [self._bound(left, Op.EQ, one) for one in bound if one.end or one.value is None]
        plain = [one for one in bound if not one.end and one.value is not None]
        if plain:
            self.parameters += [one.value for one in plain]
            marks = ", ".join("?" for _ in plain)
            parts.append(f"IFNULL({plain[0].left(left.sql)} IN ({marks}), 0)")
        found = "(" + " OR ".join(parts) + ")"
        return found if comparison.op is Op.IN else f"(NOT {found})"

    def _chosen(self, left: Operand, comparison: Comparison, literals: tuple[Literal, ...]) -> str:
        """Each string is several values joined by `;`, which must all be among those chosen."""
        parts = []
        for literal in literals:
            bound = bind(left, literal, self.scope, _name(comparison))
            wanted = str(bound.value or "").split(";")
            self.parameters += [f"%;{value};%" for value in wanted]
            has = f"IFNULL(';' || fold({left.sql}) || ';' LIKE ?, 0)"
            parts.append("(" + " AND ".join(has for _ in wanted) + ")")
        found = "(" + " OR ".join(parts) + ")"
        return found if comparison.op is Op.INCLUDES else f"(NOT {found})"


def _name(comparison: Comparison) -> str:
    left = comparison.left
    return str(left) if isinstance(left, Path) else left.function
