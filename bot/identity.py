"""Who in the CRM a chat account belongs to.

By the verified e-mail address of a full member of our own workspace, and by nothing else: a guest
or somebody of another company can carry any address in their profile. What the platform says of an
account is asked for each time; where it says too little, the account is nobody's.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from bot.store.ports import Identities, Identity
from crm.access import Viewer
from crm.port import People

_KEPT: Final = timedelta(seconds=60)
_MOST_KEPT: Final = 10_000


class Standing(StrEnum):
    """What an account is to the organisation that runs Crumb."""

    MEMBER = "member"
    GUEST = "guest"
    STRANGER = "stranger"  # of another organisation
    BOT = "bot"
    GONE = "gone"  # deactivated


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """A chat account as the platform describes it now; `email` is "" unless it is confirmed."""

    platform: str
    team: str
    user: str
    standing: Standing
    email: str = field(default="", repr=False)
    name: str = ""


class Accounts(Protocol):
    """The accounts of one chat platform."""

    async def account(self, user: str) -> Account | None:
        """The account with that id; None where the platform does not say all that is needed."""
        ...


class Reason(StrEnum):
    """Why an account is nobody's."""

    UNSURE = "the platform does not say who that is"
    NOT_OURS = "not a full member of this workspace"
    BOT = "a bot, or a deactivated account"
    NO_EMAIL = "no confirmed e-mail address"
    NOT_IN_CRM = "nobody in the CRM has that e-mail address"


class NotRecognized(Exception):
    """The account is nobody's in the CRM."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.value)


_REASONS = {
    Standing.GUEST: Reason.NOT_OURS,
    Standing.STRANGER: Reason.NOT_OURS,
    Standing.BOT: Reason.BOT,
    Standing.GONE: Reason.BOT,
}


class Recognition:
    """Finds the person behind an account. The CRM's part of it is kept for a minute.

    Each match is written to `identities`, so that the person's account is found the other way.
    """

    def __init__(
        self,
        accounts: Accounts,
        people: People,
        identities: Identities,
        clock: Callable[[], datetime],
    ) -> None:
        self._accounts = accounts
        self._people = people
        self._identities = identities
        self._clock = clock
        self._known: dict[tuple[str, str, str], tuple[datetime, Viewer]] = {}

    async def viewer(self, user: str) -> Viewer:
        """The person; raises NotRecognized, before the CRM is asked where the account is no
        member's, and CrmError.
        """
        account = await self._accounts.account(user)
        if account is None:
            raise NotRecognized(Reason.UNSURE)
        if account.standing is not Standing.MEMBER:
            raise NotRecognized(_REASONS[account.standing])
        if not account.email:
            raise NotRecognized(Reason.NO_EMAIL)
        return await self._person(account)

    async def _person(self, account: Account) -> Viewer:
        key, now = (account.team, account.user, account.email), self._clock()
        if key in self._known and self._known[key][0] > now:
            return self._known[key][1]
        viewer = await self._people.by_email(account.email)
        if viewer is None or not viewer.active:
            self._known.pop(key, None)
            await self._identities.forget(account.platform, account.team, account.user)
            raise NotRecognized(Reason.NOT_IN_CRM)
        await self._identities.link(_identity(account, viewer, now))
        if len(self._known) >= _MOST_KEPT:
            self._known.clear()
        self._known[key] = (now + _KEPT, viewer)
        return viewer


def _identity(account: Account, viewer: Viewer, now: datetime) -> Identity:
    return Identity(
        platform=account.platform,
        team=account.team,
        user=account.user,
        person=viewer.user_id,
        email=account.email,
        at=now,
    )
