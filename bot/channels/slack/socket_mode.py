"""Slack over Socket Mode: we connect, so that no address of ours has to be reached from outside."""

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.ingress import Answer, Ingress
from bot.channels.slack.quiet import vendor_logger
from bot.channels.slack.tasks import Tasks
from bot.guard import Refused

_log = logging.getLogger(__name__)


@asynccontextmanager
async def connected(
    app_token: str, client: AsyncWebClient, ingress: Ingress, tasks: Tasks
) -> AsyncIterator[SocketModeClient]:
    """A connection while the block lasts; it is made anew whenever it is lost."""
    socket = SocketModeClient(app_token=app_token, web_client=client, logger=vendor_logger())

    async def take(_: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        # Held by us: the library holds no task that waits.
        await tasks.start(_acknowledged(socket, request, ingress))

    socket.socket_mode_request_listeners.append(take)
    try:
        await socket.connect()  # type: ignore[no-untyped-call]
        yield socket
    finally:
        await socket.close()  # type: ignore[no-untyped-call]


async def _acknowledged(
    socket: SocketModeClient, request: SocketModeRequest, ingress: Ingress
) -> None:
    """Take a request and acknowledge it; what can't be taken now is left to be delivered again."""
    try:
        answer = await ingress.take(request.payload, request.envelope_id)
    except Refused as refused:
        extra = {"action": "slack_refused", "status": refused.status}
        _log.info("A request was refused.", extra=extra)
        if refused.status == 429:
            return
        answer = Answer()
    payload = json.loads(answer.body) if answer.content_type == "application/json" else None
    response = SocketModeResponse(envelope_id=request.envelope_id, payload=payload)
    await socket.send_socket_mode_response(response)
