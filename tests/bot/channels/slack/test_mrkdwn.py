"""What people wrote, freed of Slack's notation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.slack.mrkdwn import mentioned, plain

NAMES = {"U0BOT": "", "U0KIM": "Kim Osei"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("<@U0BOT> what is open at Acme?", "what is open at Acme?"),
        ("what is open at Acme? <@U0BOT>", "what is open at Acme?"),
        ("deals of <@U0KIM>", "deals of Kim Osei"),
        ("deals of <@U0KIM|kim>", "deals of Kim Osei"),
        ("deals of <@U9|sam>", "deals of sam"),
        ("<@U9>", ""),
        ("in <#C1|general> <!here>", "in #general"),
        ("<https://crm.example.com/1|Acme> and <https://a.example>", "Acme and https://a.example"),
        ("<mailto:kim@example.com|kim@example.com>", "kim@example.com"),
        ("O'Brien &amp; Söhne &lt;pilot&gt;", "O'Brien & Söhne <pilot>"),
        ("&amp;lt;", "&lt;"),
        ("a < b > c", "a < b > c"),
        ("", ""),
    ],
)
def test_what_is_written_is_read_as_meant(written: str, meant: str) -> None:
    """People by name, links by label, and nothing escaped twice."""
    assert plain(written, NAMES) == meant


def test_who_is_named_is_found() -> None:
    """Each once, and not more than a handful."""
    assert mentioned("<@U1> <@U2|x> <@U1> <#C1|y> <!here>") == ("U1", "U2")
    assert len(mentioned(" ".join(f"<@U{n}>" for n in range(99)))) == 5


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    """Whatever it is, it is text afterwards."""
    assert isinstance(plain(text, {}), str)


def test_f14_a_wall_of_brackets_takes_no_time() -> None:
    """Forty thousand of them, which is as much as Slack lets through."""
    for wall in "<" * 40_000, "<@" * 20_000, "<a|" * 13_000, "&lt;" * 10_000:
        assert isinstance(plain(wall, {}), str)
