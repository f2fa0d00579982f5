"""What one may not see is not there: sharing, field-level security, restriction rules (C11, C13,
H2). REST API Developer Guide, "Query": as the user; Security Guide, "Restriction Rules"."""

import pytest

from tests.contracts.salesforce.world import ID, ask, found, refused
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.org.settings import Profile


@pytest.mark.parametrize(
    ("who", "deals"),
    [
        ("ria", {"d1", "d2"}),
        ("rae", {"d3", "d4"}),
        ("mo", {"d1", "d2", "d5"}),
        ("lena", {"d1", "d2", "d3", "d4", "d5", "d6"}),
    ],
)
def test_people_read_their_own_and_those_below(private: Org, who: str, deals: set[str]) -> None:
    """Sharing: the role hierarchy, here the manager's."""
    assert found(private, "Name != null", who=who) == deals


def test_figures_are_over_what_is_readable(private: Org) -> None:
    """C13: a sum, a count, a group."""
    text = "SELECT COUNT(Id) n, SUM(Amount) s FROM Opportunity"
    assert ask(private, text, "ria") == [{"n": 2, "s": 100.1}]
    assert private.query("SELECT COUNT() FROM Opportunity", ID["rae"]).total == 2


def test_semi_joins_look_at_what_is_readable(private: Org) -> None:
    """Nothing is learnt of others' records by way of a sub-query."""
    private.store.change(private.object("Contact"), ID["ann"], {"OwnerId": ID["rae"]})
    where = "Id IN (SELECT AccountId FROM Contact)"
    assert found(private, where, "Account", "ria") == set()
    assert found(private, where, "Account", "lena") == {"Acme", "O'Brien & Söhne"}


def test_children_are_those_that_are_readable(private: Org) -> None:
    """A sub-query of SELECT is shared as well."""
    private.store.change(private.object("Opportunity"), ID["d2"], {"OwnerId": ID["rae"]})
    rows = ask(private, "SELECT (SELECT Name FROM Opportunities) FROM Account", "ria")
    assert rows == [{"Opportunities": [{"Name": "d1"}]}]


def test_a_parent_is_read_by_way_of_its_child(private: Org) -> None:
    """Implicit sharing: the account of one's deal."""
    private.store.change(private.object("Opportunity"), ID["d1"], {"AccountId": ID["void"]})
    rows = ask(private, "SELECT Account.Name FROM Opportunity WHERE Name = 'd1'", "ria")
    assert rows == [{"Account": {"Name": "Void_Ltd"}}]


def test_one_who_views_all_reads_all(private: Org) -> None:
    """Profiles: View All Data, which an integration user has."""
    private.set_profile(ID["rae"], Profile(view_all=True))
    assert len(found(private, "Name != null", who="rae")) == 6


def test_a_restriction_rule_hides_a_row_from_lists_and_figures(org: Org) -> None:
    """C11."""
    org.hide_row(ID["ria"], ID["d6"])
    assert "d6" not in found(org, "Name != null", who="ria")
    assert "d6" in found(org, "Name != null", who="lena")
    assert org.query("SELECT COUNT() FROM Opportunity", ID["ria"]).total == 5


@pytest.mark.parametrize(
    "text",
    [
        "SELECT Amount FROM Opportunity",
        "SELECT Id FROM Opportunity WHERE Amount > 5",
        "SELECT Id FROM Opportunity ORDER BY Amount",
        "SELECT SUM(Amount) FROM Opportunity",
        "SELECT StageName FROM Opportunity GROUP BY StageName HAVING MAX(Amount) > 5",
        "SELECT Id, (SELECT Amount FROM Opportunities) FROM Account",
        "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Opportunity WHERE Amount > 5)",
        "SELECT Opportunity.Amount FROM OpportunityLineItem",
    ],
)
def test_a_hidden_field_is_no_column_anywhere(org: Org, text: str) -> None:
    """C11: field-level security, in the words for a field that is not there."""
    org.query(text, ID["ria"])
    org.set_profile(ID["ria"], Profile(hidden=frozenset({("Opportunity", "Amount")})))
    error = refused(org, text, "ria")
    assert error.code == "INVALID_FIELD"
    assert "No such column 'Amount' on entity 'Opportunity'" in error.message
    org.query(text, ID["lena"])


def test_an_object_that_is_not_theirs_is_not_supported(org: Org) -> None:
    """Object permissions: INVALID_TYPE, in the words for an object that is not there."""
    org.set_profile(ID["ria"], Profile(no_objects=frozenset({"Lead"})))
    error = refused(org, "SELECT Id FROM Lead", "ria")
    assert error.code == "INVALID_TYPE"
    assert "sObject type 'Lead' is not supported" in error.message
