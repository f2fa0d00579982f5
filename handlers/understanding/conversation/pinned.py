"""A question taken apart, its names pinned to the records they were found to mean.

What goes on from it speaks of those records, whatever else bears such a name by then.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace

from crm.names import Match
from crm.query import Ref
from handlers.understanding.draft import Draft, Item, NameItem, Phrase, WhoseItem

Meant = Mapping[tuple[Match, ...], Ref]
"""Which record some matches of a name mean."""


def pinned(draft: Draft, meant: Meant) -> Draft:
    """A copy of the draft in which each name has the one record it means."""
    kept = deepcopy(draft)
    _pin(kept.root, meant)
    if kept.part:
        _pin(kept.part, meant)
    if kept.change:
        kept.change.by = [_by(person, meant) for person in kept.change.by]
    return kept


def _by(person: NameItem | WhoseItem, meant: Meant) -> NameItem | WhoseItem:
    found = _pinned(person, meant)
    return found if isinstance(found, NameItem) else person


def _pin(phrase: Phrase, meant: Meant) -> None:
    phrase.items[:] = [_pinned(item, meant) for item in phrase.items]
    for sub in phrase.subs:
        _pin(sub.phrase, meant)


def _pinned(item: Item, meant: Meant) -> Item:
    if not isinstance(item, NameItem):
        return item
    return replace(item, names=tuple(_only(matches, meant) for matches in item.names))


def _only(matches: tuple[Match, ...], meant: Meant) -> tuple[Match, ...]:
    ref = meant.get(matches)
    return tuple(m for m in matches if ref in (None, Ref(m.name.entity, m.name.id)))
