"""Conditions on dates: closing this quarter, created in March, untouched for 45 days."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from crm.access import Viewer
from crm.figures import State, state, usual
from crm.periods import Period, add
from crm.query import And, Condition, Constant, Op, Or, compare, every
from crm.schema import FieldType, Schema
from handlers.understanding.connect import connect
from handlers.understanding.draft import AgeItem, Phrase, StateItem, TimeItem
from handlers.understanding.located import located
from handlers.understanding.meaning import DateRole

# "customers who ordered this year": what has the date are their orders.
_PARTIES = {"Account", "Contact"}
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
_LASTING = {
    "activity": ("LastActivityDate",),
    "modified": ("LastStageChangeDate", "LastModifiedDate"),
    "created": ("CreatedDate",),
    "due": ("DueDate", "ActivityDate", "CloseDate"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Dates:
    """Dates as one asker speaks of them at one moment; `hint` is the date the conversation is
    about, for periods without a verb.
    """

    schema: Schema
    viewer: Viewer
    now: datetime
    hint: str | None = None

    def dated(self, item: TimeItem, entity: str, phrase: Phrase) -> Condition | None:
        """The condition that a record's date lies in the period said, with what the verb implies
        of its state; `phrase` is all that is said of the record.
        """
        path = self._spoken(item, entity)
        if path is None or not self.schema.resolve(entity, path).field.type.is_time:
            return None
        elsewhere = _HAPPENS_TO.get(item.role) if item.role and entity in _PARTIES else None
        if elsewhere and (way := connect(self.schema, entity, elsewhere)):
            told = self.dated(item, elsewhere, Phrase(entity=elsewhere))
            return way.one(told) if told else None
        implied = _STATE_OF.get(item.role) if item.role else None
        said = {i.state for i in phrase.items if isinstance(i, StateItem)}
        other = implied if implied not in said else None
        planned = entity in {"Task", "Event"} and State.PAST not in said
        future = item.role in _FUTURE or State.OPEN in said or planned
        period = item.time.future if future else item.time.past
        condition = state(entity, other, self.now, self.schema.definitions) if other else None
        return every(condition, self.within(entity, path, period))

    def aged(self, item: AgeItem, entity: str) -> Condition | None:
        """Longer ago than that: days in the asker's zone."""
        day = item.since or add(self.now.date(), -item.count, item.grain)
        path = self.lasting(item.what, entity)
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
        path = named.get(role, known.date) if role else self.hint or known.date
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
