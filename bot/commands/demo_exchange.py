"""The first exchange of the demo: a question answered, and what a rep would be asked for today."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.render import plain
from bot.render.clean import line
from bot.terminal import Terminal
from bot.web.clock import next_morning
from bot.web.views import weekday_time
from bot.wiring import Crumb
from crm.access import Viewer
from handlers.cards import Card, LinkButton
from handlers.nudge.card import nudge_card
from handlers.person import zone_name
from handlers.request import Question, Request
from nudges.last_look import NoLonger, look
from nudges.notice import Outcome, Report, Verdict
from nudges.rules import RULES

QUESTION: Final = "what's my pipeline this quarter?"
_HELD_SHOWN: Final = 3


async def exchange(crumb: Crumb, viewer: Viewer, terminal: Terminal) -> list[str]:
    """What to print, paragraph by paragraph."""
    return [
        f"{viewer.name} asks: {QUESTION}",
        await _answer(crumb, viewer, terminal),
        *await _nudges(crumb, viewer, terminal),
    ]


async def _answer(crumb: Crumb, viewer: Viewer, terminal: Terminal) -> str:
    request = Request(
        viewer=viewer,
        said=Question(QUESTION),
        conversation=f"console:{viewer.user_id}",
        channel="console",
        now=crumb.clock(),
    )
    reply = await crumb.router(request)
    assert reply.card is not None
    return _printed(reply.card, terminal)


async def _nudges(crumb: Crumb, viewer: Viewer, terminal: Terminal) -> list[str]:
    """The nudges of today, or of the next working morning where it is too late or too early."""
    now = crumb.clock()
    own = _own(await crumb.preview(now), viewer)
    said = f"Today Crumb asks {viewer.first_name}:"
    if not any(v.outcome is Outcome.DUE for v in own):
        morning = next_morning(viewer, crumb.nudging, now)
        if waiting := _own(await crumb.preview(morning), viewer):
            here, then = (weekday_time(m, zone_name(viewer)) for m in (now, morning))
            said = f"It is {here} for {viewer.first_name}. On {then} Crumb asks:"
            own, now = waiting, morning
    due = [v for v in own if v.outcome is Outcome.DUE]
    cards = [await _card(crumb, verdict, viewer, now) for verdict in due]
    shown = [_printed(card, terminal) for card in cards if card]
    if not shown:
        return [f"There is nothing to ask {viewer.first_name} for."]
    return [said, *shown, *_held(own)]


def _own(report: Report, viewer: Viewer) -> list[Verdict]:
    return [v for v in report.verdicts if v.notice.who == viewer.user_id]


async def _card(crumb: Crumb, verdict: Verdict, viewer: Viewer, now: datetime) -> Card | None:
    rule = next(rule for rule in RULES if rule.name == verdict.notice.rule)
    try:
        notice = await look(crumb.crm, rule, verdict.notice, viewer, crumb.nudging, now)
    except NoLonger:
        return None
    schema = await crumb.crm.schema(viewer)
    return nudge_card(notice, schema=schema, links=crumb.links, zone=zone_name(viewer))


def _held(own: list[Verdict]) -> Iterator[str]:
    held = [v for v in own if v.outcome is Outcome.HELD]
    if held:
        lines = [
            line(f"{v.notice.ask} {v.notice.record_name} ({v.reason})") for v in held[:_HELD_SHOWN]
        ]
        more = len(held) - len(lines)
        rest = [f"and {more:,} more"] if more else []
        yield "\n  ".join(["Held back:", *lines, *rest])


def _printed(card: Card, terminal: Terminal) -> str:
    """Without the link buttons: the page has them, and their addresses fill a terminal."""
    kept = tuple(action for action in card.actions if not isinstance(action, LinkButton))
    text = plain.text(replace(card, actions=kept), colour=terminal.colour, width=terminal.width)
    return "\n".join(f"  {one}" for one in text.rstrip().split("\n"))
