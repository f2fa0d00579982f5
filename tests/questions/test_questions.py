"""Every row of the tables: the answer is the one worked out independently."""

import pytest

from tests.questions import (
    comparisons,
    figures,
    followups,
    lists,
    named_figures,
    records,
    small_words,
    traps,
    unread,
    vocabulary,
    wording,
)
from tests.questions.conftest import Asking
from tests.questions.expected import Row
from tests.questions.org import Org
from tests.questions.tables import rows_of

_FILES = (records, comparisons, lists, figures, followups, traps, small_words, unread, vocabulary)
_ROWS = [row for file in _FILES for row in file.ROWS]
_ROWS += rows_of(wording) + rows_of(named_figures)


@pytest.mark.parametrize("row", _ROWS, ids=lambda r: " / ".join([*r.before, r.question])[:90])
async def test_it_answers_as_worked_out_by_hand(row: Row, asking: Asking, the_org: Org) -> None:
    """The outcome, value, records and groups of each question are right."""
    row.check(await asking(row), the_org)
