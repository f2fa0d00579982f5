"""What comes back, read: JSON values as the values of a query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from crm.dialects.plain.records import Record
from crm.dialects.soql.places import VERSION, Place, Places
from crm.dialects.types import trimmed
from crm.money import LARGEST, Money
from crm.query import Value
from crm.schema import FieldType


@dataclass(frozen=True, slots=True)
class Columns:
    """The fields of records that are asked for, by the paths they are to be known by."""

    places: Places
    paths: Sequence[str]

    def texts(self) -> list[str]:
        """What is selected, each field once."""
        found = ["Id", VERSION]
        several = len(self.places.schema.currencies) > 1
        for path in self.paths:
            place = self.places.at(path)
            found.append(place.text)
            if several and place.field.type is FieldType.MONEY and place.beyond is None:
                found.append(place.currency)
        return list(dict.fromkeys(found))

    def beyond(self) -> dict[tuple[str, str], list[Place]]:
        """What is asked for afterwards, by the reference it lies behind and where that leads."""
        wanted: dict[tuple[str, str], list[Place]] = {}
        for place in map(self.places.at, self.paths):
            if place.beyond:
                wanted.setdefault((place.beyond.own, place.beyond.entity), []).append(place)
        return wanted

    def records(self, found: Sequence[Mapping[str, Any]]) -> list[Record]:
        """The records that came, read; what lies beyond is the id of what it lies behind."""
        home = self.places.schema.currencies[0]
        places = [(path, self.places.at(path)) for path in self.paths]
        return [
            Record(
                id=str(one["Id"]),
                version=str(one.get(VERSION) or ""),
                values={path: _read(one, place, home) for path, place in places},
            )
            for one in found
        ]


def _read(record: Mapping[str, Any], place: Place, home: str) -> Value:
    found = reached(record, place.text)
    if place.beyond:
        return value(found, FieldType.ID)
    if place.field.type is FieldType.MONEY and found is not None:
        return money(found, str(reached(record, place.currency) or home))
    return value(found, place.field.type)


def reached(record: Mapping[str, Any], path: str) -> Any:
    """What lies at a path; None where a step leads nowhere."""
    here: Any = record
    for step in path.split("."):
        if here is None:
            return None
        here = here.get(step)
    return here


def money(found: Any, currency: str) -> Money | None:
    """An amount; None for one beyond all measure, as only a typing mistake is."""
    amount = trimmed(Decimal(str(found)))
    return Money(amount, currency) if abs(amount) <= LARGEST else None


def value(found: Any, type_: FieldType) -> Value:
    """A value of that type."""
    if found is None or found == "":
        return None
    if type_.is_number:
        return trimmed(Decimal(str(found)))
    if type_ is FieldType.BOOLEAN:
        return bool(found)
    if type_ is FieldType.DATE:
        return date.fromisoformat(str(found)[:10])
    if type_ is FieldType.DATETIME:
        return datetime.fromisoformat(str(found)).astimezone(UTC)
    return str(found)
