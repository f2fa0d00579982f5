"""What was changed as a card: record by record, each with its changes, the latest first."""

from collections import defaultdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

from crm.access import Viewer
from crm.query import Ref
from handlers.asking.answered import Answered, Changed, Record
from handlers.cards import (
    Action,
    Card,
    Element,
    Kind,
    LinkButton,
    Paragraph,
    Reveal,
    Text,
    Tone,
)
from handlers.person import zone_name
from handlers.speech import noun, say, translated
from handlers.understanding.wanted import Counting
from handlers.wording import clock, day, plural, show, weekday

_MOST_RECORDS = 20
_MOST_LINES = 6


def changes_card(
    answered: Answered, footer: tuple[str, ...], viewer: Viewer, now: datetime
) -> Card:
    """The card; what is beyond it is counted."""
    zone = zone_name(viewer)
    lines: dict[Ref, list[Changed]] = defaultdict(list)
    for change in answered.changes:
        lines[change.ref].append(change)
    shown = answered.records[:_MOST_RECORDS]
    body: list[Element] = [_record(record, lines[record.ref], zone, now) for record in shown]
    if not answered.changes:
        body.append(Paragraph((Text(say("The CRM has no such change."), Tone.MUTED),)))
    body += _beyond(answered, sum(len(lines[record.ref]) for record in shown), len(shown))
    return Card(
        kind=Kind.CHANGES,
        title=_title(answered, zone, now),
        body=tuple(body),
        actions=_open(answered),
        footer=footer,
        reveals=tuple(Reveal(record.ref, _revealed(record, lines[record.ref])) for record in shown),
    )


def _revealed(record: Record, changes: list[Changed]) -> tuple[str, ...]:
    fields = (change.path for change in changes if change.path)
    return tuple(dict.fromkeys(("Name", *(cell.path for cell in record.cells), *fields)))


def _title(answered: Answered, zone: str, now: datetime) -> str:
    if not answered.changes:
        no = answered.value is False
        return say("No, nothing changed.") if no else say("Nothing changed.")
    changes = plural(answered.changes_total, say("change"), say("changes"))
    records = plural(answered.total, say("record"), say("records"))
    wanted = answered.wanted
    if wanted and wanted.who and answered.total == 1:
        return f"{answered.records[0].name}: {_said(answered.changes[0], zone, now)}"
    if wanted and wanted.counting is Counting.RECORDS:
        return f"{records}: {changes}"
    told = say("{changes} of {records}", changes=changes, records=records)
    return say("Yes, {what}", what=told) if answered.value is True else told


def _record(record: Record, changes: list[Changed], zone: str, now: datetime) -> Paragraph:
    """Its name with the way there, and a line for each change."""
    account = next((str(cell.value) for cell in record.cells if cell.value), "")
    kind = noun(changes[0].kind)
    if account and account not in record.name:
        kind = say("{what} of {record}", what=kind, record=account)
    runs = [Text(record.name, Tone.STRONG, record.link), Text(f", {kind}", Tone.MUTED)]
    runs += [Text(f"\n– {_said(change, zone, now)}") for change in changes[:_MOST_LINES]]
    if (more := len(changes) - _MOST_LINES) > 0:
        earlier = plural(more, say("earlier change"), say("earlier changes"))
        runs.append(Text(f"\n– {earlier}", Tone.MUTED))
    return Paragraph(tuple(runs))


def _said(change: Changed, zone: str, now: datetime) -> str:
    """Stage: Proposal → Negotiation · Anna Weber · Tue 14:05."""
    label = translated(change.label)
    after = show(change.after, type_=change.type, zone=zone)
    if change.path:
        before = show(change.before, type_=change.type, zone=zone)
        what = f"{label}: {before} → {after}"
    else:
        what = label if change.after is None else f"{label}: {after}"
    return " · ".join(part for part in (what, change.by, _when(change.at, zone, now)) if part)


def _when(at: datetime | date, zone: str, now: datetime) -> str:
    """The weekday within a week, the date before that."""
    today = now.astimezone(ZoneInfo(zone)).date()
    local = at.astimezone(ZoneInfo(zone)) if isinstance(at, datetime) else at
    on = local.date() if isinstance(local, datetime) else local
    lately = 0 <= (today - on).days < 7
    told = weekday(on) if lately else day(on)
    if not isinstance(local, datetime):
        return told
    return f"{told} {clock(local)}" if lately else f"{told}, {clock(local)}"


def _beyond(answered: Answered, lines: int, records: int) -> list[Element]:
    """How many there are that are not shown, and whether older ones were not even looked at."""
    said = []
    if (more := answered.changes_total - lines) > 0:
        changes = plural(more, say("change"), say("changes"))
        others = plural(answered.total - records, say("record"), say("records"))
        said.append(say("Not shown: {changes} of {records}.", changes=changes, records=others))
    if answered.partly:
        said.append(say("There are older ones that I did not look at; name a shorter time."))
    return [Paragraph((Text(" ".join(said), Tone.MUTED),))] if said else []


def _open(answered: Answered) -> tuple[Action, ...]:
    return (LinkButton(say("Open in CRM"), answered.link),) if answered.link else ()
