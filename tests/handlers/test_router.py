"""Every request reaches its handler, and whatever happens there, the person gets an answer."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest

from crm.errors import CrmUnavailable
from handlers.cards import Card, Kind, Press
from handlers.request import Command, Question, Reply, Request, Said
from handlers.router import Router, new_id
from tests.handlers.office import request, submitted, text_of

CANARY = "canary-4711"


@dataclass
class Recording:
    """A handler that keeps what it was given, and raises what it is told to."""

    name: str
    actions: frozenset[str] = frozenset()
    raises: BaseException | None = None
    given: list[Said] = field(default_factory=list)

    async def __call__(self, request: Request) -> Reply:
        self.given.append(request.said)
        if self.raises:
            raise self.raises
        return Reply(card=Card(kind=Kind.HELP, title=self.name))


def router(**changed: Recording) -> Router:
    handlers: dict[str, Any] = {
        "ask": Recording("ask"),
        "update": Recording("update", frozenset({"fill", "save"})),
        "nudge_actions": Recording("nudge_actions", frozenset({"fix"})),
        "feedback": Recording("feedback", frozenset({"feedback"})),
        "help": Recording("help", frozenset({"help"})),
    } | changed
    return Router(**handlers, new_id=lambda: "1a2b3c4d")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (Question("my pipeline"), "ask"),
        (Question("help"), "help"),
        (Question("  ?"), "help"),
        (Question(""), "help"),
        (Press("ask", ("my pipeline",)), "ask"),
        (Press("choose", ("open deals of", "Account/001A")), "ask"),
        (Command("crmfeedback", "too slow"), "feedback"),
        (Command("crmhelp", ""), "help"),
        (Press("fill", ("x",)), "update"),
        (submitted(Press("save")), "update"),
        (Press("fix"), "nudge_actions"),
        (Press("feedback"), "feedback"),
        (submitted(Press("feedback")), "feedback"),
        (Press("help"), "help"),
    ],
    ids=repr,
)
async def test_a_request_goes_to_its_handler(said: Said, name: str) -> None:
    """Questions are asked, presses and forms go by their action, commands by their name."""
    reply = await router()(request(said))
    assert reply.card is not None
    assert reply.card.title == name


async def test_a_question_on_a_button_is_asked_as_if_typed() -> None:
    """Whoever answers sees a question, and not where it came from."""
    ask = Recording("ask")
    await router(ask=ask)(request(Press("ask", ("my pipeline",))))
    assert ask.given == [Question("my pipeline")]


async def test_a_choice_reaches_the_asker_as_it_was_pressed() -> None:
    """It carries the record that was chosen."""
    ask = Recording("ask")
    press = Press("choose", ("open deals of", "Account/001A"))
    await router(ask=ask)(request(press))
    assert ask.given == [press]


@pytest.mark.parametrize(
    "said",
    [Press("no_such_action"), Press("ask"), submitted(Press("gone"), value=CANARY)],
    ids=repr,
)
async def test_an_unknown_press_gets_a_sentence(said: Said) -> None:
    """A button of an older version, and nothing that was typed is lost."""
    reply = await router()(request(said))
    assert reply.card is not None
    assert reply.card.kind is Kind.SORRY
    assert "older version" in reply.card.title
    if not isinstance(said, Press):
        assert CANARY in text_of(reply.card)


@pytest.mark.parametrize(
    "said",
    [Question("my pipeline"), submitted(Press("save"), value="my pipeline"), Press("fill")],
    ids=repr,
)
async def test_a13_a_failing_handler_ends_in_an_apology_with_an_id(said: Said) -> None:
    """The person hears of it, with the id that stands in the log, and keeps what was typed."""
    broken = {
        "ask": Recording("ask", raises=ZeroDivisionError(CANARY)),
        "update": Recording("update", frozenset({"fill", "save"}), ZeroDivisionError(CANARY)),
    }
    reply = await router(**broken)(request(said))
    assert reply.card is not None
    assert "1a2b3c4d" in reply.card.title
    assert CANARY not in text_of(reply.card)
    assert ("my pipeline" in text_of(reply.card)) is not isinstance(said, Press)


async def test_a13_the_log_has_the_id_and_the_kind_and_no_value(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What was asked, and what the exception says, is CRM data or may be; where it was is not."""
    caplog.set_level("DEBUG")
    ask = Recording("ask", raises=ValueError(f"amount of {CANARY}"))
    await router(ask=ask)(request(Question(f"amount of {CANARY}")))
    (record,) = caplog.records
    logged = vars(record)
    assert (logged["action"], logged["error_id"]) == ("handler_failed", "1a2b3c4d")
    assert logged["error"] == "ValueError"
    assert logged["where"].startswith("test_router.py:")
    assert CANARY not in repr(logged)


async def test_h11_a_crm_that_is_down_is_named_as_such() -> None:
    """Not our failure, and no id to quote: try again later."""
    ask = Recording("ask", raises=CrmUnavailable())
    reply = await router(ask=ask)(request(Question("my pipeline")))
    assert reply.card is not None
    assert reply.card.title == "The CRM can't be reached right now. Nothing was changed."
    assert "my pipeline" in text_of(reply.card)


async def test_a_request_that_is_cancelled_stays_cancelled() -> None:
    """Shutting down is no error, and nobody apologises for it."""
    ask = Recording("ask", raises=asyncio.CancelledError())
    with pytest.raises(asyncio.CancelledError):
        await router(ask=ask)(request(Question("my pipeline")))


def test_two_handlers_cannot_claim_one_press() -> None:
    """Which of them answered would be chance."""
    with pytest.raises(ValueError, match="two handlers"):
        router(help=Recording("help", frozenset({"fix"})))


def test_ids_are_short_and_differ() -> None:
    """They are read out on the phone."""
    ids = {new_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(len(id_) == 8 for id_ in ids)
