"""The neutral card: what an answer says, before anybody knows on which surface it is shown.

Every string in a card is plain text, never markup; renderers in bot/render escape it for their
surface and cut it to that surface's limits. Addresses are built by crm.links alone.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from crm.query import Ref


class Tone(StrEnum):
    """How a piece of text is meant; never the only carrier of its meaning."""

    NORMAL = "normal"
    STRONG = "strong"
    MUTED = "muted"
    GOOD = "good"
    WARNING = "warning"


class Kind(StrEnum):
    """What a card is for. Each kind has an example in tests/handlers/card_examples.py."""

    FIGURE = "figure"
    RECORD = "record"
    LIST = "list"
    GROUPS = "groups"
    CHANGES = "changes"
    CHOICE = "choice"
    SORRY = "sorry"
    HELP = "help"
    NUDGE = "nudge"
    SAVED = "saved"
    CONFLICT = "conflict"
    THANKS = "thanks"


def _safe(link: str | None) -> None:
    if link is not None and urlsplit(link).scheme not in {"http", "https"}:
        raise ValueError("a link leads to http or https")


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text, perhaps linked."""

    text: str
    tone: Tone = Tone.NORMAL
    link: str | None = None

    def __post_init__(self) -> None:
        _safe(self.link)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs of text in one line of thought."""

    runs: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """The one number somebody asked for, written large, with what it is below."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value pairs of one record."""

    pairs: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column; numbers stand to the right."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under labelled columns; the first column names the row. A narrow surface may stack."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]

    def __post_init__(self) -> None:
        if not self.columns or any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row of a table has all its columns")


Element = Paragraph | Figure | Facts | Table


@dataclass(frozen=True, slots=True)
class Press:
    """What comes back when somebody presses: an action's name and its arguments.

    A press is a hint from outside: whoever handles it reads the record anew as the person who
    pressed.
    """

    action: str
    arguments: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.action.replace("_", "").isalpha():
            raise ValueError("an action is named in letters")


class Style(StrEnum):
    """At most one primary button a card."""

    NORMAL = "normal"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """Sends its press back."""

    label: str
    press: Press
    style: Style = Style.NORMAL


@dataclass(frozen=True, slots=True)
class LinkButton:
    """Opens an address."""

    label: str
    link: str

    def __post_init__(self) -> None:
        _safe(self.link)


Action = Button | LinkButton


@dataclass(frozen=True, slots=True)
class Reveal:
    """A record the card shows something of, and which of its fields: for the egress policy."""

    ref: Ref
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """One message.

    `title` says it in a line and is the fallback for screen readers and notifications; `footer`
    says how the question was understood, and as of when; `reveals` lists all records shown.
    """

    kind: Kind
    title: str
    body: tuple[Element, ...] = ()
    actions: tuple[Action, ...] = ()
    footer: tuple[str, ...] = ()
    reveals: tuple[Reveal, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("a card has a title")
        primary = [a for a in self.actions if isinstance(a, Button) and a.style is Style.PRIMARY]
        if len(primary) > 1:
            raise ValueError("one primary button at most")


class InputKind(StrEnum):
    """How a value is entered."""

    TEXT = "text"
    LONG_TEXT = "long text"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    BOOLEAN = "boolean"
    CHOICE = "choice"


@dataclass(frozen=True, kw_only=True, slots=True)
class Input:
    """One field of a form. `value` prefills; `error` stands at the field after a failed try.

    DATE values are ISO days; `choices` belong to CHOICE alone.
    """

    name: str
    label: str
    kind: InputKind = InputKind.TEXT
    value: str = ""
    choices: tuple[str, ...] = ()
    required: bool = True
    hint: str = ""
    error: str = ""

    def __post_init__(self) -> None:
        if bool(self.choices) != (self.kind is InputKind.CHOICE):
            raise ValueError("choices and only choices need their values")


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """A few inputs, opened from a press or a command and submitted as a whole.

    `submit` is the press that comes back together with the values.
    """

    title: str
    inputs: tuple[Input, ...]
    submit: Press
    submit_label: str = "Save"
    intro: str = ""
