"""What the org says of itself, as records: Organization, currencies, stages, fiscal quarters."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tests.fakes.salesforce.org.ids import minted
from tests.fakes.salesforce.org.settings import Settings
from tests.fakes.salesforce.org.standard import STAGES

PROFILE, FORECAST = minted("00e", 1), minted("0Db", 1)
_YEARS = range(-4, 4)

Rows = list[dict[str, Any]]


def setup_rows(settings: Settings) -> Iterator[tuple[str, Rows]]:
    """The records, by object."""
    yield "Organization", [_organization(settings)]
    yield "Profile", [{"Id": PROFILE, "Name": "Standard User"}]
    if settings.currencies:
        yield "CurrencyType", _currencies(settings)
    yield "OpportunityStage", _stages()
    quota = {"DeveloperName": "OpportunityRevenue", "MasterLabel": "Opportunities - Revenue"}
    yield "ForecastingType", [{"Id": FORECAST, "IsActive": True, **quota}]
    years, periods = _fiscal(settings)
    yield "FiscalYearSettings", years
    yield "Period", periods


def _organization(settings: Settings) -> dict[str, Any]:
    return {
        "Id": settings.org_id,
        "Name": settings.name,
        "DefaultLocaleSidKey": settings.locale,
        "TimeZoneSidKey": settings.zone,
        "LanguageLocaleKey": settings.language,
        "FiscalYearStartMonth": settings.fiscal_month,
        "UsesStartDateAsFiscalYearName": not settings.fiscal_by_end,
        "IsSandbox": settings.sandbox,
        "OrganizationType": "Enterprise Edition",
        "InstanceName": "USA1",
    }


def _currencies(settings: Settings) -> Rows:
    return [
        {
            "Id": minted("01L", number),
            "IsoCode": iso,
            "ConversionRate": rate,
            "DecimalPlaces": 0 if iso == "JPY" else 2,
            "IsActive": True,
            "IsCorporate": iso == settings.currency,
        }
        for number, (iso, rate) in enumerate(settings.currencies.items(), 1)
    ]


def _stages() -> Rows:
    return [
        {
            "Id": minted("01J", number),
            "MasterLabel": name,
            "ApiName": name,
            "IsActive": True,
            "IsClosed": closed,
            "IsWon": won,
            "DefaultProbability": probability,
            "ForecastCategoryName": category,
            "SortOrder": number,
        }
        for number, (name, (probability, closed, won, category)) in enumerate(STAGES.items(), 1)
    ]


def _fiscal(settings: Settings) -> tuple[Rows, Rows]:
    """The fiscal years around now, and their quarters."""
    years, periods, month = [], [], settings.fiscal_month
    now = settings.clock()
    for number, year in enumerate((now.year + offset for offset in _YEARS), 1):
        id_ = minted("022", number)
        named = year + (settings.fiscal_by_end and month > 1)
        first = date(year, month, 1)
        years.append(
            {
                "Id": id_,
                "Name": str(named),
                "StartDate": first,
                "EndDate": date(year + 1, month, 1) - timedelta(days=1),
                "IsStandardYear": True,
                "YearType": "Standard",
            }
        )
        for quarter in range(4):
            start, end = _quarter(year, month, quarter), _quarter(year, month, quarter + 1)
            periods.append(
                {
                    "Id": period_id(start),
                    "FiscalYearSettingsId": id_,
                    "Type": "Quarter",
                    "StartDate": start,
                    "EndDate": end - timedelta(days=1),
                    "Number": quarter + 1,
                    "IsForecastPeriod": True,
                    "FullyQualifiedLabel": f"FQ {quarter + 1} FY {named}",
                }
            )
    return years, periods


def _quarter(year: int, month: int, quarter: int) -> date:
    years, months = divmod(month - 1 + 3 * quarter, 12)
    return date(year + years, months + 1, 1)


def period_id(start: date) -> str:
    """The id of the fiscal quarter that begins on that day."""
    return minted("026", start.toordinal())
