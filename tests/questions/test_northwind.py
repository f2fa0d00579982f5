"""A real export, imported and asked: twenty questions, answered from its CSV files by hand.

The export is the Northwind company in the shape of a Salesforce export; it is read from the shared
folder and is no part of this project.
"""

import asyncio
import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crm.backends.database import DatabaseCrm, open_database
from crm.links import Links
from crm.sample.csv_import import import_folder
from handlers.asking.answered import Answered, Outcome
from handlers.asking.ask import Ask
from tests.fakes.conversations import FakeConversations

NOW = datetime(2026, 11, 10, 12, 0, tzinfo=UTC)
NANCY = "nancy.davolio@northwind.example"
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def export(shared: Path) -> dict[str, Rows]:
    """Every file's rows, as the csv module reads them."""
    files = (shared / "data" / "northwind").glob("*.csv")
    return {f.stem: list(csv.DictReader(f.read_text("utf-8").splitlines())) for f in files}


@pytest.fixture(scope="module")
def northwind(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DatabaseCrm]:
    """The export, imported."""
    crm = open_database(f"sqlite:///{tmp_path_factory.mktemp('nw')}/crm.db", create=True)
    import_folder(shared / "data" / "northwind", crm.storage)
    yield crm
    asyncio.run(crm.close())


async def _ask(crm: DatabaseCrm, question: str) -> Answered:
    viewer = await crm.by_email(NANCY)
    assert viewer is not None
    asker = Ask(crm, crm, Links("https://crm.northwind.example"), FakeConversations())
    answered = await asker.answer(question, viewer, NOW, "thread")
    assert answered.outcome is Outcome.ANSWERED, answered.sentence
    return answered


def _named(rows: Rows, id_: str) -> str:
    return next(r["Name"] for r in rows if r["Id"] == id_)


def _by(rows: Rows, key: str, amount: str) -> dict[str, Decimal]:
    found: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        found[row[key]] += Decimal(row[amount])
    return dict(found)


def _this_year(export: dict[str, Rows]) -> Rows:
    return [r for r in export["Order"] if r["EffectiveDate"].startswith("2026")]


def _family_sales(export: dict[str, Rows]) -> dict[str, Decimal]:
    family = {p["Id"]: p["Family"] for p in export["Product2"]}
    lines = [{**line, "Family": family[line["Product2Id"]]} for line in export["OrderItem"]]
    return _by(lines, "Family", "TotalPrice")


FIGURES: dict[str, Any] = {
    "how many customers are in Germany": lambda e: sum(
        a["BillingCountry"] == "Germany" for a in e["Account"]
    ),
    "how many orders did we get in October": lambda e: sum(
        r["EffectiveDate"].startswith("2026-10") for r in e["Order"]
    ),
    "total order amount this year": lambda e: sum(Decimal(r["TotalAmount"]) for r in _this_year(e)),
    "how many open orders": lambda e: sum(r["Status"] == "Activated" for r in e["Order"]),
    "total of open orders": lambda e: sum(
        Decimal(r["TotalAmount"]) for r in e["Order"] if r["Status"] == "Activated"
    ),
    "how many products are in the Beverages family": lambda e: sum(
        p["Family"] == "Beverages" for p in e["Product2"]
    ),
    "freight of order 10248": lambda e: Decimal(
        next(r["Freight"] for r in e["Order"] if r["OrderNumber"] == "10248")
    ),
    "list price of Chai": lambda e: Decimal(
        next(p["ListPrice"] for p in e["Product2"] if p["Name"] == "Chai")
    ),
    "who owns Alfreds Futterkiste?": lambda e: _named(
        e["User"], next(a["OwnerId"] for a in e["Account"] if a["Name"] == "Alfreds Futterkiste")
    ),
    "who is Nancy's manager": lambda e: "Andrew Fuller",
}


@pytest.mark.parametrize("question", FIGURES)
async def test_a_figure_or_field_is_right(
    question: str, northwind: DatabaseCrm, export: dict[str, Rows]
) -> None:
    """One value, as counted or summed from the files."""
    assert (await _ask(northwind, question)).value == FIGURES[question](export)


LISTS: dict[str, Any] = {
    "customers in London": lambda e: {
        a["Id"] for a in e["Account"] if a["BillingCity"] == "London"
    },
    "products in Seafood": lambda e: {p["Id"] for p in e["Product2"] if p["Family"] == "Seafood"},
    "products with a list price over 50": lambda e: {
        p["Id"] for p in e["Product2"] if Decimal(p["ListPrice"]) > 50
    },
    "orders over 10000": lambda e: {
        r["Id"] for r in e["Order"] if Decimal(r["TotalAmount"]) > 10_000
    },
    "what did Ernst Handel order?": lambda e: {
        r["Id"] for r in e["Order"] if _named(e["Account"], r["AccountId"]) == "Ernst Handel"
    },
    "customers without orders": lambda e: (
        {a["Id"] for a in e["Account"]} - {r["AccountId"] for r in e["Order"]}
    ),
}


@pytest.mark.parametrize("question", LISTS)
async def test_a_list_is_right(
    question: str, northwind: DatabaseCrm, export: dict[str, Rows]
) -> None:
    """The records, and no others."""
    answered = await _ask(northwind, question)
    assert {r.ref.id for r in answered.records} == LISTS[question](export)


GROUPS: dict[str, Any] = {
    "sales by product family": _family_sales,
    "which rep has the most orders": lambda e: {"Margaret Peacock": 156},
    "orders per month this year": lambda e: {
        f"2026-{m:02}": sum(r["EffectiveDate"].startswith(f"2026-{m:02}") for r in e["Order"])
        for m in range(1, 12)
    },
}


@pytest.mark.parametrize("question", GROUPS)
async def test_groups_are_right(
    question: str, northwind: DatabaseCrm, export: dict[str, Rows]
) -> None:
    """Each group with its figure."""
    answered = await _ask(northwind, question)
    found = {g.label if g.ref else g.key: _number(g.value) for g in answered.groups}
    assert found == GROUPS[question](export)


async def test_the_best_customers_are_ranked(
    northwind: DatabaseCrm, export: dict[str, Rows]
) -> None:
    """The top five customers by order amount, in order."""
    answered = await _ask(northwind, "top 5 customers by order amount")
    totals = _by(export["Order"], "AccountId", "TotalAmount")
    best = sorted(totals, key=lambda id_: -totals[id_])[:5]
    assert [g.key for g in answered.groups] == best


def _number(value: Any) -> Decimal:
    return Decimal(getattr(value, "amount", value))
