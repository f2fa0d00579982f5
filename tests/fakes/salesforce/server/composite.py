"""Several requests in one: pages "Composite" and "Composite Batch" (REST API Developer Guide).

Composite: at most 25, of them at most 5 queries and collections; `@{ref.field}` takes from an
earlier answer; with `allOrNone` one failure rolls all back, and the others answer
PROCESSING_HALTED. Batch: at most 25, each by itself.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.fakes.salesforce.errors import ApiError
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.server.exchange import Answer, Ask, unreadable

MOST, MOST_QUERIES = 25, 5
_REFERENCE = re.compile(r"@\{([^}.\[]+)([^}]*)\}")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+)\]")
_VERSIONED = re.compile(r"(?:/services/data)?/?v(\d+)\.0/(.*)")

Route = Callable[[Ask], Answer]


def composite(org: Org, ask: Ask, route: Route) -> Answer:
    """`composite`."""
    given = ask.dict().get("compositeRequest")
    together = bool(ask.dict().get("allOrNone", False))
    if not isinstance(given, list) or not given or len(given) > MOST:
        raise ApiError("LIMIT_EXCEEDED", f"The limit of {MOST} subrequests has been exceeded")
    queries = [
        one for one in given if re.search(r"/query|/composite/sobjects", str(one.get("url")))
    ]
    if len(queries) > MOST_QUERIES:
        why = f"The limit of {MOST_QUERIES} query and collection subrequests has been exceeded"
        raise ApiError("LIMIT_EXCEEDED", why)
    connection = org.store.connection
    connection.execute("SAVEPOINT _composite")
    bodies: dict[str, Any] = {}
    results, failed = [], False
    for one in given:
        name = str(one.get("referenceId"))
        answer = _halted() if failed and together else _sub(one, bodies, ask, route)
        failed = failed or answer.status >= 400
        bodies[name] = answer.body
        results.append(_result(answer, name))
    if failed and together:
        connection.execute("ROLLBACK TO _composite")
        results = [_undone(result) for result in results]
    connection.execute("RELEASE _composite")
    return Answer(body={"compositeResponse": results})


def _sub(one: Any, bodies: Mapping[str, Any], ask: Ask, route: Route) -> Answer:
    try:
        url = _filled(str(one["url"]), bodies)
        body = json.loads(_filled(json.dumps(one.get("body")), bodies))
        headers = {**one.get("httpHeaders", {})}
        return answered(sub(str(one["method"]), url, ask, body, headers), route)
    except KeyError as missing:
        why = f"Invalid reference specified. No value for {missing} found"
        return failure(ApiError("PROCESSING_HALTED", why))


def sub(
    method: str, url: str, ask: Ask, body: Any = None, headers: Mapping[str, str] | None = None
) -> Ask:
    """A request within another."""
    split = urlsplit(url)
    match = _VERSIONED.fullmatch(split.path)
    if match is None:
        raise unreadable(f"The URL of a subrequest begins with a version: {url}")
    return replace(
        ask,
        method=method.upper(),
        parts=tuple(unquote(part) for part in match[2].split("/") if part),
        version=int(match[1]),
        params=dict(parse_qsl(split.query)),
        headers=headers or {},
        body=body,
    )


def answered(ask: Ask, route: Route) -> Answer:
    """Its answer, a refusal among them."""
    try:
        return route(ask)
    except ApiError as error:
        return failure(error)


def failure(error: ApiError) -> Answer:
    """A refusal as an answer."""
    return Answer(status=error.status, body=error.body())


def _filled(text: str, bodies: Mapping[str, Any]) -> str:
    return _REFERENCE.sub(lambda match: str(_value(bodies[match[1]], match[2])), text)


def _value(body: Any, steps: str) -> Any:
    for name, number in _STEP.findall(steps):
        body = body[int(number)] if number else body[name]
    return body


def _result(answer: Answer, name: str) -> dict[str, Any]:
    return {
        "body": answer.body,
        "httpHeaders": dict(answer.headers),
        "httpStatusCode": answer.status,
        "referenceId": name,
    }


def _halted() -> Answer:
    why = "The transaction was rolled back since another operation in the same transaction failed."
    return failure(ApiError("PROCESSING_HALTED", why))


def _undone(result: dict[str, Any]) -> dict[str, Any]:
    if result["httpStatusCode"] >= 400:
        return result
    return _result(_halted(), result["referenceId"])


def batch(ask: Ask, route: Route) -> Answer:
    """`composite/batch`."""
    given = ask.dict().get("batchRequests")
    if not isinstance(given, list) or not given or len(given) > MOST:
        raise ApiError("LIMIT_EXCEEDED", f"The limit of {MOST} subrequests has been exceeded")
    halt = bool(ask.dict().get("haltOnError", False))
    results: list[dict[str, Any]] = []
    failed = False
    for one in given:
        if failed and halt:
            answer = failure(ApiError("BATCH_PROCESSING_HALTED", "Batch processing was halted"))
        else:
            inner = sub(str(one.get("method")), str(one.get("url")), ask, one.get("richInput"))
            answer = answered(inner, route)
        failed = failed or answer.status >= 400
        results.append({"statusCode": answer.status, "result": answer.body})
    return Answer(body={"hasErrors": failed, "results": results})
