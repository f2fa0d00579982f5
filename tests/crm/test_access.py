"""Only `narrow` permits, and what it permits is no more than the person may read."""

from dataclasses import FrozenInstanceError

import pytest

from crm.access import AccessRules, Permitted, Role, Sharing, Viewer, narrow
from crm.errors import UnknownField
from crm.query import (
    Aggregate,
    And,
    Condition,
    Function,
    Not,
    Op,
    Or,
    Order,
    Query,
    Related,
    compare,
)
from crm.standard import STANDARD

MO = Viewer(
    user_id="mo", name="Mo van Dyk", email="mo@crumb.example", reports=frozenset({"ria", "rob"})
)
PRIVATE = AccessRules(sharing=Sharing.PRIVATE)
OWN = ("mo", "ria", "rob")
OURS = compare("OwnerId", Op.IN, *OWN)
OPEN = compare("IsClosed", Op.EQ, False)


def narrowed(query: Query, rules: AccessRules = PRIVATE) -> Query:
    """What Mo may ask of it."""
    return narrow(query, MO, schema=STANDARD, rules=rules).query


def test_nobody_else_permits() -> None:
    """A permission cannot be made, nor changed, by hand."""
    with pytest.raises(TypeError):
        Permitted(Query(entity="Account"), MO, seal=object())
    permitted = narrow(Query(entity="Account"), MO, schema=STANDARD, rules=PRIVATE)
    assert permitted.viewer is MO
    with pytest.raises(AttributeError):
        permitted.extra = 1  # type: ignore[attr-defined]
    with pytest.raises(FrozenInstanceError):
        MO.user_id = "lena"  # type: ignore[misc]


def test_a_public_query_stays_as_it_is() -> None:
    """Checked all the same."""
    query = Query(entity="Opportunity", where=OPEN)
    assert narrowed(query, AccessRules()) is query
    with pytest.raises(UnknownField):
        narrowed(Query(entity="Opportunity", columns=("X",)), AccessRules())


@pytest.mark.parametrize(
    ("entity", "where", "expected"),
    [
        ("Opportunity", None, OURS),
        ("Opportunity", OPEN, And((OURS, OPEN))),
        ("Opportunity", And((OPEN, OPEN)), And((OURS, OPEN, OPEN))),
        ("Opportunity", Or((OPEN, OURS)), And((OURS, Or((OPEN, OURS))))),
        ("Invoice", None, compare("Account.OwnerId", Op.IN, *OWN)),
        ("Product2", None, None),
        ("User", compare("Name", Op.EMPTY), compare("Name", Op.EMPTY)),
    ],
)
def test_a_private_query_is_about_what_they_and_theirs_own(
    entity: str, where: Condition | None, expected: Condition | None
) -> None:
    """An "or" does not lead out of it; what nobody owns is not narrowed."""
    assert narrowed(Query(entity=entity, where=where)).where == expected


def test_every_relation_is_narrowed_wherever_it_is() -> None:
    """Inside and, or, not, another relation, and the condition of a figure."""
    tasks = Related(entity="Task", via="AccountId", where=compare("Subject", Op.EQ, "Call"))
    deals = Related(entity="Opportunity", via="AccountId", where=OPEN)
    users = Related(entity="Account", via="OwnerId", where=Not(deals))
    ours = Related(entity="Opportunity", via="AccountId", where=And((OURS, OPEN)))
    our_tasks = Related(
        entity="Task", via="AccountId", where=And((OURS, compare("Subject", Op.EQ, "Call")))
    )
    query = Query(entity="Account", where=Or((And((tasks,)), Not(deals))))
    assert narrowed(query).where == And((OURS, Or((And((our_tasks,)), Not(ours)))))
    nested = narrowed(Query(entity="User", where=users)).where
    assert nested == Related(entity="Account", via="OwnerId", where=And((OURS, Not(ours))))
    count = Aggregate(function=Function.COUNT, where=deals)
    figures = Query(entity="Account", aggregates=(count,), order=(Order(by=count),))
    (figure,) = narrowed(figures).aggregates
    assert figure.where == ours
    assert narrowed(figures).order == (Order(by=figure),)


def test_a_hidden_field_is_unknown_in_the_same_words() -> None:
    """To that role, and to no other."""
    rules = AccessRules(hidden={Role.REP: frozenset({("Account", "AnnualRevenue")})})
    query = Query(entity="Account", columns=("AnnualRevenue",))
    with pytest.raises(UnknownField) as hidden:
        narrowed(query, rules)
    with pytest.raises(UnknownField) as absent:
        narrowed(Query(entity="Account", columns=("AnnualRevenuX",)), rules)
    assert "AnnualRevenue" not in str(absent.value)
    assert str(hidden.value).split(".")[0] == "Account has no field AnnualRevenue"
    leader = Viewer(user_id="l", name="L", email="l@crumb.example", role=Role.LEADER)
    assert narrow(query, leader, schema=STANDARD, rules=rules).query is query


def test_people_are_addressed_by_their_first_name() -> None:
    """As far as a name has one."""
    assert MO.first_name == "Mo"
    assert Viewer(user_id="x", name="Cher", email="").first_name == "Cher"
