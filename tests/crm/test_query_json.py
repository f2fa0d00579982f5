"""A query survives being written down, and nothing else is taken for one."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.periods import Grain
from crm.query import (
    Aggregate,
    And,
    Comparison,
    Condition,
    Function,
    Grouping,
    Not,
    Op,
    Or,
    Order,
    Query,
    Related,
    compare,
)
from crm.query_json import from_json, to_json

ZONES = st.sampled_from(["Europe/Berlin", "Pacific/Kiritimati", "Australia/Lord_Howe", "UTC"])
OFFSETS = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TEXTS = st.text(st.characters(exclude_categories=()), max_size=12)  # lone surrogates among them
MOMENTS = st.datetimes(timezones=OFFSETS | ZONES.map(ZoneInfo), allow_imaginary=True)
CONSTANTS = TEXTS | st.decimals(allow_nan=False) | st.booleans() | st.dates() | MOMENTS


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Any comparison with as many values as its operator takes."""
    op = draw(st.sampled_from(Op))
    most = {Op.EMPTY: 0, Op.IN: 4}.get(op, 1)
    least = 0 if op is Op.IN else most
    values = draw(st.lists(CONSTANTS, min_size=least, max_size=most))
    return Comparison(path=draw(TEXTS), op=op, values=tuple(values))


def _nested(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, max_size=3).map(tuple)
    related = st.builds(
        Related,
        entity=TEXTS,
        via=TEXTS,
        own=TEXTS,
        where=st.none() | inner,
        at_least=st.integers(1, 9),
    )
    return st.builds(And, parts) | st.builds(Or, parts) | st.builds(Not, inner) | related


CONDITIONS: st.SearchStrategy[Condition] = st.recursive(comparisons(), _nested, max_leaves=6)
AGGREGATES = st.builds(
    lambda function, path, where: Aggregate(
        function=function, path=None if function is Function.COUNT else path, where=where
    ),
    st.sampled_from(Function),
    TEXTS,
    st.none() | CONDITIONS,
)
GROUPINGS = st.builds(Grouping, path=TEXTS, grain=st.none() | st.sampled_from(Grain))
LISTS = st.builds(
    Query,
    entity=TEXTS,
    columns=st.lists(TEXTS, max_size=4).map(tuple),
    where=st.none() | CONDITIONS,
    order=st.lists(st.builds(Order, by=TEXTS, descending=st.booleans()), max_size=2).map(tuple),
    limit=st.none() | st.integers(1, 10**20),
    zone=TEXTS,
)
FIGURES = st.builds(
    Query,
    entity=TEXTS,
    where=st.none() | CONDITIONS,
    aggregates=st.lists(AGGREGATES, min_size=1, max_size=2).map(tuple),
    group_by=st.lists(GROUPINGS, max_size=2).map(tuple),
    order=st.lists(
        st.builds(Order, by=AGGREGATES | GROUPINGS, descending=st.booleans()), max_size=2
    ).map(tuple),
)

WRITTEN = to_json(
    Query(
        entity="Opportunity",
        columns=("Amount",),
        where=And(
            (
                compare("Amount", Op.GT, Decimal("1.50")),
                Related(entity="Task", via="WhatId", where=compare("CreatedDate", Op.EMPTY)),
            )
        ),
        order=(Order(by="Amount"),),
    )
)


@given(LISTS | FIGURES)
def test_every_query_comes_back_as_it_was(query: Query) -> None:
    """Whatever can be asked can be kept, to the last digit, zone and odd character."""
    text = to_json(query)
    assert text.isascii()
    assert from_json(text) == query


@pytest.mark.parametrize("fold", [0, 1])
def test_an_hour_that_comes_twice_keeps_which_one_it_was(fold: int) -> None:
    """Half past two on the night the clocks go back is two moments; neither becomes the other."""
    moment = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=fold)
    query = Query(entity="Task", where=compare("CreatedDate", Op.LT, moment))
    where = from_json(to_json(query)).where
    assert isinstance(where, Comparison)
    assert isinstance(where.value, datetime)
    assert where.value.astimezone(UTC) == moment.astimezone(UTC)


def test_a_date_and_a_moment_are_told_apart() -> None:
    """A date that looks like midnight is none."""
    query = Query(entity="Task", where=compare("ActivityDate", Op.EQ, date(2026, 11, 16)))
    where = from_json(to_json(query)).where
    assert isinstance(where, Comparison)
    assert not isinstance(where.value, datetime)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"limit":50', '"limit":true'),
        ('"limit":50', '"limit":50.0'),
        ('"limit":50', '"limit":0'),
        ('"limit":50', '"limit":50,"offset":10'),
        ('"zone":"UTC"', '"zone":null'),
        ('"op":">"', '"op":"~"'),
        ('"op":">"', '"op":">","not":null'),
        ('"1.50"', '"1_50"'),
        ('"1.50"', '"much"'),
        ('"1.50"', "1.5"),
        ('{"decimal":"1.50"}', '{"date":"2026-02-30"}'),
        ('{"decimal":"1.50"}', '{"date":"20261116"}'),
        ('{"decimal":"1.50"}', '{"moment":"2026-11-16T09:00:00"}'),
        ('{"decimal":"1.50"}', '{"moment":"2026-11-16T09:00:00","zone":"Mars/Base","fold":0}'),
        ('{"decimal":"1.50"}', '{"moment":"2026-11-16T09:00:00","zone":"UTC","fold":2}'),
        ('{"decimal":"1.50"}', "null"),
        ('"at_least":1', '"at_least":0'),
        ('"columns":["Amount"]', '"columns":"Amount"'),
        ('"columns":["Amount"]', '"columns":[7]'),
        ('"descending":false', '"descending":0'),
        ('"aggregates":[]', '"aggregates":[{"function":"count"}]'),
        ('{"and":[', '{"xor":['),
    ],
)
def test_what_is_not_as_written_is_refused(old: str, new: str) -> None:
    """A wrong type, an unknown key, another spelling: an error, and never half a query."""
    assert old in WRITTEN
    with pytest.raises(ValueError, match=r"."):
        from_json(WRITTEN.replace(old, new, 1))


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", "7", '"x"', "{", "[" * 100_000])
def test_what_is_no_query_at_all_is_refused(text: str) -> None:
    """Also what is nested so deeply that reading it would end the stack."""
    with pytest.raises(ValueError, match=r"."):
        from_json(text)


def test_the_order_of_keys_means_nothing() -> None:
    """Another program may write the same object in another order."""
    again = json.dumps(json.loads(WRITTEN), sort_keys=True)
    assert from_json(again) == from_json(WRITTEN)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | TEXTS,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["entity", "and", "path", "where", "limit"]), inner)
        ),
        max_leaves=8,
    )
)
def test_any_json_is_a_query_or_a_value_error(found: object) -> None:
    """No other error comes out of reading."""
    try:
        from_json(json.dumps(found))
    except ValueError:
        return
    raise AssertionError("taken for a query")
