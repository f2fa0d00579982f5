"""Conditions on dates: closing this quarter, created in March, untouched for 45 days."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from crm.access import Viewer
from crm.figures import State, state, usual
from crm.periods import Grain, Period, add
from crm.query import And, Condition, Constant, Op, Or, compare, every
from crm.schema import FieldType, Schema
from handlers.understanding.conditions.located import located
from handlers.understanding.draft import AgeItem, Phrase, StateItem, TimeItem
from handlers.understanding.language.meaning import DateRole
from handlers.understanding.language.times import TimeFound
from handlers.understanding.schema.connect import connect

# "customers who ordered this year": what has the date are their orders.
_PARTIES = {"Account", "Contact"}
_TIMELESS = _PARTIES | {"User", "Product2"}
_HAPPENS_TO = {
    DateRole.PLACED: "Order",
    DateRole.WON: "Opportunity",
    DateRole.LOST: "Opportunity",
    DateRole.CLOSED: "Opportunity",
    DateRole.CLOSING: "Opportunity",
}
_FUTURE = {DateRole.CLOSING, DateRole.DUE}
_STATE_OF = {
    DateRole.CLOSING: State.OPEN,
    DateRole.WON: State.WON,
    DateRole.LOST: State.LOST,
    DateRole.CLOSED: State.CLOSED,
}
_PAST_DATES = {
    "CreatedDate", "LastModifiedDate", "LastActivityDate", "LastStageChangeDate",
    "EffectiveDate", "InvoiceDate",
}  # fmt: skip
_DOCUMENTED = {"EffectiveDate", "InvoiceDate"}
_LASTING = {
    "activity": ("LastActivityDate",),
    "modified": ("LastStageChangeDate", "LastModifiedDate"),
    "created": ("CreatedDate",),
    "due": ("DueDate", "ActivityDate", "CloseDate"),
}


def _away(period: Period, today: date) -> int:
    """How many days lie between a period and today."""
    if period.start is None or period.end is None or period.contains(today):
        return 0
    return (period.start - today if period.start > today else today - period.end).days


def joined(periods: list[Period]) -> list[Period]:
    """The periods in order, those that touch made one: November or December."""
    if any(p.start is None or p.end is None for p in periods):
        return periods
    found: list[Period] = []
    for period in sorted(periods, key=lambda p: p.start or date.min):
        last = found[-1] if found else None
        if last and last.end and period.start and period.start <= last.end:
            found[-1] = Period(last.start, max(last.end, period.end or last.end))
        else:
            found.append(period)
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Dates:
    """Dates as one asker speaks of them at one moment."""

    schema: Schema
    viewer: Viewer
    now: datetime

    def dated(self, item: TimeItem, entity: str, phrase: Phrase) -> Condition | None:
        """The condition that a record's date lies in the period said, with what the verb implies
        of its state; `phrase` is all that is said of the record.
        """
        path = self._spoken(item, entity)
        if path is None or not self.schema.resolve(entity, path).field.type.is_time:
            return None
        if item.role is None and not item.fields and entity in _TIMELESS:
            return None  # "accounts this year" may be new, or customers of this year
        elsewhere = _HAPPENS_TO.get(item.role) if item.role and entity in _PARTIES else None
        if elsewhere and (way := connect(self.schema, entity, elsewhere)):
            told = self.dated(item, elsewhere, Phrase(entity=elsewhere))
            return way.one(told) if told else None
        implied = self._implied(item, entity)
        said = {i.state for i in phrase.items if isinstance(i, StateItem)}
        other = implied if implied not in said else None
        planned = entity in {"Task", "Event"} and not said & {State.PAST, State.CLOSED}
        future = item.role in _FUTURE or State.OPEN in said or planned
        if self._lies_back(path) or (item.past and (item.role in _FUTURE or planned)):
            future = False
        times = (item.time, *item.others)
        periods = joined([self._meant(t, path, future=future) for t in times])
        condition = state(entity, other, self.now, self.schema.definitions) if other else None
        dates = tuple(self.within(entity, path, period) for period in periods)
        return every(condition, dates[0] if len(dates) == 1 else Or(dates))

    def _implied(self, item: TimeItem, entity: str) -> State | None:
        """Which state the verb says: a task that is due, and is not of the past, is open."""
        if item.role is DateRole.DUE and entity == "Task":
            end = item.time.future.end
            return State.OPEN if end is None or end > self.now.date() else None
        return _STATE_OF.get(item.role) if item.role else None

    def _meant(self, time: TimeFound, path: str, *, future: bool) -> Period:
        """What a time means of that date."""
        today = self.now.date()
        if path in _DOCUMENTED and time.day and time.day.start and time.day.start <= today:
            return time.day  # "the invoice from 3 November" is of that day
        if path == "DueDate" and future and time.future.grain is Grain.MONTH:
            return min(time.past, time.future, key=lambda p: _away(p, today))
        return time.future if future else time.past

    def _lies_back(self, path: str) -> bool:
        """Whether that date tells what has happened: "open leads created in October"."""
        return path.rpartition(".")[2] in _PAST_DATES

    def aged(self, item: AgeItem, entity: str) -> Condition | None:
        """Longer ago than that: days in the asker's zone."""
        day = item.since or add(self.now.date(), -item.count, item.grain)
        path = self.lasting(item.what, entity)
        if path is None and item.what == "created":
            path = self.path(None, entity)  # an order is as old as its date
        if path is None:
            return None
        old = self.within(entity, path, Period(None, day))
        created = self.path(DateRole.CREATED, entity)
        if item.what != "activity" or created is None:
            return old
        never = every(compare(path, Op.EMPTY), self.within(entity, created, Period(None, day)))
        return Or(tuple(p for p in (old, never) if p))

    def path(self, role: DateRole | None, entity: str) -> str | None:
        """The date field a verb speaks of on that entity; the usual one without a verb."""
        record = self.schema.entity(entity)
        known = usual(record, self.schema.definitions)
        named = {
            DateRole.CREATED: known.created,
            DateRole.MODIFIED: "LastModifiedDate",
            DateRole.ACTIVE: "LastActivityDate",
            DateRole.DUE: "DueDate" if "DueDate" in record else known.date,
        }
        path = named.get(role, known.date) if role else known.date
        if path is None or path.partition(".")[0] in record or "." in path:
            return path
        return None

    def lasting(self, what: str, entity: str) -> str | None:
        """The date that tells how long something lasts."""
        record = self.schema.entity(entity)
        return next((name for name in _LASTING[what] if name in record), None)

    def within(self, entity: str, path: str, period: Period) -> Condition:
        """`path` in the period, by days in the asker's zone."""
        is_date = self.schema.resolve(entity, path).field.type is FieldType.DATE
        zone = ZoneInfo(self.viewer.time_zone)

        def edge(day: date) -> Constant:
            return day if is_date else datetime.combine(day, time(), zone)

        low = compare(path, Op.GE, edge(period.start)) if period.start else None
        high = compare(path, Op.LT, edge(period.end)) if period.end else None
        return every(low, high) or And(())

    def _spoken(self, item: TimeItem, entity: str) -> str | None:
        if item.fields:
            return located(self.schema, item.fields, entity)
        return self.path(item.role, entity)
