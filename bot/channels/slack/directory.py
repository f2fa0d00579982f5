"""What Slack says of people and conversations, as far as it says enough to be sure.

Kept for half a minute: people leave, and channels open to other companies, while we look away.
Nothing is kept of a question that Slack did not answer.
"""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from bot.channels.slack.api import Api
from bot.channels.slack.errors import Meaning, Refused, SlackError
from bot.egress import Reach
from bot.identity import Account, Standing

_log = logging.getLogger(__name__)

PLATFORM: Final = "slack"
KEPT_SECONDS: Final = 30.0
_MOST_KEPT: Final = 10_000
_SLACKBOT: Final = "USLACKBOT"

Json = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """The workspace that Crumb is installed in, and who Crumb is there."""

    team: str
    bot_user: str


class Directory:
    """Implements bot.identity.Accounts and bot.egress.Conversations for one workspace."""

    def __init__(self, api: Api, clock: Callable[[], float] = time.monotonic) -> None:
        self._api = api
        self._home: Home | None = None
        self._accounts: _Recent[Account] = _Recent(clock)
        self._reaches: _Recent[Reach] = _Recent(clock)

    async def home(self) -> Home:
        """Which workspace this is; raises SlackError."""
        if self._home is None:
            told = await self._api.read("auth.test")
            self._home = Home(team=_text(told, "team_id"), bot_user=_text(told, "user_id"))
        return self._home

    async def account(self, user: str) -> Account | None:
        """As bot.identity.Accounts has it."""
        kept = self._accounts.get(user)
        if kept is None:
            kept = await self._asked_account(user)
            self._accounts.keep(user, kept)
        return kept

    async def reach(self, conversation: str) -> Reach | None:
        """As bot.egress.Conversations has it."""
        kept = self._reaches.get(conversation)
        if kept is None:
            kept = await self._asked_reach(conversation)
            self._reaches.keep(conversation, kept)
        return kept

    async def colleague(self, user: str) -> str:
        """The name of a member of our workspace; "" for anybody else, and for Crumb itself."""
        if self._home is not None and user == self._home.bot_user:
            return ""
        account = await self.account(user)
        return account.name if account and account.standing is Standing.MEMBER else ""

    async def user_with(self, email: str) -> str | None:
        """The account registered with that address in our workspace; raises SlackError."""
        told = await self._api.read("users.lookupByEmail", email=email)
        return _text(_object(told, "user"), "id") or None

    async def _asked_account(self, user: str) -> Account | None:
        try:
            home = await self.home()
            told = await self._api.read("users.info", user=user)
        except SlackError as error:
            _unsure("users.info", error)
            return None
        return account_of(_object(told, "user"), home.team)

    async def _asked_reach(self, conversation: str) -> Reach | None:
        try:
            told = await self._api.read("conversations.info", channel=conversation)
        except SlackError as error:
            _unsure("conversations.info", error)
            return None
        return reach_of(_object(told, "channel"))


def account_of(user: Json, home: str) -> Account | None:
    """The account that a user object describes; None where it lacks what has to be known.

    https://docs.slack.dev/reference/objects/user-object, and for people of other workspaces
    https://docs.slack.dev/apis/slack-connect
    """
    standing = _standing(user, home)
    if standing is None or not _text(user, "id"):
        return None
    profile = _object(user, "profile")
    confirmed = user.get("is_email_confirmed") is True
    return Account(
        platform=PLATFORM,
        team=_text(user, "team_id"),
        user=_text(user, "id"),
        standing=standing,
        email=_text(profile, "email") if confirmed else "",
        name=_text(profile, "real_name") or _text(user, "real_name"),
    )


def _standing(user: Json, home: str) -> Standing | None:
    if user.get("deleted") is True:
        return Standing.GONE
    bots = ("is_bot", "is_workflow_bot", "is_connector_bot")
    if user.get("id") == _SLACKBOT or any(user.get(key) for key in bots):
        return Standing.BOT
    if user.get("is_stranger") or user.get("team_id") != home:
        return Standing.STRANGER
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Standing.GUEST
    needed = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted")
    return Standing.MEMBER if all(user.get(key) is False for key in needed) else None


def reach_of(channel: Json) -> Reach | None:
    """Who reads the conversation that a conversation object describes; None where it lacks that.

    https://docs.slack.dev/reference/objects/conversation-object
    """
    shared = ("is_ext_shared", "is_pending_ext_shared")
    lists = ("pending_shared", "pending_connected_team_ids", "connected_team_ids")
    if any(channel.get(key) for key in (*shared, *lists)):
        return Reach.OUTSIDE
    return Reach.INSIDE if all(channel.get(key) is False for key in shared) else None


def _unsure(method: str, error: SlackError) -> None:
    """A place that we don't see into is nothing unusual; an installation that is broken is."""
    alarm = isinstance(error, Refused) and error.meaning is Meaning.ALARM
    extra = {"action": "slack_unsure", "method": method, "error": str(error)}
    level = logging.ERROR if alarm else logging.WARNING
    _log.log(level, "Slack does not say who is there, so nothing is shown.", extra=extra)


def _object(payload: Json, key: str) -> Json:
    found = payload.get(key)
    return found if isinstance(found, dict) else {}


def _text(payload: Json, key: str) -> str:
    found = payload.get(key)
    return found if isinstance(found, str) else ""


class _Recent(Generic[T]):
    """What was said within the last half minute."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[float, T]] = {}

    def get(self, key: str) -> T | None:
        until, value = self._kept.get(key, (0.0, None))
        return value if self._clock() < until else None

    def keep(self, key: str, value: T | None) -> None:
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        if value is not None:
            self._kept[key] = (self._clock() + KEPT_SECONDS, value)
