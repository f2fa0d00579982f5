"""What a question costs inside a running process, beside the bare SQL of the same answer."""

import sqlite3
import statistics
from collections.abc import Iterator
from time import perf_counter
from typing import Any

import pytest
from sqlalchemy import event

from crm.backends.database import DatabaseCrm
from crm.dialects.sql import add_functions
from crm.links import Links
from handlers.asking.ask import Ask
from tests.fakes.conversations import FakeConversations
from tests.questions.conftest import company_crm
from tests.questions.org import NOW

__all__ = ["company_crm"]

QUESTIONS = (
    "what's my pipeline this quarter?",
    "who owns halden?",
    "open deals over $50k closing this month",
    "deals of customers in Germany with more than 500 employees",
    "accounts without open opportunities",
    "win rate by rep",
    "top 5 customers by revenue",
    "revenue by month this year",
    "what's overdue at Halden?",
    "phone number of tesaly medical",
)
_ROUNDS = 20
Statement = tuple[str, Any]


@pytest.fixture
def statements(company_crm: DatabaseCrm) -> Iterator[list[Statement]]:
    """Every statement the CRM sends from now on."""
    sent: list[Statement] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("SELECT"):
            sent.append((statement, parameters))

    event.listen(company_crm.storage.engine, "before_cursor_execute", note)
    yield sent
    event.remove(company_crm.storage.engine, "before_cursor_execute", note)


async def test_a_question_in_a_running_process(
    company_crm: DatabaseCrm, statements: list[Statement]
) -> None:
    """Prints median and 99th percentile of asking, and of the same SQL sent by hand."""
    dana = await company_crm.by_email("dana@ferrowick.example")
    assert dana is not None
    ask = Ask(company_crm, company_crm, Links("https://crm.example"), FakeConversations())
    for question in QUESTIONS:
        await ask.answer(question, dana, NOW, "warm")
    statements.clear()
    asked: list[float] = []
    for _ in range(_ROUNDS):
        for number, question in enumerate(QUESTIONS):
            start = perf_counter()
            await ask.answer(question, dana, NOW, f"thread-{number}-{len(asked)}")
            asked.append((perf_counter() - start) * 1000)
    bare = _bare(str(company_crm.storage.engine.url.database), statements) / len(asked)
    median = statistics.median(asked)
    slowest = sorted(asked)[int(len(asked) * 0.99) - 1]
    print(f"\nask: median {median:.1f} ms, p99 {slowest:.1f} ms; bare SQL {bare:.1f} ms on average")
    print(f"ask / bare SQL: {statistics.fmean(asked) / bare:.1f}")
    assert len(asked) == _ROUNDS * len(QUESTIONS)


def _bare(path: str, statements: list[Statement]) -> float:
    """Milliseconds for the same statements over one connection of the sqlite3 module."""
    connection = sqlite3.connect(path)
    add_functions(connection)
    start = perf_counter()
    for statement, parameters in statements:
        connection.execute(statement, parameters).fetchall()
    taken = (perf_counter() - start) * 1000
    connection.close()
    return taken
