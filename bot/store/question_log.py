"""The questions that were not answered as wanted, as a table, for 30 days."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from bot.store.database import Database, add, storable
from bot.store.tables import QUESTIONS
from handlers.ports import AskedOnce, Cause

_KEPT = timedelta(days=30)


class SqlQuestionLog:
    """Implements handlers.ports.QuestionLog."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, asked: AskedOnce) -> None:
        """As the port has it."""
        row = {
            name: storable(value) if isinstance(value, str) else value
            for name, value in asdict(asked).items()
        }
        row["words"] = json.dumps([storable(word) for word in asked.words])

        def work(connection: Connection) -> None:
            connection.execute(delete(QUESTIONS).where(QUESTIONS.c.at <= asked.at - _KEPT))
            add(connection, QUESTIONS, row)

        await self._database.write(work)

    async def choose(self, id_: str, viewer_id: str, question: str) -> None:
        """As the port has it."""
        theirs = update(QUESTIONS).where(
            QUESTIONS.c.id == storable(id_), QUESTIONS.c.viewer_id == viewer_id
        )
        chosen = theirs.values(chosen=storable(question))
        await self._database.write(lambda connection: connection.execute(chosen))

    async def everything(self, now: datetime) -> tuple[AskedOnce, ...]:
        """As the port has it."""
        kept = select(QUESTIONS).where(QUESTIONS.c.at > now - _KEPT)
        query = kept.order_by(QUESTIONS.c.at, QUESTIONS.c.id)
        return await self._database.read(
            lambda connection: tuple(_asked(row) for row in connection.execute(query))
        )


def _asked(row: Row[Any]) -> AskedOnce:
    columns: dict[str, Any] = dict(row._mapping)
    words, cause = tuple(json.loads(columns.pop("words"))), Cause(columns.pop("cause"))
    return AskedOnce(**columns, words=words, cause=cause)
