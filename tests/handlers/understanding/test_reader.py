"""Reading never raises, never takes long, and takes no constant from nowhere."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.access import Viewer
from crm.check import check
from crm.names import Match, Name, NameIndex
from crm.query import And, Comparison, Condition, Not, Or, Related
from crm.standard import STANDARD
from handlers.understanding.reader import Asked, Reader
from handlers.understanding.reading import NoReading, Reading, Why
from handlers.understanding.text.tokens import tokenise
from tests.questions import figures, lists, records

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
DANA = Viewer(user_id="005D", name="Dana Whitfield", email="dana@x.example")
NAMES = (
    Name("Account", "001A", "Halden"),
    Name("Account", "001B", "O'Malley & Sons"),
    Name("Account", "001C", "Target"),
    Name("User", "005C", "Caleb Strand"),
)
READER = Reader(STANDARD, NameIndex(NAMES))
_WORDS = sorted(
    {w for row in [*records.ROWS, *lists.ROWS, *figures.ROWS] for w in row.question.split()}
)
# Sixty words at most, each the start of at most six stretches, read at most three times.
MOST_LOOK_UPS = 60 * 6 * 3
HOSTILE = [
    "",
    " ",
    "🎉" * 500,
    "a" * 40_000,
    '"' * 10_000,
    "(" * 10_000,
    "deals " * 400,
    "\u202edeals\u202c my",
    "dеals in Berlin",
    "'; DROP TABLE opportunity; --",
    "<script>alert(1)</script>",
    "MY OPEN DEALS",
    "\x00\x01\x02",
    "amount " * 300 + "over 5",
    "not not not not open deals",
    " ".join(f"Halden x{number}" for number in range(160)),
    "\ud800",
]


class CountingIndex(NameIndex):
    """Counts how often it is searched, which is what reading a text costs."""

    looked_up = 0

    def find(
        self, text: str, *, entities: frozenset[str] | None = None, limit: int = 8
    ) -> tuple[Match, ...]:
        """As NameIndex has it."""
        self.looked_up += 1
        return super().find(text, entities=entities, limit=limit)


def _read(text: str) -> Reading | NoReading:
    return READER.read(Asked(text=text, viewer=DANA, now=NOW))


def _constants(condition: Condition | None) -> list[object]:
    match condition:
        case Comparison():
            return list(condition.values)
        case And(parts) | Or(parts):
            return [c for p in parts for c in _constants(p)]
        case Not(part):
            return _constants(part)
        case Related():
            return _constants(condition.where)
    return []


@settings(max_examples=150)
@given(st.lists(st.sampled_from([*_WORDS, "?", ",", "50k", "-"]), min_size=1, max_size=9))
def test_any_mix_of_known_words_reads_or_asks_and_what_it_reads_is_valid(words: list[str]) -> None:
    """The reading never raises, and every query it makes passes the schema's check."""
    found = _read(" ".join(words))
    if isinstance(found, Reading):
        check(found.query, STANDARD)


@settings(max_examples=150)
@given(st.text(max_size=300))
def test_any_text_at_all_reads_or_asks(text: str) -> None:
    """The reading never raises on any text."""
    assert isinstance(_read(text), Reading | NoReading)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_f14_a_hostile_text_is_read_or_refused_in_bounded_work(text: str) -> None:
    """Nothing in it blows up: texts over the limit are refused before any name is looked up."""
    index = CountingIndex(NAMES)
    found = Reader(STANDARD, index).read(Asked(text=text, viewer=DANA, now=NOW))
    assert index.looked_up <= MOST_LOOK_UPS
    assert len(text) <= 2000 or (isinstance(found, NoReading) and found.why is Why.NOT_UNDERSTOOD)


@settings(max_examples=100)
@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=8))
def test_numbers_in_the_query_come_from_the_question(words: list[str]) -> None:
    """No amount is made up: each number stands in the text, or is the zero of "unpaid"."""
    text = " ".join(words)
    found = _read(text)
    if isinstance(found, NoReading):
        return
    numbers = [c for c in _constants(found.query.where) if isinstance(c, Decimal)]
    digits = any(c.isdigit() for c in text)
    assert digits or all(n == 0 for n in numbers)


_SCHEMA_VALUES = {v for entity in STANDARD for f in entity for v in (*f.picklist, *f.seen)}


@settings(max_examples=150)
@given(st.lists(st.sampled_from([*_WORDS, '"boiler"', "Halden"]), min_size=1, max_size=8))
def test_texts_in_the_query_come_from_the_question_the_schema_or_the_names(
    words: list[str],
) -> None:
    """Each text is a value of the schema, the id of a record or of the asker, or was written."""
    text = " ".join(words)
    found = _read(text)
    if isinstance(found, NoReading):
        return
    known = _SCHEMA_VALUES | {name.id for name in NAMES} | {DANA.user_id}
    texts = [c for c in _constants(found.query.where) if isinstance(c, str)]
    written = {token.norm for token in tokenise(text)} | {"of"}  # "APAC manager": manager of APAC
    strangers = [t for t in texts if t not in known and not _norms(t) <= written]
    assert strangers == []


def _norms(text: str) -> set[str]:
    return {token.norm for token in tokenise(text)}


def test_an_account_named_like_a_word_is_found_when_it_stands_as_a_name() -> None:
    """ "Target" is a word for quota, and an account when somebody asks who owns it."""
    found = _read("who owns Target")
    assert isinstance(found, Reading)
    assert [r.id for r in found.named] == ["001C"]


def test_words_nothing_knows_are_named_instead_of_guessed() -> None:
    """A left-over content word is said back."""
    found = _read("open deals with frobnication")
    assert isinstance(found, NoReading)
    assert found.words == ("frobnication",)


def test_days_are_days_in_the_zone_of_the_asker() -> None:
    """At 15:00 UTC on 18 November it is already the 19th in Auckland."""
    far = Viewer(user_id="005D", name="D W", email="d@x.example", time_zone="Pacific/Auckland")
    found = READER.read(Asked(text="deals closing today", viewer=far, now=NOW))
    assert isinstance(found, Reading)
    assert date(2026, 11, 19) in _constants(found.query.where)
