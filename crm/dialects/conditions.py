"""Conditions as SQL. They are never unknown: an empty field makes a comparison false."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from operator import eq, ge, gt, le, lt
from string import ascii_lowercase
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    false,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    true,
    type_coerce,
)

from crm.dialects.base import settled, storable
from crm.dialects.scope import Scope
from crm.dialects.sql import Sql
from crm.dialects.types import UNITS_PER_MAIN
from crm.errors import Unsupported
from crm.phone import SHORTEST, digits
from crm.query import And, Comparison, Condition, Constant, Not, Op, Or, Related
from crm.schema import FieldType

Test = ColumnElement[bool]

# SQLite takes 32,766 parameters in a statement.
MOST_VALUES: Final = 30_000

_LARGEST_INTEGER: Final = 2**63 - 1
_OPERATORS: Mapping[Op, Callable[[Any, Any], Any]] = {
    Op.EQ: eq,
    Op.LT: lt,
    Op.LE: le,
    Op.GT: gt,
    Op.GE: ge,
}
_BEFORE_NUMBER: Final = ascii_lowercase + "0-#/_. "
# Stored amounts are whole, so a bound between two of them moves to the one that means the same.
_ROUNDING = {Op.LT: ROUND_CEILING, Op.GE: ROUND_CEILING, Op.LE: ROUND_FLOOR, Op.GT: ROUND_FLOOR}


@dataclass(frozen=True, slots=True)
class Conditions:
    """States conditions in one database's SQL."""

    sql: Sql

    def state(self, condition: Condition | None, scope: Scope) -> Test:
        """The condition on the records of a scope, to stand in WHERE or FILTER."""
        return true() if condition is None else self._state(settled(condition), scope)

    def _state(self, condition: Condition, scope: Scope) -> Test:
        match condition:
            case And(parts):
                return and_(true(), *(self._state(part, scope) for part in parts))
            case Or(parts):
                return or_(false(), *(self._state(part, scope) for part in parts))
            case Not(Comparison() as comparison):
                column = scope.at(comparison.path).column
                if comparison.op is Op.EMPTY:
                    return column.is_not(None)
                return or_(column.is_(None), not_(self._comparison(comparison, scope)))
            case Not(part):
                return not_(self._state(part, scope))
            case Related():
                return self._related(condition, scope)
        return self._comparison(condition, scope)

    def _related(self, related: Related, scope: Scope) -> Test:
        inner = scope.inner(related.entity)
        own = scope.at(related.own).column
        there = and_(inner.at(related.via).column == own, self.state(related.where, inner))
        if related.at_least == 1:
            found: Select[Any] = select(literal_column("1")).select_from(inner.source).where(there)
            return found.correlate_except(*inner.joined).exists()
        count = select(func.count()).select_from(inner.source).where(there)
        return count.correlate_except(*inner.joined).scalar_subquery() >= related.at_least

    def _comparison(self, comparison: Comparison, scope: Scope) -> Test:
        place = scope.at(comparison.path)
        if comparison.op is Op.EMPTY:
            return place.column.is_(None)
        values = [value for value in comparison.values if storable(value)]
        if len(values) > MOST_VALUES:
            raise Unsupported(self.sql.name, f"more than {MOST_VALUES:,} values in one condition")
        if not values:
            return false()
        if place.field.type.is_text:
            return self._text(comparison.op, place.column, values)
        if place.field.type is FieldType.MONEY:
            return _money(comparison.op, place.column, values)
        if comparison.op is Op.IN:
            return place.column.in_(values)
        return _test(comparison.op, place.column, values[0])

    def _text(self, op: Op, column: ColumnElement[Any], values: Sequence[Constant]) -> Test:
        """Without patterns, so that no character of a value means anything but itself."""
        if op is Op.PHONE:
            return self._phone(column, str(values[0]))
        ascii_only = all(str(value).isascii() for value in values)
        fold = self.sql.folded_for_ascii if ascii_only else self.sql.folded
        text, parts = fold(column), [fold(literal(value)) for value in values]
        if op is Op.IN:
            return text.in_(parts)
        if op is Op.CONTAINS:
            return self.sql.position(text, parts[0]) > 0
        if op is Op.STARTS:
            return func.substr(text, 1, func.length(parts[0])) == parts[0]
        if op is Op.ENDS:
            return or_(parts[0] == "", self.sql.ending(text, parts[0]) == parts[0])
        if op is Op.NUMBERED:
            bare = str(values[0]).lstrip("0")
            counted = bool(bare) and bare.isascii() and bare.isdecimal()
            short = func.ltrim(text, _BEFORE_NUMBER) == bare
            return or_(text == parts[0], short) if counted else text == parts[0]
        if op is Op.MENTIONS:
            likely = or_(*(self.sql.position(text, fold(literal(_longest(v)))) > 0 for v in values))
            words = self.sql.spaced(text)
            found = (self.sql.position(words, self.sql.spaced(part)) > 0 for part in parts)
            return and_(likely, or_(*found))
        return text == parts[0]

    def _phone(self, column: ColumnElement[Any], number: str) -> Test:
        """What can't have the last digits, in order, is not looked at closely."""
        asked = digits(number)
        if len(asked) < SHORTEST:
            return false()
        told, wanted = self.sql.digits(column), literal(asked)
        longer = and_(func.length(told) >= SHORTEST, self.sql.ending(wanted, told) == told)
        likely = column.like("%" + "%".join(asked[-SHORTEST:]) + "%")
        return and_(likely, or_(self.sql.ending(told, wanted) == wanted, longer))


def _longest(value: Constant) -> str:
    """The longest word: what lacks it as a mere part need not be cut into words."""
    return max(re.split(r"[\W_]+", str(value)), key=len)


def _test(op: Op, column: ColumnElement[Any], value: object) -> Test:
    test: Test = _OPERATORS[op](column, value)
    return test


def _money(op: Op, column: ColumnElement[Any], values: Sequence[Constant]) -> Test:
    units = [value * UNITS_PER_MAIN for value in values if isinstance(value, Decimal)]
    whole = type_coerce(column, BigInteger())
    if op in _ROUNDING:
        return _test(op, whole, _bounded(units[0].to_integral_value(_ROUNDING[op])))
    same = [_bounded(u) for u in units if u == u.to_integral_value() and abs(u) <= _LARGEST_INTEGER]
    return whole.in_(same) if same else false()


def _bounded(units: Decimal) -> int:
    return int(max(Decimal(-_LARGEST_INTEGER), min(Decimal(_LARGEST_INTEGER), units)))
