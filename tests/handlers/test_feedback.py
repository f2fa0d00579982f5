"""What people tell is kept with what they were looking at, and nothing they tell does harm."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.query import Op, Query, compare
from handlers.cards import InputKind, Kind, Press
from handlers.pace import Pace
from handlers.ports import Feedback, Turn
from handlers.request import Command
from handlers.suggestions.feedback import KINDS, LONGEST, GiveFeedback
from tests.fakes.conversations import FakeConversations
from tests.fakes.feedback_book import FakeFeedbackBook
from tests.handlers.office import (
    DANA,
    KIM,
    NOW,
    RENEWAL,
    OfficeCrm,
    office,
    request,
    submitted,
    text_of,
)

SEND = Press("feedback")


@pytest.fixture
def crm() -> OfficeCrm:
    return office()


@pytest.fixture
def book() -> FakeFeedbackBook:
    return FakeFeedbackBook()


@pytest.fixture
def conversations() -> FakeConversations:
    return FakeConversations()


@pytest.fixture
def feedback(
    crm: OfficeCrm, book: FakeFeedbackBook, conversations: FakeConversations
) -> GiveFeedback:
    return GiveFeedback(crm, book, conversations)


def told(text: str) -> Command:
    return Command("crmfeedback", text)


async def only(book: FakeFeedbackBook) -> Feedback:
    (kept,) = await book.everything()
    return kept


async def test_a_suggestion_is_kept_and_thanked_for(
    book: FakeFeedbackBook, feedback: GiveFeedback
) -> None:
    """Who, what, where and when; the card says it back."""
    reply = await feedback(request(told("  Let me filter by region ")))
    kept = await only(book)
    assert (kept.author_id, kept.author_name) == (DANA.user_id, DANA.name)
    assert (kept.text, kept.channel, kept.at) == ("Let me filter by region", "slack", NOW)
    assert reply.card is not None
    assert reply.card.kind is Kind.THANKS
    assert "Let me filter by region" in text_of(reply.card)


async def test_the_question_before_it_comes_with_it(
    book: FakeFeedbackBook, conversations: FakeConversations, feedback: GiveFeedback
) -> None:
    """ "This is wrong" means something with the question it is about."""
    query = Query(entity="Opportunity", where=compare("IsClosed", Op.EQ, False))
    await conversations.remember("D1", Turn(query=query, shown=(RENEWAL,), at=NOW))
    await feedback(request(told("this is wrong")))
    context = (await only(book)).context
    assert context.startswith("after: ")
    assert "pportunities" in context
    assert context.endswith("shown: Opportunity/006A")


async def test_a_suggestion_is_kept_while_the_crm_is_down(
    book: FakeFeedbackBook, conversations: FakeConversations, crm: OfficeCrm, feedback: GiveFeedback
) -> None:
    """ "The CRM is down" is a suggestion like any other."""
    crm.down = True
    query = Query(entity="Opportunity", where=compare("IsClosed", Op.EQ, False))
    await conversations.remember("D1", Turn(query=query, shown=(), at=NOW))
    await feedback(request(told("the CRM is down")))
    assert (await only(book)).context.startswith("after: ")


@pytest.mark.parametrize("said", [told(""), told("  "), SEND])
async def test_e13_without_a_text_there_is_a_form(
    book: FakeFeedbackBook, feedback: GiveFeedback, said: Command | Press
) -> None:
    """What kind of thing it is, and the text."""
    form = (await feedback(request(said))).form
    assert form is not None
    assert [i.kind for i in form.inputs] == [InputKind.CHOICE, InputKind.LONG_TEXT]
    assert form.inputs[0].choices == KINDS
    assert form.submit == SEND
    assert await book.everything() == ()


async def test_a_form_can_start_with_a_text(feedback: GiveFeedback) -> None:
    """ "Not mine" offers to tell an admin, and has begun the sentence."""
    form = (await feedback(request(Press("feedback", ("It belongs to: ",))))).form
    assert form is not None
    assert form.inputs[1].value == "It belongs to: "


async def test_the_form_that_comes_back_is_kept_with_its_kind(
    book: FakeFeedbackBook, feedback: GiveFeedback
) -> None:
    """The kind stands before what it is about."""
    await feedback(request(submitted(SEND, kind="problem", text="It is slow")))
    kept = await only(book)
    assert (kept.text, kept.context) == ("It is slow", "problem")


async def test_an_empty_form_comes_back(book: FakeFeedbackBook, feedback: GiveFeedback) -> None:
    """With the reason at its field, and the kind as it was chosen."""
    form = (await feedback(request(submitted(SEND, kind="praise", text=" ")))).form
    assert form is not None
    assert form.inputs[1].error == "Please write a word or two."
    assert form.inputs[0].value == "praise"
    assert await book.everything() == ()


async def test_e13_forty_thousand_characters_are_cut_and_said_to_be(
    book: FakeFeedbackBook, feedback: GiveFeedback
) -> None:
    """The first 3,000 are kept; the person hears it."""
    reply = await feedback(request(told("long " * 8_000)))
    assert len((await only(book)).text) == LONGEST
    assert "39,999 characters; the first 3,000 were kept" in text_of(reply.card)


async def test_e13_the_same_thing_said_twice_is_kept_once(
    book: FakeFeedbackBook, feedback: GiveFeedback
) -> None:
    """Slack delivers a command again when it is unsure; others may say the same."""
    await feedback(request(told("too slow")))
    await feedback(request(told("too slow")))
    await feedback(request(told("too slow"), KIM))
    authors = sorted(kept.author_id for kept in await book.everything())
    assert authors == [DANA.user_id, KIM.user_id]


async def test_e13_a_thousand_a_minute_are_five(
    crm: OfficeCrm, book: FakeFeedbackBook, conversations: FakeConversations
) -> None:
    """The others are answered, with their text to send again, and others go on."""
    feedback = GiveFeedback(crm, book, conversations, Pace(5, timedelta(minutes=1)))
    replies = [await feedback(request(told(f"idea {n}"))) for n in range(1_000)]
    assert len(await book.everything()) == 5
    last = replies[-1].card
    assert last is not None
    assert last.title == "That is more than 5 in a minute. Please wait a moment."
    assert "idea 999" in text_of(last)
    assert (await feedback(request(told("mine"), KIM))).card
    assert len(await book.everything()) == 6


async def test_e13_a_password_is_neither_kept_nor_said_back(
    book: FakeFeedbackBook, feedback: GiveFeedback
) -> None:
    """It is masked before anything is stored, and the person is told to change it."""
    reply = await feedback(request(told("I log in with password: Canary-123 and it is slow")))
    kept = await only(book)
    assert kept.text == "I log in with password: [removed] and it is slow"
    assert "Canary-123" not in text_of(reply.card)
    assert "please change it" in text_of(reply.card)


async def test_e13_a_password_beyond_the_limit_is_not_cut_into_view(
    book: FakeFeedbackBook, feedback: GiveFeedback
) -> None:
    """A token on the edge is taken out whole before the text is cut."""
    token = "xoxb-" + "canary" * 10
    await feedback(request(told("x" * (LONGEST - 20) + " " + token)))
    assert "canary" not in (await only(book)).text


@pytest.mark.parametrize(
    "text", ["<!channel> <@U123>", "'; DROP TABLE feedback; --", "=HYPERLINK(1)", "*bold* `x`"]
)
async def test_e13_markup_and_sql_are_kept_as_text(
    book: FakeFeedbackBook, feedback: GiveFeedback, text: str
) -> None:
    """Whoever shows it escapes it; here it is what was said."""
    await feedback(request(told(text)))
    assert (await only(book)).text == text


@given(st.text(max_size=200))
async def test_any_text_is_kept_or_asked_again(text: str) -> None:
    """No suggestion crashes the box it is put into."""
    book = FakeFeedbackBook()
    reply = await GiveFeedback(office(), book, FakeConversations())(request(told(text)))
    assert (reply.form is None) == (len(await book.everything()) == 1)


async def test_h8_the_log_says_that_and_not_what(
    feedback: GiveFeedback, caplog: pytest.LogCaptureFixture
) -> None:
    """One line with its action; no word of the suggestion."""
    caplog.set_level("DEBUG")
    await feedback(request(told("canary words")))
    assert [record.action for record in caplog.records] == ["feedback_kept"]  # type: ignore[attr-defined]
    assert "canary" not in repr([vars(record) for record in caplog.records])


async def test_feedback_after_a_question_about_a_record_is_kept_without_its_name(
    feedback: GiveFeedback, book: FakeFeedbackBook, conversations: FakeConversations
) -> None:
    """A record that the last question named is not named in the suggestion."""
    query = Query(entity="Opportunity", where=compare("AccountId", Op.EQ, "001A"))
    await conversations.remember("D1", Turn(query=query, shown=(), at=NOW))
    await feedback(request(told("too slow")))
    assert "that record" in (await only(book)).context
