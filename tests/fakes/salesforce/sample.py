"""The sample company of the product as a Salesforce org: the one place that knows the product.

What the embedded CRM has and Salesforce has not lies where an org has it: a quota in
ForecastingQuota with its fiscal quarter, an invoice in Invoice__c, what was changed in the field
history of each object. Tasks have no field history.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from crm.change import AuditEntry
from crm.sample.company import Company, sample_company
from crm.sample.words.deals import COMPETITORS, RISKS
from tests.fakes.salesforce.org.fields import Choice, Field, Kind
from tests.fakes.salesforce.org.ids import long
from tests.fakes.salesforce.org.kit import pick
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.org.settings import Settings
from tests.fakes.salesforce.org.setup_rows import FORECAST, PROFILE, period_id

Row = dict[str, Any]
_HISTORIES = {
    "Opportunity": ("OpportunityFieldHistory", "OpportunityId", "017"),
    "Account": ("AccountHistory", "AccountId", "02c"),
    "Contact": ("ContactHistory", "ContactId", "03C"),
    "Lead": ("LeadHistory", "LeadId", "03L"),
    "Order": ("OrderHistory", "OrderId", "0Oh"),
    "Invoice": ("Invoice__History", "ParentId", "a0h"),
}
_INVOICE = {
    "InvoiceNumber": "Name",
    "AccountId": "Account__c",
    "Status": "Status__c",
    "InvoiceDate": "Invoice_Date__c",
    "DueDate": "Due_Date__c",
    "Amount": "Amount__c",
    "Balance": "Balance__c",
}


def sample_org(
    now: datetime, *, company: Company | None = None, path: str = ":memory:", **settings: Any
) -> Org:
    """The company as it is at `now`, which is also the org's clock unless one is given.

    `settings` are those of org.settings.Settings (`private=True` for sharing by owner).
    """
    settings.setdefault("clock", lambda: now)
    if company is None and path == ":memory:" and "currencies" not in settings:
        return _template(now).copy(**settings)
    org = Org(Settings(**settings), path)
    return fill(org, company or sample_company(now))


@lru_cache(maxsize=1)
def _template(now: datetime) -> Org:
    """Filled once, to be copied."""
    return fill(Org(Settings(clock=lambda: now)), sample_company(now))


def fill(org: Org, company: Company) -> Org:
    """All records of the company into the org, with the fields that only this company has."""
    _extend(org, company)
    for entity in company.entities:
        name, shape = _SHAPES.get(entity, (entity, dict))
        org.add(name, (shape(row) for row in company.rows(entity)))
    for entity, (name, _, _) in _HISTORIES.items():
        org.add(name, _history(org, entity, company))
    org.tracked = {
        "Opportunity": frozenset({"StageName", "Amount", "CloseDate", "NextStep", "OwnerId"}),
        "Account": frozenset({"Phone", "NumberOfEmployees", "OwnerId"}),
        "Contact": frozenset({"Email", "Title"}),
        "Order": frozenset({"Status"}),
        "Invoice__c": frozenset({"Balance__c", "Status__c"}),
    }
    return org


def user_id(org: Org, email: str) -> str:
    """The id of the person with that address."""
    (row,) = org.store.rows('SELECT "Id" FROM "User" WHERE "Email" = ?', [email])
    return str(row["Id"])


def _extend(org: Org, company: Company) -> None:
    def met(entity: str, name: str) -> tuple[str, ...]:
        return tuple(sorted({str(row[name]) for row in company.rows(entity) if row[name]}))

    for entity, name in (("User", "Region__c"), ("Product2", "Family")):
        known = org.object(entity).field(name)
        assert known is not None
        choices = tuple(Choice(value) for value in met(entity, name))
        org.add_fields(entity, replace(known, choices=choices))
    org.add_fields(
        "Opportunity",
        pick("Renewal_Risk__c", "Renewal Risk", *RISKS),
        pick("Competitor__c", "Competitor", *COMPETITORS),
    )


def _user(row: Mapping[str, Any]) -> Row:
    more = {"Username": row["Email"], "ProfileId": PROFILE, "UserType": "Standard"}
    locale = {"LocaleSidKey": row["LocaleSidKey"] or "en_US"}
    language = {"LanguageLocaleKey": row["LanguageLocaleKey"] or "en_US"}
    return {**row, **more, **locale, **language}


def _opportunity(row: Mapping[str, Any]) -> Row:
    close, amount = row["CloseDate"], row["Amount"]
    expected = None if amount is None else amount * row["Probability"] / 100
    return {
        **row,
        "ForecastCategory": row["ForecastCategoryName"],
        "ExpectedRevenue": expected,
        "FiscalYear": close.year,
        "FiscalQuarter": (close.month + 2) // 3,
    }


def _lead(row: Mapping[str, Any]) -> Row:
    first, _, last = row["Name"].partition(" ")
    return {**row, "FirstName": first if last else None, "LastName": last or first}


def _event(row: Mapping[str, Any]) -> Row:
    start, end = row["StartDateTime"], row["EndDateTime"]
    minutes = int((end - start).total_seconds() // 60)
    times = {"ActivityDateTime": start, "ActivityDate": start.date(), "DurationInMinutes": minutes}
    return {**row, **times}


def _invoice(row: Mapping[str, Any]) -> Row:
    return {_INVOICE.get(name, name): value for name, value in row.items()}


def _quota(row: Mapping[str, Any]) -> Row:
    return {
        "Id": long(f"0J9{row['Id'][3:15]}"),
        "QuotaOwnerId": row["OwnerId"],
        "StartDate": row["StartDate"],
        "PeriodId": period_id(row["StartDate"]),
        "QuotaAmount": row["Amount"],
        "IsAmount": True,
        "ForecastingTypeId": FORECAST,
    }


_SHAPES: dict[str, tuple[str, Callable[[Mapping[str, Any]], Row]]] = {
    "User": ("User", _user),
    "Opportunity": ("Opportunity", _opportunity),
    "Lead": ("Lead", _lead),
    "Event": ("Event", _event),
    "Invoice": ("Invoice__c", _invoice),
    "Quota": ("ForecastingQuota", _quota),
}


def _history(org: Org, entity: str, company: Company) -> Iterator[Row]:
    """What was changed of an object. A reference is tracked in two rows: one with ids, one with
    names (Object Reference, "OpportunityFieldHistory").
    """
    name, parent, _ = _HISTORIES[entity]
    target = org.object("Invoice__c" if entity == "Invoice" else entity)
    people = {str(row["Id"]): row["Name"] for row in company.rows("User")}
    for entry in company.history:
        if entry.ref.entity != entity:
            continue
        field_name = _INVOICE.get(entry.field, entry.field) if entity == "Invoice" else entry.field
        field = target.field(field_name)
        if field is None:
            continue
        for called, old, new in _told(field, entry, people):
            yield {
                "Id": org.store.new_id(org.object(name)),
                parent: entry.ref.id,
                "Field": called,
                "OldValue": old,
                "NewValue": new,
                "DataType": "EntityId" if field.kind is Kind.REFERENCE else "Text",
                "CreatedById": entry.by or None,
                "CreatedDate": entry.at,
            }


def _told(
    field: Field, entry: AuditEntry, people: Mapping[str, Any]
) -> Iterable[tuple[str, Any, Any]]:
    before, after = _value(field, entry.before), _value(field, entry.after)
    if field.kind is not Kind.REFERENCE:
        return [(field.name, before, after)]
    named = (people.get(before), people.get(after))
    return [(field.relationship or field.name, *named), (field.relationship or "", before, after)]


def _value(field: Field, text: str) -> Any:
    if not text:
        return None
    if field.kind.is_number:
        return float(text.split(" ")[0])
    return text
