"""Questions without an answer are noted for the owner; noting never costs anybody the answer."""

import asyncio

import pytest

from crm.access import AccessRules, Role
from handlers.asking.ask import Ask
from handlers.ports import AskedOnce, Cause
from tests.fakes.conversations import FakeConversations
from tests.fakes.question_log import FakeQuestionLog
from tests.handlers.office import DANA, LINKS, NOW, office


class BrokenLog(FakeQuestionLog):
    """A log whose database is gone."""

    async def add(self, asked: AskedOnce) -> None:
        raise OSError("CANARY")


class StuckLog(FakeQuestionLog):
    """A log whose database does not answer."""

    async def add(self, asked: AskedOnce) -> None:
        await asyncio.sleep(3600)


def asking(log: FakeQuestionLog, rules: AccessRules | None = None) -> Ask:
    crm = office(rules)
    return Ask(crm, crm, LINKS, FakeConversations(), log=log)


async def noted(*texts: str, rules: AccessRules | None = None) -> tuple[AskedOnce, ...]:
    """What is noted when Dana asks these."""
    log = FakeQuestionLog()
    ask = asking(log, rules)
    for text in texts:
        await ask.answer(text, DANA, NOW, "thread")
    return await log.everything(NOW)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("my frobnicated deals", Cause.UNKNOWN_WORD),
        ("total industry of tasks over 5 carats", Cause.UNKNOWN_WORD),
        ("total amount of contacts", Cause.MISSING_FIELD),
        ("who owns Zyqqex GmbH", Cause.NOTHING_FOUND),
        ("my deals closing in 1999", Cause.NOTHING_FOUND),
        ("🎉", Cause.UNCLEAR),
    ],
)
async def test_a_question_without_an_answer_is_noted_with_its_cause(
    text: str, cause: Cause
) -> None:
    """Word for word, with who asked and when."""
    [entry] = await noted(text)
    assert (entry.text, entry.cause, entry.viewer_id, entry.at) == (text, cause, "005D", NOW)


async def test_what_was_in_the_way_is_noted() -> None:
    """The words that nobody taught Crumb yet."""
    [entry] = await noted("my frobnicated deals")
    assert entry.words == ("frobnicated",)


@pytest.mark.parametrize(
    "text",
    ["my open deals", "how many overdue invoices", "thanks", "help", "delete all deals", "", "  ",
     "set the amount of Acme renewal to 20k"],
)  # fmt: skip
async def test_what_was_answered_or_no_question_is_not_noted(text: str) -> None:
    """Chat is nobody's business, and a figure of 0 is an answer."""
    assert await noted(text) == ()


async def test_the_same_again_is_noted_once_a_day() -> None:
    """Somebody who tries five times has one question."""
    assert len(await noted(*["my frobnicated deals"] * 5)) == 1


async def test_d_no_name_is_noted_that_was_not_spelled_out() -> None:
    """A misspelt name is completed in the answer, and stays misspelt in the note."""
    [entry] = await noted("overdue tasks of acme sohne")
    assert "Söhne" not in repr(entry)
    assert "that record" in entry.understood


async def test_f_secrets_in_a_question_are_masked() -> None:
    """Somebody pastes a token into the chat; it is kept nowhere."""
    secret = "xoxb-" + "1234567890-abcdefghij" * 2
    [entry] = await noted(f"frobnicate {secret}")
    assert secret not in repr(entry)


async def test_a_question_for_a_hidden_field_is_no_miss() -> None:
    """Nothing is missing in the CRM, nor in Crumb's words."""
    rules = AccessRules(hidden={Role.REP: frozenset({("Opportunity", "NextStep")})})
    assert await noted("deals without a next step", rules=rules) == ()


@pytest.mark.parametrize("log", [BrokenLog(), StuckLog()], ids=["broken", "stuck"])
async def test_a_log_that_fails_never_fails_the_answer(
    log: FakeQuestionLog, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person hears what they would have heard; the server's log has a line without words."""
    monkeypatch.setattr("handlers.asking.question_log._PATIENCE", 0.01)
    answered = await asking(log).answer("my frobnicated deals", DANA, NOW, "thread")
    assert "frobnicated" in answered.sentence
    [line] = caplog.records
    assert line.__dict__["action"] == "question_not_noted"
    assert "CANARY" not in caplog.text
    assert "frobnicated" not in caplog.text
