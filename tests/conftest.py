"""What every test may ask for."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

from tests.places import shared_folder
from tests.postgres import CannotStart, fresh_database, running_server

pytest_plugins = ["tests.nothing_skipped"]

MARKER_OF_FIXTURE = {"postgres_url": "needs_postgres", "shared": "needs_shared"}

# Machines are shared and slow at times: how long one example took says nothing about the code.
settings.register_profile("crumb", deadline=None)
settings.load_profile("crumb")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by what it needs, so that `-m "not needs_postgres"` leaves it out."""
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if marker := MARKER_OF_FIXTURE.get(fixture):
                item.add_marker(marker)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared facts and data; the test is skipped where it is absent."""
    folder = shared_folder()
    if folder is None:
        pytest.skip("needs the shared folder beside the checkout, or CRUMB_SHARED")
    return folder


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """SQLAlchemy URL of a PostgreSQL server of this process alone, on a unix socket."""
    with ExitStack() as stack:
        try:
            url = stack.enter_context(running_server())
        except CannotStart as reason:
            pytest.skip(f"PostgreSQL does not start here: {reason}")
        yield url


@pytest.fixture
def postgres_database(postgres_url: str) -> str:
    """SQLAlchemy URL of an empty PostgreSQL database that no other test sees."""
    return fresh_database(postgres_url)
