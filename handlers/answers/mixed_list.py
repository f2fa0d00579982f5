"""Records of several kinds in one table: what each is, and what tells it from others."""

from crm.access import Viewer
from handlers.asking.answered import Answered, Cell, Record
from handlers.cards import Card, Column, Kind, Reveal, Table, Text, Tone
from handlers.speech import say, translated
from handlers.wording import plural, show


def is_mixed(answered: Answered) -> bool:
    """Whether its records are of more than one kind, and so have no columns in common."""
    return len({record.ref.entity for record in answered.records}) > 1


def mixed_list(answered: Answered, footer: tuple[str, ...], viewer: Viewer) -> Card:
    """The card of such an answer."""
    columns = (Column(say("Name")), Column(say("Kind")), Column(say("Details")))
    return Card(
        kind=Kind.LIST,
        title=plural(answered.total, say("record"), say("records")),
        body=(Table(columns, tuple(_row(record, viewer) for record in answered.records)),),
        footer=footer,
        reveals=tuple(Reveal(r.ref, tuple(c.path for c in r.cells)) for r in answered.records),
    )


def _row(record: Record, viewer: Viewer) -> tuple[Text, ...]:
    details = " · ".join(_shown(cell, viewer) for cell in record.cells if cell.value)
    return (
        Text(record.name, Tone.STRONG, record.link),
        Text(translated(record.kind or record.ref.entity)),
        Text(details or say("empty")),
    )


def _shown(cell: Cell, viewer: Viewer) -> str:
    return show(cell.value, type_=cell.type, zone=viewer.time_zone)
