"""Conditions nothing can meet are asked back, not answered with nothing."""

from datetime import date
from decimal import Decimal

import pytest

from crm.query import And, Condition, Not, Op, Or, compare
from handlers.understanding.conditions.contradiction import contradicts

NOV, DEC = date(2026, 11, 1), date(2026, 12, 1)


@pytest.mark.parametrize(
    "parts",
    [
        (compare("OwnerId", Op.EQ, "005A"), compare("OwnerId", Op.EQ, "005B")),
        (compare("CloseDate", Op.GE, DEC), compare("CloseDate", Op.LT, DEC)),
        (compare("Amount", Op.GT, Decimal(5)), compare("Amount", Op.LT, Decimal(5))),
        (And((compare("IsWon", Op.EQ, True),)), compare("IsWon", Op.EQ, False)),
    ],
)
def test_two_things_at_once_contradict(parts: tuple[Condition, ...]) -> None:
    """Two owners, two periods, two states."""
    assert contradicts(And(parts))


@pytest.mark.parametrize(
    "condition",
    [
        None,
        compare("OwnerId", Op.EQ, "005A"),
        And((compare("CloseDate", Op.GE, NOV), compare("CloseDate", Op.LT, DEC))),
        And((compare("Amount", Op.GE, Decimal(5)), compare("Amount", Op.LE, Decimal(5)))),
        And((compare("StageName", Op.EQ, "New"), compare("StageName", Op.EQ, "new"))),
        Or((compare("OwnerId", Op.EQ, "005A"), compare("OwnerId", Op.EQ, "005B"))),
        And((compare("Type", Op.EQ, "A"), Not(compare("Type", Op.EQ, "B")))),
    ],
)
def test_what_can_be_met_does_not(condition: Condition | None) -> None:
    """One value said twice, one period, alternatives, exclusions."""
    assert not contradicts(condition)
