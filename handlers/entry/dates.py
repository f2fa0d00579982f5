"""Days and moments as people type them: ISO, "31/12/2026", "5 Dec", "next friday", "in 2 weeks"."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crm.definitions import USUAL_DEFINITIONS, Definitions
from crm.names.spelling import plain
from crm.periods import Calendar, Period
from handlers import wording
from handlers.errors import EntryError
from handlers.understanding.language.times import read_duration, read_time
from handlers.understanding.text.tokens import tokenise

_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?\.?")
_LEAD = re.compile(r"(?:(?:by|on|before|until|till|around|about)\s+)+", re.IGNORECASE)
_END = re.compile(r"(?:at\s+)?(?:the\s+)?end\s+of\s+", re.IGNORECASE)
_AHEAD = re.compile(r"in\s+(?P<in>.+)|(?P<from>.+?)\s+from\s+(?:now|today)", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:T|\s+at\s+|,?\s+)(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2}))?(?::[0-9]{2}(?:\.[0-9]+)?)?"
    r"\s?(?P<half>[ap]\.?m\.?)?\s?(?P<offset>Z|[+-][0-9]{2}:[0-9]{2})?$",
    re.IGNORECASE,
)
_TOO_LONG = 60
_DAY = timedelta(days=1)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


def read_day(
    text: str, *, today: date, day_first: bool, definitions: Definitions = USUAL_DEFINITIONS
) -> date:
    """The day meant; raises EntryError.

    In 05/12/2026 the day comes first with `day_first`, else the month; 31/12/2026 can only be one.
    A date without a year is the next such day. "Next month" is no day; "end of next month" is.
    """
    shown = _LEAD.sub("", plain(text).strip(), count=1).rstrip(" !")
    example = today + timedelta(days=14)
    if len(shown) > _TOO_LONG:
        raise EntryError(f"That isn't a date I can read, e.g. {example}.")
    day = _in_digits(shown, today, day_first) or _in_words(shown, definitions.calendar(today))
    if day is None:
        raise EntryError(f"That isn't a date I can read, e.g. {example}.")
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise EntryError(f"The year {day.year} looks like a slip; write the day as {example}.")
    return day


def read_moment(text: str, *, today: date, zone: ZoneInfo, day_first: bool) -> datetime:
    """The moment meant, a day and a time of day there; raises EntryError."""
    shown = plain(text).strip()
    clock = _CLOCK.search(shown) if len(shown) <= _TOO_LONG else None
    if clock is None:
        raise EntryError(f"That isn't a day and time I can read, e.g. {today} 14:30.")
    day = read_day(shown[: clock.start()], today=today, day_first=day_first)
    at = _time_of_day(clock)
    if clock["offset"]:
        offset = datetime.fromisoformat(f"2000-01-01T00:00{clock['offset'].upper()}").tzinfo
        return datetime.combine(day, at, offset)
    moment = datetime.combine(day, at, zone)
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise EntryError(f"The clocks go forward that day: there is no {at:%H:%M}.")
    return moment


def _time_of_day(clock: re.Match[str]) -> time:
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    half = (clock["half"] or "").casefold()[:1]
    if not clock["minute"] and not half:
        raise EntryError("At what time? Write 14:30 or 2:30 pm.")
    if minute > 59 or hour > (12 if half else 23) or (half and not hour):
        raise EntryError(f"There is no time {clock.group().strip()}; write 14:30 or 2:30 pm.")
    return time(hour % 12 + 12 * (half == "p") if half else hour, minute)


def _in_digits(text: str, today: date, day_first: bool) -> date | None:
    """A day in digits; None where there are words."""
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), int(found[3]), int(found[4]), text)
    found = _YEAR_LAST.fullmatch(text)
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    if second > 12 or (found[2] != "." and not day_first and first <= 12):
        first, second = second, first
    if found[4]:
        return _day(int(found[4]) + 2000 * (len(found[4]) == 2), second, first, text)
    return _next(second, first, today, text)


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise EntryError(f"There is no {text} in the calendar.") from None


def _next(month: int, day: int, today: date, text: str) -> date:
    """The next day of that month and number; 29/02 may be years away."""
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise EntryError(f"There is no {text} in the calendar.")


def _in_words(text: str, calendar: Calendar) -> date | None:
    """A day in words; None where they name no time. A week or month is asked about."""
    if day := _ahead(text, calendar.today):
        return day
    if (end := _END.match(text)) and (whole := _period(text[end.end() :], calendar)):
        return whole.last_day
    period = _period(text, calendar)
    if period is None or period.start is None or period.end is None:
        return None
    if period.end - period.start > _DAY:
        raise EntryError(f"Which day of that? It runs from {wording.period(period)}.")
    return period.start


def _ahead(text: str, today: date) -> date | None:
    """ "In two weeks" is a day as far from now, and not some week."""
    found = _AHEAD.fullmatch(text)
    if found is None:
        return None
    tokens = tokenise(found["in"] or found["from"])
    duration = read_duration(tokens, 0)
    try:
        return duration.after(today) if duration and duration.length == len(tokens) else None
    except OverflowError:
        return None


def _period(text: str, calendar: Calendar) -> Period | None:
    """The time that the whole text names, seen as one to come."""
    tokens = tokenise(text)
    found = read_time(tokens, 0, calendar, bare_year=True)
    return found.future if found and found.length == len(tokens) else None
