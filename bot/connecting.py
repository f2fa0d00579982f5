"""How somebody lets Crumb into Salesforce, from the link in their chat to "this is you".

    link, in chat, for one person, for ten minutes
      └─ a page says what happens ── button ──► Salesforce, with a state that is good once (C9)
           └─ back with a code ──► tokens, not trusted yet: a page says as whom (C10)
                └─ button ──► the tokens are theirs

Each step is one ticket, used up by the next; from the first button on, all steps belong to one
browser, which its cookie shows. A link is opened by programs too, to preview it: only a button
begins.
"""

import hmac
import json
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from bot.store.ports import Tickets
from crm.access import Viewer
from crm.backends.salesforce.oauth import Identity
from crm.backends.salesforce.sessions import Sessions, forgotten
from crm.backends.salesforce.tokens import Tokens, opened
from crm.secret import Secret

LASTS: Final = timedelta(minutes=10)
PROVIDER: Final = "salesforce"
_LINK, _STATE, _PENDING = (f"{PROVIDER} {step}" for step in ("link", "state", "pending"))
_log = logging.getLogger(__name__)


class CannotConnect(Exception):
    """The step can't be taken; the message says why, and what to do."""


OVER: Final = "This link was used already, or is too old. Ask Crumb for a new one in your chat."


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Whom a link was given to: their id in the CRM, and how they are called there."""

    person: str
    name: str
    email: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Pending:
    """Somebody came back from Salesforce; `ticket` is what their "yes, that is me" is said with."""

    asked: Asked
    identity: Identity
    ticket: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Connecting:
    """The steps, in their order. `address` is where the pages are."""

    sessions: Sessions
    tickets: Tickets
    address: str
    clock: Callable[[], datetime]

    async def link(self, viewer: Viewer) -> str:
        """A link for this person, to be shown to nobody else. Implements handlers.ports.Doors."""
        asked = {"person": viewer.user_id, "name": viewer.name, "email": viewer.email}
        ticket = await self.tickets.issue(_LINK, json.dumps(asked), self._until())
        return f"{self.address.rstrip('/')}/connect/{ticket}"

    async def disconnect(self, viewer: Viewer) -> bool:
        """Implements handlers.ports.Doors."""
        was = await self.sessions.disconnect(viewer.user_id)
        if was:
            await self.sessions.revoke_waiting()
        return was

    async def asked(self, ticket: str) -> Asked:
        """Whose link that is. Raises CannotConnect."""
        return Asked(**_known(await self.tickets.look(_LINK, ticket, self.clock())))

    async def begin(self, ticket: str) -> tuple[str, str]:
        """Salesforce's address to go to, and the secret of the browser's cookie."""
        asked = _known(await self.tickets.take(_LINK, ticket, self.clock()))
        verifier, browser = Secret(secrets.token_urlsafe(64)), secrets.token_urlsafe(32)
        state = {"asked": asked, "verifier": verifier.text, "browser": _digest(browser)}
        issued = await self.tickets.issue(_STATE, json.dumps(state), self._until())
        return self.sessions.oauth.address(issued, verifier), browser

    async def back(self, state: str, code: str, browser: str) -> Pending:
        """Somebody came back with a code. Raises CannotConnect and CrmError."""
        kept = _known(await self.tickets.take(_STATE, state, self.clock()))
        _same_browser(kept, browser)
        if not code:
            raise CannotConnect("Salesforce was not allowed to let Crumb in. Nothing was changed.")
        tokens = await self.sessions.oauth.by_code(Secret(code), Secret(kept["verifier"]))
        asked = Asked(**kept["asked"])
        await self._checked(asked, tokens)
        identity = await self.sessions.oauth.identity(tokens)
        pending = {**kept, "tokens": tokens.closed().text}
        ticket = await self.tickets.issue(_PENDING, json.dumps(pending), self._until())
        return Pending(asked=asked, identity=identity, ticket=ticket)

    async def confirm(self, ticket: str, browser: str) -> Asked:
        """That is me: from now on Crumb asks Salesforce as this person."""
        kept, tokens = await self._pending(ticket, browser)
        await self.sessions.connect(tokens)
        return Asked(**kept["asked"])

    async def decline(self, ticket: str, browser: str) -> None:
        """That is not me: Salesforce forgets it."""
        _, tokens = await self._pending(ticket, browser)
        await forgotten(self.sessions.oauth, tokens)

    async def _pending(self, ticket: str, browser: str) -> tuple[dict[str, Any], Tokens]:
        kept = _known(await self.tickets.take(_PENDING, ticket, self.clock()))
        _same_browser(kept, browser)
        return kept, opened(Secret(kept["tokens"]))

    async def _checked(self, asked: Asked, tokens: Tokens) -> None:
        """The tokens are of the person who asked, in our org; others are not kept (C9, C10)."""
        wrong = ""
        if tokens.org_id != self.sessions.org_id:
            wrong = "That is another Salesforce org. Please sign in to your company's."
        elif tokens.user_id != asked.person:
            wrong = (
                f"You signed in as somebody else than {asked.name}, to whom this link was given."
                " Log out of Salesforce, ask Crumb for a new link and sign in as yourself."
            )
        if wrong:
            extra = {"action": "salesforce.mix_up", "asked": asked.person, "got": tokens.user_id}
            _log.warning("Somebody signed in as somebody else.", extra=extra)
            await forgotten(self.sessions.oauth, tokens)
            raise CannotConnect(wrong)

    def _until(self) -> datetime:
        return self.clock() + LASTS


def _known(payload: str | None) -> dict[str, Any]:
    if payload is None:
        raise CannotConnect(OVER)
    kept: dict[str, Any] = json.loads(payload)
    return kept


def _same_browser(kept: dict[str, Any], browser: str) -> None:
    if not hmac.compare_digest(_digest(browser), kept["browser"]):
        raise CannotConnect("This was begun in another browser. Ask Crumb for a new link.")


def _digest(text: str) -> str:
    return sha256(text.encode(errors="replace")).hexdigest()
