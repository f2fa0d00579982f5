"""The second query of a figure made of two: won amount against the quota of the same people.

It is made of the first query alone, so that whatever was said, at once or in a follow-up, is said
of both: what the one asks of deals, the other asks of quotas.
"""

from dataclasses import dataclass, replace

from crm.figures import MEASURES, Measure, measured, state, usual
from crm.periods import Grain
from crm.query import And, Comparison, Condition, Grouping, Not, Or, Query, every
from crm.schema import Schema
from handlers.speech import noun, say, translated
from handlers.understanding.conditions.resolve import Resolver
from handlers.understanding.reading import NoReading, Reading, Unsure, Why

_SHORTER_THAN_A_QUOTA = {Grain.DAY, Grain.WEEK, Grain.MONTH}


def against(reading: Reading, resolver: Resolver) -> Reading:
    """The reading with its second query, where its figure is held against another; raises Unsure
    where what was said can't be said of that one.
    """
    measure = reading.measure
    if measure is None or measure.against is None:
        return reading
    schema, other = resolver.schema, MEASURES[measure.against.measure]
    if other.entity not in schema:
        told = say(
            "There is no {what} in this CRM, so I can't tell {figure}.",
            what=noun(other.label),
            figure=noun(measure.label),
        )
        raise _cannot(told)
    other = measured(other, schema.entity(other.entity), schema.definitions)
    return replace(
        reading,
        second=_Counterpart(resolver, reading.query, measure, other).query(),
        how=measure.against.how,
        names=(measure.plain, other.label),
    )


@dataclass(frozen=True, slots=True)
class _Counterpart:
    """Asks the same of the records of another figure, by the fields that both kinds have."""

    resolver: Resolver
    asked: Query
    measure: Measure
    other: Measure

    @property
    def _schema(self) -> Schema:
        return self.resolver.schema

    def query(self) -> Query:
        """The other figure, for each side of a comparison where there are sides."""
        asked = self.asked
        told = [self._whole(aggregate.where) for aggregate in asked.aggregates]
        return replace(
            asked,
            entity=self.other.entity,
            where=self._whole(asked.where),
            aggregates=tuple(
                replace(a, where=every(a.where, where))
                for where in told
                for a in self.other.aggregates
            ),
            group_by=tuple(self._grouping(g) for g in asked.group_by),
            order=(),
            limit=None,
        )

    def _whole(self, where: Condition | None) -> Condition | None:
        """The conditions, less the states that make the first figure what it is."""
        entity, now, meant = self.asked.entity, self.resolver.now, self._schema.definitions
        states = (state(entity, name, now, meant) for name in self.measure.states)
        own = {part for condition in states for part in _parts(condition)}
        return every(*(self._one(part) for part in _parts(where) if part not in own))

    def _one(self, part: Condition) -> Condition:
        match part:
            case Comparison():
                return replace(part, path=self._path(part.path))
            case And(parts):
                return And(tuple(map(self._one, parts)))
            case Or(parts):
                return Or(tuple(map(self._one, parts)))
            case Not(inner):
                return Not(self._one(inner))
        raise self._unlike(translated(self._schema.entity(part.entity).plural))

    def _grouping(self, grouping: Grouping) -> Grouping:
        if grouping.grain in _SHORTER_THAN_A_QUOTA:
            grain = say(grouping.grain)
            told = say(
                "Quotas are for a quarter or longer; I can't tell them by {what}.", what=grain
            )
            raise _cannot(told)
        return replace(grouping, path=self._path(grouping.path))

    def _path(self, path: str) -> str:
        """The owner is the owner there too, the date of the one that of the other."""
        here, there = self._schema.entity(self.asked.entity), self._schema.entity(self.other.entity)
        mine, theirs = here.owner_path, there.owner_path
        meant = self._schema.definitions
        dates = usual(here, meant).date, usual(there, meant).date
        if path == dates[0] and dates[1]:
            return dates[1]
        if mine and theirs and path.startswith(mine.removesuffix("Id")):
            return theirs.removesuffix("Id") + path.removeprefix(mine.removesuffix("Id"))
        raise self._unlike(self._schema.resolve(self.asked.entity, path).field.label)

    def _unlike(self, what: str) -> Unsure:
        plural = noun(self._schema.entity(self.other.entity).plural)
        told = say(
            "I can't tell {figure} by “{what}”: {records} have nothing of the kind.",
            figure=noun(self.measure.label),
            what=what,
            records=plural,
        )
        return _cannot(told)


def _parts(condition: Condition | None) -> tuple[Condition, ...]:
    if condition is None:
        return ()
    return condition.parts if isinstance(condition, And) else (condition,)


def _cannot(sentence: str) -> Unsure:
    return Unsure(NoReading(why=Why.NOT_UNDERSTOOD, sentence=sentence, misplaced=True))
