"""SOQL and SOSL Reference: "Date Formats and Date Literals in WHERE", "Date Functions",
"convertTimezone()". It is Wednesday, 18 November 2026, 15:00 UTC."""

from datetime import UTC, date, datetime

import pytest

from tests.contracts.salesforce.conftest import MakeOrg
from tests.contracts.salesforce.world import ID, ask, found, refused
from tests.fakes.salesforce.org.ids import minted
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.soql.relative_dates import Calendar, days_of

WEDNESDAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("name", "count", "first", "last"),
    [
        ("YESTERDAY", None, "2026-11-17", "2026-11-17"),
        ("TODAY", None, "2026-11-18", "2026-11-18"),
        ("TOMORROW", None, "2026-11-19", "2026-11-19"),
        ("LAST_WEEK", None, "2026-11-08", "2026-11-14"),
        ("THIS_WEEK", None, "2026-11-15", "2026-11-21"),
        ("NEXT_WEEK", None, "2026-11-22", "2026-11-28"),
        ("LAST_MONTH", None, "2026-10-01", "2026-10-31"),
        ("THIS_MONTH", None, "2026-11-01", "2026-11-30"),
        ("NEXT_MONTH", None, "2026-12-01", "2026-12-31"),
        ("LAST_90_DAYS", None, "2026-08-20", "2026-11-18"),
        ("NEXT_90_DAYS", None, "2026-11-19", "2027-02-16"),
        ("LAST_N_DAYS", 5, "2026-11-13", "2026-11-18"),
        ("NEXT_N_DAYS", 5, "2026-11-19", "2026-11-23"),
        ("N_DAYS_AGO", 5, "2026-11-13", "2026-11-13"),
        ("LAST_N_WEEKS", 2, "2026-11-01", "2026-11-14"),
        ("NEXT_N_WEEKS", 2, "2026-11-22", "2026-12-05"),
        ("N_WEEKS_AGO", 2, "2026-11-01", "2026-11-07"),
        ("LAST_N_MONTHS", 2, "2026-09-01", "2026-10-31"),
        ("NEXT_N_MONTHS", 2, "2026-12-01", "2027-01-31"),
        ("N_MONTHS_AGO", 2, "2026-09-01", "2026-09-30"),
        ("THIS_QUARTER", None, "2026-10-01", "2026-12-31"),
        ("LAST_QUARTER", None, "2026-07-01", "2026-09-30"),
        ("NEXT_N_QUARTERS", 2, "2027-01-01", "2027-06-30"),
        ("THIS_YEAR", None, "2026-01-01", "2026-12-31"),
        ("LAST_N_YEARS", 2, "2024-01-01", "2025-12-31"),
        ("N_YEARS_AGO", 1, "2025-01-01", "2025-12-31"),
        ("THIS_FISCAL_QUARTER", None, "2026-11-01", "2027-01-31"),
        ("LAST_FISCAL_QUARTER", None, "2026-08-01", "2026-10-31"),
        ("THIS_FISCAL_YEAR", None, "2026-02-01", "2027-01-31"),
        ("LAST_N_FISCAL_YEARS", 1, "2025-02-01", "2026-01-31"),
        ("N_FISCAL_QUARTERS_AGO", 1, "2026-08-01", "2026-10-31"),
    ],
)
def test_a_literal_is_a_range_of_days(name: str, count: int | None, first: str, last: str) -> None:
    """Date Formats and Date Literals; the fiscal year begins in February, weeks on Sunday."""
    start, end = days_of(name, count, Calendar(today=WEDNESDAY, fiscal_month=2))
    assert (start.isoformat(), date.fromordinal(end.toordinal() - 1).isoformat()) == (first, last)


def test_equals_is_within_the_range_and_unequal_outside_of_it(org: Org) -> None:
    """Date Formats and Date Literals: = for in the range."""
    assert found(org, "CloseDate = THIS_WEEK") == {"d1", "d5"}
    assert found(org, "CloseDate != THIS_WEEK") == {"d2", "d3", "d4", "d6"}


