"""Whether every word that carries meaning left its trace in the query.

The parser may take a word and a later step may have no use for it. An answer that drops "products"
or "compared to" is wrong without knowing it, so the finished reading is held against the words once
more: a kind of record, a field, a value, a name, a number, a period or a comparison that is nowhere
in the query makes Crumb ask.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import pairwise

from crm.access import Viewer
from crm.figures import State, state
from crm.query import And, Comparison, Condition, Function, Not, Op, Or, Query, Related
from crm.schema import FieldType, Schema
from handlers.understanding.changes.changed_fields import hanging
from handlers.understanding.conditions.as_of import is_one_day, stands
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    Direction,
    EntityWord,
    FieldWord,
    FunctionWord,
    IdWord,
    Meaning,
    MeasureWord,
    NameWord,
    OrdinalWord,
    StateWord,
    SuperWord,
    ValueWord,
    Whose,
    WhoseWord,
)
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.span import Span
from handlers.understanding.language.times import Shift, TimeFound
from handlers.understanding.reading import Reading
from handlers.understanding.wanted import Counting, Wanted

_STANDS_FOR = {
    "Product2": ("OrderItem", "OpportunityLineItem"),  # the lines by which products are sold
    "Contact": ("User",),  # "people" are contacts, or colleagues
}
_ALL_OF = (Mark.COMMA, Mark.ALL)
_STAYED = ("Opportunity", "LastStageChangeDate")  # "stuck in negotiation for 30 days"
_EXTREMES = {Function.MIN, Function.MAX}
_ANY_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)  # which fields tell a state is the same at any time
_NEGATIVE = {Op.NE, Op.EMPTY, Op.LT, Op.LE}


@dataclass
class Trace:
    """What a reading's queries speak of."""

    schema: Schema
    entities: set[str] = field(default_factory=set)
    fields: set[tuple[str, str]] = field(default_factory=set)
    compared: set[tuple[str, str]] = field(default_factory=set)
    constants: set[object] = field(default_factory=set)
    grains: bool = False
    ordered: bool = False
    negated: bool = False
    money: bool = False
    counts: set[int] = field(default_factory=set)
    counted: bool = False

    def query(self, query: Query) -> None:
        """Everything one query speaks of."""
        self.entities.add(query.entity)
        for column in query.columns:
            self.path(query.entity, column)
        self.condition(query.entity, query.where)
        for aggregate in query.aggregates:
            for path in (aggregate.path, aggregate.since, aggregate.weight):
                if path:
                    self.path(query.entity, path)
                    found = self.schema.resolve(query.entity, path).field
                    self.money |= found.type is FieldType.MONEY
            self.condition(query.entity, aggregate.where)
        for grouping in query.group_by:
            self.path(query.entity, grouping.path)
            self.grains |= grouping.grain is not None
        for order in query.order:
            self.ordered = True
            if isinstance(order.by, str):
                self.path(query.entity, order.by)
        if query.limit is not None:
            self.counts.add(query.limit)

    def path(self, entity: str, path: str) -> None:
        """A field and all references on the way to it."""
        resolved = self.schema.resolve(entity, path)
        for holder, found in (*resolved.steps, (resolved.entity, resolved.field)):
            self.entities.add(holder.name)
            self.fields.add((holder.name, found.name))
            if found.refers_to:
                self.entities.add(found.refers_to)

    def condition(self, entity: str, condition: Condition | None) -> None:
        """The fields, records and constants of a condition."""
        match condition:
            case Comparison():
                self.path(entity, condition.path)
                resolved = self.schema.resolve(entity, condition.path)
                self.compared.add((resolved.entity.name, resolved.field.name))
                self.constants |= set(condition.values)
                self.negated |= condition.op in _NEGATIVE or False in condition.values
            case And(parts) | Or(parts):
                for part in parts:
                    self.condition(entity, part)
            case Not(part):
                self.negated = True
                self.condition(entity, part)
            case Related():
                self.entities.add(condition.entity)
                self.path(condition.entity, condition.via)
                self.counts |= {condition.at_least, condition.at_least - 1}
                self.condition(condition.entity, condition.where)

    def wanted(self, wanted: Wanted, viewer: Viewer) -> None:
        """The fields, people, values and days of a question for what was changed."""
        self.fields |= set(wanted.fields)
        if wanted.hanging:
            self.entities |= set(hanging(self.schema))
        self.compared |= set(wanted.fields)
        self.entities |= {entity for entity, _ in wanted.fields}
        if viewer.user_id in wanted.managers:
            self.fields.add(("User", "ManagerId"))
        self.constants |= {*wanted.by, *wanted.managers, *wanted.into, *wanted.out_of}
        days = (wanted.into_days, wanted.out_of_days)
        self.constants |= {period.start for period in days if period}
        if not wanted.assumed:
            self.constants |= {wanted.start, wanted.end} - {None}
        self.counted |= wanted.counting is not Counting.NOTHING
        self.ordered |= wanted.latest is not None
        if wanted.latest:
            self.counts.add(wanted.latest)


