"""Quotas, attainment and the gap to quota."""

from collections.abc import Callable
from decimal import Decimal

from tests.questions.expected import Row, ask, outcome, value
from tests.questions.fresh.checks import any_of, per, totalled, truth
from tests.questions.fresh.keeps import Keep, both, owned, team
from tests.questions.managers.checks import named, near, person, ranked, series, shown, table
from tests.questions.managers.keeps import (
    EMEA,
    NEXT_QUARTER,
    Q1,
    Q2,
    YTD,
    Period,
    attainment,
    attainments,
    closed_in,
    gap,
    key,
    quota_of,
    region,
    where,
    won_in,
)
from tests.questions.org import Q3, Q4, THIS_YEAR, Org, Rec

_REP = key("Owner.Name")
_LOTS = Decimal(1_000_000)


def _everybody(record: Rec) -> bool:
    return True


def _within(
    keep: Keep, low: Decimal, high: Decimal, period: Period = Q4
) -> Callable[[Org], set[str]]:
    """Who of these attains so many per cent, the lower end in it and the upper not."""

    def names(org: Org) -> set[str]:
        found = attainments(_REP, keep, period)(org)
        return {name for name, reached in found.items() if low <= reached < high}

    return names


def _gaps(org: Org) -> dict[str, Decimal]:
    quotas = org.grouped("Quota", _REP, quota_of(Q4))
    return {name: gap(owned(name), Q4)(org) for name in quotas}


def _without(keep: Keep) -> Callable[[Org], set[str]]:
    """Teresa's people who own no such deal."""

    def names(org: Org) -> set[str]:
        team_ = {q.Owner.Name for q in org.all("Quota") if team("Teresa Villaseñor")(q)}
        return team_ - set(org.grouped("Opportunity", _REP, keep))

    return names


ROWS: list[Row] = [
    ask(
        "How is my team tracking against quota this quarter?",
        any_of(
            value(attainment(team("Fiona Macrae"), Q4), "%"),
            table(attainments(_REP, team("Fiona Macrae"), Q4), zeros=True),
        ),
        as_="fiona",
    ),
    ask(
        "quota attainment by rep for marcus's team last quarter",
        table(attainments(_REP, team("Marcus Oyelaran"), Q3), zeros=True),
        as_="margot",
    ),
    ask(
        "Which EMEA reps are already above 100% of quota this quarter?",
        named(_within(region(*EMEA), Decimal("100.01"), _LOTS)),
        as_="margot",
    ),
    ask(
        "which rep has the largest gap to quota right now",
        any_of(ranked(1, _gaps), person("Lachlan Droome")),
        as_="margot",
    ),
    ask(
        "whats the gap to quota for my team in q4",
        value(gap(team("Teresa Villaseñor"), Q4), "USD"),
        as_="teresa",
    ),
    ask(
        "q1 2027 quotas by region please",
        table(per("Quota", key("Owner.Region__c"), quota_of(NEXT_QUARTER), "Amount")),
        as_="margot",
    ),
    ask(
        "where does Ruth Abernethy stand against her quota, in percent",
        near(Decimal("0.01"), attainment(owned("Ruth Abernethy"), Q4)),
        as_="marcus",
    ),
    ask(
        "attainment by manager for q4",
        table(attainments(key("Owner.Manager.Name"), _everybody, Q4)),
        as_="margot",
    ),
    ask(
        "attainment by region this quarter, lowest first",
        ranked(5, attainments(key("Owner.Region__c"), _everybody, Q4), ascending=True),
        as_="margot",
    ),
    ask("anna's attainment q4?", outcome("clarify", "Moretti", "Lindqvist"), as_="fiona"),
    ask(
        "what target did siobhan have in q3",
        totalled("Quota", "Amount", both(quota_of(Q3), owned("Siobhán O'Rourke"))),
        as_="fiona",
    ),
    ask(
        "How many of our reps have hit their quota this quarter?",
        any_of(
            value(lambda o: len(_within(_everybody, Decimal(100), _LOTS)(o)), "count"),
            named(_within(_everybody, Decimal(100), _LOTS)),
        ),
        as_="margot",
    ),
    ask(
        "attainment for apac: last quarter vs this quarter",
        shown(lambda o: [attainment(region("APAC"), p)(o) for p in (Q3, Q4)]),
        as_="mei-ling",
    ),
    ask(
        "who on my team has not closed a single deal this quarter?",
        any_of(named(_without(won_in(Q4))), named(_without(closed_in(Q4)))),
        as_="teresa",
    ),
    ask(
        "did Jürgen Böhme make his number this quarter",
        any_of(truth(True), value(attainment(owned("Jürgen Böhme"), Q4), "%")),
        as_="matthias",
    ),
    ask(
        "did stefan oberlack hit quota last quarter?",
        any_of(truth(False), value(attainment(owned("Stefan Oberlack"), Q3), "%")),
        as_="margot",
    ),
    ask(
        "total quota by quarter for fiscal 2026",
        series(
            lambda o: [o.total("Quota", "Amount", quota_of(p)) for p in (Q1, Q2, Q3, Q4)],
        ),
        as_="tobias",
    ),
    ask(
        "Who on my team is under 50% attainment this quarter?",
        named(_within(team("Matthias Krähenbühl"), Decimal(0), Decimal(50))),
        as_="matthias",
    ),
    ask(
        "company-wide attainment for 2026 so far",
        any_of(
            value(attainment(_everybody, THIS_YEAR), "%"),
            value(attainment(_everybody, YTD), "%"),
        ),
        as_="margot",
    ),
    ask(
        "quota attainment of the senior account executives in q3, by rep",
        table(
            attainments(_REP, where("Owner.Title", "Senior Account Executive"), Q3),
            zeros=True,
        ),
        as_="margot",
    ),
    ask(
        "how much does omar still need to close to make his quota",
        value(gap(owned("Omar Haddock"), Q4), "USD"),
        as_="teresa",
    ),
]
