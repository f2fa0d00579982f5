"""The ledger of nudges as a table. Claims, stops and snoozes happen one after the other."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, exists, func, select, update

from bot.store.database import LEDGER_LOCK, Database, add, digest, put
from bot.store.tables import LEDGER, SNOOZES, STOPS
from crm.query import Ref
from nudges.notice import Notice, Sent
from nudges.ports import Cap, Delivery, Terms

_ALL = ""


class SqlLedger:
    """Implements nudges.ports.Ledger."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, notice: Notice, terms: Terms, now: datetime) -> str | None:
        """As the port has it; the id is the digest of the key, so the same claim has the same."""

        def work(connection: Connection) -> str | None:
            if _forbidden(connection, notice, terms, now):
                return None
            row = _row(notice, terms, now)
            return str(row["id"]) if add(connection, LEDGER, row) else None

        return await self._database.write(work, LEDGER_LOCK)

    async def settle(self, message_id: str, delivery: Delivery, now: datetime) -> None:
        """As the port has it."""
        this = LEDGER.c.id == message_id
        if delivery is Delivery.UNREACHABLE:
            statement: Any = delete(LEDGER).where(this)
        else:
            statement = update(LEDGER).where(this).values(state=delivery.value, settled_at=now)
        await self._database.write(lambda connection: connection.execute(statement))

    async def sent_since(self, since: datetime) -> tuple[Sent, ...]:
        """As the port has it."""
        query = select(LEDGER).where(LEDGER.c.claimed_at >= since)
        ordered = query.order_by(LEDGER.c.claimed_at, LEDGER.c.id)
        return await self._database.read(
            lambda connection: tuple(_sent(row) for row in connection.execute(ordered))
        )

    async def sent_to(self, who: str, since: datetime) -> tuple[Sent, ...]:
        """As the port has it."""
        query = select(LEDGER).where(LEDGER.c.person == who, LEDGER.c.claimed_at >= since)
        ordered = query.order_by(LEDGER.c.claimed_at, LEDGER.c.id)
        return await self._database.read(
            lambda connection: tuple(_sent(row) for row in connection.execute(ordered))
        )

    async def snooze(self, who: str, record: Ref, rule: str, until: datetime) -> None:
        """As the port has it."""
        key = {"person": who, "entity": record.entity, "record": record.id, "rule": rule}
        await self._database.write(
            lambda connection: put(connection, SNOOZES, {**key, "until": until}), LEDGER_LOCK
        )

    async def snoozed(self, now: datetime) -> frozenset[tuple[str, Ref, str]]:
        """As the port has it."""
        query = select(SNOOZES).where(SNOOZES.c.until > now)
        return await self._database.read(
            lambda connection: frozenset(
                (row.person, Ref(row.entity, row.record), row.rule)
                for row in connection.execute(query)
            )
        )

    async def stop(self, who: str, rule: str | None) -> None:
        """As the port has it."""
        row = {"person": who, "rule": rule or _ALL}
        await self._database.write(lambda connection: put(connection, STOPS, row), LEDGER_LOCK)

    async def resume(self, who: str) -> None:
        """As the port has it."""
        statement = delete(STOPS).where(STOPS.c.person == who)
        await self._database.write(lambda connection: connection.execute(statement), LEDGER_LOCK)

    async def stopped(self) -> frozenset[tuple[str, str | None]]:
        """As the port has it."""
        return await self._database.read(
            lambda connection: frozenset(
                (row.person, row.rule or None) for row in connection.execute(select(STOPS))
            )
        )


def _row(notice: Notice, terms: Terms, now: datetime) -> dict[str, Any]:
    key = {
        "rule": notice.rule,
        "entity": notice.record.entity,
        "record": notice.record.id,
        "person": notice.who,
        "period": terms.period,
    }
    return {**key, "id": digest(*key.values()), "state": "claimed", "claimed_at": now}


def _forbidden(connection: Connection, notice: Notice, terms: Terms, now: datetime) -> bool:
    """Whether the person wants rest, the record rests, or a budget is used up."""
    reasons: Iterable[ColumnElement[bool]] = (
        exists().where(STOPS.c.person == notice.who, STOPS.c.rule.in_([_ALL, notice.rule])),
        exists().where(
            SNOOZES.c.person == notice.who,
            SNOOZES.c.entity == notice.record.entity,
            SNOOZES.c.record == notice.record.id,
            SNOOZES.c.rule == notice.rule,
            SNOOZES.c.until > now,
        ),
        exists().where(
            LEDGER.c.entity == notice.record.entity,
            LEDGER.c.record == notice.record.id,
            LEDGER.c.claimed_at > terms.rested_since,
        ),
        *(_used_up(notice.who, cap) for cap in terms.caps),
    )
    return any(connection.scalar(select(reason)) for reason in reasons)


def _used_up(who: str, cap: Cap) -> ColumnElement[bool]:
    heard = and_(LEDGER.c.person == who, LEDGER.c.claimed_at >= cap.since)
    return select(func.count()).select_from(LEDGER).where(heard).scalar_subquery() >= cap.most


def _sent(row: Row[Any]) -> Sent:
    return Sent(
        id=row.id,
        rule=row.rule,
        record=Ref(row.entity, row.record),
        who=row.person,
        at=row.claimed_at,
    )
