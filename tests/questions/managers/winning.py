"""Win rates, deal sizes, sales cycles, what was won and lost."""

from decimal import Decimal

from tests.questions.expected import Row, ask, value
from tests.questions.fresh.checks import (
    any_of,
    averaged,
    counted,
    per,
    rate,
    sides,
    totalled,
    truth,
)
from tests.questions.fresh.keeps import Keep, amount, both, closes, owned, team
from tests.questions.managers.checks import near, person, shown, table, tops
from tests.questions.managers.keeps import (
    Figure,
    averages,
    closed_in,
    cycle,
    key,
    lost_in,
    region,
    where,
    win_rate,
    win_rates,
    won_in,
)
from tests.questions.org import LAST_MONTH, Q3, Q4, THIS_YEAR, Org, Rec

_OPP = "Opportunity"
_DAY = Decimal(1)


def _cycles(name: str, keep: Keep) -> dict[str, Figure]:
    regions = ("AMER East", "AMER West", "EMEA North", "EMEA Central", "APAC")
    return {r: cycle(both(keep, where(name, r))) for r in regions}


def _by_region(org: Org) -> dict[str, Decimal]:
    found = _cycles("Owner.Region__c", closes(*THIS_YEAR))
    return {name: days(org) for name, days in found.items()}


def _shortest(org: Org) -> Decimal:
    return min(_by_region(org).values())


def _converted(lead: Rec) -> bool:
    return bool(lead.IsConverted)


ROWS: list[Row] = [
    ask("What was our win rate last quarter?", value(win_rate(closes(*Q3)), "%"), as_="margot"),
    ask(
        "win rate by region ytd",
        table(win_rates(key("Owner.Region__c"), closes(*THIS_YEAR))),
        as_="margot",
    ),
    ask(
        "Could I see the win rate of every rep on my team for this year, please?",
        table(
            win_rates(key("Owner.Name"), both(closes(*THIS_YEAR), team("Fiona Macrae"))),
            zeros=True,
        ),
        as_="fiona",
    ),
    ask(
        "win rate on deals over 50k in 2026",
        value(win_rate(both(closes(*THIS_YEAR), amount(lambda a: a > 50000))), "%"),
        as_="margot",
    ),
    ask(
        "what's our win rate when the competitor is Kestovar",
        value(win_rate(where("Competitor__c", "Kestovar")), "%"),
        as_="margot",
    ),
    ask(
        "For the channel review: win rate per lead source on this year's closed deals.",
        table(win_rates(key("LeadSource"), closed_in(THIS_YEAR))),
        as_="tobias",
    ),
    ask(
        "win rate new business in healthcare, all regions, 2026",
        value(
            win_rate(
                both(
                    closes(*THIS_YEAR),
                    where("Type", "New Business"),
                    where("Account.Industry", "Healthcare"),
                )
            ),
            "%",
        ),
        as_="margot",
    ),
    ask(
        "avg deal size of won deals this year by industry",
        table(averages(key("Account.Industry"), won_in(THIS_YEAR))),
        as_="margot",
    ),
    ask(
        "Average deal size of what we won last quarter: new business versus renewals?",
        sides(averages(key("Type"), both(won_in(Q3), where("Type", "New Business", "Renewal")))),
        as_="margot",
    ),
    ask(
        "whats the average amount of my teams open opps in proposal",
        averaged(
            _OPP,
            "Amount",
            both(
                where("StageName", "Proposal/Price Quote"),
                team("Marcus Oyelaran"),
            ),
            "USD",
        ),
        as_="marcus",
    ),
    ask(
        "how long is our sales cycle in EMEA Central this year?",
        near(_DAY, cycle(both(closes(*THIS_YEAR), region("EMEA Central")))),
        as_="matthias",
    ),
    ask(
        "which region had the shortest sales cycle in 2026",
        any_of(tops(_shortest, _DAY), table(_by_region, _DAY), person("APAC")),
        as_="margot",
    ),
    ask(
        "average sales cycle of deals won this year: marcus's team against matthias's team",
        shown(
            lambda o: [
                cycle(both(closes(*THIS_YEAR), team(lead)))(o)
                for lead in ("Marcus Oyelaran", "Matthias Krähenbühl")
            ],
            _DAY,
        ),
        as_="tobias",
    ),
    ask(
        "What is the total value of the deals we lost in October?",
        totalled(_OPP, "Amount", lost_in(LAST_MONTH)),
        as_="margot",
    ),
    ask(
        "how many deals has my team won so far this quarter",
        counted(_OPP, both(won_in(Q4), team("Marcus Oyelaran"))),
        as_="marcus",
    ),
    ask(
        "opps lost to sensquarry this year by region",
        table(
            per(
                _OPP,
                key("Owner.Region__c"),
                both(lost_in(THIS_YEAR), where("Competitor__c", "Sensquarry")),
            )
        ),
        as_="margot",
    ),
    ask(
        "Win rate this year: Anna Lindqvist vs Callum Rathbone",
        sides(
            win_rates(
                key("Owner.Name"),
                both(
                    closes(*THIS_YEAR),
                    lambda d: owned("Anna Lindqvist")(d) or owned("Callum Rathbone")(d),
                ),
            )
        ),
        as_="fiona",
    ),
    ask(
        "What percentage of this year's revenue came from renewals?",
        rate(
            lambda o: o.total(_OPP, "Amount", both(won_in(THIS_YEAR), where("Type", "Renewal"))),
            lambda o: o.total(_OPP, "Amount", won_in(THIS_YEAR)),
        ),
        as_="margot",
    ),
    ask(
        "is apac's win rate better this quarter than last quarter?",
        any_of(
            shown(lambda o: [win_rate(both(closes(*p), region("APAC")))(o) for p in (Q3, Q4)]),
            truth(False),
        ),
        as_="mei-ling",
    ),
    ask(
        "what percent of leads are converted",
        rate(lambda o: o.count("Lead", _converted), lambda o: o.count("Lead")),
        as_="tobias",
    ),
]
