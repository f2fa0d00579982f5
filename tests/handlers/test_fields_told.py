"""Who asks which fields there are is told those they may see, and questions that are understood."""

import pytest

from crm.access import AccessRules, Role
from handlers.answers.card import card
from handlers.asking.answered import Answered, Outcome
from handlers.asking.ask import Ask
from handlers.cards import Button, Kind, Table
from tests.fakes.conversations import FakeConversations
from tests.fakes.crm import FakeCrm
from tests.handlers.office import DANA, LINKS, NOW

HIDDEN = AccessRules(hidden={Role.REP: frozenset({("Opportunity", "Amount")})})


def _asker(rules: AccessRules | None = None) -> Ask:
    crm = FakeCrm(rules)
    crm.upsert("User", [{"Id": "005D", "Name": "Dana Whitfield", "IsActive": True}])
    return Ask(crm, crm, LINKS, FakeConversations())


async def _answer(ask: Ask, text: str) -> Answered:
    return await ask.answer(text, DANA, NOW, "thread")


async def test_the_card_lists_the_fields_and_what_they_hold() -> None:
    """Labels with what is in them, and no record is revealed."""
    made = card(await _answer(_asker(), "which fields does an opportunity have"), DANA, NOW)
    table = made.body[0]
    assert made.kind is Kind.HELP
    assert isinstance(table, Table)
    rows = {row[0].text: row[1].text for row in table.rows}
    assert rows["Amount"] == "an amount"
    assert rows["Close Date"] == "a date"
    assert rows["Owner"] == "user"
    assert rows["Stage"].startswith("Prospecting, Qualification")
    assert not made.reveals


@pytest.mark.parametrize("kind", ["account", "contact", "order", "invoice", "lead", "task"])
async def test_every_question_offered_is_answered(kind: str) -> None:
    """A press on each is a question that finds an answer."""
    asker = _asker()
    told = await _answer(asker, f"what can I ask about {kind}s")
    assert told.outcome is Outcome.HELP
    assert told.choices
    for choice in told.choices:
        found = await _answer(asker, choice.question)
        assert found.outcome is Outcome.ANSWERED, choice.question
    pressed = [a for a in card(told, DANA, NOW).actions if isinstance(a, Button)]
    assert pressed[0].press.arguments == (told.choices[0].question,)


async def test_c11_a_field_hidden_from_a_role_is_not_told() -> None:
    """Neither in the list nor in a question about it."""
    told = await _answer(_asker(HIDDEN), "what fields does an opportunity have")
    assert "Stage" in {line.label for line in told.groups}
    assert "Amount" not in {line.label for line in told.groups}
    assert not any("amount" in choice.question for choice in told.choices)
