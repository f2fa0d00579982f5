"""Answers as cards."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from crm.access import Viewer
from crm.money import Money
from crm.query import Ref, Value
from handlers.answers.changes import changes_card
from handlers.answers.mixed_list import is_mixed, mixed_list
from handlers.answers.verdict import verdict
from handlers.asking.answered import Answered, Cell, Line, Outcome, Part, Record
from handlers.asking.remembered import choosing, with_choices
from handlers.cards import (
    Action,
    Button,
    Card,
    Column,
    Element,
    Facts,
    Figure,
    Kind,
    LinkButton,
    Paragraph,
    Press,
    Reveal,
    Style,
    Table,
    Text,
    Tone,
)
from handlers.carried import travels
from handlers.speech import say, speaking, speech_of
from handlers.understanding.reading import Shape
from handlers.update_cards import FILL
from handlers.wording import clock, number, plural, show

_MOST_CHOICES = 8


def card(answered: Answered, viewer: Viewer, now: datetime) -> Card:
    """The card for any outcome of a question, in the language of whoever reads it."""
    with speaking(speech_of(viewer, answered.language)):
        return with_choices(_card(answered, viewer, now), answered, viewer)


def _card(answered: Answered, viewer: Viewer, now: datetime) -> Card:
    wish = answered.wish
    if answered.outcome is Outcome.UPDATE and wish and wish.ref and wish.field:
        return _wished(answered, wish.ref, wish.field, wish.value or "")
    if answered.outcome is not Outcome.ANSWERED:
        return _unanswered(answered)
    at = clock(now.astimezone(ZoneInfo(viewer.time_zone)))
    footer = (f"{answered.understood} · {say('as of {time}', time=at)}", *_caveats(answered))
    match answered.shape:
        case Shape.FIGURE:
            return _figure(answered, footer)
        case Shape.GROUPS:
            return _groups(answered, footer)
        case Shape.FIELD:
            return _field(answered, footer, viewer)
        case Shape.CHANGES:
            return changes_card(answered, footer, viewer, now)
        case Shape.RECORD if answered.records:
            return _record(answered, footer, viewer)
    if is_mixed(answered):
        return mixed_list(answered, footer, viewer)
    return _list(answered, footer, viewer)


def _caveats(answered: Answered) -> Iterator[str]:
    """What a ranking does not show by itself."""
    if answered.tied:
        count = number(Decimal(answered.tied))
        yield say("After the last one, {count} more have the same figure.", count=count)
    if answered.unconverted:
        yield say("Amounts of several currencies are compared by their numbers, not converted.")


def _unanswered(answered: Answered) -> Card:
    kinds = {Outcome.CLARIFY: Kind.CHOICE, Outcome.HELP: Kind.HELP}
    buttons: list[Action] = [
        Button(choice.label, choosing(choice, answered.doubt))
        for choice in answered.choices[:_MOST_CHOICES]
    ]
    if answered.outcome in {Outcome.NOT_UNDERSTOOD, Outcome.REFUSED, Outcome.HELP}:
        buttons.append(Button(say("What can I ask?"), Press("help")))
    return Card(
        kind=kinds.get(answered.outcome, Kind.SORRY),
        title=answered.sentence or say("I don't understand that."),
        body=(_told(answered),) if answered.groups else (),
        actions=tuple(buttons),
        reveals=tuple(Reveal(c.ref, ("Name",)) for c in answered.choices if c.ref),
    )


def _told(answered: Answered) -> Table:
    """The fields of a kind of record, and what they hold."""
    rows = tuple((Text(line.label), Text(show(line.value))) for line in answered.groups)
    return Table((Column(say("Field")), Column(say("Holds"))), rows)


def _wished(answered: Answered, ref: Ref, field: str, value: str) -> Card:
    """What is to be changed, and the way into the form; a value too long for it is typed there."""
    typed = (value,) if value and travels(value) else ()
    fill = Press(FILL, (str(ref), field, *typed))
    return Card(
        kind=Kind.CHOICE,
        title=answered.sentence,
        actions=(Button(say("Open the form"), fill, Style.PRIMARY),),
        reveals=(Reveal(ref, ("Name",)),),
    )


def _figure(answered: Answered, footer: tuple[str, ...]) -> Card:
    value = _shown(answered.value, answered.unit, answered.parts)
    body: list[Element] = [Figure(value, answered.figure)]
    if answered.parts:
        body.append(Facts(tuple((part.name, _part(part)) for part in answered.parts)))
    notes = []
    if answered.unit != "count" and answered.query:
        notes.append(say("over {records}", records=_records(answered.total)))
    if answered.left_out:
        notes.append(
            say("{count} without a value left out", count=number(Decimal(answered.left_out)))
        )
    if notes:
        body.append(Paragraph((Text(", ".join(notes), Tone.MUTED),)))
    return Card(
        kind=Kind.FIGURE,
        title=f"{answered.figure}: {value}",
        body=tuple(body),
        actions=_open(answered),
        footer=footer,
    )


def _shown(value: Value, unit: str | None, parts: tuple[Part, ...] = ()) -> str:
    if value is None:
        return say("nothing to compare with") if parts else say("nothing to count")
    if isinstance(value, Decimal):
        if unit in {"%", "days", "points", "x"}:
            return f"{number(value)} {say(unit)}"
        if unit and len(unit) == 3 and unit.isupper():
            return show(Money(value, unit))
    return show(value)


def _part(part: Part) -> Text:
    return Text(say("none") if part.value is None else _shown(part.value, part.unit))


def _open(answered: Answered) -> tuple[Action, ...]:
    return (LinkButton(say("Open in CRM"), answered.link),) if answered.link else ()


def _groups(answered: Answered, footer: tuple[str, ...]) -> Card:
    if not answered.groups:
        return _nothing(answered, footer)
    table = (
        _beside(answered) if len(answered.groups) > len(answered.sides) > 0 else _table(answered)
    )
    more = answered.total - len(answered.groups)
    return Card(
        kind=Kind.GROUPS,
        title=_grouped(answered),
        body=(table,),
        actions=_open(answered),
        footer=(*footer, plural(more, say("more group"), say("more groups")))
        if more > 0
        else footer,
        reveals=tuple(Reveal(g.ref, ("Name",)) for g in answered.groups if g.ref),
    )


def _table(answered: Answered) -> Table:
    """A row for each group: its figure, and what that is made of."""
    parts = answered.groups[0].parts
    columns = [Column(answered.grouped or say("Group")), Column(answered.figure, numeric=True)]
    columns += [Column(part.name, numeric=True) for part in parts]
    rows = []
    for line in answered.groups:
        cells = [Text(_group_label(line)), Text(_group_value(line, answered))]
        rows.append((*cells, *map(_part, line.parts)))
    return Table(tuple(columns), tuple(rows))


def _beside(answered: Answered) -> Table:
    """A row for each group, and a column for each side of the comparison."""
    sides, lines = answered.sides, answered.groups
    columns = (Column(say("Group")), *(Column(side, numeric=True) for side in sides))
    rows = []
    for at in range(0, len(lines), len(sides)):
        label = _group_label(lines[at]).removesuffix(f" · {sides[0]}")
        cells = (Text(_group_value(line, answered)) for line in lines[at : at + len(sides)])
        rows.append((Text(label), *cells))
    return Table(columns, tuple(rows))


def _grouped(answered: Answered) -> str:
    by = say("by {what}", what=answered.grouped)
    return f"{answered.figure} {by}" if answered.grouped else answered.figure


def _group_label(line: Line) -> str:
    return line.label or say("empty")


def _group_value(line: Line, answered: Answered) -> str:
    return _shown(line.value, answered.unit, line.parts)


def _field(answered: Answered, footer: tuple[str, ...], viewer: Viewer) -> Card:
    if not answered.records:
        return _nothing(answered, footer)
    record = answered.records[0]
    facts = Facts(tuple((c.label, _cell(c, viewer)) for c in record.cells))
    said = ", ".join(_cell(c, viewer).text for c in record.cells)
    return Card(
        kind=Kind.RECORD,
        title=f"{record.name}: {said}",
        body=(Paragraph((Text(record.name, Tone.STRONG, record.link),)), facts),
        actions=_open(answered),
        footer=footer,
        reveals=(_reveal(record),),
    )


def _record(answered: Answered, footer: tuple[str, ...], viewer: Viewer) -> Card:
    record = answered.records[0]
    filled = [c for c in record.cells if c.value not in (None, "")]
    pairs = [(c.label, _cell(c, viewer)) for c in filled]
    given = [(a.label, Text(a.text, Tone.STRONG, a.link)) for a in answered.asides]
    body: list[Element] = [Paragraph((Text(record.name, Tone.STRONG, record.link),))]
    body += [Facts(tuple(given))] if given else []
    body += [Facts(tuple(pairs))] if pairs else []
    return Card(
        kind=Kind.RECORD,
        title=record.name,
        body=tuple(body),
        actions=_open(answered),
        footer=footer,
        reveals=(_reveal(record),),
    )


def _reveal(record: Record) -> Reveal:
    return Reveal(record.ref, tuple(c.path for c in record.cells))


def _cell(cell: Cell, viewer: Viewer) -> Text:
    text = show(cell.value, type_=cell.type, zone=viewer.time_zone)
    return Text(text, Tone.MUTED if cell.value in (None, "") else Tone.NORMAL)


def _nothing(answered: Answered, footer: tuple[str, ...]) -> Card:
    no = answered.shape is Shape.CHECK and answered.value is False
    return Card(
        kind=Kind.LIST,
        title=say("No.") if no else say("Nothing found."),
        body=(Paragraph((Text(say("The CRM has nothing that fits."), Tone.MUTED),)),),
        footer=footer,
    )


def _list(answered: Answered, footer: tuple[str, ...], viewer: Viewer) -> Card:
    if not answered.records:
        return _nothing(answered, footer)
    first = answered.records[0]
    labels = [c.label for c in first.cells]
    numeric = [c.type.is_number for c in first.cells]
    columns = (Column(say("Name")), *(Column(x, n) for x, n in zip(labels, numeric, strict=True)))
    rows = tuple(_row(record, viewer) for record in answered.records)
    more = answered.total - len(answered.records)
    heading = _records(answered.total)
    title = f"{heading}: {first.name}" if answered.total == 1 else heading
    if answered.shape is Shape.CHECK:
        title = verdict(answered)
    return Card(
        kind=Kind.LIST,
        title=title,
        body=(Table(columns, rows),),
        actions=_more(answered, more),
        footer=footer,
        reveals=tuple(_reveal(r) for r in answered.records),
    )


def _row(record: Record, viewer: Viewer) -> tuple[Text, ...]:
    name = Text(record.name, Tone.STRONG, record.link)
    return (name, *(_cell(c, viewer) for c in record.cells))


def _more(answered: Answered, more: int) -> tuple[Action, ...]:
    if more <= 0:
        return _open(answered)
    link = answered.link or ""
    count = number(Decimal(answered.total))
    return (LinkButton(say("Open all {count} in CRM", count=count), link),) if link else ()


def _records(count: int) -> str:
    return plural(count, say("record"), say("records"))
