"""What is said anew takes the place of what was said of the same thing; everything else stays."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from crm.figures import State
from crm.periods import Period
from crm.query import every
from handlers.understanding.conditions.contradiction import contradicts
from handlers.understanding.conditions.resolve import Resolver
from handlers.understanding.conditions.topics import coarse, topics
from handlers.understanding.conversation.shifted import shifted
from handlers.understanding.draft import (
    Draft,
    FlagItem,
    Item,
    NameItem,
    Phrase,
    PlaceItem,
    ShiftItem,
    StateItem,
    Sub,
    TimeItem,
    ValueItem,
    WhoseItem,
)
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import DateRole, Whose

_ROLE_OF = {
    State.OPEN: DateRole.CLOSING,
    State.WON: DateRole.WON,
    State.LOST: DateRole.LOST,
    State.CLOSED: DateRole.CLOSED,
}
_PERSON = "User"
_COMPARING = {Mark.VERSUS, Mark.COMPARE}


class Manner(StrEnum):
    """How a question goes on: it names less of the same, something else, or both side by side."""

    NARROWED = "only"
    PLAIN = "plain"
    OTHERWISE = "what about"
    COMPARED = "vs"


@dataclass
class Replacing:
    """Says things of the records of a draft, in the place of what they rule out.

    `bare` tells that no kind of record was named: "and Teresa's?".
    `guessed` tells that a person was taken for their team because the team of another was meant.
    """

    draft: Draft
    entity: str
    resolver: Resolver
    manner: Manner
    bare: bool = False
    guessed: bool = False

    def say(self, phrase: Phrase) -> None:
        """Say all that is said of these records."""
        for item in phrase.items:
            self._say(item)
        for sub in phrase.subs:
            self._relate(sub)

    def _say(self, item: Item) -> None:
        item = self._adopted(item)
        if isinstance(item, StateItem) and not item.negated:
            self._restate(item)
        places = [
            (phrase, old)
            for phrase in self._phrases()
            for old in phrase.items
            if self._gives_way(old, item, phrase.entity or self.entity)
        ]
        if not places:
            self.draft.root.items.append(item)
            return
        first, old = places[0]
        first.items[_place(first.items, old)] = item
        for phrase, other in places[1:]:
            del phrase.items[_place(phrase.items, other)]

    def _relate(self, sub: Sub) -> None:
        """Other records that these hang together with: said twice, the second counts."""
        subs = self.draft.root.subs
        same = [old for old in subs if old.phrase.entity == sub.phrase.entity]
        if self.manner is Manner.OTHERWISE or any(old.negated != sub.negated for old in same):
            subs[:] = [old for old in subs if not any(old is each for each in same)]
        subs.append(sub)

    def _phrases(self) -> Iterator[Phrase]:
        part = [self.draft.part] if self.draft.part else []
        for phrase in (self.draft.root, *part):
            yield from _with_inner(phrase)

    def _adopted(self, item: Item) -> Item:
        """The item with what the one it replaces says: which date, or that a team is meant."""
        said = [old for phrase in self._phrases() for old in phrase.items]
        times = [old for old in said if isinstance(old, TimeItem)]
        if isinstance(item, TimeItem | ShiftItem) and times:
            same = item.shift is not None and item.shift.same
            old = times[0] if same else times[-1]
            return self._on_that_date(shifted(item, old, self.resolver.calendar), old)
        if isinstance(item, NameItem) and not item.negated and not item.team and _person(item):
            return self._as_owner(item, said) if self.bare or not item.owner else item
        return item

    def _on_that_date(self, item: Item, old: TimeItem) -> Item:
        """The period by the date that was spoken of, and within it where it may lie there."""
        if not isinstance(item, TimeItem):
            return item
        if item.role is None and not item.fields:
            past = item.past or old.past
            item = replace(item, role=old.role, fields=old.fields, past=past)
        inside = [p for p in item.time.options if _lies_in(p, old.time.past)]
        if len(inside) != 1:
            return item
        time = replace(item.time, past=inside[0], future=inside[0], options=())
        return replace(item, time=time)

    def _as_owner(self, item: NameItem, said: list[Item]) -> NameItem:
        """ "what about Marcus" after Fiona's team is his team; after somebody, somebody else."""
        people = [old for old in said if _is_whose(old)]
        if not people or self.manner is Manner.NARROWED:
            return item
        team = any(_is_team(old) for old in people)
        self.guessed |= team
        return replace(item, owner=True, team=team)

    def _restate(self, item: StateItem) -> None:
        """A verb with a date says the state as well: "won last quarter / and lost?"."""
        role = _ROLE_OF.get(item.state)
        self.draft.roles.clear()
        for phrase in self._phrases():
            phrase.items[:] = [
                replace(old, role=role) if isinstance(old, TimeItem) and _stated(old) else old
                for old in phrase.items
            ]

    def _gives_way(self, old: Item, new: Item, entity: str) -> bool:
        if self.manner is Manner.COMPARED:
            return False
        if isinstance(old, TimeItem) != isinstance(new, TimeItem):
            # "my overdue tasks / and what's due today": nothing is both.
            stated = isinstance(old, StateItem) and not old.negated
            return stated and self._rule_out(old, new)
        if isinstance(new, TimeItem) and self._compares_times():
            return False
        if _negated(old) != _negated(new):
            return _affirmed(old) == _affirmed(new)
        if _negated(new):
            return False
        if isinstance(old, TimeItem) and isinstance(new, TimeItem) and _same_date(old, new):
            return True
        before, after = self._topics(old, entity), self._topics(new, self.entity)
        if before & after or self._rule_out(old, new):
            return True
        # "my open deals / emea north": a value narrows down what is mine.
        alike = isinstance(old, ValueItem) == isinstance(new, ValueItem)
        if self.manner is Manner.OTHERWISE or (self.manner is Manner.PLAIN and alike):
            return bool(coarse(before) & coarse(after))
        return False

    def _compares_times(self) -> bool:
        """Whether periods are held side by side: one more is another side."""
        periods = [i for i in self.draft.root.items if isinstance(i, TimeItem)]
        return bool(_COMPARING & self.draft.question) and len(periods) > 1

    def _rule_out(self, old: Item, new: Item) -> bool:
        """Whether no record can be both: over 50k, and under 30k."""
        both = every(self.resolver.one(old, self.entity), self.resolver.one(new, self.entity))
        return contradicts(both)

    def _topics(self, item: Item, entity: str) -> frozenset[str]:
        condition = self.resolver.one(item, entity)
        return topics(item, condition, self.resolver.schema, entity)


