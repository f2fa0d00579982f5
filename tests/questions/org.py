"""The sample company as plain Python objects: the oracle, knowing nothing of queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from crm.sample.company import Company, sample_company

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 18)

_LINKS = {
    "OwnerId": "User",
    "AccountId": "Account",
    "ManagerId": "User",
    "ParentId": "Account",
    "OpportunityId": "Opportunity",
    "OrderId": "Order",
    "Product2Id": "Product2",
}


class Rec:
    """One row: fields by API name, references by relationship name (`deal.Account.Industry`)."""

    def __init__(self, org: "Org", row: dict[str, Any]) -> None:
        self._org, self._row = org, row

    def __getattr__(self, name: str) -> Any:
        row = self._row
        if name in row:
            return row[name]
        if name + "Id" in row:
            return self._org.by_id[_LINKS[name + "Id"]].get(row[name + "Id"])
        raise AttributeError(name)


class Org:
    """All records of the company by entity, and a few words of the trade."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.by_id: dict[str, dict[str, Rec]] = {
            entity: {str(row["Id"]): Rec(self, dict(row)) for row in company.rows(entity)}
            for entity in company.entities
        }

    def all(self, entity: str) -> list[Rec]:
        """Every record of an entity."""
        return list(self.by_id[entity].values())

    def ids(self, entity: str, keep: Callable[[Rec], bool] = lambda r: True) -> set[str]:
        """The ids of those that pass."""
        return {r.Id for r in self.all(entity) if keep(r)}

    def count(self, entity: str, keep: Callable[[Rec], bool] = lambda r: True) -> int:
        """How many pass."""
        return len(self.ids(entity, keep))

    def total(self, entity: str, field: str, keep: Callable[[Rec], bool]) -> Decimal:
        """The sum of a field over those that pass, empty ones left out."""
        return sum(self._values(entity, field, keep), Decimal(0))

    def average(self, entity: str, field: str, keep: Callable[[Rec], bool]) -> Decimal:
        """The average over those that pass and are not empty, to the cent."""
        values = list(self._values(entity, field, keep))
        return (sum(values, Decimal(0)) / len(values)).quantize(Decimal("0.01"))

    def grouped(
        self, entity: str, key: Callable[[Rec], Any], keep: Callable[[Rec], bool]
    ) -> dict[Any, list[Rec]]:
        """Those that pass, by key."""
        found: dict[Any, list[Rec]] = defaultdict(list)
        for record in self.all(entity):
            if keep(record):
                found[key(record)].append(record)
        return dict(found)

    def named(self, entity: str, name: str) -> Rec:
        """The record of that name."""
        return next(r for r in self.all(entity) if r.Name == name)

    def _values(self, entity: str, field: str, keep: Callable[[Rec], bool]) -> Iterator[Decimal]:
        for record in self.all(entity):
            value = getattr(record, field)
            if value is not None and keep(record):
                yield value


@cache
def org() -> Org:
    """The company of all questions."""
    return Org(sample_company(NOW))


def summed(records: Iterable[Rec], field: str) -> Decimal:
    """The sum of a field, empty ones left out."""
    return sum((v for r in records if (v := getattr(r, field)) is not None), Decimal(0))


def is_open(deal: Rec) -> bool:
    """An open deal."""
    return not deal.IsClosed


def is_won(deal: Rec) -> bool:
    """A won deal."""
    return bool(deal.IsWon)


def is_lost(deal: Rec) -> bool:
    """A lost deal."""
    return bool(deal.IsClosed) and not deal.IsWon


def within(day: date | None, first: date, last: date) -> bool:
    """Whether a day is in a period, both ends in it."""
    return day is not None and first <= day <= last


Q4 = (date(2026, 10, 1), date(2026, 12, 31))
Q3 = (date(2026, 7, 1), date(2026, 9, 30))
THIS_YEAR = (date(2026, 1, 1), date(2026, 12, 31))
THIS_MONTH = (date(2026, 11, 1), date(2026, 11, 30))
LAST_MONTH = (date(2026, 10, 1), date(2026, 10, 31))
