"""Conditions as SOQL. They are never unknown: an empty field makes a comparison false.

What SOQL can say in part only is said coarsely: all that is meant passes, and more. Such a
condition is not `exact`, and the records that come are looked at again (crm/dialects/plain).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from crm.dialects.base import settled, storable
from crm.dialects.soql import literals
from crm.dialects.soql.places import Place, Places
from crm.phone import SHORTEST, digits
from crm.query import And, Comparison, Condition, Constant, Not, Op, Or, Related
from crm.schema import FieldType


@dataclass(frozen=True, slots=True)
class Said:
    """A condition in SOQL. Empty text passes everything; None, nothing.

    `join` is the word between its parts, where it has several; `opposite` holds for all others
    whose field is not empty, where there is a shorter way than NOT to say so.
    """

    text: str | None
    exact: bool = True
    join: str = ""
    opposite: str = ""

    def __str__(self) -> str:
        return self.text or ""


ALWAYS: Final = Said("")
NEVER: Final = Said(None)
UNSAID: Final = Said("", exact=False)


@dataclass(frozen=True, slots=True)
class Conditions:
    """States conditions on the records of an entity."""

    places: Places

    def state(self, condition: Condition | None) -> Said:
        """The condition, to stand behind WHERE. Relations in it are such as SOQL can say."""
        return ALWAYS if condition is None else self._state(settled(condition))

    def _state(self, condition: Condition) -> Said:
        match condition:
            case And(parts):
                return _all([self._state(part) for part in parts])
            case Or(parts):
                return _any([self._state(part) for part in parts])
            case Not(Comparison() as comparison):
                return self._negated(comparison)
            case Not(Related() as related):
                return self._related(related, "NOT IN")
            case Related():
                return self._related(condition, "IN")
            case Comparison():
                return self._comparison(condition)
        raise AssertionError(condition)

    def _related(self, related: Related, op: str) -> Said:
        inner = self.places.inner(related.entity)
        via = inner.at(related.via).text
        where = Conditions(inner).state(related.where)
        if where.text is None:
            return NEVER if op == "IN" else ALWAYS
        own = self.places.at(related.own).text
        # An empty reference among the ids would make NOT IN fail for all.
        there = where.text if via == "Id" and where.text else beside(f"{via} != null", where)
        return Said(f"{own} {op} (SELECT {via} FROM {inner.object} WHERE {there})")

    def _negated(self, comparison: Comparison) -> Said:
        place = self.places.at(comparison.path)
        if comparison.op is Op.EMPTY:
            return _there(place)
        said = self._comparison(comparison)
        if said.text is None:
            return ALWAYS
        if not said.exact:
            return UNSAID
        if not said.text:
            return NEVER
        opposite = said.opposite or f"(NOT ({said.text}))"
        empty = _empty(place)
        if empty.text is None:
            return Said(opposite)
        return Said(f"{empty.text} OR {opposite}", join="OR")

    def _comparison(self, comparison: Comparison) -> Said:
        place = self.places.at(comparison.path)
        if comparison.op is Op.EMPTY:
            return _empty(place)
        values = [value for value in comparison.values if storable(value)]
        if not values:
            return NEVER
        type_ = place.field.type
        if not place.searches:
            return UNSAID
        if type_.is_text:
            return self._text(comparison.op, place, [str(value) for value in values])
        if type_ in (FieldType.ID, FieldType.REFERENCE):
            ids = [literals.whole_id(str(v)) for v in values if literals.is_id(str(v))]
            return self._listed(place, [f"'{id_}'" for id_ in ids])
        if type_ is FieldType.BOOLEAN:
            return _boolean(place, {bool(value) for value in values})
        if comparison.op in (Op.EQ, Op.IN):
            return self._listed(place, [t for t in map(_same, values) if t is not None])
        return _more_or_less(place, comparison.op, values[0])

    def _listed(self, place: Place, texts: Sequence[str]) -> Said:
        """One of these literals."""
        several = tuple(dict.fromkeys(texts))
        if not several:
            return NEVER
        if len(several) == 1:
            opposite = f"{place.text} != {several[0]}"
            return Said(f"{place.text} = {several[0]}", opposite=opposite)
        listed = ", ".join(several)
        if len(listed) > self.places.longest:
            return UNSAID
        return Said(f"{place.text} IN ({listed})", opposite=f"{place.text} NOT IN ({listed})")

    def _text(self, op: Op, place: Place, values: Sequence[str]) -> Said:
        one = values[0]
        match op:
            case Op.EQ | Op.IN:
                written = [literals.quoted(value) for value in values if value]
                return self._listed(place, [text for text in written if literals.fits(text)])
            case Op.CONTAINS:
                return _like(place, "%", one, "%")
            case Op.STARTS:
                return _like(place, "", one, "%")
            case Op.ENDS:
                return _like(place, "%", one, "")
            case Op.NUMBERED:
                return self._numbered(place, one)
            case Op.PHONE:
                return _phone(place, one)
        return self._mentioned(place, values)

    def _numbered(self, place: Place, value: str) -> Said:
        bare = value.lstrip("0")
        if bare and bare.isascii() and bare.isdecimal():
            return _coarse(_like(place, "%", bare, ""))
        return self._text(Op.EQ, place, [value])

    def _mentioned(self, place: Place, values: Sequence[str]) -> Said:
        """The longest word has to be in it, as a part at least."""
        words = [max(re.split(r"[\W_]+", value), key=len) for value in values]
        parts = [_like(place, "%", word, "%") for word in words if word]
        return _coarse(_any(parts))


def one_of_ids(ids: Sequence[str]) -> Said:
    """The records of these ids, which Salesforce gave."""
    listed = ", ".join(f"'{id_}'" for id_ in ids if literals.is_id(id_))
    return Said(f"Id IN ({listed})") if listed else NEVER


def _coarse(said: Said) -> Said:
    return said if said.text is None else Said(said.text, exact=False, join=said.join)


def _all(parts: Sequence[Said]) -> Said:
    if any(part.text is None for part in parts):
        return NEVER
    exact = all(part.exact for part in parts)
    return _joined([part for part in parts if part.text], "AND", exact)


def _any(parts: Sequence[Said]) -> Said:
    possible = [part for part in parts if part.text is not None]
    if not possible:
        return NEVER
    exact = all(part.exact for part in possible)
    if any(not part.text for part in possible):
        return ALWAYS if any(part == ALWAYS for part in possible) else UNSAID
    return _joined(possible, "OR", exact)


def _joined(parts: Sequence[Said], word: str, exact: bool) -> Said:
    if not parts:
        return Said("", exact)
    if len(parts) == 1:
        return Said(parts[0].text, exact, parts[0].join)
    texts = [f"({p.text})" if p.join not in ("", word) else str(p.text) for p in parts]
    return Said(f" {word} ".join(texts), exact, word)


def beside(text: str, said: Said) -> str:
    """Both conditions; the first is a single comparison."""
    if not said.text:
        return text
    return f"{text} AND ({said.text})" if said.join == "OR" else f"{text} AND {said.text}"


def _empty(place: Place) -> Said:
    if place.field.type is FieldType.BOOLEAN:
        # A yes-or-no field is never empty, but what lies behind an empty reference is.
        return Said(f"{place.behind} = null") if place.behind else NEVER
    if place.field.type is FieldType.ID and place.behind is None:
        return NEVER
    return Said(f"{place.text} = null") if place.searches else UNSAID


def _there(place: Place) -> Said:
    if place.field.type is FieldType.BOOLEAN:
        return Said(f"{place.behind} != null") if place.behind else ALWAYS
    if place.field.type is FieldType.ID and place.behind is None:
        return ALWAYS
    return Said(f"{place.text} != null") if place.searches else UNSAID


def _boolean(place: Place, values: set[bool]) -> Said:
    if len(values) == 2:
        return _there(place)
    wanted, other = ("true", "false") if True in values else ("false", "true")
    opposite = f"{place.text} = {other}"
    if place.behind is None or True in values:
        return Said(f"{place.text} = {wanted}", opposite=opposite)
    there = f"{place.behind} != null AND {place.text} = false"
    return Said(there, join="AND", opposite=opposite)


def _like(place: Place, before: str, text: str, behind: str) -> Said:
    written = literals.pattern(before, text, behind)
    if not text:
        return _there(place)
    return Said(f"{place.text} LIKE {written}") if literals.fits(written) else NEVER


def _phone(place: Place, number: str) -> Said:
    """All with the last digits in their order, or too few of them to tell."""
    asked = digits(number)
    if len(asked) < SHORTEST:
        return NEVER
    return Said(f"{place.text} LIKE '%{'%'.join(asked[-SHORTEST:])}%'", exact=False)


def _same(value: Constant) -> str | None:
    """The literal of a value; None for one that no record can have."""
    match value:
        case Decimal():
            return literals.number(value) if abs(value) <= literals.LARGEST_NUMBER else None
        case datetime():
            whole = value.microsecond == 0 and value.date() >= literals.FIRST_DAY
            return literals.moment(value) if whole else None
        case date():
            known = literals.FIRST_DAY <= value <= literals.LAST_DAY
            return literals.day(value) if known else None
    return None


def _more_or_less(place: Place, op: Op, value: Constant) -> Said:
    match value:
        case Decimal() if abs(value) > literals.LARGEST_NUMBER:
            below = op in (Op.LT, Op.LE)
            return _there(place) if below == (value > 0) else NEVER
        case Decimal():
            return Said(f"{place.text} {op} {literals.number(value)}")
        case datetime():
            return _before_or_after(place, op, value)
        case date():
            return Said(f"{place.text} {op} {literals.day(value)}")
    raise AssertionError(value)


def _before_or_after(place: Place, op: Op, value: datetime) -> Said:
    """Kept times are whole seconds: a bound between two of them moves to the next one."""
    whole = literals.in_utc(value)
    if whole.microsecond:
        whole = whole.replace(microsecond=0) + timedelta(seconds=1)
        op = {Op.GT: Op.GE, Op.LE: Op.LT}.get(op, op)
    return Said(f"{place.text} {op} {literals.moment(whole)}")
