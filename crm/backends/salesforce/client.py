"""Salesforce's REST API as one person uses it.

Each method is one call; what it raises is in crm/errors.py and in errors.py beside this file, and
tells nothing of a query, an address or a token (F4). Where a method is given a query, it lets go of
it before anything can fail: a traceback shows what the locals of its frames hold.
"""

import asyncio
import logging
import random
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import format_datetime
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote_plus, urlencode, urlsplit

from crm.backends.salesforce.asking import MOST_IN_ONE, Page
from crm.backends.salesforce.errors import (
    RowLocked,
    SessionEnded,
    error_of,
    refusal_of,
)
from crm.backends.salesforce.org import Org, Session, SignedIn
from crm.backends.salesforce.record_id import api_name, record_id
from crm.backends.salesforce.usage import Purpose
from crm.backends.salesforce.wire import Ask, Reply
from crm.errors import (
    CrmError,
    CrmUnavailable,
    NotConnected,
    OverLimit,
    RecordNotFound,
    UnknownEntity,
    UnknownField,
)

SMALLEST_BATCH: Final = 200
LARGEST_BATCH: Final = 2_000
LONGEST_ADDRESS: Final = 12_000
"""Characters of an address. Salesforce takes 16,384 bytes of address and headers; a longer query
goes into the body of a composite request."""

LOCK_TRIES: Final = 3
DUPLICATE_RULES: Final = "allowSave=false, includeRecordDetails=true, runAsCurrentUser=true"

