"""Building the reading of a question for what was changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from crm.periods import Period
from crm.query import Function, Query
from crm.schema import Schema
from handlers.understanding.changes.changed_fields import (
    Options,
    cannot,
    course_of,
    days_of,
    fields_of,
    fitting,
    options_of,
    values_of,
)
from handlers.understanding.conditions.attach import attach
from handlers.understanding.conditions.referred import referred
from handlers.understanding.conditions.resolve import Resolver
from handlers.understanding.draft import ChangeWish, Draft, NameItem, Phrase, TimeItem, WhoseItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import ChangeKind, DateRole, Direction, Whose
from handlers.understanding.reading import NoReading, Reading, Shape, Unsure, Why
from handlers.understanding.subject import find_subject
from handlers.understanding.wanted import Counting, Wanted

USUAL_DAYS = 7
_ASKING = {Mark.WHO, Mark.WHEN, Mark.WHICH, Mark.WHAT, Mark.LIST}
_OPENING = {Mark.IS, Mark.DO, Mark.DID, Mark.HAVE}
_WAYS = (
    "I can tell what was changed, when and by whom, and how often, but I don't group it or add it "
    "up. Ask me for the changes."
)
_BOTH = "I can tell what was changed, or what the records hold now. Which of the two?"
_WHICH_TIME = "Do you mean changes made in that time, or from the one to the other?"


@dataclass
class ChangesQuery:
    """Which records, and what of their history; `limit` is how many records are shown."""

    resolver: Resolver
    limit: int = 50

    @property
    def schema(self) -> Schema:
        """What the asker can ask for."""
        return self.resolver.schema

    def reading(self, draft: Draft) -> Reading:
        """The reading of a draft with a `change`; raises Unsure."""
        wish = draft.change or ChangeWish()
        figured = draft.measure or draft.share or draft.growth
        if figured or draft.groups or draft.sorts or draft.values:
            raise cannot(_WAYS)
        if draft.function not in (None, Function.COUNT) or not _latest_only(draft):
            raise cannot(_WAYS)
        period = self._period(draft.root)
        if wish.fields and draft.fields:
            raise cannot(_BOTH)
        course = course_of(wish)
        fields = options_of(wish, wish.fields or draft.fields, course, self.schema)
        asked = set(draft.question)
        one = _names_a_record(draft.root) or Mark.IT in asked
        whole = wish.whole or (one and bool(fields or {Mark.WHO, Mark.WHEN} & asked))
        counting, latest = self._counting(draft, one=one), _latest(draft, wish)
        crossed = days_of(wish.into) or days_of(wish.out_of)
        whole |= latest is not None or crossed is not None
        self._find_subject(draft, fields)
        entity = draft.root.entity or ""
        attach(draft.root, self.resolver)
        where = self.resolver.condition(draft.root)
        start, end = self._edges(period)
        default = period is None and not (wish.since_last or wish.since or whole)
        if wish.since and period is None:
            start = wish.since
        elif wish.since_last or default:
            start = self.resolver.now - timedelta(days=USUAL_DAYS)
        found = fields_of(fields, entity, self.schema)
        wanted = Wanted(
            start=start,
            end=end,
            since_last=wish.since_last,
            assumed=default,
            fields=found,
            hanging=not found and entity == "Account" and not wish.own,
            by=tuple(self._ids(wish.by, team=False)),
            managers=tuple(self._ids(wish.by, team=True)),
            course=fitting(course, found, self.schema),
            into=tuple(values_of(wish.into, found, self.schema)),
            out_of=tuple(values_of(wish.out_of, found, self.schema)),
            into_days=days_of(wish.into),
            out_of_days=days_of(wish.out_of),
            latest=latest,
            counting=counting,
            whether=bool(_OPENING & asked) and not _ASKING & asked,
            who=bool({Mark.WHO, Mark.WHEN} & asked),
        )
        query = Query(
            entity=entity, where=where, limit=self.limit, zone=self.resolver.viewer.time_zone
        )
        return Reading(
            shape=Shape.CHANGES, query=query, named=tuple(self.resolver.named), wanted=wanted
        )

    def _find_subject(self, draft: Draft, fields: list[Options]) -> None:
        """Whose history it is: of what was said, of what has the field, or of all accounts."""
        draft.question -= {*_ASKING, *_OPENING, Mark.TIMES}
        draft.roles = [role for role in draft.roles if role is not DateRole.MODIFIED]
        draft.function, draft.rank, draft.limit = None, None, None
        draft.fields = list(fields)
        root = draft.root
        pointing = {Mark.IT} if fields else {Mark.IT, Mark.THEM}
        if root.entity is None and pointing & draft.question and not root.items:
            raise cannot("Which one do you mean?")
        people = all(_is_person(item) for item in root.items if isinstance(item, NameItem))
        if root.entity is None and not fields and people and _of_no_kind(root):
            root.entity = "Account"
        else:
            find_subject(draft, self.schema)
        draft.fields = []

    def _period(self, phrase: Phrase) -> Period | None:
        """The time the changes are of, taken out of what is said of the records."""
        found: list[TimeItem] = []
        for each in _phrases(phrase):
            times = [
                item
                for item in each.items
                if isinstance(item, TimeItem)
                and not item.fields
                and item.role in (None, DateRole.MODIFIED)
            ]
            found += times
            each.items = [item for item in each.items if item not in times]
        if not found:
            return None
        period = found[0].time.past
        today = self.resolver.now.date()
        to_come = period.end is not None and period.end > today + timedelta(days=1)
        begun = period.start is not None and period.start <= today
        if len(found) > 1 or (to_come and begun and period.grain is None):
            raise Unsure(NoReading(why=Why.CLARIFY, sentence=_WHICH_TIME))
        return period

    def _edges(self, period: Period | None) -> tuple[datetime | None, datetime | None]:
        """Its first moment and the one after its last, where the asker is."""
        if period is None:
            return None, None
        zone = ZoneInfo(self.resolver.viewer.time_zone)
        start, end = (
            datetime.combine(day, time(), zone) if day else None
            for day in (period.start, period.end)
        )
        return start, end

    def _ids(self, people: Iterable[NameItem | WhoseItem], *, team: bool) -> Iterable[str]:
        """Those who did it, or with `team` those above them."""
        for person in people:
            if isinstance(person, WhoseItem):
                if (person.whose is Whose.TEAM) == team:
                    yield self.resolver.viewer.user_id
            elif person.team == team:
                for matches in person.names:
                    ref = referred(person, matches, "User", self.schema, self.resolver.question)
                    self.resolver.meant[matches] = ref
                    yield ref.id

    def _counting(self, draft: Draft, *, one: bool) -> Counting:
        """ "how many times", "how many changes", or how many deals."""
        times = Mark.TIMES in draft.question
        if draft.function is None and not times:
            return Counting.NOTHING
        kinds = draft.change.kinds if draft.change else []
        changes = times or one or ChangeKind.ANYTHING in kinds
        return Counting.CHANGES if changes else Counting.RECORDS


def without_modified_date(draft: Draft, schema: Schema) -> bool:
    """Whether "accounts changed this week" is asked of records that have no such date, but a
    history.
    """
    said = any(isinstance(i, TimeItem) and i.role is DateRole.MODIFIED for i in draft.root.items)
    return (
        said
        and draft.root.said
        and "LastModifiedDate" not in schema.entity(draft.root.entity or "")
    )


def _phrases(phrase: Phrase) -> Iterable[Phrase]:
    yield phrase
    for sub in phrase.subs:
        yield from _phrases(sub.phrase)


def _names_a_record(phrase: Phrase) -> bool:
    """Whether a record is named that is no person."""
    items = [item for each in _phrases(phrase) for item in each.items]
    return any(isinstance(item, NameItem) and not _is_person(item) for item in items)


def _is_person(item: NameItem) -> bool:
    """Whether a colleague is named, and nothing else that is as likely."""
    if item.id:
        return item.id.entity == "User"
    return bool(item.names) and item.names[0][0].name.entity == "User"


def _of_no_kind(root: Phrase) -> bool:
    """Whether nothing is said of the records but whose they are."""
    return not root.subs and all(isinstance(i, NameItem | WhoseItem) for i in root.items)


def _latest_only(draft: Draft) -> bool:
    """Whether an order that is asked for is that of time."""
    return draft.rank is None or draft.rank.direction in {Direction.LATEST, Direction.NEWEST}


def _latest(draft: Draft, wish: ChangeWish) -> int | None:
    """How many of the latest changes are wanted; None for all."""
    if draft.rank:
        return draft.rank.count or 1
    return 1 if {ChangeKind.LATEST, ChangeKind.LAST} & set(wish.kinds) else None
