"""A company small enough to know by heart, and how the suite asks about it."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Protocol

from crm.access import AccessRules, Viewer
from crm.change import AuditEntry, Change, Saved
from crm.definitions import Definitions
from crm.port import Crm, Names, People
from crm.query import Condition, Figures, Query, Ref, Row, Rows, Value

NOW = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)


class Filled(Protocol):
    """What an import does to a CRM; `crm.backends.storage.Storage` has it all."""

    def upsert(
        self, entity: str, rows: Iterable[Mapping[str, Value]], *, currency: str | None = None
    ) -> int: ...
    def set_currencies(self, currencies: Any) -> None: ...
    def add_custom(self, entity: str, fields: Any) -> None: ...


class EmbeddedCrm(Crm, People, Names, Protocol):
    """All that the embedded CRM offers."""

    @property
    def storage(self) -> Any: ...
    def define(self, definitions: Definitions) -> None: ...
    async def write(
        self, change: Change, viewer: Viewer, now: datetime, via: str = "Crumb"
    ) -> Saved: ...
    async def history(self, ref: Ref) -> tuple[AuditEntry, ...]: ...
    async def audit(self, since: datetime) -> tuple[AuditEntry, ...]: ...


class MakeCrm(Protocol):
    """Gives an empty CRM with these rules."""

    def __call__(self, rules: AccessRules | None = None) -> EmbeddedCrm: ...


def fill(storage: Filled) -> None:
    """People, accounts and deals. Lena leads Mo (Ria, Rob) and Mia (Rae); Ada is on her own."""
    storage.upsert("User", USERS)
    storage.upsert("Account", ACCOUNTS)
    storage.upsert("Contact", CONTACTS)
    storage.upsert("Opportunity", DEALS)
    storage.upsert("Task", TASKS)


def _user(id_: str, name: str, manager: str | None, **more: Value) -> dict[str, Value]:
    first, _, last = name.partition(" ")
    return {
        "Id": id_,
        "Name": name,
        "FirstName": first,
        "LastName": last,
        "Email": f"{first.lower()}@crumb.example",
        "IsActive": True,
        "ManagerId": manager,
        "TimeZoneSidKey": "Europe/Berlin",
        **more,
    }


USERS = [
    _user("lena", "Lena Lead", None),
    _user("mo", "Mo Manager", "lena", TimeZoneSidKey="America/New_York"),
    _user("mia", "Mia Manager", "lena", TimeZoneSidKey="Mars/Olympus"),
    _user("ria", "Ria Rep", "mo", TimeZoneSidKey=None),
    _user("rob", "Rob Rep", "mo", IsActive=False),
    _user("rae", "Rae Rep", "mia"),
    _user("ada", "Ada Alone", "gone"),
]

ACCOUNTS: list[dict[str, Value]] = [
    {
        "Id": "acme",
        "Name": "Acme",
        "Industry": "Retail",
        "BillingCity": "Berlin",
        "NumberOfEmployees": Decimal(12),
        "AnnualRevenue": Decimal("1500000.25"),
        "OwnerId": "ria",
        "CreatedDate": datetime(2026, 1, 1, 4, 30, tzinfo=UTC),
        "LastActivityDate": date(2026, 11, 1),
    },
    {
        "Id": "brien",
        "Name": "O'Brien & Söhne",
        "Industry": "Media",
        "BillingCity": "berlin",
        "NumberOfEmployees": Decimal("0.5"),
        "OwnerId": "rae",
        "ParentId": "acme",
        "CreatedDate": datetime(2026, 3, 29, 23, 30, tzinfo=UTC),
    },
    {"Id": "void", "Name": "Void Ltd", "OwnerId": "mo", "BillingCity": ""},
    {"Id": "lost", "Name": "Lost & Found", "OwnerId": "nobody", "Industry": "Retail"},
]

CONTACTS: list[dict[str, Value]] = [
    {"Id": "c1", "AccountId": "acme", "LastName": "Ng", "Name": "Ann Ng", "OwnerId": "ria"},
    {"Id": "c2", "AccountId": "brien", "LastName": "Orr", "Name": "Bo Orr", "OwnerId": "rae"},
    {"Id": "c3", "LastName": "Poe", "Name": "Cy Poe", "OwnerId": "ria"},
]


def deal(id_: str, owner: str, amount: Decimal | None, stage: str, **more: Value) -> dict[str, Any]:
    """An opportunity with what every one of this company has."""
    won = stage == "Closed Won"
    return {
        "Id": id_,
        "Name": f"Deal {id_}",
        "OwnerId": owner,
        "Amount": amount,
        "StageName": stage,
        "IsClosed": stage.startswith("Closed"),
        "IsWon": won,
        "Probability": Decimal(100 if won else 10),
        "AccountId": None,
        "CloseDate": None,
        **more,
    }


DEALS = [
    deal("d1", "ria", Decimal(100), "Prospecting", AccountId="acme", CloseDate=date(2026, 10, 1)),
    deal("d2", "ria", Decimal(300), "Closed Won", AccountId="acme", CloseDate=date(2026, 12, 31)),
    deal("d3", "rae", None, "Prospecting", AccountId="brien", CloseDate=date(2027, 1, 1)),
    deal("d4", "rae", Decimal("0.0001"), "Closed Lost", AccountId="brien", NextStep="Call"),
    deal("d5", "mo", Decimal(-50), "Qualification", AccountId="nowhere", NextStep=""),
]

TASKS: list[dict[str, Value]] = [
    {"Id": "t1", "Subject": "Call", "OwnerId": "ria", "AccountId": "acme", "Status": "Completed"},
    {"Id": "t2", "Subject": "Mail", "OwnerId": "rae", "AccountId": "brien", "WhatId": "d3"},
]


async def viewer_of(crm: People, user_id: str) -> Viewer:
    """That person as the CRM knows them."""
    viewer = await crm.by_id(user_id)
    assert viewer is not None
    return viewer


async def rows_of(crm: EmbeddedCrm, query: Query, who: str = "lena") -> Rows:
    """The answer to a list."""
    answer = await crm.run(await crm.permit(query, await viewer_of(crm, who)))
    assert isinstance(answer, Rows)
    return answer


async def figures_of(crm: EmbeddedCrm, query: Query, who: str = "lena") -> Figures:
    """The answer to aggregates."""
    answer = await crm.run(await crm.permit(query, await viewer_of(crm, who)))
    assert isinstance(answer, Figures)
    return answer


async def ids(
    crm: EmbeddedCrm, entity: str, where: Condition | None = None, who: str = "lena"
) -> set[str]:
    """The ids of the records that match."""
    found = await rows_of(crm, Query(entity=entity, where=where, limit=None), who)
    assert found.total == len(found.rows)
    return {row.ref.id for row in found.rows}


async def record(crm: EmbeddedCrm, ref: Ref, *columns: str) -> Row:
    """One record, as the leader sees it."""
    found = await rows_of(crm, Query(entity=ref.entity, columns=columns, limit=None))
    return next(row for row in found.rows if row.ref == ref)
