"""Pipeline reviews: lists, hygiene, people and what is going on at accounts."""

from collections.abc import Callable
from datetime import date, timedelta

from tests.questions.expected import Check, Row, ask, ids
from tests.questions.fresh.checks import (
    any_of,
    counted,
    first,
    listed,
    on_day,
    per,
    record,
    sorted_by,
)
from tests.questions.fresh.keeps import (
    Keep,
    amount,
    at,
    both,
    closes,
    day,
    late,
    overdue,
    slipped,
    stale,
    starts,
    team,
    to_come,
)
from tests.questions.managers.checks import table
from tests.questions.managers.keeps import EMEA, Period, key, on_day_of, region, where
from tests.questions.org import NOW, THIS_MONTH, TODAY, Org, Rec, is_open

_OPP = "Opportunity"
_WEEK: Period = (date(2026, 11, 16), date(2026, 11, 22))
_NEXT_WEEK: Period = (date(2026, 11, 23), date(2026, 11, 29))
_NEGOTIATION = where("StageName", "Negotiation/Review")
_MARCUS = team("Marcus Oyelaran")
_FIONA = team("Fiona Macrae")


def _accounts(keep: Keep, having: Keep, least: int = 1) -> Check:
    """The accounts that pass and have so many such deals; none with `least` 0."""

    def expect(org: Org) -> set[str]:
        deals = org.grouped(_OPP, key("AccountId"), having)
        held = {i: len(deals.get(i, [])) for i in org.ids("Account", keep)}
        return {i for i, n in held.items() if (n >= least if least else n == 0)}

    return ids(expect)


def _people_at(having: Keep) -> Callable[[Org], set[str]]:
    """The contacts of the accounts with such a deal."""

    def expect(org: Org) -> set[str]:
        accounts = set(org.grouped(_OPP, key("AccountId"), having))
        return org.ids("Contact", lambda c: c.AccountId in accounts)

    return expect


def _last_contact(account: str) -> Callable[[Org], date]:
    """The latest completed task or past event."""

    def expect(org: Org) -> date:
        done: list[date] = [
            t.ActivityDate for t in org.all("Task") if t.IsClosed and at(account)(t)
        ]
        met = [e.StartDateTime for e in org.all("Event") if at(account)(e)]
        return max(*done, *(day(m) for m in met if m < NOW))

    return expect


def _untouched(days: int) -> Keep:
    def keep(deal: Rec) -> bool:
        touched = deal.LastActivityDate or deal.CreatedDate.date()
        return bool((TODAY - touched).days > days)

    return keep


