"""A question taken apart survives being written down, and nothing else is taken for one."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.access import Viewer
from crm.names import Name, NameIndex
from crm.standard import STANDARD
from handlers.understanding.draft import Draft
from handlers.understanding.draft_json import from_json, to_json
from handlers.understanding.reader import Asked, Reader
from handlers.understanding.reading import Reading

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
DANA = Viewer(user_id="005D", name="Dana Whitfield", email="dana@x.example")
INDEX = NameIndex((Name("Account", "001A", "Halden"), Name("User", "005C", "Caleb Strand")))
READER = Reader(STANDARD, INDEX)
QUESTIONS = (
    "my open deals over $50.5k closing after November",
    "what percentage of open deals are overdue",
    "top 5 accounts by revenue this year",
    "accounts with at least 2 open deals, without tasks, not owned by Caleb",
    "deals untouched for 30 days sorted by close date descending",
    "win rate by rep",
    "bookings this quarter vs last quarter by region",
    "which deals did Caleb move to Negotiation or Closed Won since I last looked",
    "close dates pushed out of this quarter yesterday",
    'contacts with an email whose title contains "head"',
)


def said(text: str) -> Draft:
    reading = READER.read(Asked(text=text, viewer=DANA, now=NOW))
    assert isinstance(reading, Reading), reading.sentence
    assert reading.said
    return reading.said


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_taken_apart_comes_back_as_it_was(text: str) -> None:
    """With every number, day and name that was said."""
    draft = said(text)
    assert from_json(to_json(draft)) == draft


def test_what_is_as_usual_is_not_written() -> None:
    """So that a draft with more fields reads what was written before it had them."""
    assert to_json(Draft()) == '{"is":"Draft"}'
    assert from_json('{"is":"Draft"}') == Draft()


@pytest.mark.parametrize(
    "change",
    [
        {"is": "Phrase"},
        {"root": None},
        {"root": {"is": "Phrase", "items": [{"is": "Draft"}]}},
        {"root": {"is": "Phrase", "items": {}}},
        {"question": ["what is this"]},
        {"limit": "5"},
        {"limit": True},
        {"rank": {"is": "Rank"}},
        {"more": 1},
        {"share": False},
    ],
)
def test_what_is_not_as_written_is_refused(change: dict[str, object]) -> None:
    """A ValueError, and never half a question."""
    found = json.loads(to_json(said(QUESTIONS[0])))
    with pytest.raises(ValueError, match=r"."):
        from_json(json.dumps(found | change))


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", "7", "{", "[" * 100_000])
def test_what_is_no_question_at_all_is_refused(text: str) -> None:
    """Also what is nested too deeply to be read."""
    with pytest.raises(ValueError, match=r"."):
        from_json(text)


@given(st.sampled_from(QUESTIONS), st.integers(1, 10_000), st.sampled_from(["amount", "phase"]))
def test_numbers_and_texts_survive(text: str, limit: int, measure: str) -> None:
    """Whatever is in a field."""
    draft = replace(said(text), limit=limit, measure=measure)
    assert from_json(to_json(draft)) == draft
