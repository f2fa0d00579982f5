"""Changes of one field: who made them, when, which way, from what and to what, and how often."""

from collections.abc import Callable
from datetime import date

from crm.change import AuditEntry
from handlers.asking.answered import Answered
from tests.questions.changed.past import (
    Past,
    by,
    counted,
    during,
    edits,
    field,
    forward,
    into,
    later,
    more,
    since,
    told,
)
from tests.questions.expected import Check, ask, ids, outcome
from tests.questions.fresh.checks import truth
from tests.questions.fresh.keeps import Keep, at, both, mine, owned
from tests.questions.org import Org, Rec, is_open

Made = Callable[[AuditEntry], bool]
_DEAL = "Opportunity"
_TODAY, _MONDAY, _FRIDAY = date(2026, 11, 18), date(2026, 11, 16), date(2026, 11, 13)
_WEEK = during(_MONDAY, date(2026, 11, 23))
_MONTH = during(date(2026, 11, 1), date(2026, 12, 1))
_LAST_MONTH = during(date(2026, 10, 1), date(2026, 11, 1))
_PILOT, _RENEWAL = "Halden – Gateway refresh pilot", "Renewal Q4 2026 – Halden"
_SITES = "Quarrowbank Mills – Remote sites, second site"
_TO_NEGOTIATION = into("Negotiation/Review")
_QUARTER = ("2026-10-01", "2026-12-31")


def _named(name: str) -> Keep:
    return lambda d: bool(d.Name == name)


def _over(amount: int) -> Keep:
    return lambda d: d.Amount is not None and d.Amount > amount


def _of_quarter(day: str) -> bool:
    return _QUARTER[0] <= day <= _QUARTER[1]


def _out_of_quarter(entry: AuditEntry) -> bool:
    return later(entry) and _of_quarter(entry.before) and not _of_quarter(entry.after)


def _to_next_quarter(entry: AuditEntry) -> bool:
    return (
        later(entry)
        and not entry.before >= "2027-01-01"
        and ("2027-01-01" <= entry.after <= "2027-03-31")
    )


def _earlier(entry: AuditEntry) -> bool:
    return entry.field == "CloseDate" and entry.after < entry.before


def _back(entry: AuditEntry) -> bool:
    stage = entry.field == "StageName" and "Lost" not in entry.before + entry.after
    return stage and not forward(entry)


def _overdue(deal: Rec) -> bool:
    return is_open(deal) and bool(deal.CloseDate < _TODAY)


def _changed(past: Past, change: Made, keep: Keep = lambda d: True) -> Check:
    return told(lambda o: edits(o, _DEAL, past, keep, change))


def _latest(keep: Keep, name: str) -> Check:
    """The last change of that field alone."""

    def check(answered: Answered, org: Org) -> None:
        every = edits(org, _DEAL, Past(), keep, field(name))
        told(lambda o: [max(every, key=lambda e: e[2])])(answered, org)

    return check


def _both_fields(entry: AuditEntry) -> bool:
    return entry.field in {"StageName", "Amount"}


_STAGE, _AMOUNT, _CLOSE = field("StageName"), field("Amount"), field("CloseDate")
_STAGES_THIS_WEEK = _changed(_WEEK, _STAGE)
_PUSHED_THIS_MONTH = _changed(_MONTH, later)
_WHO_MOVED = _changed(Past(), _TO_NEGOTIATION, _named(_PILOT))

