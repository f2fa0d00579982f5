"""Queries refuse nonsense where they are made, and references read back what they write."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.query import (
    Aggregate,
    And,
    Comparison,
    Function,
    Grouping,
    Not,
    Op,
    Or,
    Order,
    Query,
    Ref,
    Related,
    Row,
    Rows,
    compare,
    every,
)

COUNT = Aggregate(function=Function.COUNT)
A, B, C = (compare(name, Op.EMPTY) for name in "ABC")


@pytest.mark.parametrize(
    "nonsense",
    [
        lambda: compare("Amount", Op.EQ),
        lambda: compare("Amount", Op.EQ, "a", "b"),
        lambda: compare("Amount", Op.EMPTY, "a"),
        lambda: compare("CreatedDate", Op.LT, datetime(2026, 1, 1)),  # noqa: DTZ001
        lambda: compare("CreatedDate", Op.IN, datetime(2026, 1, 1)),  # noqa: DTZ001
        lambda: Related(entity="Task", via="WhatId", at_least=0),
        lambda: Aggregate(function=Function.COUNT, path="Amount"),
        lambda: Aggregate(function=Function.SUM),
        lambda: Query(entity="Account", group_by=(Grouping(path="Industry"),)),
        lambda: Query(entity="Account", columns=("Name",), aggregates=(COUNT,)),
        lambda: Query(entity="Account", limit=0),
        lambda: Query(entity="Account", order=(Order(by=COUNT),)),
        lambda: Query(entity="Account", aggregates=(COUNT,), order=(Order(by="Name"),)),
        lambda: Ref("", "001"),
        lambda: Ref("Account", ""),
        lambda: Ref.parse("Account"),
        lambda: Ref.parse("/001"),
        lambda: Ref.parse(""),
    ],
)
def test_nonsense_is_refused_where_it_is_made(nonsense: Callable[[], object]) -> None:
    """So that nobody further on has to ask."""
    with pytest.raises(ValueError, match=r"\w"):
        nonsense()


@given(entity=st.text(min_size=1).filter(lambda t: "/" not in t), id_=st.text(min_size=1))
def test_a_reference_reads_back_what_it_writes(entity: str, id_: str) -> None:
    """Also an id with a slash in it."""
    ref = Ref(entity, id_)
    assert Ref.parse(str(ref)) == ref


def test_conditions_combine_flat() -> None:
    """What is not given is not there; one alone stays alone."""
    assert every() is None
    assert every(None, A) == A
    assert every(A, None, And((B, C))) == And((A, B, C))
    assert every(Or((A, B)), Not(C)) == And((Or((A, B)), Not(C)))
    assert every(And(())) is None


def test_a_comparison_has_its_one_value() -> None:
    """And an IN has any number."""
    assert compare("Amount", Op.GT, Decimal(5)).value == Decimal(5)
    assert Comparison(path="Name", op=Op.IN).values == ()


def test_a_row_gives_the_value_of_a_column() -> None:
    """And no other."""
    row = Row(ref=Ref("Account", "1"), name="Acme", values=("Berlin", None))
    query = Query(entity="Account", columns=("BillingCity", "Phone"))
    rows = Rows(query=query, rows=(row,), total=1)
    assert (rows.value(row, "BillingCity"), rows.value(row, "Phone")) == ("Berlin", None)
    with pytest.raises(ValueError, match="not in"):
        rows.value(row, "Name")


def test_a_query_without_figures_is_a_list() -> None:
    """With them it is none."""
    assert Query(entity="Account").is_list
    assert not Query(entity="Account", aggregates=(COUNT,)).is_list
