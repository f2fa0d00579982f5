"""What stands on the card of an answer."""

from decimal import Decimal

from handlers.answered import Answered, Line, Outcome
from handlers.answers import card
from handlers.understanding.reading import Shape
from tests.handlers.office import DANA, NOW


def test_one_group_more_is_one() -> None:
    """The footer counts what is not shown, and speaks of one as of one."""
    shown = Answered(
        outcome=Outcome.ANSWERED,
        understood="Deals · by Stage",
        shape=Shape.GROUPS,
        figure="Number of deals",
        unit="count",
        groups=(Line(key="a", label="a", value=Decimal(1)),),
        total=2,
    )
    assert card(shown, DANA, NOW).footer[-1] == "1 more group"
