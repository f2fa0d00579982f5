"""Forms made from the CRM's own fields, and what travels in them.

A form carries a digest or copy of what the person saw (`handlers.carried`). That is a hint: the
record is read anew when the form comes back.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Self
from zoneinfo import ZoneInfo

from crm.money import Money
from crm.query import Ref, Value
from crm.schema import Field, FieldType
from handlers.cards import Form, Input, InputKind, Press
from handlers.carried import pack
from handlers.entry.fields import Habits
from handlers.record import Record
from handlers.wording import show

VALUE = "value"
SAVE = "save"
_ENTERED_ELSEWHERE = frozenset({FieldType.ID, FieldType.REFERENCE})
_LONGEST_ERROR = 300
_LONGEST_TEXT = 3_000  # Slack's limit for a text input: docs.slack.dev/reference/block-kit
_KINDS = {
    FieldType.MONEY: InputKind.MONEY,
    FieldType.NUMBER: InputKind.NUMBER,
    FieldType.PERCENT: InputKind.PERCENT,
    FieldType.DATE: InputKind.DATE,
    FieldType.BOOLEAN: InputKind.BOOLEAN,
    FieldType.LONG_TEXT: InputKind.LONG_TEXT,
}
_HINTS = {
    FieldType.MONEY: "For example 20k or 20,000.",
    FieldType.PERCENT: "For example 40 for 40 %.",
    FieldType.DATETIME: "For example 2026-12-05 14:30 or tomorrow 3 pm.",
    FieldType.EMAIL: "For example kim@example.com.",
    FieldType.URL: "For example https://example.com.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """What a form is about: a field of a record, what it held, and the rule that asked ("": none).

    `before` is packed (see handlers/carried.py).
    """

    ref: Ref
    field: str
    before: str
    rule: str = ""

    @property
    def arguments(self) -> tuple[str, ...]:
        """As a press carries it."""
        return (str(self.ref), self.field, self.before, self.rule)

    @classmethod
    def of(cls, arguments: tuple[str, ...]) -> Self:
        """The target that a press carried; raises ValueError for anything else."""
        ref, field, before, rule = arguments
        return cls(ref=Ref.parse(ref), field=field, before=before, rule=rule)


def can_enter(field: Field, value: Value = None) -> bool:
    """Whether a form can take this field, holding that value: it may be changed, and typed.

    Text too long for an input would come back cut, and be saved so.
    """
    if isinstance(value, str) and len(value) > _LONGEST_TEXT:
        return False
    return field.updatable and field.type not in _ENTERED_ELSEWHERE


def input_for(
    field: Field, value: Value = None, *, name: str = VALUE, habits: Habits, zone: str = "UTC"
) -> Input:
    """The input for a field, holding what is there now where that can be entered again.

    A picklist whose values are unknown, and a moment, are entered as text. A value that is no
    longer in its picklist is not prefilled, since nobody could submit it.
    """
    text = written(value, habits=habits, zone=zone)
    hint = _HINTS.get(field.type, "")
    if field.type is FieldType.PICKLIST and field.picklist:
        known = text if text in field.picklist else ""
        return Input(
            name=name,
            label=field.label,
            kind=InputKind.CHOICE,
            value=known,
            choices=field.picklist,
        )
    kind = _KINDS.get(field.type, InputKind.TEXT)
    return Input(name=name, label=field.label, kind=kind, value=text, hint=hint)


def written(value: Value, *, habits: Habits, zone: str = "UTC") -> str:
    """A value as it is entered: 20000.5 (20000,5 where that is the habit), ISO days, yes or no."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Money():
            return _digits(value.amount, habits)
        case Decimal():
            return _digits(value, habits)
        case datetime():
            return f"{value.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
    return value


def _digits(number: Decimal, habits: Habits) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", ",") if habits.decimal_comma else text


def fix_form(
    record: Record,
    field: Field,
    *,
    habits: Habits,
    zone: str = "UTC",
    rule: str = "",
    ask: str = "",
) -> Form:
    """The form with just that field of a record, of which that field has been read.

    `ask` is the question to put; without, the form says what is there now. Raises ValueError for a
    field no form can take.
    """
    value = record.value(field.name)
    if not can_enter(field, value):
        raise ValueError("this field is not entered in a form")
    target = Target(ref=record.ref, field=field.name, before=pack(value), rule=rule)
    now = show(value, type_=field.type, zone=zone)
    return Form(
        title=field.label,
        inputs=(input_for(field, value, habits=habits, zone=zone),),
        submit=Press(SAVE, target.arguments),
        intro=f"{record.name}: {ask or f'{field.label} is {now} now.'}",
    )


def tried_again(form: Form, *, typed: str, error: str) -> Form:
    """The form as it comes back from a failed try: what was typed stays, the reason at its field.

    The reason is cut for reading here, and escaped by the renderer. A choice or day that the input
    cannot show is left out of it.
    """
    reason = " ".join(error.split()) or "The CRM does not take that value."
    if len(reason) > _LONGEST_ERROR:
        reason = f"{reason[: _LONGEST_ERROR - 1].rstrip()}…"
    field, *others = form.inputs
    kept = typed if _shows(field, typed) else ""
    return replace(form, inputs=(replace(field, value=kept, error=reason), *others))


def _shows(field: Input, typed: str) -> bool:
    if field.kind is InputKind.CHOICE:
        return typed in field.choices
    if field.kind is not InputKind.DATE:
        return True
    try:
        date.fromisoformat(typed)
    except ValueError:
        return False
    return True
