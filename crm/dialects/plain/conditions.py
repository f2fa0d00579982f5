"""Conditions on records that were fetched, to the letter of crm/query.py."""

from collections.abc import Callable, Mapping
from functools import partial
from operator import ge, gt, le, lt
from typing import Any, Final

from crm.dialects.plain.records import Record
from crm.errors import Unsupported
from crm.money import Money
from crm.phone import same_number
from crm.query import And, Comparison, Condition, Not, Op, Or, Related, Value
from crm.schema import Schema

Holds = Callable[[Record], bool]
Test = Callable[[Any], bool]

_BEFORE_NUMBER: Final = "abcdefghijklmnopqrstuvwxyz0-#/_. "
_MORE_OR_LESS: Mapping[Op, Callable[[Any, Any], bool]] = {
    Op.LT: lt, Op.LE: le, Op.GT: gt, Op.GE: ge
}  # fmt: skip


def holds(condition: Condition | None, entity: str, schema: Schema) -> Holds:
    """A function that tells whether a record meets the condition; relations are resolved before."""
    match condition:
        case None:
            return lambda record: True
        case And(parts):
            tests = [holds(part, entity, schema) for part in parts]
            return lambda record: all(test(record) for test in tests)
        case Or(parts):
            tests = [holds(part, entity, schema) for part in parts]
            return lambda record: any(test(record) for test in tests)
        case Not(part):
            test = holds(part, entity, schema)
            return lambda record: not test(record)
        case Related():
            raise Unsupported("A relation", "being looked at record by record")
        case Comparison():
            return _compared(condition, entity, schema)


def _compared(comparison: Comparison, entity: str, schema: Schema) -> Holds:
    path, op = comparison.path, comparison.op
    if op is Op.EMPTY:
        return lambda record: record.values[path] is None
    is_text = schema.resolve(entity, path).field.type.is_text
    test = (_text if is_text else _other)(comparison)
    empty = op is Op.NE

    def compared(record: Record) -> bool:
        value = _bare(record.values[path])
        return empty if value is None else test(value)

    return compared


def _bare(value: Value) -> Any:
    return value.amount if isinstance(value, Money) else value


def _other(comparison: Comparison) -> Test:
    known = frozenset(comparison.values)
    if comparison.op in _MORE_OR_LESS:
        return partial(_flipped, _MORE_OR_LESS[comparison.op], comparison.value)
    if comparison.op is Op.NE:
        return lambda value: value not in known
    return known.__contains__


def _flipped(operator: Callable[[Any, Any], bool], constant: Any, value: Any) -> bool:
    return operator(value, constant)


def _text(comparison: Comparison) -> Test:
    wanted = [str(value).lower() for value in comparison.values]
    known = frozenset(wanted)
    one = wanted[0] if wanted else ""
    match comparison.op:
        case Op.NE:
            return lambda value: value.lower() not in known
        case Op.CONTAINS:
            return lambda value: one in value.lower()
        case Op.STARTS:
            return lambda value: value.lower().startswith(one)
        case Op.ENDS:
            return lambda value: value.lower().endswith(one)
        case Op.PHONE:
            return lambda value: same_number(value, str(comparison.value))
        case Op.NUMBERED:
            return partial(_numbered, one)
        case Op.MENTIONS:
            parts = [part for part in map(_spaced, wanted) if part.strip()]
            return lambda value: _mentioned(parts, _spaced(value.lower()))
    return lambda value: value.lower() in known


def _numbered(wanted: str, value: str) -> bool:
    text, bare = value.lower(), wanted.lstrip("0")
    counted = bool(bare) and bare.isascii() and bare.isdecimal()
    return text == wanted or (counted and text.lstrip(_BEFORE_NUMBER) == bare)


def _mentioned(parts: list[str], words: str) -> bool:
    return any(part in words for part in parts)


def _spaced(text: str) -> str:
    """The words of a text, with a space before, between and behind them."""
    words = "".join(char if char.isalnum() else " " for char in text).split()
    return f" {' '.join(words)} "