def test_less_is_before_the_range_and_greater_behind_it(org: Org) -> None:
    """Date Formats and Date Literals: > and < for either side."""
    assert found(org, "CloseDate < THIS_QUARTER") == {"d4"}
    assert found(org, "CloseDate > THIS_QUARTER") == {"d3"}
    assert found(org, "CloseDate >= THIS_QUARTER") == {"d1", "d2", "d3", "d5", "d6"}
    assert found(org, "CloseDate <= THIS_QUARTER") == {"d1", "d2", "d4", "d5", "d6"}


def test_weeks_begin_as_the_users_locale_has_it(org: Org) -> None:
    """Date Formats and Date Literals: "determined by your locale"."""
    org.add("Opportunity", [{"Id": ID["d6"], "Name": "d6", "CloseDate": date(2026, 11, 15)}])
    assert "d6" in found(org, "CloseDate = THIS_WEEK", who="ria")
    assert "d6" in found(org, "CloseDate = LAST_WEEK", who="rae")


def test_today_is_where_the_user_is(org: Org) -> None:
    """Date Formats and Date Literals: the user's time zone. In Tokyo it is the 19th."""
    assert found(org, "CloseDate = TODAY", who="ria") == {"d1"}
    assert found(org, "CloseDate = YESTERDAY", who="mo") == {"d1"}


def test_a_day_of_a_point_in_time_is_the_users(org: Org) -> None:
    """d5 was made at 3:00 UTC of the 18th: on the 17th in New York, on the 18th in Tokyo."""
    assert found(org, "CreatedDate = YESTERDAY", who="ria") == {"d5"}
    assert found(org, "CreatedDate = YESTERDAY", who="mo") == {"d5"}
    assert found(org, "CreatedDate = TODAY", who="ria") == set()


def test_literals_are_taken_in_any_case_with_their_number(org: Org) -> None:
    """Date Formats and Date Literals: n behind a colon, and required."""
    assert found(org, "CloseDate = last_n_days:3") == {"d1", "d5"}
    assert refused(org, "SELECT Id FROM Opportunity WHERE CloseDate = LAST_N_DAYS").code == (
        "MALFORMED_QUERY"
    )
    assert refused(org, "SELECT Id FROM Opportunity WHERE CloseDate = TODAY:3").code == (
        "MALFORMED_QUERY"
    )


def test_points_in_time_have_an_offset(org: Org) -> None:
    """Date Formats: dateTime with Z or an offset from UTC."""
    assert found(org, "CreatedDate = 2026-11-18T03:00:00Z") == {"d5"}
    assert found(org, "CreatedDate = 2026-11-17T22:00:00-05:00") == {"d5"}
    assert found(org, "CreatedDate > 2026-11-18T04:59:59.000+02:00") == {"d5"}
    assert refused(org, "SELECT Id FROM Account WHERE CreatedDate > 2026-11-18T03:00:00").code == (
        "MALFORMED_QUERY"
    )


def test_points_in_time_are_answered_as_utc(org: Org) -> None:
    """Date Functions: "dateTime field values as Coordinated Universal Time"."""
    rows = ask(org, "SELECT CreatedDate, CloseDate FROM Opportunity WHERE Name = 'd5'")
    assert rows == [{"CreatedDate": "2026-11-18T03:00:00.000+0000", "CloseDate": "2026-11-16"}]


