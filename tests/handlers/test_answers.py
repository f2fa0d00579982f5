"""What stands on the card of an answer."""

from decimal import Decimal

import pytest

from crm.access import AccessRules, Role
from crm.query import Ref
from handlers.answers.card import card
from handlers.asking.answered import Answered, Line, Outcome
from handlers.asking.ask import Ask
from handlers.cards import Button, Card, Press, Style
from handlers.understanding.reading import Shape
from handlers.update import Update
from tests.fakes.conversations import FakeConversations
from tests.handlers.office import DANA, LINKS, NOW, PILOT, RENEWAL, office, request


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


async def _said(text: str, rules: AccessRules | None = None) -> Card:
    crm = office(rules)
    answered = await Ask(crm, crm, LINKS, FakeConversations()).answer(text, DANA, NOW, "thread")
    return card(answered, DANA, NOW)


@pytest.mark.parametrize(
    ("text", "title", "ref", "typed"),
    [
        (
            "set the amount of Acme renewal to 20k",
            "Change Amount of Acme renewal to 20,000?",
            RENEWAL,
            ("Amount", "20000"),
        ),
        (
            "change the close date of O'Brien <pilot> to 2026-12-24",
            "Change Close Date of O'Brien <pilot> to 24 Dec 2026?",
            PILOT,
            ("CloseDate", "2026-12-24"),
        ),
        (
            "set next step of Acme renewal to call Lucy",
            "Change Next Step of Acme renewal to call Lucy?",
            RENEWAL,
            ("NextStep", "call Lucy"),
        ),
    ],
)
async def test_a_change_wanted_is_said_back_with_the_way_into_its_form(
    text: str, title: str, ref: Ref, typed: tuple[str, ...]
) -> None:
    """Which record, which field, which value; the one button opens the form with all of it."""
    made = await _said(text)
    press = Press("fill", (str(ref), *typed))
    assert made.title == title
    assert made.actions == (Button("Open the form", press, Style.PRIMARY),)
    form = (await Update(office(), LINKS)(request(press))).form
    assert form is not None
    assert (form.inputs[0].value, form.inputs[0].error) == (typed[-1], "")


async def test_a_value_too_long_for_a_press_is_typed_in_the_form() -> None:
    """The form opens all the same."""
    (button,) = (await _said(f"set next step of Acme renewal to {'ü' * 200}")).actions
    assert isinstance(button, Button)
    assert button.press == Press("fill", (str(RENEWAL), "NextStep"))


async def test_c11_a_change_of_a_hidden_field_opens_no_form() -> None:
    """And says nothing of the field."""
    rules = AccessRules(hidden={Role.REP: frozenset({("Opportunity", "Amount")})})
    made = await _said("set the amount of Acme renewal to 20k", rules)
    assert "Amount" not in made.title
    assert not any(a.press.action == "fill" for a in made.actions if isinstance(a, Button))
