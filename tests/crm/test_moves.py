"""Which way a change goes."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from crm.history import FieldChange
from crm.money import Money
from crm.moves import Course, goes
from crm.query import Ref, Value
from crm.standard import OPPORTUNITY


def usd(amount: int) -> Money:
    """That many dollars."""
    return Money(Decimal(amount), "USD")


def eur(amount: int) -> Money:
    """That many euros."""
    return Money(Decimal(amount), "EUR")


def change(field: str, before: Value, after: Value) -> FieldChange:
    """A change of a deal."""
    at = datetime(2026, 11, 18, tzinfo=UTC)
    ref = Ref("Opportunity", "d1")
    return FieldChange(ref=ref, name="d1", field=field, before=before, after=after, at=at, by="")


@pytest.mark.parametrize(
    ("field", "less", "more"),
    [
        ("StageName", "Qualification", "Negotiation/Review"),
        ("StageName", "Prospecting", "Closed Won"),
        ("CloseDate", date(2026, 11, 30), date(2026, 12, 1)),
        ("Amount", usd(100), usd(101)),
        ("Probability", Decimal("0.5"), Decimal(1)),
    ],
)
def test_what_has_an_order_goes_one_way_or_the_other(field: str, less: Value, more: Value) -> None:
    """Never both, and nowhere where it stays."""
    described = OPPORTUNITY.field(field)
    for course in Course:
        onwards = course in {Course.FORWARD, Course.LATER, Course.UP}
        assert goes(change(field, less, more), course, described) is onwards
        assert goes(change(field, more, less), course, described) is not onwards
        assert not goes(change(field, more, more), course, described)


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("StageName", "Negotiation/Review", "Closed Lost"),
        ("StageName", "Closed Lost", "Qualification"),
        ("StageName", "Gone", "Qualification"),
        ("Amount", None, usd(5)),
        ("Amount", usd(5), None),
        ("Amount", usd(5), eur(6)),
        ("NextStep", "Call", "Mail"),
        ("IsWon", False, True),
    ],
)
def test_what_has_none_goes_nowhere(field: str, before: Value, after: Value) -> None:
    """A lost deal, an empty value, another currency, words."""
    found = change(field, before, after)
    assert not any(goes(found, course, OPPORTUNITY.field(field)) for course in Course)
