"""Which records managers mean, and the periods they speak of."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from tests.questions.fresh.checks import percent
from tests.questions.fresh.keeps import Keep, both, closes
from tests.questions.org import TODAY, Org, Rec, is_lost, is_won, summed, within

Period = tuple[date, date]
Figure = Callable[[Org], Decimal]

Q1: Period = (date(2026, 1, 1), date(2026, 3, 31))
Q2: Period = (date(2026, 4, 1), date(2026, 6, 30))
NEXT_QUARTER: Period = (date(2027, 1, 1), date(2027, 3, 31))
Q3_2025: Period = (date(2025, 7, 1), date(2025, 9, 30))
Q4_2025: Period = (date(2025, 10, 1), date(2025, 12, 31))
LAST_YEAR: Period = (date(2025, 1, 1), date(2025, 12, 31))
YTD: Period = (date(2026, 1, 1), TODAY)
YTD_2025: Period = (date(2025, 1, 1), date(2025, 11, 18))
DECEMBER: Period = (date(2026, 12, 1), date(2026, 12, 31))

EMEA = ("EMEA North", "EMEA Central")
AMER = ("AMER East", "AMER West")


def region(*names: str) -> Keep:
    """Owned by somebody of these regions."""
    return lambda r: r.Owner.Region__c in names


def where(name: str, *values: Any) -> Keep:
    """The field holds one of these; a path is walked, nothing on the way fails it."""
    return lambda r: walk(r, name) in values


def walk(record: Rec, path: str) -> Any:
    """The value at the end of a path."""
    found: Any = record
    for step in path.split("."):
        found = None if found is None else getattr(found, step)
    return found


def key(path: str) -> Callable[[Rec], Any]:
    """To group by the value at the end of a path."""
    return lambda r: walk(r, path)


def won_in(period: Period) -> Keep:
    """Won, with the close date in the period."""
    return both(is_won, closes(*period))


def lost_in(period: Period) -> Keep:
    """Lost, with the close date in the period."""
    return both(is_lost, closes(*period))


def closed_in(period: Period) -> Keep:
    """Won or lost, with the close date in the period."""
    return both(lambda d: bool(d.IsClosed), closes(*period))


def quota_of(period: Period) -> Keep:
    """A quota that starts in the period."""
    return lambda q: within(q.StartDate, *period)


def ordered(period: Period) -> Keep:
    """An order of the period."""
    return lambda o: within(o.EffectiveDate, *period)


def sold(period: Period) -> Keep:
    """An opportunity product of what was won in the period."""
    return lambda line: won_in(period)(line.Opportunity)


def delivered(period: Period) -> Keep:
    """An order product of what was ordered in the period."""
    return lambda line: ordered(period)(line.Order)


def on_day_of(zone: str, name: str, period: Period) -> Keep:
    """A moment whose day, where the asker is, lies in the period."""

    def keep(record: Rec) -> bool:
        moment: datetime = getattr(record, name)
        return within(moment.astimezone(ZoneInfo(zone)).date(), *period)

    return keep


def won_sum(keep: Keep) -> Figure:
    """What was won."""
    return lambda o: o.total("Opportunity", "Amount", both(is_won, keep))


def win_rate(keep: Keep) -> Figure:
    """Won / (won + lost) of those that pass, in per cent."""

    def figure(org: Org) -> Decimal:
        closed = both(lambda d: bool(d.IsClosed), keep)
        won = org.count("Opportunity", both(closed, is_won))
        return percent(won, org.count("Opportunity", closed))

    return figure


def win_rates(by: Callable[[Rec], Any], keep: Keep) -> Callable[[Org], dict[Any, Decimal]]:
    """The win rate of each key that has closed deals."""

    def expect(org: Org) -> dict[Any, Decimal]:
        closed = org.grouped("Opportunity", by, both(lambda d: bool(d.IsClosed), keep))
        return {k: percent(sum(map(is_won, v)), len(v)) for k, v in closed.items()}

    return expect


def weighted(keep: Keep) -> Figure:
    """Amount × probability, added up."""
    return lambda o: _weight(r for r in o.all("Opportunity") if not r.IsClosed and keep(r))


def weighted_by(by: Callable[[Rec], Any], keep: Keep) -> Callable[[Org], dict[Any, Decimal]]:
    """The weighted pipeline of each key."""

    def expect(org: Org) -> dict[Any, Decimal]:
        found = org.grouped("Opportunity", by, both(lambda d: not d.IsClosed, keep))
        return {k: _weight(v) for k, v in found.items()}

    return expect


def attainment(keep: Keep, period: Period) -> Figure:
    """Won in the period / the quotas of it, in per cent."""

    def figure(org: Org) -> Decimal:
        quota = org.total("Quota", "Amount", both(keep, quota_of(period)))
        return percent(won_sum(both(keep, closes(*period)))(org), quota)

    return figure


def attainments(
    by: Callable[[Rec], Any], keep: Keep, period: Period
) -> Callable[[Org], dict[Any, Decimal]]:
    """The attainment of each key that has a quota."""

    def expect(org: Org) -> dict[Any, Decimal]:
        quotas = org.grouped("Quota", by, both(keep, quota_of(period)))
        won = org.grouped("Opportunity", by, both(keep, won_in(period)))
        return {
            k: percent(summed(won.get(k, []), "Amount"), summed(v, "Amount"))
            for k, v in quotas.items()
        }

    return expect


def gap(keep: Keep, period: Period) -> Figure:
    """Quota less what was won."""

    def figure(org: Org) -> Decimal:
        quota = org.total("Quota", "Amount", both(keep, quota_of(period)))
        return quota - won_sum(both(keep, closes(*period)))(org)

    return figure


def cycle(keep: Keep) -> Figure:
    """Days from created to closed of the won ones, on average."""

    def figure(org: Org) -> Decimal:
        won = [d for d in org.all("Opportunity") if d.IsWon and keep(d)]
        days = sum((d.CloseDate - d.CreatedDate.date()).days for d in won)
        return Decimal(days) / len(won)

    return figure


def averages(
    by: Callable[[Rec], Any], keep: Keep, name: str = "Amount"
) -> Callable[[Org], dict[Any, Decimal]]:
    """The average of a field for each key, to the cent."""

    def expect(org: Org) -> dict[Any, Decimal]:
        found = org.grouped("Opportunity", by, both(keep, lambda d: getattr(d, name) is not None))
        return {k: (summed(v, name) / len(v)).quantize(Decimal("0.01")) for k, v in found.items()}

    return expect


def months(entity: str, name: str, keep: Keep, path: str | None) -> Callable[[Org], list[Decimal]]:
    """In order of months: how many pass by the date of that name, or the sum of a field."""

    def expect(org: Org) -> list[Decimal]:
        found = org.grouped(entity, lambda r: (getattr(r, name).year, getattr(r, name).month), keep)
        return [summed(v, path) if path else Decimal(len(v)) for _, v in sorted(found.items())]

    return expect


def quarters(figure: Callable[[Keep], Figure], *periods: Period) -> Callable[[Org], list[Decimal]]:
    """The figure of those that close in each period, in order."""
    return lambda o: [figure(closes(*p))(o) for p in periods]


def _weight(deals: Any) -> Decimal:
    whole = sum((d.Amount * d.Probability for d in deals if d.Amount is not None), Decimal(0))
    return (whole / 100).quantize(Decimal("0.01"))
