"""The whole store, opened."""

import asyncio
from dataclasses import dataclass

from sqlalchemy import Engine

from bot.store.conversations import SqlConversations
from bot.store.database import Database, named_failures
from bot.store.feedback_book import SqlFeedbackBook
from bot.store.identities import SqlIdentities
from bot.store.ledger import SqlLedger
from bot.store.looks import SqlLooks
from bot.store.memory import SqlMemory
from bot.store.migrate import migrate
from bot.store.question_log import SqlQuestionLog
from bot.store.seen_events import SqlSeenEvents
from crm.backends.engines import engine_for


@dataclass(frozen=True, kw_only=True, slots=True)
class Store:
    """One adapter a port, over one database."""

    ledger: SqlLedger
    conversations: SqlConversations
    feedback: SqlFeedbackBook
    questions: SqlQuestionLog
    looks: SqlLooks
    memory: SqlMemory
    seen: SqlSeenEvents
    identities: SqlIdentities
    database: Database
    engine: Engine

    async def close(self) -> None:
        """Give all connections back."""
        await asyncio.to_thread(self.engine.dispose)


def open_store(url: str) -> Store:
    """The store at an SQLite or PostgreSQL URL, made or brought up to date first; blocks.

    It may share its database with the embedded CRM. Raises StoreUnavailable, which says why.
    """
    with named_failures():
        engine = engine_for(url, create=True)
    migrate(engine)
    database = Database(engine)
    return Store(
        ledger=SqlLedger(database),
        conversations=SqlConversations(database),
        feedback=SqlFeedbackBook(database),
        questions=SqlQuestionLog(database),
        looks=SqlLooks(database),
        memory=SqlMemory(database),
        seen=SqlSeenEvents(database),
        identities=SqlIdentities(database),
        database=database,
        engine=engine,
    )
