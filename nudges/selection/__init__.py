"""Of all that could be said, what is said now. Pure: the same notices and context, the same end.

Each stage gives its reason for holding a notice back, or None. They are asked in this order, and
the first reason is the one that counts.
"""

from collections.abc import Callable, Iterable

from nudges.notice import Notice, Outcome, Verdict
from nudges.rules import RULES
from nudges.selection.asked_recently import asked_recently
from nudges.selection.budget import budget
from nudges.selection.can_answer import can_answer
from nudges.selection.context import Context, Taken
from nudges.selection.owner_active import owner_active
from nudges.selection.quiet_hours import quiet_hours
from nudges.selection.snoozed import snoozed
from nudges.selection.stopped import stopped

__all__ = ["STAGES", "Context", "Taken", "judge", "rank", "select"]

Stage = Callable[[Notice, Context, Taken], str | None]

STAGES: tuple[Stage, ...] = (
    owner_active,
    can_answer,
    stopped,
    snoozed,
    asked_recently,
    quiet_hours,
    budget,
)

_PLACE = {rule.name: place for place, rule in enumerate(RULES)}


def select(notices: Iterable[Notice], context: Context) -> tuple[Verdict, ...]:
    """A verdict on each notice, DUE or HELD; the most worthy first, whatever order they came in."""
    taken = Taken()
    verdicts = []
    for notice in rank(notices):
        verdict = judge(notice, context, taken)
        if verdict.outcome is Outcome.DUE:
            taken.add(notice)
        verdicts.append(verdict)
    return tuple(verdicts)


def judge(notice: Notice, context: Context, taken: Taken) -> Verdict:
    """The verdict on one notice, after those taken already."""
    for stage in STAGES:
        if reason := stage(notice, context, taken):
            name = stage.__name__
            return Verdict(notice=notice, outcome=Outcome.HELD, stage=name, reason=reason)
    return Verdict(notice=notice, outcome=Outcome.DUE)


def rank(notices: Iterable[Notice]) -> list[Notice]:
    """The most worthy first; then by the order of the rules, and the same way every time."""
    return sorted(notices, key=_key)


def _key(notice: Notice) -> tuple[object, ...]:
    place = _PLACE.get(notice.rule, len(_PLACE))
    return (-notice.worth, place, notice.rule, str(notice.record), notice.who)
