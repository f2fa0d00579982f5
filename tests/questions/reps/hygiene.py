"""What is missing, stale or late in one's own book."""

from datetime import date

from tests.questions.expected import ask
from tests.questions.fresh.checks import counted, listed
from tests.questions.fresh.keeps import both, day, slipped, stale, to_come
from tests.questions.org import TODAY, Rec, is_open
from tests.questions.reps.checks import (
    CALEB,
    DANA,
    accounts_of,
    accounts_where,
    dana,
    either,
    leo,
    open_of,
)


def _untouched(days: int, deal: Rec) -> bool:
    touched = deal.LastActivityDate or day(deal.CreatedDate)
    return (TODAY - touched).days > days


ROWS = [
    ask(
        "what do i still have to fill in",
        listed(
            "Opportunity", both(open_of(DANA), lambda d: d.Amount is None or d.NextStep is None)
        ),
    ),
    ask(
        "my open opps w/ no amount on em",
        listed("Opportunity", both(open_of(DANA), lambda d: d.Amount is None)),
    ),
    ask("my stale deals", listed("Opportunity", both(dana, stale))),
    ask("whats past its close date, mine", listed("Opportunity", both(dana, slipped))),
    ask(
        "my contacts missing an email",
        listed("Contact", both(dana, lambda c: c.Email is None)),
    ),
    ask("who am i missing a phone for", listed("Contact", both(dana, lambda c: c.Phone is None))),
    ask(
        "my open deals untouched for 45 days",
        listed("Opportunity", both(open_of(DANA), lambda d: _untouched(45, d))),
    ),
    ask(
        "accts of mine w no activity since nov 11",
        listed(
            "Account",
            both(
                dana,
                lambda a: a.LastActivityDate is None or a.LastActivityDate < date(2026, 11, 11),
            ),
        ),
    ),
    ask("how many leads got no email", counted("Lead", lambda r: r.Email is None)),
    ask("accounts without industry", listed("Account", lambda a: a.Industry is None)),
    ask(
        "my open opps with lead source blank",
        listed("Opportunity", both(open_of(CALEB), lambda d: d.LeadSource is None)),
        as_="caleb",
    ),
    ask(
        "any of calebs open deals w/o next step",
        either("Opportunity", both(open_of(CALEB), lambda d: d.NextStep is None)),
    ),
    ask(
        "which of my accts have no meeting coming up",
        accounts_where(lambda o, a: dana(a) and a.Id not in accounts_of(o, "Event", to_come)),
    ),
    ask(
        "open opps of mine that slipped or have no amount",
        listed("Opportunity", both(leo, is_open, lambda d: slipped(d) or d.Amount is None)),
        as_="leo",
    ),
    ask(
        "anything of mine stuck",
        either("Opportunity", both(leo, stale)),
        as_="leo",
    ),
]
