"""The sample company into an embedded CRM, and with it what an import would learn of its values."""

from collections.abc import Iterable, Mapping
from typing import Final

from crm.backends.storage import Storage
from crm.sample.company import Company
from crm.sample.extra_fields import EXTRA_FIELDS

_PICKLISTS: Final = (("User", "Region__c"), ("Product2", "Family"))
_COMING_BACK: Final = (
    ("User", "Title"),
    ("User", "Department"),
    ("Account", "BillingCity"),
    ("Account", "BillingState"),
    ("Account", "BillingCountry"),
    ("Contact", "Title"),
    ("Lead", "Title"),
    ("Lead", "Country"),
    ("Event", "Subject"),
)


def fill(storage: Storage, company: Company) -> None:
    """All records with their history, the fields that only this company has, and the regions,
    places and titles it knows, so that a question can name them. The tables are there; blocks.
    """
    for entity, fields in EXTRA_FIELDS.items():
        storage.add_custom(entity, fields)
    storage.extend_picklists(_met(company, _PICKLISTS))
    storage.extend_picklists(_met(company, _COMING_BACK), seen=True)
    for entity in company.entities:
        storage.upsert(entity, company.rows(entity))
    storage.note(company.history)


def _met(
    company: Company, fields: Iterable[tuple[str, str]]
) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The values of those fields, in order."""
    return {
        (entity, name): tuple(sorted({str(row[name]) for row in company.rows(entity) if row[name]}))
        for entity, name in fields
    }
