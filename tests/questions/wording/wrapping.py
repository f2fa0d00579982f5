"""What a question is wrapped in means nothing, and only where it wraps."""

from tests.questions.expected import ask, outcome, value
from tests.questions.fresh.checks import by, counted, field, listed, per, totalled, truth
from tests.questions.fresh.keeps import K, amount, at, both, closes, mine, open_order, overdue
from tests.questions.operations.checks import of
from tests.questions.org import Q4, THIS_YEAR, is_open, is_won

_MINE = both(is_open, mine)
_OPEN = listed("Opportunity", _MINE)
_PIPELINE = totalled("Opportunity", "Amount", _MINE)

_OPENED = [
    ask(
        "Good morning! Could you please tell me what our open pipeline amounts to today?",
        totalled("Opportunity", "Amount", is_open),
    ),
    ask(
        "hi there, i have a quick question: how many open deals do we have?",
        counted("Opportunity", is_open),
    ),
    ask("hello, i started today. what kind of things can i ask you?", outcome("help")),
    ask("i'd like to know which of my deals are open", _OPEN),
    ask(
        "can i see my open deals over 20k?",
        listed("Opportunity", both(_MINE, amount(lambda a: a > 20 * K))),
    ),
    ask("could i see the overdue invoices please", listed("Invoice", overdue)),
    ask("For the forecast call: my open deals", _OPEN),
    ask("for the board deck, how many open deals do we have", counted("Opportunity", is_open)),
    ask("for halden: open deals", listed("Opportunity", both(is_open, at("Halden")))),
    ask("run me a list of overdue invoices", listed("Invoice", overdue)),
    ask("compile a list of my open deals", _OPEN),
    ask("retrieve my open deals", _OPEN),
    ask("make me a list of my open deals", _OPEN),
    ask("calculate my open pipeline", _PIPELINE),
    ask("how is my pipeline looking?", _PIPELINE),
    ask("what does my pipeline look like", _PIPELINE),
    ask("how are my open deals doing", _OPEN),
    ask(
        "how did bookings develop by quarter this year",
        by(
            per(
                "Opportunity",
                lambda d: f"2026-Q{(d.CloseDate.month + 2) // 3}",
                both(is_won, closes(*THIS_YEAR)),
                "Amount",
            )
        ),
    ),
    ask("how did we lose the halden deal", outcome("not_understood")),
    ask("how is caleb doing", outcome("clarify")),
    ask(
        "how is our open pipeline for this quarter spread over the stages",
        by(per("Opportunity", lambda d: d.StageName, both(is_open, closes(*Q4)), "Amount")),
    ),
]

_CLOSED = [
    ask("my open deals asap, thanks", _OPEN),
    ask("need my open deals real quick", _OPEN),
    ask("open deals of mine when you get a chance please", _OPEN),
    ask("who owns halden again?", field("Account", "Halden", "Owner.Name")),
    ask("is belwethy grocers a customer yet", truth(False)),
    ask("what exactly is open at halden", listed("Opportunity", both(is_open, at("Halden")))),
    ask("products that aren't active anymore", listed("Product2", lambda p: not p.IsActive)),
    ask("accounts in canada or not", listed("Account", of("BillingCountry", "Canada"))),
    ask("our pipeline today", totalled("Opportunity", "Amount", is_open)),
    ask(
        "pipeline closing today",
        totalled(
            "Opportunity", "Amount", both(is_open, lambda d: str(d.CloseDate) == "2026-11-18")
        ),
    ),
]

_MONEY = [
    ask(
        "what do i have in commit, in dollars",
        totalled("Opportunity", "Amount", both(mine, of("ForecastCategoryName", "Commit"))),
    ),
    ask(
        "how many dollars did we win this quarter",
        totalled("Opportunity", "Amount", both(is_won, closes(*Q4))),
    ),
    ask("$ in open orders of mine", totalled("Order", "TotalAmount", both(open_order, mine))),
    ask("win rate in dollars", outcome("not_understood")),
    ask(
        "what are my open deals worth together",
        value(lambda o: o.total("Opportunity", "Amount", _MINE)),
    ),
    ask("which sensors do we sell?", listed("Product2", of("Family", "Sensors"))),
    ask("open deals in my book", _OPEN),
]

ROWS = [*_OPENED, *_CLOSED, *_MONEY]
