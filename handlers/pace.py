"""How often one person may do one thing."""

from collections import deque
from datetime import datetime, timedelta


class Pace:
    """At most `most` times in any `within` for each person; kept in memory, per process.

    People of whom nothing is left to remember are forgotten, so that it stays small.
    """

    def __init__(self, most: int, within: timedelta) -> None:
        if most < 1 or within <= timedelta(0):
            raise ValueError("a pace allows something in some time")
        self.most = most
        self.within = within
        self._done: dict[str, deque[datetime]] = {}

    def take(self, who: str, now: datetime) -> bool:
        """Whether this person may now; if so, it counts."""
        self._forget(now)
        done = self._done.setdefault(who, deque())
        if len(done) >= self.most:
            return False
        done.append(now)
        return True

    def _forget(self, now: datetime) -> None:
        for who in list(self._done):
            done = self._done[who]
            while done and done[0] <= now - self.within:
                done.popleft()
            if not done:
                del self._done[who]
