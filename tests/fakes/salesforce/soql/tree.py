"""What a query is, as frozen values: the tree between the parser and the compiler."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Path:
    """A field, by way of relationships: `Account.Owner.Name`. `at` is where it stands."""

    names: tuple[str, ...]
    at: int

    def __str__(self) -> str:
        return ".".join(self.names)


@dataclass(frozen=True, slots=True)
class Call:
    """A function: `SUM(Amount)`, `CALENDAR_YEAR(convertTimezone(CreatedDate))`, `COUNT()`."""

    function: str
    argument: "Path | Call | None"
    at: int


Expression = Path | Call


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted string: `raw` as written between the quotes, for LIKE reads escapes otherwise."""

    raw: str
    at: int


@dataclass(frozen=True, slots=True)
class Number:
    """An amount, with its currency where one stands before it (`USD5000`)."""

    value: Decimal
    currency: str | None
    at: int


@dataclass(frozen=True, slots=True)
class Word:
    """TRUE, FALSE or NULL."""

    value: bool | None
    at: int


@dataclass(frozen=True, slots=True)
class Day:
    """A date."""

    value: date
    at: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time."""

    value: datetime
    at: int


@dataclass(frozen=True, slots=True)
class Relative:
    """A date literal such as THIS_WEEK, or LAST_N_DAYS:30."""

    name: str
    count: int | None
    at: int


Literal = Text | Number | Word | Day | Moment | Relative


class Op(StrEnum):
    """How two things are compared."""

    EQ = "="
    NE = "!="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    LIKE = "LIKE"
    IN = "IN"
    NOT_IN = "NOT IN"
    INCLUDES = "INCLUDES"
    EXCLUDES = "EXCLUDES"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison; the right side is one literal, several, or a sub-query."""

    left: Expression
    op: Op
    right: "Literal | tuple[Literal, ...] | Select"
    at: int


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of them."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """It does not hold."""

    part: "Condition"


Condition = Comparison | And | Or | Not


@dataclass(frozen=True, slots=True)
class Item:
    """Something selected: a field or figure, with its alias; or the children of a relationship."""

    what: "Expression | Select"
    alias: str | None = None


@dataclass(frozen=True, slots=True)
class Ordering:
    """By what; without NULLS, empty ones come first."""

    by: Expression
    descending: bool = False
    nulls_last: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Select:
    """A query, or a sub-query. `text` is the whole that was sent, for messages."""

    text: str
    items: tuple[Item, ...]
    source: str
    source_at: int
    alias: str | None = None
    scope: str | None = None
    where: Condition | None = None
    group_by: tuple[Expression, ...] = ()
    having: Condition | None = None
    order_by: tuple[Ordering, ...] = ()
    limit: int | None = None
    offset: int | None = None
