"""What is a share of what: the part that was said, or each group of the whole."""

from dataclasses import replace

from crm.figures import State
from handlers.understanding.draft import (
    Draft,
    EmptyItem,
    FlagItem,
    Item,
    NameItem,
    NumberItem,
    Phrase,
    StateItem,
    TimeItem,
    ValueItem,
    WhoseItem,
)
from handlers.understanding.language.meaning import DateRole, Whose

_DONE = {DateRole.WON: State.WON, DateRole.LOST: State.LOST, DateRole.CLOSED: State.CLOSED}
_PARTS = (StateItem, ValueItem, FlagItem, EmptyItem, NumberItem, NameItem)


def settle_share(draft: Draft) -> None:
    """Take the part out of what was said of the whole, where nobody said "are" before it.

    "percentage of deals won": what is said after the records. "share of revenue from renewals":
    what is said last. "share of open deals by stage": nothing, each group is a part.
    """
    if not draft.share:
        return
    if draft.part is not None and not (draft.part.items or draft.part.subs):
        draft.part = None
    if draft.part is not None:
        return
    root = draft.root
    chosen = _said_after(draft) or (None if draft.groups else _said_last(draft))
    if chosen is None:
        return
    root.items = [item for item in root.items if item is not chosen]
    if isinstance(chosen, TimeItem) and chosen.role:
        root.items.append(replace(chosen, role=None))
        chosen = StateItem(state=_DONE[chosen.role])
    draft.part = Phrase(entity=root.entity, items=[chosen])


def _said_after(draft: Draft) -> Item | None:
    """What was said last of the records after they were named; with groups, only a state is."""
    claim = next((i for i in draft.root.items if i is draft.claim), None)
    if isinstance(claim, TimeItem):
        return claim if claim.role in _DONE else None
    kinds = StateItem if draft.groups else _PARTS
    return claim if isinstance(claim, kinds) else None


def _said_last(draft: Draft) -> Item | None:
    """A state, or me, or else the last value or name."""
    items = draft.root.items
    states = [i for i in items if isinstance(i, StateItem)]
    mine = [i for i in items if isinstance(i, WhoseItem) and i.whose is Whose.ME]
    others = [i for i in items if isinstance(i, _PARTS)]
    return next(iter([*states[-1:], *mine, *others[-1:]]), None)
