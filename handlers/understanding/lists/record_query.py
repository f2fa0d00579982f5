"""Building the query for records: which fields, in what order, how many."""

from collections.abc import Sequence
from dataclasses import replace

from crm.figures import State, usual
from crm.query import (
    Condition,
    Op,
    Order,
    Query,
    Related,
    compare,
    every,
)
from crm.schema import Entity, FieldType
from handlers.speech import noun, say
from handlers.understanding.conditions.building import Builder
from handlers.understanding.conditions.claimed import otherwise, settle_claim
from handlers.understanding.draft import (
    Draft,
    KeyItem,
    NameItem,
    Phrase,
    SortWish,
    StateItem,
    TimeItem,
)
from handlers.understanding.figures.owed import owed
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import DateRole, Direction, FieldWord
from handlers.understanding.reading import NoReading, Reading, Shape, Unsure, Why

_BY_DATE = {
    Direction.UNTOUCHED: False,
    Direction.STUCK: False,
    Direction.LATEST: True,
    Direction.NEWEST: True,
    Direction.EARLIEST: False,
    Direction.NEXT: False,
    Direction.OLDEST: False,
}


_DONE = {DateRole.WON, DateRole.LOST, DateRole.CLOSED}
# What is the oldest of what is overdue has been due the longest.
_LATE = {Direction.OLDEST, Direction.NEWEST, Direction.EARLIEST}
_DUE = {"Opportunity": "CloseDate", "Invoice": "DueDate", "Task": "ActivityDate"}
_AGED = {Direction.UNTOUCHED: "activity", Direction.STUCK: "modified"}


def _settle_stuck(draft: Draft) -> None:
    """What is over is not stuck: "longest stuck deals" are open ones."""
    stuck = draft.rank is not None and draft.rank.direction is Direction.STUCK
    stated = any(isinstance(i, StateItem) for i in draft.root.items)
    if stuck and not stated and draft.root.entity == "Opportunity":
        draft.root.items.append(StateItem(state=State.OPEN))


def _of_which(entity: Entity) -> NoReading:
    """ "what stage?" by itself is no question for the stage of each deal there is."""
    sentence = say("Of which {record}?", record=noun(entity.label))
    return NoReading(why=Why.CLARIFY, sentence=sentence)


