"""Shares: one part of a whole, or each group's part of it with the figure beside."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from crm.money import Money
from handlers.asking.answered import Answered, Outcome
from tests.questions.expected import Check, ask, outcome, value
from tests.questions.org import THIS_YEAR, TODAY, Org, Rec, is_open, is_won, summed, within

Keep = Callable[[Rec], bool]
Key = Callable[[Rec], Any]


def _percent(part: Decimal | int, whole: Decimal | int) -> Decimal:
    return (Decimal(100) * part / whole).quantize(Decimal("0.01"))


def _figure(records: list[Rec], path: str | None) -> Decimal:
    return summed(records, path) if path else Decimal(len(records))


def _part(entity: str, whole: Keep, part: Keep, path: str | None = None) -> Check:
    """What part of the whole those make that pass a second time."""

    def expect(o: Org) -> Decimal:
        every = [r for r in o.all(entity) if whole(r)]
        return _percent(_figure([r for r in every if part(r)], path), _figure(every, path))

    return value(expect, "%")


def _parts(entity: str, key: Key, keep: Keep, path: str | None = None, most: int = 50) -> Check:
    """The share of each group in all of them, the largest first, and the figure beside it."""

    def check(answered: Answered, org: Org) -> None:
        assert answered.outcome is Outcome.ANSWERED, answered.sentence
        assert answered.unit == "%", answered.understood
        found = org.grouped(entity, key, keep)
        figures = {k: _figure(records, path) for k, records in found.items()}
        whole = sum(figures.values(), Decimal(0))
        assert answered.total == len(figures)
        assert len(answered.groups) == min(most, len(figures))
        for line in answered.groups:
            figure = figures[line.label if line.ref else line.key]
            assert line.value == _percent(figure, whole), answered.understood
            assert _plain(line.parts[0].value) == figure
        largest = sorted((_percent(f, whole) for f in figures.values()), reverse=True)
        shown = [line.value for line in answered.groups]
        assert sorted(shown, reverse=True) == largest[: len(shown)]  # type: ignore[type-var]

    return check


def _plain(found: Any) -> Any:
    return found.amount if isinstance(found, Money) else found


def _all(record: Rec) -> bool:
    return True


def _won_this_year(deal: Rec) -> bool:
    return is_won(deal) and within(deal.CloseDate, *THIS_YEAR)


def _renewal(deal: Rec) -> bool:
    return bool(deal.Type == "Renewal")


def _region(deal: Rec) -> Any:
    return deal.Owner.Region__c


def _industry(deal: Rec) -> Any:
    return deal.Account.Industry


_MINE: Keep = lambda d: bool(d.Owner.Email == "dana@ferrowick.example")  # noqa: E731
_PIPELINE_BY_REGION = _parts("Opportunity", _region, is_open, "Amount")
_RENEWALS = _part("Opportunity", _won_this_year, _renewal, "Amount")

ROWS = [
    # each group
    ask("share of pipeline by region", _PIPELINE_BY_REGION),
    ask("pipeline by region in percent", _PIPELINE_BY_REGION),
    ask("in percent", _PIPELINE_BY_REGION, "pipeline by region"),
    ask("Anteil der Pipeline nach Region", _PIPELINE_BY_REGION),
    ask(
        "what percentage of revenue comes from each industry",
        _parts("Opportunity", _industry, is_won, "Amount"),
    ),
    ask(
        "revenue mix by product line",
        _parts(
            "OpportunityLineItem",
            lambda line: line.Product2.Family,
            lambda line: is_won(line.Opportunity),
            "TotalPrice",
        ),
    ),
    ask(
        "which industry makes up most of our revenue",
        _parts("Opportunity", _industry, is_won, "Amount", most=1),
    ),
    ask(
        "top 3 industries by share of revenue",
        _parts("Opportunity", _industry, is_won, "Amount", most=3),
    ),
    ask(
        "contribution of each rep to revenue this year",
        _parts("Opportunity", lambda d: d.Owner.Name, _won_this_year, "Amount"),
    ),
    ask("share of open deals by stage", _parts("Opportunity", lambda d: d.StageName, is_open)),
    ask("distribution of leads by source", _parts("Lead", lambda r: r.LeadSource, _all)),
    # one part
    ask("share of revenue from renewals this year", _RENEWALS),
    ask("what percentage of this year's revenue came from renewals?", _RENEWALS),
    ask("my share of the pipeline", _part("Opportunity", is_open, _MINE, "Amount")),
    ask(
        "what portion of the pipeline is in EMEA North",
        _part("Opportunity", is_open, lambda d: d.Owner.Region__c == "EMEA North", "Amount"),
    ),
    ask(
        "what percentage of the total amount of open deals are renewals",
        _part("Opportunity", is_open, _renewal, "Amount"),
    ),
    ask(
        "percentage of open deals in Germany",
        _part("Opportunity", is_open, lambda d: d.Account.BillingCountry == "Germany"),
    ),
    ask(
        "percentage of deals won this year",
        _part("Opportunity", lambda d: within(d.CloseDate, *THIS_YEAR), is_won),
    ),
    ask(
        "what percentage of invoices is overdue",
        _part("Invoice", _all, lambda i: i.Balance > 0 and i.DueDate < TODAY),
    ),
    ask(
        "what share of our accounts are customers",
        _part("Account", _all, lambda a: a.Type == "Customer"),
    ),
    # no share of that
    ask("share of average deal size by region", outcome("not_understood")),
    ask("share of pipeline", outcome("not_understood")),
]
