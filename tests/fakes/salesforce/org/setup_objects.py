"""What the org says of itself, as objects one can query: Organization, CurrencyType, Period, …

Object Reference: "Organization", "CurrencyType", "DatedConversionRate", "FiscalYearSettings",
"Period", "OpportunityStage", "RecordType", "UserRole", "Profile", "ForecastingType". Everybody
reads them; over the API here nobody writes them.
"""

from typing import Any

from tests.fakes.salesforce.org.describe import SObject
from tests.fakes.salesforce.org.fields import Field, Kind
from tests.fakes.salesforce.org.kit import of, pick, ref, settled, text


def _setup(
    name: str, label: str, prefix: str, *fields: Field, name_field: str | None = "Name"
) -> SObject:
    stamps: tuple[Field, ...] = (settled(Kind.DATETIME, "SystemModstamp", "System Modstamp"),)
    more: dict[str, Any] = {"createable": False, "updateable": False, "searchable": False}
    return SObject(
        name=name,
        label=label,
        plural=f"{label}s",
        prefix=prefix,
        fields=(settled(Kind.ID, "Id", f"{label} ID"), *fields, *stamps),
        name_field=name_field,
        **more,
    )


SETUP: tuple[SObject, ...] = (
    _setup(
        "Organization",
        "Organization",
        "00D",
        text("Name", "Name", 80),
        pick("DefaultLocaleSidKey", "Locale"),
        pick("TimeZoneSidKey", "Time Zone"),
        pick("LanguageLocaleKey", "Language"),
        of(Kind.INT, "FiscalYearStartMonth", "Fiscal Year Starts In"),
        of(Kind.BOOLEAN, "UsesStartDateAsFiscalYearName", "Fiscal Year Name by Start"),
        of(Kind.BOOLEAN, "IsSandbox", "Is Sandbox"),
        pick("OrganizationType", "Edition"),
        text("InstanceName", "Instance Name", 5),
        text("NamespacePrefix", "Namespace Prefix", 15),
    ),
    _setup(
        "CurrencyType",
        "Currency Type",
        "01L",
        pick("IsoCode", "Currency ISO Code"),
        of(Kind.DOUBLE, "ConversionRate", "Conversion Rate", scale=6),
        of(Kind.INT, "DecimalPlaces", "Decimal Places"),
        of(Kind.BOOLEAN, "IsActive", "Active"),
        of(Kind.BOOLEAN, "IsCorporate", "Corporate Currency"),
        name_field=None,
    ),
    _setup(
        "DatedConversionRate",
        "Dated Conversion Rate",
        "04w",
        pick("IsoCode", "Currency ISO Code"),
        of(Kind.DOUBLE, "ConversionRate", "Conversion Rate", scale=6),
        of(Kind.DATE, "StartDate", "Start Date"),
        of(Kind.DATE, "NextStartDate", "Next Start Date"),
        name_field=None,
    ),
    _setup(
        "FiscalYearSettings",
        "Fiscal Year Settings",
        "022",
        text("Name", "Name", 80),
        of(Kind.DATE, "StartDate", "Start Date"),
        of(Kind.DATE, "EndDate", "End Date"),
        of(Kind.BOOLEAN, "IsStandardYear", "Standard Year"),
        pick("YearType", "Year Type", "Standard", "Custom"),
    ),
    _setup(
        "Period",
        "Period",
        "026",
        ref("FiscalYearSettingsId", "Fiscal Year Settings ID", "FiscalYearSettings"),
        pick("Type", "Type", "Month", "Quarter", "Week", "Year"),
        of(Kind.DATE, "StartDate", "Start Date"),
        of(Kind.DATE, "EndDate", "End Date"),
        of(Kind.INT, "Number", "Number"),
        of(Kind.BOOLEAN, "IsForecastPeriod", "Forecast Period"),
        text("FullyQualifiedLabel", "Fully Qualified Label", 80),
        name_field=None,
    ),
    _setup(
        "OpportunityStage",
        "Opportunity Stage",
        "01J",
        text("MasterLabel", "Master Label"),
        text("ApiName", "API Name"),
        of(Kind.BOOLEAN, "IsActive", "Is Active"),
        of(Kind.BOOLEAN, "IsClosed", "Closed"),
        of(Kind.BOOLEAN, "IsWon", "Won"),
        of(Kind.PERCENT, "DefaultProbability", "Probability (%)", scale=0),
        pick("ForecastCategoryName", "Forecast Category"),
        of(Kind.INT, "SortOrder", "Sort Order"),
        name_field="MasterLabel",
    ),
    _setup(
        "RecordType",
        "Record Type",
        "012",
        text("Name", "Name", 80),
        text("DeveloperName", "Record Type Name", 80),
        pick("SobjectType", "SObject Type Name"),
        of(Kind.BOOLEAN, "IsActive", "Active"),
    ),
    _setup("UserRole", "Role", "00E", text("Name", "Name", 80)),
    _setup("Profile", "Profile", "00e", text("Name", "Name")),
    _setup(
        "ForecastingType",
        "Forecasting Type",
        "0Db",
        text("DeveloperName", "Name", 80),
        text("MasterLabel", "Label", 80),
        of(Kind.BOOLEAN, "IsActive", "Active"),
        name_field="MasterLabel",
    ),
)
