"""Orders, invoices, quotas and the field history: what follows a deal, and what came before.

Fields, types and relationship names are those of the Object Reference ("Order", "OrderItem",
"ForecastingQuota", "OpportunityFieldHistory"). Salesforce has no invoice with a balance on the
account: orgs have a custom object, or a package's; here it is Invoice__c, in master-detail with the
account, so that who reads the account reads it.
"""

from tests.fakes.salesforce.org.fields import Kind
from tests.fakes.salesforce.org.kit import OWNER, history, of, pick, ref, settled, sobject, text

ORDER = sobject(
    "Order",
    "Order",
    "Orders",
    "801",
    settled(Kind.STRING, "OrderNumber", "Order Number", length=30, auto_number=True),
    ref("AccountId", "Account ID", "Account", child="Orders"),
    ref("OpportunityId", "Opportunity ID", "Opportunity", child="Orders"),
    pick("Status", "Status", "Draft", "Activated", "Shipped", "Cancelled", required=True),
    of(Kind.DATE, "EffectiveDate", "Order Start Date", required=True),
    settled(Kind.CURRENCY, "TotalAmount", "Order Amount"),
    OWNER,
    owner="OwnerId",
    name_field="OrderNumber",
)
ORDER_ITEM = sobject(
    "OrderItem",
    "Order Product",
    "Order Products",
    "802",
    settled(Kind.STRING, "OrderItemNumber", "Order Product Number", length=30, auto_number=True),
    ref("OrderId", "Order ID", "Order", child="OrderItems", required=True, updateable=False),
    ref("Product2Id", "Product ID", "Product2"),
    of(Kind.DOUBLE, "Quantity", "Quantity"),
    of(Kind.CURRENCY, "UnitPrice", "Unit Price"),
    settled(Kind.CURRENCY, "TotalPrice", "Total Price"),
    owner="Order.OwnerId",
    name_field="OrderItemNumber",
)
INVOICE = sobject(
    "Invoice__c",
    "Invoice",
    "Invoices",
    "a01",
    text("Name", "Invoice Number", 80),
    ref("Account__c", "Account", "Account", child="Invoices__r", required=True),
    pick("Status__c", "Status", "Draft", "Open", "Paid", "Cancelled"),
    of(Kind.DATE, "Invoice_Date__c", "Invoice Date"),
    of(Kind.DATE, "Due_Date__c", "Due Date"),
    of(Kind.CURRENCY, "Amount__c", "Amount"),
    of(Kind.CURRENCY, "Balance__c", "Balance"),
    owner="Account__r.OwnerId",
)
QUOTA = sobject(
    "ForecastingQuota",
    "Forecasting Quota",
    "Forecasting Quotas",
    "0J9",
    ref("QuotaOwnerId", "Owner ID", "User", required=True),
    of(Kind.DATE, "StartDate", "Start Date", required=True),
    ref("PeriodId", "Period ID", "Period"),
    of(Kind.BOOLEAN, "IsAmount", "Is Amount"),
    of(Kind.BOOLEAN, "IsQuantity", "Is Quantity"),
    of(Kind.CURRENCY, "QuotaAmount", "Quota Amount"),
    of(Kind.DOUBLE, "QuotaQuantity", "Quota Quantity"),
    ref("ForecastingTypeId", "Forecasting Type ID", "ForecastingType"),
    owner="QuotaOwnerId",
    name_field=None,
    deletable=False,
    searchable=False,
)

HISTORIES = (
    history("Opportunity", "OpportunityFieldHistory", "Opportunity", "017", "OpportunityId",
            "Opportunity.OwnerId"),
    history("Account", "AccountHistory", "Account", "02c", "AccountId", "Account.OwnerId"),
    history("Contact", "ContactHistory", "Contact", "03C", "ContactId", "Contact.OwnerId"),
    history("Lead", "LeadHistory", "Lead", "03L", "LeadId", "Lead.OwnerId"),
    history("Order", "OrderHistory", "Order", "0Oh", "OrderId", "Order.OwnerId"),
    history("Invoice__c", "Invoice__History", "Invoice", "a0h", "ParentId",
            "Parent.Account__r.OwnerId"),
)  # fmt: skip