@pytest.mark.parametrize(
    ("function", "value"),
    [
        ("CALENDAR_MONTH(CloseDate)", 2),
        ("CALENDAR_QUARTER(CloseDate)", 1),
        ("CALENDAR_YEAR(CloseDate)", 2026),
        ("DAY_IN_MONTH(CloseDate)", 28),
        ("DAY_IN_WEEK(CloseDate)", 7),
        ("DAY_IN_YEAR(CloseDate)", 59),
        ("WEEK_IN_MONTH(CloseDate)", 4),
        ("WEEK_IN_YEAR(CloseDate)", 9),
        ("FISCAL_MONTH(CloseDate)", 2),
        ("FISCAL_QUARTER(CloseDate)", 1),
        ("FISCAL_YEAR(CloseDate)", 2026),
        ("HOUR_IN_DAY(CreatedDate)", 12),
    ],
)
def test_parts_of_dates(org: Org, function: str, value: int) -> None:
    """Date Functions: d4 closes on Saturday, 28 February 2026, and was made at 12:00 UTC."""
    rows = ask(org, f"SELECT {function} p FROM Opportunity WHERE Name = 'd4' GROUP BY {function}")
    assert rows == [{"p": value}]
    assert "d4" in found(org, f"{function} = {value}")


def test_the_fiscal_year_is_the_orgs(make_org: MakeOrg) -> None:
    """Date Functions: FISCAL_ functions; named by the year it ends in, or begins in."""
    text = "SELECT FISCAL_YEAR(CloseDate) y, FISCAL_QUARTER(CloseDate) q FROM Opportunity WHERE Name = 'd1' GROUP BY FISCAL_YEAR(CloseDate), FISCAL_QUARTER(CloseDate)"  # noqa: E501
    assert ask(make_org(fiscal_month=7), text) == [{"y": 2027, "q": 2}]
    assert ask(make_org(fiscal_month=7, fiscal_by_end=False), text) == [{"y": 2026, "q": 2}]
    assert found(make_org(fiscal_month=2), "CloseDate = THIS_FISCAL_QUARTER") == {
        "d1",
        "d3",
        "d5",
        "d6",
    }


def test_day_only_takes_utc_and_convert_timezone_the_users(org: Org) -> None:
    """Date Functions, DAY_ONLY; convertTimezone()."""
    assert found(org, "DAY_ONLY(CreatedDate) = 2026-11-18", who="ria") == {"d5"}
    assert found(org, "DAY_ONLY(convertTimezone(CreatedDate)) = 2026-11-17", who="ria") == {"d5"}
    text = "SELECT HOUR_IN_DAY(convertTimezone(CreatedDate)) h FROM Opportunity WHERE Name = 'd5' GROUP BY HOUR_IN_DAY(convertTimezone(CreatedDate))"  # noqa: E501
    assert ask(org, text, "mo") == [{"h": 12}]


def test_convert_timezone_is_for_points_in_time_within_a_date_function(org: Org) -> None:
    """convertTimezone(): "you must use it in a date function"."""
    assert refused(org, "SELECT convertTimezone(CreatedDate) FROM Account").code == (
        "MALFORMED_QUERY"
    )
    error = refused(
        org, "SELECT Id FROM Opportunity WHERE CALENDAR_YEAR(convertTimezone(CloseDate)) = 2026"
    )
    assert error.code == "INVALID_FIELD"
    assert refused(org, "SELECT Id FROM Opportunity WHERE DAY_ONLY(CloseDate) = TODAY").code == (
        "INVALID_FIELD"
    )


def test_date_functions_in_select_are_grouped(org: Org) -> None:
    """Date Functions: "in a SELECT clause if you also group by it"."""
    assert refused(org, "SELECT CALENDAR_YEAR(CloseDate) FROM Opportunity").code == (
        "MALFORMED_QUERY"
    )


def test_midnight_follows_summer_time(org: Org) -> None:
    """Berlin puts the clock back on 25 October 2026: that day has 25 hours."""
    late = minted("006", 900)
    made = datetime(2026, 10, 25, 22, 30, tzinfo=UTC)
    org.add("Opportunity", [{"Id": late, "Name": "late", "CreatedDate": made}])
    where = "DAY_ONLY(convertTimezone(CreatedDate)) = 2026-10-25"
    assert found(org, where, who="rae") == {"late"}
    assert found(org, "CreatedDate = N_DAYS_AGO:24", who="rae") == {"late"}
