"""A lookup that may find records of several kinds: which it did find, and all in one answer."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from crm.query import Answer, Comparison, Query, Rows
from crm.schema import Schema
from handlers.asking.answered import Answered
from handlers.speech import noun, say, translated
from handlers.understanding.reading import Reading, Shape

Run = Callable[[Query], Awaitable[Answer]]


async def found_in(reading: Reading, run: Run) -> tuple[Reading, ...]:
    """The reading for each kind of record that `run` finds any of; none where there is nothing."""
    hits = []
    for query in (reading.query, *(reading.also or ())):
        answer = await run(query)
        if isinstance(answer, Rows) and answer.rows:
            shape = reading.shape if answer.total == 1 else Shape.LIST
            hits.append(replace(reading, query=_of_those(query, answer), also=None, shape=shape))
            if reading.first_found:
                break
    if len(hits) > 1:
        return tuple(replace(hit, shape=Shape.LIST) for hit in hits)
    return tuple(hits)


def _of_those(query: Query, found: Rows) -> Query:
    """A query by the forms an id may have, by the one that a record has."""
    where = query.where
    if isinstance(where, Comparison) and where.path == "Id":
        ids = tuple(row.ref.id for row in found.rows)
        return replace(query, where=replace(where, values=ids))
    return query


def together(answers: Sequence[Answered], schema: Schema) -> Answered:
    """One answer of several: all their records, each with the fields of its kind."""
    first = answers[0]
    kinds = [schema.entity(a.query.entity).plural for a in answers if a.query]
    return replace(
        first,
        understood=_of_kinds(first.understood, kinds),
        shape=Shape.LIST,
        value=None,
        unit=None,
        records=tuple(record for answer in answers for record in answer.records),
        total=sum(answer.total for answer in answers),
        link=None,
        query=None,
    )


def nowhere(answered: Answered, reading: Reading, schema: Schema) -> Answered:
    """An answer without records says where they were looked for."""
    queries = (reading.query, *(reading.also or ()))
    kinds = [schema.entity(query.entity).plural for query in queries]
    return replace(answered, understood=_of_kinds(answered.understood, kinds), link=None)


def _of_kinds(understood: str, kinds: Sequence[str]) -> str:
    """ "Contacts · Phone 555-0142" as "Contacts and accounts · Phone 555-0142"."""
    _, dot, rest = understood.partition(" · ")
    *some, last = [translated(kinds[0]), *(noun(kind) for kind in kinds[1:])]
    return f"{', '.join(some)}{say(' and ')}{last}{dot}{rest}" if some else understood
