"""Slack's libraries log that something failed and where, and nothing of what was in it."""

import logging
from collections.abc import Sequence

import pytest
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.quiet import VENDOR, vendor_logger
from tests.fakes.slack import TOKEN


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """All that is logged, at every level."""
    vendor_logger()
    caplog.set_level(logging.DEBUG)
    logging.getLogger(VENDOR).setLevel(logging.DEBUG)
    return caplog


def test_h8_what_is_less_than_a_warning_is_not_logged(said: pytest.LogCaptureFixture) -> None:
    """That is where whole messages and requests are."""
    logger = logging.getLogger(VENDOR)
    logger.debug("Received message canary-7c1f")
    logger.info("Invalid request signature canary-7c1f")
    assert said.records == []


def test_h8_a_warning_says_where_it_came_from(said: pytest.LogCaptureFixture) -> None:
    """And Slack's own code, where there is one."""
    answer = {"ok": False, "error": "invalid_auth", "needed": "canary-7c1f"}
    logging.getLogger(VENDOR).error(f"Failed to connect canary-7c1f (error: {answer})")
    (record,) = said.records
    assert record.__dict__["error"] == "invalid_auth"
    assert record.__dict__["where"].startswith("test_quiet.py:")
    assert "canary-7c1f" not in said.text


def test_f4_an_exception_is_logged_by_its_kind(said: pytest.LogCaptureFixture) -> None:
    """Its text may hold anything, and so may its traceback."""
    try:
        raise ValueError("canary-7c1f")
    except ValueError:
        logging.getLogger(VENDOR).exception("Failed on canary-7c1f")
    assert said.records[0].__dict__["error"] == "ValueError"
    assert "canary-7c1f" not in said.text


def test_twice_set_up_is_set_up_once() -> None:
    """It is asked for by everything that makes something of Slack's."""
    assert vendor_logger() is vendor_logger()
    assert len(vendor_logger().filters) == 1


async def test_a8_the_library_itself_gives_bodies_away_and_here_does_not(
    said: pytest.LogCaptureFixture,
) -> None:
    """Bolt, checking the signature itself, logs the body of a request with a wrong one."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token=TOKEN)

    logger = vendor_logger()
    app = AsyncApp(
        signing_secret="fake",
        authorize=authorize,
        logger=logger,
        client=AsyncWebClient(logger=logger),
    )
    headers: dict[str, str | Sequence[str]] = {
        "X-Slack-Request-Timestamp": "1",
        "X-Slack-Signature": "v0=0",
    }
    await app.async_dispatch(AsyncBoltRequest(body='{"a":"canary-7c1f"}', headers=headers))
    assert "canary-7c1f" not in said.text
