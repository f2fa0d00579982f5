"""SOQL and SOSL Reference: "Aggregate Functions", "GROUP BY", "HAVING", "COUNT()",
"convertCurrency()"."""

from decimal import Decimal

import pytest

from tests.contracts.salesforce.conftest import MakeOrg
from tests.contracts.salesforce.world import ID, ask, found, refused
from tests.fakes.salesforce.org.ids import minted
from tests.fakes.salesforce.org.org import Org

RATES = {"USD": Decimal(1), "EUR": Decimal("0.5"), "JPY": Decimal(100)}


@pytest.fixture
def several(make_org: MakeOrg) -> Org:
    """An org with three currencies; d1 is in euros, d6 in yen."""
    org = make_org(currencies=RATES)
    for name, iso in (("d1", "EUR"), ("d6", "JPY"), ("d2", "USD"), ("d4", "USD"), ("d5", "USD")):
        org.store.change(org.object("Opportunity"), ID[name], {"CurrencyIsoCode": iso})
    return org


def test_count_alone_answers_a_number_without_records(org: Org) -> None:
    """COUNT(): "the only element in the SELECT list"; the size is the answer."""
    page = org.query("SELECT COUNT() FROM Opportunity WHERE IsClosed = false", ID["lena"])
    assert (page.total, page.records) == (4, [])
    assert refused(org, "SELECT COUNT(), Id FROM Opportunity").code == "MALFORMED_QUERY"


def test_count_may_have_a_limit(org: Org) -> None:
    """COUNT(): with LIMIT."""
    assert org.query("SELECT COUNT() FROM Opportunity LIMIT 2", ID["lena"]).total == 2


def test_figures_leave_out_what_is_empty(org: Org) -> None:
    """Aggregate Functions: null is ignored but in COUNT() and COUNT(Id)."""
    text = (
        "SELECT COUNT(Id), COUNT(Amount), AVG(Amount) a, COUNT_DISTINCT(Amount) d FROM Opportunity"
    )
    assert ask(org, text) == [{"expr0": 6, "expr1": 5, "a": 30.06, "d": 4}]


def test_sums_are_exact(org: Org) -> None:
    """Field Types, currency: 0.1 and 0.2 are 0.3."""
    rows = ask(org, "SELECT SUM(Amount) s FROM Opportunity WHERE Name IN ('d2', 'd4')")
    assert rows == [{"s": 0.3}]


def test_figures_over_nothing_are_null_and_counts_zero(org: Org) -> None:
    """Aggregate Functions: one row without GROUP BY, none with."""
    text = "SELECT SUM(Amount) s, COUNT(Id) n FROM Opportunity WHERE Name = 'none'"
    assert ask(org, text) == [{"s": None, "n": 0}]
    grouped = (
        "SELECT StageName, COUNT(Id) n FROM Opportunity WHERE Name = 'none' GROUP BY StageName"
    )
    assert ask(org, grouped) == []


def test_min_and_max_go_for_dates_and_text(org: Org) -> None:
    """Aggregate Functions: MIN() and MAX()."""
    rows = ask(org, "SELECT MIN(CloseDate) a, MAX(CloseDate) b, MAX(Name) n FROM Opportunity")
    assert rows == [{"a": "2026-02-28", "b": "2027-01-01", "n": "d6"}]


def test_min_and_max_of_a_picklist_go_by_the_order_of_its_values(org: Org) -> None:
    """Aggregate Functions: "the sort order of the picklist values"."""
    rows = ask(org, "SELECT MIN(StageName) a, MAX(StageName) b FROM Opportunity")
    assert rows == [{"a": "Prospecting", "b": "Closed Lost"}]


@pytest.mark.parametrize(
    "figure", ["SUM(Name)", "AVG(CloseDate)", "MAX(IsWon)", "MIN(Description)", "SUM(SUM(Amount))"]
)
def test_not_every_field_goes_into_every_figure(org: Org, figure: str) -> None:
    """Aggregate Functions: supported data types."""
    assert refused(org, f"SELECT {figure} FROM Opportunity").code == "MALFORMED_QUERY"


def test_groups_are_made_of_values_and_of_none(org: Org) -> None:
    """GROUP BY: null is a group."""
    text = "SELECT Risk__c, COUNT(Id) n FROM Opportunity GROUP BY Risk__c ORDER BY Risk__c"
    assert ask(org, text) == [
        {"Risk__c": None, "n": 4},
        {"Risk__c": "Low", "n": 1},
        {"Risk__c": "High", "n": 1},
    ]


def test_groups_go_by_a_parents_field_under_its_last_name(org: Org) -> None:
    """GROUP BY: relationship fields; the answer says Name."""
    text = "SELECT Account.Name, SUM(Amount) s FROM Opportunity GROUP BY Account.Name ORDER BY Account.Name NULLS LAST LIMIT 1"  # noqa: E501
    assert ask(org, text) == [{"Name": "Acme", "s": 100.1}]


def test_two_fields_of_one_name_need_an_alias(org: Org) -> None:
    """GROUP BY: duplicate alias."""
    text = "SELECT Account.Name, Owner.Name FROM Opportunity GROUP BY Account.Name, Owner.Name"
    assert refused(org, text).message == "duplicate alias: Name"
    with_alias = text.replace("Owner.Name FROM", "Owner.Name o FROM")
    assert len(ask(org, with_alias)) == 4


def test_what_is_selected_is_grouped_or_a_figure(org: Org) -> None:
    """GROUP BY: every other field is an error."""
    error = refused(org, "SELECT Name, COUNT(Id) FROM Opportunity GROUP BY StageName")
    assert "Field must be grouped or aggregated: Name" in error.message


