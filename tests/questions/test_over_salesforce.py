"""Questions are answered from Salesforce as they are from the database; here a part of them.

All of them are asked by `make e2e`, which also shows every SOQL to Salesforce's own grammar.
"""

from collections.abc import Iterator

import pytest

from crm.backends.database import DatabaseCrm
from tests.fakes.salesforce.org.org import Org as SalesforceOrg
from tests.questions.expected import Row
from tests.questions.org import Org
from tests.questions.over_salesforce import OverSalesforce, answered_rows, company_in_salesforce
from tests.questions.tables import title

ONE_IN = 16


@pytest.fixture(scope="module")
def salesforce() -> Iterator[SalesforceOrg]:
    """The sample company in an org."""
    made = company_in_salesforce()
    yield made
    made.close()


@pytest.mark.parametrize("row", answered_rows()[::ONE_IN], ids=lambda row: title(row)[:90])
async def test_salesforce_answers_as_worked_out_by_hand(
    row: Row, company_crm: DatabaseCrm, salesforce: SalesforceOrg, the_org: Org
) -> None:
    """The outcome, value, records and groups are right; a query takes one call, or two."""
    crm = OverSalesforce(company_crm, salesforce)
    row.check(await crm.ask(row), the_org)
    assert all(calls <= 2 for calls in crm.calls)
