"""What is missing, what lies around, and what should have happened."""

from tests.questions.expected import ask
from tests.questions.fresh.checks import counted, listed
from tests.questions.fresh.keeps import both, day, mine, slipped, stale
from tests.questions.org import TODAY, is_open
from tests.questions.visitors.checks import OURS, priced

ROWS = [
    ask(
        "which of my open deals have no amount",
        listed("Opportunity", both(mine, is_open, lambda d: not priced(d))),
    ),
    ask(
        "open opps on my team without a next step",
        listed("Opportunity", both(OURS, is_open, lambda d: not d.NextStep)),
        as_="marcus",
    ),
    ask("show me my team's stale deals", listed("Opportunity", both(OURS, stale)), as_="marcus"),
    ask(
        "Open deals on my team where the close date has already passed",
        listed("Opportunity", both(OURS, slipped)),
        as_="marcus",
    ),
    ask(
        "accounts with no phone number",
        listed("Account", lambda a: not a.Phone),
        as_="caleb",
    ),
    ask("how many contacts have no job title?", counted("Contact", lambda c: not c.Title)),
    ask(
        "contacts that don't have an email address",
        listed("Contact", lambda c: not c.Email),
        as_="caleb",
    ),
    ask(
        "which accounts haven't been touched for 30 days",
        listed(
            "Account",
            lambda a: (TODAY - (a.LastActivityDate or day(a.CreatedDate))).days > 30,
        ),
        as_="marcus",
    ),
]
