"""People read answers in their language, with their numbers, money and dates."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from crm.access import Viewer
from crm.backends.database import DatabaseCrm
from crm.figures import MEASURES, State
from crm.links import Links
from crm.money import Money
from crm.periods import Grain, Period
from crm.standard import STANDARD
from handlers import wording
from handlers.answers.card import card
from handlers.asking.ask import Ask
from handlers.speech import current, say, speaking, speech_of
from tests.fakes.conversations import FakeConversations
from tests.questions.conftest import company_crm
from tests.questions.org import NOW

__all__ = ["company_crm"]

HANDLERS = Path(__file__).parents[2] / "handlers"
TODAY = date(2026, 11, 21)


def person(locale: str = "", language: str = "") -> Viewer:
    return Viewer(user_id="005M", name="M", email="m@x.example", locale=locale, language=language)


def said_in_english() -> Iterator[str]:
    """Every text that a handler says, by reading the source."""
    for path in HANDLERS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value


def test_all_that_is_said_is_said_in_german_with_the_same_values() -> None:
    """The German texts miss no text of the handlers, and no value of one."""
    german = speech_of(person(language="de")).texts
    missing = sorted({text for text in said_in_english() if text not in german})
    assert missing == []
    values = re.compile(r"\{\w+\}")
    for text, told in german.items():
        assert sorted(values.findall(text)) == sorted(values.findall(told)), text


def test_states_figures_and_usual_labels_have_german_words() -> None:
    """What the schema of every CRM and the definitions bring along."""
    german = speech_of(person(language="de")).texts
    labels = {f.label for entity in STANDARD for f in entity}
    labels |= {label for entity in STANDARD for label in (entity.label, entity.plural)}
    words = {state.value for state in State} | {grain.value for grain in Grain}
    assert (labels | words | {m.label for m in MEASURES.values()}) - set(german) == set()


@pytest.mark.parametrize(
    ("locale", "number", "money", "day", "time"),
    [
        ("", "1,234.5", "€20,000", "5 Nov 2026", "14:05"),
        ("en_US", "1,234.5", "€20,000", "Nov 5, 2026", "2:05\u202fPM"),
        ("en_GB", "1,234.5", "€20,000", "5 Nov 2026", "14:05"),
        ("de_DE", "1.234,5", "20.000\xa0€", "05.11.2026", "14:05"),
        ("de-CH", "1’234.5", "EUR\xa020’000", "05.11.2026", "14:05"),
        ("xx_YY", "1,234.5", "€20,000", "5 Nov 2026", "14:05"),
    ],
)
def test_values_are_written_as_the_reader_writes_them(
    locale: str, number: str, money: str, day: str, time: str
) -> None:
    """By the locale the CRM has of a person; one that does not exist counts as none."""
    with speaking(speech_of(person(locale))):
        assert wording.number(Decimal("1234.5")) == number
        assert wording.money(Money(Decimal(20000), "EUR")) == money
        assert wording.day(date(2026, 11, 5)) == day
        assert wording.clock(datetime(2026, 11, 5, 14, 5, tzinfo=UTC)) == time


def test_how_one_is_spoken_to_ends_with_what_is_said() -> None:
    """The next person is not spoken to in the language of the last."""
    with speaking(speech_of(person(language="de"))):
        assert say("Nothing found.") == "Nichts gefunden."
    assert say("Nothing found.") == "Nothing found."


@pytest.mark.parametrize(
    ("viewer", "asked_in", "language"),
    [
        (person(), "en", "en"),
        (person(), "de", "de"),
        (person(language="de"), "en", "de"),
        (person(language="en_US"), "de", "en"),
        (person(locale="de_DE"), "en", "en"),
    ],
)
def test_the_language_is_the_one_they_read_or_else_asked_in(
    viewer: Viewer, asked_in: str, language: str
) -> None:
    """A locale is about numbers, and says nothing of the language."""
    assert speech_of(viewer, asked_in).language == language


async def test_an_answer_in_german(company_crm: DatabaseCrm) -> None:
    """The whole card: heading, columns, how it was understood, amounts and dates."""
    matthias = await company_crm.by_email("matthias@ferrowick.example")
    assert matthias is not None
    asker = Ask(company_crm, company_crm, Links("https://crm.example"), FakeConversations())
    answered = await asker.answer("open deals of my team over 50k", matthias, NOW, "t")
    made = card(answered, matthias, NOW)
    assert made.title.endswith("Datensätze")
    assert made.footer[0].startswith("Offene Opportunitys · ")
    assert "Betrag über 50’000" in made.footer[0]
    assert "sortiert nach Betrag, höchste zuerst · Stand " in made.footer[0]
    assert current().language == "en"


async def test_a_german_question_of_somebody_unknown_is_answered_in_german(
    company_crm: DatabaseCrm,
) -> None:
    """Where the CRM does not say what they read, the question does."""
    dana = await company_crm.by_email("dana@ferrowick.example")
    assert dana is not None
    asker = Ask(company_crm, company_crm, Links("https://crm.example"), FakeConversations())
    answered = await asker.answer("meine offenen Verkaufschancen mit Flubberfarbe", dana, NOW, "t")
    assert answered.sentence.startswith("„Flubberfarbe“ verstehe ich nicht")


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(date(2026, 10, 1), date(2027, 1, 1)), "1 Oct to 31 Dec 2026"),
        (Period(date(2025, 10, 1), date(2026, 4, 1)), "1 Oct 2025 to 31 Mar 2026"),
        (Period(date(2026, 3, 1), None), "since 1 Mar 2026"),
        (Period(None, date(2026, 12, 5)), "before 5 Dec 2026"),
        (Period(TODAY, TODAY + timedelta(days=1), Grain.DAY), "21 Nov 2026"),
        (Period(None, None), "any time"),
    ],
)
def test_a_period_in_words(period: Period, words: str) -> None:
    """The last day that counts is named, not the day after it."""
    assert wording.period(period) == words
