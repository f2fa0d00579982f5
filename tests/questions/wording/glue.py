"""The glue of everyday English: what fields are marked as, whose customers are the best, an order
by a date, and things said twice.
"""

from datetime import date
from decimal import Decimal

from tests.questions.expected import ask
from tests.questions.fresh.checks import counted, first, leading, listed, per, rate, sorted_by
from tests.questions.fresh.keeps import both, closes, late, mine, slipped, starts, team
from tests.questions.managers.checks import near, unanswered
from tests.questions.managers.keeps import gap, key, where, won_in
from tests.questions.operations.checks import account, idle_for, of
from tests.questions.org import Q3, Q4, TODAY, Rec, is_open, is_won

_open_and_mine = both(is_open, mine)
_open_high = both(is_open, where("Renewal_Risk__c", "High"))
_FORTNIGHT = (TODAY, date(2026, 12, 2))


def _due_today(task: Rec) -> bool:
    return bool(task.ActivityDate == TODAY)


_MARKED = [
    ask("open deals flagged high risk", listed("Opportunity", _open_high)),
    ask("open deals marked as high risk", listed("Opportunity", _open_high)),
    ask("accounts in California", listed("Account", of("BillingState", "CA"))),
    ask("how many accounts are there in texas", counted("Account", of("BillingState", "TX"))),
    ask("accounts where no industry is recorded", listed("Account", lambda a: a.Industry is None)),
]

_WHOSE = [
    ask(
        "who are my top 3 customers",
        leading(3, per("Opportunity", key("Account.Name"), both(is_won, account(mine)), "Amount")),
    ),
    ask(
        "who's our biggest customer this year",
        leading(
            1,
            per(
                "Opportunity",
                key("Account.Name"),
                won_in((date(2026, 1, 1), date(2026, 12, 31))),
                "Amount",
            ),
        ),
    ),
    ask(
        "who has the most open deals",
        leading(1, per("Opportunity", key("Owner.Name"), is_open)),
    ),
    ask(
        "customers we haven't spoken to in 45 days",
        listed("Account", idle_for(45)),
    ),
    ask(
        "what's on my calendar tomorrow",
        listed("Event", both(mine, starts(*[date(2026, 11, 19)] * 2))),
    ),
]

_ORDERED = [
    ask(
        "my open deals by close date",
        sorted_by("Opportunity", _open_and_mine, lambda d: d.CloseDate),
    ),
    ask(
        "sort my open deals by close date",
        sorted_by("Opportunity", _open_and_mine, lambda d: d.CloseDate),
    ),
    ask(
        "my top 10 open deals by close date",
        first(10, "Opportunity", _open_and_mine, lambda d: d.CloseDate, descending=False),
    ),
    ask(
        "what closes in the next fortnight",
        listed("Opportunity", both(is_open, closes(*_FORTNIGHT))),
    ),
]

_TWICE = [
    ask(
        "tasks of my team that are past their due date and still open",
        listed("Task", both(team("Fiona Macrae"), late)),
        as_="fiona",
    ),
    ask(
        "open and overdue deals of my team",
        listed("Opportunity", both(team("Fiona Macrae"), slipped)),
        as_="fiona",
    ),
    ask(
        "and what's due today",
        listed("Task", both(mine, is_open, _due_today)),
        "my overdue tasks",
    ),
    ask(
        "and last quarter?",
        leading(1, per("Opportunity", key("Owner.Name"), won_in(Q3), "Amount")),
        "who won the most revenue this quarter",
    ),
]

_FIGURES = [
    ask("how far am I from my quota", near(Decimal("0.01"), gap(mine, Q4))),
    ask(
        "how close is ingrid to her target",
        near(Decimal("0.01"), gap(lambda r: r.Owner.Name == "Ingrid Fjeld", Q4)),
    ),
    ask(
        "lead conversion rate from trade shows",
        rate(
            lambda o: o.count(
                "Lead", both(of("LeadSource", "Trade Show"), of("IsConverted", True))
            ),
            lambda o: o.count("Lead", of("LeadSource", "Trade Show")),
        ),
    ),
    ask("how many deals will we win next month", unanswered),
]

ROWS = [*_MARKED, *_WHOSE, *_ORDERED, *_TWICE, *_FIGURES]
