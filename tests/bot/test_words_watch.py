"""A changed file of words holds soon, whole or not at all."""

import asyncio
import logging
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.wiring import wire
from bot.words import signature
from bot.words_watch import EVERY, WordsWatch, watched
from crm.errors import CrmUnavailable
from crm.schema import Schema
from crm.standard import STANDARD
from handlers.asking.answered import Outcome
from handlers.teaching.words_file import Teaching
from handlers.understanding.language.taught import Taught
from tests.bot.command_line import ANN, small_crm

PURSUIT = '[entities]\nOpportunity = "pursuit"\n'
ENGAGEMENT = '[entities]\nOpportunity = "engagement"\n'


class Watched:
    """A watch over a file in a folder of its own, and what it taught."""

    def __init__(self, folder: Path, text: str | None = None) -> None:
        self.path = folder / "words.toml"
        self.taught: list[Taught] = []
        self.down = False
        self._written = 0
        if text is not None:
            self.write(text)
        self.watch = WordsWatch(
            path=self.path, seen=signature(self.path), schema=self._schema, teach=self._teach
        )

    def write(self, text: str | bytes) -> None:
        """Save it, each time at another moment."""
        self.path.write_bytes(text if isinstance(text, bytes) else text.encode())
        self._written += 1
        os.utime(self.path, ns=(0, self._written))

    async def look(self, times: int = 1) -> list[str]:
        """Look so often, and the last words for opportunities."""
        for _ in range(times):
            await self.watch.look()
        return [*self.taught[-1].entities.get("Opportunity", ())] if self.taught else []

    def _teach(self, teaching: Teaching) -> None:
        self.taught.append(teaching.words("en"))

    def _schema(self) -> Schema:
        if self.down:
            raise CrmUnavailable
        return STANDARD


async def test_what_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    """However often it is looked at; it was read when the server began."""
    watched_ = Watched(tmp_path, PURSUIT)
    await watched_.look(5)
    assert not watched_.taught


async def test_a_change_holds_once_the_file_lies_still(tmp_path: Path) -> None:
    """At the second look, and once."""
    watched_ = Watched(tmp_path, PURSUIT)
    watched_.write(ENGAGEMENT)
    assert await watched_.look() == []
    assert await watched_.look() == ["engagement"]
    await watched_.look(3)
    assert len(watched_.taught) == 1


async def test_a_file_being_written_is_left_in_peace(tmp_path: Path) -> None:
    """Half of it may be a valid file too, which would mean something else."""
    watched_ = Watched(tmp_path, PURSUIT)
    watched_.write("")
    assert await watched_.look() == []
    watched_.write('[entities]\nOpportunity = "en"\n')
    assert await watched_.look() == []
    watched_.write(ENGAGEMENT)
    assert await watched_.look() == []
    assert await watched_.look() == ["engagement"]
    assert len(watched_.taught) == 1


async def test_a_file_that_appears_later_is_read(tmp_path: Path) -> None:
    """There was none when the server began."""
    watched_ = Watched(tmp_path)
    await watched_.look(2)
    watched_.write(PURSUIT)
    assert await watched_.look(2) == ["pursuit"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('[entities]\nDeal = "pursuit"\n', "words.toml, line 2: there is no kind of record Deal."),
        ('x = 1\n[entities]\nDeal = "p"\n', "no section x. And 1 more; `crumb check` has all."),
        ("[entities", "words.toml, line 1: this can't be read:"),
        (b"\xff\xfe\x00", "words.toml, line 1: it can't be read: it is not in UTF-8."),
        (None, "words.toml is gone."),
    ],
)
async def test_a_broken_file_changes_nothing_and_is_told_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, wrong: str | bytes | None, said: str
) -> None:
    """In one sentence; once it is mended it holds."""
    watched_ = Watched(tmp_path, PURSUIT)
    if wrong is None:
        watched_.path.unlink()
    else:
        watched_.write(wrong)
    await watched_.look(5)
    assert not watched_.taught
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert record.getMessage().startswith("The words stay as they were: words.toml")
    assert said in record.getMessage()
    watched_.write(ENGAGEMENT)
    assert await watched_.look(2) == ["engagement"]


async def test_while_the_crm_is_away_nothing_is_decided(tmp_path: Path) -> None:
    """The change holds once it can be checked."""
    watched_ = Watched(tmp_path, PURSUIT)
    watched_.write(ENGAGEMENT)
    watched_.down = True
    assert await watched_.look(3) == []
    watched_.down = False
    assert await watched_.look() == ["engagement"]


async def test_it_looks_every_second_whatever_happens(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A look that fails is logged by its kind alone, and is not the last."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 4:
            raise asyncio.CancelledError

    def broken() -> Schema:
        raise RuntimeError("a secret of the CRM")

    watched_ = Watched(tmp_path, PURSUIT)
    watched_.watch.schema = broken
    watched_.write(ENGAGEMENT)
    with pytest.raises(asyncio.CancelledError):
        await watched(watched_.watch, sleep=sleep)
    assert slept == [EVERY] * 4
    assert EVERY <= 2
    assert "secret" not in caplog.text
    assert [getattr(r, "action", "") for r in caplog.records] == ["words_look_failed"] * 2


async def test_what_is_taught_while_it_runs_is_answered_and_asked_by(tmp_path: Path) -> None:
    """The next question knows the word, and the next nudge the definition."""
    path = tmp_path / "words.toml"
    path.write_text("")
    crumb = wire(Settings(database=small_crm(tmp_path), words=str(path)))
    ann = await crumb.crm.by_email(ANN)
    assert ann
    now = datetime(2026, 11, 18, 10, tzinfo=UTC)

    async def outcome() -> Outcome:
        return (await crumb.ask.answer("my stale pursuits", ann, now, "thread")).outcome

    assert await outcome() is Outcome.NOT_UNDERSTOOD
    before = [verdict.notice.rule for verdict in (await crumb.preview(now)).verdicts]
    assert "no_activity" not in before
    path.write_text(f"{PURSUIT}[definitions]\nstale_days = 14\n")
    await crumb.words.look()
    assert await outcome() is Outcome.NOT_UNDERSTOOD
    await crumb.words.look()
    assert await outcome() is Outcome.ANSWERED
    after = [verdict.notice.rule for verdict in (await crumb.preview(now)).verdicts]
    assert "no_activity" in after
    await crumb.close()
