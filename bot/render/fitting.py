"""Cutting a card or a form down to a surface's limits, at the boundaries of whole things.

A card's parts are its buttons, its paragraphs, figures and facts, and the rows of its tables. The
last rows go first, then the last of the rest; what went is counted where it stood: "+12 more".
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.render.limits import units
from handlers.cards import (
    Card,
    Element,
    Facts,
    Form,
    Input,
    InputKind,
    Paragraph,
    Table,
    Text,
    Tone,
)

T = TypeVar("T")

TOO_LONG = "What it says now is too long to be shown here; it is in the CRM."


def largest(count: int, make: Callable[[int], T], fits: Callable[[T], bool]) -> T:
    """`make(n)` for the largest n of 0 to `count` that fits; `make(0)` is taken as it is."""
    whole = make(count)
    if fits(whole):
        return whole
    return make(bisect_left(range(1, count), x=True, key=lambda n: not fits(make(n))))


def parts(card: Card) -> int:
    """How many parts a card has that can be left out."""
    return len(card.actions) + sum(_length(element) for element in card.body)


def shortened(card: Card, keep: int) -> Card:
    """The card with its first `keep` parts in the order of their weight, and "+N more"."""
    actions = card.actions[:keep]
    order = sorted(
        (isinstance(element, Table), place, part)
        for place, element in enumerate(card.body)
        for part in range(_length(element))
    )
    kept = Counter(place for _, place, _ in order[: keep - len(actions)])
    body: list[Element] = []
    missing = 0
    for place, element in enumerate(card.body):
        count = kept[place]
        if count:
            body += _more(missing)
            body.append(_first(element, count))
            missing = 0
        missing += _length(element) - count
    missing += len(card.actions) - len(actions)
    return replace(card, actions=actions, body=(*body, *_more(missing)))


def choices(form: Form) -> int:
    """How many choices a form's longest picklist has."""
    return max((len(field.choices) for field in form.inputs), default=0)


def fewer_choices(form: Form, keep: int) -> Form:
    """The form with at most `keep` choices a picklist, besides the one that is set."""
    return replace(form, inputs=tuple(_fewer(field, keep) for field in form.inputs))


def prefilled(field: Input, limit: int) -> Input:
    """The input as it is, or empty and saying so where its value is longer than can be edited.

    A shortened value would be saved in place of the whole one.
    """
    if field.kind is InputKind.CHOICE or units(field.value) <= limit:
        return field
    return replace(field, value="", hint=" ".join(filter(None, (field.hint, TOO_LONG))))


def _length(element: Element) -> int:
    match element:
        case Table():
            return len(element.rows)
        case Facts():
            return len(element.pairs)
    return 1


def _first(element: Element, count: int) -> Element:
    match element:
        case Table():
            return replace(element, rows=element.rows[:count])
        case Facts():
            return replace(element, pairs=element.pairs[:count])
    return element


def _more(count: int) -> tuple[Element, ...]:
    return (Paragraph((Text(f"+{count:,} more", Tone.MUTED),)),) if count else ()


def _fewer(field: Input, keep: int) -> Input:
    kept = field.choices[: max(keep, 1)]
    if field.value in field.choices[keep:]:
        kept += (field.value,)
    missing = len(field.choices) - len(kept)
    if not missing:
        return field
    hint = " ".join(filter(None, (field.hint, f"+{missing:,} more in the CRM.")))
    return replace(field, choices=kept, hint=hint)
