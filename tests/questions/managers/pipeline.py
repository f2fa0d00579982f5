"""Pipeline, weighted pipeline, forecast and coverage."""

from datetime import date, timedelta
from decimal import Decimal

from tests.questions.expected import Row, ask
from tests.questions.fresh.checks import any_of, counted, listed, per, percent, sides, totalled
from tests.questions.fresh.keeps import amount, both, closes, created, team
from tests.questions.managers.checks import near as figure
from tests.questions.managers.checks import ranked, series, shown, table
from tests.questions.managers.keeps import (
    AMER,
    DECEMBER,
    EMEA,
    NEXT_QUARTER,
    Figure,
    gap,
    key,
    quota_of,
    region,
    weighted_by,
    where,
)
from tests.questions.org import LAST_MONTH, Q4, THIS_MONTH, TODAY, Org, is_open, is_won

_OPP = "Opportunity"
_COMMIT = where("ForecastCategoryName", "Commit")
_BEST = where("ForecastCategoryName", "Best Case")
_CATEGORY = key("ForecastCategoryName")
_THIS_QUARTER = both(is_open, closes(*Q4))


def _covered(who: tuple[str, ...]) -> tuple[Figure, ...]:
    """Open / quota or open / what is still to be won, as a multiple or in per cent."""
    mine = region(*who)

    def pipeline(org: Org) -> Decimal:
        return org.total(_OPP, "Amount", both(_THIS_QUARTER, mine))

    def quota(org: Org) -> Decimal:
        return org.total("Quota", "Amount", both(quota_of(Q4), mine))

    return (
        lambda o: pipeline(o) / quota(o),
        lambda o: percent(pipeline(o), quota(o)),
        lambda o: pipeline(o) / gap(mine, Q4)(o),
        lambda o: percent(pipeline(o), gap(mine, Q4)(o)),
    )


_EVERYWHERE = (*AMER, *EMEA, "APAC")

ROWS: list[Row] = [
    ask(
        "Good morning! Could you please tell me what our total open pipeline amounts to today?",
        totalled(_OPP, "Amount", is_open),
        as_="margot",
    ),
    ask(
        "pipeline by region, all open opps",
        table(per(_OPP, key("Owner.Region__c"), is_open, "Amount")),
        as_="margot",
    ),
    ask(
        "what does the weighted pipeline look like for q4, split by region?",
        table(weighted_by(key("Owner.Region__c"), closes(*Q4))),
        as_="margot",
    ),
    ask(
        "my teams pipeline this qtr pls",
        totalled(_OPP, "Amount", both(_THIS_QUARTER, team("Fiona Macrae"))),
        as_="fiona",
    ),
    ask(
        "Weighted pipeline of each of my reps for deals closing this quarter, please.",
        table(weighted_by(key("Owner.Name"), both(closes(*Q4), team("Fiona Macrae")))),
        as_="fiona",
    ),
    ask(
        "value of open deals per stage for my team",
        table(
            per(_OPP, key("StageName"), both(is_open, team("Marcus Oyelaran")), "Amount"),
        ),
        as_="marcus",
    ),
    ask(
        "What do we have in commit for this quarter, in dollars?",
        totalled(_OPP, "Amount", both(_THIS_QUARTER, _COMMIT)),
        as_="margot",
    ),
    ask(
        "q4 forecast by category, only emea please",
        any_of(
            table(per(_OPP, _CATEGORY, both(_THIS_QUARTER, region(*EMEA)), "Amount")),
            table(
                per(
                    _OPP,
                    _CATEGORY,
                    both(closes(*Q4), region(*EMEA), lambda d: is_open(d) or is_won(d)),
                    "Amount",
                )
            ),
            table(per(_OPP, _CATEGORY, both(closes(*Q4), region(*EMEA)), "Amount")),
        ),
        as_="margot",
    ),
    ask(
        "Could you break down my team's open deals closing this quarter by forecast category, "
        "with the total amount of each?",
        table(per(_OPP, _CATEGORY, both(_THIS_QUARTER, team("Teresa Villaseñor")), "Amount")),
        as_="teresa",
    ),
    ask(
        "number of opps sitting in best case with a close date in december",
        counted(_OPP, both(_BEST, closes(*DECEMBER))),
        as_="tobias",
    ),
    ask(
        "what's our pipeline coverage this quarter?",
        figure(Decimal("0.05"), *_covered(_EVERYWHERE)),
        as_="margot",
    ),
    ask(
        "coverage ratio for APAC q4, pipeline vs quota",
        any_of(
            figure(Decimal("0.05"), *_covered(("APAC",))),
            shown(
                lambda o: [
                    o.total(_OPP, "Amount", both(_THIS_QUARTER, region("APAC"))),
                    o.total("Quota", "Amount", both(quota_of(Q4), region("APAC"))),
                ]
            ),
        ),
        as_="mei-ling",
    ),
    ask(
        "For the forecast call: which of our EMEA deals with a close date in November are above "
        "50k and have a probability of at least 75%?",
        listed(
            _OPP,
            both(
                is_open,
                region(*EMEA),
                closes(*THIS_MONTH),
                amount(lambda a: a > 50000),
                lambda d: bool(d.Probability >= 75),
            ),
        ),
        as_="margot",
    ),
    ask(
        "how much open pipeline do we have in germany and austria combined",
        totalled(
            _OPP, "Amount", both(is_open, where("Account.BillingCountry", "Germany", "Austria"))
        ),
        as_="matthias",
    ),
    ask(
        "pipe by industry, biggest first",
        ranked(17, per(_OPP, key("Account.Industry"), is_open, "Amount")),
        as_="margot",
    ),
    ask(
        "compare new business pipeline with renewal pipeline",
        sides(
            per(
                _OPP, key("Type"), both(is_open, where("Type", "New Business", "Renewal")), "Amount"
            )
        ),
        as_="margot",
    ),
    ask(
        "How is the open pipeline for 2027 spread over the quarters?",
        series(
            lambda o: [
                o.total(_OPP, "Amount", both(is_open, closes(*NEXT_QUARTER))),
                o.total(_OPP, "Amount", both(is_open, closes(date(2027, 4, 1), date(2027, 6, 30)))),
                o.total(_OPP, "Amount", both(is_open, closes(date(2027, 7, 1), date(2027, 9, 30)))),
            ]
        ),
        as_="margot",
    ),
    ask(
        "open pipeline that was created last month, per region",
        table(per(_OPP, key("Owner.Region__c"), both(is_open, created(*LAST_MONTH)), "Amount")),
        as_="margot",
    ),
    ask(
        "what share of the pipeline closing in q4 is in commit already?",
        figure(
            Decimal("0.01"),
            lambda o: percent(
                o.total(_OPP, "Amount", both(_THIS_QUARTER, _COMMIT)),
                o.total(_OPP, "Amount", _THIS_QUARTER),
            ),
        ),
        as_="margot",
    ),
    ask(
        "hi, how much of my team's pipeline is due to close in the next 30 days?",
        totalled(
            _OPP,
            "Amount",
            both(is_open, team("Fiona Macrae"), closes(TODAY, TODAY + timedelta(days=30))),
        ),
        as_="fiona",
    ),
    ask(
        "open renewals with high renewal risk - total amount",
        totalled(
            _OPP,
            "Amount",
            both(is_open, where("Type", "Renewal"), where("Renewal_Risk__c", "High")),
        ),
        as_="margot",
    ),
]
