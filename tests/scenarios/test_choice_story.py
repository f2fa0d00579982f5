"""What somebody meant is asked once: Dana's Halden is Halden Logistics from then on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.store.store import Store, open_store
from crm.access import AccessRules, Sharing, Viewer
from crm.query import Ref
from handlers.asking.ask import Ask
from handlers.asking.choosing_again import ChoosingAgain
from handlers.asking.remembered import CHOOSE
from handlers.cards import Card, Kind, Press
from handlers.request import Question, Request, Said
from tests.fakes.crm import FakeCrm
from tests.handlers.office import ACME, DANA, KIM, LINKS, NOW, OfficeCrm, buttons, office

DAY = timedelta(days=1)
WORKS, LOGISTICS = Ref("Account", "001W"), Ref("Account", "001L")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Crumb's own store, in a file."""
    made = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    yield made
    made.engine.dispose()


@dataclass
class Desk:
    """Where Dana and Kim ask; the server is started anew each time."""

    crm: OfficeCrm
    store: Store

    async def does(
        self, said: Said | str, now: datetime = NOW, viewer: Viewer = DANA, thread: str = "D1"
    ) -> Card:
        """The card that answers."""
        ask = Ask(self.crm, self.crm, LINKS, self.store.conversations, memory=self.store.memory)
        request = Request(
            viewer=viewer,
            said=Question(said) if isinstance(said, str) else said,
            conversation=f"{viewer.user_id}:{thread}",
            channel="slack",
            now=now,
        )
        again = ChoosingAgain(ask, self.store.memory)
        pressed = isinstance(said, Press) and said.action in again.actions
        reply = await (again(request) if pressed else ask(request))
        assert reply.card is not None
        return reply.card


@pytest.fixture
def desk(store: Store) -> Desk:
    """Two accounts that could be meant by "halden"."""
    return Desk(_crm(), store)


def _crm(rules: AccessRules | None = None) -> OfficeCrm:
    crm = office(rules)
    haldens = ((WORKS, "Halden Works", "555-0100"), (LOGISTICS, "Halden Logistics", "555-0200"))
    for ref, name, phone in haldens:
        record = {"Id": ref.id, "Name": name, "Phone": phone, "OwnerId": DANA.user_id}
        crm.upsert("Account", [record])
    return crm


def _pressed(card: Card, beginning: str) -> Press:
    found = [press for label, press in buttons(card).items() if label.startswith(beginning)]
    assert found, buttons(card)
    return found[0]


async def _choose(desk: Desk, name: str = "Halden Logistics", viewer: Viewer = DANA) -> Card:
    asked = await desk.does("phone of halden", viewer=viewer)
    assert (asked.kind, asked.title) == (Kind.CHOICE, "Which halden do you mean?")
    return await desk.does(_pressed(asked, name), viewer=viewer)


async def test_what_was_chosen_once_is_taken_and_said_the_next_time(desk: Desk) -> None:
    """In another question, spelled another way, in another conversation, days later."""
    first = await _choose(desk)
    assert "555-0200" in first.title
    assert first.footer[1] == "halden: the account Halden Logistics; I will remember that."
    later = await desk.does("who owns Halden?", NOW + 3 * DAY, thread="D2")
    assert later.title.startswith("Halden Logistics: Dana Whitfield")
    told = "Halden: the account Halden Logistics, as you chose on 16 Nov 2026"
    assert later.footer[1] == told
    assert LOGISTICS in [reveal.ref for reveal in later.reveals]


async def test_what_is_named_in_words_is_remembered_as_well(desk: Desk) -> None:
    """The answer to "which?" may be typed."""
    await desk.does("phone of halden")
    named = await desk.does("halden logistics")
    assert "555-0200" in named.title
    assert "555-0200" in (await desk.does("HALDEN's phone", thread="D2")).title


async def test_a_choice_is_taken_back_with_one_press(desk: Desk) -> None:
    """It is asked again, and what is chosen then holds."""
    await _choose(desk)
    told = await desk.does("phone of Halden", thread="D2")
    asked = await desk.does(_pressed(told, "Another “Halden”"), thread="D2")
    assert asked.kind is Kind.CHOICE
    assert "forgotten" in repr(asked.body)
    other = await desk.does(_pressed(asked, "Halden Works"), thread="D2")
    assert "555-0100" in other.title
    assert "555-0100" in (await desk.does("phone of halden", thread="D3")).title


async def test_all_choices_are_forgotten_with_one_more(desk: Desk) -> None:
    """Whoever takes one back can be rid of them all."""
    await _choose(desk)
    asked = await desk.does(_pressed(await desk.does("phone of halden"), "Another"))
    await desk.does(_pressed(asked, "Halden Works"))
    done = await desk.does(_pressed(asked, "Forget all"))
    assert done.kind is Kind.THANKS
    assert (await desk.does("phone of halden")).kind is Kind.CHOICE


