"""Nudges that went out before the page was last started, and still wait for an answer."""

from dataclasses import dataclass, field

from bot.courier import CardCourier
from bot.wiring import Crumb
from crm.access import Viewer
from nudges.last_look import NoLonger, look
from nudges.notice import Notice, Sent
from nudges.rules import RULES


@dataclass(frozen=True, slots=True)
class Backlog:
    """Brings each person's back once: the page keeps its messages in memory, the ledger does not
    forget.
    """

    crumb: Crumb
    courier: CardCourier
    _done: set[str] = field(default_factory=set)

    async def catch_up(self, viewer: Viewer) -> None:
        """Deliver them again under their ids, but for those put off, stopped or settled since."""
        if viewer.user_id in self._done:
            return
        self._done.add(viewer.user_id)
        now, ledger = self.crumb.clock(), self.crumb.store.ledger
        resting, stopped = await ledger.snoozed(now), await ledger.stopped()
        for sent in await ledger.sent_since(now - self.crumb.nudging.memory):
            rests = (sent.who, sent.record, sent.rule) in resting
            silent = {(sent.who, None), (sent.who, sent.rule)} & stopped
            if sent.who == viewer.user_id and not rests and not silent:
                await self._bring(sent, viewer)

    async def _bring(self, sent: Sent, viewer: Viewer) -> None:
        rule = next((rule for rule in RULES if rule.name == sent.rule), None)
        if rule is None:
            return
        notice = Notice(
            rule=rule.name,
            record=sent.record,
            record_name="",
            who=sent.who,
            field=rule.field,
            ask=rule.ask,
            why=rule.why,
            id=sent.id,
        )
        crumb = self.crumb
        try:
            fresh = await look(crumb.crm, rule, notice, viewer, crumb.nudging, crumb.clock())
        except NoLonger:
            return
        await self.courier.deliver(fresh)
