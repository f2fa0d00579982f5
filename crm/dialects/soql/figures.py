"""A query for figures as SOQL, and what comes back as `Figures`.

Each condition of an aggregate's own is a query of its own; the first is that of all records, which
says what groups there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm.dialects import results
from crm.dialects.results import Line, Ranked
from crm.dialects.soql.aggregates import COUNT, FigurePart, figure_part
from crm.dialects.soql.conditions import Conditions
from crm.dialects.soql.keys import FOLDED, KeyPart, key_part
from crm.dialects.soql.places import Places
from crm.dialects.soql.unsupported import MOST_GROUPS
from crm.query import Condition, Figures, Function, Query, Value, every

Group = Mapping[str, Any]
Buckets = dict[tuple[Any, ...], list[Group]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """One query: its SOQL (None where nothing can match), and what is asked for by its aliases."""

    soql: str | None
    aliases: Mapping[str, str]

    def groups(self, found: Sequence[Group]) -> list[Group]:
        """The groups that came, by what was asked for."""
        return [{text: one.get(alias) for alias, text in self.aliases.items()} for one in found]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """All queries of one question; `counted` has the one of each aggregate by its place."""

    query: Query
    keys: tuple[KeyPart, ...]
    parts: tuple[FigurePart, ...]
    queries: tuple[Counted, ...]
    counted: tuple[int, ...]

    def figures(self, found: Sequence[Sequence[Group]]) -> Figures | None:
        """The answer, by what each query found; None where it takes the records themselves: there
        are too many groups, different values would be counted twice, or amounts were converted.
        """
        if any(len(groups) >= MOST_GROUPS for groups in found):
            return None
        read = [q.groups(groups) for q, groups in zip(self.queries, found, strict=True)]
        buckets = [self._buckets(groups) for groups in read]
        if self._counts_twice(buckets) or self._converts(buckets):
            return None
        lines = [self._line(bucket, groups, buckets) for bucket, groups in buckets[0].items()]
        return results.figures(lines, self.query)

    def _buckets(self, groups: Sequence[Group]) -> Buckets:
        made: Buckets = {} if self.keys else {(): []}
        for group in groups:
            bucket = tuple(key.bucket([group[text] for text in key.texts]) for key in self.keys)
            made.setdefault(bucket, []).append(group)
        return made

    def _counts_twice(self, buckets: Sequence[Buckets]) -> bool:
        distinct = any(p.aggregate.function is Function.COUNT_DISTINCT for p in self.parts)
        return distinct and any(len(groups) > 1 for made in buckets for groups in made.values())

    def _converts(self, buckets: Sequence[Buckets]) -> bool:
        return any(
            part.converted(groups)
            for part, place in zip(self.parts, self.counted, strict=True)
            for groups in buckets[place].values()
        )

    def _line(
        self, bucket: tuple[Any, ...], groups: Sequence[Group], buckets: Sequence[Buckets]
    ) -> Line:
        keys = tuple(_key(key, groups) for key in self.keys)
        read = [
            part.read(buckets[place].get(bucket, []))
            for part, place in zip(self.parts, self.counted, strict=True)
        ]
        values: tuple[Value, ...] = tuple(value for value, _ in read)
        count = sum(int(group[COUNT]) for group in groups)
        return Line(keys, values, tuple(empty for _, empty in read), count)


def _key(key: KeyPart, groups: Sequence[Group]) -> Ranked:
    return key.key([[group[text] for text in key.texts] for group in groups])


def tally(query: Query, places: Places, zone: str) -> Tally | None:
    """The figures as SOQL; None where it can't say one of them."""
    keys = [key_part(grouping, query, places, zone) for grouping in query.group_by]
    parts = [figure_part(aggregate, places) for aggregate in query.aggregates]
    known_keys = tuple(key for key in keys if key is not None)
    known_parts = tuple(part for part in parts if part is not None)
    if len(known_keys) < len(keys) or len(known_parts) < len(parts) or _folds_distinct(query):
        return None
    wheres = list(dict.fromkeys([None, *(a.where for a in query.aggregates)]))
    queries = [_counted(query, where, places, known_keys, known_parts) for where in wheres]
    made = tuple(one for one in queries if one is not None)
    if len(made) < len(queries):
        return None
    return Tally(
        query=query,
        keys=known_keys,
        parts=known_parts,
        queries=made,
        counted=tuple(wheres.index(aggregate.where) for aggregate in query.aggregates),
    )


def _folds_distinct(query: Query) -> bool:
    distinct = any(a.function is Function.COUNT_DISTINCT for a in query.aggregates)
    return distinct and any(grouping.grain in FOLDED for grouping in query.group_by)


def _counted(
    query: Query,
    own: Condition | None,
    places: Places,
    keys: Sequence[KeyPart],
    parts: Sequence[FigurePart],
) -> Counted | None:
    where = Conditions(places).state(every(query.where, own))
    if not where.exact:
        return None
    counted = [part for part in parts if part.aggregate.where == own]
    mine = [text for part in counted for text in part.texts]
    currencies = [part.currency for part in counted if part.currency]
    grouped = list(dict.fromkeys([*(text for key in keys for text in key.texts), *currencies]))
    texts = [*grouped, *dict.fromkeys([COUNT, *mine])]
    aliases = {f"f{place}": text for place, text in enumerate(texts)}
    selected = ", ".join(f"{text} {alias}" for alias, text in aliases.items())
    soql = f"SELECT {selected} FROM {places.object}"
    if where.text:
        soql += f" WHERE {where.text}"
    if grouped:
        soql += f" GROUP BY {', '.join(grouped)} LIMIT {MOST_GROUPS}"
    return Counted(soql=None if where.text is None else soql, aliases=aliases)
