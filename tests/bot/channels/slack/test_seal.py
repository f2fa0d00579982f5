"""Where a form belongs is brought back by the person it was shown to, or by nobody."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.slack.seal import LASTS, Seal
from tests.bot.channels.slack.running import MONDAY

SEAL = Seal("fake-signing-secret")


@given(text=st.text(), user=st.text())
def test_c7_what_was_sealed_comes_back(text: str, user: str) -> None:
    """Any text, to the same person, within a day."""
    sealed = SEAL.close(text, user, MONDAY)
    assert SEAL.open(sealed, user, MONDAY + LASTS) == text


def test_c7_nobody_else_opens_it_and_nobody_later() -> None:
    """Nor with another secret."""
    sealed = SEAL.close("D0|1.1", "U0DANA", MONDAY)
    assert SEAL.open(sealed, "U0KIM", MONDAY) is None
    assert SEAL.open(sealed, "U0DANA", MONDAY + LASTS + timedelta(seconds=1)) is None
    assert Seal("another").open(sealed, "U0DANA", MONDAY) is None


@given(st.data())
def test_c7_one_changed_character_breaks_it(data: st.DataObject) -> None:
    """Wherever it is."""
    sealed = SEAL.close("D0|1.1", "U0DANA", MONDAY)
    at = data.draw(st.integers(0, len(sealed) - 1))
    other = data.draw(st.characters().filter(lambda char: char != sealed[at]))
    forged = sealed[:at] + other + sealed[at + 1 :]
    assert SEAL.open(forged, "U0DANA", MONDAY) is None


@given(st.text())
def test_c7_nothing_made_up_opens(text: str) -> None:
    """Nor makes it stumble."""
    assert SEAL.open(text, "U0DANA", MONDAY) is None


@pytest.mark.parametrize(
    "forged",
    ["null", "[]", '["a",1]', '["a","1","b"]', '["a",true,"b"]', '["a",1e999,"é"]', "[" * 9_999],
)
def test_c7_nothing_shaped_like_one_opens(forged: str) -> None:
    """JSON of another kind."""
    assert SEAL.open(forged, "U0DANA", MONDAY) is None
