"""A record that somebody must not see neither changes nor reveals anything by its name."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from crm.access import AccessRules, Sharing
from crm.money import Money
from crm.query import Value
from handlers.asking.answered import Answered, Outcome
from handlers.asking.ask import Ask
from tests.fakes.conversations import FakeConversations
from tests.fakes.crm import FakeCrm
from tests.handlers.office import DANA, KIM, LINKS, NOW

PRIVATE = AccessRules(sharing=Sharing.PRIVATE)
Rows = Iterable[Mapping[str, Value]]

# Kim's, whom Dana does not read: each bears a name that Dana's words could mean.
HIDDEN = {
    "Account": [
        {"Id": "001H", "Name": "Halden", "Phone": "+1 617 555-0139"},
        {"Id": "001I", "Name": "Haldin"},
        {"Id": "001J", "Name": "Open Deals"},
        {"Id": "001K", "Name": "Best Customers"},
        {"Id": "001L", "Name": "Pipelin"},
        {"Id": "001M", "Name": "Springfield"},
        {"Id": "001N", "Name": "Negotiation"},
        {"Id": "001O", "Name": "Calebs"},
        {"Id": "001P", "Name": "Target"},
    ],
    "Contact": [
        {"Id": "003H", "Name": "Ada Lidman", "LastName": "Lidman", "Phone": "+1 617 555-0140"},
        {"Id": "003I", "Name": "Kim Buyer", "LastName": "Buyer", "Title": "CFO"},
    ],
}
TEXTS = (
    "Halden",
    "halden",
    "who owns Halden",
    "who owns haldin",
    "Haldn",
    "phone of Halden Works",
    "Halden's open deals",
    "deals at Halden",
    "open deals",
    "my open deals",
    "best customers",
    "show me the best customers",
    "my pipelin",
    "accounts in Springfield",
    "deals in negotiation",
    "calebs deals",
    "target",
    "my target",
    "Lidman",
    "A. Lidman",
    "Lidman, Ada",
    "Ada's email",
    "Ada",
    "CFOs",
    "buyers",
    "617 555-0139",
    "001H",
    "003H",
    "https://acme.lightning.force.com/lightning/r/Account/001H/view",
    "compare Halden and Halden Works",
    "last contact with Halden",
    "set the industry of Halden to Energy",
)


def _asker(hidden: Mapping[str, Rows]) -> Ask:
    crm = FakeCrm(PRIVATE)
    crm.upsert("User", [{"Id": "005D", "Name": "Dana Whitfield", "IsActive": True}])
    crm.upsert("User", [{"Id": "005K", "Name": "Kim Osei", "IsActive": True}])
    crm.upsert("User", [{"Id": "005C", "Name": "Caleb Strand", "IsActive": True}])
    crm.upsert("Account", [{"Id": "001W", "Name": "Halden Works", "OwnerId": "005D"}])
    crm.upsert("Account", [{"Id": "001B", "Name": "Bright Foods", "OwnerId": "005D"}])
    person = {"Id": "003A", "Name": "Ada Byron", "LastName": "Byron", "AccountId": "001W"}
    crm.upsert("Contact", [{**person, "OwnerId": "005D", "Email": "ada@works.example"}])
    deal: dict[str, Value] = {"Id": "006A", "Name": "Line one", "OwnerId": "005D"}
    deal |= {"AccountId": "001W", "StageName": "Negotiation/Review", "IsClosed": False}
    deal |= {"Amount": Money(Decimal(100), "USD"), "CloseDate": date(2026, 12, 1), "IsWon": False}
    crm.upsert("Opportunity", [deal])
    for entity, rows in hidden.items():
        crm.upsert(entity, [{**row, "OwnerId": "005K"} for row in rows])
    return Ask(crm, crm, LINKS, FakeConversations())


async def _answer(asker: Ask, text: str) -> Answered:
    return await asker.answer(text, DANA, NOW, "thread")


@pytest.mark.parametrize("text", TEXTS)
async def test_c13_an_answer_is_the_same_with_hidden_namesakes_as_without(text: str) -> None:
    """Down to the last word of it."""
    alone, beside = await _answer(_asker({}), text), await _answer(_asker(HIDDEN), text)
    assert replace(beside, query=None) == replace(alone, query=None)


@pytest.mark.parametrize(
    ("text", "found"),
    [("Halden", "001W"), ("who owns Halden", "001W"), ("Ada", "003A"), ("open deals", "006A")],
)
async def test_c13_what_is_ones_own_is_meant(text: str, found: str) -> None:
    """By a name that a hidden record has as a whole."""
    answered = await _answer(_asker(HIDDEN), text)
    assert [record.ref.id for record in answered.records] == [found]


async def test_c13_whose_it_is_finds_it() -> None:
    """The same words mean another record to another person."""
    asker = _asker(HIDDEN)
    found = await asker.answer("Halden", KIM, NOW, "thread")
    assert (found.outcome, [r.ref.id for r in found.records]) == (Outcome.ANSWERED, ["001H"])
