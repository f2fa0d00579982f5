"""SOQL and SOSL Reference: "SOQL SELECT Syntax", "Logical Operators", "SOQL and SOSL Limits";
REST API Developer Guide, "Status Codes and Error Responses"."""

import pytest

from tests.contracts.salesforce.world import ID, ask, found, refused
from tests.fakes.salesforce.org.org import Org


@pytest.mark.parametrize(
    "text",
    [
        "SELECT FROM Account",
        "SELECT Id Account",
        "SELECT Id FROM Account WHERE",
        "SELECT Id FROM Account WHERE Name",
        "SELECT Id FROM Account WHERE Name = ",
        "SELECT Id FROM Account WHERE Name = 'open",
        'SELECT Id FROM Account WHERE Name = "a"',
        "SELECT Id FROM Account WHERE Name IN ()",
        "SELECT Id FROM Account WHERE Name NOT LIKE 'a'",
        "SELECT Id FROM Account WHERE AnnualRevenue > 1e20",
        "SELECT Id FROM Account LIMIT -1",
        "SELECT Id FROM Account; DELETE",
        "SELECT * FROM Account",
        "SELECT Id FROM Account WHERE CloseDate = 2026-02-30",
        "UPDATE Account SET Name = 'x'",
        "SELECT COUNT(Id) limit FROM Account",
        "SELECT COUNT(Id) AS n FROM Account",
        "",
    ],
)
def test_what_is_no_soql_is_malformed(org: Org, text: str) -> None:
    """SOQL SELECT Syntax."""
    assert refused(org, text).code == "MALFORMED_QUERY"


@pytest.mark.parametrize(
    "where",
    [
        "Name = 'a' AND Name = 'b' OR Name = 'c'",
        "Name = 'a' OR Name = 'b' AND Name = 'c'",
        "NOT Name = 'a' AND Name = 'b'",
        "Name = 'a' AND NOT Name = 'b'",
        "NOT NOT Name = 'a'",
    ],
)
def test_and_or_and_not_do_not_mix_without_parentheses(org: Org, where: str) -> None:
    """Logical Operators, and Salesforce's published grammar."""
    assert refused(org, f"SELECT Id FROM Account WHERE {where}").code == "MALFORMED_QUERY"


def test_parentheses_group(org: Org) -> None:
    """Logical Operators."""
    assert found(org, "(Name = 'd1' OR Name = 'd2') AND (NOT IsClosed = true)") == {"d1"}


def test_keywords_and_names_are_taken_in_any_case(org: Org) -> None:
    """Case-insensitive; answers are spelled as describe has it."""
    rows = ask(org, "select name, account.NAME from opportunity where STAGENAME = 'closed won'")
    assert rows == [{"Name": "d2", "Account": {"Name": "Acme"}}]


def test_an_unknown_field_is_said_with_its_place(org: Org) -> None:
    """Status Codes: INVALID_FIELD."""
    error = refused(org, "SELECT Id, Foo FROM Account")
    assert error.code == "INVALID_FIELD"
    assert "ERROR at Row:1:Column:12" in error.message
    assert "No such column 'Foo' on entity 'Account'" in error.message
    assert "append the '__c'" in error.message


def test_an_unknown_object_is_not_supported(org: Org) -> None:
    """Status Codes: INVALID_TYPE."""
    error = refused(org, "SELECT Id FROM Quota")
    assert error.code == "INVALID_TYPE"
    assert "sObject type 'Quota' is not supported" in error.message


def test_an_unknown_relationship_is_not_understood(org: Org) -> None:
    """Status Codes: INVALID_FIELD, in a field path."""
    error = refused(org, "SELECT Id, Customer__r.Name FROM Opportunity")
    assert error.code == "INVALID_FIELD"
    assert "Didn't understand relationship 'Customer__r' in field path" in error.message


def test_a_field_is_selected_once(org: Org) -> None:
    """Status Codes: duplicate field selected."""
    assert "duplicate field selected" in refused(org, "SELECT Id, id FROM Account").message


def test_the_object_may_have_an_alias(org: Org) -> None:
    """Alias Notation."""
    rows = ask(org, "SELECT o.Name FROM Opportunity o WHERE o.Account.Name = 'Void_Ltd'")
    assert rows == [{"Name": "d6"}]
    assert ask(org, "SELECT Account.Name FROM Account WHERE Account.Name = 'Acme'")


def test_a_query_has_at_most_100000_characters(org: Org) -> None:
    """SOQL and SOSL Limits."""
    text = "SELECT Id FROM Account WHERE Name IN ('" + "','".join(["x" * 90] * 1_100) + "')"
    assert refused(org, text).code == "QUERY_TOO_LONG"


def test_a_string_has_at_most_4000_characters(org: Org) -> None:
    """SOQL and SOSL Limits."""
    assert found(org, f"Name = '{'x' * 4_000}'") == set()
    error = refused(org, f"SELECT Id FROM Account WHERE Name = '{'x' * 4_001}'")
    assert error.code == "MALFORMED_QUERY"


def test_conditions_can_be_too_many(org: Org) -> None:
    """SOQL and SOSL Limits: QUERY_TOO_COMPLICATED."""
    where = " OR ".join(f"Name = '{n}'" for n in range(3_000))
    assert refused(org, f"SELECT Id FROM Account WHERE {where}").code == "QUERY_TOO_COMPLICATED"


def test_bind_variables_are_apex(org: Org) -> None:
    """Apex Developer Guide, not the API."""
    assert refused(org, "SELECT Id FROM Account WHERE Id = :x").code == "MALFORMED_QUERY"


def test_mine_is_what_i_own(org: Org) -> None:
    """USING SCOPE."""
    rows = ask(org, "SELECT Name FROM Opportunity USING SCOPE mine ORDER BY Name", "ria")
    assert [row["Name"] for row in rows] == ["d1", "d2"]


def test_an_alias_is_for_figures_alone(org: Org) -> None:
    """GROUP BY: aliases."""
    error = refused(org, "SELECT Name n FROM Account")
    assert error.message == "only aggregate expressions use field aliasing"


def test_a_record_tells_its_type_and_address(org: Org) -> None:
    """REST API Developer Guide, Query: attributes."""
    page = org.query("SELECT Name FROM Account WHERE Name = 'Acme'", ID["lena"])
    assert page.json("/services/data/v65.0") == {
        "totalSize": 1,
        "done": True,
        "records": [
            {
                "attributes": {
                    "type": "Account",
                    "url": f"/services/data/v65.0/sobjects/Account/{ID['acme']}",
                },
                "Name": "Acme",
            }
        ],
    }
