"""How many pieces of a product: sold by won deals, or ordered, counted on the lines of either.

Pieces are of opportunity products, unless orders are named or somebody bought or ordered. In a CRM
that has only one of the two, they are of those.
"""

from crm.figures import Measure, State
from crm.query import Aggregate, Function
from crm.schema import FieldType, Schema
from handlers.understanding.draft import Draft, Item, NameItem, StateItem, TimeItem, ValueItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import DateRole, Direction, FieldWord

_SOLD, _ORDERED = "OpportunityLineItem", "OrderItem"
_LINES = {_SOLD, _ORDERED}


def pieces_of(draft: Draft, schema: Schema) -> str | None:
    """The kind of line that pieces are asked of; None where nobody asks for pieces."""
    if not _asks_pieces(draft):
        return None
    said = [{f.entity for f in o} & _LINES for o in _said(draft) if _quantity(o)]
    ordered = _ordered(draft) or {_ORDERED} in said
    kinds = (_ORDERED, _SOLD) if ordered else (_SOLD, _ORDERED)
    held = [kind for kind in kinds if kind in schema and "Quantity" in schema.entity(kind)]
    return next((kind for kind in held if kind not in schema.unused), next(iter(held), None))


def pieces(draft: Draft, schema: Schema) -> Measure | None:
    """The number of pieces as a figure, its fields and count taken out of the draft."""
    line = pieces_of(draft, schema)
    if line is None:
        return None
    draft.fields[:] = [options for options in draft.fields if not _quantity(options)]
    if draft.function is Function.COUNT:
        draft.function = None
    if draft.function not in {None, Function.SUM}:
        draft.fields.insert(0, (FieldWord(line, "Quantity", FieldType.NUMBER),))
    deals = draft.root.entity == "Opportunity" and Mark.SELLS not in draft.question
    total = Aggregate(function=Function.SUM, path="Quantity")
    return Measure(
        label="Quantity ordered" if line == _ORDERED else "Quantity" if deals else "Quantity sold",
        entity=line,
        aggregates=(total,),
        states=(State.WON,) if line == _SOLD and not deals and not _told(draft) else (),
    )


def _asks_pieces(draft: Draft) -> bool:
    """units, quantity; how many of a product were sold or bought."""
    if any(_quantity(options) for options in _said(draft)):
        return True
    traded = Mark.SELLS in draft.question or _ordered(draft)
    if not traded or not any(of_product(item) for item in draft.root.items):
        return False
    root, rank = draft.root, draft.rank
    verb = root.entity == "Order" and root.singular  # "how many did they order"
    if draft.function is Function.COUNT:
        return root.entity in {None, *_LINES} or verb
    most = rank is not None and rank.direction in {Direction.MOST, Direction.LEAST}
    return most and root.entity in {"Account", "User"} and not draft.fields and not draft.measure


def _said(draft: Draft) -> list[tuple[FieldWord, ...]]:
    return [*draft.fields, *(sort.fields for sort in draft.sorts)]


def _quantity(options: tuple[FieldWord, ...]) -> bool:
    return any(f.field == "Quantity" and f.entity in _LINES for f in options)


def of_product(item: Item) -> bool:
    """Whether it names a product, or a value of one: its family."""
    match item:
        case NameItem(names=names):
            return any(m.name.entity == "Product2" for matches in names for m in matches[:1])
        case ValueItem(values=values):
            return any(value.entity == "Product2" for options in values for value in options)
    return False


def _ordered(draft: Draft) -> bool:
    """Whether it is about orders, and not about won deals."""
    phrases = [draft.root, *(sub.phrase for sub in draft.root.subs)]
    named = any(phrase.entity in {"Order", _ORDERED} for phrase in phrases)
    roles = {i.role for p in phrases for i in p.items if isinstance(i, TimeItem)}
    placed = DateRole.PLACED in roles | set(draft.roles)
    return named or placed or Mark.BUYS in draft.question


def _told(draft: Draft) -> bool:
    """Whether a state is said, or a verb that says one."""
    verbs = {DateRole.WON, DateRole.LOST, DateRole.CLOSED, DateRole.CLOSING}
    roles = {i.role for i in draft.root.items if isinstance(i, TimeItem)} | set(draft.roles)
    states = any(isinstance(i, StateItem) for i in draft.root.items)
    return states or bool(roles & verbs)
