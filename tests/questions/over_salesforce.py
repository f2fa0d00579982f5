"""The sample company in a Salesforce org: every query of a question is asked there, in SOQL.

People, names and what changed when come from the company's database; answers do not.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from crm.access import Permitted, Viewer
from crm.backends.database import DatabaseCrm
from crm.backends.salesforce.mapping import OrgMapping
from crm.backends.salesforce.running import run
from crm.change import Change, Saved
from crm.history import History, Span
from crm.links import Links
from crm.query import Answer, Query, Ref, Row, Rows
from crm.schema import Schema
from handlers.asking.answered import Answered
from handlers.asking.ask import Ask
from tests import questions
from tests.fakes.asking import FakeAsking
from tests.fakes.conversations import FakeConversations
from tests.fakes.salesforce.org.ids import long
from tests.fakes.salesforce.org.org import Org as SalesforceOrg
from tests.fakes.salesforce.sample import sample_org
from tests.questions import (
    changed,
    conversations,
    expected,
    floor,
    fresh,
    managers,
    named_figures,
    operations,
    reps,
    structure,
    wording,
)
from tests.questions.org import NOW, org
from tests.questions.tables import held_back, rows_of, title

_PACKAGES = (
    questions, wording, named_figures, structure, changed, conversations,
    fresh, reps, managers, operations, floor,
)  # fmt: skip


def answered_rows() -> list[expected.Row]:
    """All rows that are answered rightly, in an order that is always the same."""
    rows = [row for package in _PACKAGES for row in rows_of(package)]
    return [row for row in rows if title(row) not in held_back()]


def company_in_salesforce() -> SalesforceOrg:
    """The sample company in an org.

    Salesforce rounds each deal's expected revenue to cents, and a sum is of those; here it does
    not, so that a sum can be held against the one worked out by hand.
    """
    made = sample_org(NOW)
    weighed = made.object("Opportunity").field("ExpectedRevenue")
    assert weighed is not None
    made.add_fields("Opportunity", replace(weighed, scale=4))
    cents = 'UPDATE "Opportunity" SET "ExpectedRevenue" = "Amount" * "Probability"'
    made.store.connection.execute(cents).close()
    return made


@dataclass
class OverSalesforce:
    """Implements Crm. `calls` are how many API calls each query took, `soql` all that was asked."""

    database: DatabaseCrm
    org: SalesforceOrg
    calls: list[int] = field(default_factory=list)
    soql: list[str] = field(default_factory=list)

    async def schema(self, viewer: Viewer) -> Schema:
        """The company's."""
        return await self.database.schema(viewer)

    async def permit(self, query: Query, viewer: Viewer) -> Permitted:
        """As the company has it: everybody reads everything."""
        return await self.database.permit(query, viewer)

    async def run(self, permitted: Permitted) -> Answer:
        """Asked of the org, as that person."""
        asking = FakeAsking(self.org, permitted.viewer.user_id, soql=self.soql)
        schema = await self.schema(permitted.viewer)
        answer = await run(permitted, schema=schema, asking=asking, mapping=OrgMapping())
        self.calls.append(asking.calls)
        return _as_numbered(answer)

    async def changes(self, records: Permitted, span: Span) -> History:
        """What the database tracked."""
        return await self.database.changes(records, span)

    async def write(self, change: Change, viewer: Viewer, now: datetime) -> Saved:
        """Nothing is written here."""
        raise NotImplementedError

    async def ask(self, row: expected.Row) -> Answered:
        """A row's question, after what was asked before it."""
        viewer = await self.database.by_email(row.as_)
        assert viewer is not None
        links = Links("https://crm.ferrowick.example")
        asker = Ask(self, self.database, links, FakeConversations())
        for earlier in row.before:
            await asker.answer(earlier, viewer, NOW, "thread")
        return await asker.answer(row.question, viewer, NOW, "thread")


def _as_numbered(answer: Answer) -> Answer:
    """With the company's own ids of quotas, which ForecastingQuota has by other ones."""
    if not isinstance(answer, Rows) or answer.query.entity != "Quota":
        return answer
    ids = [str(row["Id"]) for row in org().company.rows("Quota")]
    own = {long(f"0J9{id_[3:15]}"): id_ for id_ in ids}

    def numbered(row: Row) -> Row:
        return replace(row, ref=Ref("Quota", own[row.ref.id]), name=own.get(row.name, row.name))

    return replace(answer, rows=tuple(map(numbered, answer.rows)))
