"""Sales of a product or product line: what its lines come to, and not all of the deals."""

from crm.figures import Measure
from crm.query import Function
from handlers.understanding.draft import Draft, Item, Phrase
from handlers.understanding.figures.quantities import of_product


def take_products(draft: Draft, measure: Measure | None) -> tuple[Item, ...]:
    """The products that a sum of money is asked of, taken out of the draft; none where deals are
    named, or something else is asked of them.
    """
    return products_of(draft.root, draft, measure)


def products_of(phrase: Phrase, draft: Draft, measure: Measure | None) -> tuple[Item, ...]:
    """The same, taken out of a phrase: one side of a comparison, or the part of a share."""
    found = tuple(item for item in phrase.items if of_product(item))
    if not found or not _sums(draft, measure):
        return ()
    phrase.items = [item for item in phrase.items if not of_product(item)]
    return found


def _sums(draft: Draft, measure: Measure | None) -> bool:
    """Whether amounts are added up, of deals or orders that nobody named."""
    root, function = draft.root, draft.function
    if measure is None or measure.ratio or measure.against or root.said or draft.fields:
        return False
    total = measure.aggregates[0]
    added = total.function is Function.SUM and total.weight is None
    return added and root.entity in {"Opportunity", "Order"} and function in {None, Function.SUM}
