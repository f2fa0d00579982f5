"""Conversations of two turns and more: the last one is what is checked."""

from datetime import date

from tests.questions.expected import value
from tests.questions.fresh.checks import (
    any_of,
    averaged,
    by,
    counted,
    field,
    first,
    listed,
    per,
    percent,
    sorted_by,
    totalled,
    truth,
)
from tests.questions.fresh.keeps import (
    K,
    amount,
    at,
    both,
    closes,
    overdue,
    owned,
    slipped,
    team,
    unpaid,
)
from tests.questions.newcomers.checks import (
    LAST_YEAR,
    NADIA,
    Q2,
    ahead,
    field_of,
    harriet,
    margot,
    nadia,
    where,
    yolanda,
)
from tests.questions.org import (
    Q3,
    Q4,
    THIS_MONTH,
    THIS_YEAR,
    Org,
    Rec,
    is_lost,
    is_open,
    is_won,
)

_MY_OPEN = both(owned(NADIA), is_open)
_RENEWAL, _NEW = where("Type", "Renewal"), where("Type", "New Business")
_HIGH = where("Renewal_Risk__c", "High")
_GERMAN = where("Account.BillingCountry", "Germany")


def _won_rate(org: Org, first_day: date, last_day: date) -> object:
    test = closes(first_day, last_day)
    won = org.count("Opportunity", both(is_won, test))
    return percent(won, won + org.count("Opportunity", both(is_lost, test)))


def _rosas_attainment(org: Org) -> object:
    rosa = owned("Rosa Delacruz")
    won = org.total("Opportunity", "Amount", both(rosa, is_won, closes(*Q4)))
    return percent(won, org.total("Quota", "Amount", both(rosa, where("StartDate", Q4[0]))))


def _region(record: Rec) -> object:
    return record.Owner.Region__c


ROWS = [
    # fewer of them
    nadia(
        "only the ones closing this year",
        listed("Opportunity", both(_MY_OPEN, closes(*THIS_YEAR))),
        "my open deals",
    ),
    nadia(
        "which of these are already past their close date?",
        listed("Opportunity", both(_MY_OPEN, slipped)),
        "show me my open opps",
    ),
    nadia(
        "and which of them are prospects",
        listed("Account", both(where("BillingCountry", "Germany"), where("Type", "Prospect"))),
        "companies in Germany",
    ),
    margot(
        "exclude renewals",
        listed(
            "Opportunity",
            both(is_open, closes(*THIS_MONTH), lambda d: d.Type != "Renewal"),
        ),
        "open deals closing this month",
    ),
    harriet(
        "just the ones in Germany",
        listed("Invoice", both(overdue, _GERMAN)),
        "show me overdue invoices",
    ),
    yolanda(
        "only those from the united states",
        listed("Lead", both(where("LeadSource", "Trade Show"), where("Country", "United States"))),
        "leads from trade shows",
    ),
    # a figure of them
    nadia(
        "what are they worth in total",
        totalled("Opportunity", "Amount", _MY_OPEN),
        "list my open deals",
    ),
    harriet(
        "how much is that altogether?",
        totalled("Invoice", "Balance", both(at("Ó Dálmhaigh Creameries"), unpaid)),
        "unpaid invoices of Ó Dálmhaigh Creameries",
    ),
    harriet(
        "how many are there",
        counted("Order", where("Status", "Draft")),
        "draft orders",
    ),
    margot(
        "average size?",
        averaged("Opportunity", "Amount", both(is_won, closes(*Q4)), "USD"),
        "deals we won this quarter",
    ),
    margot(
        "how much is that in total",
        totalled("Opportunity", "Amount", both(is_open, _RENEWAL, _HIGH, closes(*Q4))),
        "show me the open renewals",
        "only high risk",
        "closing this quarter",
    ),
    # the same of something else
    margot(
        "what about last year",
        value(lambda o: _won_rate(o, *LAST_YEAR), "%"),
        "win rate this year",
    ),
    margot(
        "And Teresa's?",
        totalled("Opportunity", "Amount", both(is_open, team("Teresa Villaseñor"))),
        "What's the pipeline of Fiona's team?",
    ),
    margot(
        "and her quota attainment this quarter?",
        value(_rosas_attainment, "%"),
        "Rosa Delacruz's revenue this quarter",
    ),
    # cut in another way
    margot(
        "by region",
        by(per("Opportunity", _region, both(is_won, closes(*THIS_YEAR)), "Amount")),
        "revenue this year",
    ),
    margot(
        "now only new business",
        by(per("Opportunity", _region, both(is_won, closes(*THIS_YEAR), _NEW), "Amount")),
        "revenue this year",
        "by region",
    ),
    margot(
        "make that the top 10",
        first(10, "Opportunity", both(is_open, amount(lambda a: True)), lambda d: d.Amount),
        "top 5 open deals by amount",
    ),
    margot(
        "sort them by close date",
        sorted_by(
            "Opportunity", both(is_open, amount(lambda a: a > 100 * K)), lambda d: d.CloseDate
        ),
        "open deals over 100k",
    ),
    # what hangs on it
    nadia(
        "who are the contacts there?",
        listed("Contact", at("Norleigh Cold Storage")),
        "Norleigh Cold Storage",
    ),
    harriet(
        "last order?",
        first(1, "Order", at("Eskerfield Dairies"), lambda r: r.EffectiveDate),
        "open deals of Eskerfield Dairies",
    ),
    harriet(
        "any upcoming meetings with them?",
        any_of(
            listed("Event", both(at("Brackwater Ports"), ahead)),
            truth(True),
        ),
        "brackwater ports",
    ),
    margot(
        "who owns it?",
        any_of(
            field("Opportunity", "Sønderlund Fisk – Vibration monitoring pilot", "Owner.Name"),
            value(lambda o: "Ingrid Fjeld"),
        ),
        "what is our biggest open deal",
    ),
    harriet(
        "when is it due",
        field_of("Invoice", where("InvoiceNumber", "INV-02211"), "DueDate"),
        "INV-02211",
    ),
    margot(
        "and the quarter before that?",
        totalled("Opportunity", "Amount", both(is_won, closes(*Q2))),
        "revenue this quarter",
        "and last quarter",
    ),
    margot(
        "break it down by rep",
        by(
            per(
                "Opportunity",
                lambda d: d.Owner.Name,
                both(is_won, closes(*Q3), team("Fiona Macrae")),
                "Amount",
            )
        ),
        "revenue of Fiona's team last quarter",
    ),
]
