"""Each stage holds back what it should, with its own reason, and nothing else."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from crm.access import Viewer
from crm.query import Ref
from nudges.notice import Notice, Outcome, Sent
from nudges.selection import STAGES, Context, select
from nudges.settings import NudgeSettings
from tests.nudges.company import DAY, NOW, notice

BERLIN = "Europe/Berlin"


def person(id_: str = "005D", **values: Any) -> Viewer:
    usual = {"name": "Dana Doe", "email": "dana@example.com", "time_zone": BERLIN}
    return Viewer(user_id=id_, **usual | values)


def said(record: str, at: datetime, who: str = "005D") -> Sent:
    ref = Ref("Opportunity", record)
    return Sent(id=f"{record}-{at}", rule="missing_amount", record=ref, who=who, at=at)


def held(*notices: Notice, **context: Any) -> list[str]:
    """The stage that held each notice back, in the order they were given; "" for none."""
    usual: dict[str, Any] = {
        "now": NOW,
        "settings": NudgeSettings(),
        "people": {"005D": person(), "005K": person("005K")},
    }
    verdicts = select(notices or (notice(),), Context(**usual | context))
    by_notice = {verdict.notice: verdict for verdict in verdicts}
    assert all(v.outcome is Outcome.DUE or v.reason for v in verdicts)
    return [by_notice[n].stage for n in notices or (notice(),)]


def test_the_stages_and_their_order() -> None:
    """The first reason is the one people see."""
    assert [stage.__name__ for stage in STAGES] == [
        "owner_active", "can_answer", "stopped", "snoozed", "asked_recently", "quiet_hours",
        "budget",
    ]  # fmt: skip


def test_with_nothing_against_it_a_notice_is_due() -> None:
    """A Monday morning, a fresh record, a person at work."""
    assert held() == [""]


def test_e3_who_left_is_not_written_to() -> None:
    """Nor is anybody the CRM does not know."""
    assert held(people={"005D": person(active=False)}) == ["owner_active"]
    assert held(people={}) == ["owner_active"]


def test_c11_nobody_is_asked_for_what_is_hidden_from_them() -> None:
    """By that rule; the others may still ask."""
    assert held(blind=frozenset({("005D", "missing_amount")})) == ["can_answer"]
    assert held(blind=frozenset({("005D", "no_activity"), ("005K", "missing_amount")})) == [""]


def test_e4_who_said_stop_hears_nothing() -> None:
    """Stop of all, or of this rule; another's stop is another's."""
    assert held(stopped=frozenset({("005D", None)})) == ["stopped"]
    assert held(stopped=frozenset({("005D", "missing_amount")})) == ["stopped"]
    assert held(stopped=frozenset({("005D", "no_activity"), ("005K", None)})) == [""]


def test_e4_what_was_put_off_rests() -> None:
    """That record, by that rule, for that person."""
    deal = Ref("Opportunity", "006A")
    assert held(snoozed=frozenset({("005D", deal, "missing_amount")})) == ["snoozed"]
    assert held(snoozed=frozenset({("005D", deal, "no_activity")})) == [""]
    assert held(snoozed=frozenset({("005K", deal, "missing_amount")})) == [""]


@pytest.mark.parametrize(
    ("ago", "stage"),
    [(3 * DAY, "asked_recently"), (7 * DAY - timedelta(seconds=1), "asked_recently"),
     (7 * DAY, ""), (-timedelta(hours=1), "asked_recently")],
)  # fmt: skip
def test_a_record_rests_for_seven_days(ago: timedelta, stage: str) -> None:
    """Whoever was asked about it, and also when the clock was set back since."""
    assert held(sent=(said("006A", NOW - ago, who="005K"),)) == [stage]


def test_two_rules_ask_about_one_record_only_once() -> None:
    """The one that comes first in the list of rules, where nothing else tells them apart."""
    both = (notice(rule="missing_next_step"), notice(rule="close_date_passed"))
    plenty = NudgeSettings(per_day=9, per_week=9)
    assert held(*both, settings=plenty) == ["asked_recently", ""]


def test_where_worth_does_not_tell_them_apart_the_order_of_the_rules_does() -> None:
    """Deals before accounts, as the list of rules has them."""
    account = notice("001A", rule="account_without_industry")
    assert held(account, notice(rule="stuck_in_stage")) == ["budget", ""]


def test_the_last_question_about_a_record_counts() -> None:
    """In whatever order they are told."""
    asked = (said("006A", NOW - DAY), said("006A", NOW - 20 * DAY))
    for sent in (asked, asked[::-1]):
        assert held(sent=sent, settings=NudgeSettings(per_day=9)) == ["asked_recently"]


def test_a_person_hears_one_thing_a_day_and_the_most_worthy() -> None:
    """Another person has a budget of their own."""
    notices = (
        notice("0061", worth=Decimal(5)),
        notice("0062", worth=Decimal(9)),
        notice("0063", worth=Decimal(1), who="005K"),
    )
    assert held(*notices) == ["budget", "", ""]


def test_what_was_said_today_is_taken_from_the_budget() -> None:
    """Today by the person's own calendar; yesterday is another day."""
    assert held(sent=(said("006X", NOW - timedelta(hours=1)),)) == ["budget"]
    assert held(sent=(said("006X", NOW - DAY),)) == [""]
    # In Auckland it is Monday evening, and their Monday began at 11:00 UTC on Sunday.
    auckland = {"005D": person(time_zone="Pacific/Auckland")}
    night_owl = NudgeSettings(opens=time(0), closes=time(23, 59))
    on_their_monday = datetime(2026, 11, 15, 11, 30, tzinfo=UTC)
    on_their_sunday = datetime(2026, 11, 15, 10, 30, tzinfo=UTC)
    for at, stage in ((on_their_monday, "budget"), (on_their_sunday, "")):
        context = {"people": auckland, "settings": night_owl, "sent": (said("006X", at),)}
        assert held(**context) == [stage]


