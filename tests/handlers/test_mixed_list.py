"""What a lookup finds of several kinds is one list, and nobody is told of what is hidden."""

from crm.access import AccessRules, Sharing, Viewer
from handlers.answers.card import card
from handlers.asking.answered import Answered
from handlers.asking.ask import Ask
from handlers.cards import Button, Table
from handlers.request import Question, Request
from handlers.understanding.reading import Shape
from tests.fakes.conversations import FakeConversations
from tests.fakes.crm import FakeCrm
from tests.handlers.office import DANA, KIM, LINKS, NOW

PRIVATE = AccessRules(sharing=Sharing.PRIVATE)
NUMBER = "+1 312 555-0142"


def _asker(rules: AccessRules | None = None) -> Ask:
    crm = FakeCrm(rules)
    crm.upsert(
        "User", [{"Id": "005D", "Name": "Dana Whitfield"}, {"Id": "005K", "Name": "Kim Osei"}]
    )
    crm.upsert("Account", [{"Id": "001A", "Name": "Acme", "Phone": NUMBER, "OwnerId": "005D"}])
    person = {"Id": "003A", "Name": "Ada Byron", "LastName": "Byron", "Phone": "312-555-0142"}
    crm.upsert("Contact", [{**person, "Title": "Buyer", "AccountId": "001A", "OwnerId": "005K"}])
    return Ask(crm, crm, LINKS, FakeConversations())


async def _answer(ask: Ask, text: str, viewer: Viewer = DANA) -> Answered:
    return await ask.answer(text, viewer, NOW, "thread")


async def test_all_who_have_the_number_are_in_the_list() -> None:
    """With what each is and what tells it from others; all are revealed."""
    found = await _answer(_asker(), "who has the number 312 555 0142")
    made = card(found, DANA, NOW)
    table = made.body[0]
    assert isinstance(table, Table)
    rows = [tuple(cell.text for cell in row) for row in table.rows]
    assert rows == [
        ("Ada Byron", "Contact", "Buyer · Acme · 312-555-0142"),
        ("Acme", "Account", "Dana Whitfield"),
    ]
    assert {reveal.ref.id for reveal in made.reveals} == {"001A", "003A"}
    assert found.understood.startswith("Contacts and accounts · Phone 312 555 0142")


async def test_nothing_is_offered_below_records_of_several_kinds() -> None:
    """Of which would the next question go on? That it was not meant can be said."""
    request = Request(
        viewer=DANA, said=Question(NUMBER), conversation="thread", channel="slack", now=NOW
    )
    reply = await _asker()(request)
    assert reply.card
    labels = [a.label for a in reply.card.actions if isinstance(a, Button)]
    assert labels == ["Not what I meant"]


async def test_c13_of_two_with_one_number_the_hidden_one_is_not_hinted_at() -> None:
    """Each sees the record of their own alone, as if there were no other."""
    mine = await _answer(_asker(PRIVATE), NUMBER, DANA)
    assert [r.ref.id for r in mine.records] == ["001A"]
    assert mine.shape is Shape.RECORD
    assert "Ada" not in mine.understood
    assert "ontact" not in mine.understood
    theirs = await _answer(_asker(PRIVATE), NUMBER, KIM)
    assert [r.ref.id for r in theirs.records] == ["003A"]


async def test_c12_a_hidden_record_is_not_found_by_its_id() -> None:
    """Nor by a link to it, nor by its address."""
    for text in ("003A", NUMBER, "contacts with phone 312 555 0142"):
        found = await _answer(_asker(PRIVATE), text, DANA)
        assert "003A" not in {r.ref.id for r in found.records}, text
        assert "Byron" not in found.understood + found.sentence