class RecordQuery(Builder):
    """Lists of records, one record, or one field of it."""

    def reading(self, draft: Draft) -> Reading:
        """The reading of a question for records."""
        settle_claim(draft)
        root = draft.root
        _settle_stuck(draft)
        root.singular |= _asks_when_next(draft)
        entity = self.schema.entity(root.entity or "")
        if (
            draft.rank
            and draft.rank.direction in _BY_DATE
            and draft.rank.of not in (None, entity.name)
        ):
            # "accounts whose latest deal was lost" are not the latest accounts with a lost deal.
            raise self.cannot(draft.rank.direction.value, entity.name)
        where = self.resolver.condition(root)
        asked = self._asked(draft)
        query = Query(
            entity=entity.name,
            columns=self._columns(draft, asked),
            where=every(where, self._not_past(draft)),
            order=self._order(draft),
            limit=self._limit(draft),
            zone=self.resolver.viewer.time_zone,
        )
        if asked and where is None and not root.said and query.limit != 1:
            raise Unsure(_of_which(entity))
        shape = self._shape(draft, asked, where)
        return Reading(
            shape=shape,
            query=query,
            otherwise=otherwise(draft, query, self.resolver) if shape is Shape.CHECK else None,
            field=asked[0] if asked else None,
            ranked=bool(draft.rank or draft.sorts),
            topped=draft.rank is not None and query.limit != self.limit,
            named=tuple(self.resolver.named),
        )

    def _asked(self, draft: Draft) -> tuple[str, ...]:
        """The paths of the fields somebody wants to see, references by the name they lead to."""
        entity = draft.root.entity or ""
        found: list[str] = []
        if draft.owner_asked:
            found.append(self.shown(entity, "OwnerId"))
        for options in draft.fields:
            path = self.resolver.path(options, entity)
            if path is None:
                label = options[0].field
                raise self.cannot(label, entity)
            found.append(self.shown(entity, path))
        if Mark.WHOSE in draft.question and not found and self.resolver.named:
            found.append(self.shown(entity, "OwnerId"))
        asks_date = {Mark.WHEN} & draft.question
        if asks_date and (not found or draft.roles):
            # "when was it placed, and what was it worth" asks for both
            path = self.resolver.date_path(next(iter(draft.roles), None), entity)
            found[:0] = [path] if path else []
        if Mark.WHERE in draft.question and not found:
            record = self.schema.entity(entity)
            found += [p for p in ("BillingCity", "BillingCountry") if p in record]
            if not found and entity == "Contact":
                found = [self.shown(entity, "AccountId"), "Account.BillingCity"]
        return tuple(dict.fromkeys(found))

    def _columns(self, draft: Draft, asked: tuple[str, ...]) -> tuple[str, ...]:
        entity = self.schema.entity(draft.root.entity or "")
        columns = list(asked) or list(entity.columns) or [f.name for f in entity][:4]
        for order in self._order(draft):
            shown = (*columns, entity.name_field)
            if isinstance(order.by, str) and order.by not in shown and not asked:
                columns.append(order.by)
        return tuple(columns)

    def _not_past(self, draft: Draft) -> Condition | None:
        """ "next meeting" is the next from now on, "last meeting" one that was."""
        latest = draft.rank is not None and draft.rank.direction is Direction.LATEST
        if latest and draft.root.entity == "Event":
            return compare("StartDateTime", Op.LT, self.resolver.now)
        if draft.rank is None or draft.rank.direction is not Direction.NEXT:
            return None
        entity = draft.root.entity or ""
        path = self.resolver.date_path(None, entity)
        if path is None:
            return None
        if path == usual(self.schema.entity(entity), self.schema.definitions).created:
            # Nothing is created next: "when do I next see Halden" is not about the account.
            raise self.cannot("next", entity)
        is_date = self.schema.resolve(entity, path).field.type is FieldType.DATE
        now = self.resolver.now
        return compare(path, Op.GE, now.date() if is_date else now)

    def _order(self, draft: Draft) -> tuple[Order, ...]:
        entity = draft.root.entity or ""
        orders = [o for s in draft.sorts if (o := self._sorted(s, entity))]
        if orders and draft.rank and draft.rank.direction is Direction.LEAST:
            orders = [replace(orders[0], descending=False), *orders[1:]]
        if orders:
            return tuple(orders)
        if draft.rank:
            return (self._ranked(draft, entity),)
        known = usual(self.schema.entity(entity), self.schema.definitions)
        if known.money and "." not in known.money:
            return (Order(by=known.money, descending=True),)
        if known.date and entity in {"Task", "Event"}:
            return (Order(by=known.date),)
        return (Order(by=self.schema.entity(entity).name_field),)

    def _sorted(self, wish: SortWish, entity: str) -> Order | None:
        if wish.by_name:
            return Order(by=self.schema.entity(entity).name_field)
        if wish.by_date:
            day = self.resolver.date_path(None, entity)
            return Order(by=day, descending=bool(wish.descending)) if day else None
        path = self.resolver.path(wish.fields, entity)
        if path is None and wish.entity:
            path = self.reference_to(entity, wish.entity)
        if path is None and wish.measure:
            path = usual(self.schema.entity(entity), self.schema.definitions).money
        if path is None and not (wish.fields or wish.entity or wish.measure):
            known = usual(self.schema.entity(entity), self.schema.definitions)
            path = known.money or known.date
        if path is None:
            return None
        path = self.shown(entity, path)
        numeric = self.schema.resolve(entity, path).field.type.is_number
        return Order(by=path, descending=numeric if wish.descending is None else wish.descending)

    def _ranked(self, draft: Draft, entity: str) -> Order:
        direction = draft.rank.direction if draft.rank else Direction.MOST
        if direction in _BY_DATE:
            return Order(by=self._rank_date(draft, entity), descending=_BY_DATE[direction])
        falling = direction is Direction.MOST
        for options in _ranked_by(draft):
            path = self.resolver.path(options, entity)
            if path and self.schema.resolve(entity, path).field.type.is_ordered:
                return Order(by=path, descending=falling)
        record = self.schema.entity(entity)
        numbers = [f.name for f in record if f.type.is_number]
        usual_money = usual(record, self.schema.definitions).money
        path = owed(draft, record) or usual_money or next(iter(numbers), None)
        if path is None:
            raise self.cannot(direction.value, entity)
        return Order(by=path, descending=falling)

    def _rank_date(self, draft: Draft, entity: str) -> str:
        role = next(iter(draft.roles), None)
        known = usual(self.schema.entity(entity), self.schema.definitions)
        aged = _AGED.get(draft.rank.direction) if draft.rank else None
        if aged and (found := self.resolver.dates.lasting(aged, entity)):
            return found
        for options in _ranked_by(draft):
            path = self.resolver.path(options, entity)
            if path and self.schema.resolve(entity, path).field.type.is_time:
                return path
        late = any(isinstance(i, StateItem) and i.state is State.OVERDUE for i in draft.root.items)
        if late and draft.rank and draft.rank.direction in _LATE and entity in _DUE:
            return _DUE[entity]
        done = {State.WON, State.LOST, State.CLOSED}
        is_done = any(isinstance(i, StateItem) and i.state in done for i in draft.root.items)
        is_done |= any(isinstance(i, TimeItem) and i.role in _DONE for i in draft.root.items)
        path = self.resolver.date_path(role, entity) if role else known.created
        if (draft.rank and draft.rank.direction is Direction.NEXT) or (is_done and not role):
            path = known.date
        path = path or known.date
        if path is None:
            raise self.cannot("by date", entity)
        return path

    def _limit(self, draft: Draft) -> int:
        if draft.rank and draft.rank.count:
            return draft.rank.count + draft.rank.place - 1
        if draft.rank and (draft.root.singular or _one_is_meant(draft)):
            return 1
        return draft.limit or self.limit

    def _shape(self, draft: Draft, asked: tuple[str, ...], where: Condition | None) -> Shape:
        root = draft.root
        asking = {Mark.WHO, Mark.WHICH, Mark.WHEN, Mark.WHERE, Mark.LIST, Mark.WHAT}
        others = asking & draft.question
        if draft.yes_no and not others and not asked and not _names_itself(where):
            return Shape.CHECK
        one = root.singular or root.entity in {r.entity for r in self.resolver.named}
        if asked and (one or (len(asked) == 1 and self._single_name(root))):
            return Shape.FIELD
        by_number = root.singular and any(isinstance(i, KeyItem) for i in root.items)
        return Shape.RECORD if _names_itself(where) or by_number else Shape.LIST

    def _single_name(self, root: Phrase) -> bool:
        return any(isinstance(i, NameItem) for i in root.items) and bool(root.singular)


def _ranked_by(draft: Draft) -> Sequence[tuple[FieldWord, ...]]:
    """The fields that the order may go by: those asked for, unless it was told before them."""
    told = draft.rank.by if draft.rank else None
    return draft.fields if told is None else told


def _asks_when_next(draft: Draft) -> bool:
    """ "when's my next demo", "when did they last buy" is one, though nobody says the word."""
    rank, root = draft.rank, draft.root
    one = rank is not None and rank.count is None
    one = one and rank.direction in {Direction.NEXT, Direction.LATEST} if rank else False
    return one and Mark.WHEN in draft.question and not root.said


def _one_is_meant(draft: Draft) -> bool:
    """ "which of my deals has been stuck the longest", "which is the biggest" is one deal."""
    return Mark.WHICH in draft.question and bool({Mark.DID, Mark.ONE} & draft.question)


def _names_itself(where: Condition | None) -> bool:
    """Whether the condition is just one record's id."""
    return not isinstance(where, Related) and getattr(where, "path", "") == "Id"
