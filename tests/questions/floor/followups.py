"""Conversations: what is asked after an answer, in two to four turns; the last one is checked."""

from datetime import date
from decimal import Decimal

from tests.questions.expected import ask, value
from tests.questions.floor.checks import (
    DECEMBER,
    NOVEMBER,
    accounts,
    in_country,
    lacking,
    last_contact,
    made,
)
from tests.questions.fresh.checks import (
    any_of,
    counted,
    field,
    first,
    leading,
    listed,
    on_day,
    per,
    sorted_by,
    totalled,
)
from tests.questions.fresh.keeps import (
    K,
    amount,
    at,
    both,
    closes,
    mine,
    overdue,
    owned,
    slipped,
    team,
    to_come,
    unpaid,
)
from tests.questions.managers.checks import near, table
from tests.questions.managers.keeps import (
    LAST_YEAR,
    NEXT_QUARTER,
    attainment,
    key,
    lost_in,
    ordered,
    region,
    weighted,
    where,
    win_rates,
    won_in,
)
from tests.questions.org import (
    LAST_MONTH,
    Q3,
    Q4,
    THIS_YEAR,
    TODAY,
    Org,
    is_open,
    within,
)
from tests.questions.reps.checks import either

_SEPTEMBER_ON = (date(2026, 9, 1), TODAY)
_BIG_FIONA = both(is_open, closes(*DECEMBER), team("Fiona Macrae"), amount(lambda a: a > 30 * K))


def _largest_at_wattlebrae(org: Org) -> Decimal:
    deals = org.grouped("Opportunity", key("Amount"), both(at("Wattlebrae Foods"), is_open))
    amounts: list[Decimal] = [amount for amount in deals if amount is not None]
    return max(amounts)