@pytest.mark.parametrize("name", ["Amount", "CreatedDate", "Probability", "Description"])
def test_not_every_field_can_be_grouped(org: Org, name: str) -> None:
    """Considerations When Using GROUP BY: the groupable property of describe."""
    error = refused(org, f"SELECT {name}, COUNT(Id) FROM Opportunity GROUP BY {name}")
    assert f"field '{name}' can not be grouped in a query call" in error.message


@pytest.mark.parametrize("path", ["Task.Subject", "Order.OrderNumber"])
def test_neither_comboboxes_nor_numbers_of_the_systems_are_grouped(org: Org, path: str) -> None:
    """As orgs describe them."""
    entity, name = path.split(".")
    error = refused(org, f"SELECT {name}, COUNT(Id) FROM {entity} GROUP BY {name}")
    assert f"field '{name}' can not be grouped in a query call" in error.message


def test_having_filters_groups(org: Org) -> None:
    """HAVING."""
    text = "SELECT StageName FROM Opportunity GROUP BY StageName HAVING COUNT(Id) > 1 AND StageName LIKE 'pro%'"  # noqa: E501
    assert ask(org, text) == [{"StageName": "Prospecting"}]
    error = refused(org, "SELECT StageName FROM Opportunity GROUP BY StageName HAVING Name = 'd1'")
    assert "Field must be grouped or aggregated" in error.message


def test_having_needs_groups(org: Org) -> None:
    """HAVING: with GROUP BY."""
    error = refused(org, "SELECT COUNT(Id) FROM Opportunity HAVING COUNT(Id) > 1")
    assert error.code == "MALFORMED_QUERY"


def test_groups_are_ordered_by_a_figure(org: Org) -> None:
    """ORDER BY with aggregate functions; the same rows are told apart by what comes next."""
    text = "SELECT OwnerId, SUM(Amount) s FROM Opportunity GROUP BY OwnerId ORDER BY SUM(Amount) DESC NULLS LAST, OwnerId LIMIT 2"  # noqa: E501
    assert ask(org, text) == [{"OwnerId": ID["ria"], "s": 100.1}, {"OwnerId": ID["lena"], "s": 100}]


def test_groups_are_not_ordered_by_what_is_not_in_them(org: Org) -> None:
    """ORDER BY: grouped or aggregated."""
    text = "SELECT COUNT(Id) FROM Opportunity GROUP BY StageName ORDER BY Name"
    assert refused(org, text).code == "MALFORMED_QUERY"


def test_a_limit_needs_groups(org: Org) -> None:
    """Aggregate Functions: "can't use a LIMIT clause … without a GROUP BY clause"."""
    assert refused(org, "SELECT MAX(Amount) FROM Opportunity LIMIT 1").code == "MALFORMED_QUERY"


def test_more_than_2000_groups_are_refused(org: Org) -> None:
    """GROUP BY: "can't use queryMore"; platform limit of a batch."""
    rows = ({"Id": minted("006", 1000 + n), "Name": f"g{n}"} for n in range(2_001))
    org.add("Opportunity", rows)
    text = "SELECT Name, COUNT(Id) FROM Opportunity GROUP BY Name"
    assert refused(org, text).code == "EXCEEDED_ID_LIMIT"
    assert len(ask(org, f"{text} LIMIT 2000")) == 2_000


def test_there_is_no_median(org: Org) -> None:
    """Aggregate Functions: the table of them."""
    assert refused(org, "SELECT MEDIAN(Amount) FROM Opportunity").code == "MALFORMED_QUERY"


def test_money_in_figures_is_in_the_corporate_currency(several: Org) -> None:
    """convertCurrency(): grouped or HAVING figures are in the org's default currency."""
    text = "SELECT CurrencyIsoCode, SUM(Amount) s FROM Opportunity WHERE Amount > 1 GROUP BY CurrencyIsoCode ORDER BY CurrencyIsoCode"  # noqa: E501
    assert ask(several, text) == [
        {"CurrencyIsoCode": "EUR", "s": 200.0},
        {"CurrencyIsoCode": "JPY", "s": 1.0},
    ]


def test_an_amount_without_a_currency_is_compared_as_a_number(several: Org) -> None:
    """convertCurrency(): "the numeric value is used instead of comparative amounts"."""
    assert found(several, "Amount > 50") == {"d1", "d6"}
    assert found(several, "Amount > USD50") == {"d1"}
    assert found(several, "Amount = EUR100") == {"d1"}
    assert refused(several, "SELECT Id FROM Opportunity WHERE Amount IN (USD5, 6)").code == (
        "MALFORMED_QUERY"
    )
    assert refused(several, "SELECT Id FROM Opportunity WHERE Amount > CHF5").code == (
        "MALFORMED_QUERY"
    )


def test_money_is_ordered_by_its_worth(several: Org) -> None:
    """ORDER BY: "corporate currency is always sorted using corporate currency values"."""
    rows = ask(several, "SELECT Name FROM Opportunity WHERE Amount > 1 ORDER BY Amount DESC")
    assert [row["Name"] for row in rows] == ["d1", "d6"]


def test_convert_currency_gives_the_users(several: Org, org: Org) -> None:
    """convertCurrency(): in SELECT alone, and only in such an org."""
    several.store.change(several.object("User"), ID["ria"], {"DefaultCurrencyIsoCode": "JPY"})
    text = "SELECT Amount, convertCurrency(Amount) own FROM Opportunity WHERE Name = 'd1'"
    assert ask(several, text, "ria") == [{"Amount": 100.0, "own": 20_000.0}]
    assert refused(org, text).code == "MALFORMED_QUERY"
    where = "SELECT Id FROM Opportunity WHERE convertCurrency(Amount) > 5"
    assert refused(several, where).code == "MALFORMED_QUERY"
