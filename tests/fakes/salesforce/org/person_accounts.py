"""An org with person accounts: an account that is a person, and the contact that stands behind it.

SOAP API Developer Guide, "Person Accounts" (sforce_api_guidelines_personaccounts.htm): Name is made
of FirstName and LastName, fields of the contact come with `__pc` or the prefix Person.
"""

from typing import Any

from tests.fakes.salesforce.org.fields import Kind
from tests.fakes.salesforce.org.kit import of, ref, settled, text
from tests.fakes.salesforce.org.org import Org


def with_person_accounts(org: Org) -> Org:
    """Switched on, for good."""
    org.add_fields(
        "Account",
        settled(Kind.BOOLEAN, "IsPersonAccount", "Is Person Account"),
        text("FirstName", "First Name", 40),
        text("LastName", "Last Name", 80),
        of(Kind.EMAIL, "PersonEmail", "Email", length=80),
        text("PersonTitle", "Title", 80),
        ref("PersonContactId", "Contact ID", "Contact", createable=False, updateable=False),
    )
    org.add_fields("Contact", settled(Kind.BOOLEAN, "IsPersonAccount", "Is Person Account"))
    return org


def add_person(org: Org, first: str, last: str, **more: Any) -> str:
    """A person account with its contact; the account's id."""
    account = org.store.new_id(org.object("Account"))
    contact = org.store.new_id(org.object("Contact"))
    named = {"FirstName": first, "LastName": last, "Name": f"{first} {last}"}
    person = {"IsPersonAccount": True, **named}
    org.add("Account", [{"Id": account, "PersonContactId": contact, **person, **more}])
    owner = {"OwnerId": more.get("OwnerId"), "Email": more.get("PersonEmail")}
    org.add("Contact", [{"Id": contact, "AccountId": account, **person, **owner}])
    return account
