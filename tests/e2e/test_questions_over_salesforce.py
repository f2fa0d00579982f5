"""Questions of the tables, answered from Salesforce; and all that is asked for it is SOQL.

One in four, as all of them take a quarter of an hour; `CRUMB_ALL_ROWS=1` asks every one.
"""

import os
from collections import Counter
from pathlib import Path

import pytest

from crm.backends.database import open_database
from crm.sample.filling import fill
from tests.e2e.test_soql import by_the_grammar
from tests.questions.org import org
from tests.questions.over_salesforce import OverSalesforce, answered_rows, company_in_salesforce
from tests.questions.tables import title

ONE_IN = 1 if os.environ.get("CRUMB_ALL_ROWS") == "1" else 4


@pytest.mark.timeout(1_200)
async def test_every_question_is_answered_from_salesforce(
    node_modules: Path, tmp_path: Path
) -> None:
    """As worked out by hand; in one call a query, or two where a relation is looked up first."""
    database = open_database(f"sqlite:///{tmp_path / 'crm.db'}", create=True)
    fill(database.storage, org().company)
    crm = OverSalesforce(database, company_in_salesforce())
    wrong = []
    for row in answered_rows()[::ONE_IN]:
        try:
            row.check(await crm.ask(row), org())
        except AssertionError as error:
            wrong.append((title(row), str(error)))
    await database.close()
    assert wrong == []
    calls = Counter(crm.calls)
    assert set(calls) <= {0, 1, 2}
    assert calls[2] < calls.total() / 20
    asked = sorted(set(crm.soql))
    verdicts = by_the_grammar(asked, node_modules)
    assert [soql for soql, valid in zip(asked, verdicts, strict=True) if not valid] == []
