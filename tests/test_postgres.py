"""The PostgreSQL that tests run on keeps them apart and behaves the same on every machine."""

from typing import LiteralString

import psycopg

from tests.postgres import fresh_database


def plain(url: str) -> str:
    """The URL without SQLAlchemy's word for the driver."""
    return url.replace("+psycopg", "", 1)


def value(url: str, sql: LiteralString) -> object:
    """The first column of the first row of the answer."""
    with psycopg.connect(plain(url)) as connection:
        row = connection.execute(sql).fetchone()
    assert row is not None
    return row[0]


def test_each_database_is_empty_and_its_own(postgres_url: str) -> None:
    """What one test creates, the next does not see."""
    one, other = fresh_database(postgres_url), fresh_database(postgres_url)
    assert one != other
    with psycopg.connect(plain(one)) as connection:
        connection.execute("CREATE TABLE account (id int)")
    assert value(other, "SELECT to_regclass('account')") is None


def test_case_is_folded_beyond_ascii(postgres_database: str) -> None:
    """Names with umlauts compare alike whatever the machine's locale."""
    assert value(postgres_database, "SELECT lower('ÄÖÜ')") == "äöü"


def test_no_port_is_opened(postgres_database: str) -> None:
    """The server is reached by its socket alone."""
    assert value(postgres_database, "SHOW listen_addresses") == ""
