"""From a draft to a reading: which records, which figure, in which order, grouped by what."""

from dataclasses import dataclass

from crm.figures import MEASURES, Measure, State, usual
from crm.query import (
    Aggregate,
    Condition,
    Function,
    Grouping,
    Op,
    Order,
    Query,
    Related,
    compare,
    every,
)
from crm.schema import FieldType, Schema
from handlers.understanding.connect import connect
from handlers.understanding.draft import (
    Draft,
    GroupWish,
    NameItem,
    Phrase,
    Rank,
    SortWish,
    StateItem,
    Sub,
    TimeItem,
)
from handlers.understanding.lines import line_entity
from handlers.understanding.meaning import DateRole, Direction, Mark
from handlers.understanding.reading import NoReading, Reading, Shape, Unsure, Why
from handlers.understanding.resolve import Resolver

_NUMERIC = {Function.SUM, Function.AVERAGE, Function.MEDIAN, Function.MIN, Function.MAX}
_BY_DATE = {
    Direction.LATEST: True,
    Direction.NEWEST: True,
    Direction.EARLIEST: False,
    Direction.NEXT: False,
    Direction.OLDEST: False,
}
_STATE_ENTITY = {
    State.OPEN: "Opportunity",
    State.CLOSED: "Opportunity",
    State.WON: "Opportunity",
    State.LOST: "Opportunity",
    State.STALE: "Opportunity",
    State.OVERDUE: "Invoice",
    State.UNPAID: "Invoice",
    State.PAID: "Invoice",
    State.UPCOMING: "Event",
    State.CONVERTED: "Lead",
}
_ROLE_ENTITY = {
    DateRole.CLOSING: "Opportunity",
    DateRole.WON: "Opportunity",
    DateRole.LOST: "Opportunity",
    DateRole.CLOSED: "Opportunity",
    DateRole.PLACED: "Order",
}


