"""Questions in an organisation with its own words and definitions: the file, and what it does."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from tests.questions.expected import Check, Row, ask, groups, ids, outcome, value
from tests.questions.org import TODAY, Org, Rec, is_open, is_won, summed, within

WORDS = """
remove = "logo, firm"

[entities]
Opportunity = "pursuit, engagement"
Lead = "logo"

[fields]
"Opportunity.Renewal_Risk__c" = "wobble, churn risk"
"Account.NumberOfEmployees" = "fte"

[values]
"Account.Industry" = { "Food & Beverage" = "f and b, fnb" }
"Account.Type" = { Prospect = "greenfield" }
"Opportunity.Renewal_Risk__c" = { High = "wobbly" }

[states]
stale = "rotting, gone dark"

[measures]
revenue = "top line"

[names]
"Quarrowbank Mills" = "QBM, the mills"
"Marcus Oyelaran" = "big M"

[phrases]
"key account" = "accounts with more than 2000 employees"
"our whales" = "key accounts in Germany or Ireland"
"net new" = "revenue of type New Business"

[de.phrases]
"Schlüsselkunde" = "Kunden mit mehr als 2000 Mitarbeitern"

[definitions]
stale_days = 14
open_order_statuses = ["Draft", "Activated", "Shipped"]
open_task_statuses = ["Waiting", "In Progress"]
open_lead_statuses = ["New"]
customer = "won opportunity"
team = "everybody below"
fiscal_year_starts = "April"
week_starts = "Sunday"
usual_date.Account = "LastActivityDate"
"""

# With April the first: today is in the third quarter of the fiscal year 2027.
FQ3 = (date(2026, 10, 1), date(2026, 12, 31))
FY27 = (date(2026, 4, 1), date(2027, 3, 31))
FQ1 = (date(2026, 4, 1), date(2026, 6, 30))
WEEK = (date(2026, 11, 15), date(2026, 11, 21))  # Sunday to Saturday


def _mine(record: Rec) -> bool:
    return bool(record.Owner.Email == "dana@ferrowick.example")


def _stale(deal: Rec) -> bool:
    """Open, and nothing happened for a fortnight."""
    since = TODAY - timedelta(days=14)
    if deal.LastActivityDate is not None:
        return is_open(deal) and deal.LastActivityDate < since
    created: datetime = deal.CreatedDate
    return is_open(deal) and created < datetime(2026, 11, 4, 15, tzinfo=created.tzinfo)


def _key_account(account: Rec) -> bool:
    return account.NumberOfEmployees is not None and account.NumberOfEmployees > 2000


def _below(name: str, person: Rec | None) -> bool:
    """Whether somebody is anywhere below the person of that name."""
    above = person.Manager if person else None
    return above is not None and (above.Name == name or _below(name, above))


def _amount(o: Org, keep) -> Decimal:  # type: ignore[no-untyped-def]
    return o.total("Opportunity", "Amount", keep)


def _won_by_quarter(o: Org) -> dict[str, Decimal]:
    found: dict[str, list[Rec]] = {}
    for deal in o.all("Opportunity"):
        if is_won(deal) and within(deal.CloseDate, *FY27):
            quarter = (deal.CloseDate.month - 4) % 12 // 3 + 1
            found.setdefault(f"2027-Q{quarter}", []).append(deal)
    return {key: summed(deals, "Amount") for key, deals in found.items()}


def _team_won_by_quarter(o: Org) -> dict[str, Decimal]:
    found: dict[str, list[Rec]] = {}
    for deal in o.all("Opportunity"):
        mine = _below("Margot Ashdown", deal.Owner)
        if mine and is_won(deal) and within(deal.CloseDate, *FY27):
            quarter = (deal.CloseDate.month - 4) % 12 // 3 + 1
            found.setdefault(f"2027-Q{quarter}", []).append(deal)
    return {key: summed(deals, "Amount") for key, deals in found.items()}


def _counted(entity: str, keep) -> Check:  # type: ignore[no-untyped-def]
    return value(lambda o: o.count(entity, keep), "count")


def _deals(keep) -> Check:  # type: ignore[no-untyped-def]
    return ids(lambda o: o.ids("Opportunity", keep))


def _accounts(keep) -> Check:  # type: ignore[no-untyped-def]
    return ids(lambda o: o.ids("Account", keep))


def _at_the_mills(deal: Rec) -> bool:
    return is_open(deal) and deal.Account.Name == "Quarrowbank Mills"


def _open_task(task: Rec) -> bool:
    return task.Status in {"Waiting", "In Progress"}


OWN_ROWS: list[Row] = [
    # Kinds of record, fields, values, states and figures by other words.
    ask("my open pursuits", _deals(lambda d: is_open(d) and _mine(d))),
    ask("how many engagements do we have", _counted("Opportunity", lambda d: True)),
    ask("how many logos are there", _counted("Lead", lambda lead: True)),
    ask("how many firms do we have", outcome("not_understood")),
    ask("open deals without a wobble",
        _deals(lambda d: is_open(d) and d.Renewal_Risk__c is None)),
    ask("open deals with churn risk high",
        _deals(lambda d: is_open(d) and d.Renewal_Risk__c == "High")),
    ask("my wobbly deals", _deals(lambda d: d.Renewal_Risk__c == "High" and _mine(d))),
    ask("accounts with more than 5000 fte",
        _accounts(lambda a: a.NumberOfEmployees is not None and a.NumberOfEmployees > 5000)),
    ask("fnb accounts", _accounts(lambda a: a.Industry == "Food & Beverage")),
    ask("how many f and b customers are there",
        _counted("Account", lambda a: a.Industry == "Food & Beverage")),
    ask("greenfield accounts in Germany",
        _accounts(lambda a: a.Type == "Prospect" and a.BillingCountry == "Germany")),
    ask("our top line this quarter",
        value(lambda o: _amount(o, lambda d: is_won(d) and within(d.CloseDate, *FQ3)), "USD")),
    # Names.
    ask("open deals at QBM", _deals(_at_the_mills)),
    ask("what's QBM's phone",
        value(lambda o: o.named("Account", "Quarrowbank Mills").Phone)),
    ask("open deals of the mills", _deals(_at_the_mills)),
    ask("how many open deals does big M's team have",
        _counted("Opportunity",
                 lambda d: is_open(d) and _below("Marcus Oyelaran", d.Owner))),
    # Phrases that stand for others.
    ask("key accounts", _accounts(_key_account)),
    ask("how many key accounts do we have", _counted("Account", _key_account)),
    ask("my key accounts", _accounts(lambda a: _key_account(a) and _mine(a))),
    ask("open deals of key accounts",
        _deals(lambda d: is_open(d) and _key_account(d.Account))),
    ask("our whales",
        _accounts(lambda a: _key_account(a) and a.BillingCountry in {"Germany", "Ireland"})),
    ask("net new this fiscal year",
        value(lambda o: _amount(
            o, lambda d: is_won(d) and d.Type == "New Business" and within(d.CloseDate, *FY27)
        ), "USD")),
    ask("wie viele Schlüsselkunden haben wir", _counted("Account", _key_account)),
    # Definitions.
    ask("my stale deals", _deals(lambda d: _stale(d) and _mine(d))),
    ask("my rotting deals", _deals(lambda d: _stale(d) and _mine(d))),
    ask("how many deals have gone dark", _counted("Opportunity", _stale)),
    ask("how many open orders are there",
        _counted("Order", lambda r: r.Status in {"Draft", "Activated", "Shipped"})),
    ask("how many open tasks do I have",
        _counted("Task", lambda t: _open_task(t) and _mine(t))),
    ask("how many overdue tasks do we have",
        _counted("Task", lambda t: _open_task(t) and t.ActivityDate is not None
                 and t.ActivityDate < TODAY)),
    ask("how many open leads are there",
        _counted("Lead", lambda lead: lead.Status == "New" and not lead.IsConverted)),
    ask("how many open deals does my team have",
        _counted("Opportunity", lambda d: is_open(d) and _below("Margot Ashdown", d.Owner)),
        as_="margot"),
    ask("how many deals did we win in Q1",
        _counted("Opportunity", lambda d: is_won(d) and within(d.CloseDate, *FQ1))),
    ask("how many deals did we win this year",
        _counted("Opportunity", lambda d: is_won(d) and within(d.CloseDate, *FY27))),
    ask("revenue by quarter this fiscal year", groups(_won_by_quarter)),
    ask("deals closing this week",
        _deals(lambda d: is_open(d) and within(d.CloseDate, *WEEK))),
    ask("is Halden a customer?",
        value(lambda o: any(is_won(d) and d.Account.Name == "Halden"
                            for d in o.all("Opportunity")))),
    # And what follows on them.
    ask("only those over 50k",
        _deals(lambda d: _stale(d) and _mine(d) and d.Amount is not None and d.Amount > 50_000),
        "my rotting pursuits"),
    ask("how many of them are wobbly",
        _counted("Opportunity", lambda d: is_open(d) and _mine(d) and d.Renewal_Risk__c == "High"),
        "my open pursuits"),
    ask("and at QBM?",
        _counted("Opportunity", lambda d: is_open(d) and d.Account.Name == "Quarrowbank Mills"),
        "how many open deals at Halden"),
    ask("and big M's team?",
        _counted("Opportunity", lambda d: is_open(d) and _below("Marcus Oyelaran", d.Owner)),
        "how many open deals does my team have", as_="margot"),
    ask("by quarter",
        groups(_team_won_by_quarter), "our team's top line this fiscal year", as_="margot"),
]  # fmt: skip
