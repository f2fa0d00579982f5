"""Numbers that bound a figure, and not a field of records: reps under 50 % of quota."""

from collections.abc import Callable
from dataclasses import replace

from crm.query import Function
from handlers.derived import BOUNDS, Bound
from handlers.understanding.draft import Draft, NumberItem
from handlers.understanding.language.numbers import Number


def say_bound(draft: Draft, of_figure: Callable[[Number], bool]) -> None:
    """Take such a number from what was said of the records, where people or groups are asked for.

    "How many reps" are then as many as have such a figure.
    """
    root = draft.root
    if root.entity in {None, "User"} or draft.groups or draft.rank:
        for item in tuple(root.items):
            fits = isinstance(item, NumberItem) and not item.fields and item.op in BOUNDS
            if isinstance(item, NumberItem) and fits and of_figure(item.number):
                root.items.remove(item)
                found = Bound(item.op, item.number.value)
                draft.derived = replace(draft.derived, bound=found)
    bound = draft.derived.bound
    if bound and draft.function is Function.COUNT and root.entity in {None, "User"}:
        draft.derived = replace(draft.derived, bound=replace(bound, counted=True))
        draft.function = None
