"""What records are grouped by, as SOQL, and the keys of the groups read back.

Calendar periods are grouped by year and month, or by day, and put together here: fiscal quarters
and weeks are the organisation's own (crm/periods.py), not those of the org's settings.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from crm.definitions import Definitions
from crm.dialects import results
from crm.dialects.plain.figures import first_day, name_path
from crm.dialects.plain.records import zone_of
from crm.dialects.results import EMPTY, Ranked
from crm.dialects.soql.places import Place, Places
from crm.dialects.soql.records import value
from crm.period_keys import period_key
from crm.periods import Grain
from crm.query import Grouping, Query
from crm.schema import FieldType

FOLDED: Final = {Grain.WEEK, Grain.QUARTER, Grain.HALF, Grain.YEAR}
"""Periods that are put together of several groups."""


@dataclass(frozen=True, slots=True)
class KeyPart:
    """One grouping: what stands behind GROUP BY, what makes two of the groups one, and the key of
    such a group by what was found of each.
    """

    texts: tuple[str, ...]
    bucket: Callable[[Sequence[Any]], Any]
    key: Callable[[Sequence[Sequence[Any]]], Ranked]


def key_part(grouping: Grouping, query: Query, places: Places, zone: str) -> KeyPart | None:
    """The SOQL of a grouping; None where it has none. `zone` is the person's own in the org."""
    place = places.at(grouping.path)
    if grouping.grain:
        return _period(place, grouping.grain, query, places, zone)
    if not place.groups:
        return None
    name = name_path(grouping.path, query, places.schema)
    if name and name != grouping.path:
        return KeyPart((place.text, places.at(name).text), lambda found: found[0], _named)
    if name:
        return KeyPart((place.text,), lambda found: found[0], _by_id)
    if place.field.type.is_text:
        return KeyPart((place.text,), _folded, lambda all_: _text(all_, place))
    return _plain(place)


def _period(place: Place, grain: Grain, query: Query, places: Places, zone: str) -> KeyPart | None:
    is_time = place.field.type is FieldType.DATETIME
    if is_time and zone_of(query.zone).key != zone:
        return None
    meant = places.schema.definitions
    local = f"convertTimezone({place.text})" if is_time else place.text
    if grain in (Grain.DAY, Grain.WEEK):
        texts: tuple[str, ...] = (f"DAY_ONLY({local})" if is_time else local,)
    else:
        texts = (f"CALENDAR_YEAR({local})", f"CALENDAR_MONTH({local})")

    def bucket(found: Sequence[Any]) -> date | None:
        day = _day(found)
        return day and first_day(day, grain, meant)

    return KeyPart(texts, bucket, lambda all_: _period_key(bucket(all_[0]), grain, meant))


def _day(found: Sequence[Any]) -> date | None:
    if found[0] is None:
        return None
    if len(found) == 1:
        return date.fromisoformat(str(found[0])[:10])
    return date(int(found[0]), int(found[1]), 1)


def _period_key(first: date | None, grain: Grain, meant: Definitions) -> Ranked:
    if first is None:
        return EMPTY
    return Ranked(period_key(first, grain, meant.calendar(first)), first)


def _plain(place: Place) -> KeyPart:
    def key(found: Sequence[Sequence[Any]]) -> Ranked:
        return results.plain(value(found[0][0], place.field.type))

    return KeyPart((place.text,), lambda found: found[0], key)


def _folded(found: Sequence[Any]) -> str | None:
    """Values that differ in case only are one group, as they are one in a comparison."""
    return None if found[0] is None else str(found[0]).lower()


def _text(found: Sequence[Sequence[Any]], place: Place) -> Ranked:
    spelled = [str(one[0]) for one in found if one[0] is not None]
    return results.text_key(min(spelled, default=None), place.field.picklist)


def _named(found: Sequence[Sequence[Any]]) -> Ranked:
    id_, name = found[0]
    return results.named(id_, None if name is None else str(name))


def _by_id(found: Sequence[Sequence[Any]]) -> Ranked:
    return results.named(found[0][0], None)
