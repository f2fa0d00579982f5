"""A query said back in words, so that a person sees how the question was understood.

"Open opportunities · owner you · Close Date 1 Oct to 31 Dec 2026". Made from the query alone: it
says what was asked of the CRM, not what was hoped.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from crm.access import Viewer
from crm.figures import State, state
from crm.periods import Period, describe
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
from handlers.understanding.reading import Reading, Shape
from handlers.understanding.teams import team_told
from handlers.wording import show

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
}
_FIGURES = {
    Function.COUNT: "Number",
    Function.COUNT_DISTINCT: "Number of different",
    Function.SUM: "Total",
    Function.AVERAGE: "Average",
    Function.MEDIAN: "Median",
    Function.MIN: "Lowest",
    Function.MAX: "Highest",
}
_SPOKEN_STATES = (
    State.OVERDUE, State.STALE, State.WON, State.LOST, State.OPEN, State.CLOSED, State.UNPAID,
    State.ACTIVE, State.INACTIVE, State.CONVERTED,
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
        parts = [self._subject(reading), *self.conditions(query)]
        if reading.sides:
            parts.append(f"by {self._sided_date(query)}" + " vs ".join(reading.sides))
        if query.group_by and reading.shape is Shape.GROUPS:
            parts.append(" and ".join(self._grouped(g, query.entity) for g in query.group_by))
        if reading.shape in {Shape.LIST, Shape.GROUPS} and query.order:
            parts.append(self._ordered(query.order[0], query.entity))
        return " · ".join(p for p in parts if p)

    def figure(self, reading: Reading) -> str:
        """What the figure is: "Total Amount", "Win rate", "Number of opportunities"."""
        if reading.measure:
            return reading.measure.label
        query = reading.query
        aggregate = query.aggregates[0]
        if aggregate.path is None:
            return f"Number of {self.schema.entity(query.entity).plural.lower()}"
        label = self.label(query.entity, aggregate.path)
        figure = _FIGURES[aggregate.function]
        return label if label.startswith(figure) else f"{figure} {label}"

    def _subject(self, reading: Reading) -> str:
        query = reading.query
        entity = self.schema.entity(query.entity)
        states, _ = self.states(query)
        plural = " ".join([*(s.value for s in states), entity.plural.lower()])
        if reading.shape is Shape.FIELD and query.columns:
            labels = ", ".join(self.label(query.entity, c) for c in query.columns)
            return f"{labels} of {entity.label.lower()}"
        if query.aggregates:
            figure = self.figure(reading)
            counted = f"Number of {entity.plural.lower()}"
            if figure == counted:
                return f"Number of {plural}"
            return figure if figure.endswith(plural) else f"{figure} of {plural}"
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
            period = Period(self._day(low.value), self._day(high.value))
            return f"{label} {describe(period)}"
        return f"{label} {self._value(low, entity)} to {self._value(high, entity)}"

    def _one(self, part: Condition, entity: str) -> str:
        match part:
            case Comparison():
                return self._comparison(part, entity)
            case And(parts):
                return " and ".join(self._all(list(parts), entity))
            case Or() if team := team_told(part):
                return f"{self._team(team, entity)}, at any level"
            case Or(parts):
                return " or ".join(self._one(p, entity) for p in parts)
            case Not(Comparison(op=Op.EMPTY) as inner):
                return f"with {self.label(entity, inner.path)}"
            case Not(Related() as inner):
                return self._related(inner, "without")
            case Not(inner):
                return f"not ({self._one(inner, entity)})"
            case Related():
                return self._related(part, "with")

    def _related(self, related: Related, word: str) -> str:
        entity = self.schema.entity(related.entity)
        inner = Query(entity=related.entity, where=related.where)
        states, rest = self.states(inner)
        noun = " ".join([*(s.value for s in states), entity.plural.lower()])
        if related.at_least > 1:
            less = f"fewer than {related.at_least}" if word == "without" else ""
            noun = f"{less or f'at least {related.at_least}'} {noun}"
            word = "with"
        about = ", ".join(self._all(rest, related.entity))
        return f"{word} {noun}" + (f" ({about})" if about else "")

    def _comparison(self, part: Comparison, entity: str) -> str:
        field = self.schema.resolve(entity, part.path).field
        label = self.label(entity, part.path)
        if part.op is Op.EMPTY:
            return f"no {label}"
        if part.path.endswith("ManagerId") and part.values == (self.viewer.user_id,):
            return self._team(part, entity)
        if field.type is FieldType.BOOLEAN:
            return label if part.value is True else f"not {label}"
        if field.type.is_time:
            return self._time(part, label)
        value = self._value(part, entity)
        sign = _SIGNS.get(part.op, "is")
        return f"{label} {value}" if sign == "is" else f"{label} {sign} {value}"

    def _team(self, part: Comparison, entity: str) -> str:
        whose = " or ".join(self._person(str(value)) for value in part.values)
        team = "your team" if whose == "you" else f"the team of {whose}"
        people = part.path.removesuffix("ManagerId").removesuffix(".")
        return f"{self.label(entity, f'{people}.Id')} in {team}" if people else f"in {team}"

    def _time(self, part: Comparison, label: str) -> str:
        day = self._day(part.value)
        if part.op in {Op.GE, Op.GT}:
            return f"{label} {describe(Period(day, None))}"
        return f"{label} {describe(Period(None, day))}"

    def _day(self, value: Constant) -> date:
        if isinstance(value, datetime):
            return value.astimezone(ZoneInfo(self.viewer.time_zone)).date()
        assert isinstance(value, date)
        return value

    def _value(self, part: Comparison, entity: str) -> str:
        type_ = self.schema.resolve(entity, part.path).field.type
        if type_ in {FieldType.REFERENCE, FieldType.ID}:
            return " or ".join(self._person(str(v)) for v in part.values)
        return " or ".join(show(v, type_=type_, zone=self.viewer.time_zone) for v in part.values)

    def _person(self, id_: str) -> str:
        return "you" if id_ == self.viewer.user_id else self.names[id_]

    def label(self, entity: str, path: str) -> str:
        """ "Account Industry" for `Account.Industry`: the labels on the way, said once."""
        resolved = self.schema.resolve(entity, path)
        if resolved.field.name == resolved.entity.name_field and resolved.steps:
            return resolved.steps[-1][1].label
        if resolved.field.name == "Id":
            return resolved.steps[-1][1].label if resolved.steps else resolved.entity.label
        if not resolved.steps:
            return resolved.field.label
        last = resolved.steps[-1][1].label
        return f"{last} {resolved.field.label}"

    def _grouped(self, grouping: Grouping, entity: str) -> str:
        label = self.label(entity, grouping.path)
        return f"by {label}, {grouping.grain}" if grouping.grain else f"by {label}"

    def _sided_date(self, query: Query) -> str:
        """The date that the sides of a comparison are told by, where it is one: "Created Date "."""
        told = [p for a in query.aggregates for p in _flat(a.where) if isinstance(p, Comparison)]
        fields = {p.path: self.schema.resolve(query.entity, p.path).field for p in told}
        dates = [path for path, field in fields.items() if field.type.is_time]
        return f"{self.label(query.entity, dates[0])} " if len(dates) == 1 else ""

    def _ordered(self, order: Order, entity: str) -> str:
        if isinstance(order.by, Grouping):
            return ""
        if isinstance(order.by, str):
            label = self.label(entity, order.by)
            return f"sorted by {label}{', highest first' if order.descending else ''}"
        return "highest first" if order.descending else "lowest first"


def _flat(condition: Condition | None) -> tuple[Condition, ...]:
    """The conditions that hold together."""
    if isinstance(condition, And):
        return tuple(each for part in condition.parts for each in _flat(part))
    return () if condition is None else (condition,)
