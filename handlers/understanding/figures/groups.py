"""What figures are grouped by: a field, a kind of record, a team, a stretch of the calendar."""

from crm.query import Condition, Grouping, every
from crm.schema import Schema
from handlers.understanding.conditions.building import Builder
from handlers.understanding.draft import Draft, GroupWish, Item, Phrase, TimeItem
from handlers.understanding.schema.connect import connect
from handlers.understanding.schema.lines import line_entity


class Groups(Builder):
    """Turns wishes for groups into groupings."""

    def lines(
        self,
        draft: Draft,
        entity: str,
        where: Condition | None,
        products: tuple[Item, ...],
        *,
        by_line: bool = False,
    ) -> tuple[str, Condition | None, bool]:
        """Grouped by product, or of some `products` alone, money is counted by line: order lines,
        or opportunity products. `where` is said of what the lines are of.
        """
        wanted = {f.entity for g in draft.groups for f in g.fields}
        wanted |= {g.entity for g in draft.groups if g.entity}
        by_product = "Product2" in wanted and not leads_to(self.schema, entity, "Product2")
        found = line_entity(self.schema, entity)
        if found is None or not (by_product or products or by_line):
            return entity, where, False
        line, way = found
        own = self.resolver.condition(Phrase(entity=line, items=[*products])) if products else None
        return line, every(way.one(where) if where else None, own), True

    def grouping(self, wish: GroupWish, entity: str, draft: Draft) -> Grouping:
        """The grouping that is wished of records of `entity`; raises Unsure."""
        if wish.team:
            owner = self.schema.entity(entity).owner_path
            if owner is None:
                raise self.cannot("by team", entity)
            return Grouping(path=f"{owner.removesuffix('Id')}.ManagerId")
        if wish.grain and wish.fields:
            dated = self.resolver.path(wish.fields, entity)
            if dated is None:
                raise self.cannot(f"by {wish.grain}", entity)
            return Grouping(path=dated, grain=wish.grain)
        if wish.grain:
            role = next((i.role for i in draft.root.items if isinstance(i, TimeItem)), None)
            role = role or next(iter(draft.roles), None)
            path = self.resolver.date_path(role, entity)
            if path is None:
                raise self.cannot(f"by {wish.grain}", entity)
            return Grouping(path=path, grain=wish.grain)
        path = self._group_path(wish, entity)
        if path and self.schema.resolve(entity, path).field.type.is_number:
            raise self.cannot(f"by {self.schema.resolve(entity, path).field.label}", entity)
        if path is None:
            name = wish.entity or wish.fields[0].field
            raise self.cannot(f"by {name}", entity)
        return Grouping(path=path)

    def _group_path(self, wish: GroupWish, entity: str) -> str | None:
        own = [f for f in wish.fields if f.entity == entity]
        if own:
            return own[0].field
        if wish.entity == entity:
            return "Id"
        if wish.entity:
            reference = self.reference_to(entity, wish.entity)
            if reference:
                return reference
        return self.resolver.path(wish.fields, entity)


def leads_to(schema: Schema, here: str, there: str) -> bool:
    """Whether a reference leads from the one to the other."""
    way = connect(schema, here, there)
    return way is not None and way.path is not None
