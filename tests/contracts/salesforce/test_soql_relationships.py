"""SOQL and SOSL Reference: "Relationship Queries" and its pages; "Comparison Operators" for semi-
and anti-joins."""

import pytest

from tests.contracts.salesforce.world import ID, ask, found, refused
from tests.fakes.salesforce.org.org import Org


def test_a_parent_is_answered_within_its_record(org: Org) -> None:
    """Using Relationship Queries: child-to-parent."""
    rows = ask(org, "SELECT Account.Name, Account.Owner.Name FROM Opportunity WHERE Name = 'd1'")
    assert rows == [{"Account": {"Name": "Acme", "Owner": {"Name": "Ria"}}}]


def test_a_parent_tells_its_own_type_and_address(org: Org) -> None:
    """REST API Developer Guide, Query: attributes of a parent."""
    page = org.query("SELECT Account.Name FROM Contact WHERE Name = 'Ann Ng'", ID["lena"])
    assert page.records[0]["Account"]["attributes"]["type"] == "Account"
    assert page.records[0]["Account"]["attributes"]["url"].endswith(ID["acme"])


def test_a_custom_relationship_ends_in_r(org: Org) -> None:
    """Understanding Relationship Names, Custom Objects, and Custom Fields."""
    assert found(org, "Partner__r.Name LIKE 'O%'") == {"d2"}
    rows = ask(org, "SELECT Partner__r.Industry, Partner__c FROM Opportunity WHERE Name = 'd2'")
    assert rows == [{"Partner__r": {"Industry": "media"}, "Partner__c": ID["brien"]}]
    assert refused(org, "SELECT Partner__c.Name FROM Opportunity").code == "INVALID_FIELD"


def test_a_path_has_at_most_five_levels(org: Org) -> None:
    """Understanding Relationship Query Limitations."""
    five = "Account.Parent.Parent.Parent.Parent.Name"
    assert len(ask(org, f"SELECT {five} FROM Opportunity")) == 6
    error = refused(org, f"SELECT Account.Parent.{five.removeprefix('Account.')} FROM Contact")
    assert error.code == "INVALID_FIELD"


def test_children_are_selected_by_the_name_of_their_relationship(org: Org) -> None:
    """Using Relationship Queries: parent-to-child."""
    text = "SELECT Name, (SELECT Name FROM Opportunities ORDER BY Name) FROM Account ORDER BY Name"
    rows = {row["Name"]: row["Opportunities"] for row in ask(org, text)}
    assert rows["Acme"] == [{"Name": "d1"}, {"Name": "d2"}]
    assert rows["100% back\\slash"] is None


def test_a_custom_childrens_relationship_ends_in_r(org: Org) -> None:
    """Understanding Relationship Names, Custom Objects, and Custom Fields."""
    rows = ask(org, "SELECT (SELECT Name FROM Partnered__r) FROM Account WHERE Name LIKE 'O%'")
    assert rows == [{"Partnered__r": [{"Name": "d2"}]}]


def test_an_object_is_no_relationship(org: Org) -> None:
    """Using Relationship Queries: the plural name, not the object's."""
    error = refused(org, "SELECT Id, (SELECT Id FROM Opportunity) FROM Account")
    assert error.code == "INVALID_TYPE"
    assert "Didn't understand relationship 'Opportunity' in FROM part" in error.message


def test_children_have_conditions_an_order_and_a_limit_each_parent(org: Org) -> None:
    """Using Relationship Queries: clauses of a sub-query."""
    inner = "SELECT Name FROM Opportunities WHERE Amount != null ORDER BY Amount DESC LIMIT 1"
    rows = ask(org, f"SELECT Name, ({inner}) FROM Account WHERE Name IN ('Acme', 'Void_Ltd')")
    assert [row["Opportunities"] for row in rows] == [[{"Name": "d1"}], [{"Name": "d6"}]]


def test_children_are_answered_with_a_size(org: Org) -> None:
    """REST API Developer Guide, Query: a nested result."""
    text = "SELECT (SELECT Id FROM Contacts) FROM Account WHERE Name = 'Acme'"
    record = org.query(text, ID["lena"]).records[0]
    assert (record["Contacts"]["totalSize"], record["Contacts"]["done"]) == (1, True)


def test_there_are_no_figures_in_a_sub_query(org: Org) -> None:
    """Understanding Relationship Query Limitations."""
    text = "SELECT Id, (SELECT COUNT(Id) FROM Contacts) FROM Account"
    assert refused(org, text).code == "MALFORMED_QUERY"


def test_what_a_polymorphic_key_points_at_has_a_name_and_a_type(org: Org) -> None:
    """Understanding Polymorphic Keys and Relationships."""
    rows = ask(org, "SELECT Subject, What.Name, What.Type, Who.Name FROM Task ORDER BY Subject")
    brien = {"Name": "O'Brien & Söhne", "Type": "Account"}
    assert rows == [
        {
            "Subject": "Call",
            "What": {"Name": "d1", "Type": "Opportunity"},
            "Who": {"Name": "Ann Ng"},
        },
        {"Subject": "Mail", "What": brien, "Who": None},
        {"Subject": "Think", "What": None, "Who": None},
    ]


