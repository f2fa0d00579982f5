"""A ledger in memory."""

from datetime import datetime
from hashlib import sha256

from crm.query import Ref
from nudges.notice import Notice, Sent
from nudges.ports import Delivery, Terms


class FakeLedger:
    """Keeps everything in plain collections; nothing waits, so every method is one step."""

    def __init__(self) -> None:
        self._claims: dict[str, Sent] = {}
        self._snoozes: dict[tuple[str, Ref, str], datetime] = {}
        self._stops: set[tuple[str, str | None]] = set()

    async def claim(self, notice: Notice, terms: Terms, now: datetime) -> str | None:
        """As nudges.ports.Ledger has it."""
        key = f"{notice.rule} {notice.record} {notice.who} {terms.period}"
        id_ = sha256(key.encode()).hexdigest()
        if id_ in self._claims or self._wants_rest(notice, now) or self._over(notice, terms):
            return None
        self._claims[id_] = Sent(
            id=id_, rule=notice.rule, record=notice.record, who=notice.who, at=now
        )
        return id_

    async def settle(self, message_id: str, delivery: Delivery, now: datetime) -> None:
        """As nudges.ports.Ledger has it."""
        if delivery is Delivery.UNREACHABLE:
            self._claims.pop(message_id, None)

    async def sent_since(self, since: datetime) -> tuple[Sent, ...]:
        """As nudges.ports.Ledger has it."""
        found = [sent for sent in self._claims.values() if sent.at >= since]
        return tuple(sorted(found, key=lambda sent: (sent.at, sent.id)))

    async def sent_to(self, who: str, since: datetime) -> tuple[Sent, ...]:
        """As nudges.ports.Told has it."""
        return tuple(sent for sent in await self.sent_since(since) if sent.who == who)

    async def snooze(self, who: str, record: Ref, rule: str, until: datetime) -> None:
        """As nudges.ports.Rests has it."""
        self._snoozes[who, record, rule] = until

    async def snoozed(self, now: datetime) -> frozenset[tuple[str, Ref, str]]:
        """As nudges.ports.Rests has it."""
        return frozenset(key for key, until in self._snoozes.items() if until > now)

    async def stop(self, who: str, rule: str | None) -> None:
        """As nudges.ports.Rests has it."""
        self._stops.add((who, rule))

    async def resume(self, who: str) -> None:
        """As nudges.ports.Rests has it."""
        self._stops = {stop for stop in self._stops if stop[0] != who}

    async def stopped(self) -> frozenset[tuple[str, str | None]]:
        """As nudges.ports.Rests has it."""
        return frozenset(self._stops)

    def _wants_rest(self, notice: Notice, now: datetime) -> bool:
        until = self._snoozes.get((notice.who, notice.record, notice.rule))
        stops = {(notice.who, None), (notice.who, notice.rule)}
        return (until is not None and until > now) or bool(stops & self._stops)

    def _over(self, notice: Notice, terms: Terms) -> bool:
        said = self._claims.values()
        asked = any(s.record == notice.record and s.at > terms.rested_since for s in said)
        heard = [s.at for s in said if s.who == notice.who]
        return asked or any(sum(at >= c.since for at in heard) >= c.most for c in terms.caps)