_NEXT: Final = re.compile(r"/services/data/v\d{2,3}\.0/query(?:All)?/[A-Za-z0-9-]{10,80}", re.ASCII)
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_log = logging.getLogger(__name__)

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Client:
    """One person's calls for one purpose. Implements crm.backends.salesforce.asking.Asking."""

    org: Org
    signed_in: SignedIn
    purpose: Purpose = Purpose.QUESTION
    sleep: Sleep = asyncio.sleep

    async def query(self, soql: str, *, batch: int = SMALLEST_BATCH) -> Page:
        """The first page of an answer; up to 200 records come on one page whatever is asked for."""
        options = _batch(batch)
        if len(quote_plus(soql)) > LONGEST_ADDRESS:
            ask = self._composed([soql], options)
            del soql
            (page,) = await self._composite(ask, 1)
            return page
        ask = self._asked("query", "query", params={"q": soql}, headers=options)
        del soql
        return _page(_mapping(await self._send(ask)))

    async def more(self, next: str) -> Page:
        """The page that another one names as its next, of this org alone (D10)."""
        ask = Ask(method="GET", url=await self._own(next), kind="more")
        return _page(_mapping(await self._send(ask)))

    async def composite(self, queries: Sequence[str]) -> list[Page]:
        """The first pages of up to five queries. Raises what the first that failed says."""
        if not 1 <= len(queries) <= MOST_IN_ONE:
            raise ValueError(f"one to {MOST_IN_ONE} queries go into one request")
        ask, count = self._composed(queries, {}), len(queries)
        del queries
        return await self._composite(ask, count)

    async def search(self, sosl: str) -> Sequence[Mapping[str, Any]]:
        """The records that a SOSL search finds."""
        ask = self._asked("search", "search", params={"q": sosl})
        del sosl
        found = _mapping(await self._send(ask)).get("searchRecords")
        if not isinstance(found, list):
            raise _not_understood()
        return found

    async def objects(self) -> Sequence[Mapping[str, Any]]:
        """All objects this person sees, briefly (Describe Global)."""
        found = (await self._get("sobjects", "describe")).get("sobjects")
        if not isinstance(found, list):
            raise _not_understood()
        return found

    async def describe(self, entity: str) -> Mapping[str, Any]:
        """Everything about one object as this person sees it."""
        return await self._get(f"sobjects/{api_name(entity)}/describe", "describe")

    async def describes(self, entities: Sequence[str]) -> list[Mapping[str, Any] | None]:
        """The same of several, 25 to a call; None for one that is not there for this person."""
        found: list[Mapping[str, Any] | None] = []
        for at in range(0, len(entities), 25):
            paths = [f"sobjects/{api_name(name)}/describe" for name in entities[at : at + 25]]
            found += await self._batch(paths)
        return found

    async def read(self, entity: str, id_: str, fields: Sequence[str]) -> Mapping[str, Any]:
        """Those fields of one record. Raises RecordNotFound."""
        wanted = {"fields": ",".join(api_name(name) for name in fields)}
        return await self._get(_row(entity, id_), "read", params=wanted)

    async def update(
        self,
        entity: str,
        id_: str,
        values: Mapping[str, Any],
        *,
        unmodified_since: datetime | None = None,
    ) -> None:
        """Write those fields and no others.

        With `unmodified_since` Salesforce refuses (Stale) what was changed later, to the second;
        compare the values too. A row that is locked is tried again. Raises a WriteError where
        nothing was written, UnknownOutcome where nobody knows.
        """
        headers = {"Sforce-Duplicate-Rule-Header": DUPLICATE_RULES}
        if unmodified_since is not None:
            headers["If-Unmodified-Since"] = format_datetime(unmodified_since, usegmt=True)
        ask = self._written("PATCH", _row(entity, id_), "update", headers, values)
        del values
        for left in reversed(range(LOCK_TRIES)):
            try:
                await self._send(ask)
                return
            except RowLocked:
                if not left:
                    raise
            await self.sleep(random.uniform(0.2, 0.4) * 2 ** (LOCK_TRIES - 1 - left))

    async def create(self, entity: str, values: Mapping[str, Any]) -> str:
        """A new record; its id. It is not tried again: it might be there twice."""
        headers = {"Sforce-Duplicate-Rule-Header": DUPLICATE_RULES}
        ask = self._written("POST", f"sobjects/{api_name(entity)}", "create", headers, values)
        del values
        return record_id(str(_mapping(await self._send(ask)).get("id")))

    async def limits(self) -> Mapping[str, Any]:
        """What the org has left of each of its limits."""
        return await self._get("limits", "limits")

    def _asked(
        self,
        resource: str,
        kind: str,
        params: Mapping[str, str] = _NOTHING,
        headers: Mapping[str, str] = _NOTHING,
    ) -> Ask:
        url = f"{self.org.base}/{resource}"
        return Ask(method="GET", url=url, kind=kind, params=params, headers=headers)

    def _written(
        self,
        method: str,
        resource: str,
        kind: str,
        headers: Mapping[str, str],
        values: Mapping[str, Any],
    ) -> Ask:
        body = {api_name(name): value for name, value in values.items()}
        url = f"{self.org.base}/{resource}"
        return Ask(method=method, url=url, kind=kind, headers=headers, body=body, changes=True)

    def _composed(self, queries: Sequence[str], headers: Mapping[str, str]) -> Ask:
        asked = [
            {
                "method": "GET",
                "url": f"{self.org.base}/query?{urlencode({'q': soql})}",
                "referenceId": f"q{number}",
                "httpHeaders": dict(headers),
            }
            for number, soql in enumerate(queries)
        ]
        body = {"allOrNone": False, "compositeRequest": asked}
        return Ask(method="POST", url=f"{self.org.base}/composite", kind="composite", body=body)

    async def _composite(self, ask: Ask, count: int) -> list[Page]:
        parts = _mapping(await self._send(ask)).get("compositeResponse")
        if not isinstance(parts, list) or len(parts) != count:
            raise _not_understood()
        return [_page(self._part(part.get("httpStatusCode"), part.get("body"))) for part in parts]

    async def _batch(self, paths: Sequence[str]) -> list[Mapping[str, Any] | None]:
        version = f"v{self.org.version}"
        body = {"batchRequests": [{"method": "GET", "url": f"{version}/{p}"} for p in paths]}
        url = f"{self.org.base}/composite/batch"
        reply = await self._send(Ask(method="POST", url=url, kind="batch", body=body))
        parts = _mapping(reply).get("results")
        if not isinstance(parts, list) or len(parts) != len(paths):
            raise _not_understood()
        return [self._part_if_any(part) for part in parts]

    def _part_if_any(self, part: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """One answer within another; None for what is not there, or not for this person."""
        try:
            return self._part(part.get("statusCode"), part.get("result"))
        except (RecordNotFound, UnknownEntity, UnknownField):
            return None

    def _part(self, status: Any, body: Any) -> Mapping[str, Any]:
        """One answer within another."""
        if isinstance(status, int) and status < 300 and isinstance(body, Mapping):
            return body
        refusal = refusal_of(status if isinstance(status, int) else 500, body)
        raise self._noted(error_of(refusal, writes=False))

    async def _get(
        self, resource: str, kind: str, params: Mapping[str, str] = _NOTHING
    ) -> Mapping[str, Any]:
        return _mapping(await self._send(self._asked(resource, kind, params)))

    async def _send(self, ask: Ask) -> Reply:
        """The answer to a request whose address is a path of the org's. A session that ended is
        renewed once, and the call made once more (D1).
        """
        self.org.usage.check(self.purpose)
        async with self.org.turn(self.signed_in.person):
            session = await self.signed_in.session()
            found = await self._tried(ask, session)
            if isinstance(found, SessionEnded):
                session = await self.signed_in.renewed(session)
                found = await self._tried(ask, session)
        if isinstance(found, Reply):
            return found
        raise self._noted(found)

    async def _tried(self, ask: Ask, session: Session) -> Reply | CrmError:
        """The answer, or the error that it is; raises what the wire does."""
        there = replace(ask, url=f"{session.instance}{ask.url}", token=session.token)
        reply = await self.org.wire.send(there)
        self.org.usage.observe(reply.header("Sforce-Limit-Info"))
        if reply.status < 300:
            return reply
        return error_of(refusal_of(reply.status, reply.body), writes=ask.changes)

    def _noted(self, error: CrmError) -> CrmError:
        """The error to raise, for those outside of this package."""
        if isinstance(error, OverLimit):
            self.org.usage.refused()
        return NotConnected() if isinstance(error, SessionEnded) else error

    async def _own(self, next: str) -> str:
        """The path of a next page; one that leads elsewhere is not followed."""
        instance = urlsplit((await self.signed_in.session()).instance)
        try:
            found = urlsplit(next)
            own = found[:2] in (("", ""), (instance.scheme, instance.netloc))
        except ValueError:
            own = False
        if own and not (found.query or found.fragment) and _NEXT.fullmatch(found.path):
            return found.path
        _log.error("A next page leads elsewhere.", extra={"action": "salesforce.foreign_page"})
        raise CrmUnavailable("Salesforce answered in a way that Crumb does not trust.")


def _batch(size: int) -> Mapping[str, str]:
    kept = min(LARGEST_BATCH, max(SMALLEST_BATCH, size))
    return {"Sforce-Query-Options": f"batchSize={kept}"}


def _row(entity: str, id_: str) -> str:
    return f"sobjects/{api_name(entity)}/{record_id(id_)}"


def _mapping(reply: Reply) -> Mapping[str, Any]:
    if not isinstance(reply.body, Mapping):
        raise _not_understood()
    return reply.body


def _page(body: Mapping[str, Any]) -> Page:
    records, total, done = body.get("records"), body.get("totalSize"), body.get("done")
    next_ = body.get("nextRecordsUrl")
    if not isinstance(records, list) or not isinstance(total, int) or not isinstance(done, bool):
        raise _not_understood()
    if not done and not isinstance(next_, str):
        raise _not_understood()
    return Page(total=total, records=records, next=None if done else next_)


def _not_understood() -> CrmUnavailable:
    """JSON, but not what Salesforce answers with: a proxy's, or half of it."""
    return CrmUnavailable("Salesforce is not answering properly, perhaps it is under maintenance.")
