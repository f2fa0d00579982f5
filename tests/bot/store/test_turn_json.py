"""A turn of a conversation survives being written down, and nothing else is taken for one."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.store.turn_json import from_json, to_json
from crm.query import Query, Ref
from handlers.ports import Turn
from handlers.understanding.reading import Choice, Doubt

TURN = Turn(
    query=Query(entity="Account", columns=("Name",)),
    shown=(Ref("Account", "001A"), Ref("Custom/Odd", "a/b")),
    at=datetime(2026, 11, 16, 10, tzinfo=ZoneInfo("Europe/Berlin")),
    shape="figure",
    measure="win rate",
)


def test_a_turn_comes_back_as_it_was() -> None:
    """Question, records shown and moment."""
    assert from_json(to_json(TURN)) == TURN


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("query", {}),
        ("shown", "ab"),
        ("shown", [["Account"]]),
        ("shown", [["Account", ""]]),
        ("shown", [["Account", 7]]),
        ("shown", ["Ab"]),
        ("at", "2026-11-16T10:00:00"),
        ("at", "yesterday"),
        ("at", 0),
        ("shape", 7),
        ("measure", None),
        ("more", 1),
    ],
)
def test_what_is_not_as_written_is_refused(key: str, value: object) -> None:
    """A ValueError, and never half a turn."""
    found = json.loads(to_json(TURN))
    with pytest.raises(ValueError, match=r"."):
        from_json(json.dumps(found | {key: value}))


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", "7", "{", "[" * 100_000])
def test_what_is_no_turn_at_all_is_refused(text: str) -> None:
    """Also what is nested too deeply to be read."""
    with pytest.raises(ValueError, match=r"."):
        from_json(text)


def test_a_turn_that_only_offered_choices_comes_back_whole() -> None:
    """Crumb asked back at the very start: there is no query yet, and the choices are kept."""
    anna = Choice("Anna Moretti · user", "005A's deals", Ref("User", "005A"))
    offered = (anna, Choice("Revenue", "Anna vs Ben revenue", sense="revenue"))
    doubt = Doubt("anna", "User", "anna's deals")
    turn = Turn(query=None, shown=(), at=TURN.at, offered=offered, doubt=doubt)
    assert from_json(to_json(turn)) == turn
