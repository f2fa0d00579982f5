"""The answer to a yes/no question about all of some records."""

from dataclasses import dataclass, replace

from crm.query import Answer, Rows
from handlers.understanding.reading import Reading


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether it is true, of how many of all asked about, and the records that show it.

    `value` is None where there is nothing to ask about.
    """

    value: bool | None
    true_of: int
    all: int
    shown: Rows


def judged(yes: Answer, no: Answer) -> Judged:
    """All of them where it is true; else the fewer of those of which it is, and of which not."""
    assert isinstance(yes, Rows)
    assert isinstance(no, Rows)
    every = yes.total + no.total
    shown = yes if 0 < yes.total < no.total or not no.total else no
    return Judged(not no.total if every else None, yes.total, every, shown)


def read_again(reading: Reading, found: Judged) -> Reading:
    """The question the shown records are the answer to, for what may be asked next."""
    return replace(reading, query=found.shown.query, otherwise=None)
