"""The one question every CRM can be asked, as frozen values without a trace of SQL or SOQL.

A path is a dotted string of API names from the query's entity: `Amount`, `Account.Industry`,
`Account.Owner.Name`. Constants in conditions are str, Decimal, bool, date or aware datetime;
money is compared by its number.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Self

from crm.money import Money
from crm.periods import Grain

Constant = str | Decimal | bool | date | datetime
Value = str | Decimal | bool | date | datetime | Money | None


class Op(StrEnum):
    """How a field is compared. Text compares without regard to case, as CRMs do.

    MENTIONS holds for a text that has these words as they are, side by side: "CTO" is in "Co-CTO,
    EMEA", and not in "Director". PHONE is one phone number with another: crm/phone.py. NUMBERED
    holds for the number of a record also without what it begins with: 1043 is 00001043, and
    INV-01043.
    """

    EQ = "="
    NE = "!="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    IN = "in"
    CONTAINS = "contains"
    STARTS = "starts with"
    ENDS = "ends with"
    MENTIONS = "mentions"
    PHONE = "is the phone number"
    NUMBERED = "is the number"
    EMPTY = "is empty"


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """`path op value`. EMPTY has no values, IN and MENTIONS have any number, every other
    exactly one.

    NE holds for empty fields too ("not in Germany" includes those without a country); every other
    comparison with an empty field is false. Empty text is empty.
    """

    path: str
    op: Op
    values: tuple[Constant, ...] = ()

    def __post_init__(self) -> None:
        count = len(self.values)
        several = self.op in {Op.IN, Op.MENTIONS}
        wrong = count if self.op is Op.EMPTY else count != 1 and not several
        if wrong:
            raise ValueError(f"{self.op} does not take {count} values")
        for value in self.values:
            if isinstance(value, datetime) and value.tzinfo is None:
                raise ValueError("a point in time needs its time zone")

    @property
    def value(self) -> Constant:
        """The one constant of a comparison that has one."""
        return self.values[0]


@dataclass(frozen=True, slots=True)
class And:
    """All of them hold; with none, everything passes."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one holds; with none, nothing passes."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """It does not hold: of two values, never a third (an empty field makes no `unknown`)."""

    part: "Condition"


@dataclass(frozen=True, kw_only=True, slots=True)
class Related:
    """There are at least `at_least` records of `entity` whose `via` holds this record's `own`.

    Accounts with an open opportunity: `Related(entity="Opportunity", via="AccountId", where=…)`.
    `own` is the path compared on this side: "Id" as a rule, or a reference both sides share
    (contacts whose account has an open opportunity: `own="AccountId"`).
    """

    entity: str
    via: str
    own: str = "Id"
    where: "Condition | None" = None
    at_least: int = 1

    def __post_init__(self) -> None:
        if self.at_least < 1:
            raise ValueError("at least one; none is Not(Related(...))")


Condition = Comparison | And | Or | Not | Related


def every(*parts: Condition | None) -> Condition | None:
    """All of those given hold; None where none was given; nested `And`s are flattened."""
    flat: list[Condition] = []
    for part in parts:
        if isinstance(part, And):
            flat.extend(part.parts)
        elif part is not None:
            flat.append(part)
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def compare(path: str, op: Op, *values: Constant) -> Comparison:
    """Short for `Comparison`, for rules and readings that are mostly comparisons."""
    return Comparison(path=path, op=op, values=values)


class Function(StrEnum):
    """What is computed over the matching records. An empty field counts in none but COUNT."""

    COUNT = "count"
    COUNT_DISTINCT = "count distinct"
    SUM = "sum"
    AVERAGE = "average"
    MEDIAN = "median"
    MIN = "min"
    MAX = "max"


_OVER_DAYS = {Function.AVERAGE, Function.MEDIAN, Function.MIN, Function.MAX}


