"""The biggest, next, oldest, and who comes out on top."""

from tests.questions.expected import ask
from tests.questions.fresh.checks import any_of, first, leading, on_day, per, sorted_by
from tests.questions.fresh.keeps import at, both, closes, team, unpaid
from tests.questions.org import Q4, THIS_YEAR, TODAY, is_open, is_won
from tests.questions.reps.checks import (
    CALEB,
    DANA,
    billed,
    callum,
    dana,
    leo,
    open_of,
    won_by,
)

ROWS = [
    ask(
        "biggest deal i have open",
        first(1, "Opportunity", both(open_of(DANA), lambda d: d.Amount), lambda d: d.Amount),
    ),
    ask(
        "top 3 opps of mine by amt, open",
        first(3, "Opportunity", both(open_of(CALEB), lambda d: d.Amount), lambda d: d.Amount),
        as_="caleb",
    ),
    ask(
        "oldest open opp in my book",
        first(1, "Opportunity", open_of(DANA), lambda d: d.CreatedDate, descending=False),
    ),
    ask(
        "who won most deals this year on marcus team",
        leading(
            1,
            per(
                "Opportunity",
                lambda d: d.Owner.Name,
                both(is_won, closes(*THIS_YEAR), team("Marcus Oyelaran")),
            ),
        ),
    ),
    ask(
        "whos got the most booked this qtr, top 3 reps by won amount",
        leading(
            3,
            per("Opportunity", lambda d: d.Owner.Name, both(is_won, closes(*Q4)), "Amount"),
        ),
    ),
    ask(
        "which of my accts owes the most",
        leading(1, per("Invoice", lambda i: i.Account.Name, both(unpaid, billed(DANA)), "Balance")),
    ),
    ask(
        "next deal of mine to close",
        any_of(
            first(
                1,
                "Opportunity",
                both(open_of(DANA), lambda d: d.CloseDate >= TODAY),
                lambda d: d.CloseDate,
                descending=False,
            ),
            first(1, "Opportunity", open_of(DANA), lambda d: d.CloseDate, descending=False),
        ),
    ),
    ask(
        "my open opps sorted by close date soonest 1st",
        sorted_by("Opportunity", open_of(DANA), lambda d: d.CloseDate),
    ),
    ask(
        "latest invoice for pellingham & crowe",
        first(1, "Invoice", at("Pellingham & Crowe"), lambda i: i.InvoiceDate),
    ),
    ask(
        "last deal i won?",
        first(1, "Opportunity", won_by(DANA), lambda d: d.CloseDate),
    ),
    ask(
        "best selling product line this year",
        any_of(
            leading(
                1,
                per(
                    "OpportunityLineItem",
                    lambda i: i.Product2.Family,
                    lambda i: is_won(i.Opportunity) and closes(*THIS_YEAR)(i.Opportunity),
                    "TotalPrice",
                ),
            ),
            leading(
                1,
                per(
                    "OrderItem",
                    lambda i: i.Product2.Family,
                    lambda i: THIS_YEAR[0] <= i.Order.EffectiveDate <= THIS_YEAR[1],
                    "TotalPrice",
                ),
            ),
            leading(
                1,
                per(
                    "OrderItem",
                    lambda i: i.Product2.Family,
                    lambda i: THIS_YEAR[0] <= i.Order.EffectiveDate <= THIS_YEAR[1],
                    "Quantity",
                ),
            ),
        ),
    ),
    ask(
        "rank the reps under marcus by open pipeline",
        leading(
            13,
            per(
                "Opportunity",
                lambda d: d.Owner.Name,
                both(is_open, team("Marcus Oyelaran")),
                "Amount",
            ),
        ),
    ),
    ask(
        "which account of mine has the most contacts",
        leading(1, per("Contact", lambda c: c.Account.Name, callum)),
        as_="callum",
    ),
    ask(
        "biggest order quarrowbank mills ever placed",
        first(1, "Order", at("Quarrowbank Mills"), lambda r: r.TotalAmount),
    ),
    ask(
        "when was the first deal we won w/ halden, oldest one",
        any_of(
            first(
                1,
                "Opportunity",
                both(is_won, at("Halden")),
                lambda d: d.CloseDate,
                descending=False,
            ),
            on_day(
                lambda o: min(
                    d.CloseDate for d in o.all("Opportunity") if is_won(d) and at("Halden")(d)
                )
            ),
        ),
    ),
    ask(
        "biggest acct in my territory by headcount",
        first(
            1, "Account", both(leo, lambda a: a.NumberOfEmployees), lambda a: a.NumberOfEmployees
        ),
        as_="leo",
    ),
    ask(
        "5 largest unpaid invoices",
        first(5, "Invoice", unpaid, lambda i: i.Balance),
    ),
    ask(
        "my orders newest first",
        sorted_by("Order", dana, lambda r: r.EffectiveDate, descending=True),
    ),
]
