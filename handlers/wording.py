"""How values are written for people: as the one who reads them writes numbers and dates."""

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal

from crm.money import Money
from crm.periods import Period
from crm.query import Value
from crm.schema import FieldType
from handlers.speech import current, say

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}


def number(value: Decimal) -> str:
    """1234567.5 -> "1,234,567.5"; at most two decimals, none where there are none."""
    if not value.is_finite():
        return str(value)
    return format_decimal(value, format="#,##0.##", locale=current().locale or "en")


def money(value: Money) -> str:
    """$20,000 or CHF 20,000; cents only where there are some."""
    locale = current().locale
    if locale is not None:
        return _local_money(value, locale)
    sign = "-" if value.amount < 0 else ""
    digits = f"{abs(value.amount):,.2f}".removesuffix(".00")
    symbol = _SYMBOLS.get(value.currency)
    return f"{sign}{symbol}{digits}" if symbol else f"{sign}{value.currency} {digits}"


def _local_money(value: Money, locale: Locale) -> str:
    pattern = locale.currency_formats["standard"].pattern
    whole = value.amount == value.amount.to_integral_value()
    return format_currency(
        value.amount,
        value.currency,
        format=pattern.replace(".00", "") if whole else pattern,
        locale=locale,
        currency_digits=False,
    )


def day(value: date) -> str:
    """5 Nov 2026."""
    locale = current().locale
    if locale is None:
        return f"{value.day} {value:%b %Y}"
    return format_date(value, "medium", locale=locale)


def weekday(value: date) -> str:
    """Tue."""
    locale = current().locale
    return f"{value:%a}" if locale is None else format_date(value, "EEE", locale=locale)


def clock(value: datetime | time) -> str:
    """14:05."""
    locale = current().locale
    if locale is None:
        return f"{value:%H:%M}"
    return format_time(
        value.time() if isinstance(value, datetime) else value, "short", locale=locale
    )


def period(value: Period) -> str:
    """The days of a period: "1 Oct to 31 Dec 2026", "since 1 Mar 2026", "before 5 Dec 2026"."""
    first, last = value.start, value.last_day
    if first is None:
        return say("any time") if value.end is None else say("before {day}", day=day(value.end))
    if last is None:
        return say("since {day}", day=day(first))
    if first == last:
        return day(first)
    return say("{first} to {last}", first=_opening(first, last), last=day(last))


def _opening(first: date, last: date) -> str:
    """The first day of several; without its year where the last one says it."""
    if current().locale is None and first.year == last.year:
        return f"{first.day} {first:%b}"
    return day(first)


def show(value: Value, *, type_: FieldType = FieldType.TEXT, zone: str = "UTC") -> str:
    """Any value as a person reads it; points in time in their zone; None as "empty"."""
    match value:
        case None | "":
            return say("empty")
        case bool():
            return say("yes") if value else say("no")
        case Money():
            return money(value)
        case Decimal():
            return f"{number(value)} %" if type_ is FieldType.PERCENT else number(value)
        case datetime():
            local = value.astimezone(ZoneInfo(zone))
            return f"{day(local)}, {clock(local)}"
        case date():
            return day(value)
    return value


def plural(count: int, one: str, many: str) -> str:
    """One or many: "1 opportunity", "1,500 opportunities"."""
    return f"{number(Decimal(count))} {one if count == 1 else many}"