def test_polymorphic_keys_are_filtered_by_type(org: Org) -> None:
    """Filter on Polymorphic Relationship Fields."""
    text = "SELECT Subject FROM Task WHERE What.Type IN ('Account', 'Opportunity')"
    assert len(ask(org, text)) == 2
    assert ask(org, "SELECT Subject FROM Task WHERE Who.Type = 'Contact'") == [{"Subject": "Call"}]


def test_a_polymorphic_key_has_no_fields_of_one_object(org: Org) -> None:
    """Understanding Polymorphic Keys: only those of Name, without TYPEOF."""
    error = refused(org, "SELECT What.Amount FROM Task")
    assert "No such column 'Amount' on entity 'Name'" in error.message


def test_a_semi_join_keeps_what_has_such_children(org: Org) -> None:
    """Comparison Operators: Semi-Joins with IN."""
    where = "Id IN (SELECT AccountId FROM Opportunity WHERE IsWon = true)"
    assert found(org, where, "Account") == {"Acme"}


def test_an_anti_join_keeps_what_has_none(org: Org) -> None:
    """Comparison Operators: Anti-Joins with NOT IN."""
    where = "Id NOT IN (SELECT AccountId FROM Contact)"
    assert found(org, where, "Account") == {"Void_Ltd", "100% back\\slash"}


def test_a_semi_join_goes_by_a_reference_too(org: Org) -> None:
    """Comparison Operators: Reference Field Semi-Join."""
    where = "AccountId IN (SELECT AccountId FROM Contact WHERE LastName = 'ng')"
    assert found(org, where) == {"d1", "d2"}
    assert found(org, "AccountId IN (SELECT Id FROM Account WHERE Industry = 'Retail')") == {
        "d1",
        "d2",
    }


def test_there_are_two_at_most(org: Org) -> None:
    """Comparison Operators: "no more than two"."""
    one = "Id IN (SELECT AccountId FROM Contact)"
    assert found(org, f"{one} AND Id NOT IN (SELECT AccountId FROM Order)", "Account")
    error = refused(org, f"SELECT Id FROM Account WHERE {one} AND {one} AND {one}")
    assert error.code == "MALFORMED_QUERY"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "SELECT Id FROM Account WHERE Name = 'a' OR Id IN (SELECT AccountId FROM Contact)",
            "not allowed with the 'OR' operator",
        ),
        (
            "SELECT Id FROM Account WHERE Name = 'a' AND (Name = 'b' OR Id IN "
            "(SELECT AccountId FROM Contact))",
            "not allowed with the 'OR' operator",
        ),
        (
            "SELECT Id FROM Account WHERE NOT Id IN (SELECT AccountId FROM Contact)",
            "not allowed with the 'NOT' operator",
        ),
        (
            "SELECT Id FROM Account WHERE Name = 'a' AND (Name = 'b' AND Id IN "
            "(SELECT AccountId FROM Contact))",
            "only allowed at the top level WHERE expressions",
        ),
        (
            "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE AccountId IN "
            "(SELECT AccountId FROM Opportunity))",
            "Nesting of semi join sub-selects is not supported",
        ),
        (
            "SELECT Id FROM Account WHERE Id IN (SELECT ParentId FROM Account)",
            "The inner and outer selects should not be on the same object type",
        ),
        (
            "SELECT Id FROM Contact WHERE Account.Id IN (SELECT AccountId FROM Opportunity)",
            "must be an id or reference field",
        ),
        (
            "SELECT Id FROM Contact WHERE Name IN (SELECT Name FROM Account)",
            "must be an id or reference field",
        ),
        (
            "SELECT Id FROM Account WHERE Id IN (SELECT Name FROM Contact)",
            "can only query id fields",
        ),
        (
            "SELECT Id FROM Account WHERE Id IN (SELECT Account.ParentId FROM Contact)",
            "can only query id fields",
        ),
        (
            "SELECT Id FROM Account WHERE Id IN (SELECT OwnerId FROM Contact)",
            "should point to the same object type",
        ),
        (
            "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact LIMIT 5)",
            "cannot have ORDER BY, GROUP BY or LIMIT",
        ),
        (
            "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Task)",
            "Entity 'Task' is not supported for semi join inner selects",
        ),
        (
            "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Event)",
            "Entity 'Event' is not supported for semi join inner selects",
        ),
    ],
)
def test_semi_joins_have_restrictions(org: Org, text: str, why: str) -> None:
    """Comparison Operators: the lists of restrictions of semi-joins and of sub-queries."""
    error = refused(org, text)
    assert error.code == "MALFORMED_QUERY"
    assert why in error.message


def test_relationships_may_be_in_the_condition_of_a_semi_join(org: Org) -> None:
    """Comparison Operators: "you can use relationship fields in the subquery's WHERE"."""
    where = "Id IN (SELECT AccountId FROM Contact WHERE Owner.Name = 'Rae')"
    assert found(org, where, "Account") == {"O'Brien & Söhne"}
