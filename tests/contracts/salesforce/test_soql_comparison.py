"""SOQL and SOSL Reference: "Comparison Operators", "Quoted String Escape Sequences", "Reserved
Characters", "Query Multi-Select Picklists", "Field Expression Syntax"."""

import pytest

from tests.contracts.salesforce.world import ID, ask, found, refused
from tests.fakes.salesforce.org.org import Org


def test_text_is_compared_without_regard_to_case(org: Org) -> None:
    """Comparison Operators: case-insensitive for all but unique case-sensitive fields."""
    assert found(org, "Name = 'ACME'", "Account") == {"Acme"}
    assert found(org, "BillingCity = 'BERLIN'", "Account") == {"Acme", "O'Brien & Söhne"}
    assert found(org, "Name = 'o\\'brien & SÖHNE'", "Account") == {"O'Brien & Söhne"}


def test_unequal_is_written_in_two_ways(org: Org) -> None:
    """SOQL SELECT grammar: != and <>."""
    assert found(org, "StageName != 'Prospecting'") == found(org, "StageName <> 'prospecting'")


def test_text_is_ordered_without_regard_to_case(org: Org) -> None:
    """Comparison Operators: < and > on strings."""
    assert found(org, "BillingCity >= 'BERLIN' AND BillingCity <= 'berlin'", "Account") == {
        "Acme",
        "O'Brien & Söhne",
    }


def test_in_takes_several(org: Org) -> None:
    """Comparison Operators: IN, in any case of letters."""
    assert found(org, "StageName IN ('closed won', 'CLOSED LOST')") == {"d2", "d4"}


def test_like_percent_is_any_number_of_characters(org: Org) -> None:
    """Comparison Operators: % matches zero or more characters."""
    assert found(org, "NextStep LIKE 'Call Bob%'") == {"d1", "d2"}
    assert found(org, "Name LIKE '%back%'", "Account") == {"100% back\\slash"}


def test_like_underscore_is_one_character(org: Org) -> None:
    """Comparison Operators: _ matches exactly one character."""
    assert found(org, "Name LIKE 'Acm_'", "Account") == {"Acme"}
    assert found(org, "Name LIKE 'Acme_'", "Account") == set()


def test_like_has_no_regard_to_case_even_beyond_ascii(org: Org) -> None:
    """Comparison Operators: "LIKE performs a case-insensitive match"."""
    assert found(org, "Name LIKE '%sÖHNE'", "Account") == {"O'Brien & Söhne"}


def test_like_escapes_its_wildcards(org: Org) -> None:
    r"""Quoted String Escape Sequences: \_ and \% in LIKE expressions."""
    assert found(org, r"Name LIKE '100\%%'", "Account") == {"100% back\\slash"}
    assert found(org, r"Name LIKE 'Void\_L%'", "Account") == {"Void_Ltd"}
    assert found(org, r"Name LIKE 'Acm\_'", "Account") == set()


def test_wildcards_are_plain_outside_like(org: Org) -> None:
    """Comparison Operators: = compares the string itself."""
    assert found(org, "Name = 'Acm_'", "Account") == set()
    assert found(org, "Name = 'Void_Ltd'", "Account") == {"Void_Ltd"}


def test_a_backslash_is_written_twice(org: Org) -> None:
    """Reserved Characters: quote and backslash are escaped."""
    assert found(org, r"Name = '100% back\\slash'", "Account") == {"100% back\\slash"}
    assert found(org, r"Name LIKE '%back\\s%'", "Account") == {"100% back\\slash"}


def test_escapes_stand_for_characters(org: Org) -> None:
    r"""Quoted String Escape Sequences: \uXXXX, \n and the rest."""
    assert found(org, r"Name = 'O\'Brien & S\u00f6hne'", "Account") == {"O'Brien & Söhne"}
    assert found(org, r"Name = 'a\nb\tc\"'", "Account") == set()


