"""Forms in Slack: opened in time or offered again, with errors at their fields."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.channels.slack.workspace import Patience
from handlers.cards import Button, Card, Form, Input, Kind, Press
from handlers.request import Reply, Request, Submission
from tests.bot.channels.slack.running import DANA, GENERAL, KIM, LEA, Clock, Running, running
from tests.fakes.slack_client import labels

FIX = Press("fix", ("missing_amount", "Opportunity/006A"))
NUDGE = Card(
    kind=Kind.NUDGE, title="Acme renewal: what is it worth?", actions=(Button("Fix", FIX),)
)
SAVED = Card(kind=Kind.SAVED, title="Amount: empty → $20,000")
DIRECT = f"D0{DANA}"


def form(*, value: str = "", error: str = "") -> Form:
    """The form that fixes it."""
    return Form(
        title="Amount",
        inputs=(Input(name="value", label="Amount", value=value, error=error),),
        submit=Press("save", ("Opportunity/006A",)),
    )


async def fixing(request: Request) -> Reply:
    """The nudge, its form, the error, the result."""
    match request.said:
        case Press():
            return Reply(form=form())
        case Submission() as entered:
            if entered.value("value") == "20k":
                return Reply(card=SAVED, replaces=True)
            return Reply(form=form(value=entered.value("value"), error="That is no amount."))
    return Reply(card=NUDGE)


async def opened(world: Running, *, user: str = DANA) -> None:
    """Dana has her nudge, and presses; or somebody else does."""
    await world.client.say(DANA, "hi")
    await world.settled()
    await world.client.press(user, world.slack.messages[-1], "Fix")
    await world.settled()


def only_view(world: Running) -> dict[str, object]:
    """The one form that is open."""
    (view,) = world.slack.views.values()
    return view


async def test_a_press_opens_the_form_and_the_result_takes_the_nudges_place() -> None:
    """From the press to the saved value."""
    async with running(fixing) as world:
        await opened(world)
        heard = await world.client.submit(DANA, only_view(world), value="20k")
        assert (heard.status, heard.body) == (200, "")
        await world.settled()
        assert [m["text"] for m in world.slack.messages] == [SAVED.title]
        assert world.slack.messages[0]["channel"] == DIRECT
        assert world.slack.views == {}


async def test_d15_an_error_stands_at_its_field_and_the_form_stays() -> None:
    """In Slack's answer itself, with what was typed left as it is."""
    async with running(fixing) as world:
        await opened(world)
        heard = await world.client.submit(DANA, only_view(world), value="lots")
        assert heard.json == {
            "response_action": "errors",
            "errors": {"value": "That is no amount."},
        }
        await world.client.submit(DANA, only_view(world), value="20k")
        await world.settled()
        assert world.slack.messages[0]["text"] == SAVED.title


async def test_a18_a_form_that_comes_too_late_is_offered_again() -> None:
    """The handlers took four seconds; Slack opens forms for three."""
    clock = Clock()

    async def slow_once(request: Request) -> Reply:
        if isinstance(request.said, Press) and len(world.handlers.requests) == 2:
            clock.at += timedelta(seconds=4)
        return await fixing(request)

    async with running(slow_once, clock=clock) as world:
        await opened(world)
        assert world.slack.views == {}
        offer = world.slack.messages[-1]
        assert "too long" in offer["text"]
        await world.client.press(DANA, offer, labels(offer)[0])
        await world.settled()
        assert only_view(world)["type"] == "modal"
        assert world.handlers.requests[-1].said == FIX


async def test_a18_a_trigger_that_was_used_is_no_error() -> None:
    """Slack says that it was exchanged already."""
    async with running(fixing) as world:
        await world.client.say(DANA, "hi")
        await world.settled()
        payload = world.client.pressing(DANA, world.slack.messages[0], "Fix")
        del world.slack.triggers[payload["trigger_id"]]
        await world.client.interact(payload)
        await world.settled()
        assert "too long" in world.slack.messages[-1]["text"]


async def test_c7_somebody_elses_form_is_taken_as_the_senders() -> None:
    """Kim sends the form that Dana was shown: it is Kim's, from nowhere, and Dana's nudge stays."""
    async with running(fixing) as world:
        await opened(world)
        await world.client.submit(KIM, only_view(world), value="20k")
        await world.settled()
        assert world.handlers.requests[-1].viewer.user_id == "005K"
        assert [m["text"] for m in world.slack.shown_to(DANA)] == [NUDGE_TEXT]
        assert [m["text"] for m in world.slack.shown_to(KIM)] == [SAVED.title]


NUDGE_TEXT = "Acme renewal: what is it worth?"


