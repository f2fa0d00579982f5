"""Every CRM the suite is run over."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import copy

import pytest
from sqlalchemy import Engine, text

from crm.access import AccessRules
from crm.backends.database import open_database
from tests.contracts.crm.over_salesforce import SalesforceCrm
from tests.contracts.crm.world import EmbeddedCrm, MakeCrm, fill
from tests.fakes.crm import FakeCrm
from tests.postgres import fresh_database

KINDS = ["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.needs_postgres)]

ASKED = {
    "test_calendar_groups",
    "test_conditions",
    "test_figures",
    "test_hostile_text",
    "test_lists",
}


class Reused:
    """One PostgreSQL database for all tests, since making one takes longer than most tests."""

    def __init__(self, server_url: str) -> None:
        self._server_url = server_url
        self.url = fresh_database(server_url)

    def clear(self, engine: Engine) -> None:
        """Empty it for the next test; one with columns of its own is left for a fresh one."""
        with engine.begin() as connection:
            tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            names = connection.execute(text(tables)).scalars().all()
            custom = "SELECT 1 FROM crm_metadata WHERE kind IN ('field', 'entity')"
            spoilt = connection.execute(text(custom)).first()
            connection.execute(text(f"TRUNCATE {', '.join(names)}"))
        if spoilt:
            self.url = fresh_database(self._server_url)


@pytest.fixture(scope="session")
def reused(postgres_url: str) -> Reused:
    """The database that the tests on PostgreSQL share, one after the other."""
    return Reused(postgres_url)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with empty tables, to be copied."""
    path = tmp_path_factory.mktemp("crm") / "template.db"
    crm = open_database(f"sqlite:///{path}", create=True)
    crm.storage.engine.dispose()
    return path


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What is asked in a query is asked of Salesforce too; what else a CRM does, elsewhere."""
    if "kind" in metafunc.fixturenames:
        module = metafunc.module.__name__.rpartition(".")[2]
        beyond = metafunc.definition.get_closest_marker("beyond_salesforce")
        asked = module in ASKED and beyond is None
        metafunc.parametrize("kind", [*KINDS, "salesforce"] if asked else KINDS)


@pytest.fixture
def make_crm(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeCrm]:
    """Makes an empty CRM with rules; call it once a test."""
    with ExitStack() as stack:

        def make(rules: AccessRules | None = None) -> EmbeddedCrm:
            if kind == "memory":
                return FakeCrm(rules)
            if kind == "salesforce":
                return SalesforceCrm(rules)
            if kind == "sqlite":
                path = copy(request.getfixturevalue("sqlite_template"), tmp_path / "crm.db")
                crm = open_database(f"sqlite:///{path}", rules=rules)
                stack.callback(crm.storage.engine.dispose)
                return crm
            reused: Reused = request.getfixturevalue("reused")
            crm = open_database(reused.url, rules=rules, create=True)
            stack.callback(crm.storage.engine.dispose)
            stack.callback(reused.clear, crm.storage.engine)
            return crm

        yield make


@pytest.fixture
def empty(make_crm: MakeCrm) -> EmbeddedCrm:
    """A CRM without records, in which everybody reads everything."""
    return make_crm()


@pytest.fixture
def crm(empty: EmbeddedCrm) -> EmbeddedCrm:
    """The company of world.py, in which everybody reads everything."""
    fill(empty.storage)
    return empty
