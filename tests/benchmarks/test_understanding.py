"""What reading costs: on the sample company, and with a million accounts to know by name."""

import statistics
from collections.abc import Iterable
from itertools import islice, product
from time import perf_counter

import pytest

from crm.access import Viewer
from crm.backends.database import DatabaseCrm
from crm.names import Name, NameIndex
from handlers.understanding.reader import Asked, Reader
from tests.questions import figures, lists, records
from tests.questions.conftest import company_crm
from tests.questions.org import NOW

__all__ = ["company_crm"]

QUESTIONS = [row.question for row in (*records.ROWS, *lists.ROWS, *figures.ROWS)]
MILLION = 1_000_000
_FIRST = [
    "Alder",
    "Birch",
    "Cedar",
    "Dorn",
    "Elm",
    "Fern",
    "Gorse",
    "Hazel",
    "Iris",
    "Juniper",
    "Kelp",
    "Larch",
    "Maple",
    "Nettle",
    "Oak",
]
_ENDS = [
    "wick",
    "ford",
    "ham",
    "ton",
    "mere",
    "dale",
    "stead",
    "haven",
    "brook",
    "field",
    "gate",
    "holm",
    "bourne",
    "combe",
    "leigh",
]
_SECOND = [
    "Brass",
    "Copper",
    "Amber",
    "Slate",
    "Marble",
    "Flint",
    "Garnet",
    "Opal",
    "Onyx",
    "Coral",
    "Pearl",
    "Cobalt",
]
_TRADES = [
    "Mills",
    "Foods",
    "Logistics",
    "Energy",
    "Foundry",
    "Glass",
    "Paper",
    "Textiles",
    "Dairy",
    "Optics",
    "Ports",
]
_FORMS = ("Ltd", "Inc.", "GmbH", "AG", "plc", "BV", "SA", "Group", "Partners", "")


def many_names(count: int) -> Iterable[Name]:
    """That many invented company names, no two alike."""
    parts = product(_FIRST, _ENDS, _SECOND, _ENDS[:6], _TRADES, _FORMS)
    for number, (a, b, c, d, trade, form) in enumerate(islice(parts, count)):
        yield Name("Account", f"001x{number:07}", f"{a}{b} {c}{d} {trade} {form}".strip())


def _times(reader: Reader, viewer: Viewer) -> list[float]:
    taken = []
    for question in QUESTIONS:
        start = perf_counter()
        reader.read(Asked(text=question, viewer=viewer, now=NOW))
        taken.append((perf_counter() - start) * 1000)
    return sorted(taken)


@pytest.mark.timeout(600)
async def test_reading_beside_an_index_of_a_million_names(company_crm: DatabaseCrm) -> None:
    """Prints median and 99th percentile of reading alone, in milliseconds, at both sizes."""
    dana = await company_crm.by_email("dana@ferrowick.example")
    assert dana is not None
    schema, index = await company_crm.schema(dana), await company_crm.index(dana)
    small = _times(Reader(schema, index), dana)
    start = perf_counter()
    large = NameIndex((*many_names(MILLION), *_names_of(index)))
    print(f"\nindex of {len(large):,} names built in {perf_counter() - start:.1f} s")
    big = _times(Reader(schema, large), dana)
    for what, taken in (("sample company", small), ("a million accounts", big)):
        slow = taken[int(len(taken) * 0.99)]
        print(f"reading, {what}: median {statistics.median(taken):.1f} ms, p99 {slow:.1f} ms")
    print(f"a million / sample: {statistics.fmean(big) / statistics.fmean(small):.2f}")
    assert len(large) >= MILLION


def _names_of(index: NameIndex) -> Iterable[Name]:
    """The names of an index, found again by what its questions name."""
    known = {m.name for question in QUESTIONS for m in index.find(question, limit=8)}
    words = {word for question in QUESTIONS for word in question.split()}
    return known | {m.name for word in words for m in index.find(word, limit=8)}
