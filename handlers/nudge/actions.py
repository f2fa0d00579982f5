"""What a person answers to a nudge: fix, later, not mine, why me, stop.

The person is whoever pressed, whatever message the button hung on. Stopping and snoozing are about
the presser alone and need no CRM, so that they work while it is down.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.access import Viewer
from crm.errors import CrmError, RecordNotFound
from crm.links import Links
from crm.port import Crm
from crm.query import Ref
from handlers.cards import Press
from handlers.entry.fields import USUAL, Habits
from handlers.errors import Malformed
from handlers.forms import can_enter, fix_form
from handlers.nudge.card import (
    FIX,
    NOT_MINE,
    RESUME,
    SNOOZE,
    STOP,
    WHY,
    gone_card,
    not_mine_card,
    not_yours_card,
    resumed_card,
    settled_card,
    snoozed_card,
    stopped_card,
    why_card,
)
from handlers.person import morning, zone_name
from handlers.record import Record, owner_paths, read_record
from handlers.request import Reply, Request
from handlers.sorry import OUTDATED, cannot_enter, sorry
from nudges.junk import is_junk
from nudges.last_look import NoLonger, look
from nudges.notice import Notice
from nudges.ports import Rests
from nudges.rule import Rule
from nudges.rules import RULES
from nudges.settings import NudgeSettings

NOT_MINE_DAYS = 90
_LONGEST_SNOOZE = 90


@dataclass(frozen=True, slots=True)
class NudgeActions:
    """Presses: `fix` (rule, ref), `snooze` (rule, ref, days), `not_mine` (rule, ref), `why` (rule,
    ref), `stop` (rule, or "" for all) and `resume` ().
    """

    crm: Crm
    links: Links
    rests: Rests
    settings: NudgeSettings
    habits: Habits = USUAL
    rules: Sequence[Rule] = RULES

    @property
    def actions(self) -> frozenset[str]:
        """The presses it takes."""
        return frozenset({FIX, SNOOZE, NOT_MINE, WHY, STOP, RESUME})

    async def __call__(self, request: Request) -> Reply:
        """The form to fix it with, or what the nudge turns into."""
        try:
            if isinstance(request.said, Press):
                return await self._pressed(request, request.said)
        except RecordNotFound:
            return Reply(card=gone_card(), replaces=True)
        except CrmError as error:
            return Reply(card=sorry(str(error)))
        except Malformed:
            pass
        return Reply(card=sorry(OUTDATED))

    async def _pressed(self, request: Request, press: Press) -> Reply:
        match press.action, press.arguments:
            case "fix", (rule, ref):
                return await self._fix(request, self._rule(rule), _ref(ref))
            case "snooze", (rule, ref, days):
                return await self._snooze(request, self._rule(rule), _ref(ref), _days(days))
            case "not_mine", (rule, ref):
                return await self._not_mine(request, self._rule(rule), _ref(ref))
            case "why", (rule, ref):
                return await self._why(request, self._rule(rule), _ref(ref))
            case "stop", (rule,):
                return await self._stop(request, self._rule(rule) if rule else None)
            case "resume", ():
                await self.rests.resume(request.viewer.user_id)
                return Reply(card=resumed_card(), replaces=True)
        raise Malformed

    async def _fix(self, request: Request, rule: Rule, ref: Ref) -> Reply:
        """The form, if the record still needs it and is still theirs."""
        viewer, zone = request.viewer, zone_name(request.viewer)
        record = await self.read(viewer, rule, ref)
        if not_theirs := self.whose(record, viewer):
            return not_theirs
        field = record.field(rule.field)
        value = record.value(rule.field)
        if not can_enter(field, value):
            return Reply(card=cannot_enter(record, field, self.links))
        if not await self.still(request, rule, record):
            filled = value not in (None, "") and not is_junk(value)
            settled = settled_card(record, field, filled=filled, links=self.links, zone=zone)
            return Reply(card=settled, replaces=True)
        return Reply(
            form=fix_form(
                record, field, habits=self.habits, zone=zone, rule=rule.name, ask=rule.ask
            )
        )

    async def _snooze(self, request: Request, rule: Rule, ref: Ref, days: int) -> Reply:
        until = morning(request.viewer, request.now, days=days)
        await self.rests.snooze(request.viewer.user_id, ref, rule.name, until)
        record = await self._known(request.viewer, rule, ref)
        zone = zone_name(request.viewer)
        return Reply(card=snoozed_card(rule, ref, record, until, self.links, zone), replaces=True)

    async def _not_mine(self, request: Request, rule: Rule, ref: Ref) -> Reply:
        """No rule asks this person about that record for a while."""
        until = morning(request.viewer, request.now, days=NOT_MINE_DAYS)
        for each in self.rules:
            if each.entity == ref.entity:
                await self.rests.snooze(request.viewer.user_id, ref, each.name, until)
        record = await self._known(request.viewer, rule, ref)
        return Reply(card=not_mine_card(ref, record, NOT_MINE_DAYS, self.links), replaces=True)

    async def _why(self, request: Request, rule: Rule, ref: Ref) -> Reply:
        record = await self.read(request.viewer, rule, ref)
        if not_theirs := self.whose(record, request.viewer):
            return not_theirs
        return Reply(card=why_card(record, rule, self.settings, self.links))

    async def _stop(self, request: Request, rule: Rule | None) -> Reply:
        await self.rests.stop(request.viewer.user_id, rule.name if rule else None)
        return Reply(card=stopped_card(rule), replaces=True)

    async def read(self, viewer: Viewer, rule: Rule, ref: Ref, *also: str) -> Record:
        """The record as far as the rule is about it, and its owner; raises RecordNotFound."""
        if ref.entity != rule.entity:
            raise Malformed
        owner = owner_paths(await self.crm.schema(viewer), ref.entity) or ()
        return await read_record(self.crm, viewer, ref, rule.field, also=(*owner, *also))

    def whose(self, record: Record, viewer: Viewer) -> Reply | None:
        """The card that says whose it is by now; None where it is the viewer's."""
        paths = owner_paths(record.schema, record.ref.entity)
        if paths is None or record.value(paths[0]) == viewer.user_id:
            return None
        owner = str(record.value(paths[1]) or "")
        return Reply(card=not_yours_card(record, owner, self.links), replaces=True)

    async def still(self, request: Request, rule: Rule, record: Record) -> bool:
        """Whether the rule still flags the record."""
        notice = Notice(
            rule=rule.name,
            record=record.ref,
            record_name=record.name,
            who=request.viewer.user_id,
            field=rule.field,
            ask=rule.ask,
            why=rule.why,
        )
        try:
            await look(self.crm, rule, notice, request.viewer, self.settings, request.now)
        except NoLonger:
            return False
        return True

    async def _known(self, viewer: Viewer, rule: Rule, ref: Ref) -> Record | None:
        """The record, as far as the CRM says so now."""
        try:
            return await self.read(viewer, rule, ref)
        except CrmError:
            return None

    def _rule(self, name: str) -> Rule:
        for rule in self.rules:
            if rule.name == name:
                return rule
        raise Malformed


def _ref(text: str) -> Ref:
    try:
        return Ref.parse(text)
    except ValueError:
        raise Malformed from None


def _days(text: str) -> int:
    days = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
    if not 1 <= days <= _LONGEST_SNOOZE:
        raise Malformed
    return days
