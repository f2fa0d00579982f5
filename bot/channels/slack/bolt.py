"""Slack's own library, behind the guard: which listener a request is for, and how it is answered.

Bolt is given what was read of a request (bot/channels/slack/incoming.py), never the request: the
signature is checked, and texts do not reach its logs. Listeners answer at once and leave the work
to tasks that are held, since Bolt holds none: so they may run before the response.
"""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.exchange import Exchange
from bot.channels.slack.incoming import FORM, Act, Kind
from bot.channels.slack.quiet import vendor_logger
from handlers.request import Command

Json = dict[str, Any]

_ACT = "act"
_ANY = re.compile(".*")


def make_app(exchange: Exchange) -> AsyncApp:
    """Bolt's app with a listener for each way in; none of it calls Slack or needs a token."""
    logger = vendor_logger()
    app = AsyncApp(
        name="crumb",
        logger=logger,
        client=AsyncWebClient(retry_handlers=[], logger=logger),
        authorize=_authorize,
        signing_secret="",
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )

    async def take(ack: AsyncAck, context: AsyncBoltContext) -> BoltResponse:
        answer = await exchange.take(context[_ACT])
        return await ack(**answer)

    app.event("message")(take)
    app.event("app_mention")(take)
    app.command(_ANY)(take)
    app.action(_ANY)(take)
    app.view(FORM)(take)
    return app


async def dispatch(app: AsyncApp, act: Act) -> BoltResponse:
    """What Bolt answers to an act."""
    request = AsyncBoltRequest(mode="socket_mode", body=_routed(act), context={_ACT: act})
    return await app.async_dispatch(request)


async def _authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    """Whom Bolt acts for. What is sent goes by our own outbox, so that no token is needed here,
    and no call stands before the answer to Slack.
    """
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)


def _routed(act: Act) -> Json:
    """As much of a payload as Bolt looks at to choose a listener."""
    who = {"team_id": act.team, "user_id": act.user}
    match act.kind:
        case Kind.COMMAND:
            name = act.said.name if isinstance(act.said, Command) else "crm"
            return {"command": f"/{name}", **who}
        case Kind.PRESS:
            actions = [{"action_id": "press", "block_id": "", "type": "button"}]
            return {"type": act.kind.value, "actions": actions, **who}
        case Kind.FORM:
            view = {"type": "modal", "callback_id": FORM}
            return {"type": act.kind.value, "view": view, **who}
    event = {"type": act.kind.value, "user": act.user}
    return {"type": "event_callback", "event": event, "team_id": act.team}
