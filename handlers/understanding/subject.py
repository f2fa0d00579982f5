"""Which kind of record a question is about, also when nobody says the word."""

from dataclasses import replace

from crm.figures import MEASURES, State
from crm.query import Function
from crm.schema import FieldType, Schema
from handlers.understanding.draft import (
    Draft,
    EmptyItem,
    FlagItem,
    NameItem,
    NumberItem,
    StateItem,
    TextItem,
    TimeItem,
    UnmetItem,
    ValueItem,
    WhoseItem,
    all_items,
)
from handlers.understanding.figures.compared import compares
from handlers.understanding.figures.quantities import pieces_of
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import DateRole, FieldWord, Whose
from handlers.understanding.reading import NoReading, Unsure, Why
from handlers.understanding.schema.connect import connect

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
    State.CUSTOMER: "Account",
}
_ROLE_ENTITY = {
    DateRole.CLOSING: "Opportunity",
    DateRole.WON: "Opportunity",
    DateRole.LOST: "Opportunity",
    DateRole.CLOSED: "Opportunity",
    DateRole.PLACED: "Order",
}

_REACHED_BY = {FieldType.PHONE, FieldType.EMAIL, FieldType.URL}
# Prices do not add up.
_BY_THE_PIECE = {"UnitPrice", "ListPrice"}


def _ask_owner(draft: Draft) -> None:
    """ "who is the account manager of Acme" asks for the owner, not for a user called Acme."""
    root = draft.root
    asks_person = root.entity == "User" and root.singular and draft.rank is None
    about_other = any(
        isinstance(i, NameItem) and i.names and i.names[0][0].name.entity != "User"
        for i in root.items
    )
    itself = any(
        isinstance(i, NameItem) and i.names and i.names[0][0].name.entity == root.entity
        for i in root.items
    )
    has = root.singular and root.entity != "User" and itself and Mark.WHO in draft.question
    if has and not draft.fields and draft.function is None:
        draft.owner_asked = True
    told = [s.phrase for s in root.subs if any(isinstance(i, NameItem) for i in s.phrase.items)]
    if asks_person and not root.items and len(told) == len(root.subs) == 1 and not draft.fields:
        draft.root, draft.owner_asked = told[0], True
    if asks_person and about_other and draft.function is None and not draft.fields:
        root.entity, draft.owner_asked = None, True


def _of_colleagues(draft: Draft) -> None:
    """ "people in sales operations" are colleagues: contacts have no such department."""
    if draft.root.entity != "Contact":
        return
    if Mark.PEOPLE in draft.question:
        _of_a_manager(draft)
    for item in draft.root.items:
        if isinstance(item, ValueItem | UnmetItem):
            words = item.fields if isinstance(item, UnmetItem) else sum(item.values, ())
            if {word.entity for word in words} == {"User"}:
                draft.root.entity = "User"


def _of_a_manager(draft: Draft) -> None:
    """ "people under Marcus", "how many people does Marcus have" are those who work for him."""
    root = draft.root
    named = [i for i in root.items if isinstance(i, NameItem)]
    alone = len(root.items) == len(named) == 1 and not root.subs and named[0].names
    if alone and named[0].names[0][0].name.entity == "User":
        root.items[0] = named[0] = replace(named[0], team=True, owner=True)
    if any(item.team for item in named):
        root.entity = "User"


def _lines_of_a_deal(draft: Draft) -> None:
    """The line items of a deal that is named are no order's."""
    named = [i for i in draft.root.items if isinstance(i, NameItem)]
    if draft.root.entity != "OrderItem" or len(named) != 1 or not named[0].names:
        return
    if _entity_of(named[0], ("Account", "Opportunity")) == "Opportunity":
        draft.root.entity = "OpportunityLineItem"


def _worked_on(draft: Draft) -> None:
    """ "what is Caleb working on", "what does my team handle": their open deals."""
    root, asked = draft.root, draft.question
    people = [i for i in root.items if isinstance(i, NameItem | WhoseItem)]
    if root.said or root.subs or draft.fields or draft.function or len(people) != 1:
        return
    if not {Mark.WHAT, Mark.OWNS} <= asked or Mark.WHO in asked or len(root.items) != 1:
        return
    one = people[0]
    if isinstance(one, NameItem):
        if not one.names or _entity_of(one, ("User",)) != "User":
            return
        root.items = [replace(one, owner=True)]
    root.entity = "Opportunity"
    root.items.append(StateItem(state=State.OPEN))