async def test_c7_a_forged_context_leads_nowhere() -> None:
    """Nothing of another conversation is changed by it."""
    async with running(fixing) as world:
        await opened(world)
        view = dict(only_view(world))
        view["private_metadata"] = str(view["private_metadata"]).replace(DIRECT, f"D0{LEA}")
        await world.client.submit(DANA, view, value="20k")
        await world.settled()
        assert [m["text"] for m in world.slack.shown_to(DANA)] == [NUDGE_TEXT, SAVED.title]
        assert not world.slack.shown_to(LEA)


@pytest.mark.parametrize("user", ["U0GUEST", "U0STRANGER"])
async def test_c2_a_form_of_a_strangers_is_not_taken(user: str) -> None:
    """It turns into the neutral sentence."""
    async with running(fixing) as world:
        await opened(world)
        world.people.asked = 0
        heard = await world.client.submit(user, only_view(world), value="20k")
        assert heard.json["response_action"] == "update"
        assert "company that runs me" in str(heard.json["view"])
        assert world.people.asked == 0
        assert len(world.handlers.requests) == 2


async def test_a3_a_form_sent_twice_is_saved_once() -> None:
    """The same press of the same button."""
    async with running(fixing) as world:
        await opened(world)
        payload = world.client.submitting(DANA, only_view(world), value="20k")
        for _ in range(3):
            assert (await world.client.interact(payload)).status == 200
        await world.settled()
        assert len(world.handlers.requests) == 3


def slowly(
    reply: Callable[[Request], Awaitable[Reply]], free: asyncio.Event
) -> Callable[[Request], Awaitable[Reply]]:
    """The same, but that forms wait."""

    async def waiting(request: Request) -> Reply:
        if isinstance(request.said, Submission):
            await free.wait()
        return await reply(request)

    return waiting


async def late(world: Running, value: str) -> dict[str, object]:
    """Send the form to a CRM that does not answer; the view that is open meanwhile."""
    await opened(world)
    heard = await world.client.submit(DANA, only_view(world), value=value)
    assert heard.seconds < 1
    assert "Saving" in str(heard.json["view"])
    return only_view(world)


async def test_a10_a_slow_save_says_so_and_then_how_it_went() -> None:
    """The form turns into a sentence, and that into the result; the nudge is answered too."""
    free = asyncio.Event()
    async with running(slowly(fixing, free), patience=Patience(forms=0.05)) as world:
        await late(world, "20k")
        free.set()
        await world.settled()
        assert SAVED.title in str(only_view(world))
        assert [m["text"] for m in world.slack.messages] == [SAVED.title]


async def test_a10_a_slow_refusal_brings_the_form_back() -> None:
    """With the error, and what was typed."""
    free = asyncio.Event()
    async with running(slowly(fixing, free), patience=Patience(forms=0.05)) as world:
        await late(world, "lots")
        free.set()
        await world.settled()
        view = only_view(world)
        assert "That is no amount." in str(view)
        await world.client.submit(DANA, view, value="20k")
        await world.settled()
        assert world.slack.messages[0]["text"] == SAVED.title


async def test_a10_a_slow_refusal_reaches_who_closed_the_form() -> None:
    """As a message, with what they had typed."""
    free = asyncio.Event()
    async with running(slowly(fixing, free), patience=Patience(forms=0.05)) as world:
        await late(world, "lots")
        world.slack.views.clear()
        free.set()
        await world.settled()
        told = str(world.slack.messages[-1])
        assert "not saved" in told
        assert "That is no amount." in told
        assert "lots" in told


async def test_a13_a_form_that_fails_says_so() -> None:
    """Where it was entered."""

    async def failing(request: Request) -> Reply:
        if isinstance(request.said, Submission):
            raise RuntimeError
        return await fixing(request)

    async with running(failing) as world:
        await opened(world)
        heard = await world.client.submit(DANA, only_view(world), value="20k")
        assert "something went wrong" in str(heard.json["view"])


async def test_a_form_opened_by_a_command_brings_its_result_directly() -> None:
    """What is shown aside in a channel may never arrive."""

    async def feedback(request: Request) -> Reply:
        said = isinstance(request.said, Submission)
        return Reply(card=SAVED) if said else Reply(form=form())

    async with running(feedback) as world:
        await world.client.command(DANA, "/crmfeedback", "", GENERAL)
        await world.settled()
        await world.client.submit(DANA, only_view(world), value="more colours")
        await world.settled()
        assert [m["channel"] for m in world.slack.messages] == [DIRECT]
        conversations = {request.conversation for request in world.handlers.requests}
        assert len(conversations) == 1
