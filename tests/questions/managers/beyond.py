"""What a CRM cannot tell, and what somebody wants changed."""

from tests.questions.expected import Row, ask
from tests.questions.fresh.checks import any_of, change, some_change
from tests.questions.managers.checks import unanswered

_OPP = "Opportunity"

ROWS: list[Row] = [
    # no such data
    ask("What's our gross margin on sensors this quarter?", unanswered, as_="margot"),
    ask("churn rate ytd?", unanswered, as_="margot"),
    ask("how much commission is stefan getting paid this quarter", unanswered, as_="margot"),
    ask(
        "what did our pipeline look like at the start of the quarter, as a snapshot of october 1st",
        unanswered,
        as_="margot",
    ),
    ask("average discount by rep this year", unanswered, as_="margot"),
    ask("What was our forecast accuracy last quarter?", unanswered, as_="margot"),
    ask("how much travel budget is left for emea", unanswered, as_="fiona"),
    ask(
        "Please draft an email to the board summarising how the quarter is going.",
        unanswered,
        as_="margot",
    ),
    ask("days sales outstanding for q3, by region", unanswered, as_="margot"),
    ask("can you book me a room for the qbr on friday", unanswered, as_="teresa"),
    ask("excellent, thank you very much!", unanswered, as_="margot"),
    # a change is wished
    ask(
        "Please move Moorsedge Quarries – Line monitoring 2026 to commit",
        any_of(
            change(
                _OPP, "Moorsedge Quarries – Line monitoring 2026", "ForecastCategoryName", "Commit"
            ),
            some_change,
        ),
        as_="fiona",
    ),
    ask(
        "set the close date of Mesa Tolvera Cement – Sensor rollout 2026 to january 15",
        change(_OPP, "Mesa Tolvera Cement – Sensor rollout 2026", "CloseDate", "2027-01-15"),
        as_="teresa",
    ),
    ask("reassign pennyroyd textiles to ingrid fjeld", some_change, as_="fiona"),
    ask(
        "mark Nethergill Utilities – Support renewal Q4 2026 as closed won",
        change(_OPP, "Nethergill Utilities – Support renewal Q4 2026", "StageName", "Closed Won"),
        as_="fiona",
    ),
    ask(
        "change the amount on Wetherlow Rail – Boiler house retrofit to 95k pls",
        change(_OPP, "Wetherlow Rail – Boiler house retrofit", "Amount", "95000"),
        as_="fiona",
    ),
    ask(
        "lower the probability of isarquell's support renewal Q2 2027 to 30 percent",
        any_of(
            change(_OPP, "Isarquell Getränke – Support renewal Q2 2027", "Probability", "30"),
            some_change,
        ),
        as_="matthias",
    ),
]
