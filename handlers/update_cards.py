"""What is said when a value was saved, was not, or was changed by somebody else in between."""

from collections.abc import Sequence

from crm.links import Links
from crm.query import Value
from crm.schema import Field
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
from handlers.carried import can_unpack, pack
from handlers.record import Record
from handlers.wording import show

FILL, SET, UNDO, KEEP = "fill", "set_value", "undo", "keep_theirs"
_MOST_OFFERED = 3
_LONGEST_IN_TITLE = 80


def saved_card(
    record: Record,
    field: Field,
    *,
    before: Value,
    after: Value,
    missing: Sequence[Field],
    links: Links,
    zone: str,
    by: str,
    undone: bool = False,
) -> Card:
    """Amount: empty → $20,000, with a way back and what the record still lacks."""
    change = f"{field.label}: {_brief(before, field, zone)} → {_brief(after, field, zone)}"
    body: list[Element] = [_named(record, links)]
    if missing:
        labels = ", ".join(lacking.label for lacking in missing)
        body.append(Paragraph((Text("Still missing: ", Tone.MUTED), Text(labels))))
    actions: list[Action] = []
    if not undone and can_unpack(pack(before)):
        back = (str(record.ref), field.name, pack(before), pack(after))
        actions.append(Button("Undo", Press(UNDO, back)))
    offered = missing[:_MOST_OFFERED]
    actions.extend(Button(f"Add {lacking.label}", fill(record, lacking)) for lacking in offered)
    return Card(
        kind=Kind.SAVED,
        title=f"Undone. {change}" if undone else change,
        body=tuple(body),
        actions=(*actions, _open(record, links)),
        footer=(f"Saved as {by}.",),
        reveals=_reveals(record, field),
    )


def unchanged_card(record: Record, field: Field, *, links: Links, zone: str) -> Card:
    """The CRM holds that value already; nothing was written."""
    now = _brief(record.value(field.name), field, zone)
    return Card(
        kind=Kind.SAVED,
        title=f"{field.label} is {now} already. Nothing was changed.",
        body=(_named(record, links),),
        actions=(_open(record, links),),
        reveals=_reveals(record, field),
    )


def kept_card(record: Record, field: Field, *, links: Links, zone: str) -> Card:
    """The person left what somebody else had written."""
    now = _brief(record.value(field.name), field, zone)
    return Card(
        kind=Kind.SAVED,
        title=f"{field.label} stays {now}.",
        body=(_named(record, links),),
        actions=(_open(record, links),),
        reveals=_reveals(record, field),
    )


def conflict_card(
    record: Record, field: Field, *, theirs: Value, yours: Value, links: Links, zone: str
) -> Card:
    """Both values side by side, and a button for each; nothing was written."""
    mine = Button("Use mine", set_value(record, field, yours, theirs), Style.PRIMARY)
    if not can_unpack(pack(yours)):
        mine = Button("Enter it again", fill(record, field), Style.PRIMARY)
    keep = Button("Keep theirs", Press(KEEP, (str(record.ref), field.name)))
    pairs = (
        ("Now in the CRM", Text(show(theirs, type_=field.type, zone=zone))),
        ("Yours", Text(show(yours, type_=field.type, zone=zone))),
    )
    return Card(
        kind=Kind.CONFLICT,
        title=f"{field.label} was changed in the meantime. Nothing was overwritten.",
        body=(_named(record, links), Facts(pairs)),
        actions=(mine, keep, _open(record, links)),
        reveals=_reveals(record, field),
    )


def fill(record: Record, field: Field) -> Press:
    """Opens the form for that field."""
    return Press(FILL, (str(record.ref), field.name))


def set_value(record: Record, field: Field, after: Value, before: Value) -> Press:
    """Writes `after`, provided the field still holds `before`. `after` must be short enough."""
    return Press(SET, (str(record.ref), field.name, pack(after), pack(before)))


def _brief(value: Value, field: Field, zone: str) -> str:
    text = " ".join(show(value, type_=field.type, zone=zone).split())
    return text if len(text) <= _LONGEST_IN_TITLE else f"{text[: _LONGEST_IN_TITLE - 1]}…"


def _named(record: Record, links: Links) -> Paragraph:
    return Paragraph((Text(record.name, Tone.STRONG, links.record(record.ref)),))


def _open(record: Record, links: Links) -> LinkButton:
    return LinkButton("Open in the CRM", links.record(record.ref))


def _reveals(record: Record, field: Field) -> tuple[Reveal, ...]:
    return (Reveal(record.ref, (record.entity.name_field, field.name)),)
