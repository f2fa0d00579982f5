"""For whom a query runs: what they see of the schema and the records, and where they are.

Queries over REST enforce the user's object permissions, field-level security and sharing (REST API
Developer Guide, "Query"); date literals and convertTimezone() go by the user's own zone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from tests.fakes.salesforce.org.describe import SObject
from tests.fakes.salesforce.soql.relative_dates import Calendar


@dataclass(frozen=True, kw_only=True)
class Asker:
    """One user at one moment.

    `objects` (by name in small letters) are what they see, `every` is the whole schema. `owners`
    are the ids of those whose records they read, None for everybody's. `rates` are units of a
    currency for one of the corporate currency; empty where the org has but one. `deleted` is True
    for queryAll.
    """

    user_id: str
    objects: Mapping[str, SObject]
    every: Mapping[str, SObject]
    now: datetime
    zone: str = "UTC"
    owners: frozenset[str] | None = None
    week_start: int = 6
    fiscal_month: int = 1
    fiscal_by_end: bool = True
    corporate: str = "USD"
    currency: str = "USD"
    rates: Mapping[str, Decimal] = field(default_factory=dict)
    deleted: bool = False

    @property
    def today(self) -> date:
        """The day it is where they are."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    @property
    def calendar(self) -> Calendar:
        """What date literals are counted by."""
        return Calendar(
            today=self.today, week_start=self.week_start, fiscal_month=self.fiscal_month
        )

    def midnight(self, day: date) -> datetime:
        """The moment at which that day begins where they are, as UTC."""
        return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def with_deleted(self) -> "Asker":
        """As queryAll asks."""
        return replace(self, deleted=True)
