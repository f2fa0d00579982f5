"""Building the query for a figure: what is counted or summed, grouped, ranked and cut."""

from collections.abc import Iterator
from dataclasses import replace

from crm.figures import Measure, usual
from crm.query import (
    Aggregate,
    Condition,
    Function,
    Grouping,
    Not,
    Op,
    Order,
    Query,
    compare,
    every,
)
from crm.schema import FieldType
from handlers.understanding.conditions.building import Builder
from handlers.understanding.described.shares import SHARE
from handlers.understanding.draft import (
    Draft,
    GroupWish,
    Item,
    Phrase,
    StateItem,
    Sub,
    TimeItem,
)
from handlers.understanding.figures.compared import Side, compared, figure_of
from handlers.understanding.figures.groups import Groups, leads_to
from handlers.understanding.figures.owed import owed
from handlers.understanding.figures.products import products_of, take_products
from handlers.understanding.figures.quantities import of_product
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import Direction
from handlers.understanding.reading import Reading, Shape
from handlers.understanding.schema.lines import line_entity

_SHARED = {Function.COUNT, Function.SUM}
_NUMERIC = {Function.SUM, Function.AVERAGE, Function.MEDIAN, Function.MIN, Function.MAX}


class FigureQuery(Builder):
    """Figures over records, and records ranked by figures over others."""

    @property
    def groups(self) -> Groups:
        """How what is counted is grouped."""
        return Groups(self.resolver, self.limit)

    def ranks_related(self, draft: Draft) -> bool:
        """ "which rep has the most open deals": the deals are counted, by rep."""
        rank = draft.rank
        by_number = draft.function is Function.COUNT and any(sub.of for sub in draft.root.subs)
        if rank is None or not (rank.within or by_number) or not draft.root.subs:
            return False
        return rank.direction in {Direction.MOST, Direction.LEAST} and not draft.fields

    def reading(self, draft: Draft, measure: Measure | None) -> Reading:
        """The reading of a question for figures."""
        draft = self._around_measure(draft, measure)
        entity = draft.root.entity or ""
        if measure:
            for name in measure.states:
                if not any(isinstance(i, StateItem) for i in draft.root.items):
                    draft.root.items.append(StateItem(state=name))
        sides = compared(draft, self.schema)
        products = take_products(draft, measure)
        where = self.resolver.condition(draft.root)
        if sides:
            return self._sides(draft, entity, where, measure, sides, products)
        made_of_two = measure is not None and measure.ratio
        if draft.share and draft.part is None and not draft.groups:
            raise self.cannot("share of", entity)
        if draft.share and draft.part:
            return self._share(draft, entity, where, measure, products)
        entity, where, line = self.groups.lines(draft, entity, where, products)
        groupings = self._groupings(draft, entity)
        aggregates = self._aggregates(draft, entity, measure, line)
        if draft.share and not made_of_two and aggregates[0].function not in _SHARED:
            raise self.cannot("share of", entity)
        limit = self._figure_limit(draft, groupings)
        whole = draft.share or (measure is not None and measure.against is not None)
        if limit != self.limit and not whole:
            where = every(where, *self._with_value(groupings, entity))
        query = Query(
            entity=entity,
            where=where,
            aggregates=aggregates,
            group_by=groupings,
            order=self._figure_order(draft, aggregates, groupings),
            limit=limit,
            zone=self.resolver.viewer.time_zone,
        )
        shape = Shape.GROUPS if groupings else Shape.FIGURE
        return Reading(
            shape=shape,
            query=query,
            measure=measure if self._is_measured(draft, measure, line=line) else None,
            named=tuple(self.resolver.named),
            topped=bool(groupings) and limit != self.limit,
            shared=draft.share and not made_of_two,
        )

    def _with_value(self, groupings: tuple[Grouping, ...], entity: str) -> Iterator[Condition]:
        """ "which competitor" asks for one: the deals without any are not the first of them."""
        for grouping in groupings:
            field = self.schema.resolve(entity, grouping.path).field
            if field.type in {FieldType.TEXT, FieldType.PICKLIST}:
                yield Not(compare(grouping.path, Op.EMPTY))

    def _is_measured(self, draft: Draft, measure: Measure | None, *, line: bool) -> bool:
        """Whether the figure is the measure itself, and not another figure over its records."""
        cycle = measure is not None and bool(measure.aggregates[0].since)
        return not line and (cycle or draft.function in {None, Function.SUM})

    def _sides(
        self,
        draft: Draft,
        entity: str,
        where: Condition | None,
        measure: Measure | None,
        sides: tuple[Side, ...],
        products: tuple[Item, ...],
    ) -> Reading:
        """The same figure for each side of a comparison, in one query."""
        if measure is None and draft.function is None:
            money = usual(self.schema.entity(entity), self.schema.definitions).money
            draft.function = figure_of(draft, sides, money=money is not None)
        whole = entity
        phrases = [Phrase(entity=entity, items=[*side.items]) for side in sides]
        own = [products_of(phrase, draft, measure) for phrase in phrases]
        by_line = any(own)
        entity, where, line = self.groups.lines(draft, entity, where, products, by_line=by_line)
        inner = [
            self.groups.lines(
                draft, whole, self.resolver.condition(phrase), of_side, by_line=by_line
            )[1]
            for phrase, of_side in zip(phrases, own, strict=True)
        ]
        figure = self._aggregates(draft, entity, measure, line)
        aggregates = tuple(replace(a, where=every(a.where, t)) for t in inner for a in figure)
        groupings = self._groupings(draft, entity)
        query = Query(
            entity=entity,
            where=where,
            aggregates=aggregates,
            group_by=groupings,
            order=self._figure_order(draft, aggregates, groupings),
            limit=self._figure_limit(draft, groupings),
            zone=self.resolver.viewer.time_zone,
        )
        return Reading(
            shape=Shape.GROUPS,
            query=query,
            measure=measure if self._is_measured(draft, measure, line=line) else None,
            sides=tuple(side.label for side in sides),
            named=tuple(self.resolver.named),
        )

    def _groupings(self, draft: Draft, entity: str) -> tuple[Grouping, ...]:
        wishes = dict.fromkeys(draft.groups)
        return tuple(self.groups.grouping(wish, entity, draft) for wish in wishes)

    def _share(
        self,
        draft: Draft,
        entity: str,
        where: Condition | None,
        measure: Measure | None,
        products: tuple[Item, ...],
    ) -> Reading:
        """What part of the figure the records make that also meet the second condition."""
        if measure and measure.ratio:
            raise self.cannot("share of", entity)
        part = draft.part or Phrase()
        part.entity = entity
        own = products_of(part, draft, measure)
        inner = self.resolver.condition(part)
        deals, by_line = entity, bool(own)
        entity, where, line = self.groups.lines(draft, deals, where, products, by_line=by_line)
        inner = self.groups.lines(draft, deals, inner, own, by_line=by_line)[1] if line else inner
        whole = self._aggregates(draft, entity, measure, line=line)[0]
        if whole.function not in _SHARED:
            raise self.cannot("share of", entity)
        both = (replace(whole, where=every(whole.where, inner)), whole)
        groupings = self._groupings(draft, entity)
        query = Query(
            entity=entity,
            where=where,
            aggregates=both,
            group_by=groupings,
            order=self._figure_order(draft, both, groupings),
            limit=self._figure_limit(draft, groupings),
            zone=self.resolver.viewer.time_zone,
        )
        return Reading(
            shape=Shape.GROUPS if groupings else Shape.FIGURE,
            query=query,
            measure=Measure(label=SHARE, entity=entity, aggregates=both, ratio=True),
            named=tuple(self.resolver.named),
        )

    def _around_measure(self, draft: Draft, measure: Measure | None) -> Draft:
        """Turn "top 5 customers by revenue" inside out: revenue, by customer, the first five."""
        root = draft.root
        sub: Sub | None = None
        if measure and measure.entity != root.entity:
            sub = self._figured(root, measure)
            inner = sub.phrase if sub else Phrase(entity=measure.entity)
        elif self.ranks_related(draft):
            sub = root.subs.pop(0)
            inner = sub.phrase
        else:
            return draft
        bounded = draft.derived.bound is not None
        ranked = draft.rank is not None or draft.sorts or bounded or _asks_which(draft)
        if ranked:
            draft.groups.insert(0, GroupWish(entity=root.entity))
            if draft.rank and root.singular and not draft.rank.count:
                draft.rank = replace(draft.rank, count=1)
        self._move(root, inner)
        self._hand_over(root, inner)
        if root.items or root.subs:
            inner.subs.append(Sub(root))
        draft.root = inner
        return draft

    def _figured(self, root: Phrase, measure: Measure) -> Sub | None:
        """In "pipeline of my reps for deals closing in May" it is that of those deals."""
        plain = (s for s in root.subs if s.of and not s.negated and s.at_least == 1)
        found = next((s for s in plain if s.phrase.entity == measure.entity), None)
        if found:
            root.subs.remove(found)
        return found

    def _hand_over(self, outer: Phrase, inner: Phrase) -> None:
        """ "products sold to customers in …": it is the sales that hang on those customers."""
        if outer.entity != "Product2":
            return
        for sub in tuple(outer.subs):
            if leads_to(self.schema, inner.entity or "", sub.phrase.entity or ""):
                outer.subs.remove(sub)
                inner.subs.append(sub)

    def _move(self, outer: Phrase, inner: Phrase) -> None:
        """What is said of the outer records and fits the counted ones better: periods, states."""
        for item in tuple(outer.items):
            about_inner = isinstance(item, TimeItem | StateItem)
            if of_product(item):
                lines = line_entity(self.schema, inner.entity or "")
                about_inner = bool(lines) or leads_to(self.schema, inner.entity or "", "Product2")
            if about_inner and self.resolver.fits(item, inner.entity or ""):
                outer.items.remove(item)
                inner.items.append(item)

    def _aggregates(
        self, draft: Draft, entity: str, measure: Measure | None, line: bool
    ) -> tuple[Aggregate, ...]:
        function = draft.function
        cycle = measure is not None and measure.aggregates[0].since
        if measure and not line and (function in (None, Function.SUM) or cycle):
            return measure.aggregates
        money = usual(self.schema.entity(entity), self.schema.definitions).money
        field = None if line else self._numeric_field(draft, entity, function)
        if measure and not field:
            field = money if line else measure.aggregates[0].path
        if function is Function.COUNT_DISTINCT:
            return (Aggregate(function=function, path=self._distinct(draft, entity)),)
        traded = line and bool(draft.fields or {Mark.BUYS, Mark.SELLS} & draft.question)
        if function is None and (measure or (field and draft.groups) or traded):
            function = Function.SUM
        if function in _NUMERIC and draft.fields and field is None and not line:
            raise self.cannot(f"{function} {draft.fields[0][0].field}", entity)
        if function in _NUMERIC:
            path = field or owed(draft, self.schema.entity(entity)) or money
            if path is None:
                raise self.cannot(function.value, entity)
            return (Aggregate(function=function, path=path),)
        return (Aggregate(function=Function.COUNT),)

    def _numeric_field(self, draft: Draft, entity: str, function: Function | None) -> str | None:
        if function is Function.COUNT:
            return None
        for options in draft.fields:
            path = self.resolver.path(options, entity)
            if path and self.schema.resolve(entity, path).field.type.is_number:
                # "average deal size" is no figure of the account, where the deal's is hidden.
                return path if "." not in path or not draft.root.said else None
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
        if (first.grain or draft.values) and draft.rank is None and said is None:
            return tuple(Order(by=g) for g in groupings)
        return (Order(by=aggregates[0], descending=falling if said is None else said),)

    def _figure_limit(self, draft: Draft, groupings: tuple[Grouping, ...]) -> int | None:
        if not groupings:
            return None
        if draft.rank and draft.rank.count:
            return draft.rank.count
        if draft.limit:
            return draft.limit
        if draft.rank and (draft.root.singular or _asks_one(draft)):
            return 1
        return self.limit


def _asks_which(draft: Draft) -> bool:
    sold = Mark.SELLS in draft.question and draft.root.entity in {"Product2", "User"}
    return sold or bool({Mark.WHO, Mark.WHICH} & draft.question)


def _asks_one(draft: Draft) -> bool:
    """ "who" and "which … has" ask for one, "which … have" for all."""
    one = Mark.WHICH in draft.question and bool({Mark.DID, Mark.ONE} & draft.question)
    return one or Mark.WHO in draft.question
