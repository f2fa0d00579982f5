"""Every fresh row; what is not answered rightly yet only with `CRUMB_NOT_YET=1`."""

import os

import pytest

from tests.questions.conftest import Asking
from tests.questions.expected import Row
from tests.questions.fresh import (
    figures,
    filters,
    followups,
    gives_back,
    orders,
    people,
    records,
    related,
    times,
    unanswered,
    updates,
)
from tests.questions.org import Org

_FILES = (
    records,
    filters,
    related,
    figures,
    orders,
    times,
    people,
    gives_back,
    followups,
    unanswered,
    updates,
)
_ROWS = [row for file in _FILES for row in file.ROWS]
_NOT_YET = [row for file in _FILES for row in file.NOT_YET]
_TRIED = [*_ROWS, *_NOT_YET] if os.environ.get("CRUMB_NOT_YET") == "1" else _ROWS


@pytest.mark.parametrize("row", _TRIED, ids=lambda r: " / ".join([*r.before, r.question])[:90])
async def test_it_answers_as_worked_out_by_hand(row: Row, asking: Asking, the_org: Org) -> None:
    """The outcome, value, records and groups of each question are right."""
    row.check(await asking(row), the_org)
