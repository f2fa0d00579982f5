"""What holds for every selection, whatever the people, the records, the zones and the moment."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from crm.access import Viewer
from crm.query import Ref
from nudges.notice import Notice, Outcome, Sent
from nudges.rules import RULES
from nudges.selection import Context, select
from nudges.settings import NudgeSettings
from tests.nudges.company import notice

PEOPLE = [f"005{n}" for n in range(4)]
RECORDS = [f"006{n}" for n in range(8)]
RULE_NAMES = [rule.name for rule in RULES]
ZONES = st.sampled_from(sorted(available_timezones()))
# Two years of minutes from a Monday noon, when most of the world is awake.
START = datetime(2026, 1, 5, 12, tzinfo=UTC)
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
DAYLONG = time(0), time(23, 59, 59)
SETTINGS = st.builds(
    lambda usual, unknown, **more: NudgeSettings(
        opens=usual[0], closes=usual[1], unknown_opens=unknown[0], unknown_closes=unknown[1], **more
    ),
    usual=st.sampled_from([DAYLONG, (time(9), time(17))]),
    unknown=st.sampled_from([DAYLONG, (time(11), time(15))]),
    per_day=st.integers(0, 3),
    per_week=st.integers(0, 5),
    rest_days=st.integers(0, 10),
    zone=ZONES,
    work_days=st.just(frozenset(range(7))) | st.frozensets(st.integers(0, 6)),
)
ALWAYS = NudgeSettings(opens=DAYLONG[0], closes=DAYLONG[1], work_days=frozenset(range(7)))


@st.composite
def people(draw: st.DrawFn) -> dict[str, Viewer]:
    """Some of the people, in all sorts of zones."""
    return {
        id_: Viewer(
            user_id=id_,
            name=id_,
            email="",
            time_zone=draw(ZONES),
            zone_known=draw(st.booleans()),
            active=draw(st.sampled_from([True, True, True, False])),
        )
        for id_ in draw(st.sets(st.sampled_from(PEOPLE)))
    }


@st.composite
def notices(draw: st.DrawFn) -> Notice:
    """A notice by any rule about any record to any person."""
    return notice(
        draw(st.sampled_from(RECORDS)),
        draw(st.sampled_from(PEOPLE)),
        rule=draw(st.sampled_from(RULE_NAMES)),
        worth=draw(st.decimals(0, 100, places=0)),
    )


@st.composite
def contexts(draw: st.DrawFn) -> Context:
    """Any moment with any past within two weeks, and an hour of future."""
    now = draw(MOMENTS)
    minutes = st.integers(-60, 14 * 24 * 60)
    sent = [
        Sent(
            id=str(n),
            rule=draw(st.sampled_from(RULE_NAMES)),
            record=Ref("Opportunity", draw(st.sampled_from(RECORDS))),
            who=draw(st.sampled_from(PEOPLE)),
            at=now - timedelta(minutes=draw(minutes)),
        )
        for n in range(draw(st.integers(0, 6)))
    ]
    rule_or_all = st.none() | st.sampled_from(RULE_NAMES)
    return Context(
        now=now,
        settings=draw(SETTINGS),
        people=draw(people()),
        sent=tuple(sent),
        stopped=draw(st.frozensets(st.tuples(st.sampled_from(PEOPLE), rule_or_all), max_size=2)),
    )


MANY = st.lists(notices(), max_size=25)


def due(given_: list[Notice], context: Context) -> list[Notice]:
    return [v.notice for v in select(given_, context) if v.outcome is Outcome.DUE]


def zone_for(who: str, context: Context) -> str:
    """The person's zone, or the organisation's where theirs is unknown."""
    person = context.people[who]
    return person.time_zone if person.zone_known else context.settings.zone


def local_day(at: datetime, who: str, context: Context) -> date:
    """The day by the clock on their wall."""
    return at.astimezone(ZoneInfo(zone_for(who, context))).date()


@given(MANY, contexts())
def test_every_notice_gets_one_verdict_and_every_held_one_a_reason(
    given_: list[Notice], context: Context
) -> None:
    """Nothing is lost on the way, and nothing is added."""
    verdicts = select(given_, context)
    assert Counter(v.notice for v in verdicts) == Counter(given_)
    assert all(bool(v.stage and v.reason) is (v.outcome is Outcome.HELD) for v in verdicts)


@given(MANY, contexts(), st.randoms(use_true_random=False))
def test_the_order_in_which_records_were_read_changes_nothing(
    given_: list[Notice], context: Context, random: object
) -> None:
    """The same notices, the same verdicts."""
    mixed = list(given_)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert select(mixed, context) == select(given_, context)


@given(MANY, contexts())
def test_h7_nobody_hears_more_than_the_budget(given_: list[Notice], context: Context) -> None:
    """Counted afresh, by days: what was said before and what is due now."""
    for who, more in Counter(n.who for n in due(given_, context)).items():
        today = local_day(context.now, who, context)
        days = [local_day(s.at, who, context) for s in context.sent if s.who == who]
        assert sum(day >= today for day in days) + more <= context.settings.per_day
        week = today - timedelta(days=6)
        assert sum(day >= week for day in days) + more <= context.settings.per_week


@given(MANY, contexts())
def test_h7_nobody_is_written_to_outside_their_hours(
    given_: list[Notice], context: Context
) -> None:
    """By the clock on their wall, on a day they work."""
    for found in due(given_, context):
        person, settings = context.people[found.who], context.settings
        local = context.now.astimezone(ZoneInfo(zone_for(found.who, context)))
        if person.zone_known:
            assert settings.opens <= local.time() < settings.closes
        else:
            assert settings.unknown_opens <= local.time() < settings.unknown_closes
        assert local.weekday() in settings.work_days


@given(MANY, contexts())
def test_e3_e4_only_the_active_who_did_not_say_stop(given_: list[Notice], context: Context) -> None:
    """Whatever else speaks for it."""
    for found in due(given_, context):
        assert context.people[found.who].active
        assert not {(found.who, None), (found.who, found.rule)} & context.stopped


@given(MANY, contexts())
def test_no_record_is_asked_about_again_before_it_rested(
    given_: list[Notice], context: Context
) -> None:
    """Nor twice in one selection."""
    asked = [found.record for found in due(given_, context)]
    assert len(set(asked)) == len(asked)
    rest = timedelta(days=context.settings.rest_days)
    assert not {s.record for s in context.sent if context.now - s.at < rest} & set(asked)


@given(MANY, people(), MOMENTS)
def test_of_what_could_be_said_to_a_person_the_most_worthy_is(
    given_: list[Notice], people_: dict[str, Viewer], now: datetime
) -> None:
    """With nothing else in the way, the budget goes to the worthiest."""
    context = Context(now=now, settings=ALWAYS, people=people_)
    said = {n.who: n.worth for n in due(given_, context)}
    for who, person in people_.items():
        theirs = [n.worth for n in given_ if n.who == who and _alone(n, given_)]
        if person.active and person.zone_known and theirs and now.minute < 59:
            assert said[who] >= max(theirs)


def _alone(one: Notice, given_: list[Notice]) -> bool:
    """Whether nobody else would be asked about its record."""
    return all(n.who == one.who for n in given_ if n.record == one.record)


@given(MANY, contexts())
def test_what_is_said_would_not_be_said_again(given_: list[Notice], context: Context) -> None:
    """A second sweep a moment later finds nothing left to say of what the first one took."""
    first = due(given_, context)
    sent = tuple(
        Sent(id=f"n{i}", rule=n.rule, record=n.record, who=n.who, at=context.now)
        for i, n in enumerate(first)
    )
    later = Context(
        now=context.now + timedelta(seconds=1),
        settings=NudgeSettings(per_day=99, per_week=99, rest_days=1, work_days=frozenset(range(7))),
        people=context.people,
        sent=context.sent + sent,
    )
    assert not set(due(given_, later)) & set(first)


def test_selection_of_fifty_thousand_is_quick() -> None:
    """No stage looks through all that was said for every notice."""
    people_ = {f"005{n}": Viewer(user_id=f"005{n}", name="N", email="") for n in range(1000)}
    now = datetime(2026, 11, 16, 10, tzinfo=UTC)
    sent = tuple(
        Sent(
            id=str(n),
            rule="missing_amount",
            record=Ref("Opportunity", f"X{n}"),
            who=f"005{n % 1000}",
            at=now - timedelta(days=9),
        )
        for n in range(3000)
    )
    many = [notice(f"006{n}", f"005{n % 1000}", worth=Decimal(n)) for n in range(50_000)]
    found = due(many, Context(now=now, settings=NudgeSettings(), people=people_, sent=sent))
    assert len(found) == 1000
