"""Why was I asked for this: told from what was said to that person, and how to be left alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from crm.access import Viewer
from crm.errors import CrmError, RecordNotFound
from crm.history import Span
from crm.query import Op, Query, Ref, Rows, Value, compare, every
from handlers.cards import Card
from handlers.forms import can_enter
from handlers.nudge.actions import NudgeActions
from handlers.nudge.told_card import Case, gone_by_now, not_about, nothing_sent, nudge_told
from handlers.person import zone_name
from handlers.record import Record, leads
from handlers.request import Reply, Request
from handlers.understanding.reading import Nudged
from nudges.junk import is_junk
from nudges.notice import Sent
from nudges.ports import Told
from nudges.rule import Rule

_REMEMBERED = timedelta(days=365)
_CREATED = "CreatedDate"


@dataclass(frozen=True, slots=True)
class NudgeAsked:
    """Answers what people ask about the nudges they got; `presses` is what answers the buttons."""

    told: Told
    presses: NudgeActions

    async def __call__(self, request: Request, wanted: Nudged) -> Reply:
        """The nudge meant, why it came and what became of it; or that there was none."""
        return Reply(card=await self._card(request, wanted))

    async def _card(self, request: Request, wanted: Nudged) -> Card:
        viewer = request.viewer
        rules = {rule.name: rule for rule in self.presses.rules}
        everything = await self.told.sent_to(viewer.user_id, request.now - _REMEMBERED)
        sent = [each for each in everything if each.rule in rules]
        stopped = (viewer.user_id, None) in await self.presses.rests.stopped()
        if not sent:
            return nothing_sent(self.presses.settings, stopped=stopped, stop=wanted.stop)
        meant = await self._meant(sent, rules, wanted, viewer)
        if meant is None:
            return not_about(wanted.words, sent[-1])
        at = meant[-1].at.astimezone(ZoneInfo(zone_name(viewer)))
        rule = rules[meant[-1].rule]
        try:
            record = await self.presses.read(viewer, rule, meant[-1].record, *_dates(rule))
        except RecordNotFound:
            return gone_by_now(rule, at)
        if not_theirs := self.presses.whose(record, viewer):
            assert not_theirs.card is not None
            return not_theirs.card
        case = Case(
            record=record,
            rule=rule,
            at=at,
            times=sum(each.record == record.ref for each in sent),
            still=await self.presses.still(request, rule, record),
            since=await self._since(record, rule, viewer),
            can_enter=can_enter(record.field(rule.field), record.value(rule.field)),
            stopped=stopped,
        )
        return nudge_told(case, self.presses.settings, self.presses.links, stop=wanted.stop)

    async def _meant(
        self, sent: Sequence[Sent], rules: dict[str, Rule], wanted: Nudged, viewer: Viewer
    ) -> list[Sent] | None:
        """Those that are spoken of; None where a record is named that none was about."""
        found = list(sent)
        if wanted.records:
            near = await self._of_accounts(sent, wanted.records, viewer)
            named = [each for each in sent if each.record in {*wanted.records, *near}]
            if wanted.words and not named:
                return None
            found = named or found
        asked = [
            each
            for each in found
            if (rules[each.rule].entity, rules[each.rule].field) in wanted.fields
        ]
        return asked or found

    async def _of_accounts(
        self, sent: Sequence[Sent], named: Sequence[Ref], viewer: Viewer
    ) -> frozenset[Ref]:
        """The deals, of those asked about, that belong to a named account."""
        deals = sorted({each.record.id for each in sent if each.record.entity == "Opportunity"})
        accounts = [ref.id for ref in named if ref.entity == "Account"]
        schema = await self.presses.crm.schema(viewer)
        if not (deals and accounts and leads(schema, "Opportunity", "AccountId")):
            return frozenset()
        theirs = compare("AccountId", Op.IN, *accounts)
        where = every(compare("Id", Op.IN, *deals), theirs)
        query = Query(entity="Opportunity", where=where, limit=None)
        crm = self.presses.crm
        answer = await crm.run(await crm.permit(query, viewer))
        return (
            frozenset(row.ref for row in answer.rows) if isinstance(answer, Rows) else frozenset()
        )

    async def _since(self, record: Record, rule: Rule, viewer: Viewer) -> Value:
        """Since when it is so: by the record itself, or by when its field was last emptied; else
        since it was made.
        """
        if rule.since:
            path = rule.since if record.read(rule.since) else ""
            return (record.value(path) if path else None) or _made(record)
        crm = self.presses.crm
        one = Query(entity=record.ref.entity, where=compare("Id", Op.EQ, record.ref.id))
        try:
            permitted = await crm.permit(one, viewer)
            history = await crm.changes(permitted, Span(fields=(rule.field,)))
        except CrmError:
            return None
        if not history.changes:
            return _made(record)
        last = history.changes[0]
        emptied = last.after in (None, "") or is_junk(last.after)
        return last.at if emptied else None


def _dates(rule: Rule) -> tuple[str, ...]:
    return tuple(path for path in (rule.since, _CREATED) if path and path != rule.field)


def _made(record: Record) -> Value:
    value = record.value(_CREATED) if record.read(_CREATED) else None
    return value if isinstance(value, datetime) else None
