"""What Slack says of people and conversations, and when it says too little."""

from datetime import timedelta
from typing import Any

import pytest

from bot.channels.slack.directory import account_of, reach_of
from bot.egress import Reach
from bot.identity import Standing
from tests.bot.channels.slack.running import CONNECT, DANA, GENERAL, Clock, running
from tests.fakes.slack import HTML, TEAM, channel, member, refused

DANA_OBJECT = member(DANA, "Dana Whitfield", "dana@example.com")


def test_a_member_is_one() -> None:
    """With a confirmed address and a name."""
    account = account_of(DANA_OBJECT, TEAM)
    assert account is not None
    assert (account.standing, account.email) == (Standing.MEMBER, "dana@example.com")
    assert (account.platform, account.team, account.name) == ("slack", TEAM, "Dana Whitfield")


@pytest.mark.parametrize(
    ("flags", "standing"),
    [
        ({"deleted": True}, Standing.GONE),
        ({"is_bot": True}, Standing.BOT),
        ({"is_workflow_bot": True}, Standing.BOT),
        ({"is_connector_bot": True}, Standing.BOT),
        ({"id": "USLACKBOT"}, Standing.BOT),
        ({"is_stranger": True}, Standing.STRANGER),
        ({"team_id": "T0OTHER"}, Standing.STRANGER),
        ({"team_id": None}, Standing.STRANGER),
        ({"is_restricted": True}, Standing.GUEST),
        ({"is_ultra_restricted": True}, Standing.GUEST),
    ],
    ids=str,
)
def test_c2_whoever_is_no_member_is_seen_as_such(flags: dict[str, Any], standing: Standing) -> None:
    """By what Slack's user object says."""
    account = account_of(DANA_OBJECT | flags, TEAM)
    assert account is not None
    assert account.standing is standing


@pytest.mark.parametrize("key", ["deleted", "is_bot", "is_restricted", "is_ultra_restricted"])
@pytest.mark.parametrize("value", [None, "false", 0])
def test_c5_a_flag_that_is_missing_makes_nobody_a_member(key: str, value: object) -> None:
    """Not there, or not a truth value."""
    account = account_of(DANA_OBJECT | {key: value}, TEAM)
    assert account is None or account.standing is not Standing.MEMBER


@pytest.mark.parametrize("confirmed", [False, None, "true", 1])
def test_c8_an_address_counts_when_slack_calls_it_confirmed(confirmed: object) -> None:
    """In so many words."""
    account = account_of(DANA_OBJECT | {"is_email_confirmed": confirmed}, TEAM)
    assert account is not None
    assert account.email == ""


@pytest.mark.parametrize(
    ("flags", "reach"),
    [
        ({}, Reach.INSIDE),
        ({"is_org_shared": True, "is_shared": True}, Reach.INSIDE),
        ({"is_ext_shared": True}, Reach.OUTSIDE),
        ({"is_pending_ext_shared": True}, Reach.OUTSIDE),
        ({"pending_shared": ["T1"]}, Reach.OUTSIDE),
        ({"pending_connected_team_ids": ["T1"]}, Reach.OUTSIDE),
        ({"connected_team_ids": ["T1"]}, Reach.OUTSIDE),
        ({"is_ext_shared": None}, None),
        ({"is_pending_ext_shared": None}, None),
        ({"is_ext_shared": "no"}, Reach.OUTSIDE),
    ],
    ids=str,
)
def test_c1_c5_who_reads_a_conversation(flags: dict[str, Any], reach: Reach | None) -> None:
    """Shared, about to be, ours; or unknown where Slack leaves it open."""
    assert reach_of(channel(GENERAL, **flags)) is reach


@pytest.mark.parametrize("method", ["users.info", "auth.test"])
@pytest.mark.parametrize("fault", [refused("missing_scope"), refused("user_not_found")])
async def test_c5_where_slack_does_not_say_who_it_is_nothing_is_shown(
    method: str, fault: Any
) -> None:
    """A neutral sentence, and the CRM is not asked."""
    async with running() as world:
        world.slack.fail(method, fault)
        await world.client.say(DANA, "hi")
        await world.settled()
        assert world.people.asked == 0
        assert not world.handlers.requests
        assert "can't tell" in world.slack.shown_to(DANA)[0]["text"]


async def test_c5_where_slack_does_not_say_who_reads_it_the_answer_goes_directly() -> None:
    """conversations.info fails."""
    async with running() as world:
        world.slack.fail("conversations.info", HTML, HTML)
        await world.client.mention(DANA, "hi", GENERAL)
        await world.settled()
        aside, directly = world.slack.shown_to(DANA)
        assert (aside["channel"], directly["channel"]) == (GENERAL, f"D0{DANA}")
        assert "20,000" not in str(aside)
        assert "20,000" in str(directly)


async def test_c4_a_channel_that_opens_is_seen_within_half_a_minute() -> None:
    """What Slack said is kept no longer than that."""
    clock = Clock()
    async with running(clock=clock) as world:
        directory = world.app.egress.conversations
        now = [0.0]
        directory._reaches._clock = lambda: now[0]  # type: ignore[attr-defined] # its time
        assert await directory.reach(GENERAL) is Reach.INSIDE
        world.slack.channels[GENERAL]["is_ext_shared"] = True
        now[0] += 30
        assert await directory.reach(GENERAL) is Reach.OUTSIDE
        assert await directory.reach(CONNECT) is Reach.OUTSIDE
        clock.at += timedelta(seconds=1)
