"""Whom Crumb takes an account for, and whom it refuses to recognize."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.identity import Account, NotRecognized, Reason, Recognition, Standing
from crm.access import Viewer
from crm.errors import CrmUnavailable
from tests.fakes.identities import FakeIdentities

NOW = datetime(2026, 11, 16, 10, tzinfo=UTC)
DANA = Viewer(user_id="005D", name="Dana Whitfield", email="dana@example.com")
MEMBER = Account(
    platform="slack",
    team="T01HOME",
    user="U0DANA",
    standing=Standing.MEMBER,
    email="dana@example.com",
)


class Accounts:
    """One account, or none that the platform describes."""

    def __init__(self, account: Account | None) -> None:
        self.one = account

    async def account(self, user: str) -> Account | None:
        """As the port has it."""
        return self.one


class People:
    """Dana, counting every question."""

    def __init__(self, person: Viewer = DANA) -> None:
        self.person = person
        self.asked = 0
        self.down = False

    async def by_email(self, email: str) -> Viewer | None:
        """As the port has it."""
        self.asked += 1
        if self.down:
            raise CrmUnavailable
        return self.person if email.casefold() == self.person.email else None

    async def by_id(self, user_id: str) -> Viewer | None:
        """As the port has it."""
        raise AssertionError("nobody is found by id here")

    async def everyone(self) -> tuple[Viewer, ...]:
        """As the port has it."""
        raise AssertionError("nobody needs everybody here")


class World:
    """An account before a CRM, at a time that can be set."""

    def __init__(self, account: Account | None = MEMBER) -> None:
        self.now = NOW
        self.accounts = Accounts(account)
        self.people = People()
        self.identities = FakeIdentities()
        self.recognition = Recognition(
            self.accounts, self.people, self.identities, lambda: self.now
        )

    async def reason(self) -> Reason | None:
        """Why the account is not recognized; None where it is."""
        try:
            await self.recognition.viewer("U0DANA")
        except NotRecognized as error:
            return error.reason
        return None


async def test_a_member_is_known_by_their_address() -> None:
    """And found the other way from then on."""
    world = World()
    assert await world.recognition.viewer("U0DANA") == DANA
    found = await world.identities.of("005D")
    assert [(one.team, one.user, one.at) for one in found] == [("T01HOME", "U0DANA", NOW)]


@pytest.mark.parametrize(
    ("standing", "reason"),
    [
        (Standing.GUEST, Reason.NOT_OURS),
        (Standing.STRANGER, Reason.NOT_OURS),
        (Standing.BOT, Reason.BOT),
        (Standing.GONE, Reason.BOT),
    ],
)
async def test_c2_c8_whoever_is_no_member_is_nobody(standing: Standing, reason: Reason) -> None:
    """Though a CRM user has the same address; and the CRM is not even asked."""
    world = World(replace(MEMBER, standing=standing))
    assert await world.reason() is reason
    assert world.people.asked == 0
    assert await world.identities.of("005D") == ()


async def test_c5_an_account_that_is_not_described_is_nobody() -> None:
    """The platform failed, or left out what has to be known."""
    world = World(None)
    assert await world.reason() is Reason.UNSURE
    assert world.people.asked == 0


async def test_c8_an_address_that_is_not_confirmed_is_none() -> None:
    """Anybody can type one in."""
    world = World(replace(MEMBER, email=""))
    assert await world.reason() is Reason.NO_EMAIL
    assert world.people.asked == 0


async def test_an_address_that_the_crm_does_not_know_is_nobodys() -> None:
    """There is nobody to ask the CRM as."""
    assert await World(replace(MEMBER, email="una@example.com")).reason() is Reason.NOT_IN_CRM


async def test_a_person_deactivated_in_the_crm_is_nobody_and_forgotten() -> None:
    """Within the minute for which the CRM's word is kept."""
    world = World()
    assert await world.reason() is None
    world.people.person = replace(DANA, active=False)
    world.now += timedelta(seconds=61)
    assert await world.reason() is Reason.NOT_IN_CRM
    assert await world.identities.of("005D") == ()


async def test_the_crms_word_is_kept_for_a_minute() -> None:
    """A press costs no look-up of the person."""
    world = World()
    for _ in range(5):
        assert await world.reason() is None
    assert world.people.asked == 1


async def test_the_platforms_word_is_asked_for_each_time() -> None:
    """Made a guest in between, they are one at the next press."""
    world = World()
    assert await world.reason() is None
    world.accounts.one = replace(MEMBER, standing=Standing.GUEST)
    assert await world.reason() is Reason.NOT_OURS


async def test_another_address_is_looked_up_anew() -> None:
    """What is kept belongs to the address, not to the account alone."""
    world = World()
    assert await world.reason() is None
    world.accounts.one = replace(MEMBER, email="kim@example.com")
    assert await world.reason() is Reason.NOT_IN_CRM


async def test_a_crm_that_is_down_is_said_to_be() -> None:
    """That is not the same as being unknown there, and nobody is forgotten for it."""
    world = World()
    assert await world.reason() is None
    world.people.down = True
    world.now += timedelta(minutes=2)
    with pytest.raises(CrmUnavailable):
        await world.recognition.viewer("U0DANA")
    assert await world.identities.of("005D")


def test_an_address_stays_out_of_logs() -> None:
    """An account may be written to one."""
    assert "dana@" not in repr(MEMBER)
