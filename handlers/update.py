"""A value on its way into the CRM: read from what was typed, checked against the record as it is
now, written as the person, and taken back when they say so.

Every press and form is a hint from outside. The record is read anew as whoever sent it; what it
carries decides neither rights nor values on its own.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crm.change import Change
from crm.errors import Conflict, CrmError, CrmUnavailable, ReadOnlyField, WriteError
from crm.links import Links
from crm.money import Money
from crm.port import Crm
from crm.query import Ref, Value
from crm.schema import Field
from handlers.cards import Card, Form, Kind, Press
from handlers.carried import pack, unpack
from handlers.entry.fields import USUAL, Habits, Typist, read_entry
from handlers.errors import EntryError, Malformed
from handlers.forms import SAVE, VALUE, Target, can_enter, fix_form, input_for, tried_again
from handlers.person import morning, zone_name
from handlers.record import Record, read_record
from handlers.request import Reply, Request, Submission
from handlers.sorry import OUTDATED, cannot_enter, sorry, typed_in
from handlers.update_cards import (
    FILL,
    KEEP,
    SET,
    UNDO,
    conflict_card,
    kept_card,
    saved_card,
    unchanged_card,
)
from handlers.wording import show
from nudges.junk import is_junk
from nudges.ports import Rests
from nudges.rule import Rule
from nudges.rules import RULES

_log = logging.getLogger(__name__)

# Salesforce's name for it; a CRM that uses one currency has no such field.
CURRENCY = "CurrencyIsoCode"
ANSWERED_DAYS = 30
"""How long an answered nudge rests whose rule the answer does not satisfy."""
_NOT_SAVED = "It was not saved: the CRM did not answer. Please try again in a moment."
_CANT_TELL = "I can't tell whether it was saved: the CRM does not answer."
_JUNK = "That would only hide the gap. If there is nothing to say yet, close this and press Snooze."


@dataclass(frozen=True, slots=True)
class Update:
    """Opens the form for a field, saves what comes back, settles conflicts, undoes.

    Presses: `fill` (ref, field, and perhaps what to enter), `set_value` (ref, field, after,
    before), `undo` (ref, field, restored, current), `keep_theirs` (ref, field); the form's `save`
    (ref, field, before, rule). Values travel packed (handlers/carried.py). The fields that `rules`
    ask for are those a record is told to lack; `rests` keeps that a nudge was answered.
    """

    crm: Crm
    links: Links
    habits: Habits = USUAL
    rules: Sequence[Rule] = RULES
    rests: Rests | None = None

    @property
    def actions(self) -> frozenset[str]:
        """The presses it takes."""
        return frozenset({FILL, SAVE, SET, UNDO, KEEP})

    async def __call__(self, request: Request) -> Reply:
        """The form, or the card that says what became of it. A CRM that fails is a sentence."""
        said = request.said
        typed = typed_in(said) if isinstance(said, Submission) else ""
        try:
            if isinstance(said, Submission):
                return await self._submitted(request, said)
            if isinstance(said, Press):
                return await self._pressed(request, said)
        except CrmError as error:
            return Reply(card=sorry(str(error), typed=typed))
        except Malformed:
            pass
        return Reply(card=sorry(OUTDATED, typed=typed))

    async def _pressed(self, request: Request, press: Press) -> Reply:
        ref, name, *values = _arguments(press)
        record = await self._read(request, _ref(ref), name)
        field = record.field(name)
        if press.action == KEEP:
            card = kept_card(record, field, links=self.links, zone=zone_name(request.viewer))
            return Reply(card=card, replaces=True)
        if not can_enter(field, record.value(name)):
            return Reply(card=cannot_enter(record, field, self.links))
        if press.action == FILL:
            return Reply(form=self._begun(request, record, field, *values))
        after, before = values
        undone = press.action == UNDO
        asked = _Asked(request, record, field, _value(after), before, undone=undone)
        return replace(await self._settle(asked), replaces=True)

    def _begun(self, request: Request, record: Record, field: Field, typed: str = "") -> Form:
        """The form, with what the person wants already entered, or what is wrong with that."""
        zone = zone_name(request.viewer)
        form = fix_form(record, field, habits=self.habits, zone=zone)
        if not typed:
            return form
        try:
            value = self._entered(request, record, field, typed, nudged=False)
        except EntryError as error:
            return tried_again(form, typed=typed, error=str(error))
        filled = input_for(field, value, habits=self.habits, zone=zone)
        return replace(form, inputs=(filled,))

    async def _submitted(self, request: Request, submission: Submission) -> Reply:
        target = _target(submission)
        record = await self._read(request, target.ref, target.field)
        field = record.field(target.field)
        if not can_enter(field, record.value(field.name)):
            card = cannot_enter(record, field, self.links, typed=typed_in(submission))
            return Reply(card=card)
        zone = zone_name(request.viewer)
        form = fix_form(record, field, habits=self.habits, zone=zone, rule=target.rule)
        form = replace(form, submit=submission.press)
        typed = submission.value(VALUE)
        try:
            value = self._entered(request, record, field, typed, nudged=bool(target.rule))
        except EntryError as error:
            return Reply(form=tried_again(form, typed=typed, error=str(error)))
        asked = _Asked(request, record, field, value, target.before, form=form, typed=typed)
        reply = await self._settle(asked)
        await self._rest(request, target, reply)
        # The form was opened from the nudge, which is answered now; an answer's card stays.
        return replace(reply, replaces=bool(target.rule) and reply.card is not None)

    async def _rest(self, request: Request, target: Target, reply: Reply) -> None:
        """Whoever answered a nudge is not asked the same again, where the rule looks at something
        else than the answer: a next step is no activity. What is saved stays saved without it.
        """
        answered = reply.card is not None and reply.card.kind is Kind.SAVED
        rule = next((r for r in self.rules if r.name == target.rule), None)
        mistaken = rule is None or rule.settled_by_answer or rule.entity != target.ref.entity
        if self.rests is None or mistaken or not answered:
            return
        until = morning(request.viewer, request.now, days=ANSWERED_DAYS)
        try:
            await self.rests.snooze(request.viewer.user_id, target.ref, target.rule, until)
        except CrmError as error:
            extra = {"action": "nudge_not_rested", "error": type(error).__name__}
            _log.warning("An answered nudge could not be put to rest.", extra=extra)

    def _entered(
        self, request: Request, record: Record, field: Field, typed: str, *, nudged: bool
    ) -> Value:
        """What was typed, as the field's value; raises EntryError, for junk under a nudge too."""
        typist = Typist(
            now=request.now,
            zone=zone_name(request.viewer),
            currency=_currency(record, field),
            habits=self.habits,
            definitions=record.schema.definitions,
        )
        value = read_entry(typed, field, typist)
        if nudged and is_junk(value):
            raise EntryError(_JUNK)
        return value

    async def _settle(self, asked: "_Asked") -> Reply:
        """Write, unless the record says otherwise by now."""
        current = asked.record.value(asked.field.name)
        if pack(current) == pack(asked.after):
            return Reply(card=self._unchanged(asked))
        if pack(current) != asked.seen:
            return Reply(card=self._conflict(asked))
        change = Change(
            ref=asked.record.ref,
            field=asked.field.name,
            before=current,
            after=asked.after,
            version=asked.record.row.version,
        )
        try:
            saved = await self.crm.write(change, asked.request.viewer, asked.request.now)
        except Conflict:
            return await self._lost(asked)
        except CrmUnavailable:
            return await self._find_out(asked)
        except ReadOnlyField as error:
            return Reply(card=sorry(str(error), typed=asked.shown))
        except WriteError as error:
            return self._refused(asked, error)
        _log.info("A value was saved.", extra={"action": "value_saved", "field": change.field})
        return Reply(card=self._saved(asked, saved.change.after))

    def _refused(self, asked: "_Asked", error: WriteError) -> Reply:
        """The CRM's own words, at the field; with its label where it minds another field."""
        reason = str(error)
        if error.field and error.field != asked.field.name and error.field in asked.record.entity:
            reason = f"{asked.record.field(error.field).label}: {reason}"
        if asked.form is not None:
            return Reply(form=tried_again(asked.form, typed=asked.typed, error=reason))
        return Reply(card=sorry(reason, typed=asked.shown))

    async def _lost(self, asked: "_Asked") -> Reply:
        """Somebody wrote between our reading and our writing."""
        fresh = await self._again(asked)
        if pack(fresh.record.value(asked.field.name)) == pack(asked.after):
            return Reply(card=self._unchanged(fresh))
        return Reply(card=self._conflict(fresh))

    async def _find_out(self, asked: "_Asked") -> Reply:
        """The CRM went away in the middle of the writing: look what it holds, and say so."""
        try:
            fresh = await self._again(asked)
        except CrmError:
            return Reply(card=sorry(_CANT_TELL, typed=asked.shown))
        if pack(fresh.record.value(asked.field.name)) == pack(asked.after):
            return Reply(card=self._saved(asked, asked.after))
        return Reply(card=sorry(_NOT_SAVED, typed=asked.shown))

    async def _again(self, asked: "_Asked") -> "_Asked":
        record = await self._read(asked.request, asked.record.ref, asked.field.name)
        return replace(asked, record=record)

    async def _read(self, request: Request, ref: Ref, field: str) -> Record:
        wanted = (rule.field for rule in self.rules if rule.entity == ref.entity)
        also = (*wanted, "IsClosed", CURRENCY)
        return await read_record(self.crm, request.viewer, ref, field, also=also)

    def _saved(self, asked: "_Asked", after: Value) -> Card:
        return saved_card(
            asked.record,
            asked.field,
            before=asked.record.value(asked.field.name),
            after=after,
            missing=() if asked.undone else self._missing(asked),
            links=self.links,
            zone=zone_name(asked.request.viewer),
            by=asked.request.viewer.name,
            undone=asked.undone,
        )

    def _missing(self, asked: "_Asked") -> tuple[Field, ...]:
        """What else the rules would ask for on that record; nothing once it is closed."""
        record = asked.record
        if record.read("IsClosed") and record.value("IsClosed") is True:
            return ()
        wanted = dict.fromkeys(r.field for r in self.rules if r.entity == record.ref.entity)
        empty = [
            record.field(name)
            for name in wanted
            if name != asked.field.name and record.read(name) and _blank(record.value(name))
        ]
        return tuple(field for field in empty if can_enter(field))

    def _unchanged(self, asked: "_Asked") -> Card:
        zone = zone_name(asked.request.viewer)
        return unchanged_card(asked.record, asked.field, links=self.links, zone=zone)

    def _conflict(self, asked: "_Asked") -> Card:
        return conflict_card(
            asked.record,
            asked.field,
            theirs=asked.record.value(asked.field.name),
            yours=asked.after,
            links=self.links,
            zone=zone_name(asked.request.viewer),
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A value to be written to a field of a record just read, of which `seen` (packed) was known.

    `form` and `typed` are there where it came from a form.
    """

    request: Request
    record: Record
    field: Field
    after: Value
    seen: str
    undone: bool = False
    form: Form | None = None
    typed: str = ""

    @property
    def shown(self) -> str:
        """What the person wanted to have there, in their own words where they typed it."""
        zone = zone_name(self.request.viewer)
        return self.typed or show(self.after, type_=self.field.type, zone=zone)


def _currency(record: Record, field: Field) -> str:
    """The currency the record is in: that of what it holds, or its own field, or the home one."""
    now = record.value(field.name)
    if isinstance(now, Money):
        return now.currency
    named = record.value(CURRENCY) if record.read(CURRENCY) else None
    return str(named or record.schema.currencies[0])


def _blank(value: Value) -> bool:
    return value in (None, "") or is_junk(value)


_COUNTS = {FILL: {2, 3}, KEEP: {2}, SET: {4}, UNDO: {4}}


def _arguments(press: Press) -> tuple[str, ...]:
    if len(press.arguments) not in _COUNTS.get(press.action, ()):
        raise Malformed
    return press.arguments


def _ref(text: str) -> Ref:
    try:
        return Ref.parse(text)
    except ValueError:
        raise Malformed from None


def _value(text: str) -> Value:
    try:
        return unpack(text)
    except ValueError:
        raise Malformed from None


def _target(submission: Submission) -> Target:
    try:
        return Target.of(submission.press.arguments)
    except ValueError:
        raise Malformed from None
