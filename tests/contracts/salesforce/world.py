"""A small org to ask: who works there, and what they sell. All ids are by name in ID."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.fakes.salesforce.errors import ApiError
from tests.fakes.salesforce.org.fields import Kind
from tests.fakes.salesforce.org.ids import minted
from tests.fakes.salesforce.org.kit import of, pick, ref
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.org.settings import Settings

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)  # a Wednesday; 10:00 in New York

_PREFIXES = {"user": "005", "account": "001", "contact": "003", "deal": "006", "task": "00T"}
_NAMES = {
    "user": ("lena", "mo", "ria", "rae"),
    "account": ("acme", "brien", "void", "percent"),
    "contact": ("ann", "bo", "cy"),
    "deal": ("d1", "d2", "d3", "d4", "d5", "d6"),
    "task": ("t1", "t2", "t3"),
}
ID = {
    name: minted(_PREFIXES[kind], number)
    for kind, listed in _NAMES.items()
    for number, name in enumerate(listed, 1)
}
MADE = datetime(2026, 1, 5, 12, tzinfo=UTC)


def small_org(**settings: Any) -> Org:
    """The org, in which everybody reads everything unless `private` is set."""
    org = Org(Settings(clock=lambda: NOW, **settings))
    org.add_fields("Account", of(Kind.MULTIPICKLIST, "Channels__c", "Channels"))
    org.add_fields(
        "Opportunity",
        ref("Partner__c", "Partner", "Account", child="Partnered__r"),
        pick("Risk__c", "Risk", "Low", "High"),
        of(Kind.BOOLEAN, "Strategic__c", "Strategic"),
    )
    org.add("User", USERS)
    org.add("Account", ACCOUNTS)
    org.add("Contact", CONTACTS)
    org.add("Opportunity", DEALS)
    org.add("Task", TASKS)
    return org


def _user(name: str, above: str | None, zone: str, **more: Any) -> dict[str, Any]:
    return {
        "Id": ID[name],
        "Name": name.title(),
        "LastName": name.title(),
        "Email": f"{name}@crumb.example",
        "Username": f"{name}@crumb.example",
        "IsActive": True,
        "ManagerId": ID[above] if above else None,
        "TimeZoneSidKey": zone,
        **more,
    }


USERS = [
    _user("lena", None, "America/New_York"),
    _user("mo", "lena", "Asia/Tokyo"),
    _user("ria", "mo", "America/New_York", LocaleSidKey="en_US"),
    _user("rae", "lena", "Europe/Berlin", LocaleSidKey="de_DE", IsActive=False),
]
ACCOUNTS: list[dict[str, Any]] = [
    {
        "Id": ID["acme"],
        "Name": "Acme",
        "Industry": "Retail",
        "BillingCity": "Berlin",
        "OwnerId": ID["ria"],
        "NumberOfEmployees": 12,
        "AnnualRevenue": Decimal(1_500_000),
        "Channels__c": "Web;Phone",
        "CreatedDate": MADE,
        "Description": "long text",
    },
    {
        "Id": ID["brien"],
        "Name": "O'Brien & Söhne",
        "Industry": "media",
        "BillingCity": "berlin",
        "OwnerId": ID["rae"],
        "ParentId": ID["acme"],
        "NumberOfEmployees": 3,
        "Channels__c": "Web",
        "CreatedDate": datetime(2026, 3, 29, 23, 30, tzinfo=UTC),
    },
    {"Id": ID["void"], "Name": "Void_Ltd", "OwnerId": ID["mo"], "CreatedDate": MADE},
    {"Id": ID["percent"], "Name": "100% back\\slash", "OwnerId": ID["lena"], "CreatedDate": NOW},
]
CONTACTS = [
    {"Id": ID["ann"], "Name": "Ann Ng", "LastName": "Ng", "AccountId": ID["acme"],
     "OwnerId": ID["ria"]},
    {"Id": ID["bo"], "Name": "Bo Orr", "LastName": "Orr", "AccountId": ID["brien"],
     "OwnerId": ID["rae"]},
    {"Id": ID["cy"], "Name": "Cy Poe", "LastName": "Poe", "OwnerId": ID["ria"]},
]  # fmt: skip


def _deal(
    name: str, owner: str, account: str | None, amount: str | None, stage: str, **more: Any
) -> dict[str, Any]:
    return {
        "Id": ID[name],
        "Name": name,
        "OwnerId": ID[owner],
        "AccountId": ID[account] if account else None,
        "Amount": None if amount is None else Decimal(amount),
        "StageName": stage,
        "IsClosed": stage.startswith("Closed"),
        "IsWon": stage == "Closed Won",
        "CreatedDate": MADE,
        **more,
    }


DEALS = [
    _deal("d1", "ria", "acme", "100", "Prospecting", CloseDate=date(2026, 11, 18),
          NextStep="Call Bob"),
    _deal("d2", "ria", "acme", "0.10", "Closed Won", CloseDate=date(2026, 10, 1),
          Partner__c=ID["brien"], NextStep="call bob"),
    _deal("d3", "rae", "brien", None, "Prospecting", CloseDate=date(2027, 1, 1)),
    _deal("d4", "rae", "brien", "0.20", "Closed Lost", CloseDate=date(2026, 2, 28)),
    _deal("d5", "mo", None, "-50", "Qualification", CloseDate=date(2026, 11, 16), Risk__c="High",
          CreatedDate=datetime(2026, 11, 18, 3, tzinfo=UTC)),
    _deal("d6", "lena", "void", "100", "Negotiation/Review", CloseDate=date(2026, 12, 31),
          Risk__c="Low", Strategic__c=True),
]  # fmt: skip
TASKS = [
    {"Id": ID["t1"], "Subject": "Call", "OwnerId": ID["ria"], "WhatId": ID["d1"],
     "WhoId": ID["ann"], "Status": "Completed", "Priority": "Normal"},
    {"Id": ID["t2"], "Subject": "Mail", "OwnerId": ID["rae"], "WhatId": ID["brien"],
     "Status": "Not Started", "Priority": "High"},
    {"Id": ID["t3"], "Subject": "Think", "OwnerId": ID["ria"], "Status": "Not Started",
     "Priority": "Low"},
]  # fmt: skip


def found(org: Org, where: str, entity: str = "Opportunity", who: str = "lena") -> set[str]:
    """The names of the records for which a condition holds."""
    text = f"SELECT Name FROM {entity} WHERE {where}"
    return {row["Name"] for row in org.records(text, ID[who])}


def ask(org: Org, text: str, who: str = "lena") -> list[dict[str, Any]]:
    """All records of an answer, without their attributes."""
    return org.records(text, ID[who])


def refused(org: Org, text: str, who: str = "lena") -> ApiError:
    """What a query is refused with."""
    with pytest.raises(ApiError) as caught:
        org.query(text, ID[who])
    return caught.value


def leads(org: Org, count: int) -> None:
    """That many leads, n00001 and so on."""
    org.add("Lead", ({"Id": minted("00Q", n), "LastName": f"n{n:05}"} for n in range(1, count + 1)))
