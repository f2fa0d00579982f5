"""All suggestions, as a table."""

from dataclasses import asdict

from sqlalchemy import select

from bot.store.database import Database, add, storable
from bot.store.tables import FEEDBACK
from handlers.ports import Feedback


class SqlFeedbackBook:
    """Implements handlers.ports.FeedbackBook."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, feedback: Feedback) -> None:
        """As the port has it."""
        row = {
            name: storable(value) if isinstance(value, str) else value
            for name, value in asdict(feedback).items()
        }
        await self._database.write(lambda connection: add(connection, FEEDBACK, row))

    async def everything(self) -> tuple[Feedback, ...]:
        """As the port has it."""
        query = select(FEEDBACK).order_by(FEEDBACK.c.at, FEEDBACK.c.id)
        return await self._database.read(
            lambda connection: tuple(Feedback(**row._mapping) for row in connection.execute(query))
        )
