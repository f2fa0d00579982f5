"""What README invites a newcomer to ask is answered, in the very company that `make demo` makes."""

import re
from datetime import UTC, datetime
from pathlib import Path

from bot.commands.asking import asker, opened
from bot.commands.batch import Line
from bot.commands.demo_company import todays_company
from bot.commands.threads import Threads
from bot.settings import Settings
from handlers.asking.answered import Outcome
from tests.places import ROOT

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
DANA = "dana@ferrowick.example"


def _examples() -> list[list[str]]:
    """The questions of the list, those of one line being one conversation."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = text.partition("Some things to ask:")[2].partition("Crumb reads")[0]
    return [re.findall(r"`([^`]+)`", line) for line in listed.splitlines() if line.startswith("- ")]


async def test_every_example_of_the_readme_is_answered(tmp_path: Path) -> None:
    """Each finds something, not only an answer that there is nothing."""
    settings = Settings(database=todays_company(tmp_path, NOW).url)
    failed = []
    async with opened(settings) as crm:
        answer = asker(crm, settings, Threads(), 50)
        for number, questions in enumerate(_examples()):
            for question in questions:
                line = Line(question=question, asker=DANA, now=NOW, thread=str(number))
                found = (await answer(line)).answered
                if found.outcome is not Outcome.ANSWERED or not (found.total or found.groups):
                    failed.append((question, found.outcome, found.sentence))
    assert sum(map(len, _examples())) > 5
    assert failed == []
