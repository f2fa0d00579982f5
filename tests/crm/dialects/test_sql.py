"""What a query becomes in SQL: the same on both databases but for the differences listed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import ClauseElement, make_url
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler

from crm.backends.tables import Tables
from crm.dialects.base import storable
from crm.dialects.conditions import MOST_VALUES, Conditions
from crm.dialects.figures import Tally
from crm.dialects.lists import Listing
from crm.dialects.scope import Scope
from crm.dialects.sql import POSTGRES, SQLITE, Sql
from crm.errors import Unsupported
from crm.query import Aggregate, Condition, Function, Not, Op, Query, Related, compare
from crm.standard import STANDARD

TABLES = Tables(STANDARD)
DEAL, TASK = "crm_opportunity_1", "crm_task_1"


def on(sql: Sql) -> Dialect:
    """SQLAlchemy's side of it."""
    url = "sqlite://" if sql is SQLITE else "postgresql+psycopg://"
    return make_url(url).get_dialect()()


def written(element: ClauseElement, sql: Sql) -> str:
    """The statement on one line, its parameters as `?`."""
    compiled = element.compile(dialect=on(sql))
    assert isinstance(compiled, SQLCompiler)
    text = " ".join(str(compiled).split())
    for name in compiled.params if not compiled.positional else ():
        for cast in ("::VARCHAR", "::BIGINT", "::INTEGER", ""):
            text = text.replace(f"%({name})s{cast}", "?")
    return text.replace('"', "")


def where(condition: Condition, sql: Sql) -> str:
    """The condition on opportunities."""
    scope = Scope(STANDARD, TABLES, "Opportunity")
    return written(Conditions(sql).state(condition, scope), sql)


@pytest.mark.parametrize(
    ("condition", "on_sqlite", "on_postgres"),
    [
        (
            compare("NextStep", Op.EQ, "x"),
            f"lower({DEAL}.NextStep) = lower(?)",
            f"lower({DEAL}.NextStep) = lower(?)",
        ),
        (
            compare("NextStep", Op.EQ, "ü"),
            f"crm_fold({DEAL}.NextStep) = crm_fold(?)",
            f"lower({DEAL}.NextStep) = lower(?)",
        ),
        (
            compare("NextStep", Op.CONTAINS, "100%"),
            f"instr(lower({DEAL}.NextStep), lower(?)) > ?",
            f"strpos(lower({DEAL}.NextStep), lower(?)) > ?",
        ),
        (
            compare("NextStep", Op.STARTS, "x"),
            f"substr(lower({DEAL}.NextStep), ?, length(lower(?))) = lower(?)",
            f"substr(lower({DEAL}.NextStep), ?, length(lower(?))) = lower(?)",
        ),
        (
            compare("OwnerId", Op.EQ, "x"),
            f"{DEAL}.OwnerId = ?",
            f"{DEAL}.OwnerId = ?",
        ),
        (
            compare("OwnerId", Op.NE, "x"),
            f"{DEAL}.OwnerId IS NULL OR {DEAL}.OwnerId != ?",
            f"{DEAL}.OwnerId IS NULL OR {DEAL}.OwnerId != ?",
        ),
        (
            Not(compare("Amount", Op.LT, Decimal(5))),
            f"{DEAL}.Amount IS NULL OR {DEAL}.Amount >= ?",
            f"{DEAL}.Amount IS NULL OR {DEAL}.Amount >= ?",
        ),
        (
            compare("NextStep", Op.EMPTY),
            f"{DEAL}.NextStep IS NULL",
            f"{DEAL}.NextStep IS NULL",
        ),
        (
            compare("NextStep", Op.EQ, "\0"),
            "0",
            "false",
        ),
    ],
)
def test_a_condition_in_both_languages(
    condition: Condition, on_sqlite: str, on_postgres: str
) -> None:
    """Indexes can be used for what is compared as it is: ids, references, numbers and dates."""
    found = where(condition, SQLITE)
    assert found.removesuffix(" = 1") == on_sqlite
    assert where(condition, POSTGRES) == on_postgres


@pytest.mark.parametrize("sql", [SQLITE, POSTGRES])
def test_a_path_is_joined_once_however_often_it_is_walked(sql: Sql) -> None:
    """And stays a left join, so that records without the reference stay."""
    query = Query(
        entity="Opportunity",
        columns=("Account.Name", "Account.Industry", "Account.Owner.Name"),
        where=compare("Account.BillingCity", Op.EQ, "x"),
    )
    statement = written(Listing(sql, STANDARD, TABLES, query).statement, sql)
    assert statement.count("JOIN") == statement.count("LEFT OUTER JOIN") == 2


@pytest.mark.parametrize("sql", [SQLITE, POSTGRES])
def test_a_relation_stops_at_the_first_record_found(sql: Sql) -> None:
    """Unless it has to count."""
    relation = Related(entity="Task", via="WhatId")
    query = Query(entity="Opportunity", where=relation)
    statement = written(Listing(sql, STANDARD, TABLES, query).statement, sql)
    assert f"EXISTS (SELECT 1 FROM crm_task AS {TASK} WHERE {TASK}.WhatId = {DEAL}.Id)" in statement
    twice = Query(entity="Opportunity", where=Related(entity="Task", via="WhatId", at_least=2))
    statement = written(Listing(sql, STANDARD, TABLES, twice).statement, sql)
    assert "(SELECT count(*) AS count_1" in statement


@pytest.mark.parametrize("sql", [SQLITE, POSTGRES])
def test_a_list_asks_for_one_more_than_it_shows(sql: Sql) -> None:
    """Only when that comes is the total worth a second statement."""
    listing = Listing(sql, STANDARD, TABLES, Query(entity="Account", limit=5))
    assert listing.statement.compile(dialect=on(sql)).params["param_1"] == 6
    assert "LIMIT" not in written(
        Listing(sql, STANDARD, TABLES, Query(entity="Account", limit=None)).statement, sql
    )


@pytest.mark.parametrize("op", [Op.EQ, Op.NE, Op.IN, Op.CONTAINS, Op.STARTS, Op.ENDS])
@given(text=st.text(min_size=1).map(lambda text: f"<{text}>"))
def test_d7_no_constant_is_ever_part_of_a_statement(op: Op, text: str) -> None:
    """They are parameters: what a value says can't become what is asked."""
    for sql in (SQLITE, POSTGRES):
        query = Query(entity="Opportunity", where=compare("Name", op, text))
        compiled = Listing(sql, STANDARD, TABLES, query).statement.compile(dialect=on(sql))
        assert text not in str(compiled)
        assert text in compiled.params.values() or not storable(text)


def test_a_list_of_values_that_no_database_takes_is_refused() -> None:
    """In words, before it is sent."""
    many = compare("OwnerId", Op.IN, *(str(n) for n in range(MOST_VALUES + 1)))
    with pytest.raises(Unsupported, match="SQLite cannot do: more than 30,000 values"):
        where(many, SQLITE)


def test_figures_without_groups_are_one_statement_without_grouping() -> None:
    """Also on SQLite, where GROUP BY nothing would be an error."""
    query = Query(entity="Account", aggregates=(Aggregate(function=Function.COUNT),))
    for sql in (SQLITE, POSTGRES):
        assert "GROUP BY" not in written(Tally(sql, STANDARD, TABLES, query).statement, sql)