ROWS = [
    # one deal: who, when, history of one field
    ask(f"who moved {_PILOT} to Negotiation and when", _WHO_MOVED),
    ask(f"when did {_PILOT} move to negotiation?", _WHO_MOVED),
    ask(f"when was {_PILOT} moved to Negotiation/Review", _WHO_MOVED),
    ask(f"who changed the amount of {_RENEWAL}", _changed(Past(), _AMOUNT, _named(_RENEWAL))),
    ask(f"amount history of {_RENEWAL}", _changed(Past(), _AMOUNT, _named(_RENEWAL))),
    ask(f"history of the close date of {_SITES}", _changed(Past(), _CLOSE, _named(_SITES))),
    ask(f"stage history for {_SITES}", _changed(Past(), _STAGE, _named(_SITES))),
    ask(f"{_SITES} stage history pls", _changed(Past(), _STAGE, _named(_SITES))),
    ask(f"when was the close date of {_SITES} pushed", _changed(Past(), later, _named(_SITES))),
    ask(f"who last changed the stage of {_RENEWAL}", _latest(_named(_RENEWAL), "StageName")),
    ask(f"when did the stage of {_SITES} last change", _latest(_named(_SITES), "StageName")),
    ask("who moved halden to negotiation", _changed(Past(), _TO_NEGOTIATION, at("Halden"))),
    ask("when did its stage change", _changed(Past(), _STAGE, _named(_PILOT)), _PILOT),
    ask("who changed the amount", _changed(Past(), _AMOUNT, _named(_RENEWAL)), _RENEWAL),
    # which deals
    ask("which deals changed stage this week", _STAGES_THIS_WEEK),
    ask("deals that changed stage this week", _STAGES_THIS_WEEK),
    ask("stage changes this week", _STAGES_THIS_WEEK),
    ask("what moved stage this week", _STAGES_THIS_WEEK),
    ask("which deals moved this week", _STAGES_THIS_WEEK),
    ask("did any of my deals change stage this month", _changed(_MONTH, _STAGE, mine)),
    ask("did any of my deals change stage this month?", truth(True)),
    ask("did my deals change stage today?", truth(False)),
    ask("which deals had their close date pushed this month", _PUSHED_THIS_MONTH),
    ask("which deals had a close date pushed this month", _PUSHED_THIS_MONTH),
    ask("deals whose close date was pushed this month", _PUSHED_THIS_MONTH),
    ask("which deals slipped this month", _PUSHED_THIS_MONTH),
    ask("close dates that slipped this month", _PUSHED_THIS_MONTH),
    ask("which of my deals were postponed this month", _changed(_MONTH, later, mine)),
    ask("close dates pulled in this week", _changed(_WEEK, _earlier)),
    ask("deals pushed out of this quarter", _changed(Past(), _out_of_quarter)),
    ask("which deals slipped out of this quarter this month", _changed(_MONTH, _out_of_quarter)),
    ask("deals pushed to next quarter this month", _changed(_MONTH, _to_next_quarter)),
    ask("which deals moved forward since Friday", _changed(since(_FRIDAY), forward)),
    ask("my deals that progressed this month", _changed(_MONTH, forward, mine)),
    ask("which deals went back this week", _changed(_WEEK, _back)),
    ask("deals whose amount went up this month", _changed(_MONTH, more)),
    ask("which open deals were raised in amount this month", _changed(_MONTH, more, is_open)),
    ask("deals moved to closed won this week", _changed(_WEEK, into("Closed Won"))),
    ask("deals moved to lost this week", _changed(_WEEK, into("Closed Lost"))),
    ask(
        "deals that went from Proposal to Negotiation this month",
        _changed(_MONTH, lambda e: _TO_NEGOTIATION(e) and e.before == "Proposal/Price Quote"),
    ),
    ask("which deals were reassigned this month", _changed(_MONTH, field("OwnerId"))),
    ask(
        "owner changes on my deals this year",
        _changed(during(date(2026, 1, 1), date(2027, 1, 1)), field("OwnerId"), mine),
    ),
    ask("stage and amount changes this week", _changed(_WEEK, _both_fields)),
    ask("stage changes on deals over 100k this week", _changed(_WEEK, _STAGE, _over(100_000))),
    ask(
        "stage changes on my accounts this month",
        told(lambda o: edits(o, _DEAL, _MONTH, lambda d: mine(d.Account), _STAGE)),
    ),
    # by whom
    ask(
        "which deals did Leo move this month",
        told(
            lambda o: edits(
                o,
                _DEAL,
                _MONTH,
                change=lambda e: _STAGE(e) and by("Leo Castellane", o)(e),
            )
        ),
    ),
    ask(
        "deals I moved to Negotiation last month",
        told(
            lambda o: edits(
                o,
                _DEAL,
                _LAST_MONTH,
                change=lambda e: _TO_NEGOTIATION(e) and by("Dana Whitfield", o)(e),
            )
        ),
    ),
    # how often
    ask(
        "how many deals changed stage this week",
        counted(
            lambda o: len({e[0] for e in edits(o, _DEAL, _WEEK, change=_STAGE)}),
            lambda o: edits(o, _DEAL, _WEEK, change=_STAGE),
        ),
    ),
    ask(
        f"how many times has the close date of {_SITES} been pushed",
        counted(
            lambda o: len(edits(o, _DEAL, Past(), _named(_SITES), later)),
            lambda o: edits(o, _DEAL, Past(), _named(_SITES), later),
        ),
    ),
    ask(
        "how many times has the close date of the Halden gateway refresh pilot been pushed",
        counted(
            lambda o: len(edits(o, _DEAL, Past(), _named(_PILOT), later)),
            lambda o: edits(o, _DEAL, Past(), _named(_PILOT), later),
        ),
        as_="marcus",
    ),
    # in a thread
    ask(
        "and last month?", _changed(_LAST_MONTH, _STAGE, mine), "my deals that changed stage today"
    ),
    ask("only mine", _changed(_WEEK, _STAGE, mine), "which deals changed stage this week"),
    ask(
        "what about Leo's?",
        _changed(_WEEK, _STAGE, owned("Leo Castellane")),
        "which of my deals changed stage this week",
    ),
    ask(
        "only those over 50k",
        _changed(_MONTH, _STAGE, both(mine, _over(50_000))),
        "which of my deals changed stage this month",
    ),
    ask("only the stage", _changed(_MONTH, _STAGE, mine), "what changed on my deals this month"),
    ask(
        "which of them changed stage this month",
        _changed(_MONTH, _STAGE, both(mine, is_open)),
        "my open deals",
    ),
    # German
    ask("welche Deals wurden diesen Monat verschoben", _PUSHED_THIS_MONTH),
    ask(f"wer hat den Betrag von {_RENEWAL} geändert", _changed(Past(), _AMOUNT, _named(_RENEWAL))),
    # what stays what it was
    ask("order history of halden", ids(lambda o: o.ids("Order", at("Halden")))),
    ask(
        "opps modified this week",
        ids(lambda o: o.ids(_DEAL, lambda d: d.LastModifiedDate in _WEEK)),
    ),
    ask("which deals slipped", ids(lambda o: o.ids(_DEAL, _overdue))),
    ask("total amount of deals that moved forward this week", outcome("clarify")),
    ask("show the amount of deals that changed stage this week", outcome("clarify")),
    ask("deals that have not changed stage this month", outcome("not_understood")),
    ask("deals pushed from Q4 to Q1", outcome("clarify")),
    ask(f"was the close date of {_SITES} moved forward", outcome("clarify")),
    ask(f"move {_PILOT} to Closed Won", outcome("update")),
]
