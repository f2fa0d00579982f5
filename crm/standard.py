"""The standard entities of a sales CRM, with Salesforce's API names and labels.

The embedded CRM starts from these; an import adds custom fields and entities. Picklists are the
usual values of a fresh Salesforce org; a CRM's own describe, or the imported rows, add to them.
"""

from crm.schema import Entity, Field, FieldType, Schema

_NUMBER, _MONEY, _PERCENT = FieldType.NUMBER, FieldType.MONEY, FieldType.PERCENT
_DATE, _DATETIME, _BOOLEAN = FieldType.DATE, FieldType.DATETIME, FieldType.BOOLEAN
_EMAIL, _PHONE, _URL = FieldType.EMAIL, FieldType.PHONE, FieldType.URL


def _id() -> Field:
    return Field(name="Id", label="Record ID", type=FieldType.ID, updatable=False)


def _text(name: str, label: str, *, required: bool = False) -> Field:
    return Field(name=name, label=label, required=required)


def _typed(type_: FieldType, name: str, label: str, *, updatable: bool = True) -> Field:
    return Field(name=name, label=label, type=type_, updatable=updatable)


def _pick(name: str, label: str, *values: str) -> Field:
    return Field(name=name, label=label, type=FieldType.PICKLIST, picklist=values)


def _ref(name: str, label: str, to: str | None) -> Field:
    return Field(name=name, label=label, type=FieldType.REFERENCE, refers_to=to)


def _created() -> Field:
    return _typed(_DATETIME, "CreatedDate", "Created Date", updatable=False)


_INDUSTRIES = (
    "Agriculture",
    "Banking",
    "Biotechnology",
    "Chemicals",
    "Construction",
    "Consulting",
    "Education",
    "Electronics",
    "Energy",
    "Engineering",
    "Finance",
    "Food & Beverage",
    "Government",
    "Healthcare",
    "Hospitality",
    "Insurance",
    "Manufacturing",
    "Media",
    "Retail",
    "Technology",
    "Telecommunications",
    "Transportation",
    "Utilities",
)
_SOURCES = ("Web", "Phone Inquiry", "Partner Referral", "Purchased List", "Trade Show", "Other")

STAGES = (
    "Prospecting",
    "Qualification",
    "Needs Analysis",
    "Value Proposition",
    "Proposal/Price Quote",
    "Negotiation/Review",
    "Closed Won",
    "Closed Lost",
)

USER = Entity(
    name="User",
    label="User",
    plural="Users",
    columns=("Title", "Department", "Email"),
    fields=(
        _id(),
        _text("Name", "Full Name", required=True),
        _text("FirstName", "First Name"),
        _text("LastName", "Last Name"),
        _typed(_EMAIL, "Email", "Email"),
        _text("Title", "Title"),
        _text("Department", "Department"),
        _typed(_BOOLEAN, "IsActive", "Active"),
        _ref("ManagerId", "Manager", "User"),
        _pick("Region__c", "Region"),
        _text("TimeZoneSidKey", "Time Zone"),
        _text("LocaleSidKey", "Locale"),
        _text("LanguageLocaleKey", "Language"),
    ),
)

ACCOUNT = Entity(
    name="Account",
    label="Account",
    plural="Accounts",
    owner_path="OwnerId",
    columns=("Industry", "BillingCity", "BillingCountry", "Owner.Name"),
    fields=(
        _id(),
        _text("Name", "Account Name", required=True),
        _pick("Industry", "Industry", *_INDUSTRIES),
        _pick("Type", "Account Type", "Customer", "Prospect", "Partner", "Other"),
        _typed(_MONEY, "AnnualRevenue", "Annual Revenue"),
        _typed(_NUMBER, "NumberOfEmployees", "Employees"),
        _text("BillingCity", "Billing City"),
        _text("BillingState", "Billing State"),
        _text("BillingCountry", "Billing Country"),
        _typed(_PHONE, "Phone", "Phone"),
        _typed(_URL, "Website", "Website"),
        _ref("OwnerId", "Owner", "User"),
        _ref("ParentId", "Parent Account", "Account"),
        _created(),
        _typed(_DATE, "LastActivityDate", "Last Activity", updatable=False),
    ),
)

