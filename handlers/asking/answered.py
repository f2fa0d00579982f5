"""What an answer holds, before it becomes a card or a line of JSON."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from crm.query import Query, Ref, Value
from crm.schema import FieldType
from handlers.understanding.reading import Choice, Doubt, Nudged, Shape, Wish
from handlers.understanding.wanted import Wanted


class Outcome(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    CLARIFY = "clarify"
    NOT_UNDERSTOOD = "not_understood"
    REFUSED = "refused"
    HELP = "help"
    UPDATE = "update"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """One value of a record, with its path and label."""

    path: str
    label: str
    type: FieldType
    value: Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One record of an answer; `kind` is the label of its entity."""

    ref: Ref
    name: str
    cells: tuple[Cell, ...]
    link: str
    kind: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One of the figures another is made of: "Quota", 40,000, "USD"; `unit` as in `Answered`."""

    name: str
    value: Value
    unit: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One group of figures: what it is of (several labels where grouped by several), and how much.

    `ref` is the record a group is of, where it is one; `parts` the figures its own is made of.
    """

    key: Value
    label: str
    value: Value
    ref: Ref | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Aside:
    """A further figure beside a record: "Open opportunities: 3, $120,000"."""

    label: str
    text: str
    link: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """One change of one of the answer's records, which is a `kind` ("Opportunity").

    `path` is the field's API name; "" says that the record is new, with `after` its amount where it
    has one. References are told by the name of the record they lead to. `by` is a person's name;
    "" where nobody is known to have done it. `at` is a day where no more is known.
    """

    ref: Ref
    kind: str
    path: str
    label: str
    type: FieldType
    before: Value
    after: Value
    by: str
    at: datetime | date


@dataclass(frozen=True, kw_only=True, slots=True)
class Recalled:
    """What somebody chose for words that could mean several things, and that this answer goes by.

    `name` and `kind` (a label) are of what was chosen; `since` is when, None for just now.
    """

    doubt: Doubt
    name: str
    kind: str
    ref: Ref | None = None
    since: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """A question's outcome with everything that can be shown of it.

    `sentence` is what to say when there is no data; `figure` names a figure and `grouped` what it
    is by; `unit` is an ISO currency, "count", "%", "points", "x" (times), "days" or None; `parts`
    are the figures that one is made of, where it has no groups; `total` counts the matching records
    (or groups) before any cut, `left_out` those whose field was empty and so is in no sum. With
    `sides`, each group has a line for each side of a comparison. Of a yes/no question about all of
    some records, `true_of` counts those of which it is true, and `all` counts them all. With HELP
    about one kind of record, `groups` are its fields with what they hold. `language` is the one it
    was asked in. `doubt` is what one of `choices` would settle for good, `recalled` what was
    settled before; `tied` counts those beyond the cut of a ranking that stand where the last one
    shown does; `unconverted` says that amounts of several currencies were compared by their
    numbers. `question` is what was asked in the end, with those choices made. `nudged` says that
    it is about Crumb's own reminders.
    """

    outcome: Outcome
    understood: str
    sentence: str = ""
    shape: Shape | None = None
    figure: str = ""
    grouped: str = ""
    value: Value = None
    unit: str | None = None
    records: tuple[Record, ...] = ()
    total: int = 0
    groups: tuple[Line, ...] = ()
    sides: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    link: str | None = None
    wish: Wish | None = None
    left_out: int = 0
    tied: int = 0
    unconverted: bool = False
    true_of: int | None = None
    all: int = 0
    asides: tuple[Aside, ...] = ()
    parts: tuple[Part, ...] = ()
    query: Query | None = None
    language: str = "en"
    changes: tuple[Changed, ...] = ()
    changes_total: int = 0
    partly: bool = False
    wanted: Wanted | None = None
    doubt: Doubt | None = None
    recalled: tuple[Recalled, ...] = ()
    question: str = ""
    nudged: Nudged | None = None
