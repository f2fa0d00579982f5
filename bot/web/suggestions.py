"""Questions to begin with, each of which has an answer for the person who is offered it."""

from collections.abc import Mapping
from typing import Final

from bot.wiring import Crumb
from crm.access import Role, Viewer
from handlers.cards import Button
from handlers.help import ASK
from handlers.request import Question, Request

_OWN: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.LEADER: ("pipeline by owner this quarter", "win rate this year"),
    Role.MANAGER: ("my team's pipeline by owner", "which deals of my team have no amount?"),
    Role.REP: ("my open deals closing this month",),
}
_MOST = 6


async def suggestions(crumb: Crumb, viewer: Viewer) -> tuple[str, ...]:
    """What fits the person's role, then what the help offers in this CRM."""
    request = Request(
        viewer=viewer,
        said=Question("help"),
        conversation=f"web:{viewer.user_id}",
        channel="web",
        now=crumb.clock(),
    )
    reply = await crumb.help(request)
    pressed = (
        action.press
        for action in (reply.card.actions if reply.card else ())
        if isinstance(action, Button)
    )
    offered = [p.arguments[0] for p in pressed if p.action == ASK]
    return tuple(dict.fromkeys((*offered[:1], *_OWN[viewer.role], *offered)))[:_MOST]