ROWS = [
    ask(
        "only the ones closing this month",
        listed("Opportunity", both(mine, is_open, closes(*NOVEMBER))),
        "show me my open deals",
    ),
    ask(
        "and oskar?",
        value(attainment(owned("Oskar Bränning"), Q4), "%"),
        "how's ingrid doing against quota this quarter, in %",
        as_="fiona",
    ),
    ask(
        "by rep pls",
        table(
            per("Opportunity", key("Owner.Name"), both(is_open, team("Marcus Oyelaran")), "Amount")
        ),
        "whats my team's pipeline",
        as_="marcus",
    ),
    ask(
        "and last year?",
        table(per("Opportunity", key("Owner.Region__c"), won_in(LAST_YEAR), "Amount")),
        "revenue by region this year",
        as_="margot",
    ),
    ask(
        "how many is that",
        counted("Opportunity", both(is_open, lambda d: not d.NextStep)),
        "open opps with no next step",
        as_="tobias",
    ),
    ask(
        "what are they worth in total",
        totalled("Opportunity", "Amount", both(slipped, region("EMEA North"))),
        "open deals past their close date",
        "only EMEA North",
        as_="tobias",
    ),
    ask(
        "who do we know there",
        listed("Contact", at("Wattlebrae Foods")),
        "wattlebrae foods",
        as_="kavita",
    ),
    ask(
        "what's the amount of the biggest one",
        any_of(
            value(_largest_at_wattlebrae, "USD"),
            first(
                1,
                "Opportunity",
                both(at("Wattlebrae Foods"), is_open),
                lambda d: d.Amount or 0,
            ),
        ),
        "wattlebrae foods",
        "any open opportunities with them?",
        as_="kavita",
    ),
    ask(
        "what's the total of those",
        totalled("Invoice", "Balance", both(at("Halden"), unpaid)),
        "halden",
        "do they have unpaid invoices",
    ),
    ask(
        "and Aberlochan Distillers?",
        any_of(
            first(
                1,
                "Event",
                both(owned("Callum Rathbone"), at("Aberlochan Distillers"), to_come),
                lambda e: e.StartDateTime,
                descending=False,
            ),
        ),
        "when do i meet fjellhavn offshore next",
        as_="callum",
    ),
    ask(
        "make that the top 10",
        first(
            10,
            "Opportunity",
            both(team("Teresa Villaseñor"), is_open, lambda d: d.Amount is not None),
            lambda d: d.Amount,
        ),
        "top 5 open deals on my team by amount",
        as_="teresa",
    ),
    ask(
        "And the lost ones?",
        listed("Opportunity", both(team("Matthias Krähenbühl"), lost_in(Q4))),
        "Which deals has my team won this quarter?",
        as_="matthias",
    ),
    ask(
        "which of them are renewals",
        listed(
            "Opportunity",
            both(team("Matthias Krähenbühl"), won_in(Q4), where("Type", "Renewal")),
        ),
        "deals won by my team this quarter",
        as_="matthias",
    ),
    ask(
        "only the ones in proposal",
        listed(
            "Opportunity",
            both(owned("Stefan Oberlack"), is_open, where("StageName", "Proposal/Price Quote")),
        ),
        "All my open opportunities please",
        as_="stefan",
    ),
    ask(
        "per rep please",
        table(
            win_rates(key("Owner.Name"), both(team("Mei-Ling Tan"), closes(*THIS_YEAR))), zeros=True
        ),
        "win rate of my team this year",
        as_="mei-ling",
    ),
    ask(
        "and commit?",
        totalled(
            "Opportunity", "Amount", both(closes(*Q4), where("ForecastCategoryName", "Commit"))
        ),
        "what's our best case for q4",
        as_="margot",
    ),
    ask(
        "weighted?",
        near(Decimal("0.05"), weighted(closes(*NEXT_QUARTER))),
        "pipeline closing this quarter",
        "and next quarter",
        as_="margot",
    ),
    ask(
        "and what's due today",
        listed("Task", both(mine, is_open, lambda t: t.ActivityDate == TODAY)),
        "my overdue tasks",
    ),
    ask(
        "same for gideon",
        listed("Opportunity", both(is_open, owned("Gideon Marsh"))),
        "caleb's open deals",
        as_="marcus",
    ),
    ask(
        "break that down by competitor",
        table(per("Opportunity", key("Competitor__c"), lost_in(Q4))),
        "how many deals did we lose this quarter",
        as_="marcus",
    ),
    ask(
        "when was the last contact with them",
        any_of(
            on_day(last_contact("Thistlequay Water Authority")),
            on_day(lambda o: o.named("Account", "Thistlequay Water Authority").LastActivityDate),
        ),
        "thistlequay water authority",
        "open deals?",
        as_="imani",
    ),
    ask(
        "created since september",
        listed(
            "Lead",
            both(
                where("LeadSource", "Web"),
                lambda r: not r.IsConverted,
                made("Europe/Berlin", *_SEPTEMBER_ON),
            ),
        ),
        "leads from the web",
        "just the ones not converted",
        as_="tobias",
    ),
    ask(
        "sort by balance, highest first",
        sorted_by(
            "Invoice",
            both(unpaid, lambda i: within(i.DueDate, *NOVEMBER)),
            lambda i: i.Balance,
            descending=True,
        ),
        "invoices due this month",
        "only unpaid",
        as_="tobias",
    ),
    ask(
        "who's the competitor there",
        field("Opportunity", "Skarnvik Shipping – Support renewal Q1 2027", "Competitor__c"),
        "Skarnvik Shipping support renewal Q1 2027",
        as_="anna.lindqvist",
    ),
    ask(
        "close date?",
        field("Opportunity", "Quarrowbank Mills – Remote sites, second site", "CloseDate"),
        "quarrowbank remote sites second site",
    ),
    ask(
        "do they have any overdue invoices",
        either("Invoice", both(at("Penhollow Paper"), overdue)),
        "penhollow paper",
        "who owns it",
        as_="leo",
    ),
    ask(
        "group by stage",
        any_of(
            table(per("Opportunity", key("StageName"), _BIG_FIONA)),
            table(per("Opportunity", key("StageName"), _BIG_FIONA, "Amount")),
        ),
        "deals closing in december",
        "just my team",
        "over 30k",
        as_="fiona",
    ),
    ask(
        "only those above 50k",
        listed("Order", both(ordered(LAST_MONTH), lambda r: r.TotalAmount > 50 * K)),
        "orders from last month",
        as_="tobias",
    ),
    ask(
        "which of those have no open opportunity",
        accounts(in_country("Australia"), lacking("Opportunity", is_open)),
        "accounts in australia",
        as_="mei-ling",
    ),
    ask(
        "and last quarter?",
        leading(1, per("Opportunity", key("Owner.Name"), won_in(Q3), "Amount")),
        "who's won the most revenue this quarter",
        as_="margot",
    ),
]