@dataclass(frozen=True, kw_only=True, slots=True)
class Aggregate:
    """One figure: `COUNT` of records has no path, all others have one.

    `where` narrows this figure alone, so that one query holds won and lost side by side. With
    `since`, the figure is over the days from that date to the one of `path`, as they fall in the
    query's zone; with `weight`, a sum is over `path` × that per cent (amount × probability).
    """

    function: Function
    path: str | None = None
    where: Condition | None = None
    since: str | None = None
    weight: str | None = None

    def __post_init__(self) -> None:
        if (self.path is None) != (self.function is Function.COUNT):
            raise ValueError(f"{self.function} and path {self.path!r} do not go together")
        if self.since and self.function not in _OVER_DAYS:
            raise ValueError(f"there is no {self.function} of days")
        if self.weight and (self.function is not Function.SUM or self.since):
            raise ValueError("only sums of one field are weighted")


@dataclass(frozen=True, kw_only=True, slots=True)
class Grouping:
    """One row of figures per value of the field, or per calendar period of a date with `grain`."""

    path: str
    grain: Grain | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """By a path (in lists), or by one of the query's aggregates or groupings (in figures).

    Empty values come last either way.
    """

    by: "str | Aggregate | Grouping"
    descending: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """Records of one entity: a list of them with `columns`, or figures over them.

    `group_by` needs `aggregates`; with neither, it is a list. `limit` cuts records or groups (None:
    no cut) and never changes `total`. `zone` is the person's IANA time zone: it decides on which
    day a point in time falls.
    """

    entity: str
    columns: tuple[str, ...] = ()
    where: Condition | None = None
    aggregates: tuple[Aggregate, ...] = ()
    group_by: tuple[Grouping, ...] = ()
    order: tuple[Order, ...] = ()
    limit: int | None = 50
    zone: str = "UTC"

    def __post_init__(self) -> None:
        if self.group_by and not self.aggregates:
            raise ValueError("groups without a figure are not a question")
        if self.columns and self.aggregates:
            raise ValueError("either records or figures")
        if self.limit is not None and self.limit < 1:
            raise ValueError("a limit is at least 1")
        for order in self.order:
            if isinstance(order.by, str) == bool(self.aggregates):
                raise ValueError("lists are ordered by a path, figures by a figure or group")

    @property
    def is_list(self) -> bool:
        """True for records, False for figures."""
        return not self.aggregates


@dataclass(frozen=True, slots=True)
class Ref:
    """One record: its entity's API name and its id."""

    entity: str
    id: str

    def __post_init__(self) -> None:
        if not self.entity or not self.id:
            raise ValueError("a reference names an entity and an id")

    def __str__(self) -> str:
        return f"{self.entity}/{self.id}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The reference that `str()` printed; raises ValueError for anything else."""
        entity, _, id_ = text.partition("/")
        return cls(entity, id_)


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One record of an answer: `values` in the order of the query's columns.

    `version` changes with every write and is what a later change is checked against.
    """

    ref: Ref
    name: str
    values: tuple[Value, ...]
    version: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rows:
    """The answer to a list: the records after the cut, and how many matched before it."""

    query: Query
    rows: tuple[Row, ...]
    total: int

    def value(self, row: Row, path: str) -> Value:
        """That column of that row; raises ValueError when the query did not ask for it."""
        return row.values[self.query.columns.index(path)]


@dataclass(frozen=True, slots=True)
class Key:
    """What a group is of: the value, and how it is written for people.

    For a reference, `value` is the id and `label` the record's name; for a calendar period, `value`
    is its key (`2026-Q4`); for an empty field, value None and label "(none)".
    """

    value: Value
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """One line of figures: `keys` as grouped, `values` as aggregated.

    `left_out` counts, per aggregate, the records whose field was empty and so is in no sum.
    """

    keys: tuple[Key, ...]
    values: tuple[Value, ...]
    left_out: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """The answer to aggregates: one group without keys, or one a group.

    `total` is how many groups there were before the cut, `matched` how many records are in them.
    """

    query: Query
    groups: tuple[Group, ...]
    total: int
    matched: int = 0


Answer = Rows | Figures
