"""Bulk API 2.0 query jobs: "Create a Query Job", "Get Information About a Query Job", "Get Results
for a Query Job" (Bulk API 2.0 Developer Guide).

The query of a job knows no figures, groups, OFFSET or sub-queries ("SOQL Considerations"). Results
are CSV in parts: the header Sforce-Locator leads to the next, and is `null` with the last.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.fakes.salesforce.errors import ApiError, malformed, not_found
from tests.fakes.salesforce.org.ids import minted
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.server.exchange import Answer, Ask, not_allowed
from tests.fakes.salesforce.soql.figures import has_figures, is_count
from tests.fakes.salesforce.soql.parser import parse
from tests.fakes.salesforce.soql.run import PAGE, Cursor
from tests.fakes.salesforce.soql.scope import Scope, known_object
from tests.fakes.salesforce.soql.tree import Select
from tests.fakes.salesforce.soql.values import utc

DEFAULT_PART = 50_000  # documentation: "the maximum that the service can return", without a number


@dataclass(slots=True)
class Job:
    """A query job. It is complete when it has been asked about `waits` times."""

    id: str
    user_id: str
    version: int
    operation: str
    text: str
    entity: str
    cursor: Cursor
    created: str
    waits: int = 0
    aborted: bool = False

    @property
    def state(self) -> str:
        """What it says of itself."""
        if self.aborted:
            return "Aborted"
        return "InProgress" if self.waits > 0 else "JobComplete"

    def json(self) -> dict[str, Any]:
        """As the API answers it."""
        return {
            "id": self.id,
            "operation": self.operation,
            "object": self.entity,
            "createdById": self.user_id,
            "createdDate": self.created,
            "systemModstamp": self.created,
            "state": self.state,
            "concurrencyMode": "Parallel",
            "contentType": "CSV",
            "apiVersion": float(self.version),
            "jobType": "V2Query",
            "lineEnding": "LF",
            "columnDelimiter": "COMMA",
            "numberRecordsProcessed": self.cursor.total if self.state == "JobComplete" else 0,
            "retries": 0,
            "totalProcessingTime": 0,
        }


class Bulk:
    """All jobs. `waits` is how often new ones are asked about before they are complete; `part`
    the most records an answer has.
    """

    def __init__(self, org: Org) -> None:
        self._org = org
        self.jobs: dict[str, Job] = {}
        self.waits = 0
        self.part = DEFAULT_PART

    def answer(self, ask: Ask) -> Answer:
        """Everything below `jobs`."""
        match ask.method, ask.parts[1:]:
            case "POST", ("query",):
                job = self._created(ask)
                return Answer(body={**job.json(), "state": "UploadComplete"})
            case "GET", ("query", id_):
                job = self._job(ask, id_)
                told = job.json()
                job.waits -= 1
                return Answer(body=told)
            case "GET", ("query", id_, "results"):
                return self._results(ask, self._job(ask, id_))
            case "PATCH", ("query", id_) if ask.dict().get("state") == "Aborted":
                self._job(ask, id_).aborted = True
                return Answer(body=self._job(ask, id_).json())
            case "DELETE", ("query", id_):
                self._org.runner.close(self._job(ask, id_).cursor)
                del self.jobs[id_]
                return Answer(status=204)
        raise not_allowed(ask) if ask.parts[1:2] == ("query",) else not_found()

    def _job(self, ask: Ask, id_: str) -> Job:
        job = self.jobs.get(id_)
        if job is None or job.user_id != ask.user_id:
            raise not_found()
        return job

    def _created(self, ask: Ask) -> Job:
        operation, text = str(ask.dict().get("operation")), str(ask.dict().get("query", ""))
        if operation not in ("query", "queryAll"):
            raise ApiError("API_ERROR", f"operation is query or queryAll, not {operation}")
        select = parse(text)
        _check(select)
        asker = self._org.asker(ask.user_id)
        if operation == "queryAll":
            asker = asker.with_deleted()
        sobject = known_object(asker, select.source, text, select.source_at)
        cursor = self._org.runner.open(select, Scope(asker, sobject, text, alias=select.alias))
        self._org.asked.append(text)
        job = Job(
            id=minted("750", len(self.jobs) + 1),
            user_id=ask.user_id,
            version=ask.version,
            operation=operation,
            text=text,
            entity=sobject.name,
            cursor=cursor,
            created=f"{utc(self._org.now)[:-1]}.000+0000",
            waits=self.waits,
        )
        self.jobs[job.id] = job
        return job

    def _results(self, ask: Ask, job: Job) -> Answer:
        if ask.version != job.version:
            raise ApiError("INVALIDJOB", "use the version the job was created with", status=409)
        if job.state != "JobComplete":
            why = f"can only download query results of a completed job. Current status: {job.state}"
            raise ApiError("JOB_NOT_COMPLETE", why, status=412)
        start = _whole(ask.params.get("locator"), 0)
        part = max(1, min(self.part, _whole(ask.params.get("maxRecords"), self.part)))
        end = min(start + part, job.cursor.total)
        text = "".join(self._lines(ask, job, start, end))
        headers = {
            "Sforce-Locator": str(end) if end < job.cursor.total else "null",
            "Sforce-NumberOfRecords": str(end - start),
        }
        return Answer(body=text, headers=headers, content_type="text/csv")

    def _lines(self, ask: Ask, job: Job, start: int, end: int) -> Iterator[str]:
        names = [".".join(cell.names) for cell in job.cursor.records.cells]
        yield _line(names)
        while start < end:
            size = min(PAGE, end - start)
            page = self._org.runner.more(job.cursor, start, ask.base, size)
            for record in page.records:
                yield _line([_cell(record, name) for name in names])
            start += size


def _whole(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not text.isdigit():
        raise ApiError("INVALID_QUERY_LOCATOR", f"invalid query locator: {text}")
    return int(text)


def _check(select: Select) -> None:
    if is_count(select) or has_figures(select) or select.offset is not None:
        raise malformed("Aggregate queries and OFFSET are not supported by Bulk API 2.0")
    if any(isinstance(item.what, Select) for item in select.items):
        raise malformed("Nested queries are not supported by Bulk API 2.0")


def _cell(record: Any, name: str) -> str:
    for part in name.split("."):
        record = None if record is None else record[part]
    if record is None:
        return ""
    return str(record).lower() if isinstance(record, bool) else str(record)


def _line(values: list[str]) -> str:
    """Every value quoted, as the service does."""
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow(values)
    return file.getvalue()