def find_subject(draft: Draft, schema: Schema) -> None:
    """Settle which kind of record is asked for; raises Unsure when nothing tells."""
    _lines_of_a_deal(draft)
    _worked_on(draft)
    _ask_owner(draft)
    _of_colleagues(draft)
    root = draft.root
    if root.entity and _asks_their_worth(draft):
        draft.function = Function.SUM
    if root.entity is None:
        root.entity = pieces_of(draft, schema)
    if root.entity is None:
        _sum_of_money(draft)
        root.entity = _meant(draft, schema)
    if root.entity is None or root.entity not in schema:
        raise Unsure(
            NoReading(
                why=Why.NOT_UNDERSTOOD,
                sentence="I can't tell which records you mean.",
            )
        )


def _sum_of_money(draft: Draft) -> None:
    """ "amount lost in Q3" asks for a sum: no record is named whose amount it could be."""
    named = any(isinstance(i, NameItem) for i in draft.root.items)
    money = draft.fields and all(
        f.type is FieldType.MONEY and f.field not in _BY_THE_PIECE for f in draft.fields[0]
    )
    if money and not named and draft.function is None and draft.rank is None:
        draft.function = Function.SUM


def _asks_their_worth(draft: Draft) -> bool:
    """ "value of cancelled orders" asks what they come to together, "the amounts of" for each."""
    root, asked = draft.root, draft.question
    named = any(isinstance(i, NameItem) for i in root.items)
    dated = not named and any(isinstance(i, TimeItem) for i in root.items)
    if (
        (root.singular and not dated)
        or not root.said
        or draft.function
        or draft.measure
        or draft.groups
    ):
        return False
    if draft.rank or draft.sorts or len(draft.fields) != 1 or len(root.subs) > 0:
        return False
    listed = asked & {Mark.LIST, Mark.WHICH, Mark.WHO, Mark.SHOWING, Mark.ALL, Mark.THEM}
    money = all(f.type is FieldType.MONEY and not f.plural for f in draft.fields[0])
    return money and not listed and any(f.entity == root.entity for f in draft.fields[0])


def _meant(draft: Draft, schema: Schema) -> str | None:
    """The kind of record nobody named: of the measure, the asked field, a verb, or the name."""
    if compares(draft) and not draft.measure and _says_deals(draft):
        return "Opportunity"
    return _of_what_is_asked(draft, schema) or _of_what_is_said(draft)


def _says_deals(draft: Draft) -> bool:
    """ "new business vs renewals by region" compares deals, whatever else is said."""
    items = draft.root.items
    values = [v for i in items if isinstance(i, ValueItem) for v in i.values[0]]
    roles = {i.role for i in items if isinstance(i, TimeItem)} | set(draft.roles)
    verbs = bool(roles & {DateRole.WON, DateRole.LOST, DateRole.CLOSING})
    return verbs or any(v.entity == "Opportunity" for v in values)


def _of_what_is_asked(draft: Draft, schema: Schema) -> str | None:
    root = draft.root
    if draft.measure:
        people = Mark.WHO in draft.question or _some_of_a_team(draft)
        ranked = draft.rank and people and not root.subs and not draft.groups
        who = "Account" if draft.measure == "balance" else "User"  # it is customers who owe
        return who if ranked else MEASURES[draft.measure].entity
    named = [i for i in root.items if isinstance(i, NameItem)]
    if draft.function is Function.COUNT and _numeric_asked(draft, schema):
        draft.function = None
    if (draft.fields or draft.owner_asked) and named:
        return _holder(draft, schema, named[0])
    if Mark.BUYS in draft.question:
        return "Account" if Mark.WHO in draft.question else "Order"
    if _asks_products(draft):
        draft.question.discard(Mark.SELLS)
        return "Product2"
    if Mark.SELLS in draft.question:
        return "User" if Mark.WHO in draft.question else "Opportunity"
    if any(isinstance(i, WhoseItem) and i.whose is Whose.MANAGER for i in root.items):
        return "User"
    if not draft.fields and _only_whose(draft) and (Mark.WHO in draft.question or _team(draft)):
        return "User"
    spoken = _spoken_fields(draft)
    if Mark.WHO in draft.question and any(f.entity == "Contact" for o in spoken for f in o):
        return "Contact"
    return _common(spoken) if spoken else None


