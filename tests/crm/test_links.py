"""A link leads to a record and nowhere else, whatever its id says."""

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.links import Links
from crm.query import Query, Ref

LINKS = Links("https://crm.example:8443/base")


def test_a_link_is_built_from_the_base_address() -> None:
    """With or without a slash at its end, and in the form the CRM has."""
    ref = Ref("Opportunity", "006A")
    expected = "https://crm.example:8443/base/crm/Opportunity/006A"
    assert LINKS.record(ref) == expected
    assert Links("https://crm.example:8443/base/").record(ref) == expected
    lightning = Links("https://my.example", "{base}/lightning/r/{entity}/{id}/view")
    assert lightning.record(ref) == "https://my.example/lightning/r/Opportunity/006A/view"


@given(
    id_=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    entity=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
)
def test_d8_an_id_is_one_step_of_the_path_and_no_more(id_: str, entity: str) -> None:
    """It leads to no other host, folder, question or fragment."""
    parts = urlsplit(LINKS.record(Ref(entity, id_)))
    assert (parts.scheme, parts.netloc) == ("https", "crm.example:8443")
    assert (parts.query, parts.fragment) == ("", "")
    _, base, crm, *steps = parts.path.split("/")
    assert (base, crm, [unquote(step) for step in steps]) == ("base", "crm", [entity, id_])


@pytest.mark.parametrize(
    "address",
    [
        "",
        "crm.example",
        "ftp://crm.example",
        "javascript:alert(1)",
        "https://",
        "https://user:secret@crm.example",
        "https://crm.example?next=",
        "https://crm.example#top",
    ],
)
def test_a_base_address_is_a_plain_web_address(address: str) -> None:
    """Without a user, a question or a fragment."""
    with pytest.raises(ValueError, match="base address"):
        Links(address)


def test_another_crm_shows_its_own_records_and_no_lists() -> None:
    """With a template of one's own, records open there; a list has no page anywhere."""
    links = Links("https://crumb.example", "https://acme.example/lightning/r/{entity}/{id}/view")
    deal = Ref("Opportunity", "006A")
    assert links.record(deal) == "https://acme.example/lightning/r/Opportunity/006A/view"
    assert links.records(Query(entity="Opportunity")) is None


@pytest.mark.parametrize(
    "template", ["", "https://acme.example/", "javascript:{id}", "{id}", "ftp://x/{id}"]
)
def test_a_template_is_a_web_address_with_the_record_in_it(template: str) -> None:
    """Anything else is refused at once, not when the first link is pressed."""
    with pytest.raises(ValueError, match="address"):
        Links("https://crumb.example", template)
