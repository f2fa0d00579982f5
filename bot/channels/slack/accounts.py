"""A person's account in Slack, to bring a nudge to."""

import logging
from dataclasses import dataclass

from bot.channels.slack.directory import PLATFORM, Directory
from bot.channels.slack.errors import Meaning, Refused, SlackError
from bot.store.ports import Identities
from crm.access import Viewer

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OwnAccounts:
    """Implements bot.courier.Directory: the account that was recognized as theirs before, else the
    one with their address. Egress recognizes it once more before anything is sent there.
    """

    identities: Identities
    directory: Directory

    async def account_of(self, person: Viewer) -> str | None:
        """As the port has it; also None where Slack does not say."""
        try:
            home = await self.directory.home()
            for identity in await self.identities.of(person.user_id):
                if (identity.platform, identity.team) == (PLATFORM, home.team):
                    return identity.user
            return await self.directory.user_with(person.email) if person.email else None
        except SlackError as error:
            unknown_there = isinstance(error, Refused) and error.meaning is Meaning.UNREACHABLE
            extra = {"action": "slack_account_not_found", "error": str(error)}
            level = logging.INFO if unknown_there else logging.ERROR
            _log.log(level, "Slack knows no account for somebody.", extra=extra)
            return None
