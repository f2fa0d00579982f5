"""What a figure is held against, and which of its groups are shown, in words."""

from collections.abc import Callable
from dataclasses import replace

from crm.held import Held
from crm.query import Op, Query
from handlers.speech import noun, say
from handlers.understanding.reading import Reading, Shape
from handlers.wording import number

UNITS = {Held.PERCENT: "%", Held.GROWTH: "%", Held.MULTIPLE: "x", Held.POINTS: "points"}
_SIGNS = {Op.EQ: "exactly", Op.GT: "over", Op.GE: "at least", Op.LT: "under", Op.LE: "at most"}


def told_against(reading: Reading, conditions: Callable[[Query], list[str]]) -> str:
    """What the second figure is, as far as it is asked in another way than the first; "" for none.

    `conditions` puts those of a query in words.
    """
    if reading.how is None or reading.second is None:
        return ""
    told = conditions(reading.query)
    others = ", ".join(c for c in conditions(reading.second) if c not in told)
    alike = reading.second.entity == reading.query.entity
    parts = (others,) if alike else (noun(reading.names[-1]), others)
    return say("against {what}", what=" ".join(part for part in parts if part))


def told_bound(reading: Reading) -> str:
    """What the figures of the groups that are shown are: "at least 100 %"; "" for all."""
    bound = reading.derived.bound
    if bound is None or not reading.query.group_by:
        return ""
    unit = "%" if reading.measure_ratio else UNITS.get(reading.how or Held.MISSING, "")
    return f"{say(_SIGNS[bound.op])} {number(bound.value)} {say(unit) if unit else ''}".strip()


def told_enough(reading: Reading) -> str:
    """Which groups are shown, or how many records make it a yes; "" where nobody says."""
    bound = reading.derived.bound
    if bound and reading.shape is Shape.CHECK:
        return say("{bound} of them", bound=f"{say(_SIGNS[bound.op])} {number(bound.value)}")
    told = told_bound(reading)
    return say("only {what}", what=told) if told else ""


def without_running(reading: Reading) -> Reading:
    """The figure that is added up."""
    return replace(reading, derived=replace(reading.derived, running=False))


def told_growth(reading: Reading, figure: Callable[[Reading], str]) -> str:
    """What is made of a figure, by what `figure` calls it alone: "Growth of won amount"; "" where
    nothing is.
    """
    if reading.derived.running:
        return say("Running total of {figure}", figure=noun(figure(without_running(reading))))
    plain = replace(reading, how=None)
    if reading.how is Held.GROWTH:
        return say("Growth of {figure}", figure=noun(figure(plain)))
    if reading.how is Held.POINTS:
        return say("Change of {figure}", figure=noun(figure(plain)))
    return ""
