"""Any query has one answer, whoever gives it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from crm.access import AccessRules, Sharing
from crm.backends.database import open_database
from crm.definitions import Definitions
from crm.errors import QueryError
from crm.query import Answer, Query
from tests.contracts.crm.queries import fill_at_random, queries
from tests.contracts.crm.world import EmbeddedCrm, viewer_of
from tests.fakes.crm import FakeCrm
from tests.postgres import fresh_database

SEEDS = (1, 2)


@pytest.fixture(scope="module", params=SEEDS)
def crms(
    request: pytest.FixtureRequest, postgres_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[EmbeddedCrm]]:
    """The same records three times; with the second seed, private ones."""
    rules = AccessRules(sharing=Sharing.PRIVATE if request.param == SEEDS[1] else Sharing.PUBLIC)
    folder: Path = tmp_path_factory.mktemp("crm")
    urls = [f"sqlite:///{folder / 'crm.db'}", fresh_database(postgres_url)]
    databases = [open_database(url, rules=rules, create=True) for url in urls]
    every: list[EmbeddedCrm] = [FakeCrm(rules), *databases]
    for crm in every:
        crm.storage.set_currencies(["USD", "EUR"])
        crm.define(Definitions(fiscal_start_month=request.param, week_start=request.param % 7))
        fill_at_random(crm.storage, request.param)
    yield every
    for database in databases:
        database.storage.engine.dispose()


async def outcome(crm: EmbeddedCrm, query: Query) -> Answer | str:
    """The answer, or why there is none."""
    viewer = await viewer_of(crm, "u1")
    permitted = await crm.permit(query, viewer)
    try:
        return await crm.run(permitted)
    except QueryError as error:
        return f"{type(error).__name__}: {error}"


async def outcomes(crms: list[EmbeddedCrm], query: Query) -> list[Answer | str]:
    """What each makes of the query."""
    return [await outcome(crm, query) for crm in crms]


@given(query=queries())
@settings(max_examples=100)
def test_every_database_answers_as_plain_python_does(crms: list[EmbeddedCrm], query: Query) -> None:
    """Rows, order, totals, figures, groups, what was left out, and refusals."""
    expected, *others = asyncio.run(outcomes(crms, query))
    for other in others:
        assert other == expected
