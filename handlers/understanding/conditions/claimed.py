"""What a yes/no question says of all its records: are Halden's invoices paid, is the deal won.

"Are there overdue invoices" is true where there is one; "are the invoices paid" only where no other
is. Such a question has a second query: the records of which it is not true.
"""

from dataclasses import replace

from crm.figures import State
from crm.query import Not, Query, every
from handlers.understanding.conditions.resolve import Resolver
from handlers.understanding.draft import Draft, Item, NameItem, NumberItem, Phrase, StateItem
from handlers.understanding.language.marks import Mark


def claimed(draft: Draft) -> Item | None:
    """What is to be true of all; None where one is enough, and for any other question."""
    if not draft.yes_no or Mark.ANY in draft.question or draft.derived.bound:
        return None
    claim = next((i for i in draft.root.items if i == draft.claim), None)
    paid = isinstance(claim, StateItem) and claim.state is State.PAID
    if Mark.IS in draft.question:
        return claim or _owner(draft)
    return claim if paid or Mark.ALL in draft.question else None


def settle_claim(draft: Draft) -> None:
    """ "is the amount of X over 50k", "is Caleb the owner of X" ask no value, but yes or no."""
    claim = claimed(draft)
    if claim is None or not (draft.fields or draft.owner_asked):
        return
    if isinstance(claim, NumberItem) and not claim.fields and draft.fields:
        told = replace(claim, fields=draft.fields[0])
        draft.root.items[draft.root.items.index(claim)] = claim = told
    draft.claim = claim
    draft.fields.clear()
    draft.owner_asked = False


def otherwise(draft: Draft, query: Query, resolver: Resolver) -> Query | None:
    """The query for the records of which the question is not true; None where nobody asks."""
    claim = claimed(draft)
    if claim is None:
        return None
    root, entity = draft.root, query.entity
    rest = [item for item in root.items if item is not claim]
    subject = resolver.condition(replace(root, items=rest))
    told = resolver.condition(Phrase(entity=entity, items=[claim]))
    return replace(query, where=every(subject, Not(told))) if told else None


def _owner(draft: Draft) -> Item | None:
    """The person in "is Caleb the owner of Halden"."""
    asked = draft.owner_asked or any(f.field == "OwnerId" for o in draft.fields for f in o)
    named = [i for i in draft.root.items if isinstance(i, NameItem) and len(i.names) == 1]
    people = [i for i in named if i.names[0][0].name.entity == "User"]
    return people[0] if asked and len(named) > len(people) == 1 else None
