"""An answer over the wire, or what a fault makes of it."""

import asyncio
from contextlib import suppress
from dataclasses import replace

from aiohttp import web

from tests.fakes.salesforce.server.exchange import Answer
from tests.fakes.salesforce.server.faults import Fault

_CHUNK = 1


async def send(
    request: web.Request,
    answer: Answer,
    fault: Fault | None,
    limit: str | None,
    released: asyncio.Event,
) -> web.StreamResponse:
    """The answer with the header on the org's limit; `released` ends what hangs."""
    headers = {**answer.headers, **({"Sforce-Limit-Info": limit} if limit else {})}
    body = answer.text().encode("utf-8", "replace")
    if fault is None or fault == Fault(before=fault.before):
        return _response(answer, body, headers)
    if fault.delay:
        with suppress(TimeoutError):
            await asyncio.wait_for(released.wait(), fault.delay)
    if fault.hang:
        await released.wait()
    if fault.hang or fault.drop:
        _close(request)
        return web.Response()
    if fault.status:
        answer, body = (
            replace(answer, status=fault.status, content_type=fault.content_type),
            fault.body,
        )
    body = fault.alter(body) if fault.alter else body
    body = fault.before_body + (body[: len(body) // 2] if fault.halve else body)
    if fault.cut or fault.drip:
        return await _slowly(request, answer, body, headers, fault, released)
    return _response(answer, body, headers)


def _response(answer: Answer, body: bytes, headers: dict[str, str]) -> web.Response:
    if answer.status in (204, 304):
        return web.Response(status=answer.status, headers=headers)
    kind = answer.content_type
    full = kind if "charset" in kind else f"{kind};charset=UTF-8"
    return web.Response(status=answer.status, body=body, headers={**headers, "Content-Type": full})


def _close(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.close()


async def _slowly(
    request: web.Request,
    answer: Answer,
    body: bytes,
    headers: dict[str, str],
    fault: Fault,
    released: asyncio.Event,
) -> web.StreamResponse:
    """Byte by byte, or only the first half of what was announced."""
    length = {"Content-Length": str(len(body)), "Content-Type": "application/json"}
    response = web.StreamResponse(status=answer.status, headers={**headers, **length})
    await response.prepare(request)
    if fault.cut:
        await response.write(body[: len(body) // 2])
        _close(request)
        return response
    for at in range(0, len(body), _CHUNK):
        with suppress(TimeoutError):
            await asyncio.wait_for(released.wait(), fault.drip)
        if released.is_set():
            _close(request)
            break
        await response.write(body[at : at + _CHUNK])
    return response
