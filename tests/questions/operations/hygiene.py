"""What is missing, empty, stale, double or past due: sales operations cleaning up."""

from datetime import date

from tests.questions.expected import ask
from tests.questions.fresh.checks import (
    any_of,
    counted,
    first,
    listed,
    rate,
    sorted_by,
    totalled,
)
from tests.questions.fresh.keeps import (
    both,
    closes,
    created,
    late,
    owned,
    slipped,
    stale,
    team,
)
from tests.questions.operations.checks import (
    DECEMBER,
    ago,
    below,
    empty,
    filled,
    idle_for,
    least,
    linked,
    moment,
    no,
    none_at_all,
    not_answered,
    of,
    says,
    series,
    yes,
)
from tests.questions.org import THIS_YEAR, TODAY, Rec, is_lost, is_open, is_won, org

_UNFILLED = no(both(filled("Amount"), filled("NextStep")))


def _shares_website(account: Rec) -> bool:
    """Another account has the same website."""
    return org().count("Account", lambda a: a.Website == account.Website) > 1


ROWS = [
    # empty fields
    ask(
        "open opps w/o a next step closing before 12/25",
        any_of(
            listed(
                "Opportunity",
                both(is_open, empty("NextStep"), below("CloseDate", date(2026, 12, 25))),
            ),
            listed(
                "Opportunity", both(is_open, empty("NextStep"), closes(TODAY, date(2026, 12, 24)))
            ),
        ),
        as_="tobias",
    ),
    ask(
        "how many contacts have neither an email nor a phone number?",
        counted("Contact", both(empty("Email"), empty("Phone"))),
        as_="tobias",
    ),
    ask(
        "leads where email is blank and the status is not unqualified",
        listed("Lead", both(empty("Email"), no(of("Status", "Unqualified")))),
        as_="tobias",
    ),
    ask(
        "job title is empty, contacts at german accounts",
        listed("Contact", both(empty("Title"), of("Account.BillingCountry", "Germany"))),
        as_="tobias",
    ),
    ask(
        "do we have any accounts without a website?",
        none_at_all,
        as_="tobias",
    ),
    ask(
        "number of won opportunities this year that lack a lead source",
        counted("Opportunity", both(is_won, empty("LeadSource"), closes(*THIS_YEAR))),
        as_="tobias",
    ),
    ask(
        "Which open renewals have a renewal risk other than low, closing Q1 2027?",
        listed(
            "Opportunity",
            both(
                is_open,
                of("Type", "Renewal"),
                filled("Renewal_Risk__c"),
                no(of("Renewal_Risk__c", "Low")),
                closes(date(2027, 1, 1), date(2027, 3, 31)),
            ),
        ),
    ),
    ask(
        "what does Tane still have to fill in",
        listed("Opportunity", both(is_open, owned("Tane Rawhiti"), _UNFILLED)),
        as_="mei-ling",
    ),
    ask(
        "accounts missing BOTH phone and industry",
        listed("Account", both(empty("Phone"), empty("Industry"))),
        as_="tobias",
    ),
    ask(
        "annual revenue unknown and at least 2000 employees",
        listed("Account", both(empty("AnnualRevenue"), least("NumberOfEmployees", 2000))),
        as_="tobias",
    ),
    ask(
        "share of open deals without an amount",
        rate(
            lambda o: o.count("Opportunity", both(is_open, empty("Amount"))),
            lambda o: o.count("Opportunity", is_open),
        ),
    ),
    ask(
        "open deals in negotiation that have no products on them",
        listed(
            "Opportunity",
            both(
                is_open,
                of("StageName", "Negotiation/Review"),
                no(linked("OpportunityLineItem", through="OpportunityId")),
            ),
        ),
        as_="tobias",
    ),
    # past due
    ask(
        "our oldest past-due opportunity?",
        first(1, "Opportunity", slipped, lambda d: d.CloseDate, descending=False),
        as_="tobias",
    ),
    ask(
        "open deals that should have closed in september",
        listed("Opportunity", both(is_open, closes(date(2026, 9, 1), date(2026, 9, 30)))),
        as_="tobias",
    ),
    ask(
        "overdue tasks nobody has started, earliest first",
        sorted_by("Task", both(late, of("Status", "Not Started")), lambda t: t.ActivityDate),
        as_="tobias",
    ),
    # stale
    ask(
        "open opportunities untouched for 60 days",
        listed("Opportunity", both(is_open, idle_for(60))),
        as_="tobias",
    ),
    ask(
        "how many deals are stuck on Matthias' team?",
        counted("Opportunity", both(stale, team("Matthias Krähenbühl"))),
        as_="tobias",
    ),
    ask(
        "accounts with no activity since october 1st",
        any_of(
            listed("Account", lambda a: bool((a.LastActivityDate or date.min) < date(2026, 10, 1))),
            listed(
                "Account",
                lambda a: bool((a.LastActivityDate or a.CreatedDate.date()) < date(2026, 10, 1)),
            ),
            listed("Account", below("LastActivityDate", date(2026, 10, 1))),
        ),
    ),
    ask(
        "stale renewals closing in december",
        listed("Opportunity", both(stale, of("Type", "Renewal"), closes(*DECEMBER))),
    ),
    ask(
        "leads older than 90 days that are still in status new",
        listed("Lead", both(of("Status", "New"), created(date.min, ago(91)))),
    ),
    ask(
        "Qualified leads that nobody converted",
        listed("Lead", both(of("Status", "Qualified"), of("IsConverted", False))),
        as_="tobias",
    ),
    ask(
        "open deals whose last stage change was before september",
        listed(
            "Opportunity",
            both(is_open, moment("LastStageChangeDate", date.min, date(2026, 8, 31))),
        ),
    ),
    # double, orphaned
    ask(
        "accounts that share a website with another account",
        any_of(listed("Account", _shares_website), not_answered),
        as_="tobias",
    ),
    ask(
        "is there more than one account with brightwater in its name",
        yes("Account", says("Name", "brightwater")),
        as_="tobias",
    ),
    ask(
        "accounts owned by inactive users",
        listed("Account", of("Owner.IsActive", False)),
        as_="tobias",
    ),
    ask(
        "total of the open opps whose owner is no longer active",
        totalled("Opportunity", "Amount", both(is_open, of("Owner.IsActive", False))),
        as_="tobias",
    ),
    ask(
        "which open deals still have the discontinued FW-S050 on them",
        listed(
            "Opportunity",
            both(
                is_open,
                linked(
                    "OpportunityLineItem",
                    of("Product2.ProductCode", "FW-S050"),
                    through="OpportunityId",
                ),
            ),
        ),
        as_="tobias",
    ),
    ask(
        "lost in 2025 without a competitor noted, number per quarter",
        series(
            lambda o: [
                o.count(
                    "Opportunity",
                    both(
                        is_lost,
                        empty("Competitor__c"),
                        closes(date(2025, month, 1), date(2025, month + 2, day)),
                    ),
                )
                for month, day in ((1, 31), (4, 30), (7, 30), (10, 31))
            ]
        ),
    ),
]
