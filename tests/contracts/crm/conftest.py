"""Every CRM the suite is run over."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from crm.access import AccessRules
from crm.backends.database import DatabaseCrm, open_database
from tests.contracts.crm.world import EmbeddedCrm, MakeCrm, fill
from tests.fakes.crm import FakeCrm

KINDS = ["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.needs_postgres)]


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """What keeps the records."""
    return str(request.param)


@pytest.fixture
def make_crm(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeCrm]:
    """Makes an empty CRM; closed after the test. One a test."""
    with ExitStack() as stack:

        def make(rules: AccessRules | None = None) -> EmbeddedCrm:
            if kind == "memory":
                return FakeCrm(rules)
            url = f"sqlite:///{tmp_path / 'crm.db'}"
            if kind == "postgres":
                url = request.getfixturevalue("postgres_database")
            crm: DatabaseCrm = open_database(url, rules=rules, create=True)
            stack.callback(crm.storage.engine.dispose)
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
