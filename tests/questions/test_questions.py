"""Every row of the tables: the answer is the one worked out independently."""

import pytest

from tests import questions
from tests.questions import changed, conversations, named_figures, structure, wording
from tests.questions.conftest import Asking
from tests.questions.expected import Row
from tests.questions.org import Org
from tests.questions.tables import rows_of

_PACKAGES = (questions, wording, named_figures, structure, changed, conversations)
_ROWS = [row for package in _PACKAGES for row in rows_of(package)]


@pytest.mark.parametrize("row", _ROWS, ids=lambda r: " / ".join([*r.before, r.question])[:90])
async def test_it_answers_as_worked_out_by_hand(row: Row, asking: Asking, the_org: Org) -> None:
    """The outcome, value, records and groups of each question are right."""
    row.check(await asking(row), the_org)