def test_three_in_seven_days_are_enough() -> None:
    """Whatever the calendar calls a week."""
    last_days = tuple(said(f"006{n}", NOW - n * DAY) for n in (2, 3, 4))
    assert held(sent=last_days) == ["budget"]
    assert held(sent=(*last_days[:2], said("0067", NOW - 6 * DAY))) == ["budget"]
    assert held(sent=(*last_days[:2], said("0067", NOW - 7 * DAY))) == [""]


def test_a_day_begins_with_its_midnight() -> None:
    """What was said in its very first moment belongs to it."""
    midnight = datetime(2026, 11, 15, 23, tzinfo=UTC)  # in Berlin
    assert held(sent=(said("006X", midnight),)) == ["budget"]
    assert held(sent=(said("006X", midnight - timedelta(microseconds=1)),)) == [""]


def test_e1_what_the_clock_left_in_the_future_counts() -> None:
    """Set back an hour, it must not give the budget anew."""
    assert held(sent=(said("006X", NOW + timedelta(hours=1)),)) == ["budget"]
    assert held(sent=(said("006X", NOW + DAY),)) == ["budget"]


def test_a_budget_of_nothing_says_nothing() -> None:
    """Per day or per week."""
    assert held(settings=NudgeSettings(per_day=0)) == ["budget"]
    assert held(settings=NudgeSettings(per_week=0)) == ["budget"]


@pytest.mark.parametrize(
    ("zone", "utc", "stage"),
    [
        (BERLIN, "2026-11-16T07:59", "quiet_hours"),
        (BERLIN, "2026-11-16T08:00", ""),
        (BERLIN, "2026-11-16T15:59", ""),
        (BERLIN, "2026-11-16T16:00", "quiet_hours"),
        (BERLIN, "2026-11-14T10:00", "quiet_hours"),  # a Saturday
        (BERLIN, "2026-07-13T07:00", ""),  # summer time
        (BERLIN, "2026-07-13T15:00", "quiet_hours"),
        ("Pacific/Kiritimati", "2026-11-15T19:00", ""),  # Monday 09:00 at UTC+14
        ("Pacific/Kiritimati", "2026-11-20T03:00", "quiet_hours"),  # Friday 17:00 there
        ("Pacific/Kiritimati", "2026-11-13T23:00", "quiet_hours"),  # Saturday there already
        ("Etc/GMT+12", "2026-11-21T04:59", ""),  # still Friday 16:59 there
        ("Asia/Kathmandu", "2026-11-16T03:14", "quiet_hours"),  # UTC+5:45
        ("Asia/Kathmandu", "2026-11-16T03:15", ""),
        ("Australia/Lord_Howe", "2026-11-15T22:00", ""),  # UTC+11 in summer, +10:30 in winter
        ("Australia/Lord_Howe", "2026-07-12T22:00", "quiet_hours"),
        ("Australia/Lord_Howe", "2026-07-12T22:30", ""),
        ("America/New_York", "2026-10-30T13:00", ""),  # 09:00, the week before clocks go back
        ("America/New_York", "2026-11-02T13:00", "quiet_hours"),  # 08:00, the week after
    ],
)
def test_e2_messages_come_while_people_work_by_their_own_clock(
    zone: str, utc: str, stage: str
) -> None:
    """In every zone, on both sides of a change of clocks."""
    now = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert held(now=now, people={"005D": person(time_zone=zone)}) == [stage]


@pytest.mark.parametrize("person_", [person(zone_known=False), person(time_zone="Mars/Base")])
def test_e2_an_unknown_zone_gets_narrower_hours_of_the_organisation(person_: Viewer) -> None:
    """Eleven to three there, which is no night in the zones around it."""
    tokyo = NudgeSettings(zone="Asia/Tokyo")
    hours = {8: "quiet_hours", 11: "", 14: "", 15: "quiet_hours"}
    for hour, stage in hours.items():
        now = datetime(2026, 11, 16, hour, tzinfo=UTC) - timedelta(hours=9)
        assert held(now=now, settings=tokyo, people={"005D": person_}) == [stage]


def test_e2_who_travels_is_written_to_where_they_are() -> None:
    """The zone the CRM has today counts, and the budget with it."""
    moved = {"005D": person(time_zone="America/Los_Angeles")}
    assert held(people=moved) == ["quiet_hours"]
    evening = datetime(2026, 11, 16, 18, tzinfo=UTC)  # ten in the morning there
    assert held(now=evening, people=moved) == [""]
    assert held(now=evening, people=moved, sent=(said("006X", NOW),)) == ["budget"]


def test_other_work_days_are_the_owners_to_set() -> None:
    """Sunday to Thursday, for one."""
    dubai = NudgeSettings(work_days=frozenset({6, 0, 1, 2, 3}))
    people = {"005D": person(time_zone="Asia/Dubai")}
    sunday, friday = (datetime(2026, 11, day, 9, tzinfo=UTC) for day in (15, 13))
    assert held(now=sunday, settings=dubai, people=people) == [""]
    assert held(now=friday, settings=dubai, people=people) == ["quiet_hours"]


def test_a_moment_without_a_zone_is_refused() -> None:
    """Nobody's morning can be told from it."""
    with pytest.raises(ValueError, match="zone"):
        Context(now=datetime(2026, 11, 16), settings=NudgeSettings(), people={})  # noqa: DTZ001