def _asks_products(draft: Draft) -> bool:
    """ "which sensors do we sell" asks for products, "which did we sell in May" for sales."""
    items = draft.root.items
    values = [i for i in items if isinstance(i, ValueItem)]
    products = all(any(v.entity == "Product2" for v in o) for i in values for o in i.values)
    bare = len(values) == len(items) == 1 and not draft.root.subs and draft.rank is None
    asked = {Mark.WHICH, Mark.WHAT, Mark.LIST} & draft.question and Mark.DID not in draft.question
    return Mark.SELLS in draft.question and bool(asked) and bare and products


def _of_what_is_said(draft: Draft) -> str | None:
    root = draft.root
    named = [i for i in root.items if isinstance(i, NameItem)]
    said = all_items(root)
    states = [i.state for i in said if isinstance(i, StateItem)]
    values = [v for i in said if isinstance(i, ValueItem) for v in i.values[0]]
    kind = _STATE_ENTITY.get(states[0]) if states else None
    if kind and not (values and states[0] is State.UPCOMING):
        return kind
    if values:
        return values[0].entity  # "renewals coming up" are deals
    roles = [i.role for i in said if isinstance(i, TimeItem) and i.role]
    if roles and roles[0] in _ROLE_ENTITY:
        return _ROLE_ENTITY[roles[0]]
    if kind := next((_ROLE_ENTITY[r] for r in draft.roles if r in _ROLE_ENTITY), None):
        return kind
    if draft.roles and named:
        return _entity_of(named[0], ("Opportunity",))
    if named:
        return _entity_of(named[0], ())
    if Mark.TODO in draft.question:
        return "Opportunity"
    return None


def _numeric_asked(draft: Draft, schema: Schema) -> bool:
    """ "how many employees" asks for a field that holds a number."""
    return any(
        schema.entity(f.entity).field(f.field).type is FieldType.NUMBER
        for options in draft.fields
        for f in options
    )


def _common(spoken: list[tuple[FieldWord, ...]]) -> str:
    """The entity that has all fields spoken of; the deal, where several have."""
    having = [{f.entity for f in options} for options in spoken]
    common = set.intersection(*having) or having[0]
    return min(common, key=lambda e: (e != "Opportunity", e != "Account", e))


def _entity_of(name: NameItem, preferred: tuple[str, ...]) -> str:
    if name.id:
        return name.id.entity
    best = max(m.score for m in name.names[0])
    kinds = [m.name.entity for m in name.names[0] if m.score >= best - 0.02]
    order = (*preferred, "Account", "User", "Contact", "Opportunity", "Product2", "Lead")
    return min(kinds, key=lambda k: order.index(k) if k in order else len(order))


def _holder(draft: Draft, schema: Schema, name: NameItem) -> str:
    """The entity whose field is asked: the named record's own, or one that belongs to it."""
    owned = [e.name for e in schema if e.owner_path == "OwnerId"]
    having = [f.entity for f in draft.fields[0]] if draft.fields else owned
    both = [h for h in having if all(any(f.entity == h for f in o) for o in draft.fields)]
    having = both or having
    kinds = {m.name.entity for m in name.names[0]} if name.names else set()
    if name.id:
        kinds = {name.id.entity}
    best = _entity_of(name, tuple(having))
    if best in having or (best == "User" and _reaches(draft)):
        return best
    near = [k for k in kinds if k in having]
    return (
        near[0]
        if near and best not in having
        else next((h for h in having if connect(schema, h, best)), best)
    )


def _reaches(draft: Draft) -> bool:
    """ "Dana's phone" is hers, or nobody's: the customers she owns have others."""
    return any(f.type in _REACHED_BY for options in draft.fields for f in options)


def _only_whose(draft: Draft) -> bool:
    """ "who is on my team" names nobody and nothing else."""
    items = draft.root.items
    return bool(items) and all(isinstance(i, WhoseItem) for i in items)


def _some_of_a_team(draft: Draft) -> bool:
    """ "the bottom three on my team by pipeline" are people."""
    told = _team(draft) or any(isinstance(i, NameItem) and i.team for i in draft.root.items)
    return told and draft.rank is not None and draft.rank.count is not None


def _team(draft: Draft) -> bool:
    return any(isinstance(i, WhoseItem) and i.whose is Whose.TEAM for i in draft.root.items)


def _spoken_fields(draft: Draft) -> list[tuple[FieldWord, ...]]:
    """All fields that were named: asked for, grouped by, compared, searched, empty."""
    found = [*draft.fields, *(g.fields for g in draft.groups)]
    for item in all_items(draft.root):
        if isinstance(item, NumberItem | TimeItem | TextItem | FlagItem):
            found.append(item.fields)
        elif isinstance(item, EmptyItem):
            found += item.fields
    return [options for options in found if options]
