"""Slack over HTTP: one address for events, commands and interactions."""

import logging
from typing import Final

from aiohttp import web

from bot.channels.slack.ingress import Ingress
from bot.guard import Refused, Signatures, parsed, read_body

_log = logging.getLogger(__name__)

PATH: Final = "/slack/events"
_TIMESTAMP, _SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"
_SAFE = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}


def routes(ingress: Ingress, signatures: Signatures, path: str = PATH) -> list[web.RouteDef]:
    """The route; it answers with 200, 400, 401, 404, 413, 415 or 429 and never says why."""

    async def take(request: web.Request) -> web.Response:
        try:
            if request.method != "POST":
                raise Refused(404)
            body = await read_body(request)
            delivery = signatures.check(
                body,
                request.headers.getall(_TIMESTAMP, []),
                request.headers.getall(_SIGNATURE, []),
                ingress.clock(),
            )
            payload = parsed(body, request.content_type)
            answer = await ingress.take(payload, delivery)
        except Refused as refused:
            extra = {"action": "slack_refused", "status": refused.status}
            _log.info("A request was refused.", extra=extra)
            return web.Response(status=refused.status, headers=_SAFE)
        return web.Response(text=answer.body, content_type=answer.content_type, headers=_SAFE)

    return [web.route("*", path, take)]