@dataclass
class Assembler:
    """Builds one reading; `limit` is how many records a list shows unless the question says."""

    resolver: Resolver
    limit: int = 50

    @property
    def schema(self) -> Schema:
        """What the asker can ask for."""
        return self.resolver.schema

    def reading(self, draft: Draft) -> Reading:
        """The query and its shape; raises Unsure when the person has to say more."""
        self._ask_owner(draft)
        self._find_entity(draft)
        self.resolver.settle(draft.root)
        measure = self._measure(draft)
        if measure or draft.function or draft.groups or self._ranks_related(draft):
            return self._figures(draft, measure)
        return self._records(draft)

    # -- which records ---------------------------------------------------------------------------

    def _ask_owner(self, draft: Draft) -> None:
        """ "who is the account manager of Acme" asks for the owner, not for a user called Acme."""
        root = draft.root
        asks_person = root.entity == "User" and root.singular and draft.rank is None
        about_other = any(
            isinstance(i, NameItem) and i.names and i.names[0][0].name.entity != "User"
            for i in root.items
        )
        if asks_person and about_other and draft.function is None and not draft.fields:
            root.entity, draft.owner_asked = None, True

    def _find_entity(self, draft: Draft) -> None:
        root = draft.root
        if root.entity is None:
            root.entity = self._meant(draft)
        if root.entity is None or root.entity not in self.schema:
            raise Unsure(
                NoReading(
                    why=Why.NOT_UNDERSTOOD,
                    sentence="I can't tell which records you mean.",
                )
            )

    def _meant(self, draft: Draft) -> str | None:
        """The kind of record nobody named: of the measure, the asked field, or the name."""
        root = draft.root
        if draft.measure:
            return MEASURES[draft.measure].entity
        named = [i for i in root.items if isinstance(i, NameItem)]
        if draft.function is Function.COUNT and self._numeric_asked(draft):
            draft.function = None
        if (draft.fields or draft.owner_asked) and named:
            return self._holder(draft, named[0])
        if Mark.BUYS in draft.question:
            return "Order"
        if Mark.SELLS in draft.question:
            return "Opportunity"
        states = [i.state for i in root.items if isinstance(i, StateItem)]
        if states:
            return _STATE_ENTITY.get(states[0])
        roles = [i.role for i in root.items if isinstance(i, TimeItem) and i.role]
        if roles and roles[0] in _ROLE_ENTITY:
            return _ROLE_ENTITY[roles[0]]
        if draft.roles and named:
            return self._entity_of(named[0], ("Opportunity",))
        if draft.fields or draft.groups:
            return self._common(draft)
        if named:
            return self._entity_of(named[0], ())
        if Mark.TODO in draft.question:
            return "Opportunity"
        return None

    def _numeric_asked(self, draft: Draft) -> bool:
        """ "how many employees" asks for a field that holds a number."""
        return any(
            self.schema.entity(f.entity).field(f.field).type is FieldType.NUMBER
            for options in draft.fields
            for f in options
        )

    def _common(self, draft: Draft) -> str | None:
        """The entity that has all fields spoken of; the deal, where several have."""
        spoken = [*draft.fields, *(g.fields for g in draft.groups if g.fields)]
        having = [{f.entity for f in options} for options in spoken]
        if not having:
            return None
        common = set.intersection(*having) or having[0]
        return min(common, key=lambda e: (e != "Opportunity", e != "Account", e))

    def _entity_of(self, name: NameItem, preferred: tuple[str, ...]) -> str:
        if name.id:
            return name.id.entity
        best = max(m.score for m in name.names[0])
        kinds = [m.name.entity for m in name.names[0] if m.score >= best - 0.02]
        order = (*preferred, "Account", "User", "Contact", "Opportunity", "Product2", "Lead")
        return min(kinds, key=lambda k: order.index(k) if k in order else len(order))

    def _holder(self, draft: Draft, name: NameItem) -> str:
        """The entity whose field is asked: the named record's own, or one that belongs to it."""
        owned = [e.name for e in self.schema if e.owner_path == "OwnerId"]
        having = [f.entity for f in draft.fields[0]] if draft.fields else owned
        kinds = {m.name.entity for m in name.names[0]} if name.names else set()
        if name.id:
            kinds = {name.id.entity}
        best = self._entity_of(name, tuple(having))
        if best in having:
            return best
        near = [k for k in kinds if k in having]
        return near[0] if near and best not in having else next(
            (h for h in having if connect(self.schema, h, best)), best
        )

    # -- figures ---------------------------------------------------------------------------------

    def _measure(self, draft: Draft) -> Measure | None:
        root, rank = draft.root, draft.rank
        if draft.measure:
            return self._fitting(draft, MEASURES[draft.measure])
        ranked = rank and rank.direction in {Direction.MOST, Direction.LEAST}
        sold = Mark.SELLS in draft.question and root.entity == "User"
        worth = root.entity in {"Account", "User"} and ranked and not draft.fields and not root.subs
        if draft.function is None and (sold or (worth and not draft.sorts)):
            draft.rank = rank or Rank(direction=Direction.MOST)
            return MEASURES["revenue"]
        if Mark.SELLS in draft.question and root.entity == "Opportunity" and not ranked:
            return MEASURES["revenue"] if draft.function in (None, Function.SUM) else None
        return None

    def _fitting(self, draft: Draft, measure: Measure) -> Measure:
        """ "order revenue" is the amount of orders, not of won deals."""
        root = draft.root.entity or ""
        money = usual(self.schema.entity(root)).money
        other = root not in {measure.entity, "Account", "User", "Contact"}
        if measure.entity == "Opportunity" and other and money and not measure.ratio:
            total = Aggregate(function=Function.SUM, path=money)
            label = self.schema.resolve(root, money).field.label
            return Measure(label=label, entity=root, aggregates=(total,))
        return measure

    def _ranks_related(self, draft: Draft) -> bool:
        """ "which rep has the most open deals": the deals are counted, by rep."""
        rank = draft.rank
        if rank is None or not rank.within or not draft.root.subs:
            return False
        return rank.direction in {Direction.MOST, Direction.LEAST} and not draft.fields

    def _figures(self, draft: Draft, measure: Measure | None) -> Reading:
        draft = self._around_measure(draft, measure)
        entity = draft.root.entity or ""
        if measure:
            for name in measure.states:
                if not any(isinstance(i, StateItem) for i in draft.root.items):
                    draft.root.items.append(StateItem(state=name))
        where = self.resolver.condition(draft.root)
        entity, where, line = self._lines(draft, entity, where, measure)
        groupings = tuple(self._grouping(g, entity, draft) for g in draft.groups)
        aggregates = self._aggregates(draft, entity, measure, line)
        query = Query(
            entity=entity,
            where=where,
            aggregates=aggregates,
            group_by=groupings,
            order=self._figure_order(draft, aggregates, groupings),
            limit=self._figure_limit(draft, groupings),
            zone=self.resolver.viewer.time_zone,
        )
        shape = Shape.GROUPS if groupings else Shape.FIGURE
        return Reading(
            shape=shape, query=query, measure=measure, named=tuple(self.resolver.named)
        )

    def _around_measure(self, draft: Draft, measure: Measure | None) -> Draft:
        """Turn "top 5 customers by revenue" inside out: revenue, by customer, the first five."""
        root = draft.root
        sub: Sub | None = None
        if measure and measure.entity != root.entity:
            inner = Phrase(entity=measure.entity)
        elif self._ranks_related(draft):
            sub = root.subs.pop(0)
            inner = sub.phrase
        else:
            return draft
        ranked = draft.rank is not None or draft.sorts or _asks_which(draft)
        if ranked:
            draft.groups.insert(0, GroupWish(entity=root.entity))
        self._move(root, inner)
        if root.items or root.subs:
            inner.subs.append(Sub(root))
        draft.root = inner
        return draft

    def _move(self, outer: Phrase, inner: Phrase) -> None:
        """What is said of the outer records and fits the counted ones better: periods, states."""
        for item in tuple(outer.items):
            about_inner = isinstance(item, TimeItem | StateItem)
            if about_inner and self.resolver.fits(item, inner.entity or ""):
                outer.items.remove(item)
                inner.items.append(item)

    def _lines(
        self, draft: Draft, entity: str, where: Condition | None, measure: Measure | None
    ) -> tuple[str, Condition | None, bool]:
        """Grouped by product, money is counted by line: order lines, or opportunity products."""
        wanted = {f.entity for g in draft.groups for f in g.fields}
        wanted |= {g.entity for g in draft.groups if g.entity}
        if "Product2" not in wanted or connect_forward(self.schema, entity, "Product2"):
            return entity, where, False
        found = line_entity(self.schema, entity)
        if found is None:
            return entity, where, False
        line, way = found
        return line, way.one(where) if where else None, True

    def _grouping(self, wish: GroupWish, entity: str, draft: Draft) -> Grouping:
        if wish.grain:
            role = next((i.role for i in draft.root.items if isinstance(i, TimeItem)), None)
            role = role or next(iter(draft.roles), None)
            path = self.resolver.date_path(role, entity)
            if path is None:
                raise self._cannot(f"by {wish.grain}", entity)
            return Grouping(path=path, grain=wish.grain)
        path = self._group_path(wish, entity)
        if path is None:
            name = wish.entity or wish.fields[0].field
            raise self._cannot(f"by {name}", entity)
        return Grouping(path=path)

    def _group_path(self, wish: GroupWish, entity: str) -> str | None:
        own = [f for f in wish.fields if f.entity == entity]
        if own:
            return own[0].field
        if wish.entity == entity:
            return "Id"
        if wish.entity:
            reference = self._reference(entity, wish.entity)
            if reference:
                return reference
        return self.resolver.path(wish.fields, entity)

    def _reference(self, entity: str, to: str) -> str | None:
        way = connect(self.schema, entity, to)
        if way is None or not way.path:
            return None
        holder = self.schema.resolve(entity, f"{way.path}.Id").steps[-1][1].name
        before = way.path.rpartition(".")[0]
        return f"{before}.{holder}" if before else holder

    def _aggregates(
        self, draft: Draft, entity: str, measure: Measure | None, line: bool
    ) -> tuple[Aggregate, ...]:
        function = draft.function
        if measure and not line and function in (None, Function.SUM):
            return measure.aggregates
        money = usual(self.schema.entity(entity)).money
        field = self._numeric_field(draft, entity, function)
        if measure and not field:
            field = money if line else measure.aggregates[0].path
        if function is Function.COUNT_DISTINCT:
            return (Aggregate(function=function, path=self._distinct(draft, entity)),)
        if function is None and measure:
            function = Function.SUM
        if function in _NUMERIC:
            path = field or money
            if path is None:
                raise self._cannot(function.value, entity)
            return (Aggregate(function=function, path=path),)
        return (Aggregate(function=Function.COUNT),)

    def _numeric_field(self, draft: Draft, entity: str, function: Function | None) -> str | None:
        if function is Function.COUNT:
            return None
        for options in draft.fields:
            path = self.resolver.path(options, entity)
            if path and self.schema.resolve(entity, path).field.type.is_number:
                return path
        return None

    def _distinct(self, draft: Draft, entity: str) -> str:
        for options in draft.fields:
            path = self.resolver.path(options, entity)
            if path:
                return path
        return "Id"

    def _figure_order(
        self, draft: Draft, aggregates: tuple[Aggregate, ...], groupings: tuple[Grouping, ...]
    ) -> tuple[Order, ...]:
        if not groupings:
            return ()
        first = groupings[0]
        falling = draft.rank is None or draft.rank.direction is not Direction.LEAST
        said = next((s.descending for s in draft.sorts if s.descending is not None), None)
        if first.grain and draft.rank is None and said is None:
            return tuple(Order(by=g) for g in groupings)
        return (Order(by=aggregates[0], descending=falling if said is None else said),)

    def _figure_limit(self, draft: Draft, groupings: tuple[Grouping, ...]) -> int | None:
        if not groupings:
            return None
        if draft.rank and draft.rank.count:
            return draft.rank.count
        if draft.rank and (draft.root.singular or _asks_one(draft)):
            return 1
        return draft.limit or self.limit

    # -- records ---------------------------------------------------------------------------------

    def _records(self, draft: Draft) -> Reading:
        root = draft.root
        entity = self.schema.entity(root.entity or "")
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
        return Reading(
            shape=self._shape(draft, asked, where),
            query=query,
            field=asked[0] if asked else None,
            named=tuple(self.resolver.named),
        )

    def _asked(self, draft: Draft) -> tuple[str, ...]:
        """The paths of the fields somebody wants to see, references by the name they lead to."""
        entity = draft.root.entity or ""
        found: list[str] = []
        if draft.owner_asked:
            found.append(self._shown(entity, "OwnerId"))
        for options in draft.fields:
            path = self.resolver.path(options, entity)
            if path is None:
                label = options[0].field
                raise self._cannot(label, entity)
            found.append(self._shown(entity, path))
        asks_date = {Mark.WHEN} & draft.question
        if asks_date and not found:
            path = self.resolver.date_path(next(iter(draft.roles), None), entity)
            found += [path] if path else []
        if Mark.WHERE in draft.question and not found:
            record = self.schema.entity(entity)
            found += [p for p in ("BillingCity", "BillingCountry") if p in record]
        return tuple(dict.fromkeys(found))

    def _shown(self, entity: str, path: str) -> str:
        resolved = self.schema.resolve(entity, path)
        field = resolved.field
        if field.type is not FieldType.REFERENCE or field.refers_to is None:
            return path
        name = self.schema.entity(field.refers_to).name_field
        before = path.rpartition(".")[0]
        step = f"{before}.{field.relationship}" if before else str(field.relationship)
        return f"{step}.{name}"

    def _columns(self, draft: Draft, asked: tuple[str, ...]) -> tuple[str, ...]:
        entity = self.schema.entity(draft.root.entity or "")
        columns = list(asked) or list(entity.columns) or [f.name for f in entity][:4]
        for order in self._order(draft):
            if isinstance(order.by, str) and order.by not in columns and not asked:
                columns.append(order.by)
        return tuple(columns)

    def _not_past(self, draft: Draft) -> Condition | None:
        """ "next meeting" is the next from now on."""
        if draft.rank is None or draft.rank.direction is not Direction.NEXT:
            return None
        entity = draft.root.entity or ""
        path = self.resolver.date_path(None, entity)
        if path is None:
            return None
        is_date = self.schema.resolve(entity, path).field.type is FieldType.DATE
        now = self.resolver.now
        return compare(path, Op.GE, now.date() if is_date else now)

    def _order(self, draft: Draft) -> tuple[Order, ...]:
        entity = draft.root.entity or ""
        orders = [o for s in draft.sorts if (o := self._sorted(s, entity))]
        if orders:
            return tuple(orders)
        if draft.rank:
            return (self._ranked(draft, entity),)
        known = usual(self.schema.entity(entity))
        if known.money and "." not in known.money:
            return (Order(by=known.money, descending=True),)
        if known.date and entity in {"Task", "Event"}:
            return (Order(by=known.date),)
        return (Order(by=self.schema.entity(entity).name_field),)

    def _sorted(self, wish: SortWish, entity: str) -> Order | None:
        path = self.resolver.path(wish.fields, entity)
        if path is None and wish.entity:
            path = self._reference(entity, wish.entity)
        if path is None and wish.measure:
            path = usual(self.schema.entity(entity)).money
        if path is None and not (wish.fields or wish.entity or wish.measure):
            known = usual(self.schema.entity(entity))
            path = known.money or known.date
        if path is None:
            return None
        path = self._shown(entity, path)
        numeric = self.schema.resolve(entity, path).field.type.is_number
        return Order(by=path, descending=numeric if wish.descending is None else wish.descending)

    def _ranked(self, draft: Draft, entity: str) -> Order:
        direction = draft.rank.direction if draft.rank else Direction.MOST
        if direction in _BY_DATE:
            return Order(by=self._rank_date(draft, entity), descending=_BY_DATE[direction])
        falling = direction is Direction.MOST
        for options in draft.fields:
            path = self.resolver.path(options, entity)
            if path:
                return Order(by=path, descending=falling)
        record = self.schema.entity(entity)
        numbers = [f.name for f in record if f.type.is_number]
        path = usual(record).money or next(iter(numbers), None)
        if path is None:
            raise self._cannot(direction.value, entity)
        return Order(by=path, descending=falling)

    def _rank_date(self, draft: Draft, entity: str) -> str:
        role = next(iter(draft.roles), None)
        known = usual(self.schema.entity(entity))
        for options in draft.fields:
            path = self.resolver.path(options, entity)
            if path and self.schema.resolve(entity, path).field.type.is_time:
                return path
        done = {State.WON, State.LOST, State.CLOSED}
        is_done = any(isinstance(i, StateItem) and i.state in done for i in draft.root.items)
        path = self.resolver.date_path(role, entity) if role else known.created
        if (draft.rank and draft.rank.direction is Direction.NEXT) or (is_done and not role):
            path = known.date
        path = path or known.date
        if path is None:
            raise self._cannot("by date", entity)
        return path

    def _limit(self, draft: Draft) -> int:
        if draft.rank and draft.rank.count:
            return draft.rank.count
        if draft.rank and draft.root.singular:
            return 1
        return draft.limit or self.limit

    def _shape(self, draft: Draft, asked: tuple[str, ...], where: Condition | None) -> Shape:
        root = draft.root
        opening = {Mark.IS, Mark.DO, Mark.HAVE} & draft.question
        others = {Mark.WHO, Mark.WHEN, Mark.WHERE, Mark.LIST, Mark.WHAT} & draft.question
        if opening and not others and not asked and not _names_itself(where):
            return Shape.CHECK
        one = root.singular or root.entity in {r.entity for r in self.resolver.named}
        if asked and (one or len(asked) == 1 and self._single_name(root)):
            return Shape.FIELD
        return Shape.RECORD if _names_itself(where) else Shape.LIST

    def _single_name(self, root: Phrase) -> bool:
        return any(isinstance(i, NameItem) for i in root.items) and bool(root.singular)

    def _cannot(self, what: str, entity: str) -> Unsure:
        plural = self.schema.entity(entity).plural.lower()
        return Unsure(
            NoReading(
                why=Why.NOT_UNDERSTOOD,
                sentence=f"I can't tell “{what}” for {plural}.",
                words=(what,),
            )
        )


def connect_forward(schema: Schema, here: str, there: str) -> bool:
    """Whether a reference leads from the one to the other."""
    way = connect(schema, here, there)
    return way is not None and way.path is not None


def _names_itself(where: Condition | None) -> bool:
    """Whether the condition is just one record's id."""
    return not isinstance(where, Related) and getattr(where, "path", "") == "Id"


def _asks_which(draft: Draft) -> bool:
    return bool({Mark.WHO, Mark.WHICH, Mark.SELLS} & draft.question)


def _asks_one(draft: Draft) -> bool:
    return Mark.WHO in draft.question

