"""Socket Mode: the same promises, over a connection that we make."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from bot.channels.slack import run_socket_mode
from bot.channels.slack.credentials import Credentials
from handlers.request import Question
from tests.bot.channels.slack.running import DANA, GENERAL, Running, running
from tests.bot.channels.slack.test_forms import fixing, only_view
from tests.bot.channels.slack.test_ingress import HangingSeenEvents
from tests.fakes.slack import SECRET, TEAM, TOKEN
from tests.fakes.slack_client import event


@asynccontextmanager
async def connected(world: Running) -> AsyncIterator[None]:
    """Crumb is connected while the block lasts."""
    running_ = asyncio.create_task(run_socket_mode(world.app))
    await world.slack.connected()
    try:
        yield
    finally:
        running_.cancel()
        with suppress(asyncio.CancelledError):
            await running_


async def test_a_message_is_answered() -> None:
    """As over HTTP."""
    async with running() as world, connected(world):
        said = event("message", DANA, "hi", f"D0{DANA}", "1.1")
        envelope = await world.slack.envelope("events_api", said)
        assert await world.slack.acknowledgement(envelope) == {}
        await world.settled()
        assert world.handlers.requests[0].said == Question("hi")
        assert len(world.slack.shown_to(DANA)) == 1


async def test_a17_redelivered_in_another_envelope_it_has_one_effect() -> None:
    """Envelopes have new ids each time, events keep theirs; and over HTTP it is the same event."""
    async with running() as world, connected(world):
        said = event("message", DANA, "hi", f"D0{DANA}", "1.1")
        for _ in range(3):
            await world.slack.acknowledgement(await world.slack.envelope("events_api", said))
        await world.client.send_json(said)
        await world.settled()
        assert len(world.handlers.requests) == 1


async def test_commands_presses_and_forms_come_this_way_too() -> None:
    """With the errors of a form in the acknowledgement."""
    async with running(fixing) as world, connected(world):
        command = {
            "command": "/crm",
            "text": "hi",
            "user_id": DANA,
            "team_id": TEAM,
            "channel_id": GENERAL,
            "trigger_id": world.slack.new_trigger(DANA),
            "response_url": world.slack.new_response_url(DANA, GENERAL),
        }
        await world.slack.acknowledgement(await world.slack.envelope("slash_commands", command))
        await world.settled()
        pressing = world.client.pressing(DANA, world.slack.messages[0], "Fix")
        await world.slack.acknowledgement(await world.slack.envelope("interactive", pressing))
        await world.settled()
        filled = world.client.submitting(DANA, only_view(world), value="lots")
        told = await world.slack.acknowledgement(await world.slack.envelope("interactive", filled))
        assert told["response_action"] == "errors"


@pytest.mark.parametrize("payload", [{}, {"type": "event_callback", "event": None}, {"type": 5}])
async def test_a7_garbage_is_acknowledged_and_forgotten(payload: dict[str, object]) -> None:
    """It would come again otherwise."""
    async with running() as world, connected(world):
        envelope = await world.slack.envelope("events_api", payload)
        assert await world.slack.acknowledgement(envelope) == {}
        assert not world.handlers.requests


async def test_what_cannot_be_noted_is_left_to_come_again() -> None:
    """The store hangs: Slack hears nothing, and delivers it once more."""
    async with running(seen=HangingSeenEvents()) as world, connected(world):
        said = event("message", DANA, "hi", f"D0{DANA}", "1.1")
        envelope = await world.slack.envelope("events_api", said)
        await asyncio.sleep(0.6)
        assert envelope not in world.slack.acknowledged


async def test_a_connection_that_is_closed_is_made_anew() -> None:
    """Slack closes each after some hours, and says so before."""
    async with running() as world, connected(world):
        await world.slack.sockets[0].send_json({"type": "disconnect", "reason": "warning"})
        await world.slack.connected(times=2)
        said = event("message", DANA, "hi", f"D0{DANA}", "1.1")
        await world.slack.acknowledgement(await world.slack.envelope("events_api", said))
        await world.settled()
        assert len(world.slack.shown_to(DANA)) == 1


async def test_without_an_app_token_there_is_no_socket() -> None:
    """Said at once, and not to the log every ten seconds."""
    async with running() as world:
        http_only = Credentials(bot_token=TOKEN, signing_secret=SECRET)
        object.__setattr__(world.app, "credentials", http_only)
        with pytest.raises(ValueError, match="app token"):
            await run_socket_mode(world.app)
