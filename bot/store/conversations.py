"""The last turn of each conversation, kept for a day."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from bot.store.database import Database, digest, put
from bot.store.tables import CONVERSATIONS
from bot.store.turn_json import from_json, to_json
from handlers.ports import Turn

_KEPT = timedelta(days=1)


class SqlConversations:
    """Implements handlers.ports.Conversations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def last(self, conversation: str, now: datetime) -> Turn | None:
        """As the port has it. A turn that another version wrote in its own way is none."""
        this = CONVERSATIONS.c.key == digest(conversation)
        query = select(CONVERSATIONS.c.turn).where(this, CONVERSATIONS.c.at > now - _KEPT)
        text = await self._database.read(lambda connection: connection.scalar(query))
        try:
            return None if text is None else from_json(text)
        except ValueError:
            return None

    async def remember(self, conversation: str, turn: Turn) -> None:
        """As the port has it; what is older than a day goes."""
        row = {"key": digest(conversation), "turn": to_json(turn), "at": turn.at}
        old = delete(CONVERSATIONS).where(CONVERSATIONS.c.at <= turn.at - _KEPT)

        def work(connection: Connection) -> None:
            connection.execute(old)
            put(connection, CONVERSATIONS, row)

        await self._database.write(work)
