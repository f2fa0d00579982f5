"""The records of the sample company, typed, and how each becomes a row under its API names."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from crm.query import Constant

Row = Mapping[str, Constant | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """What all have. Fields are API names in snake case: `account_id` is `AccountId`."""

    entity: ClassVar[str]
    id: str

    def row(self) -> Row:
        """The record under its API names."""
        return {_api_name(f.name): getattr(self, f.name) for f in fields(self)}


@dataclass(frozen=True, kw_only=True, slots=True)
class User(Record):
    """A person of the company; the leader alone has nobody above."""

    entity = "User"
    name: str
    first_name: str
    last_name: str
    email: str
    title: str
    department: str
    is_active: bool
    manager_id: str | None
    region__c: str
    time_zone_sid_key: str
    locale_sid_key: str | None
    language_locale_key: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Account(Record):
    """A customer, or one to be."""

    entity = "Account"
    name: str
    industry: str | None
    type: str
    annual_revenue: Decimal | None
    number_of_employees: Decimal | None
    billing_city: str
    billing_state: str | None
    billing_country: str
    phone: str | None
    website: str | None
    owner_id: str
    parent_id: str | None
    created_date: datetime
    last_activity_date: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact(Record):
    """A person at an account."""

    entity = "Contact"
    account_id: str
    first_name: str
    last_name: str
    name: str
    title: str | None
    email: str | None
    phone: str | None
    owner_id: str
    created_date: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Opportunity(Record):
    """A deal. The last three fields are not in the usual export; the first of them is standard."""

    entity = "Opportunity"
    name: str
    account_id: str
    owner_id: str
    stage_name: str
    amount: Decimal | None
    probability: Decimal
    close_date: date
    created_date: datetime
    last_modified_date: datetime
    is_closed: bool
    is_won: bool
    forecast_category_name: str
    next_step: str | None
    lead_source: str | None
    type: str
    last_activity_date: date | None
    last_stage_change_date: datetime
    renewal_risk__c: str | None
    competitor__c: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Product(Record):
    """Something the company sells."""

    entity = "Product2"
    name: str
    family: str
    product_code: str
    is_active: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class LineItem(Record):
    """A product in a deal."""

    entity = "OpportunityLineItem"
    opportunity_id: str
    product2_id: str
    quantity: Decimal
    unit_price: Decimal
    total_price: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Task(Record):
    """Something to do, or done."""

    entity = "Task"
    subject: str
    status: str
    priority: str
    activity_date: date
    owner_id: str
    who_id: str | None
    what_id: str | None
    account_id: str | None
    created_date: datetime
    is_closed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Event(Record):
    """A meeting."""

    entity = "Event"
    subject: str
    start_date_time: datetime
    end_date_time: datetime
    owner_id: str
    who_id: str | None
    what_id: str
    account_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Order(Record):
    """What an account ordered."""

    entity = "Order"
    order_number: str
    account_id: str
    status: str
    effective_date: date
    total_amount: Decimal
    owner_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderItem(Record):
    """A product in an order."""

    entity = "OrderItem"
    order_id: str
    product2_id: str
    quantity: Decimal
    unit_price: Decimal
    total_price: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Invoice(Record):
    """What an account was billed; `balance` is what is still to be paid."""

    entity = "Invoice"
    invoice_number: str
    account_id: str
    status: str
    invoice_date: date
    due_date: date
    amount: Decimal
    balance: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Quota(Record):
    """What a rep is to win in one quarter."""

    entity = "Quota"
    owner_id: str
    start_date: date
    end_date: date
    amount: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Lead(Record):
    """Somebody who may become a customer."""

    entity = "Lead"
    name: str
    company: str
    title: str | None
    email: str | None
    phone: str | None
    status: str
    lead_source: str | None
    owner_id: str
    industry: str | None
    country: str
    created_date: datetime
    is_converted: bool


def _api_name(field_name: str) -> str:
    stem, custom, _ = field_name.partition("__c")
    joint = "_" if custom else ""
    return joint.join(part.capitalize() for part in stem.split("_")) + custom