CONTACT = Entity(
    name="Contact",
    label="Contact",
    plural="Contacts",
    owner_path="OwnerId",
    columns=("Title", "Account.Name", "Email", "Phone"),
    fields=(
        _id(),
        _ref("AccountId", "Account", "Account"),
        _text("FirstName", "First Name"),
        _text("LastName", "Last Name", required=True),
        _text("Name", "Full Name"),
        _text("Title", "Title"),
        _typed(_EMAIL, "Email", "Email"),
        _typed(_PHONE, "Phone", "Phone"),
        _ref("OwnerId", "Owner", "User"),
        _created(),
    ),
)

OPPORTUNITY = Entity(
    name="Opportunity",
    label="Opportunity",
    plural="Opportunities",
    owner_path="OwnerId",
    columns=("Account.Name", "StageName", "Amount", "CloseDate", "Owner.Name"),
    fields=(
        _id(),
        _text("Name", "Opportunity Name", required=True),
        _ref("AccountId", "Account", "Account"),
        _ref("OwnerId", "Owner", "User"),
        _pick("StageName", "Stage", *STAGES),
        _typed(_MONEY, "Amount", "Amount"),
        _typed(_PERCENT, "Probability", "Probability"),
        _typed(_DATE, "CloseDate", "Close Date"),
        _created(),
        _typed(_DATETIME, "LastModifiedDate", "Last Modified Date", updatable=False),
        _typed(_BOOLEAN, "IsClosed", "Closed", updatable=False),
        _typed(_BOOLEAN, "IsWon", "Won", updatable=False),
        _pick(
            "ForecastCategoryName",
            "Forecast Category",
            "Pipeline",
            "Best Case",
            "Commit",
            "Closed",
            "Omitted",
        ),
        _text("NextStep", "Next Step"),
        _pick("LeadSource", "Lead Source", *_SOURCES),
        _pick("Type", "Opportunity Type", "New Business", "Existing Business", "Renewal"),
        _typed(_DATE, "LastActivityDate", "Last Activity", updatable=False),
    ),
)

PRODUCT = Entity(
    name="Product2",
    label="Product",
    plural="Products",
    columns=("Family", "ProductCode", "IsActive"),
    fields=(
        _id(),
        _text("Name", "Product Name", required=True),
        _pick("Family", "Product Family"),
        _text("ProductCode", "Product Code"),
        _typed(_BOOLEAN, "IsActive", "Active"),
    ),
)

LINE_ITEM = Entity(
    name="OpportunityLineItem",
    label="Opportunity Product",
    plural="Opportunity Products",
    name_field="Id",
    owner_path="Opportunity.OwnerId",
    columns=("Product2.Name", "Opportunity.Name", "Quantity", "TotalPrice"),
    fields=(
        _id(),
        _ref("OpportunityId", "Opportunity", "Opportunity"),
        _ref("Product2Id", "Product", "Product2"),
        _typed(_NUMBER, "Quantity", "Quantity"),
        _typed(_MONEY, "UnitPrice", "Sales Price"),
        _typed(_MONEY, "TotalPrice", "Total Price"),
    ),
)

TASK = Entity(
    name="Task",
    label="Task",
    plural="Tasks",
    name_field="Subject",
    owner_path="OwnerId",
    columns=("ActivityDate", "Status", "Account.Name", "Owner.Name"),
    fields=(
        _id(),
        _text("Subject", "Subject"),
        _pick("Status", "Status", "Not Started", "In Progress", "Completed", "Waiting", "Deferred"),
        _pick("Priority", "Priority", "High", "Normal", "Low"),
        _typed(_DATE, "ActivityDate", "Due Date"),
        _ref("OwnerId", "Assigned To", "User"),
        _ref("WhoId", "Contact or Lead", None),
        _ref("WhatId", "Related To", None),
        _ref("AccountId", "Account", "Account"),
        _created(),
        _typed(_BOOLEAN, "IsClosed", "Closed", updatable=False),
    ),
)

