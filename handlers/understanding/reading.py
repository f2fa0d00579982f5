"""What understanding says of a text: a query with the shape of its answer, or why there is none."""

from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from enum import StrEnum

from crm.figures import MEASURES, Measure
from crm.held import Held
from crm.names.spelling import words as words_of
from crm.query import Key, Query, Ref
from handlers.derived import NOTHING, Derived
from handlers.understanding.draft import Draft
from handlers.understanding.language.span import Span
from handlers.understanding.wanted import Wanted


class Shape(StrEnum):
    """How the answer is given."""

    LIST = "list"
    RECORD = "record"
    FIELD = "field"
    FIGURE = "figure"
    GROUPS = "groups"
    CHECK = "check"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Heard:
    """What was read: the text with the owner's phrases spelled out, cut into spans."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """An understood question.

    `field` is the path a FIELD answer gives; `measure` the figure by name where it has one; `named`
    are the records that were named in it. `sides` names the sides of a comparison: the query then
    has their figures side by side as aggregates. `second` is a query of its own: of two records,
    the later is the answer; of two figures, which are called `names`, the first is held against the
    second as `how` says. `aligned` says of each group of the
    second, by its key, which of the first it is held against, where that is not the same.
    `derived` is what becomes of the figures then. With `also`,
    a record is looked up that can be of several kinds: those are the queries for the others,
    of which with `first_found` only the first counts that finds any.
    `otherwise` asks, beside a yes/no question about all of some records, for those of which it is
    not true. `ranked` says that somebody asked for the order of a list, `topped` that
    only its first are asked for, `shared` that each group's part of the whole is the answer.
    `wanted` is what of the query's records is asked for, where it is what was changed. `language`
    is the one it was asked in. `said` is what the next question may go on from; nobody changes it.
    Where the
    answer finds nothing, `if_nothing` is meant. `heard` is what it was understood from.
    """

    shape: Shape
    query: Query
    field: str | None = None
    measure: Measure | None = None
    named: tuple[Ref, ...] = ()
    sides: tuple[str, ...] = ()
    second: Query | None = None
    how: Held | None = None
    names: tuple[str, ...] = ()
    aligned: tuple[tuple[str, Key], ...] = ()
    derived: Derived = NOTHING
    otherwise: Query | None = None
    ranked: bool = False
    topped: bool = False
    shared: bool = False
    language: str = "en"
    also: tuple[Query, ...] | None = None
    first_found: bool = False
    if_nothing: "Reading | None" = None
    wanted: Wanted | None = None
    said: Draft | None = dataclass_field(default=None, compare=False, repr=False)
    heard: Heard | None = dataclass_field(default=None, compare=False, repr=False)

    @property
    def measure_name(self) -> str:
        """The name of its figure in crm.figures.MEASURES; "" where it has none of those."""
        mine = self.measure
        if mine is None:
            return ""
        same = (n for n, m in MEASURES.items() if replace(m, aggregates=mine.aggregates) == mine)
        return next(same, "")

    @property
    def measure_ratio(self) -> bool:
        """Whether the figure is one aggregate in per cent of another."""
        return self.measure is not None and self.measure.ratio

    @property
    def cut_later(self) -> bool:
        """Whether only the finished figures can be put in order, and cut: no CRM knows them."""
        made = self.measure_ratio or self.how is not None or self.shared
        return made or self.derived != NOTHING


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to go on: what the button says, the question it asks, the record it names, or what
    else it means ("revenue").
    """

    label: str
    question: str
    ref: Ref | None = None
    sense: str = ""

    @property
    def meaning(self) -> str:
        """What is chosen by it, in one line; "" where it only is a question to go on with."""
        return self.sense or (str(self.ref) if self.ref else "")


COMPARED = "figure"
"""The kind of doubt in what people or periods are compared."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What could mean several things: words as they were said, as what, and the whole question.

    `kind` is what the words could be: "Account", "Contact or Lead", "figure".
    """

    said: str
    kind: str
    question: str

    @property
    def key(self) -> str:
        """The same for the same doubt, in whatever question and however it is written."""
        return f"{self.kind} {words_of(self.said)}"


class Why(StrEnum):
    """Why a text is no query."""

    CLARIFY = "clarify"
    NOT_UNDERSTOOD = "not_understood"
    REFUSED = "refused"
    HELP = "help"
    UPDATE = "update"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """A change somebody wants, as far as it was understood."""

    action: str
    ref: Ref | None = None
    entity: str | None = None
    field: str | None = None
    value: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Nudged:
    """Somebody asks why they were asked for something, or wants that to `stop`.

    `records` are those named, with all that each name can mean, `words` how they were named;
    `fields` are (entity, field) of those spoken of.
    """

    stop: bool
    records: tuple[Ref, ...] = ()
    words: str = ""
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class NoReading:
    """A text that is not, or not yet, a query: the sentence to say and what can be chosen.

    `words` are those that are in the way; `doubt` is what can be chosen once for all; `misplaced`
    says that they are known, and that the records asked for have nothing of the kind. `about` is
    the kind of record HELP is wanted with. `forget` says that what was said before is of no more
    use; `nudged` that it is about Crumb's own reminders; `heard` is what was read, where anything
    was.
    """

    why: Why
    sentence: str
    words: tuple[str, ...] = ()
    misplaced: bool = False
    choices: tuple[Choice, ...] = ()
    doubt: Doubt | None = None
    wish: Wish | None = None
    about: str = ""
    language: str = "en"
    forget: bool = False
    nudged: Nudged | None = None
    heard: Heard | None = dataclass_field(default=None, compare=False, repr=False)


class Unsure(Exception):
    """Raised inside understanding when a reading needs the person to choose."""

    def __init__(self, outcome: NoReading) -> None:
        self.outcome = outcome
        super().__init__(outcome.why)
