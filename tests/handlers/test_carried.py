"""Values travel in presses without losing or gaining anything."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.press import encode
from crm.money import Money
from crm.query import Value
from handlers.cards import Press
from handlers.carried import LONGEST, can_unpack, pack, unpack

NUMBERS = st.decimals(-(10**12), 10**12, places=2)
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.booleans(),
    NUMBERS,
    st.builds(Money, NUMBERS, st.sampled_from(["USD", "EUR"])),
    st.dates(),
    st.datetimes(datetime(1900, 1, 1), datetime(2199, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.text(min_size=1, max_size=100),
)


@given(VALUES)
def test_what_is_packed_comes_back_as_it_was(value: Value) -> None:
    """Short values survive the journey through a button, whatever they are."""
    assert unpack(pack(value)) == value


@given(st.text(max_size=2_000), st.text(max_size=2_000))
def test_two_values_always_fit_into_a_button(one: str, other: str) -> None:
    """An undo carries two values; no text makes it too long for Slack."""
    press = Press(
        "undo", ("Opportunity/006000000000000AAA", "Next_Step__c", pack(one), pack(other))
    )
    assert len(encode(press)) <= 2_000


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Decimal("20000"), Decimal("20000.00")),
        (Money(Decimal("1E+3"), "USD"), Money(Decimal(1000), "USD")),
        (None, ""),
        (
            datetime(2026, 11, 5, 12, tzinfo=UTC),
            datetime(2026, 11, 5, 14, tzinfo=timezone(timedelta(hours=2))),
        ),
    ],
    ids=["zeros", "exponent", "empty", "zones"],
)
def test_equal_values_pack_equally(one: Value, other: Value) -> None:
    """A conflict is seen where values differ, not where they are written differently."""
    assert pack(one) == pack(other)


def test_a_long_text_leaves_a_digest_that_can_only_be_compared() -> None:
    """32,000 characters don't fit into a button, and half of them would be saved as the whole."""
    long = "a" * (LONGEST + 1)
    assert pack(long) == pack(long)
    assert pack(long) != pack(long + "b")
    assert not can_unpack(pack(long))


FORGED = """
x|z:1|n:NaN|n:1e999999|n:|m:5|m:5 usd|d:2026-02-31|t:2026-01-01T00:00|b:maybe|h:abc|m:1e30 USD
"""


@pytest.mark.parametrize("forged", FORGED.strip().split("|"))
def test_c7_what_was_never_packed_is_refused(forged: str) -> None:
    """A made-up value in a press is an error, never a surprise."""
    with pytest.raises(ValueError, match="no carried value"):
        unpack(forged)


def test_a_day_is_not_a_moment() -> None:
    """A date and a point in time at its midnight are different values."""
    assert pack(date(2026, 1, 1)) != pack(datetime(2026, 1, 1, tzinfo=UTC))
