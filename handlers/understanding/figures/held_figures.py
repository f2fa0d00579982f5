"""What is understood without being said of a figure that is held against quotas."""

from dataclasses import replace
from decimal import Decimal

from crm.figures import MEASURES, Measure, State
from crm.held import Held
from crm.periods import Grain
from crm.query import Function, Op
from handlers.derived import Bound
from handlers.speech import noun, say
from handlers.understanding.conditions.resolve import Resolver
from handlers.understanding.draft import (
    Draft,
    GroupWish,
    StateItem,
    TimeItem,
    WhoseItem,
)
from handlers.understanding.figures.bounds import say_bound
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import Whose
from handlers.understanding.language.times import TimeFound
from handlers.understanding.reading import NoReading, Unsure, Why


def is_held(draft: Draft) -> bool:
    """Whether its figure is held against another."""
    return draft.measure is not None and MEASURES[draft.measure].against is not None


def settle_held(draft: Draft, resolver: Resolver) -> None:
    """Say of the draft what its figure implies: by rep, mine, this quarter; raises Unsure."""
    measure = MEASURES[draft.measure or ""]
    say_bound(draft, lambda number: True)
    _say_behind(draft, measure)
    _say_figure(draft, measure)
    _say_groups(draft)
    _say_whose(draft, measure)
    _say_when(draft, measure, resolver)


def _say_behind(draft: Draft, measure: Measure) -> None:
    """ "who is behind quota" are all with a gap."""
    behind = measure.against is not None and measure.against.how is Held.MISSING
    alone = draft.rank is None and draft.derived.bound is None
    if behind and alone and Mark.WHO in draft.question:
        draft.derived = replace(draft.derived, bound=Bound(Op.GT, Decimal(0)))


def _say_figure(draft: Draft, measure: Measure) -> None:
    """What is won, or open, is in the figure already; the average or the share of it is another."""
    label = noun(measure.label)
    if draft.share or draft.function not in (None, Function.SUM):
        raise _cannot(say("I can tell {figure}, but no average or share of it.", figure=label))
    states = [i for i in draft.root.items if isinstance(i, StateItem)]
    for item in states:
        if (item.state,) != measure.states or item.negated or item.others:
            told = say(
                "I can't tell {figure} of “{what}” alone.", figure=label, what=say(item.state)
            )
            raise _cannot(told)
        draft.root.items.remove(item)
    draft.roles.clear()


def _say_groups(draft: Draft) -> None:
    """ "who made quota", "top 3 by attainment" and "attainment of our reps" are by rep."""
    root = draft.root
    if draft.derived.bound and root.said and root.entity != "User":
        raise _cannot(say("I can tell who made their quota, but nothing else by it."))
    ranked = draft.rank is not None or draft.derived.bound is not None
    everyone = draft.derived.bound is not None and (draft.ours or Mark.LIST in draft.question)
    asks_who = Mark.WHO in draft.question or draft.rank is not None or everyone
    if root.entity is None and not draft.groups and asks_who:
        root.entity = "User"
    several = root.said and not root.singular
    if root.entity == "User" and (ranked or several or Mark.WHO in draft.question):
        draft.groups.insert(0, GroupWish(entity="User"))


def _say_whose(draft: Draft, measure: Measure) -> None:
    """ "attainment this quarter" is the asker's own; "our attainment" and pipelines are not."""
    root = draft.root
    root.items = list(dict.fromkeys(root.items))
    told = [i for i in root.items if not isinstance(i, TimeItem)] or root.subs or draft.groups
    everybody = draft.ours or Mark.HAVE in draft.question or State.OPEN in measure.states
    if not told and not everybody:
        root.items.append(WhoseItem(whose=Whose.ME))


def _say_when(draft: Draft, measure: Measure, resolver: Resolver) -> None:
    """This quarter unless said; the same days for both figures."""
    root = draft.root
    coming = State.OPEN in measure.states
    for at, item in enumerate(root.items):
        if isinstance(item, TimeItem):
            period = item.time.future if coming else item.time.past
            time = replace(item.time, past=period, future=period)
            root.items[at] = TimeItem(time=time)
    timed = any(isinstance(i, TimeItem) for i in root.items)
    if not timed and not any(g.grain for g in draft.groups):
        root.items.append(this_quarter(resolver))


def this_quarter(resolver: Resolver) -> TimeItem:
    """The quarter that today is in."""
    calendar = resolver.schema.definitions.calendar(resolver.now.date())
    period = calendar.period(Grain.QUARTER)
    return TimeItem(time=TimeFound(period, period, 0, "this quarter"))


def _cannot(sentence: str) -> Unsure:
    return Unsure(NoReading(why=Why.NOT_UNDERSTOOD, sentence=sentence, misplaced=True))
