"""Any query has the same answer from Salesforce, over records such as an org can hold."""

import asyncio
from collections.abc import Iterable, Mapping
from datetime import datetime

import pytest
from hypothesis import given, settings

from crm.definitions import Definitions
from crm.query import Query, Value
from tests.contracts.crm.over_salesforce import SalesforceCrm
from tests.contracts.crm.queries import fill_at_random, queries
from tests.contracts.crm.test_agreement import outcomes
from tests.contracts.crm.world import EmbeddedCrm
from tests.fakes.crm import FakeCrm

_STAGES = {"closed won": "Closed Won"}


class Tidied:
    """Fills a CRM with what an org could hold: yes or no and nothing between, whole seconds,
    references that lead somewhere, names, and values of picklists as they are spelled there.
    """

    def __init__(self, crm: FakeCrm) -> None:
        self._crm = crm

    def upsert(
        self, entity: str, rows: Iterable[Mapping[str, Value]], *, currency: str | None = None
    ) -> int:
        """The rows, tidied."""
        tidy = [{name: _tidy(name, value) for name, value in row.items()} for row in rows]
        return self._crm.upsert(entity, tidy, currency=currency)

    def set_currencies(self, currencies: object) -> None:
        """Not asked for here."""

    def add_custom(self, entity: str, fields: object) -> None:
        """Not asked for here."""


def _tidy(name: str, value: Value) -> Value:
    if name in ("IsClosed", "IsActive"):
        return bool(value)
    if isinstance(value, datetime):
        return value.replace(microsecond=0)
    if name == "Name":
        return value or "a name"
    if name == "StageName":
        return _STAGES.get(str(value), value)
    return None if value in ("gone", "nowhere") else value


@pytest.fixture(scope="module", params=[1, 7])
def crms(request: pytest.FixtureRequest) -> list[EmbeddedCrm]:
    """The same records in memory and in an org, with calendars of their own."""
    every: list[EmbeddedCrm] = []
    for crm in (FakeCrm(), SalesforceCrm()):
        if request.param == 7:
            crm.set_currencies(["USD", "EUR"])
        crm.define(Definitions(fiscal_start_month=request.param, week_start=request.param % 7))
        fill_at_random(Tidied(crm), request.param)
        every.append(crm)
    return every


@given(query=queries())
@settings(max_examples=60)
def test_salesforce_answers_as_plain_python_does(crms: list[EmbeddedCrm], query: Query) -> None:
    """Rows, order, totals, figures, groups, what was left out, and refusals."""
    expected, answered = asyncio.run(outcomes(crms, query))
    assert answered == expected
