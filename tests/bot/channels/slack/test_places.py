"""Where an answer is shown, and to whom: everywhere in Slack that a question can come from."""

from typing import Any

import pytest

from handlers.cards import Button, Card, Kind, Press
from handlers.request import Command, Question, Reply, Request
from tests.bot.channels.slack.running import (
    ANSWER,
    CONNECT,
    DANA,
    GENERAL,
    KIM,
    PENDING,
    PRIVATE,
    Running,
    running,
)
from tests.fakes.slack_client import Heard, event

DIRECT = f"D0{DANA}"
FIGURE = "20,000"
STRANGERS = ["U0GUEST", "U0SINGLE", "U0STRANGER", "U0OTHER"]


def places(world: Running, user: str = DANA) -> list[tuple[str, bool]]:
    """The conversation of each message that person was shown, and whether it holds the figure."""
    return [(m["channel"], FIGURE in str(m)) for m in world.slack.shown_to(user)]


def nobody_else_saw(world: Running, user: str = DANA) -> bool:
    """Whether every message there is was for that person alone."""
    return len(world.slack.messages) == len(world.slack.shown_to(user))


async def ask(world: Running, way: str, channel: str, user: str = DANA) -> Heard:
    """Ask in one of Slack's ways."""
    if way == "mention":
        return await world.client.mention(user, "hi", channel)
    return await world.client.command(user, "/crm", "hi", channel)


async def test_a_direct_message_is_answered_there() -> None:
    """With a message that stays, and that can be looked up by its id."""
    async with running() as world:
        await world.client.say(DANA, "what is open at Acme?")
        await world.settled()
        assert places(world) == [(DIRECT, True)]
        message = world.slack.messages[0]
        assert message["metadata"]["event_payload"]["id"]
        assert (message["unfurl_links"], message["unfurl_media"]) == (False, False)
        request = world.handlers.requests[0]
        assert request.said == Question("what is open at Acme?")
        assert (request.viewer.user_id, request.channel) == ("005D", "slack")


@pytest.mark.parametrize("way", ["mention", "command"])
async def test_c6_in_a_channel_only_the_asker_sees_the_answer(way: str) -> None:
    """Though everybody sees the question."""
    async with running() as world:
        await ask(world, way, GENERAL)
        await world.settled()
        assert places(world) == [(GENERAL, True)]
        assert nobody_else_saw(world)


@pytest.mark.parametrize(
    ("way", "channel"),
    [
        *[("mention", channel) for channel in (CONNECT, PENDING, "C0UNKNOWN")],
        *[("command", channel) for channel in (CONNECT, PENDING, "C0UNKNOWN", "D0SOMEBODYELSES")],
    ],
)
async def test_c1_c5_in_shared_and_unknown_places_the_answer_comes_directly(
    way: str, channel: str
) -> None:
    """There only a neutral sentence is said, to the asker alone, and no figure."""
    async with running() as world:
        world.slack.channels["C0UNKNOWN"] = {"id": "C0UNKNOWN", "is_channel": True}
        world.slack.channels["D0SOMEBODYELSES"] = {"id": "D0SOMEBODYELSES", "is_im": True}
        await ask(world, way, channel)
        await world.settled()
        assert places(world) == [(channel, False), (DIRECT, True)]
        assert nobody_else_saw(world)


async def test_c1_slacks_own_word_on_the_event_is_enough() -> None:
    """The event says that the channel is shared; conversations.info may lag behind."""
    async with running() as world:
        said = event("app_mention", DANA, "<@U0BOT> hi", GENERAL, "1.1")
        await world.client.send_json(said | {"is_ext_shared_channel": True})
        await world.settled()
        assert places(world) == [(GENERAL, False), (DIRECT, True)]


async def test_c1_a_channel_that_is_ours_again_is_answered_in() -> None:
    """Nothing of its past is held against it."""
    async with running() as world:
        world.slack.channels[CONNECT] |= {"is_ext_shared": False}
        await ask(world, "mention", CONNECT)
        await world.settled()
        assert places(world) == [(CONNECT, True)]


@pytest.mark.parametrize("user", STRANGERS)
@pytest.mark.parametrize("way", ["direct", "mention", "command", "press"])
@pytest.mark.parametrize("channel", [GENERAL, CONNECT])
async def test_c2_c8_strangers_and_guests_are_turned_away(
    user: str, way: str, channel: str
) -> None:
    """Politely, with one and the same sentence, and without a question to the CRM. They all carry
    the address of a CRM user.
    """
    async with running() as world:
        if way == "direct":
            await world.client.say(user, "hi")
        elif way == "press":
            shown = {"channel": channel, "ts": "1.1", "to": DANA, "blocks": _blocks()}
            await world.client.press(user, shown, "Go")
        else:
            await ask(world, way, channel, user)
        await world.settled()
        assert world.people.asked == 0
        assert not world.handlers.requests
        assert [FIGURE in str(m) for m in world.slack.messages] == [False]
        assert "company that runs me" in world.slack.messages[0]["text"]


@pytest.mark.parametrize("user", ["U0GONE", "U0ROBOT"])
async def test_c2_bots_and_accounts_that_are_gone_hear_nothing(user: str) -> None:
    """And no question reaches the CRM."""
    async with running() as world:
        await world.client.say(user, "hi")
        await ask(world, "command", GENERAL, user)
        await world.settled()
        assert (world.people.asked, world.slack.messages) == (0, [])


