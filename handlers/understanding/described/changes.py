"""A question for what was changed said back in words."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

from crm.access import Viewer
from crm.figures import State
from crm.moves import Course
from crm.periods import Period
from crm.query import Condition, Query
from crm.schema import Schema
from handlers.speech import noun, say, translated
from handlers.understanding.wanted import Wanted
from handlers.wording import clock, day, period, weekday

_COURSES = {
    Course.FORWARD: "moved forward",
    Course.BACK: "moved back",
    Course.LATER: "moved to a later date",
    Course.EARLIER: "moved to an earlier date",
    Course.UP: "went up",
    Course.DOWN: "went down",
}


class Words(Protocol):
    """What a `Describer` knows."""

    @property
    def schema(self) -> Schema: ...
    @property
    def viewer(self) -> Viewer: ...
    def conditions(self, query: Query) -> list[str]: ...
    def states(self, query: Query) -> tuple[list[State], list[Condition]]: ...
    def person(self, id_: str) -> str: ...


def changes_told(words: Words, query: Query, wanted: Wanted) -> Iterator[str]:
    """What of which records, by whom, and of which time; `wanted.start` is the look's by now."""
    yield _subject(words, query, wanted)
    yield from words.conditions(query)
    people = [words.person(id_) for id_ in wanted.by]
    for id_ in wanted.managers:
        mine = id_ == words.viewer.user_id
        people.append(say("your team") if mine else say("{who}'s team", who=words.person(id_)))
    if people:
        yield say("changed by {who}", who=say(" or ").join(people))
    yield _when(words, wanted)


def _subject(words: Words, query: Query, wanted: Wanted) -> str:
    entity = words.schema.entity(query.entity)
    records = " ".join([*(say(s.value) for s in words.states(query)[0]), noun(entity.plural)])
    if not wanted.fields:
        if wanted.hanging:
            return say("Changes of {records} and what hangs on them", records=records)
        return say("Changes of {records}", records=records)
    fields = (words.schema.entity(entity).field(name) for entity, name in wanted.fields)
    labels = dict.fromkeys(translated(field.label) for field in fields)
    way = say(_COURSES[wanted.course]) if wanted.course else say("changed")
    ends = (
        *_ends(words, wanted, say("from"), wanted.out_of, wanted.out_of_days),
        *_ends(words, wanted, say("to"), wanted.into, wanted.into_days),
    )
    told = " ".join([say(" or ").join(labels), way, *ends])
    holders = dict.fromkeys(e for e, _ in wanted.fields if e != query.entity)
    if holders:
        plurals = say(" or ").join(noun(words.schema.entity(e).plural) for e in holders)
        records = say("{what} of {record}", what=plurals, record=records)
    return say("{what}, of {records}", what=told, records=records)


def _ends(
    words: Words, wanted: Wanted, word: str, said: tuple[str, ...], days: Period | None
) -> Iterator[str]:
    """The value it came from or went to, as the picklists spell it, or the time it lay in."""
    if days:
        yield f"{word} {period(days)}"
    known = {
        value.casefold(): value
        for entity, name in wanted.fields
        for value in words.schema.entity(entity).field(name).picklist
    }
    if said:
        yield f"{word} {say(' or ').join(known.get(value, value) for value in said)}"


def _when(words: Words, wanted: Wanted) -> str:
    start = wanted.start
    if wanted.since_last and not wanted.assumed and start:
        return say("since {moment}, when you last looked", moment=_moment(words, start))
    if wanted.since_last:
        return say("the last 7 days, since I know of no earlier look of yours")
    if wanted.assumed:
        return say("the last 7 days")
    if start is None and wanted.end is None:
        return say("all that is known")
    zone = ZoneInfo(words.viewer.time_zone)
    if start and wanted.end is None and start.astimezone(zone).time() != time():
        return say("since {day}", day=_moment(words, start))
    first, last = (
        moment.astimezone(zone).date() if moment else None for moment in (start, wanted.end)
    )
    return period(Period(first, last))


def _moment(words: Words, moment: datetime) -> str:
    local = moment.astimezone(ZoneInfo(words.viewer.time_zone))
    return f"{weekday(local)} {day(local)}, {clock(local)}"
