"""With an owner's file of words each question has the answer that file makes right."""

import asyncio
from collections.abc import Iterator

import pytest

from crm.backends.database import DatabaseCrm, open_database
from crm.links import Links
from handlers.asking.ask import Ask
from handlers.teaching.words_file import Teaching, read_words
from tests.fakes.conversations import FakeConversations
from tests.questions import own_words
from tests.questions.expected import Row
from tests.questions.org import NOW, Org


@pytest.fixture(scope="module")
def taught(company_crm: DatabaseCrm) -> Iterator[tuple[DatabaseCrm, Teaching]]:
    """The sample company once more, as that organisation defines it."""
    teaching = read_words(own_words.WORDS, company_crm.storage.load())
    url = company_crm.storage.engine.url.render_as_string(hide_password=False)
    crm = open_database(url, definitions=teaching.definitions)
    yield crm, teaching
    asyncio.run(crm.close())


@pytest.mark.parametrize("row", own_words.OWN_ROWS, ids=lambda r: r.question)
async def test_it_answers_as_worked_out_by_hand(
    row: Row, taught: tuple[DatabaseCrm, Teaching], the_org: Org
) -> None:
    """The words mean what the file says, and what it defines is what is counted."""
    crm, teaching = taught
    viewer = await crm.by_email(row.as_)
    assert viewer is not None
    links = Links("https://crm.ferrowick.example")
    ask = Ask(crm, crm, links, FakeConversations(), languages=teaching.languages)
    for earlier in row.before:
        await ask.answer(earlier, viewer, NOW, "thread")
    row.check(await ask.answer(row.question, viewer, NOW, "thread"), the_org)
