"""Help shows what works here: examples of records there are, each one press away."""

import pytest

from crm.access import AccessRules, Role
from crm.query import Ref
from crm.schema import Field, FieldType
from handlers.asking.answered import Outcome
from handlers.asking.ask import Ask
from handlers.cards import Kind, Press
from handlers.help import EXAMPLES, Example, Help
from tests.fakes.conversations import FakeConversations
from tests.fakes.crm import FakeCrm
from tests.handlers.office import (
    DANA,
    LINKS,
    NOW,
    OfficeCrm,
    buttons,
    office,
    request,
    text_of,
)

HELP = Press("help")


@pytest.fixture
def crm() -> OfficeCrm:
    return office()


async def test_examples_are_buttons_that_ask_them(crm: OfficeCrm) -> None:
    """What is on the button is what is asked."""
    card = (await Help(crm)(request(HELP))).card
    assert card is not None
    assert card.kind is Kind.HELP
    assert "what's my pipeline this quarter?" in buttons(card)
    assert all(press == Press("ask", (label,)) for label, press in buttons(card).items())


async def test_an_account_of_ones_own_is_in_the_examples(crm: OfficeCrm) -> None:
    """A name the person knows, and only one that needs no quotation marks."""
    crm.upsert(
        "Account",
        [
            {"Id": "001B", "Name": 'A "quoted" name', "OwnerId": DANA.user_id},
            {"Id": "001C", "Name": "Aaa of Kim", "OwnerId": "005K"},
        ],
    )
    card = (await Help(crm)(request(HELP))).card
    assert "what is open at Acme & Söhne?" in buttons(card)
    assert card is not None
    assert [reveal.ref for reveal in card.reveals] == [Ref("Account", "001A")]


async def test_records_there_are_none_of_are_not_asked_about(crm: OfficeCrm) -> None:
    """A company without invoices is not shown overdue ones; one with orders sees those."""
    assert "overdue invoices" not in buttons((await Help(crm)(request(HELP))).card)
    crm.upsert("Order", [{"Id": "801A", "OrderNumber": "1", "OwnerId": DANA.user_id}])
    assert "how many orders this year?" in buttons((await Help(crm)(request(HELP))).card)


async def test_c11_a_hidden_field_is_in_no_example() -> None:
    """Who may not see amounts is not invited to ask for them."""
    hidden = {Role.REP: frozenset({("Opportunity", "Amount")})}
    crm = office(AccessRules(hidden=hidden))
    offered = buttons((await Help(crm)(request(HELP))).card)
    assert "what's my pipeline this quarter?" not in offered
    assert "which of my open deals have no next step?" in offered


async def test_a_field_that_only_this_crm_has_is_in_the_examples(crm: OfficeCrm) -> None:
    """Custom fields can be asked for on the first day, and people should know."""
    risk = Field(
        name="Renewal_Risk__c",
        label="Renewal risk",
        type=FieldType.PICKLIST,
        picklist=("Low", "High"),
    )
    crm.add_custom("Opportunity", [risk])
    assert "opportunities by renewal risk" in buttons((await Help(crm)(request(HELP))).card)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.question)
async def test_every_example_is_understood(crm: OfficeCrm, example: Example) -> None:
    """An example that is not answered teaches people that asking is no use."""
    ask = Ask(crm, crm, LINKS, FakeConversations())
    question = example.question.format("Acme & Söhne")
    answered = await ask.answer(question, DANA, NOW, "D1")
    assert answered.outcome is Outcome.ANSWERED


async def test_an_empty_crm_still_says_what_there_is_to_do() -> None:
    """No examples, and no failure."""
    card = (await Help(FakeCrm())(request(HELP))).card
    assert buttons(card) == {}
    assert "/crmfeedback" in text_of(card)


async def test_h11_help_works_while_the_crm_is_down(crm: OfficeCrm) -> None:
    """Words without examples."""
    crm.down = True
    card = (await Help(crm)(request(HELP))).card
    assert buttons(card) == {}
    assert "/crmfeedback" in text_of(card)
