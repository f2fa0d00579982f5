"""Every word that carries meaning is in the query, or Crumb asks."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from crm.access import Viewer
from crm.names import Name, NameIndex
from crm.periods import Calendar
from crm.query import And, Query
from crm.standard import STANDARD
from handlers.understanding.accounted import unaccounted
from handlers.understanding.language.languages import ENGLISH
from handlers.understanding.language.lexicon import Lexicon
from handlers.understanding.reader import Asked, Reader
from handlers.understanding.reading import NoReading, Reading
from handlers.understanding.spans.cut import Sources, find_spans
from handlers.understanding.text.tokens import tokenise

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
DANA = Viewer(user_id="005D", name="Dana Whitfield", email="dana@x.example")
INDEX = NameIndex((Name("Account", "001A", "Halden"), Name("User", "005C", "Caleb Strand")))
READER = Reader(STANDARD, INDEX)
SOURCES = Sources(
    lexicon=Lexicon(STANDARD, ENGLISH),
    index=INDEX,
    calendar=Calendar(date(2026, 11, 18)),
    names_first=False,
)


def _read(text: str) -> Reading:
    reading = READER.read(Asked(text=text, viewer=DANA, now=NOW))
    assert isinstance(reading, Reading), reading.sentence
    return reading


def _lost(text: str, query: Query) -> list[str]:
    spans = find_spans(tokenise(text), SOURCES)
    reading = replace(_read(text), query=query, named=())
    return [s.text for s in unaccounted(spans, reading, DANA, STANDARD)]


@pytest.mark.parametrize(
    "text",
    [
        "my open deals over 50k closing after November",
        "open deals of Halden without a next step",
        "contacts with an email whose title contains head at Halden",
        "overdue invoices of Halden over 1000",
        "deals in negotiation not owned by Caleb Strand created since March",
    ],
)
def test_a_condition_that_gets_lost_is_missed(text: str) -> None:
    """Whichever condition is taken out of the query, some word of the question misses it."""
    query = _read(text).query
    assert isinstance(query.where, And)
    assert _lost(text, query) == []
    missed = [
        _lost(
            text, replace(query, where=And((*query.where.parts[:at], *query.where.parts[at + 1 :])))
        )
        for at in range(len(query.where.parts))
    ]
    assert all(missed), missed


@pytest.mark.parametrize(
    "text",
    [
        "which products are selling the most compared to last month",
        "open deals vs accounts by owner",
    ],
)
def test_a_comparison_that_cannot_be_made_is_not_dropped(text: str) -> None:
    """It asks, where the answer would be one to half of the question."""
    outcome = READER.read(Asked(text=text, viewer=DANA, now=NOW))
    assert isinstance(outcome, NoReading)
    assert "compare" in outcome.sentence
