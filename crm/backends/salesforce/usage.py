"""How much of the org's daily limit of calls is used, and what is left out to save the rest.

`Sforce-Limit-Info: api-usage=18/5000` comes with each answer. Nudges stop at 80 %, dashboards at
90 %, questions when Salesforce refuses. What was read is believed for a quarter of an hour: then
one call may find out how it stands.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from time import monotonic
from typing import Final

from crm.errors import OverLimit

BELIEVED_SECONDS: Final = 900.0
_USAGE = re.compile(r"\bapi-usage=(\d{1,12})/(\d{1,12})\b")
_log = logging.getLogger(__name__)


class Purpose(Enum):
    """What a call is for; the value is the share of the limit from which on it is not made."""

    NUDGE = 0.8
    DASHBOARD = 0.9
    QUESTION = 1.0


@dataclass(slots=True)
class Usage:
    """One org's, shared by all who call it. `clock` counts seconds."""

    clock: Callable[[], float] = monotonic
    used: int = 0
    limit: int = 0
    _seen_at: float = field(default=float("-inf"), init=False)
    _blocked_until: float = field(default=float("-inf"), init=False)

    @property
    def share(self) -> float:
        """How much is used, from 0 to 1; 0 where nothing is known."""
        return self.used / self.limit if self.limit else 0.0

    @property
    def complaint(self) -> str | None:
        """A sentence for an admin while calls are refused."""
        if self.clock() >= self._blocked_until:
            return None
        return "Salesforce's daily limit of API calls is used up; Crumb waits."

    def observe(self, header: str) -> None:
        """What an answer said."""
        if match := _USAGE.search(header):
            self.used, self.limit = int(match[1]), int(match[2])
            self._seen_at = self.clock()

    def check(self, purpose: Purpose) -> None:
        """Raises OverLimit where a call for that is not to be made now."""
        now = self.clock()
        if now < self._blocked_until:
            raise OverLimit
        if purpose is Purpose.QUESTION or self.share < purpose.value:
            return
        if now < self._seen_at + BELIEVED_SECONDS:
            raise OverLimit("The CRM's calls for today are kept for questions.")
        self._seen_at = now  # one call finds out; the others wait for what it sees

    def refused(self) -> None:
        """Salesforce says that the limit is reached: no calls, until one may try again."""
        now = self.clock()
        if now >= self._blocked_until:
            _log.error(
                "Salesforce's daily limit of API calls is used up.",
                extra={"action": "salesforce.limit", "used": self.used, "limit": self.limit},
            )
        self._blocked_until = now + BELIEVED_SECONDS
