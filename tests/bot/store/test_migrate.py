"""The store's tables come about by migrations alone, once, and leave others' tables alone."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from bot.store.migrate import VERSION_TABLE, migrate
from bot.store.store import open_store
from bot.store.tables import METADATA
from crm.backends.engines import engine_for, reading, writing
from tests.contracts.stores import STORES, fresh_url

START = "import sys; from bot.store.store import open_store; open_store(sys.argv[1])"


@pytest.fixture(params=STORES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    return fresh_url(request.param, request, tmp_path)


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """Connections to that database."""
    engine = engine_for(url, create=True)
    yield engine
    engine.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def test_the_migrations_make_the_tables_the_adapters_expect(engine: Engine) -> None:
    """Columns, types, what may be empty, what is unique, and indexes."""
    migrate(engine)
    with reading(engine) as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == []


def test_every_table_bears_the_name_of_the_store(engine: Engine) -> None:
    """So that a database can be shared with the CRM, and with anything else."""
    migrate(engine)
    assert tables(engine) == {*METADATA.tables, VERSION_TABLE}
    assert all(name.startswith("crumb_") for name in tables(engine))


def test_others_tables_and_their_versions_are_left_alone(engine: Engine) -> None:
    """Not even a version table of alembic's usual name is touched."""
    with writing(engine) as connection:
        for name in ("crm_account", "alembic_version"):
            connection.execute(text(f"CREATE TABLE {name} (version_num VARCHAR(32))"))
            connection.execute(text(f"INSERT INTO {name} VALUES ('theirs')"))
    migrate(engine)
    migrate(engine)
    with reading(engine) as connection:
        for name in ("crm_account", "alembic_version"):
            assert connection.scalars(text(f"SELECT version_num FROM {name}")).all() == ["theirs"]


def test_f8_two_that_start_at_once_make_the_tables_once(url: str, engine: Engine) -> None:
    """Replicas of one server come up together; none of them fails."""
    starts = [
        subprocess.Popen([sys.executable, "-c", START, url], stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    errors = [start.communicate(timeout=50)[1] for start in starts]
    assert [start.returncode for start in starts] == [0, 0, 0], errors
    assert tables(engine) == {*METADATA.tables, VERSION_TABLE}


def test_f8_a_store_of_a_newer_version_is_left_as_it_is(engine: Engine) -> None:
    """Rolled back to the last version, the server starts and takes nothing away."""
    migrate(engine)
    with writing(engine) as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    migrate(engine)
    with reading(engine) as connection:
        assert connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")) == "9999"


def test_a_migration_that_fails_leaves_nothing_behind(engine: Engine) -> None:
    """A table in the way stops it as a whole; once it is gone, it runs."""
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE crumb_stops (x INTEGER)"))
    with pytest.raises(Exception, match=r"."):
        migrate(engine)
    assert tables(engine) == {"crumb_stops"}
    with writing(engine) as connection:
        connection.execute(text("DROP TABLE crumb_stops"))
    migrate(engine)
    assert tables(engine) == {*METADATA.tables, VERSION_TABLE}


def test_what_is_kept_outlives_a_restart(url: str) -> None:
    """Opening it again changes nothing."""
    for _ in range(2):
        store = open_store(url)
        store.engine.dispose()
