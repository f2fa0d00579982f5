"""Questions in the words of an org as it is described, not of the schema that the company has."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import pytest

from crm.access import AccessRules, Permitted, Viewer, narrow
from crm.backends.database import DatabaseCrm
from crm.backends.salesforce.client import Client
from crm.backends.salesforce.org import Org
from crm.backends.salesforce.running import run
from crm.backends.salesforce.schemas import Known, Schemas
from crm.backends.salesforce.wire import Wire, new_session
from crm.errors import UnknownField
from crm.history import History, Span
from crm.query import Answer, Query
from crm.schema import Schema
from tests.crm.backends.salesforce.conftest import SignedInOnce
from tests.fakes.asking import FakeAsking
from tests.fakes.salesforce.org.org import Org as SalesforceOrg
from tests.fakes.salesforce.server.server import FakeSalesforce
from tests.questions.expected import Row
from tests.questions.org import Org as Company
from tests.questions.over_salesforce import (
    OverSalesforce,
    _as_numbered,
    answered_rows,
    company_in_salesforce,
)
from tests.questions.tables import title

ONE_IN: Final = 50


@dataclass
class Described(OverSalesforce):
    """With what describe says in place of the company's own schema."""

    known: Known = field(kw_only=True)

    async def schema(self, viewer: Viewer) -> Schema:
        """As described."""
        return self.known.schema

    async def permit(self, query: Query, viewer: Viewer) -> Permitted:
        """Sharing is the org's business."""
        return narrow(query, viewer, schema=self.known.schema, rules=AccessRules())

    async def run(self, permitted: Permitted) -> Answer:
        """Asked of the org, as that person."""
        asking = FakeAsking(self.org, permitted.viewer.user_id, soql=self.soql)
        known = self.known
        answer = await run(permitted, schema=known.schema, asking=asking, mapping=known.mapping)
        return _as_numbered(answer)

    async def changes(self, records: Permitted, span: Span) -> History:
        """What the database tracked, which knows nothing of leads that became accounts."""
        try:
            permitted = await self.database.permit(records.query, records.viewer)
        except UnknownField:
            return History(changes=(), total=0)
        return await self.database.changes(permitted, span)


async def _described(made: SalesforceOrg) -> Known:
    async with FakeSalesforce(made) as server, new_session() as session:
        (row,) = made.store.rows('SELECT "Email" FROM "User" ORDER BY "Id" LIMIT 1')
        tokens = server.sign_in(str(row["Email"]))
        signed_in = SignedInOnce(
            person="anybody", instance=server.url, token=tokens["access_token"]
        )
        return await Schemas().of(Client(org=Org(wire=Wire(session)), signed_in=signed_in))


@pytest.fixture(scope="module")
def salesforce() -> Iterator[SalesforceOrg]:
    """The sample company in an org."""
    made = company_in_salesforce()
    yield made
    made.close()


@pytest.fixture(scope="module")
def known(salesforce: SalesforceOrg) -> Known:
    """What everybody sees of it."""
    return asyncio.run(_described(salesforce))


@pytest.mark.parametrize("row", answered_rows()[::ONE_IN], ids=lambda row: title(row)[:90])
async def test_a_described_org_is_asked_in_the_same_words(
    row: Row, company_crm: DatabaseCrm, salesforce: SalesforceOrg, known: Known, the_org: Company
) -> None:
    """Labels, values and relations are as people say them."""
    crm = Described(company_crm, salesforce, known=known)
    row.check(await crm.ask(row), the_org)
