"""What is on the buttons below an answer is answered when it is pressed, and widens as it says."""

from dataclasses import dataclass, field

import pytest

from crm.access import Viewer
from crm.backends.database import DatabaseCrm
from crm.links import Links
from handlers.asking.answered import Answered, Outcome
from handlers.asking.ask import Ask
from handlers.asking.not_meant import NotMeant
from handlers.cards import Action, Button, Card, Kind, LinkButton, Press
from handlers.ports import Cause
from handlers.request import Question, Request, Said
from handlers.understanding.reading import Shape
from tests.fakes.conversations import FakeConversations
from tests.fakes.question_log import FakeQuestionLog
from tests.questions.org import NOW

QUESTIONS = [
    "my open deals",
    "open deals closing this quarter",
    "deals over 50k",
    "accounts in Germany",
    "leads from the web",
    "open orders of Halden",
    "overdue invoices",
    "my tasks",
    "contacts of Halden",
    "products",
    "how many deals did we win last quarter",
    "total amount of my open deals",
    "how many open opportunities do I have closing this quarter",
    "average deal size this year",
    "win rate this year",
    "how many accounts in Germany",
    "pipeline by stage",
    "open deals by owner",
    "won amount by month this year",
    "Halden",
    "who owns Halden",
    "details of Halden Logistics",
    "quota attainment this quarter",
    "my deals closing in 1999",
]


@dataclass
class Thread:
    """Dana's conversation with Crumb."""

    crm: DatabaseCrm
    viewer: Viewer
    log: FakeQuestionLog = field(default_factory=FakeQuestionLog)
    conversations: FakeConversations = field(default_factory=FakeConversations)

    def __post_init__(self) -> None:
        links = Links("https://crm.ferrowick.example")
        self.ask = Ask(self.crm, self.crm, links, self.conversations, log=self.log)
        self.not_meant = NotMeant(self.ask)

    async def say(self, said: Said) -> Card:
        """The card that comes back."""
        request = Request(viewer=self.viewer, said=said, conversation="t", channel="web", now=NOW)
        pressed = isinstance(said, Press) and said.action in self.not_meant.actions
        card = (await (self.not_meant if pressed else self.ask)(request)).card
        assert card is not None
        return card

    async def answer(self, question: str) -> Answered:
        """The answer as a value, in the same thread."""
        return await self.ask.answer(question, self.viewer, NOW, "t")


@pytest.fixture
async def viewer(company_crm: DatabaseCrm) -> Viewer:
    """Dana, who sells."""
    found = await company_crm.by_email("dana@ferrowick.example")
    assert found is not None
    return found


@pytest.fixture
def thread(company_crm: DatabaseCrm, viewer: Viewer) -> Thread:
    """A new conversation."""
    return Thread(company_crm, viewer)


def presses(actions: tuple[Action, ...], name: str) -> dict[str, Press]:
    """The presses of that name by their labels."""
    buttons = [a for a in actions if isinstance(a, Button)]
    return {b.label: b.press for b in buttons if b.press.action == name}


@pytest.mark.parametrize("question", QUESTIONS)
async def test_a_next_question_is_answered_when_it_is_pressed(
    question: str, company_crm: DatabaseCrm, viewer: Viewer
) -> None:
    """Each of at most three, in the same conversation, with another question than before."""
    card = await Thread(company_crm, viewer).say(Question(question))
    offered = presses(card.actions, "ask")
    assert len(offered) <= 3
    for press in offered.values():
        again = Thread(company_crm, viewer)
        before = await again.answer(question)
        after = await again.answer(press.arguments[0])
        assert after.outcome is Outcome.ANSWERED, press
        assert after.understood != before.understood


@pytest.mark.parametrize("question", QUESTIONS)
async def test_they_stand_behind_the_link_into_the_crm(question: str, thread: Thread) -> None:
    """First what most people want; last, on every answer, that it was not meant."""
    card = await thread.say(Question(question))
    kinds = [isinstance(action, LinkButton) for action in card.actions]
    assert kinds == sorted(kinds, reverse=True)
    last = card.actions[-1]
    assert isinstance(last, Button)
    assert last.press == Press("not_meant", (question,))


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("open deals closing this quarter", ["By stage", "Total amount", "Only mine"]),
        ("my open deals", ["By stage", "Total amount"]),
        ("how many deals did we win last quarter", ["By owner", "Show all", "And this quarter?"]),
        ("win rate this year", ["By owner", "And last quarter?"]),
        ("Halden", ["Open deals", "Contacts", "Last contact with Halden"]),
        ("pipeline by stage", ["Only mine", "Show all"]),
        ("quota attainment this quarter", []),
        ("my deals closing in 1999", []),
    ],
)
async def test_what_fits_is_offered(question: str, labels: list[str], thread: Thread) -> None:
    """After a list its figures, after a figure its parts, after an account what belongs to it."""
    card = await thread.say(Question(question))
    assert list(presses(card.actions, "ask")) == labels


