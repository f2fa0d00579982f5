"""Parts of dates: page "Date Functions" (sforce_api_calls_soql_select_date_functions.htm).

Points in time are taken as UTC, or in the user's zone inside convertTimezone(). Weeks of a year and
of a month are counted in sevens from their first day; Sunday is day 1 of a week. FISCAL_ functions
go by the org's standard fiscal year, and do not exist where it is a custom one.
"""

from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

NUMBERS = (
    "CALENDAR_MONTH",
    "CALENDAR_QUARTER",
    "CALENDAR_YEAR",
    "DAY_IN_MONTH",
    "DAY_IN_WEEK",
    "DAY_IN_YEAR",
    "FISCAL_MONTH",
    "FISCAL_QUARTER",
    "FISCAL_YEAR",
    "HOUR_IN_DAY",
    "WEEK_IN_MONTH",
    "WEEK_IN_YEAR",
)
DATES = ("DAY_ONLY",)
OF_TIMES = ("DAY_ONLY", "HOUR_IN_DAY")


@lru_cache(maxsize=262_144)
def date_part(
    function: str, value: str | None, zone: str, fiscal_month: int, by_end: int
) -> int | str | None:
    """What the function gives for a stored date, or a stored time as of that zone."""
    if value is None:
        return None
    moment = _moment(value, zone)
    if function == "HOUR_IN_DAY":
        return moment.hour
    day = moment.date()
    if function == "DAY_ONLY":
        return day.isoformat()
    return _number(function, day, fiscal_month, bool(by_end))


def _moment(value: str, zone: str) -> datetime:
    if len(value) == 10:
        return datetime.combine(date.fromisoformat(value), datetime.min.time(), UTC)
    return datetime.fromisoformat(value).astimezone(ZoneInfo(zone))


def _number(function: str, day: date, fiscal_month: int, by_end: bool) -> int:
    in_year = day.timetuple().tm_yday
    fiscal = (day.month - fiscal_month) % 12
    began = day.year - (day.month < fiscal_month)
    return {
        "CALENDAR_MONTH": day.month,
        "CALENDAR_QUARTER": (day.month + 2) // 3,
        "CALENDAR_YEAR": day.year,
        "DAY_IN_MONTH": day.day,
        "DAY_IN_WEEK": day.isoweekday() % 7 + 1,
        "DAY_IN_YEAR": in_year,
        "FISCAL_MONTH": fiscal + 1,
        "FISCAL_QUARTER": fiscal // 3 + 1,
        "FISCAL_YEAR": began + (by_end and fiscal_month > 1),
        "WEEK_IN_MONTH": (day.day + 6) // 7,
        "WEEK_IN_YEAR": (in_year + 6) // 7,
    }[function]
