"""What an expression of time can mean, seen from today."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from crm.periods import Grain, Period


@dataclass(frozen=True, slots=True)
class Meant:
    """The period meant of something past, and of something to come.

    Where the expression floats ("March", "Friday"), `options` holds the ones to choose from, in
    order; else it holds the one period. `weak` says that the words could mean no time at all;
    `unit` is as in `TimeFound`.
    """

    past: Period
    future: Period
    options: tuple[Period, ...] = ()
    weak: bool = False
    unit: Grain | None = None

    def map(self, change: Callable[[Period], Period | None]) -> "Meant | None":
        """The same choice among changed periods; None where a change gives none."""
        past, future = change(self.past), change(self.future)
        options = tuple(made for option in self.options if (made := change(option)) is not None)
        if past is None or future is None:
            return None
        return Meant(past, future, options, self.weak, self.unit)


def fixed(period: Period, *, weak: bool = False) -> Meant:
    """A period that is the same from any side."""
    return Meant(period, period, (period,), weak)


def floating(options: Iterable[Period], today: date, *, weak: bool = False) -> Meant | None:
    """The most recent and the next of some periods in order; today's own is both."""
    ordered = tuple(options)
    if not ordered:
        return None
    begun = [option for option in ordered if option.start is not None and option.start <= today]
    to_come = [option for option in ordered if option.end is not None and option.end > today]
    past = begun[-1] if begun else ordered[0]
    future = to_come[0] if to_come else ordered[-1]
    return Meant(past, future, ordered, weak)


def span(first: Meant, last: Meant, today: date) -> Meant | None:
    """From the start of the one to the end of the other, whichever of both floats."""
    if len(last.options) == 1:
        firsts = [one for one in first.options if _begins_by(one, last.options[0])]
        made = [_from_to(one, last.options[0]) for one in firsts[-1:]]
    else:
        made = [
            _from_to(one, next((other for other in last.options if _begins_by(one, other)), None))
            for one in first.options
        ]
    spans = [period for period in made if period is not None]
    found = floating(spans, today, weak=first.weak and last.weak)
    alike = first.past.grain is last.past.grain
    return replace(found, unit=first.past.grain) if found and alike else found


def _begins_by(one: Period, other: Period) -> bool:
    """Whether one begins before the other, or with it and not later to end."""
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return False
    return (one.start, one.end) <= (other.start, other.end)


def _from_to(one: Period, other: Period | None) -> Period | None:
    if other is None:
        return None
    return Period(one.start, other.end)


def since(period: Period) -> Period | None:
    """From its first day on."""
    return Period(period.start, None)


def after(period: Period) -> Period | None:
    """From the day after it on."""
    return None if period.end is None else Period(period.end, None)


def before(period: Period) -> Period | None:
    """All days before its first."""
    return None if period.start is None else Period(None, period.start)


def until(period: Period) -> Period | None:
    """All days up to its last."""
    return None if period.end is None else Period(None, period.end)
