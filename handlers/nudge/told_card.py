"""What somebody is told of a nudge they got: which, why, since when, how often, and the way out."""

from dataclasses import dataclass
from datetime import datetime

from crm.links import Links
from crm.query import Value
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
from handlers.nudge.card import FIX, NOT_MINE, RESUME, SNOOZE, STOP, WHY, limits_told
from handlers.record import Record
from handlers.speech import say, translated
from handlers.wording import day, plural, show
from nudges.notice import Sent
from nudges.rule import Rule
from nudges.settings import NudgeSettings

_LONG = "90"


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One nudge: its record as it is now, when it went out where the person is, how often there was
    one about this record, whether the rule `still` flags it, and since when.
    """

    record: Record
    rule: Rule
    at: datetime
    times: int
    still: bool
    since: Value
    can_enter: bool
    stopped: bool


def nudge_told(case: Case, settings: NudgeSettings, links: Links, *, stop: bool) -> Card:
    """Why it came, or with `stop`, what there is to choose from."""
    record, rule, name = case.record, case.rule, case.record.name
    asked = say("I asked you about {name} on {date}.", name=name, date=day(case.at.date()))
    title = say("What shall I not ask you any more?") if stop else asked
    told = say("“{question}”", question=translated(rule.ask))
    body: list[Element] = [
        Paragraph((Text(name, Tone.STRONG, links.record(record.ref)), Text(f" {told}"))),
        Facts(tuple(_facts(case))),
    ]
    if not stop:
        body += [Paragraph((Text(translated(rule.why)),)), limits_told(settings)]
    return Card(
        kind=Kind.CHOICE if stop else Kind.HELP,
        title=title,
        body=tuple(body),
        actions=(
            *_answers(case, stop=stop),
            LinkButton(say("Open in CRM"), links.record(record.ref)),
        ),
        reveals=(Reveal(record.ref, (record.entity.name_field, rule.field, *_shown(case))),),
    )


def not_about(words: str, last: Sent) -> Card:
    """A record was named that no nudge was about; the last one is a press away."""
    return Card(
        kind=Kind.HELP,
        title=say("I have not asked you about “{name}”.", name=words),
        actions=(
            Button(say("What I asked last"), Press(WHY, (last.rule, str(last.record)))),
            Button(say("Stop all"), Press(STOP, ("",)), Style.DANGER),
        ),
    )


def nothing_sent(settings: NudgeSettings, *, stopped: bool, stop: bool) -> Card:
    """Nobody asked this person anything, as far as is known."""
    line = say("I would, where a record of yours lacks what its forecast or your colleagues need.")
    body: list[Element] = [Paragraph((Text(line),)), limits_told(settings)]
    if stopped:
        body = [Paragraph((Text(say("You have stopped all such questions.")),))]
    actions: tuple[Action, ...] = (Button(say("Start again"), Press(RESUME)),) if stopped else ()
    if stop and not stopped:
        actions = (Button(say("Never ask me"), Press(STOP, ("",)), Style.DANGER),)
    return Card(
        kind=Kind.HELP,
        title=say("I have not asked you for anything in the last year."),
        body=tuple(body),
        actions=actions,
    )


def gone_by_now(rule: Rule, at: datetime) -> Card:
    """The record can't be read any more: nothing of it is said."""
    asked = say("“{question}”", question=translated(rule.ask))
    return Card(
        kind=Kind.HELP,
        title=say("I asked you about a record that I can't find any more."),
        body=(Paragraph((Text(f"{day(at.date())}: {asked}"),)),),
        actions=(Button(say("Stop these"), Press(STOP, (rule.name,))),),
    )


def _facts(case: Case) -> list[tuple[str, Text]]:
    """What was looked for, what the record holds, since when, and how often it was asked."""
    field, zone = case.record.field(case.rule.field), case.at.tzinfo
    value = case.record.value(field.name)
    facts = [(translated(field.label), Text(show(value, type_=field.type, zone=str(zone))))]
    if case.rule.looks:
        facts.insert(0, (say("I look for"), Text(translated(case.rule.looks))))
    if case.still and case.since is not None:
        since = (
            case.since.astimezone(zone).date() if isinstance(case.since, datetime) else case.since
        )
        facts.append((say("Since"), Text(show(since))))
    times = plural(case.times, say("time"), say("times"))
    last = say("{times} about this record, last on {date}", times=times, date=day(case.at.date()))
    facts.append((say("I asked"), Text(last)))
    if not case.still:
        facts.append((say("Now"), Text(say("seen to; I will not ask again"), Tone.GOOD)))
    return facts


def _shown(case: Case) -> tuple[str, ...]:
    return (case.rule.since,) if case.rule.since and case.record.read(case.rule.since) else ()


def _answers(case: Case, *, stop: bool) -> tuple[Action, ...]:
    rule = case.rule
    about = (rule.name, str(case.record.ref))
    actions: list[Action] = []
    label = translated(case.record.field(rule.field).label)
    if case.still and case.can_enter and not stop:
        empty = case.record.value(rule.field) in (None, "")
        text = say("Add {field}", field=label) if empty else say("Change {field}", field=label)
        actions.append(Button(text, Press(FIX, about), Style.PRIMARY))
    if case.stopped:
        return (*actions, Button(say("Start again"), Press(RESUME)))
    if stop:
        actions.append(Button(say("This for 90 days"), Press(SNOOZE, (*about, _LONG))))
    else:
        actions.append(Button(say("In a week"), Press(SNOOZE, (*about, "7"))))
    return (
        *actions,
        Button(say("Not mine"), Press(NOT_MINE, about)),
        Button(say("Stop these"), Press(STOP, (rule.name,))),
        Button(say("Stop all"), Press(STOP, ("",)), Style.DANGER),
    )
