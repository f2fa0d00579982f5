"""How a person's account is found, and that a nudge reaches its owner and nobody else."""

import pytest

from bot.courier import CardCourier, Way
from bot.store.ports import Identity
from crm.access import Viewer
from nudges.notice import Notice
from nudges.ports import Delivery
from tests.bot.channels.slack.running import DANA, KIM, MONDAY, Running, running
from tests.fakes.slack import HTML, TEAM, member, refused
from tests.handlers import office

NOTICE = Notice(
    rule="missing_amount",
    record=office.RENEWAL,
    record_name="Acme renewal",
    who="005D",
    field="Amount",
    ask="What is this deal worth, roughly?",
    why="A deal without an amount is in no forecast.",
    id="nudge-1",
)


def courier(world: Running) -> CardCourier:
    """Takes nudges to that workspace."""
    crm = office.office()
    slack = world.app
    way = Way(directory=slack.accounts, egress=slack.egress, channel=slack.nudges)
    return CardCourier(crm=crm, people=crm, links=office.LINKS, ways=[way])


async def test_a_nudge_comes_to_its_owner() -> None:
    """By their address, as a direct message with the nudge's id."""
    async with running() as world:
        assert await courier(world).deliver(NOTICE) is Delivery.SENT
        message = world.slack.messages[0]
        assert message["channel"] == f"D0{DANA}"
        assert message["metadata"]["event_payload"] == {"id": "nudge-1"}
        assert "Acme renewal" in message["text"]


async def test_an_account_known_already_is_not_looked_up() -> None:
    """Dana has been here before."""
    async with running() as world:
        await world.client.say(DANA, "hi")
        await world.settled()
        assert await courier(world).deliver(NOTICE) is Delivery.SENT
        assert not world.slack.called("users.lookupByEmail")


@pytest.mark.parametrize("flag", ["is_restricted", "is_stranger", "deleted", "is_bot"])
async def test_c2_c8_an_account_with_the_owners_address_that_is_no_members_gets_nothing(
    flag: str,
) -> None:
    """The address alone does not make a guest the owner."""
    async with running() as world:
        world.slack.people = {
            "U0X": member("U0X", "Xi", "dana@example.com", **{flag: True}),
        }
        assert await courier(world).deliver(NOTICE) is Delivery.UNREACHABLE
        assert not world.slack.messages


async def test_c7_an_account_that_is_somebody_elses_by_now_gets_nothing() -> None:
    """It is noted as Dana's, and Slack says that it is Kim's."""
    async with running() as world:
        await world.app.accounts.identities.link(
            Identity(
                platform="slack",
                team=TEAM,
                user=KIM,
                person="005D",
                email="dana@example.com",
                at=MONDAY,
            )
        )
        assert await courier(world).deliver(NOTICE) is Delivery.UNREACHABLE
        assert not world.slack.messages


async def test_an_owner_without_an_account_is_unreachable() -> None:
    """Slack knows nobody with that address, or the CRM knows no address."""
    async with running() as world:
        del world.slack.people[DANA]
        world.slack.people = {KIM: world.slack.people[KIM]}
        assert await courier(world).deliver(NOTICE) is Delivery.UNREACHABLE
        nobody = Viewer(user_id="005X", name="Xi", email="")
        assert await world.app.accounts.account_of(nobody) is None


@pytest.mark.parametrize("method", ["auth.test", "users.lookupByEmail"])
async def test_where_slack_does_not_say_nobody_is_nudged(method: str) -> None:
    """It is said another time."""
    async with running() as world:
        world.slack.fail(method, HTML, HTML)
        assert await courier(world).deliver(NOTICE) is Delivery.UNREACHABLE
        world.slack.fail(method, refused("invalid_auth"))
        assert await courier(world).deliver(NOTICE) is Delivery.UNREACHABLE
