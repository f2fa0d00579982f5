"""Ids in links and by themselves, in every form they are pasted in."""

import pytest

from crm.record_ids import forms, linked

SHORT, LONG = "001Qk00000AbCdE", "001Qk00000AbCdEIAV"
GUID = "9f3b1c2e-1a2b-4c3d-8e9f-0123456789ab"


def test_both_forms_of_an_id_are_meant_by_either() -> None:
    """The three last characters follow from the others."""
    assert set(forms(SHORT)) == {SHORT, LONG}
    assert set(forms(LONG)) == {SHORT, LONG}
    assert set(forms(LONG.lower())) == {LONG.lower(), SHORT, LONG}
    assert LONG in forms(LONG.upper())


@pytest.mark.parametrize("text", ["", "Halden", "001", "Responsibilities", "interoperability12x"])
def test_a_word_is_no_id(text: str) -> None:
    """Nor is anything that is too long or too short."""
    assert forms(text) == ()


@pytest.mark.parametrize(
    ("link", "kinds"),
    [
        (f"https://acme.lightning.force.com/lightning/r/Order/{LONG}/view", ("Order",)),
        (f"https://acme.my.salesforce.com/{SHORT}", ()),
        (f"https://acme.my.salesforce.com/{SHORT}?srPos=0&srKp=001", ()),
        (f"https://acme.my.salesforce.com/one/one.app#/sObject/{LONG}/view", ()),
        (f"https://acme.lightning.force.com/lightning/r/{LONG}/view?ws=%2Flightning", ()),
        (f"http://localhost:8640/crm/Account/{LONG}", ("Account",)),
    ],
)
def test_a_link_leads_to_its_record(link: str, kinds: tuple[str, ...]) -> None:
    """Whatever else is in the address."""
    found = linked(link)
    assert LONG in found.ids
    assert found.kinds == kinds


def test_a_link_of_dynamics_leads_to_its_record() -> None:
    """With the braces in per cent signs, and in any case."""
    address = f"https://acme.crm.dynamics.com/main.aspx?appid=1&etn=account&id=%7b{GUID.upper()}%7d"
    found = linked(address)
    assert GUID in found.ids
    assert found.kinds == ("account",)
    assert not linked("https://www.halden.example/about").ids
