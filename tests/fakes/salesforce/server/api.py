"""What there is below `/services/data/vXX.X/`, and which resource answers."""

from collections.abc import Callable
from typing import Any

from tests.fakes.salesforce.errors import not_found
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.server.bulk import Bulk
from tests.fakes.salesforce.server.collections_ import collections
from tests.fakes.salesforce.server.composite import batch, composite
from tests.fakes.salesforce.server.exchange import Answer, Ask, not_allowed
from tests.fakes.salesforce.server.picklists import picklist_values
from tests.fakes.salesforce.server.queries import query
from tests.fakes.salesforce.server.rows import sobjects
from tests.fakes.salesforce.server.search import search

_RESOURCES = ("sobjects", "query", "queryAll", "search", "composite", "limits", "jobs", "recent")


class Api:
    """Answers requests of people who are signed in. `used` counts the calls of the last day."""

    def __init__(self, org: Org, url: str) -> None:
        self.org = org
        self.url = url
        self.bulk = Bulk(org)
        self.used = 0

    def answer(self, ask: Ask) -> Answer:
        """The answer; raises ApiError for a refusal."""
        if not ask.parts:
            identity = f"{self.url}/id/{self.org.settings.org_id}/{ask.user_id}"
            listed = {name: f"{ask.base}/{name}" for name in _RESOURCES}
            return Answer(body={**listed, "identity": identity})
        found = self._resources().get(ask.parts[0].lower())
        if found is None:
            raise not_found()
        return found(ask)

    def _resources(self) -> dict[str, Callable[[Ask], Answer]]:
        org = self.org
        return {
            "sobjects": lambda ask: sobjects(org, ask),
            "query": lambda ask: query(org, ask),
            "queryall": lambda ask: query(org, ask),
            "search": lambda ask: search(org, ask),
            "composite": self._composite,
            "jobs": self.bulk.answer,
            "limits": self._limits,
            "recent": lambda ask: Answer(body=[]),
            "ui-api": lambda ask: picklist_values(org, ask),
        }

    def _composite(self, ask: Ask) -> Answer:
        match ask.parts[1:]:
            case () if ask.method == "POST":
                return composite(self.org, ask, self.answer)
            case ("batch",) if ask.method == "POST":
                return batch(ask, self.answer)
            case ("sobjects", *_):
                return collections(self.org, ask)
        raise not_allowed(ask)

    def _limits(self, ask: Ask) -> Answer:
        """Page "Limits" (REST API Developer Guide)."""
        most = self.org.settings.daily_calls
        body: dict[str, Any] = {
            "DailyApiRequests": {"Max": most, "Remaining": max(0, most - self.used)},
            "DailyBulkV2QueryJobs": {"Max": 10_000, "Remaining": 10_000 - len(self.bulk.jobs)},
            "DailyBulkV2QueryFileStorageMB": {"Max": 976_562, "Remaining": 976_562},
        }
        return Answer(body=body)