ROWS: list[Row] = [
    ask(
        "show me everything my team has closing this month",
        listed(_OPP, both(is_open, _FIONA, closes(*THIS_MONTH))),
        as_="fiona",
    ),
    ask(
        "Could you list all of my team's deals in negotiation which are larger than $40,000 and "
        "close between today and December 15th?",
        listed(
            _OPP,
            both(
                _NEGOTIATION,
                _MARCUS,
                amount(lambda a: a > 40000),
                closes(TODAY, date(2026, 12, 15)),
            ),
        ),
        as_="marcus",
    ),
    ask(
        "deals on my team w/o a next step",
        listed(_OPP, both(is_open, team("Teresa Villaseñor"), lambda d: not d.NextStep)),
        as_="teresa",
    ),
    ask(
        "Which commit deals have slipped past their close date?",
        listed(_OPP, both(slipped, where("ForecastCategoryName", "Commit"))),
        as_="margot",
    ),
    ask(
        "stale opps over 75k",
        listed(_OPP, both(stale, amount(lambda a: a > 75000))),
        as_="margot",
    ),
    ask(
        "which of my reps' open deals haven't been touched for 45 days",
        listed(_OPP, both(is_open, team("Matthias Krähenbühl"), _untouched(45))),
        as_="matthias",
    ),
    ask(
        "How many open opportunities have neither an amount nor a next step?",
        counted(_OPP, both(is_open, where("Amount", None), lambda d: not d.NextStep)),
        as_="tobias",
    ),
    ask(
        "number of open deals past their close date per rep, my team",
        table(per(_OPP, key("Owner.Name"), both(slipped, _FIONA))),
        as_="fiona",
    ),
    ask(
        "stuck deals per region?",
        table(per(_OPP, key("Owner.Region__c"), stale)),
        as_="margot",
    ),
    ask(
        "prospects in emea without any open opportunity",
        _accounts(both(region(*EMEA), where("Type", "Prospect")), is_open, 0),
        as_="margot",
    ),
    ask(
        "healthcare accounts with at least three open opps",
        _accounts(where("Industry", "Healthcare"), is_open, 3),
        as_="margot",
    ),
    ask(
        "Which contacts do we have at accounts where my team has an open deal above 100k?",
        ids(_people_at(both(is_open, _FIONA, amount(lambda a: a > 100000)))),
        as_="fiona",
    ),
    ask(
        "what changed on my team's opps this week",
        any_of(
            listed(
                _OPP,
                both(team("Mei-Ling Tan"), on_day_of("Asia/Singapore", "LastModifiedDate", _WEEK)),
            ),
            listed(
                _OPP,
                both(
                    is_open,
                    team("Mei-Ling Tan"),
                    on_day_of("Asia/Singapore", "LastModifiedDate", _WEEK),
                ),
            ),
        ),
        as_="mei-ling",
    ),
    ask(
        "who on fiona's team has the overdue tasks? count per person please",
        table(per("Task", key("Owner.Name"), both(late, _FIONA))),
        as_="margot",
    ),
    ask(
        "when did we last talk to nethergill utilities",
        on_day(_last_contact("Nethergill Utilities")),
        as_="margot",
    ),
    ask(
        "When is the next meeting with Sonderlund Fisk?",
        any_of(
            on_day(lambda o: date(2026, 11, 19)),
            first(
                1,
                "Event",
                both(at("Sønderlund Fisk A/S"), to_come),
                key("StartDateTime"),
                descending=False,
            ),
        ),
        as_="fiona",
    ),
    ask(
        "how many meetings does my team have next week",
        counted("Event", both(_MARCUS, starts(*_NEXT_WEEK))),
        as_="marcus",
    ),
    ask(
        "open opportunities that are still owned by inactive users",
        listed(_OPP, both(is_open, where("Owner.IsActive", False))),
        as_="tobias",
    ),
    ask(
        "Who reports to Fiona Macrae?",
        listed("User", lambda u: u.Manager is not None and u.Manager.Name == "Fiona Macrae"),
        as_="margot",
    ),
    ask(
        "deals closing this week over 25k, sorted by amount",
        any_of(
            *(
                sorted_by(
                    _OPP,
                    both(is_open, closes(*_WEEK), amount(lambda a: a > 25000)),
                    key("Amount"),
                    descending=down,
                )
                for down in (True, False)
            )
        ),
        as_="margot",
    ),
    ask(
        "customers with overdue invoices where a renewal is still open",
        ids(
            lambda o: (
                {i.AccountId for i in o.all("Invoice") if overdue(i)}
                & set(o.grouped(_OPP, key("AccountId"), both(is_open, where("Type", "Renewal"))))
            )
        ),
        as_="margot",
    ),
    ask("brackwater ports?", record("Account", "Brackwater Ports"), as_="fiona"),
    ask(
        "Tillbrook Elevators - Support renewal, what stage is it in and when does it close?",
        record(_OPP, "Tillbrook Elevators – Support renewal Q1 2027"),
        as_="marcus",
    ),
    ask(
        "open commits in the next two weeks that have no next step",
        listed(
            _OPP,
            both(
                is_open,
                where("ForecastCategoryName", "Commit"),
                closes(TODAY, TODAY + timedelta(days=14)),
                lambda d: not d.NextStep,
            ),
        ),
        as_="margot",
    ),
    ask(
        "deals with kestovar as competitor, still open, at least 30k, not on marcus's team",
        listed(
            _OPP,
            both(
                is_open,
                where("Competitor__c", "Kestovar"),
                amount(lambda a: a >= 30000),
                lambda d: not _MARCUS(d),
            ),
        ),
        as_="margot",
    ),
]