def _with_inner(phrase: Phrase) -> Iterator[Phrase]:
    yield phrase
    for sub in phrase.subs:
        yield from _with_inner(sub.phrase)


def _place(items: list[Item], item: Item) -> int:
    return next(at for at, each in enumerate(items) if each is item)


def _negated(item: Item) -> bool:
    return bool(getattr(item, "negated", False))


def _affirmed(item: Item) -> Item:
    """The same without its "not"."""
    if isinstance(item, StateItem | ValueItem | NameItem | WhoseItem | FlagItem | PlaceItem):
        return replace(item, negated=False)
    return item


def _stated(item: TimeItem) -> bool:
    return item.role in _ROLE_OF.values()


def _same_date(old: TimeItem, new: TimeItem) -> bool:
    """Whether they are periods by the same verb or field, whichever date that will be."""
    return (old.role, old.fields) == (new.role, new.fields)


def _lies_in(period: Period, whole: Period) -> bool:
    """Whether it is a part of another, and less than all of it."""
    days = (period.start, period.last_day)
    return period != whole and all(day is not None and whole.contains(day) for day in days)


def _person(item: NameItem) -> bool:
    """Whether a person may be meant."""
    return any(m.name.entity == _PERSON for matches in item.names for m in matches)


def _is_whose(item: Item) -> bool:
    if isinstance(item, WhoseItem):
        return True
    return isinstance(item, NameItem) and not item.negated and (item.owner or _only_people(item))


def _only_people(item: NameItem) -> bool:
    kinds = {m.name.entity for matches in item.names for m in matches}
    return kinds == {_PERSON}


def _is_team(item: Item) -> bool:
    if isinstance(item, WhoseItem):
        return item.whose is Whose.TEAM
    return isinstance(item, NameItem) and item.team
