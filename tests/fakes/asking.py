"""SOQL asked of an org in memory, without a wire: the port of crm/backends/salesforce/asking.py."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from crm.backends.salesforce.asking import MOST_IN_ONE, Page
from tests.fakes.salesforce.org.org import BASE, Org
from tests.fakes.salesforce.soql import run


@dataclass
class FakeAsking:
    """One person's session. `calls` counts API calls, `soql` has every query that was asked."""

    org: Org
    user_id: str
    calls: int = 0
    soql: list[str] = field(default_factory=list)

    async def query(self, soql: str, *, batch: int = 200) -> Page:
        """The first page."""
        self.calls += 1
        return self._asked(soql, min(max(batch, run.SMALLEST_PAGE), run.PAGE))

    async def more(self, next: str) -> Page:
        """The next page; its size is that of the largest."""
        self.calls += 1
        id_, _, place = next.rpartition("-")
        return _page(self.org.runner.more(self.org.runner.cursors[id_], int(place), BASE))

    async def composite(self, queries: Sequence[str]) -> list[Page]:
        """Up to five in one."""
        assert 1 <= len(queries) <= MOST_IN_ONE
        self.calls += 1
        return [self._asked(soql, run.PAGE) for soql in queries]

    def _asked(self, soql: str, batch: int) -> Page:
        self.soql.append(soql)
        return _page(self.org.query(soql, self.user_id, page=batch))


def _page(found: run.Page) -> Page:
    following = found.next and f"{found.next[0].id}-{found.next[1]}"
    return Page(total=found.total, records=found.records, next=following)