@pytest.mark.parametrize(
    ("press", "shape", "words"),
    [
        ("by stage", Shape.GROUPS, "by Stage"),
        ("total amount", Shape.FIGURE, "Total Amount"),
        ("only mine", Shape.LIST, "Owner you"),
    ],
)
async def test_a_follow_up_keeps_what_was_asked(
    press: str, shape: Shape, words: str, thread: Thread
) -> None:
    """What is pressed is added; the period stays."""
    await thread.answer("open deals closing this quarter")
    after = await thread.answer(press)
    assert after.shape is shape
    assert words in after.understood
    assert "Close Date 1 Oct to 31 Dec 2026" in after.understood


async def test_nothing_is_offered_below_what_is_no_answer(thread: Thread) -> None:
    """A question back has its own choices."""
    for text in ("my frobnicated deals", "thanks", "help", "who owns globex"):
        card = await thread.say(Question(text))
        assert not presses(card.actions, "not_meant")


@pytest.mark.parametrize("question", QUESTIONS)
async def test_an_alternative_asks_for_more_of_the_same(question: str, thread: Thread) -> None:
    """At most three, each read by itself as it was worded, whatever was said in between."""
    meant = await thread.answer(question)
    choice = await thread.say(Press("not_meant", (question,)))
    offered = presses(choice.actions, "meant")
    assert len(offered) <= 3
    for label, press in offered.items():
        await thread.answer("Halden")
        after = await thread.ask.answer(press.arguments[0], thread.viewer, NOW, "t", afresh=True)
        assert after.outcome is Outcome.ANSWERED
        assert after.shape is meant.shape or meant.total == 0
        assert after.understood != meant.understood, label
        if after.shape is Shape.LIST:
            assert after.total >= meant.total


async def test_one_condition_goes_at_a_time(thread: Thread) -> None:
    """All instead of mine, any amount, any time; worded as what is different."""
    question = "my open deals over 50k closing next quarter"
    await thread.answer(question)
    choice = await thread.say(Press("not_meant", (question,)))
    assert choice.kind is Kind.CHOICE
    asked = {label: p.arguments[0] for label, p in presses(choice.actions, "meant").items()}
    assert asked == {
        "Everybody's, not only mine": "open deals over 50k closing next quarter",
        "Without Amount over 50,000": "my open deals closing next quarter",
        "Without Close Date 1 Jan to 31 Mar 2027": "my open deals over 50k",
    }


async def test_closed_ones_too(thread: Thread) -> None:
    """A state is a condition like any other."""
    choice = await thread.say(Press("not_meant", ("my open deals",)))
    asked = {label: p.arguments[0] for label, p in presses(choice.actions, "meant").items()}
    assert asked["Not only open"] == "my deals"


async def test_own_words_are_always_an_alternative(thread: Thread) -> None:
    """The form starts with what was asked."""
    choice = await thread.say(Press("not_meant", ("Halden",)))
    [press] = presses(choice.actions, "feedback").values()
    assert "Halden" in press.arguments[0]


async def test_question_reading_and_choice_are_kept(thread: Thread) -> None:
    """For the owner to see; without a name that the person did not write."""
    question = "my open deals"
    await thread.answer(question)
    choice = await thread.say(Press("not_meant", (question,)))
    press = presses(choice.actions, "meant")["Everybody's, not only mine"]
    card = await thread.say(press)
    assert card.kind is Kind.LIST
    [kept] = await thread.log.everything(NOW)
    assert (kept.text, kept.cause, kept.chosen) == (question, Cause.NOT_MEANT, "open deals")
    assert kept.understood == "Open opportunities · Owner you · sorted by Amount, highest first"


async def test_a_follow_up_that_was_not_meant_is_kept_as_it_was_read(thread: Thread) -> None:
    """By itself it would be read as something else, so no alternatives are made of it."""
    await thread.answer("open deals closing this quarter")
    await thread.answer("only mine")
    choice = await thread.say(Press("not_meant", ("only mine",)))
    assert not presses(choice.actions, "meant")
    [kept] = await thread.log.everything(NOW)
    assert "Close Date" in kept.understood


@pytest.mark.parametrize(
    "press",
    [
        Press("not_meant"),
        Press("not_meant", ("a", "b")),
        Press("meant", ("x",)),
        Press("not_meant", ("x" * 40_000,)),
        Press("not_meant", ("",)),
        Press("meant", ("frobnicate", "no such note")),
    ],
)
async def test_a_made_up_press_does_no_harm(press: Press, thread: Thread) -> None:
    """Presses are hints from outside."""
    assert (await thread.say(press)).kind in {Kind.SORRY, Kind.CHOICE}


async def test_a_question_too_long_for_a_button_has_none(thread: Thread) -> None:
    """It is answered all the same."""
    question = "my open deals " + "“" * 200
    card = await thread.say(Question(question))
    assert not presses(card.actions, "not_meant")
