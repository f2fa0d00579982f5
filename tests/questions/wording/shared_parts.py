"""A word that several values begin with means any of them: EMEA, AMER; a value can be the noun."""

from tests.questions.expected import ask
from tests.questions.fresh.checks import Groups, counted, listed, sides, totalled
from tests.questions.fresh.keeps import Keep, both, closes
from tests.questions.operations.checks import linked, no, of
from tests.questions.org import THIS_YEAR, Org, is_open, is_won, summed


def _region(*names: str) -> Keep:
    return lambda r: r.Owner.Region__c in names


_EMEA = _region("EMEA Central", "EMEA North")
_AMER = _region("AMER East", "AMER West")


def _bookings(**keeps: Keep) -> Groups:
    def expect(org: Org) -> dict[str, object]:
        won = [d for d in org.all("Opportunity") if is_won(d) and closes(*THIS_YEAR)(d)]
        return {name: summed(filter(keep, won), "Amount") for name, keep in keeps.items()}

    return expect


_SHARED = [
    ask("open deals in EMEA", listed("Opportunity", both(is_open, _EMEA))),
    ask("how many open deals in emea", counted("Opportunity", both(is_open, _EMEA))),
    ask("EMEA pipeline", totalled("Opportunity", "Amount", both(is_open, _EMEA))),
    ask("open deals outside EMEA", listed("Opportunity", both(is_open, no(_EMEA)))),
    ask("open deals not in AMER", listed("Opportunity", both(is_open, no(_AMER)))),
    ask(
        "open deals in amer or apac",
        listed("Opportunity", both(is_open, _region("AMER East", "AMER West", "APAC"))),
    ),
    ask("bookings EMEA vs AMER this year", sides(_bookings(EMEA=_EMEA, AMER=_AMER))),
    ask(
        "AMER West pipeline", totalled("Opportunity", "Amount", both(is_open, _region("AMER West")))
    ),
    ask("reps in the north", listed("User", of("Region__c", "EMEA North"))),
    ask("open deals in EMEA (north)", listed("Opportunity", both(is_open, _region("EMEA North")))),
]

_NOUNS = [
    ask(
        "prospects in emea without any open opportunity",
        listed("Account", both(of("Type", "Prospect"), _EMEA, no(linked("Opportunity", is_open)))),
    ),
    ask(
        "prospects with more than 3 contacts",
        listed("Account", both(of("Type", "Prospect"), linked("Contact", at_least=4))),
    ),
    ask(
        "partners without orders",
        listed("Account", both(of("Type", "Partner"), no(linked("Order")))),
    ),
    ask(
        "renewals without products",
        listed(
            "Opportunity",
            both(of("Type", "Renewal"), no(linked("OpportunityLineItem", through="OpportunityId"))),
        ),
    ),
]

ROWS = [*_SHARED, *_NOUNS]