EVENT = Entity(
    name="Event",
    label="Event",
    plural="Events",
    name_field="Subject",
    owner_path="OwnerId",
    columns=("StartDateTime", "Account.Name", "Owner.Name"),
    fields=(
        _id(),
        _text("Subject", "Subject"),
        _typed(_DATETIME, "StartDateTime", "Start"),
        _typed(_DATETIME, "EndDateTime", "End"),
        _ref("OwnerId", "Assigned To", "User"),
        _ref("WhoId", "Contact or Lead", None),
        _ref("WhatId", "Related To", None),
        _ref("AccountId", "Account", "Account"),
    ),
)

ORDER = Entity(
    name="Order",
    label="Order",
    plural="Orders",
    name_field="OrderNumber",
    owner_path="OwnerId",
    columns=("Account.Name", "Status", "EffectiveDate", "TotalAmount"),
    fields=(
        _id(),
        _text("OrderNumber", "Order Number"),
        _ref("AccountId", "Account", "Account"),
        _pick("Status", "Status", "Draft", "Activated", "Shipped", "Cancelled"),
        _typed(_DATE, "EffectiveDate", "Order Date"),
        _typed(_MONEY, "TotalAmount", "Order Amount"),
        _ref("OwnerId", "Owner", "User"),
    ),
)

ORDER_ITEM = Entity(
    name="OrderItem",
    label="Order Product",
    plural="Order Products",
    name_field="Id",
    owner_path="Order.OwnerId",
    columns=("Product2.Name", "Order.OrderNumber", "Quantity", "TotalPrice"),
    fields=(
        _id(),
        _ref("OrderId", "Order", "Order"),
        _ref("Product2Id", "Product", "Product2"),
        _typed(_NUMBER, "Quantity", "Quantity"),
        _typed(_MONEY, "UnitPrice", "Unit Price"),
        _typed(_MONEY, "TotalPrice", "Total Price"),
    ),
)

INVOICE = Entity(
    name="Invoice",
    label="Invoice",
    plural="Invoices",
    name_field="InvoiceNumber",
    owner_path="Account.OwnerId",
    columns=("Account.Name", "Status", "DueDate", "Amount", "Balance"),
    fields=(
        _id(),
        _text("InvoiceNumber", "Invoice Number"),
        _ref("AccountId", "Account", "Account"),
        _pick("Status", "Status", "Draft", "Open", "Paid", "Cancelled"),
        _typed(_DATE, "InvoiceDate", "Invoice Date"),
        _typed(_DATE, "DueDate", "Due Date"),
        _typed(_MONEY, "Amount", "Amount"),
        _typed(_MONEY, "Balance", "Balance"),
    ),
)

QUOTA = Entity(
    name="Quota",
    label="Quota",
    plural="Quotas",
    name_field="Id",
    owner_path="OwnerId",
    columns=("Owner.Name", "StartDate", "EndDate", "Amount"),
    fields=(
        _id(),
        _ref("OwnerId", "Owner", "User"),
        _typed(_DATE, "StartDate", "Start Date"),
        _typed(_DATE, "EndDate", "End Date"),
        _typed(_MONEY, "Amount", "Amount"),
    ),
)

LEAD = Entity(
    name="Lead",
    label="Lead",
    plural="Leads",
    owner_path="OwnerId",
    columns=("Company", "Status", "LeadSource", "Owner.Name"),
    fields=(
        _id(),
        _text("Name", "Full Name", required=True),
        _text("Company", "Company"),
        _text("Title", "Title"),
        _typed(_EMAIL, "Email", "Email"),
        _typed(_PHONE, "Phone", "Phone"),
        _pick("Status", "Lead Status", "New", "Working", "Qualified", "Unqualified"),
        _pick("LeadSource", "Lead Source", *_SOURCES),
        _ref("OwnerId", "Owner", "User"),
        _pick("Industry", "Industry", *_INDUSTRIES),
        _text("Country", "Country"),
        _created(),
        _typed(_BOOLEAN, "IsConverted", "Converted", updatable=False),
    ),
)

STANDARD = Schema(
    entities=(
        USER,
        ACCOUNT,
        CONTACT,
        OPPORTUNITY,
        LINE_ITEM,
        PRODUCT,
        TASK,
        EVENT,
        ORDER,
        ORDER_ITEM,
        INVOICE,
        QUOTA,
        LEAD,
    )
)
