"""What a stretch of words can mean. A word may have several meanings; the parser picks."""

from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import StrEnum

from crm.figures import State
from crm.names import Match
from crm.periods import Grain
from crm.query import Function, Op
from crm.schema import FieldType
from handlers.understanding.language.growth_word import GrowthWord
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.times import Duration, Shift, TimeFound


@dataclass(frozen=True, slots=True)
class EntityWord:
    """A kind of record: deals, customers. `singular` as written: "the deal", not "deals"."""

    entity: str
    singular: bool = False


@dataclass(frozen=True, slots=True)
class FieldWord:
    """A field of an entity, by label or everyday name, and what it holds. `plural` as written:
    "which stages", not "which stage"; it makes no other field of it.
    """

    entity: str
    field: str
    type: FieldType = FieldType.TEXT
    plural: bool = dataclass_field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class ValueWord:
    """A value of a field: a picklist entry, or a text seen in it."""

    entity: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class StateWord:
    """open, won, overdue: see crm.figures."""

    state: State


@dataclass(frozen=True, slots=True)
class MeasureWord:
    """pipeline, win rate: a key of crm.figures.MEASURES."""

    measure: str


@dataclass(frozen=True, slots=True)
class FunctionWord:
    """how many, total, average."""

    function: Function


@dataclass(frozen=True, slots=True)
class CompareWord:
    """over, at least, called, containing."""

    op: Op


@dataclass(frozen=True, slots=True)
class BoundWord:
    """or more, and up, +: what makes a bound of the number before it."""

    op: Op


class Direction(StrEnum):
    """Which end of an order is wanted, and of which field when the word itself says."""

    MOST = "most"
    LEAST = "least"
    BEST = "best"
    WORST = "worst"
    LONGEST = "longest"
    SHORTEST = "shortest"
    OFTENEST = "most often"
    LATEST = "latest"
    LAST = "last"
    MADE = "made"
    OUT_OF = "out of"
    EARLIEST = "earliest"
    NEXT = "next"
    NEWEST = "newest"
    OLDEST = "oldest"
    UNTOUCHED = "untouched"
    STUCK = "stuck"


SIZED = frozenset({Direction.MOST, Direction.LEAST, Direction.BEST, Direction.WORST})
"""Those by a number. What is best depends on the figure: the best sales cycle is the shortest."""


@dataclass(frozen=True, slots=True)
class SuperWord:
    """biggest, smallest, latest, oldest."""

    direction: Direction


class DateRole(StrEnum):
    """Which date of a record a verb speaks of.

    CLOSE is won after a "did" and closing else; MISSED is closing, of a time that has passed. The
    parser makes both into those.
    """

    CLOSING = "closing"
    CLOSE = "close"
    MISSED = "missed"
    WON = "won"
    LOST = "lost"
    CLOSED = "closed"
    CREATED = "created"
    MODIFIED = "modified"
    DUE = "due"
    ACTIVE = "active"
    PLACED = "placed"


@dataclass(frozen=True, slots=True)
class DateWord:
    """closing, created, due: the date that a following period is about."""

    role: DateRole


class ChangeKind(StrEnum):
    """What is said of a change: that there is one, or which way it goes."""

    ANYTHING = "anything"
    HISTORY = "history"
    EDITED = "edited"
    LATEST = "latest"
    LAST = "last"
    MADE = "made"
    OUT_OF = "out of"
    REASSIGNED = "reassigned"
    MOVED = "moved"
    FORWARD = "forward"
    BACK = "back"
    LATER = "later"
    EARLIER = "earlier"
    UP = "up"
    DOWN = "down"
    SINCE_LAST = "since last"


@dataclass(frozen=True, slots=True)
class ChangeWord:
    """what changed, history, moved, pushed, since I last looked."""

    kind: ChangeKind


class Whose(StrEnum):
    """Whose records."""

    ME = "me"
    TEAM = "team"
    US = "us"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class WhoseWord:
    """my, mine, my team's, our."""

    whose: Whose


@dataclass(frozen=True, slots=True)
class NameWord:
    """A name some record bears: the best matches, best first."""

    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class IdWord:
    """A record's id, as typed or from a pasted link."""

    entity: str
    id: str


@dataclass(frozen=True, slots=True)
class GrainWord:
    """by month, per quarter."""

    grain: Grain


@dataclass(frozen=True, slots=True)
class UnitWord:
    """month, quarter: after a date field or a superlative, the unit to group by. `plural` as
    written: "our best months".
    """

    grain: Grain
    plural: bool = dataclass_field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class TextWord:
    """Something quoted, or an address, to be taken literally."""

    text: str


@dataclass(frozen=True, slots=True)
class TitleWord:
    """A job title, in all ways to write it, the one that was said first."""

    names: tuple[str, ...]
    singular: bool = False


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """A word where a place stands, which is none of those that the CRM has met."""

    text: str


class Key(StrEnum):
    """What a record can be found by beside its name."""

    PHONE = "phone"
    EMAIL = "email"
    WEBSITE = "website"
    ID = "id"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class KeyWord:
    """A phone number, an address, an id that is in no index of names: as written."""

    key: Key
    text: str


@dataclass(frozen=True, slots=True)
class OrdinalWord:
    """the second one."""

    number: int


Meaning = (
    EntityWord
    | FieldWord
    | ValueWord
    | StateWord
    | MeasureWord
    | FunctionWord
    | CompareWord
    | BoundWord
    | SuperWord
    | DateWord
    | ChangeWord
    | WhoseWord
    | Mark
    | GrowthWord
    | NameWord
    | IdWord
    | GrainWord
    | UnitWord
    | TextWord
    | KeyWord
    | TitleWord
    | PlaceWord
    | OrdinalWord
    | Number
    | TimeFound
    | Duration
    | Shift
)
