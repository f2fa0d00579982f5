"""A second language: its words, its counting and its times are all it brings."""

import pytest

from tests.questions import german
from tests.questions.conftest import Asking
from tests.questions.expected import Row
from tests.questions.org import Org


@pytest.mark.parametrize("row", german.ROWS, ids=lambda r: " / ".join([*r.before, r.question])[:90])
async def test_a_german_question_is_answered_as_worked_out_by_hand(
    row: Row, asking: Asking, the_org: Org
) -> None:
    """The outcome, value, records and groups of each question are right."""
    row.check(await asking(row), the_org)
