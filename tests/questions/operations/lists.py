"""Lists with many filters and odd conditions."""

from datetime import date
from decimal import Decimal

from tests.questions.expected import ask
from tests.questions.fresh.checks import any_of, counted, first, listed, sorted_by, totalled
from tests.questions.fresh.keeps import K, both, closes, created, mine, owned, team, unpaid
from tests.questions.operations.checks import (
    DECEMBER,
    THIS_WEEK,
    above,
    asked_back,
    begins,
    below,
    between,
    either,
    filled,
    least,
    most,
    no,
    of,
    says,
)
from tests.questions.org import Q4, THIS_MONTH, THIS_YEAR, is_lost, is_open, is_won

_COMMIT_OR_BEST = of("ForecastCategoryName", "Commit", "Best Case")

ROWS = [
    # neither, except, either, other than
    ask(
        "open deals over 80k that are in neither negotiation nor proposal",
        listed(
            "Opportunity",
            both(
                is_open,
                above("Amount", 80 * K),
                no(of("StageName", "Negotiation/Review", "Proposal/Price Quote")),
            ),
        ),
        as_="tobias",
    ),
    ask(
        "everything closing in december except renewals, by amount, biggest first",
        any_of(
            sorted_by(
                "Opportunity",
                both(is_open, closes(*DECEMBER), no(of("Type", "Renewal")), filled("Amount")),
                lambda d: d.Amount,
                descending=True,
            ),
            sorted_by(
                "Opportunity",
                both(is_open, closes(*DECEMBER), no(of("Type", "Renewal"))),
                lambda d: d.Amount or Decimal(0),
                descending=True,
            ),
        ),
        as_="tobias",
    ),
    ask(
        "either commit or best case, mine, closing this month",
        listed("Opportunity", both(mine, is_open, _COMMIT_OR_BEST, closes(*THIS_MONTH))),
    ),
    ask(
        "open deals where we're up against a competitor other than Kestovar, at least 70k",
        listed(
            "Opportunity",
            both(
                is_open,
                filled("Competitor__c"),
                no(of("Competitor__c", "Kestovar")),
                least("Amount", 70 * K),
            ),
        ),
        as_="tobias",
    ),
    ask(
        "accounts that are neither customers nor partners",
        listed("Account", no(of("Type", "Customer", "Partner"))),
        as_="tobias",
    ),
    ask(
        "orders over 40,000 which are not shipped and not cancelled",
        listed(
            "Order",
            both(above("TotalAmount", 40 * K), no(of("Status", "Shipped", "Cancelled"))),
        ),
        as_="tobias",
    ),
    ask(
        "tasks due this week, neither completed nor waiting, high prio",
        listed(
            "Task",
            both(
                between("ActivityDate", *THIS_WEEK),
                no(of("Status", "Completed", "Waiting")),
                of("Priority", "High"),
            ),
        ),
        as_="tobias",
    ),
    ask(
        "canadian accounts outside agriculture",
        any_of(
            listed(
                "Account",
                both(of("BillingCountry", "Canada"), no(of("Industry", "Agriculture"))),
            ),
            listed(
                "Account",
                both(
                    of("BillingCountry", "Canada"),
                    filled("Industry"),
                    no(of("Industry", "Agriculture")),
                ),
            ),
        ),
        as_="tobias",
    ),
    # one of several
    ask(
        "accounts in Oslo, Bergen or Stockholm",
        listed("Account", of("BillingCity", "Oslo", "Bergen", "Stockholm")),
        as_="fiona",
    ),
    ask(
        "accounts in MA, NY and NJ with more than 1000 employees",
        listed(
            "Account",
            both(of("BillingState", "MA", "NY", "NJ"), above("NumberOfEmployees", 1000)),
        ),
    ),
    ask(
        "open opps of Oskar or Harriet",
        listed("Opportunity", both(is_open, either(owned("Oskar Bränning"), owned("Harriet Pym")))),
        as_="fiona",
    ),
    ask(
        "leads from trade shows or partner referrals in germany, austria and switzerland that "
        "aren't unqualified",
        listed(
            "Lead",
            both(
                of("LeadSource", "Trade Show", "Partner Referral"),
                of("Country", "Germany", "Austria", "Switzerland"),
                no(of("Status", "Unqualified")),
            ),
        ),
        as_="matthias",
    ),
    ask(
        "customers in TX or AZ, only ones with type customer",
        listed("Account", both(of("BillingState", "TX", "AZ"), of("Type", "Customer"))),
        as_="teresa",
    ),
    # parts of words
    ask("accounts starting with K", listed("Account", begins("Name", "K")), as_="tobias"),
    ask(
        "lost deals this year with cold-chain in the name",
        listed("Opportunity", both(is_lost, says("Name", "cold-chain"), closes(*THIS_YEAR))),
        as_="tobias",
    ),
    ask(
        "how many contacts have a title that begins with 'Head of'?",
        counted("Contact", begins("Title", "Head of")),
        as_="tobias",
    ),
    ask(
        "contacts with an e-mail @halden.example",
        listed("Contact", says("Email", "@halden.example")),
    ),
    ask(
        "open opportunities whose next step mentions legal, above 40k",
        listed("Opportunity", both(is_open, says("NextStep", "legal"), above("Amount", 40 * K))),
        as_="tobias",
    ),
    ask(
        "accounts ending in GmbH or AG",
        listed(
            "Account",
            lambda a: bool(a.Name.endswith(" GmbH") or a.Name.endswith(" AG")),
        ),
        as_="matthias",
    ),
    # ranges
    ask(
        "who has annual revenue of at least 500 million? accounts i mean",
        listed("Account", least("AnnualRevenue", 500_000_000)),
        as_="tobias",
    ),
    ask(
        "no more than 150 employees, and not a prospect",
        listed("Account", both(most("NumberOfEmployees", 150), no(of("Type", "Prospect")))),
        as_="tobias",
    ),
    ask(
        "probability between 20 and 50 percent, open, amount below 10k",
        listed(
            "Opportunity",
            both(is_open, between("Probability", 20, 50), below("Amount", 10 * K)),
        ),
        as_="tobias",
    ),
    ask(
        "invoices due 20 Nov to 30 Nov with a balance of more than 20k",
        listed(
            "Invoice",
            both(
                between("DueDate", date(2026, 11, 20), date(2026, 11, 30)),
                above("Balance", 20 * K),
            ),
        ),
        as_="tobias",
    ),
    ask(
        "any opportunity with an amount of exactly 54,500?",
        listed("Opportunity", of("Amount", Decimal(54500))),
        as_="tobias",
    ),
    ask(
        "opps from 30 up to 40 k in value proposition, EMEA North only",
        listed(
            "Opportunity",
            both(
                between("Amount", 30 * K, 40 * K),
                of("StageName", "Value Proposition"),
                of("Owner.Region__c", "EMEA North"),
            ),
        ),
        as_="fiona",
    ),
    # many at once
    ask(
        "new business we lost to Monithral in 2026, how much was it worth",
        totalled(
            "Opportunity",
            "Amount",
            both(
                is_lost,
                of("Type", "New Business"),
                of("Competitor__c", "Monithral"),
                closes(*THIS_YEAR),
            ),
        ),
        as_="tobias",
    ),
    ask(
        "open renewals with high renewal risk, 40k or more, closing this quarter or owned by Chloe",
        any_of(
            listed(
                "Opportunity",
                both(
                    is_open,
                    of("Type", "Renewal"),
                    of("Renewal_Risk__c", "High"),
                    least("Amount", 40 * K),
                    either(closes(*Q4), owned("Chloe Barrowman")),
                ),
            ),
            asked_back,
        ),
        as_="tobias",
    ),
    ask(
        "won by Marcus's team, lead source web, since january: the three largest",
        first(
            3,
            "Opportunity",
            both(
                is_won,
                team("Marcus Oyelaran"),
                of("LeadSource", "Web"),
                closes(date(2026, 1, 1), date(2026, 11, 18)),
            ),
            lambda d: d.Amount,
        ),
        as_="tobias",
    ),
    ask(
        "unconverted leads created in october, not from phone inquiries, US only",
        listed(
            "Lead",
            both(
                of("IsConverted", False),
                created(date(2026, 10, 1), date(2026, 10, 31)),
                no(of("LeadSource", "Phone Inquiry")),
                of("Country", "United States"),
            ),
        ),
    ),
    ask(
        "invoices that are both unpaid and not due yet, balance from 40k",
        listed(
            "Invoice",
            both(unpaid, least("DueDate", date(2026, 11, 18)), least("Balance", 40 * K)),
        ),
        as_="tobias",
    ),
]
