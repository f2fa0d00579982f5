"""What an org says of itself: its fiscal year, currencies, and what it is called."""

from dataclasses import dataclass
from typing import Any, Final

from babel import Locale
from babel.core import UnknownLocaleError
from babel.numbers import get_territory_currencies

from crm.backends.salesforce.asking import Record
from crm.backends.salesforce.client import Client
from crm.errors import RecordNotFound, UnknownEntity, UnknownField

_ORGANIZATION: Final = (
    "SELECT Id, Name, FiscalYearStartMonth, UsesStartDateAsFiscalYearName, DefaultLocaleSidKey,"
    " TimeZoneSidKey, IsSandbox, OrganizationType FROM Organization LIMIT 1"
)
_CURRENCIES: Final = (
    "SELECT IsoCode, IsCorporate FROM CurrencyType WHERE IsActive = true ORDER BY IsoCode"
)
_CUSTOM_YEARS: Final = "SELECT COUNT() FROM FiscalYearSettings WHERE IsStandardYear = false"


@dataclass(frozen=True, kw_only=True, slots=True)
class OrgFacts:
    """`currencies` are the active ones, the corporate one first; with `custom_years` a fiscal year
    begins on any day, and periods are not ours to reckon. `named_by_start` is whether a
    fiscal year has the name of the year it begins in.
    """

    org_id: str
    name: str
    fiscal_start_month: int
    named_by_start: bool
    custom_years: bool
    currencies: tuple[str, ...]
    zone: str
    locale: str
    sandbox: bool
    edition: str


async def org_facts(client: Client, currency: str = "") -> OrgFacts:
    """In three calls, as anybody who may use the API. `currency` is that of an org with one alone,
    which does not say it; else it is told from where the org is.
    """
    (row,) = (await client.query(_ORGANIZATION)).records[:1] or ({},)
    if not row:
        raise RecordNotFound
    locale = str(row.get("DefaultLocaleSidKey") or "")
    found = await _currencies(client)
    return OrgFacts(
        org_id=str(row["Id"]),
        name=str(row.get("Name") or ""),
        fiscal_start_month=_month(row.get("FiscalYearStartMonth")),
        named_by_start=row.get("UsesStartDateAsFiscalYearName") is True,
        custom_years=await _custom_years(client),
        currencies=found or (currency or usual_currency(locale),),
        zone=str(row.get("TimeZoneSidKey") or ""),
        locale=locale,
        sandbox=row.get("IsSandbox") is True,
        edition=str(row.get("OrganizationType") or ""),
    )


async def _currencies(client: Client) -> tuple[str, ...]:
    """None where the org has one alone: then there is no such object."""
    try:
        rows = (await client.query(_CURRENCIES)).records
    except (UnknownEntity, UnknownField):
        return ()
    ordered = sorted(rows, key=_not_corporate)
    return tuple(str(row["IsoCode"]) for row in ordered)


def _not_corporate(row: Record) -> bool:
    return row.get("IsCorporate") is not True


async def _custom_years(client: Client) -> bool:
    try:
        return (await client.query(_CUSTOM_YEARS)).total > 0
    except (UnknownEntity, UnknownField):
        return False


def usual_currency(locale: str) -> str:
    """What is paid with where that locale is spoken: `de_CH` -> CHF."""
    try:
        territory = Locale.parse(locale).territory
    except (ValueError, UnknownLocaleError):
        territory = None
    found = get_territory_currencies(territory) if territory else []
    return str(found[0]) if found else "USD"


def _month(value: Any) -> int:
    return value if isinstance(value, int) and 1 <= value <= 12 else 1
