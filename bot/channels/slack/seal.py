"""Where a form belongs, sealed: it travels through the client of the person it was shown to.

Only that person, within a day, brings it back; from anybody else it is worth nothing, and what they
enter is taken as theirs, from nowhere.
"""

import hmac
import json
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

LASTS: Final = timedelta(days=1)


class Seal:
    """Closes and opens short texts; the key is derived from a secret both ends never see."""

    def __init__(self, secret: str) -> None:
        self._key = hmac.new(secret.encode(), b"crumb: where a form belongs", sha256).digest()

    def close(self, text: str, user: str, now: datetime) -> str:
        """The text with its expiry and a mark that holds for this user."""
        until = int((now + LASTS).timestamp())
        return json.dumps([text, until, self._mark(text, user, until)], separators=(",", ":"))

    def open(self, sealed: str, user: str, now: datetime) -> str | None:
        """The text; None where it was made up, is somebody else's, or too old."""
        try:
            text, until, mark = json.loads(sealed)
        except (ValueError, TypeError, RecursionError):
            return None
        if not (isinstance(text, str) and type(until) is int and isinstance(mark, str)):
            return None
        expected = self._mark(text, user, until).encode()
        if not hmac.compare_digest(expected, mark.encode(errors="replace")):
            return None
        return text if now.timestamp() <= until else None

    def _mark(self, text: str, user: str, until: int) -> str:
        signed = json.dumps([text, user, until]).encode()
        return hmac.new(self._key, signed, sha256).hexdigest()[:32]