async def test_a_colleague_is_asked_for_themselves(desk: Desk) -> None:
    """Each has their own Halden."""
    await _choose(desk)
    assert "555-0100" in (await _choose(desk, "Halden Works", KIM)).title
    assert "555-0200" in (await desk.does("phone of halden", thread="D2")).title
    assert "555-0100" in (await desk.does("phone of halden", viewer=KIM, thread="D2")).title


async def test_after_90_days_without_use_it_is_asked_again(desk: Desk) -> None:
    """Each use counts anew."""
    await _choose(desk)
    assert "555-0200" in (await desk.does("phone of halden", NOW + 80 * DAY)).title
    assert "555-0200" in (await desk.does("phone of halden", NOW + 160 * DAY)).title
    assert (await desk.does("phone of halden", NOW + 251 * DAY)).kind is Kind.CHOICE


async def test_the_next_question_goes_on_from_what_was_taken(desk: Desk) -> None:
    """Without being asked again, and without its being said again."""
    await _choose(desk)
    await desk.does("phone of halden", thread="D2")
    owner = await desk.does("who owns it?", thread="D2")
    assert owner.title.startswith("Halden Logistics: Dana")
    assert len(owner.footer) == 1


async def test_a_record_that_is_gone_is_chosen_anew(desk: Desk) -> None:
    """Of those that are left, and without a word of it."""
    desk.crm.upsert("Account", [{"Id": "001P", "Name": "Halden Parts", "OwnerId": DANA.user_id}])
    await _choose(desk)
    desk.crm.delete(LOGISTICS)
    asked = await desk.does("phone of halden", NOW + DAY)
    assert asked.kind is Kind.CHOICE
    assert "Logistics" not in repr(asked)


async def test_c12_a_record_that_is_hidden_by_now_is_not_named(store: Store) -> None:
    """It was Dana's when they chose it, and is Kim's now: nothing hints at it."""
    desk = Desk(_crm(AccessRules(sharing=Sharing.PRIVATE)), store)
    desk.crm.upsert("Account", [{"Id": "001P", "Name": "Halden Parts", "OwnerId": DANA.user_id}])
    await _choose(desk)
    desk.crm.set(LOGISTICS, "OwnerId", KIM.user_id)
    asked = await desk.does("phone of halden", NOW + DAY)
    assert asked.kind is Kind.CHOICE
    assert "Logistics" not in repr(asked)
    desk.crm.set(LOGISTICS, "OwnerId", DANA.user_id)
    assert (await desk.does("phone of halden", NOW + 2 * DAY)).kind is Kind.CHOICE


async def test_c12_a_press_made_up_shows_nothing_hidden(store: Store) -> None:
    """What a press says is only ever one of the choices they have."""
    desk = Desk(_crm(AccessRules(sharing=Sharing.PRIVATE)), store)
    desk.crm.set(LOGISTICS, "OwnerId", KIM.user_id)
    forged = Press(CHOOSE, ("who am I", "acme", "Account", "who owns acme", str(LOGISTICS)))
    assert "Logistics" not in repr((await desk.does(forged)).footer)
    assert "Logistics" not in repr(await desk.does("who owns acme", thread="D2"))
    assert (await desk.does(f"phone of {ACME.id}")).title


async def test_what_to_compare_in_is_remembered(desk: Desk) -> None:
    """Dana compares people by their pipeline."""
    asked = await desk.does("Dana vs Kim")
    assert asked.title == "What shall I compare?"
    first = await desk.does(_pressed(asked, "Pipeline"))
    assert first.footer[1] == "Compared in pipeline; I will remember that."
    later = await desk.does("kim vs dana", NOW + DAY, thread="D2")
    assert later.kind is Kind.GROUPS
    assert later.footer[1] == "Compared in pipeline, as you chose on 16 Nov 2026"
    assert (await desk.does(_pressed(later, "Compare something else"))).kind is Kind.CHOICE


async def test_a_german_reader_is_told_in_german(desk: Desk) -> None:
    """As everything is."""
    german = replace(DANA, language="de", locale="de_DE")
    asked = await desk.does("Telefon von halden", viewer=german)
    assert asked.title == "Wer oder was ist mit „halden“ gemeint?"
    await desk.does(_pressed(asked, "Halden Logistics"), viewer=german)
    later = await desk.does("Telefon von Halden", NOW + DAY, german)
    told = "„Halden“ ist hier Halden Logistics (Account), von Ihnen so gewählt am 16.11.2026"
    assert later.footer[1] == told


async def test_without_a_memory_a_choice_asks_and_nothing_more(desk: Desk) -> None:
    """As on the command line."""
    ask = Ask(desk.crm, desk.crm, LINKS, desk.store.conversations)
    request = Request(
        viewer=DANA, said=Question("phone of halden"), conversation="x", channel="c", now=NOW
    )
    for _ in range(2):
        card = (await ask(request)).card
        assert {press.action for press in buttons(card).values()} == {"ask"}
    assert isinstance(desk.crm, FakeCrm)
