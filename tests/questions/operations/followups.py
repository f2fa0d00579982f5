"""Conversations of several turns; the last turn is checked."""

from datetime import date

from tests.questions.expected import ask, value
from tests.questions.fresh.checks import (
    by,
    counted,
    field,
    leading,
    listed,
    only,
    per,
    sorted_by,
    totalled,
)
from tests.questions.fresh.keeps import (
    K,
    both,
    closes,
    created,
    mine,
    overdue,
    slipped,
    team,
    unpaid,
)
from tests.questions.operations.checks import (
    LAST_YEAR,
    THIS_WEEK,
    WEEK_BEFORE_LAST,
    above,
    between,
    contents,
    empty,
    linked,
    no,
    not_answered,
    of,
    on_top,
)
from tests.questions.org import is_open, is_won

_WEEK_48 = (date(2026, 11, 23), date(2026, 11, 29))
_BIG_48 = both(is_open, closes(*_WEEK_48), above("Amount", 30 * K), no(of("Type", "Renewal")))
_LINDQVIST = "Anna Lindqvist"

ROWS = [
    ask(
        "and in total?",
        totalled("Opportunity", "Amount", both(slipped, team("Fiona Macrae"))),
        "open deals past their close date",
        "just fiona's team",
        as_="tobias",
    ),
    ask(
        "unpaid only",
        listed("Invoice", both(unpaid, above("Amount", 50 * K))),
        "invoices over 50k",
        as_="tobias",
    ),
    ask(
        "and Penhollow Paper?",
        field("Account", "Penhollow Paper", "Phone"),
        "what's the phone number of Halden",
    ),
    ask(
        "only the ones w/o an email",
        only("Contact", both(of("Account.Name", "Quarrowbank Mills"), empty("Email"))),
        "contacts at Quarrowbank Mills",
    ),
    ask(
        "group them by source",
        by(
            per(
                "Lead",
                lambda r: r.LeadSource,
                created(date(2026, 10, 1), date(2026, 10, 31)),
            )
        ),
        "leads created in october",
    ),
    ask(
        "how many is that",
        counted("Opportunity", both(is_open, above("Amount", 90 * K), no(mine))),
        "open opps over 90k",
        "except mine",
    ),
    ask(
        "as a total amount",
        totalled("Opportunity", "Amount", both(is_won, closes(*LAST_YEAR))),
        "won deals this year",
        "same for last year",
        as_="margot",
    ),
    ask(
        "and the week before",
        listed("Order", between("EffectiveDate", *WEEK_BEFORE_LAST)),
        "orders last week",
        as_="tobias",
    ),
    ask(
        "which of those are high priority",
        listed(
            "Task",
            both(
                mine,
                is_open,
                between("ActivityDate", *THIS_WEEK),
                of("Priority", "High"),
            ),
        ),
        "my open tasks due this week",
    ),
    ask(
        "which of them have unpaid invoices?",
        listed("Account", both(of("BillingCity", "Leeds"), linked("Invoice", unpaid))),
        "accounts in Leeds",
        as_="fiona",
    ),
    ask(
        "newest first",
        sorted_by(
            "Lead",
            of("Status", "Unqualified"),
            lambda r: r.CreatedDate,
            descending=True,
        ),
        "how many leads are unqualified",
        "list them, sorted by created date",
        as_="tobias",
    ),
    ask(
        "no wait, by stage instead",
        by(per("Opportunity", lambda d: d.StageName, is_open, "Amount")),
        "pipeline by region",
        as_="margot",
    ),
    ask(
        "what's his email",
        value(lambda o: "callum@ferrowick.example"),
        "who owns Fjellhavn Offshore",
        as_="fiona",
    ),
    ask(
        "what is on it",
        contents("OrderItem", of("Order.OrderNumber", "00001289")),
        "largest open order",
        as_="tobias",
    ),
    ask(
        "who of them has the most?",
        on_top(per("Opportunity", lambda d: d.Owner.Name, _BIG_48, "Amount")),
        "open deals closing in week 48",
        "over 30k",
        "but not renewals",
        "amount by owner",
        as_="tobias",
    ),
    ask(
        "i meant lindqvist",
        listed("Opportunity", both(is_open, lambda d: d.Owner.Name == _LINDQVIST)),
        "open deals of Anna Moretti",
        as_="fiona",
    ),
    ask(
        "perfect, thank you",
        not_answered,
        "overdue invoices in Germany",
        as_="tobias",
    ),
    ask(
        "the three with the largest balance",
        leading(
            3,
            per(
                "Invoice",
                lambda i: i.InvoiceNumber,
                both(overdue, no(of("Account.BillingCountry", "United States"))),
                "Balance",
            ),
        ),
        "overdue invoices",
        "leave out the united states",
        as_="tobias",
    ),
]