def unaccounted(
    spans: Iterable[Span], reading: Reading, viewer: Viewer, schema: Schema
) -> list[Span]:
    """The words of the question, by span, that left no trace in the reading's queries."""
    trace = Trace(schema)
    trace.query(reading.query)
    if reading.second:
        trace.query(reading.second)
    trace.constants |= {ref.id for ref in reading.named}
    if reading.derived.bound:
        trace.constants.add(reading.derived.bound.value)
    if reading.wanted:
        trace.wanted(reading.wanted, viewer)
    heavy = [s for s in spans if s.meanings and not s.has(Mark.FILLER)]
    heavy = [s for at, s in enumerate(heavy) if not _everywhere(heavy, at)]
    lost = [s for s in heavy if not _left_a_trace(s, trace, reading, viewer)]
    alike = reading.second is not None and reading.second.entity == reading.query.entity
    sided = len(reading.sides) > 1 or alike
    for versus, other in pairwise(heavy):
        if versus.has(Mark.VERSUS) and other.any_of(TimeFound) and not sided:
            # "compared to last month" needs both sides; "compare the regions" does not.
            lost.append(versus)
    return lost


def _everywhere(spans: list[Span], at: int) -> bool:
    """ ", all regions" narrows nothing."""
    before = [s.has(mark) for s, mark in zip(spans[max(at - 2, 0) : at], _ALL_OF, strict=False)]
    return before == [True, True] and any(f.plural for f in spans[at].all(FieldWord))


def _left_a_trace(span: Span, trace: Trace, reading: Reading, viewer: Viewer) -> bool:
    """Whether one of its meanings, or its very words, can be found in the query again."""
    written = span.text.casefold()
    if any(isinstance(c, str) and written in c.casefold() for c in trace.constants):
        return True
    return any(_found(m, trace, reading, viewer) for m in span.meanings)


def _found(meaning: Meaning, trace: Trace, reading: Reading, viewer: Viewer) -> bool:
    match meaning:
        case EntityWord() | FieldWord() | ValueWord() | NameWord() | IdWord() | Number():
            return _named(meaning, trace, reading)
        case TimeFound() | Shift():
            said = trace.grains or any(isinstance(c, date) for c in trace.constants)
            day = isinstance(meaning, TimeFound) and is_one_day(meaning)
            return said or (day and stands(reading.measure))
        case WhoseWord(Whose.ME):
            return viewer.user_id in trace.constants
        case WhoseWord(Whose.TEAM):
            return ("User", "ManagerId") in trace.fields
        case StateWord(name):
            stayed = name is State.STALE and _STAYED in trace.compared
            return stayed or _stated(name, trace, reading)
        case SuperWord() | OrdinalWord():
            return _in_order(meaning, trace, reading)
        case FunctionWord():
            return trace.counted or bool(reading.query.aggregates) or reading.field is not None
        case MeasureWord():
            yearly = ("Account", "AnnualRevenue") in trace.fields
            return bool(reading.query.aggregates) or yearly
        case Mark.MONEY:
            return trace.money
        case Mark.VERSUS:
            sided = len(reading.sides) > 1 or reading.second is not None
            return sided or bool(reading.query.group_by)
        case Mark.NOT | Mark.NO | Mark.NOR | Mark.NOTHING | Mark.EXCEPT:
            return trace.negated
    return True


def _in_order(meaning: SuperWord | OrdinalWord, trace: Trace, reading: Reading) -> bool:
    """Whether there is an order; "the second" is of one, or of the records listed before."""
    if isinstance(meaning, OrdinalWord):
        return meaning.number in {1, reading.derived.place} or bool(reading.named)
    if meaning.direction in {Direction.LATEST, Direction.NEXT} and len(reading.sides) > 1:
        return True  # "this quarter vs last"
    return trace.ordered or any(a.function in _EXTREMES for a in reading.query.aggregates)


def _stated(name: State, trace: Trace, reading: Reading) -> bool:
    """Whether all fields that the state is told by are compared, of one kind of record."""
    if reading.measure and name in reading.measure.states:
        return True
    for entity in trace.entities:
        meaning = state(entity, name, _ANY_MOMENT, trace.schema.definitions)
        if meaning is not None:
            told = Trace(trace.schema)
            told.condition(entity, meaning)
            if told.compared <= trace.compared:
                return True
    return False


def _named(
    meaning: EntityWord | FieldWord | ValueWord | NameWord | IdWord | Number,
    trace: Trace,
    reading: Reading,
) -> bool:
    """Whether what it names is spoken of: a kind of record, a field, a constant."""
    match meaning:
        case EntityWord("Account") if reading.measure_name == "balance":
            return True  # who owes is always a customer
        case EntityWord(entity):
            return bool(trace.entities & {entity, *_STANDS_FOR.get(entity, ())})
        case FieldWord(entity, name, type_):
            summed = type_ is FieldType.MONEY and any(a.path for a in reading.query.aggregates)
            return summed or (entity, name) in trace.fields
        case ValueWord(entity, name, value):
            asked = (entity, name) in trace.fields and reading.field is not None
            return asked or value in trace.constants or (entity, name) in trace.compared
        case NameWord(matches):
            return any(m.name.id in trace.constants for m in matches)
        case IdWord(_, id_):
            return id_ in trace.constants
        case Number():
            return meaning.value in trace.constants or meaning.value in trace.counts
