"""A small company for the tests of nudging: a few people, and what a test says of their deals."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from crm.access import AccessRules
from crm.backends.storage import Storage
from crm.query import Ref
from nudges.notice import Notice
from nudges.ports import Delivery
from tests.fakes.crm import FakeCrm

# A Monday morning in Berlin.
NOW = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 16)
DAY = timedelta(days=1)

PEOPLE = (
    {"Id": "005L", "Name": "Lea Lead", "Email": "lea@example.com"},
    {"Id": "005D", "Name": "Dana Doe", "Email": "dana@example.com", "ManagerId": "005L"},
    {"Id": "005K", "Name": "Kim Koch", "Email": "kim@example.com", "ManagerId": "005L"},
)

# A deal with nothing to be said about it.
FINE: dict[str, Any] = {
    "Name": "Turbines",
    "AccountId": "001A",
    "OwnerId": "005D",
    "StageName": "Qualification",
    "Amount": Decimal(20000),
    "CloseDate": TODAY + 30 * DAY,
    "CreatedDate": NOW - 20 * DAY,
    "LastModifiedDate": NOW - DAY,
    "LastActivityDate": TODAY - DAY,
    "IsClosed": False,
    "IsWon": False,
    "NextStep": "Demo on Friday",
}


def company(rules: AccessRules | None = None, zone: str | None = "Europe/Berlin") -> FakeCrm:
    """Lea, with Dana and Kim below her, all in one zone; one account, no deals."""
    crm = FakeCrm(rules)
    settle(crm, zone)
    return crm


def settle(storage: FakeCrm | Storage, zone: str | None = "Europe/Berlin") -> None:
    """Put that company into an empty CRM."""
    people = [{**p, "IsActive": True, "TimeZoneSidKey": zone} for p in PEOPLE]
    storage.upsert("User", people)
    account = {"Id": "001A", "Name": "O'Brien & Söhne", "OwnerId": "005D", "Industry": "Energy"}
    storage.upsert("Account", [account])


def deal(crm: FakeCrm, id_: str = "006A", **values: Any) -> Ref:
    """Put a deal there that is fine but for those values."""
    crm.upsert("Opportunity", [{**FINE, "Id": id_, **values}])
    return Ref("Opportunity", id_)


def notice(record: str = "006A", who: str = "005D", **values: Any) -> Notice:
    """A notice about a deal, as a rule would make it."""
    usual: dict[str, Any] = {
        "rule": "missing_amount",
        "record": Ref("Opportunity", record),
        "record_name": "Turbines",
        "who": who,
        "field": "Amount",
        "ask": "What is it worth?",
        "why": "It counts then.",
    }
    return Notice(**usual | values)


class Post:
    """A courier that keeps what it was given; `ends` says how the next sendings end."""

    def __init__(self, *ends: Delivery | BaseException) -> None:
        self.delivered: list[Notice] = []
        self._ends = list(ends)

    async def deliver(self, notice: Notice) -> Delivery:
        """Keep it, unless it certainly does not arrive."""
        end = self._ends.pop(0) if self._ends else Delivery.SENT
        if end is not Delivery.UNREACHABLE:
            self.delivered.append(notice)
        if isinstance(end, BaseException):
            raise end
        return end
