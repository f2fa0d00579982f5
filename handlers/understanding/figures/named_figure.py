"""Which named figure a question asks for, also where only "sold the most" says so."""

from dataclasses import replace

from crm.figures import MEASURES, Measure, State, usual
from crm.query import Aggregate, Function
from crm.schema import FieldType
from handlers.understanding.conditions.building import Builder
from handlers.understanding.draft import Draft, Rank, StateItem, TimeItem
from handlers.understanding.figures.quantities import pieces
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import DateRole, Direction, FieldWord

_SOLD = {"Order", "OrderItem", "OpportunityLineItem", "Invoice"}


class NamedFigure(Builder):
    """Finds the measure of a draft whose subject is known."""

    def measure(self, draft: Draft) -> Measure | None:
        """The named figure that is asked for, or None."""
        root, rank = draft.root, draft.rank
        if found := pieces(draft, self.schema):
            return found
        if draft.measure:
            return self._fitting(draft, MEASURES[draft.measure])
        ranked = rank and rank.direction in {Direction.MOST, Direction.LEAST}
        sold = Mark.SELLS in draft.question and root.entity in {"User", "Product2"} and bool(rank)
        sold |= Mark.SELLS in draft.question and root.entity == "User"
        told = any(isinstance(i, StateItem) and i.state is State.WON for i in root.items)
        won = told or DateRole.WON in self._roles(draft)
        won = won and root.entity in {"User", "Account"} and not root.subs
        if won and draft.function is None and (ranked or draft.fields):
            draft.rank = rank or Rank(direction=Direction.MOST)
            draft.fields.clear()
            self._drop_roles(draft)
            return MEASURES["revenue"]
        if ranked and (totalled := self._totalled(draft)):
            return totalled
        worth = root.entity in {"Account", "User"} and ranked and not draft.fields and not root.subs
        if draft.function is None and (sold or (worth and not self._sortable(draft))):
            draft.rank = rank or Rank(direction=Direction.MOST)
            elsewhere = [f for s in draft.sorts for f in s.fields]
            draft.sorts.clear()
            if elsewhere and elsewhere[0].entity != "Opportunity":
                return self._sum(*_of_field(elsewhere[0]))
            return self._revenue(draft)
        ranks_deals = ranked and not draft.groups
        if Mark.SELLS in draft.question and root.entity == "Opportunity" and not ranks_deals:
            return self._revenue(draft) if draft.function in (None, Function.SUM) else None
        return None

    def _totalled(self, draft: Draft) -> Measure | None:
        """ "accounts with the highest total order amount": the sum over the orders of each."""
        root = draft.root
        if draft.function is not Function.SUM or root.entity not in {"Account", "User"}:
            return None
        found = [f for options in draft.fields for f in options if f.entity in _SOLD]
        money = [f for f in found if f.type is FieldType.MONEY]
        if len(draft.fields) != 1 or root.subs or len({f.entity for f in money}) != 1:
            return None
        draft.fields.clear()
        draft.function = None
        return self._sum(*_of_field(money[0]))

    def _roles(self, draft: Draft) -> set[DateRole]:
        """The verbs with a date that were said."""
        said = {i.role for i in draft.root.items if isinstance(i, TimeItem) and i.role}
        return said | set(draft.roles)

    def _drop_roles(self, draft: Draft) -> None:
        """The measure says "won" itself: periods keep their days, and the verb is spent."""
        items = draft.root.items
        items[:] = [replace(i, role=None) if isinstance(i, TimeItem) else i for i in items]
        items[:] = [i for i in items if not (isinstance(i, StateItem) and i.state is State.WON)]
        draft.roles.clear()

    def _sortable(self, draft: Draft) -> bool:
        """Whether what it is sorted by is a field of those records, and not of their deals."""
        entity = draft.root.entity or ""
        return any(self.resolver.path(s.fields, entity) for s in draft.sorts)

    def _fitting(self, draft: Draft, measure: Measure) -> Measure:
        """ "order revenue" is the amount of orders, not of won deals."""
        root = draft.root.entity or ""
        money = usual(self.schema.entity(root), self.schema.definitions).money
        other = root in _SOLD and root != measure.entity
        made_of_two = measure.ratio or measure.against is not None
        if measure.entity == "Opportunity" and other and money and not made_of_two:
            return self._sum(root, money)
        if measure is MEASURES["revenue"]:
            return self._revenue(draft)
        return measure

    def _revenue(self, draft: Draft) -> Measure:
        """Won deals; in a CRM that has none, what was ordered."""
        if not {"Opportunity"} & self.schema.unused or "Order" in self.schema.unused:
            return MEASURES["revenue"]
        if draft.root.entity == "Opportunity":
            draft.root.entity = "Order"
        return self._sum("Order", "TotalAmount")

    def _sum(self, entity: str, path: str) -> Measure:
        total = Aggregate(function=Function.SUM, path=path)
        label = self.schema.resolve(entity, path).field.label
        return Measure(label=label, entity=entity, aggregates=(total,))


def _of_field(word: FieldWord) -> tuple[str, str]:
    return word.entity, word.field
