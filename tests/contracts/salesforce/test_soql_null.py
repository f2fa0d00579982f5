"""SOQL and SOSL Reference: "Use null in WHERE", "null Values in Lookup Relationships and Outer
Joins", "Logical Operators"; and what orgs do where it is silent."""

from tests.contracts.salesforce.world import ID, ask, found
from tests.fakes.salesforce.org.org import Org


def test_null_is_compared_with_equals(org: Org) -> None:
    """Use null in WHERE."""
    assert found(org, "Amount = null") == {"d3"}
    assert found(org, "Amount != NULL") == {"d1", "d2", "d4", "d5", "d6"}


def test_empty_text_is_null(org: Org) -> None:
    """Salesforce keeps no empty text (documentation silent on `= ''`)."""
    assert found(org, "NextStep = ''") == found(org, "NextStep = null") == {"d3", "d4", "d5", "d6"}


def test_unequal_holds_for_what_is_empty(org: Org) -> None:
    """Documentation silent; orgs answer so."""
    assert found(org, "Risk__c != 'High'") == {"d1", "d2", "d3", "d4", "d6"}


def test_not_in_holds_for_what_is_empty(org: Org) -> None:
    """Documentation silent; orgs answer so."""
    assert found(org, "Risk__c NOT IN ('High', 'x')") == {"d1", "d2", "d3", "d4", "d6"}


def test_null_in_a_list_is_one_of_its_values(org: Org) -> None:
    """Comparison Operators: IN takes null (documentation silent on NOT IN)."""
    assert found(org, "Risk__c IN ('Low', null)") == {"d1", "d2", "d3", "d4", "d6"}
    assert found(org, "Risk__c NOT IN ('Low', null)") == {"d5"}


def test_not_like_holds_for_what_is_empty(org: Org) -> None:
    """Logical Operators: NOT; documentation silent on null."""
    assert found(org, "(NOT NextStep LIKE '%bob%') AND Name != null") == {"d3", "d4", "d5", "d6"}


def test_less_and_greater_never_hold_for_what_is_empty(org: Org) -> None:
    """Use null in WHERE: null equals null alone."""
    assert "d3" not in found(org, "Amount < 1000000") | found(org, "Amount >= -1000000")


def test_not_of_a_comparison_with_what_is_empty_holds(org: Org) -> None:
    """Documentation silent: of two values, never a third."""
    assert found(org, "NOT Amount > 0") == {"d3", "d5"}


def test_null_of_a_boolean_is_false(org: Org) -> None:
    """Use null in WHERE: "null matches FALSE values"."""
    assert found(org, "Strategic__c = null") == found(org, "Strategic__c = false")
    assert found(org, "Strategic__c != null") == {"d6"}


def test_records_without_the_parent_stay(org: Org) -> None:
    """null Values in Lookup Relationships: as with an outer join."""
    rows = ask(org, "SELECT Name, Account.Name FROM Opportunity ORDER BY Account.Name, Name")
    assert rows[0] == {"Name": "d5", "Account": None}
    assert len(rows) == 6


def test_a_field_of_no_parent_is_null(org: Org) -> None:
    """Use null in WHERE: "the record is returned even if the parent does not exist"."""
    assert found(org, "Account.Industry = null") == {"d5", "d6"}
    assert found(org, "Account.Industry != 'Retail'") == {"d3", "d4", "d5", "d6"}


def test_or_keeps_records_without_the_parent(org: Org) -> None:
    """null Values in Lookup Relationships: "in a WHERE clause that uses OR"."""
    assert found(org, "Name = 'd5' OR Account.Name = 'Acme'") == {"d1", "d2", "d5"}


def test_an_anti_join_is_not_disturbed_by_empty_references(org: Org) -> None:
    """Comparison Operators, anti-joins: an opportunity without an account excludes none."""
    where = "Id NOT IN (SELECT AccountId FROM Opportunity)"
    assert found(org, where, "Account") == {"100% back\\slash"}


def test_an_anti_join_keeps_what_has_no_reference(org: Org) -> None:
    """Documentation silent: NOT IN holds for what is empty, as beside a list."""
    where = f"AccountId NOT IN (SELECT Id FROM Account WHERE Id = '{ID['acme']}')"
    assert found(org, where) == {"d3", "d4", "d5", "d6"}


def test_a_boolean_of_no_parent_is_false(org: Org) -> None:
    """Use null in WHERE: null matches FALSE."""
    org.add("Contact", [{"Id": ID["cy"], "LastName": "Poe", "Name": "Cy Poe"}])
    assert found(org, "Owner.IsActive = false", "Contact") == {"Bo Orr", "Cy Poe"}
