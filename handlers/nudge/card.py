"""A nudge as its owner sees it, and what it turns into once it is answered or outdated.

The buttons carry the rule and the record alone. Whoever presses is looked at anew.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from crm.links import Links
from crm.query import Ref
from crm.schema import Entity, Field, Schema
from handlers.cards import (
    Action,
    Button,
    Card,
    Element,
    Facts,
    Kind,
    LinkButton,
    Paragraph,
    Press,
    Reveal,
    Style,
    Text,
    Tone,
)
from handlers.record import Record
from handlers.speech import noun, say, translated
from handlers.wording import clock, day, show
from nudges.notice import Notice
from nudges.rule import Rule
from nudges.settings import NudgeSettings

FIX, SNOOZE, NOT_MINE, WHY, STOP, RESUME = "fix", "snooze", "not_mine", "why", "stop", "resume"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def nudge_card(notice: Notice, *, schema: Schema, links: Links, zone: str = "UTC") -> Card:
    """What is missing where, why it matters, what is known, and every way to answer.

    `notice` has been read as its owner (nudges/last_look.py); `schema` is the owner's, `zone` their
    IANA zone. Raises UnknownField when they can't see the field.
    """
    entity = schema.entity(notice.record.entity)
    field = entity.field(notice.field)
    known = [*notice.facts]
    if notice.before not in (None, ""):
        known.insert(0, (f"{field.label} now", notice.before))
    pairs = tuple((label, Text(show(value, zone=zone))) for label, value in known)
    name = Text(notice.record_name, Tone.STRONG, links.record(notice.record))
    body: list[Element] = [Paragraph((name, Text(f", {entity.label.lower()}", Tone.MUTED)))]
    body.append(Paragraph((Text(notice.why),)))
    if pairs:
        body.append(Facts(pairs))
    return Card(
        kind=Kind.NUDGE,
        title=f"{notice.record_name}: {notice.ask}",
        body=tuple(body),
        actions=_answers(notice, field, links),
        footer=("You own this record. Only you see this message.",),
        reveals=(Reveal(notice.record, _revealed(notice, entity, schema)),),
    )


def _answers(notice: Notice, field: Field, links: Links) -> tuple[Action, ...]:
    about = (notice.rule, str(notice.record))
    verb = "Add" if notice.before in (None, "") else "Change"
    return (
        Button(f"{verb} {field.label}", Press(FIX, about), Style.PRIMARY),
        Button("Tomorrow", Press(SNOOZE, (*about, "1"))),
        Button("In a week", Press(SNOOZE, (*about, "7"))),
        Button("Not mine", Press(NOT_MINE, about)),
        Button("Why me?", Press(WHY, about)),
        Button("Stop these", Press(STOP, (notice.rule,)), Style.DANGER),
        LinkButton("Open in the CRM", links.record(notice.record)),
    )


def _revealed(notice: Notice, entity: Entity, schema: Schema) -> tuple[str, ...]:
    """The paths of all that is shown. Facts are known by their labels: all that bear one count."""
    labels = {label for label, _ in notice.facts}
    paths = [(field.label, field.name) for field in entity]
    for step, reference in entity.references.items():
        if reference.refers_to in schema:
            there = schema.entity(str(reference.refers_to))
            paths += [(field.label, f"{step}.{field.name}") for field in there]
    shown = (path for label, path in paths if label in labels)
    return tuple(dict.fromkeys((entity.name_field, notice.field, *shown)))


def settled_card(record: Record, field: Field, *, filled: bool, links: Links, zone: str) -> Card:
    """The record was seen to meanwhile: filled in, or closed."""
    now = show(record.value(field.name), type_=field.type, zone=zone)
    title = f"Done, thanks. {field.label} is {now}." if filled else "Done, nothing is left to do."
    return Card(
        kind=Kind.THANKS,
        title=title,
        body=(_named(record.name, record.ref, links),),
        actions=(_open(record.ref, links),),
        reveals=(Reveal(record.ref, (record.entity.name_field, field.name)),),
    )


def not_yours_card(record: Record, owner: str, links: Links) -> Card:
    """Somebody else owns the record by now."""
    whose = f"It belongs to {owner} now." if owner else "It belongs to nobody now."
    return Card(
        kind=Kind.NUDGE,
        title=f"{record.name} is no longer yours. {whose}",
        body=(Paragraph((Text("You will not be asked about it again."),)),),
        actions=(_open(record.ref, links),),
        reveals=(Reveal(record.ref, (record.entity.name_field,)),),
    )


def gone_card() -> Card:
    """Deleted, merged, or hidden from this person: the three look the same."""
    return Card(
        kind=Kind.NUDGE,
        title="I can't find that record any more.",
        body=(Paragraph((Text("There is nothing left to do here."),)),),
    )


def snoozed_card(
    rule: Rule, ref: Ref, record: Record | None, until: datetime, links: Links, zone: str
) -> Card:
    """When it comes up again, and the way to do it now. `record` is None where it can't be read."""
    date = day(until.astimezone(ZoneInfo(zone)).date())
    return Card(
        kind=Kind.NUDGE,
        title=f"All right, not before {date}.",
        body=_perhaps_named(record, links),
        actions=(Button("Do it now", Press(FIX, (rule.name, str(ref)))), _open(ref, links)),
        reveals=_name_of(record),
    )


