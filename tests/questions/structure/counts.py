"""How many other records there are: more than one, exactly two, at most one, nothing, never."""

from tests.questions.expected import ask
from tests.questions.fresh.checks import counted, listed, truth
from tests.questions.fresh.keeps import Keep, both, closes, overdue, owned, unpaid
from tests.questions.operations.checks import LAST_YEAR, between, linked, no, of
from tests.questions.org import Q4, THIS_YEAR, is_open, is_won


def _deals(count: int) -> Keep:
    return linked("Opportunity", is_open, at_least=count)


def _contacts(count: int) -> Keep:
    return linked("Contact", at_least=count)


_RENEWAL_CLOSING = both(is_open, of("Type", "Renewal"), closes(*Q4))
_CALEB = owned("Caleb Strand")
_UNPAID = linked("Invoice", unpaid, at_least=2)
_ORDERED_THIS_YEAR = linked("Order", between("EffectiveDate", *THIS_YEAR))
_ORDERED_LAST_YEAR = linked("Order", between("EffectiveDate", *LAST_YEAR))
_WON_THIS_YEAR = linked("Opportunity", both(is_won, closes(*THIS_YEAR)))
_WON_THIS_QUARTER = linked("Opportunity", both(is_won, closes(*Q4)), through="OwnerId")


_COUNTS = [
    ask("accounts with more than one open deal", listed("Account", _deals(2))),
    ask("accounts with at least two open deals", listed("Account", _deals(2))),
    ask("accounts with exactly two open deals", listed("Account", both(_deals(2), no(_deals(3))))),
    ask("accounts with at most one open deal", listed("Account", no(_deals(2)))),
    ask("accounts with fewer than three open deals", listed("Account", no(_deals(3)))),
    ask("accounts with two or more unpaid invoices", listed("Account", _UNPAID)),
    ask("accounts with several unpaid invoices", listed("Account", _UNPAID)),
    ask(
        "accounts with exactly one contact", listed("Account", both(_contacts(1), no(_contacts(2))))
    ),
    ask("how many accounts have fewer than 2 contacts?", counted("Account", no(_contacts(2)))),
    ask(
        "accounts with an open deal but fewer than 2 contacts",
        listed("Account", both(_deals(1), no(_contacts(2)))),
    ),
    ask("accounts with only one contact", listed("Account", both(_contacts(1), no(_contacts(2))))),
    ask("accounts with a single contact", listed("Account", both(_contacts(1), no(_contacts(2))))),
    ask(
        "which accounts have two or more renewals closing this quarter",
        listed("Account", linked("Opportunity", _RENEWAL_CLOSING, at_least=2)),
    ),
]

_ENOUGH = [
    ask("is there an account with brightwater in its name", truth(True)),
    ask("are there more than two accounts with brightwater in their name", truth(False)),
    ask("are there two accounts with brightwater in their name", truth(True)),
    ask("do we have more than 3 overdue invoices", truth(True)),
    ask("are there fewer than 5 overdue invoices", truth(False)),
    ask("does Halden have more than 50 contacts", truth(False)),
]

_NOTHING = [
    ask("accounts that never ordered anything", listed("Account", no(linked("Order")))),
    ask("accounts that have never bought anything from us", listed("Account", no(linked("Order")))),
    ask(
        "accounts that ordered something last year but nothing this year",
        listed("Account", both(_ORDERED_LAST_YEAR, no(_ORDERED_THIS_YEAR))),
    ),
    ask(
        "my accounts with nothing won this year",
        listed("Account", both(_CALEB, no(_WON_THIS_YEAR))),
        as_="caleb",
    ),
    ask(
        "my accounts that won nothing this year",
        listed("Account", both(_CALEB, no(_WON_THIS_YEAR))),
        as_="caleb",
    ),
    ask(
        "accounts of mine that haven't ordered anything this year",
        listed("Account", both(_CALEB, no(_ORDERED_THIS_YEAR))),
        as_="caleb",
    ),
    ask("customers that did not order this year", listed("Account", no(_ORDERED_THIS_YEAR))),
    ask("accounts with nothing overdue", listed("Account", no(linked("Invoice", overdue)))),
    ask("reps who haven't won a deal this quarter", listed("User", no(_WON_THIS_QUARTER))),
    ask(
        "who on my team hasn't won anything this quarter",
        listed("User", both(of("Manager.Name", "Teresa Villaseñor"), no(_WON_THIS_QUARTER))),
        as_="teresa",
    ),
]

_SAID_IN_GERMAN = [
    ask("Kunden mit genau zwei offenen Deals", listed("Account", both(_deals(2), no(_deals(3))))),
    ask("Kunden mit höchstens einem offenen Deal", listed("Account", no(_deals(2)))),
    ask("Kunden mit mehr als einer offenen Rechnung", listed("Account", _UNPAID)),
    ask("Kunden, die nie bestellt haben", listed("Account", no(linked("Order")))),
]

ROWS = [*_COUNTS, *_ENOUGH, *_NOTHING, *_SAID_IN_GERMAN]
