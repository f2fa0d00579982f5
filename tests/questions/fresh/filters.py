"""Lists of one kind of record, narrowed by its own fields."""

from datetime import date

from tests.questions.expected import ask
from tests.questions.fresh.checks import listed
from tests.questions.fresh.keeps import K, amount, both, closes, created, mine, owned
from tests.questions.org import LAST_MONTH, THIS_MONTH, THIS_YEAR, is_lost, is_open, is_won, within

_FOOD = "Food & Beverage"

ROWS = [
    # numbers
    ask(
        "open deals over 100k", listed("Opportunity", both(is_open, amount(lambda a: a > 100 * K)))
    ),
    ask(
        "my open deals above $50,000 pls",
        listed("Opportunity", both(is_open, mine, amount(lambda a: a > 50 * K))),
    ),
    ask(
        "open opps bigger than 1.2m",
        listed("Opportunity", both(is_open, amount(lambda a: a > 1200 * K))),
    ),
    ask(
        "open opportunities of at least 110500",
        listed("Opportunity", both(is_open, amount(lambda a: a >= 110500))),
    ),
    ask(
        "which open deals are under 5k",
        listed("Opportunity", both(is_open, amount(lambda a: a < 5 * K))),
    ),
    ask(
        "open opportunities worth 111,000 or more",
        listed("Opportunity", both(is_open, amount(lambda a: a >= 111 * K))),
    ),
    ask(
        "open deals with an amount of no more than 4500 dollars",
        listed("Opportunity", both(is_open, amount(lambda a: a <= 4500))),
    ),
    ask(
        "open deals between 90k and 116k",
        listed("Opportunity", both(is_open, amount(lambda a: 90 * K <= a <= 116 * K))),
    ),
    ask(
        "opps still open with amount >= 100000",
        listed("Opportunity", both(is_open, amount(lambda a: a >= 100 * K))),
    ),
    ask(
        "my open deals with probability over 50%",
        listed("Opportunity", both(is_open, mine, lambda d: d.Probability > 50)),
    ),
    ask(
        "accounts with more than 5000 employees",
        listed("Account", lambda a: a.NumberOfEmployees > 5000),
    ),
    ask(
        "companies with fewer than 100 employees",
        listed("Account", lambda a: a.NumberOfEmployees < 100),
    ),
    ask(
        "accounts with annual revenue over 1 billion",
        listed("Account", lambda a: a.AnnualRevenue is not None and a.AnnualRevenue > K * K * K),
    ),
    ask(
        "which companies have an annual revenue below $25M",
        listed("Account", lambda a: a.AnnualRevenue is not None and a.AnnualRevenue < 25 * K * K),
    ),
    # places
    ask("accounts in boston", listed("Account", lambda a: a.BillingCity == "Boston")),
    ask("companies in the uk", listed("Account", lambda a: a.BillingCountry == "United Kingdom")),
    ask(
        "accounts located in new zealand or japan",
        listed("Account", lambda a: a.BillingCountry in ("New Zealand", "Japan")),
    ),
    ask("customers in japan", listed("Account", lambda a: a.BillingCountry == "Japan")),
    # industries and kinds
    ask("healthcare accounts", listed("Account", lambda a: a.Industry == "Healthcare")),
    ask(
        "companies in chemicals or utilities",
        listed("Account", lambda a: a.Industry in ("Chemicals", "Utilities")),
    ),
    ask("which accounts are partners", listed("Account", lambda a: a.Type == "Partner")),
    # sources, stages, categories
    ask(
        "open deals from the web",
        listed("Opportunity", both(is_open, lambda d: d.LeadSource == "Web")),
    ),
    ask("web leads", listed("Lead", lambda x: x.LeadSource == "Web")),
    ask(
        "show deals in negotiation over 90k",
        listed(
            "Opportunity",
            both(lambda d: d.StageName == "Negotiation/Review", amount(lambda a: a > 90 * K)),
        ),
    ),
    ask(
        "open deals in value proposition or needs analysis above 75k",
        listed(
            "Opportunity",
            both(
                lambda d: d.StageName in ("Value Proposition", "Needs Analysis"),
                amount(lambda a: a > 75 * K),
            ),
        ),
    ),
    ask(
        "my open deals not in negotiation",
        listed("Opportunity", both(is_open, mine, lambda d: d.StageName != "Negotiation/Review")),
    ),
    ask(
        "my open deals except renewals",
        listed("Opportunity", both(is_open, mine, lambda d: d.Type != "Renewal")),
    ),
    ask(
        "my best case deals",
        listed("Opportunity", both(mine, lambda d: d.ForecastCategoryName == "Best Case")),
    ),
    ask(
        "open deals where the competitor is kestovar",
        listed("Opportunity", both(is_open, lambda d: d.Competitor__c == "Kestovar")),
    ),
    ask(
        "open renewals with high renewal risk",
        listed("Opportunity", both(is_open, lambda d: d.Renewal_Risk__c == "High")),
    ),
    ask("products in the gateways family", listed("Product2", lambda p: p.Family == "Gateways")),
    ask("inactive products", listed("Product2", lambda p: not p.IsActive)),
    # owners
    ask("caleb's open deals", listed("Opportunity", both(is_open, owned("Caleb Strand")))),
    ask("which accounts does nadia prewitt own", listed("Account", owned("Nadia Prewitt"))),
    ask("accounts owned by priscilla", listed("Account", owned("Priscilla Nakamoto-Reyes"))),
    ask("leads assigned to imani", listed("Lead", owned("Imani Thackeray"))),
    # time
    ask("open deals closing this month", listed("Opportunity", both(is_open, closes(*THIS_MONTH)))),
    ask("deals we lost last month", listed("Opportunity", both(is_lost, closes(*LAST_MONTH)))),
    ask("accounts created this year", listed("Account", created(*THIS_YEAR))),
    ask("leads created in october", listed("Lead", created(date(2026, 10, 1), date(2026, 10, 31)))),
    ask(
        "orders placed in october", listed("Order", lambda r: within(r.EffectiveDate, *LAST_MONTH))
    ),
    ask(
        "deals won in august 2025",
        listed("Opportunity", both(is_won, closes(date(2025, 8, 1), date(2025, 8, 31)))),
    ),
    # missing
    ask("contacts without email", listed("Contact", lambda c: c.Email is None)),
    ask("accounts with no phone", listed("Account", lambda a: a.Phone is None)),
    ask("accounts missing an industry", listed("Account", lambda a: a.Industry is None)),
    ask("leads without industry", listed("Lead", lambda x: x.Industry is None)),
    ask(
        "open deals with no lead source",
        listed("Opportunity", both(is_open, lambda d: d.LeadSource is None)),
    ),
    ask(
        "my open opps where next step is empty",
        listed("Opportunity", both(is_open, mine, lambda d: d.NextStep is None)),
    ),
    # in haste
    ask(
        "SHOW ME ALL OPEN DEALS OVER 100K!!",
        listed("Opportunity", both(is_open, amount(lambda a: a > 100 * K))),
    ),
    ask("acounts in denver", listed("Account", lambda a: a.BillingCity == "Denver")),
    ask(
        "open opps > 110k",
        listed("Opportunity", both(is_open, amount(lambda a: a > 110 * K))),
    ),
    ask(
        "i need the open deals in emea central above 60k",
        listed(
            "Opportunity",
            both(
                is_open,
                amount(lambda a: a > 60 * K),
                lambda d: d.Owner.Region__c == "EMEA Central",
            ),
        ),
    ),
    # names
    ask("accounts starting with K", listed("Account", lambda a: a.Name.startswith("K"))),
    ask("accounts ending in gmbh", listed("Account", lambda a: a.Name.endswith("GmbH"))),
    ask("contacts called glenn", listed("Contact", lambda c: c.FirstName == "Glenn")),
    ask(
        "accts w/ at least 3,000 employees",
        listed("Account", lambda a: a.NumberOfEmployees >= 3000),
    ),
    ask(
        "show all accounts in the US",
        listed("Account", lambda a: a.BillingCountry == "United States"),
    ),
    ask("german accounts", listed("Account", lambda a: a.BillingCountry == "Germany")),
    ask(
        "companies in either berlin or munich",
        listed("Account", lambda a: a.BillingCity in ("Berlin", "Munich")),
    ),
    ask(
        "accounts in munich or zurich",
        listed("Account", lambda a: a.BillingCity in ("Munich", "Zürich")),
    ),
    ask(
        "all accounts outside the united states",
        listed("Account", lambda a: a.BillingCountry != "United States"),
    ),
    ask(
        "accounts in the food and beverage industry",
        listed("Account", lambda a: a.Industry == _FOOD),
    ),
    ask(
        "biotech accounts in boston",
        listed("Account", lambda a: a.Industry == "Biotechnology" and a.BillingCity == "Boston"),
    ),
    ask("telecom companies", listed("Account", lambda a: a.Industry == "Telecommunications")),
    ask(
        "transportation accounts not in the us",
        listed(
            "Account",
            lambda a: a.Industry == "Transportation" and a.BillingCountry != "United States",
        ),
    ),
    ask("accounts that are prospects", listed("Account", lambda a: a.Type == "Prospect")),
    ask("accounts that aren't customers", listed("Account", lambda a: a.Type != "Customer")),
    ask(
        "my open deals that came from trade shows",
        listed("Opportunity", both(is_open, mine, lambda d: d.LeadSource == "Trade Show")),
    ),
    ask(
        "leads that came in through partner referrals",
        listed("Lead", lambda x: x.LeadSource == "Partner Referral"),
    ),
    ask(
        "qualified leads in germany",
        listed("Lead", lambda x: x.Status == "Qualified" and x.Country == "Germany"),
    ),
    ask(
        "open deals owned by zara or rupert",
        listed(
            "Opportunity",
            both(is_open, lambda d: d.Owner.Name in ("Zara Choudry", "Rupert Ainsley")),
        ),
    ),
    ask("accounts that have a parent", listed("Account", lambda a: a.ParentId is not None)),
    ask("gimme my open opps", listed("Opportunity", both(is_open, mine))),
    ask(
        "could you please list the accounts in atlanta, thanks",
        listed("Account", lambda a: a.BillingCity == "Atlanta"),
    ),
    ask(
        "oportunities over 100k that are still open",
        listed("Opportunity", both(is_open, amount(lambda a: a > 100 * K))),
    ),
    ask(
        "accounts whose name contains dairy", listed("Account", lambda a: "dairy" in a.Name.lower())
    ),
    ask(
        "open deals with renewal in the name",
        listed("Opportunity", both(is_open, lambda d: "renewal" in d.Name.lower())),
    ),
    ask(
        "contacts with procurement in their title",
        listed("Contact", lambda c: c.Title is not None and "procurement" in c.Title.lower()),
    ),
]
