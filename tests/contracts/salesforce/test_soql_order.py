"""SOQL and SOSL Reference: "ORDER BY", "LIMIT", "OFFSET", "toLabel()"; REST API Developer Guide,
"Query" and "Query More Results"."""

from tests.contracts.salesforce.world import ID, ask, refused
from tests.fakes.salesforce.org.fields import Choice, Field, Kind
from tests.fakes.salesforce.org.ids import minted
from tests.fakes.salesforce.org.org import Org

BASE = "/services/data/v65.0"


def order(org: Org, by: str, entity: str = "Opportunity") -> list[str]:
    """The names in that order."""
    return [row["Name"] for row in ask(org, f"SELECT Name FROM {entity} ORDER BY {by}")]


def test_what_is_empty_comes_first_either_way(org: Org) -> None:
    """ORDER BY: "By default, null values are sorted first"."""
    assert order(org, "Amount, Name") == ["d3", "d5", "d2", "d4", "d1", "d6"]
    assert order(org, "Amount DESC, Name")[0] == "d3"


def test_what_is_empty_can_come_last(org: Org) -> None:
    """ORDER BY: NULLS LAST."""
    assert order(org, "Amount DESC NULLS LAST, Name") == ["d1", "d6", "d4", "d2", "d5", "d3"]


def test_sorting_has_no_regard_to_case(org: Org) -> None:
    """ORDER BY: "Sorting is case insensitive" in an English locale."""
    org.add("Account", [{"Id": minted("001", 90), "Name": "adam"}])
    names = order(org, "Name", "Account")
    assert names.index("Acme") < names.index("adam") < names.index("O'Brien & Söhne")


def test_picklists_are_sorted_by_the_order_of_their_values(org: Org) -> None:
    """ORDER BY: "determined by the picklist sort determined during setup"."""
    assert order(org, "StageName, Name") == ["d1", "d3", "d5", "d6", "d2", "d4"]
    assert order(org, "StageName DESC, Name DESC") == ["d4", "d2", "d6", "d5", "d3", "d1"]


def test_a_parents_field_sorts(org: Org) -> None:
    """ORDER BY: relationship fields, records without the parent among them."""
    assert order(org, "Account.Name NULLS LAST, Name") == ["d1", "d2", "d3", "d4", "d6", "d5"]


def test_long_text_does_not_sort(org: Org) -> None:
    """ORDER BY: multi-select picklists and long text are not supported."""
    error = refused(org, "SELECT Id FROM Account ORDER BY Description")
    assert "can not be sorted in a query call" in error.message
    assert refused(org, "SELECT Id FROM Account ORDER BY Channels__c").code == "MALFORMED_QUERY"


def test_limit_and_offset_cut(org: Org) -> None:
    """LIMIT, OFFSET: the size is what is left."""
    text = "SELECT Name FROM Opportunity ORDER BY Name LIMIT 2 OFFSET 3"
    assert [row["Name"] for row in ask(org, text)] == ["d4", "d5"]
    assert org.query(text, ID["lena"]).total == 2
    assert ask(org, "SELECT Name FROM Opportunity LIMIT 0") == []


def test_an_offset_is_2000_at_most(org: Org) -> None:
    """OFFSET: NUMBER_OUTSIDE_VALID_RANGE beyond."""
    assert ask(org, "SELECT Id FROM Opportunity OFFSET 2000") == []
    error = refused(org, "SELECT Id FROM Opportunity OFFSET 2001")
    assert (error.code, error.message) == (
        "NUMBER_OUTSIDE_VALID_RANGE",
        "Maximum SOQL offset allowed is 2000",
    )


def test_labels_are_had_with_to_label(org: Org) -> None:
    """toLabel()."""
    choices = (Choice("Low", "Niedrig"), Choice("High", "Hoch"))
    risk = Field(name="Risk__c", label="Risk", kind=Kind.PICKLIST, choices=choices)
    org.add_fields("Opportunity", risk)
    text = "SELECT Risk__c, toLabel(Risk__c) label FROM Opportunity WHERE Name = 'd5'"
    assert ask(org, text) == [{"Risk__c": "High", "label": "Hoch"}]


def test_an_answer_comes_in_pages_of_2000(org: Org) -> None:
    """Query: `done` false and `nextRecordsUrl`; Query More Results: until done."""
    org.add("Lead", ({"Id": minted("00Q", n), "LastName": f"n{n:05}"} for n in range(1, 4_502)))
    page = org.query("SELECT LastName FROM Lead ORDER BY LastName", ID["lena"])
    sizes, names = [len(page.records)], [row["LastName"] for row in page.records]
    assert page.json(BASE)["nextRecordsUrl"].startswith(f"{BASE}/query/01g")
    assert page.json(BASE)["nextRecordsUrl"].endswith("-2000")
    while page.next is not None:
        page = org.runner.more(*page.next, BASE)
        assert page.total == 4_501
        sizes.append(len(page.records))
        names += [row["LastName"] for row in page.records]
    assert sizes == [2_000, 2_000, 501]
    assert names == sorted(names)
    assert len(set(names)) == 4_501


def test_what_changes_between_pages_does_not_shift_them(org: Org) -> None:
    """Query More Results: a cursor is over what matched at first (documentation silent)."""
    org.add("Lead", ({"Id": minted("00Q", n), "LastName": "n"} for n in range(1, 2_102)))
    page = org.query("SELECT Id FROM Lead WHERE LastName = 'n'", ID["lena"])
    org.store.change(org.object("Lead"), minted("00Q", 1), {"LastName": "m"})
    assert page.next is not None
    assert len(org.runner.more(*page.next, BASE).records) == 101


def test_deleted_records_are_found_by_query_all_alone(org: Org) -> None:
    """QueryAll: "deleted because of a merge or delete"."""
    org.store.change(org.object("Account"), ID["void"], {"IsDeleted": 1})
    text = "SELECT Name, IsDeleted FROM Account WHERE Name = 'void_ltd'"
    assert org.query(text, ID["lena"]).total == 0
    page = org.query(text, ID["lena"], deleted=True)
    assert page.records[0]["IsDeleted"] is True
