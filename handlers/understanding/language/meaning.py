"""What a stretch of words can mean. A word may have several meanings; the parser picks."""

from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import StrEnum
from typing import TypeVar

from crm.figures import State
from crm.names import Match
from crm.periods import Grain
from crm.query import Function, Op
from crm.schema import FieldType
from handlers.understanding.language.growth_word import GrowthWord
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.times import Duration, Shift, TimeFound
from handlers.understanding.text.tokens import Token


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


class Mark(StrEnum):
    """Small words that hold a sentence together."""

    FILLER = "filler"
    WHO = "who"
    WHEN = "when"
    HOW = "how"
    HOW_DOES = "how_does"
    HOW_LONG = "how_long"
    BETTER = "better"
    THAN = "than"
    TALLY = "tally"
    MANY = "many"
    FROM_US = "from_us"
    MORE_OF = "more_of"
    MONEY = "money"
    LOOKS = "looks"
    GOES = "goes"
    TREND = "trend"
    RUNNING = "running"
    WHERE = "where"
    WHICH = "which"
    WHAT = "what"
    LIST = "list"
    IS = "is"
    DO = "do"
    DID = "did"
    ONE = "one"
    OF = "of"
    IN = "in"
    BY = "by"
    PER = "per"
    WITH = "with"
    NO = "no"
    NOT = "not"
    EXCEPT = "except"
    EMPTY = "empty"
    SORT = "sort"
    DESCENDING = "descending"
    ASCENDING = "ascending"
    AND = "and"
    OR = "or"
    EITHER = "either"
    NEITHER = "neither"
    NOR = "nor"
    BOTH = "both"
    NOBODY = "nobody"
    SINGLE = "single"
    NOTHING = "nothing"
    SEVERAL = "several"
    TO = "to"
    FROM = "from"
    TIMES = "times"
    BETWEEN = "between"
    IT = "it"
    THEM = "them"
    THEIR = "their"
    THERE = "there"
    INSTEAD = "instead"
    RELATIVE = "relative"
    REGROUP = "regroup"
    ONLY = "only"
    ABOUT = "about"
    ALL = "all"
    VERSUS = "versus"
    COMPARE = "compare"
    CALLED = "called"
    ANY = "any"
    OWNS = "owns"
    SELLS = "sells"
    BUYS = "buys"
    HAVE = "have"
    POSSESSIVE = "'s"
    DETAILS = "details"
    COMMA = ","
    TODO = "todo"
    LAST_CONTACT = "last_contact"
    OLDER = "older"
    UNTOUCHED = "untouched"
    SAME_STAGE = "same_stage"
    WHOSE = "whose"
    SHOWING = "showing"
    NEWEST_FIRST = "newest_first"
    OLDEST_FIRST = "oldest_first"
    ALPHABETICALLY = "alphabetically"
    SHARE = "share"
    TEAM = "team"
    RIVAL = "rival"
    TODOS = "todos"
    STANDING = "standing"
    SUBSIDIARIES = "subsidiaries"
    LOCATED = "located"
    MEETS = "meets"
    PEOPLE = "people"
    UNDER = "under"
    REPORTS_TO = "reports_to"
    MANAGES = "manages"
    DISTINCT = "distinct"
    KINDS = "kinds"
    FIELDS = "fields"
    PAST = "past"
    REACHED = "reached"
    EXCEEDED = "exceeded"
    MISSED = "missed"
    GOAL = "goal"
    STANDS = "stands"
    NEEDED = "needed"
    FAR = "far"
    APART = "apart"
    DIALLED = "dialled"


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

_M = TypeVar("_M")


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `start` to `end` (exclusive) with all they can mean; none means left over."""

    tokens: tuple[Token, ...]
    start: int
    end: int
    meanings: tuple[Meaning, ...]
    score: float

    @property
    def text(self) -> str:
        """The words as written."""
        return " ".join(t.text for t in self.tokens)

    def all(self, kind: type[_M]) -> tuple[_M, ...]:
        """Its meanings of that kind."""
        return tuple(m for m in self.meanings if isinstance(m, kind))

    def first(self, kind: type[_M]) -> _M | None:
        """Its first meaning of that kind."""
        return next(iter(self.all(kind)), None)

    def any_of(self, *kinds: type) -> bool:
        """Whether it has a meaning of one of these kinds."""
        return any(isinstance(m, kinds) for m in self.meanings)

    def fields(self, *types: FieldType) -> tuple[FieldWord, ...]:
        """The fields of these types that it can mean."""
        return tuple(f for f in self.all(FieldWord) if f.type in types)

    def has(self, *marks: Mark) -> bool:
        """Whether it can be one of these small words."""
        return any(m in marks for m in self.meanings if isinstance(m, Mark))