def not_mine_card(ref: Ref, record: Record | None, days: int, links: Links) -> Card:
    """No more questions about that record for a while; the CRM's owner field is for an admin."""
    told = f"{record.name[:255]} ({ref})" if record else str(ref)
    return Card(
        kind=Kind.NUDGE,
        title=f"Thanks. I won't ask you about it for {days} days.",
        body=(
            *_perhaps_named(record, links),
            Paragraph((Text("The CRM still names you as its owner. Whose is it?"),)),
        ),
        actions=(
            Button("Tell an admin", Press("feedback", (f"{told} is not mine. It belongs to: ",))),
            _open(ref, links),
        ),
        reveals=_name_of(record),
    )


def why_card(record: Record, rule: Rule, settings: NudgeSettings, links: Links) -> Card:
    """Why this person, why this record, and what the limits are."""
    field = record.field(rule.field)
    return Card(
        kind=Kind.HELP,
        title=say(
            "You own {name}, and its {field} needs a look.",
            name=record.name,
            field=noun(field.label),
        ),
        body=(
            Paragraph((Text(translated(rule.why)),)),
            limits_told(settings),
            Paragraph((Text(say("Nobody is told whether or when you answer."), Tone.MUTED),)),
        ),
        actions=(
            Button("Stop these", Press(STOP, (rule.name,))),
            Button("Stop all", Press(STOP, ("",)), Style.DANGER),
            _open(record.ref, links),
        ),
        reveals=(Reveal(record.ref, (record.entity.name_field, field.name)),),
    )


def limits_told(settings: NudgeSettings) -> Paragraph:
    """How often and when at most anybody is written to."""
    days = ", ".join(translated(_DAYS[number]) for number in sorted(settings.work_days))
    limits = say(
        "At most {day} such message a day and {week} a week, {days} from {opens} to {closes} where "
        "you are, and none about a record you were asked about in the last {rest} days.",
        day=settings.per_day,
        week=settings.per_week,
        days=days,
        opens=clock(settings.opens),
        closes=clock(settings.closes),
        rest=settings.rest_days,
    )
    return Paragraph((Text(f"{say('The limits:')} ", Tone.STRONG), Text(limits)))


def stopped_card(rule: Rule | None) -> Card:
    """From this moment on; with the way back."""
    what = f"“{rule.ask}”" if rule else "anything"
    actions = [Button("Start again", Press(RESUME))]
    if rule:
        actions.append(Button("Stop all", Press(STOP, ("",)), Style.DANGER))
    return Card(
        kind=Kind.THANKS,
        title=f"Stopped. I won't ask you {what} any more.",
        body=(Paragraph((Text("Nobody is told. Your questions to me work as before."),)),),
        actions=tuple(actions),
    )


def resumed_card() -> Card:
    """Everything that was stopped is on again."""
    return Card(kind=Kind.THANKS, title="Back on. I will ask you when something is missing.")


def _named(name: str, ref: Ref, links: Links) -> Paragraph:
    return Paragraph((Text(name, Tone.STRONG, links.record(ref)),))


def _perhaps_named(record: Record | None, links: Links) -> tuple[Paragraph, ...]:
    return (_named(record.name, record.ref, links),) if record else ()


def _name_of(record: Record | None) -> tuple[Reveal, ...]:
    return (Reveal(record.ref, (record.entity.name_field,)),) if record else ()


def _open(ref: Ref, links: Links) -> LinkButton:
    return LinkButton("Open in the CRM", links.record(ref))
