"""From rules to words said: what would be sent now, and sending it.

What is sent passes, in this order: the stages of selection; the same stages again in the moment of
sending; the last look at the record as its owner; the claim in the ledger, which alone decides; the
courier; and the ledger again. A crash anywhere leaves a message unsent, or sent and claimed: never
sent twice.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from crm.access import Viewer
from crm.port import Crm, People
from nudges.candidates import Candidates, find
from nudges.hours import Hours
from nudges.last_look import NoLonger, look
from nudges.notice import Notice, Outcome, Report, Verdict
from nudges.ports import Courier, Delivery, Ledger, Terms
from nudges.rule import Rule
from nudges.rules import RULES
from nudges.selection import Context, Taken, judge, rank, select
from nudges.settings import NudgeSettings

_log = logging.getLogger(__name__)

Clock = Callable[[], datetime]

_ENDED = {
    Delivery.SENT: "",
    Delivery.UNREACHABLE: "there is no way to reach them",
    Delivery.UNKNOWN: "whether it arrived is unknown",
}


async def preview(
    crm: Crm,
    people: People,
    ledger: Ledger,
    settings: NudgeSettings,
    now: datetime,
    rules: Sequence[Rule] = RULES,
) -> Report:
    """Everything that could be said at `now`, each DUE or HELD with its reason. Sends nothing."""
    found, context = await _gather(crm, people, ledger, settings, now, rules)
    return Report(verdicts=select(found.notices, context), skipped=found.skipped)


async def sweep(
    crm: Crm,
    people: People,
    ledger: Ledger,
    courier: Courier,
    settings: NudgeSettings,
    clock: Clock,
    rules: Sequence[Rule] = RULES,
) -> Report:
    """Say what is due. Asks `clock` for each message anew, since many take their time.

    Raises what the ledger raises: without it nothing may be sent.
    """
    found, context = await _gather(crm, people, ledger, settings, clock(), rules)
    sender = _Sender(crm, people, ledger, courier, settings, clock, {r.name: r for r in rules})
    taken = Taken()
    verdicts = []
    for notice in rank(found.notices):
        verdict = judge(notice, context, taken)
        if verdict.outcome is Outcome.DUE:
            verdict = await sender.send(notice)
        if verdict.outcome is not Outcome.HELD:
            taken.add(notice)
        verdicts.append(verdict)
    return Report(verdicts=tuple(verdicts), skipped=found.skipped)


async def _gather(
    crm: Crm,
    people: People,
    ledger: Ledger,
    settings: NudgeSettings,
    now: datetime,
    rules: Sequence[Rule],
) -> tuple[Candidates, Context]:
    everybody = {person.user_id: person for person in await people.everyone()}
    found = await find(crm, everybody, rules, settings, now)
    context = Context(
        now=now,
        settings=settings,
        people=everybody,
        sent=await ledger.sent_since(now - settings.memory),
        snoozed=await ledger.snoozed(now),
        stopped=await ledger.stopped(),
        blind=found.blind,
    )
    return found, context


@dataclass(frozen=True, slots=True)
class _Sender:
    """Takes one notice that is due the rest of the way."""

    crm: Crm
    people: People
    ledger: Ledger
    courier: Courier
    settings: NudgeSettings
    clock: Clock
    rules: Mapping[str, Rule]

    async def send(self, notice: Notice) -> Verdict:
        now = self.clock()
        try:
            owner = await self._owner(notice, now)
            fresh = await look(self.crm, self.rules[notice.rule], notice, owner, self.settings, now)
        except NoLonger as reason:
            return _held(notice, "last_look", str(reason))
        except Exception as error:  # whatever one record does, the others go on
            _report("A record could not be read before its nudge.", notice, error)
            return _held(notice, "last_look", "the record can't be read right now")
        claimed = await self.ledger.claim(fresh, self._terms(owner, now), now)
        if claimed is None:
            return _held(fresh, "claim", "said elsewhere, or not wanted any more, in this moment")
        return await self._deliver(replace(fresh, id=claimed))

    async def _owner(self, notice: Notice, now: datetime) -> Viewer:
        """The owner as of this moment; raises NoLonger when the moment is not right any more."""
        owner = await self.people.by_id(notice.who)
        people = {notice.who: owner} if owner else {}
        context = Context(now=now, settings=self.settings, people=people)
        if reason := judge(notice, context, Taken()).reason:
            raise NoLonger(reason)
        return people[notice.who]

    async def _deliver(self, notice: Notice) -> Verdict:
        try:
            delivery = await self.courier.deliver(notice)
        except Exception as error:  # it may have gone out, so it is never tried again
            _report("Whether a nudge went out is unknown; it is not repeated.", notice, error)
            delivery = Delivery.UNKNOWN
        await self.ledger.settle(notice.id, delivery, self.clock())
        return Verdict(
            notice=notice, outcome=Outcome(delivery), stage="courier", reason=_ENDED[delivery]
        )

    def _terms(self, owner: Viewer, now: datetime) -> Terms:
        hours = Hours.of(owner, self.settings)
        year, week, _ = hours.today(now).isocalendar()
        return Terms(
            period=f"{year:04}-W{week:02}",
            rested_since=now - timedelta(days=self.settings.rest_days),
            caps=hours.caps(now, self.settings),
        )


def _held(notice: Notice, stage: str, reason: str) -> Verdict:
    return Verdict(notice=notice, outcome=Outcome.HELD, stage=stage, reason=reason)


def _report(sentence: str, notice: Notice, error: Exception) -> None:
    extra = {"action": "nudge_failed", "rule": notice.rule, "error": type(error).__name__}
    _log.warning(sentence, extra=extra)
