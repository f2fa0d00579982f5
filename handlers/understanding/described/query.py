"""A query said back in words, so that a person sees how the question was understood.

"Open opportunities · owner you · Close Date 1 Oct to 31 Dec 2026". Made from the query alone: it
says what was asked of the CRM, not what was hoped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from crm.access import Viewer
from crm.figures import State, state
from crm.periods import Period
from crm.query import (
    And,
    Comparison,
    Condition,
    Constant,
    Function,
    Grouping,
    Not,
    Op,
    Or,
    Order,
    Query,
    Related,
)
from crm.schema import FieldType, Schema
from handlers.speech import noun, predicate, say, translated
from handlers.understanding.described.changes import changes_told
from handlers.understanding.described.held import told_against, told_enough, told_growth
from handlers.understanding.described.shares import told_part, told_share
from handlers.understanding.described.sides import sided_date
from handlers.understanding.reading import Reading, Shape
from handlers.understanding.schema.teams import team_told
from handlers.wording import period, show

_SIGNS = {
    Op.EQ: "is",
    Op.NE: "is not",
    Op.LT: "under",
    Op.LE: "at most",
    Op.GT: "over",
    Op.GE: "at least",
    Op.CONTAINS: "contains",
    Op.STARTS: "starts with",
    Op.ENDS: "ends with",
    Op.MENTIONS: "mentions",
}
_FIGURES = {
    Function.COUNT: "Number {what}",
    Function.COUNT_DISTINCT: "Number of different {what}",
    Function.SUM: "Total {what}",
    Function.AVERAGE: "Average {what}",
    Function.MEDIAN: "Median {what}",
    Function.MIN: "Lowest {what}",
    Function.MAX: "Highest {what}",
}
_SPOKEN_STATES = (
    State.OVERDUE, State.STALE, State.WON, State.LOST, State.OPEN, State.CLOSED, State.UNPAID,
    State.PAID, State.ACTIVE, State.INACTIVE, State.CONVERTED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Describer:
    """Puts queries in words for one person. `names` gives the names of records by id."""

    schema: Schema
    viewer: Viewer
    now: datetime
    names: Mapping[str, str]

    def understood(self, reading: Reading) -> str:
        """The whole question in a line."""
        query = reading.query
        if reading.wanted:
            return " · ".join(changes_told(self, query, reading.wanted))
        parts = [self._subject(reading), *self.conditions(query)]
        if reading.sides:
            parts.append(say("by {what}", what=self._sides(reading)))
        if query.group_by and reading.shape is Shape.GROUPS:
            parts.append(say("by {what}", what=self._groups(query)))
        ordered = reading.shape in {Shape.LIST, Shape.GROUPS} or reading.ranked
        if ordered and query.order:
            parts.append(self._ordered(query.order[0], query.entity))
        place = reading.derived.place
        parts.append(say("only number {place}", place=place) if place > 1 else "")
        parts.append(told_part(reading, self._stated, self.conditions))
        parts.append(told_against(reading, self.conditions))
        parts.append(told_enough(reading))
        return " · ".join(p for p in parts if p)

    def grouped(self, reading: Reading) -> str:
        """What the figures are by: "Region", "Close Date, month", "EMEA vs APAC"; "" for none."""
        return self._sides(reading) if reading.sides else self._groups(reading.query)

    def _sides(self, reading: Reading) -> str:
        return sided_date(reading.query, self.schema, self.label) + say(" vs ").join(reading.sides)

    def _groups(self, query: Query) -> str:
        return say(" and ").join(self._grouped(g, query.entity) for g in query.group_by)

    def figure(self, reading: Reading) -> str:
        """What the figure is: "Total Amount", "Win rate", "Number of opportunities"."""
        if grown := told_growth(reading, self.figure):
            return grown
        if share := told_share(reading, self.figure, self._plural(reading)):
            return share
        if reading.measure:
            return say(reading.measure.label)
        query = reading.query
        aggregate = query.aggregates[0]
        if aggregate.path is None:
            records = noun(self.schema.entity(query.entity).plural)
            return say("Number of {records}", records=records)
        label = self.label(query.entity, aggregate.path)
        figure = say(_FIGURES[aggregate.function], what=label)
        return label if label.startswith(figure.partition(" ")[0]) else figure

    def _plural(self, reading: Reading) -> str:
        return self.schema.entity(reading.query.entity).plural

    def _stated(self, query: Query) -> list[str]:
        return [predicate(name.value) for name in self.states(query)[0]]

    def _subject(self, reading: Reading) -> str:
        query = reading.query
        entity = self.schema.entity(query.entity)
        states, _ = self.states(query)
        plural = " ".join([*(say(s.value) for s in states), noun(entity.plural)])
        if reading.shape is Shape.FIELD and query.columns:
            labels = ", ".join(self.label(query.entity, c) for c in query.columns)
            one = " ".join([*(say(s.value) for s in states), noun(entity.label)])
            return say("{what} of {record}", what=labels, record=one)
        if query.aggregates:
            figure = self.figure(reading)
            counted = noun(entity.plural)
            if figure == say("Number of {records}", records=counted):
                return say("Number of {records}", records=plural)
            if figure == say("Share of {what}", what=counted):
                return say("Share of {what}", what=plural)
            if figure.endswith(plural):
                return figure
            return say("{what} of {record}", what=figure, record=plural)
        return plural[:1].upper() + plural[1:]

    def conditions(self, query: Query) -> list[str]:
        """Each condition in words, those that have a word of their own left out."""
        _, rest = self.states(query)
        return [p for p in self._all(rest, query.entity) if p]

    def states(self, query: Query) -> tuple[list[State], list[Condition]]:
        """The states whose conditions the query holds, and its other conditions."""
        here = self.now.astimezone(ZoneInfo(self.viewer.time_zone))
        rest = list(query.where.parts) if isinstance(query.where, And) else [query.where]
        left: list[Condition] = [p for p in rest if p is not None]
        found: list[State] = []
        for name in _SPOKEN_STATES:
            meaning = state(query.entity, name, here, self.schema.definitions)
            parts = list(meaning.parts) if isinstance(meaning, And) else [meaning]
            if meaning is not None and all(p in left for p in parts):
                if name is State.ACTIVE and found:
                    continue
                found.append(name)
                left = [p for p in left if p not in parts]
        return found, left

    def _all(self, parts: list[Condition], entity: str) -> list[str]:
        said: list[str] = []
        done: set[int] = set()
        for at, part in enumerate(parts):
            if at in done:
                continue
            other = self._other_edge(parts, at)
            if other is not None:
                done.add(other)
                said.append(self._between(parts[at], parts[other], entity))
            else:
                said.append(self._one(part, entity))
        return said

    def _other_edge(self, parts: list[Condition], at: int) -> int | None:
        one = parts[at]
        if not isinstance(one, Comparison) or one.op is not Op.GE:
            return None
        for i in range(at + 1, len(parts)):
            other = parts[i]
            if isinstance(other, Comparison) and other.path == one.path:
                return i if other.op in {Op.LT, Op.LE} else None
        return None

    def _between(self, low: Condition, high: Condition, entity: str) -> str:
        assert isinstance(low, Comparison)
        assert isinstance(high, Comparison)
        label = self.label(entity, low.path)
        if isinstance(low.value, date) and high.op is Op.LT:
            days = Period(self._day(low.value), self._day(high.value))
            return f"{label} {period(days)}"
        first, last = self._value(low, entity), self._value(high, entity)
        return f"{label} {say('{first} to {last}', first=first, last=last)}"

    def _one(self, part: Condition, entity: str) -> str:
        match part:
            case Comparison():
                return self._comparison(part, entity)
            case And(parts):
                return say(" and ").join(self._all(list(parts), entity))
            case Or() if team := team_told(part):
                return say("{what}, at any level", what=self._team(team, entity))
            case Or(parts):
                return say(" or ").join(self._possibility(p, entity) for p in parts)
            case Not(Comparison(op=Op.EMPTY) as inner):
                return say("with {what}", what=self.label(entity, inner.path))
            case Not(Related() as inner):
                return self._related(inner, without=True)
            case Not(inner):
                return say("not ({what})", what=self._one(inner, entity))
            case Related():
                return self._related(part)

    def _possibility(self, part: Condition, entity: str) -> str:
        """One side of an "or", by the states it holds where they have a word."""
        states, rest = self.states(Query(entity=entity, where=part))
        said = [*(say(s.value) for s in states), *self._all(rest, entity)]
        told = say(" and ").join(said)
        return f"({told})" if len(said) > 1 else told

    def _related(self, related: Related, *, without: bool = False) -> str:
        entity = self.schema.entity(related.entity)
        inner = Query(entity=related.entity, where=related.where)
        states, rest = self.states(inner)
        records = " ".join([*(say(s.value) for s in states), noun(entity.plural)])
        told = say("without {what}" if without else "with {what}", what=records)
        if related.at_least > 1:
            few = "with fewer than {count} {what}" if without else "with at least {count} {what}"
            told = say(few, count=related.at_least, what=records)
        about = ", ".join(self._all(rest, related.entity))
        return f"{told} ({about})" if about else told

    def _comparison(self, part: Comparison, entity: str) -> str:
        field = self.schema.resolve(entity, part.path).field
        label = self.label(entity, part.path)
        if part.op is Op.EMPTY:
            return say("no {what}", what=label)
        if part.path.endswith("ManagerId") and part.values == (self.viewer.user_id,):
            return self._team(part, entity)
        if field.type is FieldType.BOOLEAN:
            return label if part.value is True else say("not {what}", what=label)
        if field.type.is_time:
            return self._time(part, label)
        value = self._value(part, entity)
        sign = _SIGNS.get(part.op, "is")
        return f"{label} {value}" if sign == "is" else f"{label} {say(sign)} {value}"

    def _team(self, part: Comparison, entity: str) -> str:
        mine = part.values == (self.viewer.user_id,)
        whose = say(" or ").join(self.person(str(value)) for value in part.values)
        team = say("in your team") if mine else say("in the team of {whom}", whom=whose)
        people = part.path.removesuffix("ManagerId").removesuffix(".")
        return f"{self.label(entity, f'{people}.Id')} {team}" if people else team

    def _time(self, part: Comparison, label: str) -> str:
        day = self._day(part.value)
        if part.op in {Op.GE, Op.GT}:
            return f"{label} {period(Period(day, None))}"
        return f"{label} {period(Period(None, day))}"

    def _day(self, value: Constant) -> date:
        if isinstance(value, datetime):
            return value.astimezone(ZoneInfo(self.viewer.time_zone)).date()
        assert isinstance(value, date)
        return value

    def _value(self, part: Comparison, entity: str) -> str:
        type_ = self.schema.resolve(entity, part.path).field.type
        if type_ in {FieldType.REFERENCE, FieldType.ID}:
            return say(" or ").join(self.person(str(v)) for v in part.values)
        values = _of_other_words(part.values) if part.op is Op.MENTIONS else part.values
        return say(" or ").join(show(v, type_=type_, zone=self.viewer.time_zone) for v in values)

    def person(self, id_: str) -> str:
        """The name of a record, of the asker "you"."""
        return say("you") if id_ == self.viewer.user_id else self.names[id_]

    def label(self, entity: str, path: str) -> str:
        """ "Account Industry" for `Account.Industry`: the labels on the way, said once."""
        resolved = self.schema.resolve(entity, path)
        if resolved.field.name == resolved.entity.name_field and resolved.steps:
            return translated(resolved.steps[-1][1].label)
        if resolved.field.name == "Id":
            return translated(
                resolved.steps[-1][1].label if resolved.steps else resolved.entity.label
            )
        if not resolved.steps:
            return translated(resolved.field.label)
        return f"{translated(resolved.steps[-1][1].label)} {translated(resolved.field.label)}"

    def _grouped(self, grouping: Grouping, entity: str) -> str:
        label = self.label(entity, grouping.path)
        return f"{label}, {say(grouping.grain.value)}" if grouping.grain else label

    def _ordered(self, order: Order, entity: str) -> str:
        if isinstance(order.by, Grouping):
            return ""
        if isinstance(order.by, str):
            label = self.label(entity, order.by)
            told = say("sorted by {what}", what=label)
            return f"{told}, {say('highest first')}" if order.descending else told
        return say("highest first") if order.descending else say("lowest first")


def _of_other_words(texts: Sequence[Constant]) -> list[Constant]:
    """Of texts in other words only the first of those in the same: sales vp, and vp of sales."""
    return list({frozenset(str(t).split()) - {"of"}: t for t in reversed(texts)}.values())[::-1]
