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
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
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
from crm.errors import CrmError, CrmUnavailable, NotConnected, OverLimit

SMALLEST_BATCH: Final = 200
LARGEST_BATCH: Final = 2_000
LONGEST_ADDRESS: Final = 12_000
"""Characters of an address. Salesforce takes 16,384 bytes of address and headers; a longer query
goes into the body of a composite request."""

LOCK_TRIES: Final = 3
DUPLICATE_RULES: Final = "allowSave=false, includeRecordDetails=true, runAsCurrentUser=true"

_NEXT: Final = re.compile(r"/services/data/v\d{2,3}\.0/query(?:All)?/[A-Za-z0-9-]{10,80}", re.ASCII)
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
            (page,) = await self._composite(self._subrequests([soql], options))
            return page
        asked = {"q": soql}
        del soql
        return _page(await self._get("query", "query", params=asked, headers=options))

    async def more(self, next: str) -> Page:
        """The page that another one names as its next, of this org alone (D10)."""
        path = await self._own(next)
        return _page(await self._send("GET", path, "more"))

    async def composite(self, queries: Sequence[str]) -> list[Page]:
        """The first pages of up to five queries. Raises what the first that failed says."""
        if not 1 <= len(queries) <= MOST_IN_ONE:
            raise ValueError(f"one to {MOST_IN_ONE} queries go into one request")
        asked = self._subrequests(queries, {})
        del queries
        return await self._composite(asked)

    async def search(self, sosl: str) -> Sequence[Mapping[str, Any]]:
        """The records that a SOSL search finds."""
        asked = {"q": sosl}
        del sosl
        found = (await self._get("search", "search", params=asked)).get("searchRecords")
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
        body = {api_name(name): value for name, value in values.items()}
        del values
        path = f"{self.org.base}/{_row(entity, id_)}"
        for left in reversed(range(LOCK_TRIES)):
            try:
                await self._send("PATCH", path, "update", headers=headers, body=body)
                return
            except RowLocked:
                if not left:
                    raise
            await self.sleep(random.uniform(0.2, 0.4) * 2 ** (LOCK_TRIES - 1 - left))

    async def create(self, entity: str, values: Mapping[str, Any]) -> str:
        """A new record; its id. It is not tried again: it might be there twice."""
        headers = {"Sforce-Duplicate-Rule-Header": DUPLICATE_RULES}
        body = {api_name(name): value for name, value in values.items()}
        del values
        path = f"{self.org.base}/sobjects/{api_name(entity)}"
        reply = await self._send("POST", path, "create", headers=headers, body=body)
        return record_id(str(_mapping(reply).get("id")))

    async def limits(self) -> Mapping[str, Any]:
        """What the org has left of each of its limits."""
        return await self._get("limits", "limits")

    def _subrequests(
        self, queries: Sequence[str], headers: Mapping[str, str]
    ) -> list[dict[str, Any]]:
        return [
            {
                "method": "GET",
                "url": f"{self.org.base}/query?{urlencode({'q': soql})}",
                "referenceId": f"q{number}",
                "httpHeaders": dict(headers),
            }
            for number, soql in enumerate(queries)
        ]

    async def _composite(self, asked: list[dict[str, Any]]) -> list[Page]:
        count = len(asked)
        body = {"allOrNone": False, "compositeRequest": asked}
        del asked
        reply = await self._send("POST", f"{self.org.base}/composite", "composite", body=body)
        parts = _mapping(reply).get("compositeResponse")
        if not isinstance(parts, list) or len(parts) != count:
            raise _not_understood()
        return [_page(self._part(part.get("httpStatusCode"), part.get("body"))) for part in parts]

    async def _batch(self, paths: Sequence[str]) -> list[Mapping[str, Any] | None]:
        version = f"v{self.org.version}"
        body = {"batchRequests": [{"method": "GET", "url": f"{version}/{p}"} for p in paths]}
        reply = await self._send("POST", f"{self.org.base}/composite/batch", "batch", body=body)
        parts = _mapping(reply).get("results")
        if not isinstance(parts, list) or len(parts) != len(paths):
            raise _not_understood()
        return [
            None if part.get("statusCode") == 404 else self._part(part["statusCode"], part["result"])
            for part in parts
        ]

    def _part(self, status: Any, body: Any) -> Mapping[str, Any]:
        """One answer within another."""
        if isinstance(status, int) and status < 300 and isinstance(body, Mapping):
            return body
        refusal = refusal_of(status if isinstance(status, int) else 500, body)
        raise self._noted(error_of(refusal, writes=False))

    async def _get(
        self,
        resource: str,
        kind: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Mapping[str, Any]:
        path = f"{self.org.base}/{resource}"
        return _mapping(await self._send("GET", path, kind, params=params, headers=headers))

    async def _send(
        self,
        method: str,
        path: str,
        kind: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: Any = None,
    ) -> Reply:
        """The answer. A session that ended is renewed once, and the call made once more (D1)."""
        made = (method, path, kind, params or {}, headers or {}, body)
        del path, params, headers, body
        self.org.usage.check(self.purpose)
        async with self.org.turn(self.signed_in.person):
            session = await self.signed_in.session()
            error = await self._tried(session, *made)
            if isinstance(error, SessionEnded):
                session = await self.signed_in.renewed(session)
                error = await self._tried(session, *made)
        del made
        if isinstance(error, Reply):
            return error
        if isinstance(error, SessionEnded):
            raise NotConnected
        raise self._noted(error)

    async def _tried(
        self,
        session: Session,
        method: str,
        path: str,
        kind: str,
        params: Mapping[str, str],
        headers: Mapping[str, str],
        body: Any,
    ) -> Reply | CrmError:
        """The answer, or the error that it is; raises what the wire does."""
        writes = kind in ("update", "create", "delete")
        ask = Ask(
            method=method,
            url=f"{session.instance}{path}",
            kind=kind,
            token=session.token,
            params=params,
            headers=headers,
            body=body,
            changes=writes,
        )
        del path, params, headers, body
        reply = await self.org.wire.send(ask)
        self.org.usage.observe(reply.header("Sforce-Limit-Info"))
        if reply.status < 300:
            return reply
        return error_of(refusal_of(reply.status, reply.body), writes=writes)

    def _noted(self, error: CrmError) -> CrmError:
        if isinstance(error, OverLimit):
            self.org.usage.refused()
        return error

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
    whole = isinstance(records, list) and type(total) is int and isinstance(done, bool)
    if not whole or (not done and not isinstance(next_, str)):
        raise _not_understood()
    return Page(total=total, records=records, next=None if done else next_)


def _not_understood() -> CrmUnavailable:
    """JSON, but not what Salesforce answers with: a proxy's, or half of it."""
    return CrmUnavailable("Salesforce is not answering properly, perhaps it is under maintenance.")
