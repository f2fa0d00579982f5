"""Requests as they came, for tests to look at."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from aiohttp import web


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """A request as it came. `kind` is what faults are scripted by: query, more, search, describe,
    read, create, update, delete, composite, batch, collections, jobs, limits, versions, authorize,
    token, revoke, userinfo.
    """

    kind: str
    method: str
    path: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any
    user_id: str | None = None

    @property
    def soql(self) -> str:
        """The query, or search, it asks."""
        return self.params.get("q", "")


class Unreadable:
    """A body that is no JSON."""


async def called(request: web.Request, user_id: str | None) -> Call:
    """The request, read."""
    path = unquote(request.path)
    raw = await request.read()
    body: Any = raw.decode("utf-8", "replace") if raw else None
    if request.content_type == "application/x-www-form-urlencoded":
        body = {name: str(value) for name, value in (await request.post()).items()}
    elif raw and request.content_type == "application/json":
        try:
            body = json.loads(raw)
        except ValueError:
            body = Unreadable()
    return Call(
        kind=_kind(request.method, path),
        method=request.method,
        path=path,
        params=dict(request.query),
        headers=dict(request.headers),
        body=body,
        user_id=user_id,
    )


_METHODS = {"GET": "read", "POST": "create", "PATCH": "update", "DELETE": "delete"}


def _kind(method: str, path: str) -> str:
    parts = [part for part in path.split("/") if part]
    match parts:
        case ["services", "oauth2", kind]:
            return kind
        case ["id", _, _]:
            return "userinfo"
        case ["services", "data", _, "query" | "queryAll", _]:
            return "more"
        case ["services", "data", _, "queryAll"]:
            return "query"
        case ["services", "data", _, "sobjects"] | [
            "services",
            "data",
            _,
            "sobjects",
            _,
            "describe",
        ]:
            return "describe"
        case ["services", "data", _, "sobjects", *_]:
            return _METHODS.get(method, "read")
        case ["services", "data", _, "composite", "batch"]:
            return "batch"
        case ["services", "data", _, "composite", "sobjects", *_]:
            return "collections"
        case ["services", "data", _, kind, *_]:
            return kind
    return "versions"