@pytest.mark.parametrize("text", [r"a\q", r"a\_", r"a\%", r"\x41"])
def test_any_other_backslash_is_an_error(org: Org, text: str) -> None:
    """Quoted String Escape Sequences: "in any other context, an error occurs"."""
    assert refused(org, f"SELECT Id FROM Account WHERE Name = '{text}'").code == "MALFORMED_QUERY"


def test_like_is_for_text_alone(org: Org) -> None:
    """Comparison Operators: "supported for string fields only"."""
    error = refused(org, "SELECT Id FROM Opportunity WHERE Amount LIKE '1%'")
    assert error.code == "INVALID_QUERY_FILTER_OPERATOR"


def test_ids_are_taken_in_both_lengths(org: Org) -> None:
    """Object Reference, ID Field Type: 15 characters, or 18."""
    assert found(org, f"Id = '{ID['d1']}'") == {"d1"}
    assert found(org, f"Id IN ('{ID['d1'][:15]}', '{ID['d2']}')") == {"d1", "d2"}


def test_what_is_no_id_is_refused(org: Org) -> None:
    """Status Codes: INVALID_QUERY_FILTER_OPERATOR, "invalid ID field"."""
    error = refused(org, "SELECT Id FROM Opportunity WHERE Id = 'd1'")
    assert (error.code, error.message) == ("INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: d1")


def test_includes_holds_where_one_of_the_strings_is_chosen_whole(org: Org) -> None:
    """Query Multi-Select Picklists: `;` within a string is and, `,` between them or."""
    assert found(org, "Channels__c INCLUDES ('Phone')", "Account") == {"Acme"}
    assert found(org, "Channels__c INCLUDES ('web;phone')", "Account") == {"Acme"}
    assert len(found(org, "Channels__c INCLUDES ('Web', 'Phone')", "Account")) == 2


def test_excludes_holds_where_none_is(org: Org) -> None:
    """Query Multi-Select Picklists; for what has no value: documentation silent."""
    assert found(org, "Channels__c EXCLUDES ('Phone')", "Account") == {
        "O'Brien & Söhne",
        "Void_Ltd",
        "100% back\\slash",
    }


def test_includes_is_for_multi_select_picklists_alone(org: Org) -> None:
    """Comparison Operators: "applies only to multi-select picklists"."""
    error = refused(org, "SELECT Id FROM Account WHERE Name INCLUDES ('a')")
    assert error.code == "INVALID_QUERY_FILTER_OPERATOR"


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        ("Amount = '5'", "must be of type double and should not be enclosed in quotes"),
        ("CloseDate = '2026-01-01'", "must be of type date and should not be enclosed in quotes"),
        ("CreatedDate > 2026-01-01", "must be of type dateTime"),
        ("CloseDate > 2026-01-01T00:00:00Z", "must be of type date"),
        ("Name = 5", "must be of type string and should be enclosed in quotes"),
        ("IsClosed = 'true'", "must be of type boolean"),
    ],
)
def test_a_constant_is_of_the_fields_type(org: Org, condition: str, wanted: str) -> None:
    """Field Expression Syntax: strings are quoted, nothing else is; a date for a date."""
    error = refused(org, f"SELECT Id FROM Opportunity WHERE {condition}")
    assert error.code == "INVALID_FIELD"
    assert wanted in error.message


def test_numbers_are_exact(org: Org) -> None:
    """Field Types, currency: stored as a decimal."""
    assert found(org, "Amount = 0.1") == {"d2"}
    assert found(org, "Amount > 0.105 AND Amount < 0.205") == {"d4"}
    assert found(org, "Amount < -49.99") == {"d5"}


def test_long_text_is_not_filtered_on(org: Org) -> None:
    """Field Types, textarea: not in WHERE."""
    error = refused(org, "SELECT Id FROM Account WHERE Description LIKE '%long%'")
    assert error.code == "INVALID_FIELD"
    assert "field 'Description' can not be filtered in a query call" in error.message
    assert ask(org, "SELECT Description FROM Account WHERE Name = 'Acme'") == [
        {"Description": "long text"}
    ]
