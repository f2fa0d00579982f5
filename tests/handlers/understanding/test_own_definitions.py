"""Questions in an organisation that means something else by the same words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crm.access import Viewer
from crm.definitions import Definitions, Team
from crm.names import Name, NameIndex
from crm.query import And, Comparison, Condition, Op, Or, compare
from crm.schema import Field, FieldType
from crm.standard import STANDARD
from handlers.understanding.described.query import Describer
from handlers.understanding.reader import Asked, Reader
from handlers.understanding.reading import Reading

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
MARCUS = Viewer(user_id="005M", name="Marcus Oyelaran", email="marcus@x.example")
NAMES = NameIndex([Name("User", "005F", "Fiona Blake"), Name("Account", "001A", "Halden")])
TCV = Field(name="TCV__c", label="Contract Value", type=FieldType.MONEY, custom=True)
DEEP = ".".join(["Owner", *["Manager"] * 7, "ManagerId"])


def read(text: str, meant: Definitions) -> tuple[Reading, str]:
    """What the text means there, and how it is said back."""
    entities = (e.with_fields(TCV) if e.name == "Opportunity" else e for e in STANDARD)
    schema = replace(STANDARD, entities=tuple(entities), definitions=meant)
    found = Reader(schema, NAMES).read(Asked(text=text, viewer=MARCUS, now=NOW))
    assert isinstance(found, Reading), found
    said = Describer(schema, MARCUS, NOW, {"005F": "Fiona Blake"}).understood(found)
    return found, said


def parts(condition: Condition | None) -> tuple[Condition | None, ...]:
    """What is said one by one."""
    return condition.parts if isinstance(condition, And) else (condition,)


@pytest.mark.parametrize(
    ("text", "id_", "deep", "flat"),
    [
        ("my team's open deals", "005M", "Owner in your team, at any level", "Owner in your team"),
        (
            "open deals of Fiona's team",
            "005F",
            "Owner in the team of Fiona Blake, at any level",
            "Owner Manager Fiona Blake",
        ),
    ],
)
def test_a_team_may_be_everybody_below(text: str, id_: str, deep: str, flat: str) -> None:
    """Those who report to whoever reports to them are in it too, level by level."""
    found, understood = read(text, Definitions(team=Team.BELOW))
    (team,) = [p for p in parts(found.query.where) if isinstance(p, Or)]
    assert team.parts[0] == compare("Owner.ManagerId", Op.EQ, id_)
    assert team.parts[-1] == compare(DEEP, Op.EQ, id_)
    assert deep in understood.split(" · ")
    direct, understood = read(text, Definitions())
    assert team.parts[0] in parts(direct.query.where)
    assert flat in understood.split(" · ")


def test_the_people_of_a_team_may_be_everybody_below() -> None:
    """The people themselves, not what they own."""
    found, understood = read("who is on my team", Definitions(team=Team.BELOW))
    assert isinstance(found.query.where, Or)
    assert found.query.where.parts[1] == compare("Manager.ManagerId", Op.EQ, "005M")
    assert "in your team" in understood


@pytest.mark.parametrize("text", ["pipeline", "weighted pipeline", "revenue", "my quota gap"])
def test_figures_are_in_the_amount_by_which_the_organisation_counts(text: str) -> None:
    """And keep their names."""
    own, _ = read(text, Definitions(money={"Opportunity": "TCV__c"}))
    usual, _ = read(text, Definitions())
    assert [a.path for a in own.query.aggregates] == ["TCV__c"]
    assert [a.path for a in usual.query.aggregates] == ["Amount"]
    assert own.measure_name == usual.measure_name != ""


FEBRUARY, APRIL = Definitions(fiscal_start_month=2), Definitions(fiscal_start_month=4)
SUNDAY = Definitions(week_start=6)
CREATED = Definitions(dates={"Opportunity": "CreatedDate"})


@pytest.mark.parametrize(
    ("text", "meant", "path", "first", "end"),
    [
        ("deals closing this quarter", FEBRUARY, "CloseDate", "2026-11-01", "2027-02-01"),
        ("deals won this year", APRIL, "CloseDate", "2026-04-01", "2027-04-01"),
        ("deals closing this week", SUNDAY, "CloseDate", "2026-11-15", "2026-11-22"),
        ("deals closing next week Sunday", SUNDAY, "CloseDate", "2026-11-22", "2026-11-23"),
        ("deals closing in week 47", SUNDAY, "CloseDate", "2026-11-15", "2026-11-22"),
        ("deals closing this weekend", SUNDAY, "CloseDate", "2026-11-21", "2026-11-23"),
        ("deals this month", CREATED, "CreatedDate", "2026-11-01", "2026-12-01"),
    ],
)
def test_periods_and_dates_are_the_organisations_own(
    text: str, meant: Definitions, path: str, first: str, end: str
) -> None:
    """The fiscal year, the week, and the date that is meant when nobody says which."""
    found, _ = read(text, meant)
    edges = {
        p.op: p.value
        for p in parts(found.query.where)
        if isinstance(p, Comparison) and p.path == path
    }
    assert (str(edges[Op.GE])[:10], str(edges[Op.LT])[:10]) == (first, end)
