"""What the parser has gathered so far: phrases about kinds of record, and what is wanted of them.

Mutable on purpose and private to understanding: the parser fills it, `assemble` reads it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from crm.figures import State
from crm.names import Match
from crm.periods import Grain
from crm.query import Function, Op
from handlers.derived import NOTHING, Derived
from handlers.understanding.language.growth_word import GrowthSaid
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    ChangeKind,
    DateRole,
    Direction,
    FieldWord,
    IdWord,
    Key,
    ValueWord,
    Whose,
)
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.span import Span
from handlers.understanding.language.times import Shift, TimeFound


@dataclass(frozen=True, kw_only=True, slots=True)
class StateItem:
    """open, won, overdue; or one of `others`."""

    state: State
    negated: bool = False
    others: tuple[State, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ValueItem:
    """One or several values of a field; each value with the fields it can be of. `both`: joined by
    "and", which asks of other records that there be one with each.
    """

    values: tuple[tuple[ValueWord, ...], ...]
    fields: tuple[FieldWord, ...] = ()
    negated: bool = False
    both: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class NameItem:
    """A record somebody named; `owner` when it stands where an owner stands, `team` when what is
    meant are the people, or the subsidiaries, below."""

    text: str
    names: tuple[tuple[Match, ...], ...] = ()
    id: IdWord | None = None
    owner: bool = False
    team: bool = False
    negated: bool = False
    singular_of: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class WhoseItem:
    """my, my team's, our. `does`: the "I" of "accounts I won something with"."""

    whose: Whose
    negated: bool = False
    does: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberItem:
    """A field, or the usual one, compared with a number."""

    op: Op
    number: Number
    fields: tuple[FieldWord, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TimeItem:
    """A date, told by its field or a verb or neither, in a period or in one of `others`; `past`
    where what is said has happened, or should have. Where another period was spoken of before, the
    period is the one told by `shift`.
    """

    time: TimeFound
    role: DateRole | None = None
    fields: tuple[FieldWord, ...] = ()
    others: tuple[TimeFound, ...] = ()
    past: bool = False
    shift: Shift | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ShiftItem:
    """A date in a period that is told by another one: the week after."""

    shift: Shift


@dataclass(frozen=True, kw_only=True, slots=True)
class EmptyItem:
    """Fields without a value, or with one; `any` of several, or all."""

    fields: tuple[tuple[FieldWord, ...], ...]
    negated: bool = False
    any: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class AgeItem:
    """So long without activity, in a stage, overdue, or since creation.

    `what` is activity, modified, due or created; it lies before `count` units ago, or `since`.
    """

    what: str
    count: int = 0
    grain: Grain = Grain.DAY
    since: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TextItem:
    """A text field that contains, or starts or ends with, something; or one of `others`."""

    op: Op
    text: str
    others: tuple[str, ...] = ()
    fields: tuple[FieldWord, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyItem:
    """A phone number, an e-mail address or the like by which a record is found, and `others`."""

    key: Key
    text: str
    others: tuple[str, ...] = ()
    negated: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class TitleItem:
    """People with that job title, in any of the ways to write it."""

    names: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class UnmetItem:
    """A field has a value that the CRM has never met."""

    text: str
    fields: tuple[FieldWord, ...]
    negated: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceItem:
    """In a place of that name, whatever kind of place it is."""

    text: str
    negated: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class FlagItem:
    """A yes/no field used as an adjective."""

    fields: tuple[FieldWord, ...]
    negated: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class EitherItem:
    """One of several things, each said of the same records: overdue, or without an amount."""

    options: tuple["Phrase", ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class NotItem:
    """The contrary of what is said: not due this week, not created in March."""

    said: "Phrase"


Item = (
    StateItem
    | ValueItem
    | NameItem
    | WhoseItem
    | NumberItem
    | TimeItem
    | ShiftItem
    | EmptyItem
    | TextItem
    | AgeItem
    | FlagItem
    | KeyItem
    | TitleItem
    | PlaceItem
    | UnmetItem
    | EitherItem
    | NotItem
)


@dataclass
class Phrase:
    """Records of one kind and what is said of them. The outermost may not have a kind yet.

    `said`: somebody named the kind; it was not concluded from a name. `loose` are the items said
    after a comma, which may speak of the records around these.
    """

    entity: str | None = None
    singular: bool = False
    said: bool = False
    items: list[Item] = field(default_factory=list)
    subs: list["Sub"] = field(default_factory=list)
    loose: list[Item] = field(default_factory=list)


def all_items(phrase: Phrase) -> list[Item]:
    """Its items, and those that an "or" joins."""
    found: list[Item] = []
    for item in phrase.items:
        inner = item.options if isinstance(item, EitherItem) else ()
        inner = (item.said,) if isinstance(item, NotItem) else inner
        found += [i for option in inner for i in all_items(option)] or [item]
    return found


@dataclass
class Sub:
    """Other records that these hang together with: none of them, or at least so many. `of`: said
    after "of" or "for", not "with".
    """

    phrase: Phrase
    negated: bool = False
    at_least: int = 1
    of: bool = False
    below: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Rank:
    """biggest, top 5, latest. `within`: said after the kind of record it ranks, as in "accounts
    with the most open deals"; `of` is the kind named behind it. `place` is 2 for the second
    biggest. `by` are the fields it goes by, where others are asked for.
    """

    direction: Direction
    count: int | None = None
    place: int = 1
    within: bool = False
    of: str | None = None
    by: tuple[tuple[FieldWord, ...], ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupWish:
    """by stage, per rep, by month."""

    fields: tuple[FieldWord, ...] = ()
    entity: str | None = None
    grain: Grain | None = None
    team: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SortWish:
    """sorted by amount, descending."""

    fields: tuple[FieldWord, ...] = ()
    entity: str | None = None
    measure: str | None = None
    descending: bool | None = None
    by_date: bool = False
    by_name: bool = False


@dataclass
class ChangeWish:
    """What was changed is asked for: of the fields said beside the verb, the way the verb says.

    `by` are those said to have done it; `into` and `out_of` what the field came to hold, or held.
    `since_last`: since the person was last told, or `since` that moment. `whole`: all of a history;
    `own`: of the records alone, and nothing that hangs on them.
    """

    kinds: list[ChangeKind] = field(default_factory=list)
    fields: list[tuple[FieldWord, ...]] = field(default_factory=list)
    by: list[NameItem | WhoseItem] = field(default_factory=list)
    into: list[ValueItem | StateItem | TimeItem] = field(default_factory=list)
    out_of: list[ValueItem | StateItem | TimeItem] = field(default_factory=list)
    since_last: bool = False
    since: datetime | None = None
    whole: bool = False
    own: bool = False


@dataclass
class Draft:
    """A whole question, taken apart.

    `yes_no` says that it opens with "is", "does" or "has"; `claim` is what was said last of the
    records after they were named (`head`): "are Halden's invoices *paid*".
    """

    root: Phrase = field(default_factory=Phrase)
    question: set[Mark] = field(default_factory=set)
    function: Function | None = None
    measure: str | None = None
    fields: list[tuple[FieldWord, ...]] = field(default_factory=list)
    groups: list[GroupWish] = field(default_factory=list)
    sorts: list[SortWish] = field(default_factory=list)
    rank: Rank | None = None
    owner_asked: bool = False
    ordinal: int | None = None
    left: list[Span] = field(default_factory=list)
    limit: int | None = None
    roles: list[DateRole] = field(default_factory=list)
    part: Phrase | None = None
    share: bool = False
    yes_no: bool = False
    head: bool = False
    claim: Item | None = None
    change: ChangeWish | None = None
    values: bool = False  # which values a field has is asked, and not a figure by them
    ours: bool = False
    growth: GrowthSaid | None = None
    derived: Derived = NOTHING
    trend: bool = False
    running: bool = False
    needed: bool = False
