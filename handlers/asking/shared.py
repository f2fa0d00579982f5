"""Each group's part of the whole, beside the figure it is a part with."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from crm.held import percent
from crm.money import Money
from crm.query import Value
from handlers.asking.answered import Line, Part
from handlers.asking.arranged import amount


def shared(lines: Sequence[Line], part: Callable[[Value], Part]) -> tuple[Line, ...]:
    """The lines in per cent of all of them together, of each currency by itself.

    `part` names the figure itself, which stays beside its share.
    """
    wholes: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        wholes[_currency(line.value)] += amount(line.value)
    return tuple(
        replace(
            line,
            value=percent(amount(line.value), wholes[_currency(line.value)]),
            parts=(part(line.value),),
        )
        for line in lines
    )


def _currency(value: Value) -> str:
    return value.currency if isinstance(value, Money) else ""
