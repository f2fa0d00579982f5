"""People as the CRM knows them, and the names of records."""

import pytest

from crm.access import Role
from crm.query import Ref, Value
from tests.contracts.crm.test_writes import change
from tests.contracts.crm.world import NOW, EmbeddedCrm, viewer_of


@pytest.mark.parametrize(
    ("who", "role", "reports", "zone"),
    [
        ("lena", Role.LEADER, {"mo", "mia", "ria", "rob", "rae"}, "Europe/Berlin"),
        ("mo", Role.MANAGER, {"ria", "rob"}, "America/New_York"),
        ("mia", Role.MANAGER, {"rae"}, "UTC"),
        ("ria", Role.REP, set(), "UTC"),
        ("ada", Role.REP, set(), "Europe/Berlin"),
    ],
)
async def test_a_person_is_what_the_manager_tree_makes_them(
    crm: EmbeddedCrm, who: str, role: Role, reports: set[str], zone: str
) -> None:
    """And lives in a time zone there is."""
    viewer = await viewer_of(crm, who)
    assert (viewer.role, set(viewer.reports), viewer.time_zone) == (role, reports, zone)
    assert viewer.zone_known == (who not in {"mia", "ria"})


async def test_people_are_found_by_address_in_any_case(crm: EmbeddedCrm) -> None:
    """And not by a part of it, nor by nothing."""
    found = await crm.by_email(" LENA@Crumb.Example ")
    assert found == await crm.by_id("lena")
    for unknown in ("", "lena", "%", "lena@crumb.example.", "x@crumb.example\0"):
        assert await crm.by_email(unknown) is None
    assert await crm.by_id("nobody") is None


async def test_the_deactivated_are_people_too(crm: EmbeddedCrm) -> None:
    """Told apart; of two with one address the active one has it."""
    assert [v.user_id for v in await crm.everyone() if not v.active] == ["rob"]
    twin: dict[str, Value] = {"Id": "aa", "Name": "Rob II", "Email": "rob@crumb.example"}
    crm.storage.upsert("User", [twin])
    found = await crm.by_email("rob@crumb.example")
    assert found is not None
    assert found.user_id == "aa"


async def test_an_address_of_two_active_people_is_nobodys(crm: EmbeddedCrm) -> None:
    """Whoever comes with it would act with the other one's rights."""
    twin: dict[str, Value] = {"Id": "aa", "Name": "Integration", "Email": "Lena@crumb.example"}
    crm.storage.upsert("User", [twin])
    assert await crm.by_email("lena@crumb.example") is None


async def test_a_tree_that_bites_its_tail_ends(empty: EmbeddedCrm) -> None:
    """Nobody is their own report, and everybody has a role."""
    above = {"a": "b", "b": "c", "c": "a", "d": "d"}
    rows = [{"Id": id_, "Name": id_, "ManagerId": manager} for id_, manager in above.items()]
    empty.storage.upsert("User", rows)
    everyone = {v.user_id: v for v in await empty.everyone()}
    assert everyone["a"].reports == {"b", "c"}
    assert everyone["a"].role is Role.MANAGER
    assert (everyone["d"].reports, everyone["d"].role) == (frozenset(), Role.REP)


async def test_names_are_found_and_follow_changes(crm: EmbeddedCrm) -> None:
    """Of accounts, people and deals, after an import and after a write."""
    lena = await viewer_of(crm, "lena")
    (match, *_) = (await crm.index(lena)).find("obrien")
    assert (match.name.entity, match.name.id) == ("Account", "brien")
    crm.storage.upsert("Lead", [{"Id": "l1", "Name": "Zebulon Quix"}])
    (match, *_) = (await crm.index(lena)).find("zebulon quix")
    assert (match.name.entity, match.name.id, match.exact) == ("Lead", "l1", True)
    rename = change("Name", "Void Ltd", "Plenty Ltd", Ref("Account", "void"))
    await crm.write(rename, lena, NOW)
    (match, *_) = (await crm.index(lena)).find("plenty ltd")
    assert match.name.id == "void"
    assert not [m for m in (await crm.index(lena)).find("void ltd") if m.exact]
