"""The sides of a comparison: this quarter vs last, Anna vs Ben, EMEA vs APAC."""

from dataclasses import dataclass, replace

from handlers.understanding.draft import Draft, Item, NameItem, StateItem, TimeItem, ValueItem
from handlers.understanding.meaning import Mark


@dataclass(frozen=True, slots=True)
class Side:
    """One side: how it is called, and what is said of its records."""

    label: str
    item: Item


def compared(draft: Draft) -> tuple[Side, ...]:
    """The sides that were said, taken out of the draft; none where nothing is compared."""
    if Mark.VERSUS not in draft.question:
        return ()
    for pick in (_times, _names, _values, _states):
        items = [i for i in draft.root.items if pick(i)]
        sides = tuple(side for item in items for side in pick(item))
        if len(sides) > 1:
            draft.root.items = [i for i in draft.root.items if i not in items]
            return sides
    return ()


def _times(item: Item) -> tuple[Side, ...]:
    if not isinstance(item, TimeItem):
        return ()
    return (Side(item.time.past.key(), replace(item, role=None)),)


def _names(item: Item) -> tuple[Side, ...]:
    if not isinstance(item, NameItem) or not item.names:
        return ()
    return tuple(Side(names[0].name.text, replace(item, names=(names,))) for names in item.names)


def _states(item: Item) -> tuple[Side, ...]:
    if not isinstance(item, StateItem):
        return ()
    return tuple(
        Side(state.value, replace(item, state=state, others=()))
        for state in (item.state, *item.others)
    )


def _values(item: Item) -> tuple[Side, ...]:
    if not isinstance(item, ValueItem):
        return ()
    return tuple(Side(v[0].value, replace(item, values=(v,))) for v in item.values)