async def test_colleagues_whom_the_crm_does_not_know_are_told_why() -> None:
    """And whom to ask."""
    async with running() as world:
        await world.client.say("U0UNSEEN", "hi")
        await world.client.say("U0LOOSE", "hi")
        await world.settled()
        assert "can't find you in the CRM" in world.slack.shown_to("U0UNSEEN")[0]["text"]
        assert "no confirmed address" in world.slack.shown_to("U0LOOSE")[0]["text"]


def _blocks() -> list[dict[str, Any]]:
    button = {
        "type": "button",
        "action_id": "press:0",
        "value": '["ask","go"]',
        "text": {"type": "plain_text", "text": "Go"},
    }
    return [{"type": "actions", "elements": [button]}]


async def test_c7_who_presses_is_asked_for_as_themselves() -> None:
    """Kim presses a button of Dana's: what comes is read as Kim, and shown to Kim."""
    async with running() as world:
        await ask(world, "mention", GENERAL)
        await world.settled()
        await world.client.press(KIM, world.slack.messages[0], "By stage")
        await world.settled()
        assert [r.viewer.user_id for r in world.handlers.requests] == ["005D", "005K"]
        assert places(world, KIM) == [(GENERAL, True)]
        assert places(world) == [(GENERAL, True)]


async def test_c7_a_value_that_was_made_up_is_not_acted_upon() -> None:
    """It comes to nothing that a handler knows."""
    async with running() as world:
        for value in '["x"', "null", '["ask",5]', "9" * 5_000, None:
            shown = {"channel": GENERAL, "ts": "1.1", "to": DANA, "blocks": _blocks()}
            payload = world.client.pressing(DANA, shown, "Go")
            payload["actions"][0]["value"] = value
            assert (await world.client.interact(payload)).status == 200
        await world.settled()
        assert {r.said for r in world.handlers.requests} == {Press("outdated")}


async def test_b11_where_we_are_not_a_member_a_command_is_answered_still() -> None:
    """By the address that came with it. A mention's answer goes directly instead."""
    async with running() as world:
        await ask(world, "command", PRIVATE)
        await world.settled()
        await ask(world, "mention", PRIVATE)
        await world.settled()
        assert places(world) == [(PRIVATE, True), (DIRECT, True)]


async def test_a19_an_address_that_is_used_up_is_no_end() -> None:
    """The answer goes directly."""
    async with running() as world:
        await ask(world, "mention", GENERAL)
        await world.settled()
        payload = world.client.pressing(DANA, world.slack.messages[0], "By stage")
        for url in world.slack.response_urls.values():
            url.left = 0
        await world.client.interact(payload)
        await world.settled()
        assert places(world) == [(GENERAL, True), (DIRECT, True)]


async def test_a_command_in_our_own_conversation_is_answered_like_a_message() -> None:
    """Nobody else is there."""
    async with running() as world:
        await world.client.command(DANA, "/crm", "hi", DIRECT)
        await world.settled()
        assert places(world) == [(DIRECT, True)]
        assert "to" not in world.slack.messages[0]


async def test_what_is_said_reaches_the_handlers_as_meant() -> None:
    """Names for mentions, and commands by their name."""
    async with running() as world:
        await world.client.mention(DANA, f"deals of <@{KIM}> &amp; <@U0STRANGER>", GENERAL)
        await world.client.command(DANA, "/crmfeedback", "more colours", GENERAL)
        await world.client.command(DANA, "/crm", "", GENERAL)
        await world.settled()
        said = [request.said for request in world.handlers.requests]
        assert Question("deals of Kim Osei &") in said
        assert Command("crmfeedback", "more colours") in said
        assert Question("") in said


async def test_threads_have_conversations_of_their_own() -> None:
    """In a channel each person has theirs, since each is shown something else."""
    async with running() as world:
        await world.client.say(DANA, "hi")
        await world.client.say(DANA, "hi", thread="1.1")
        await world.client.mention(DANA, "hi", GENERAL)
        await world.client.mention(DANA, "hi", GENERAL, thread_ts="2.2")
        await world.client.mention(KIM, "hi", GENERAL, thread_ts="2.2")
        await world.settled()
        names = [request.conversation for request in world.handlers.requests]
        assert len(set(names)) == 5
        threads = [m.get("thread_ts") for m in world.slack.messages]
        assert threads.count("1.1") == 1
        assert threads.count("2.2") == 2


async def test_a_card_that_replaces_takes_the_place_of_the_pressed_one() -> None:
    """Directly and aside; what was there is gone."""

    async def reply(request: Request) -> Reply:
        replaces = isinstance(request.said, Press)
        title = "in its place" if replaces else "first"
        actions = (Button("Go", Press("go")),)
        return Reply(card=Card(kind=Kind.THANKS, title=title, actions=actions), replaces=replaces)

    async with running(reply) as world:
        await world.client.say(DANA, "hi")
        await world.settled()
        await world.client.press(DANA, world.slack.messages[0], "Go")
        await world.settled()
        assert [m["text"] for m in world.slack.messages] == ["in its place"]
        await ask(world, "command", GENERAL)
        await world.settled()
        await world.client.press(DANA, world.slack.messages[1], "Go")
        await world.settled()
        assert [m["text"] for m in world.slack.messages] == ["in its place"] * 2


async def test_a_message_that_cannot_be_changed_any_more_is_followed_by_a_new_one() -> None:
    """It was deleted, or is too old to be edited."""
    async with running(Reply(card=ANSWER, replaces=True)) as world:
        await world.client.say(DANA, "hi")
        await world.settled()
        payload = world.client.pressing(DANA, world.slack.messages[0], "By stage")
        world.slack.messages.clear()
        await world.client.interact(payload)
        await world.settled()
        assert places(world) == [(DIRECT, True)]
