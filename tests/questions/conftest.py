"""The sample company in a database, and somebody who asks it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest

from bot.store.turn_json import from_json, to_json
from crm.backends.database import DatabaseCrm, open_database
from crm.links import Links
from crm.sample.filling import fill
from handlers.asking.answered import Answered
from handlers.asking.ask import Ask
from handlers.ports import Turn
from tests.fakes.conversations import FakeConversations
from tests.questions.expected import Row
from tests.questions.org import NOW, Org, org


class KeptConversations(FakeConversations):
    """Conversations of which each turn is written down and read again, as the store does."""

    async def remember(self, conversation: str, turn: Turn) -> None:
        """As handlers.ports.Conversations has it."""
        await super().remember(conversation, from_json(to_json(turn)))


Asking = Callable[[Row], Awaitable[Answered]]


@pytest.fixture(scope="session")
def company_crm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DatabaseCrm]:
    """The sample company in SQLite; read only by agreement."""
    path = tmp_path_factory.mktemp("company") / "crm.db"
    crm = open_database(f"sqlite:///{path}", create=True)
    fill(crm.storage, org().company)
    yield crm
    asyncio.run(crm.close())


@pytest.fixture
def asking(company_crm: DatabaseCrm) -> Asking:
    """Asks a row's question, after what was asked before it."""

    async def put(row: Row) -> Answered:
        viewer = await company_crm.by_email(row.as_)
        assert viewer is not None
        links = Links("https://crm.ferrowick.example")
        asker = Ask(company_crm, company_crm, links, KeptConversations())
        for earlier in row.before:
            await asker.answer(earlier, viewer, NOW, "thread")
        return await asker.answer(row.question, viewer, NOW, "thread")

    return put


@pytest.fixture(scope="session")
def the_org() -> Org:
    """The same company in plain Python."""
    return org()
