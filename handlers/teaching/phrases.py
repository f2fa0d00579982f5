"""The section [phrases]: words that stand for other words, which may hold such phrases again."""

from collections.abc import Mapping
from typing import Any

from handlers.teaching.mistakes import Report
from handlers.teaching.spelled import is_phrase
from handlers.teaching.toml_lines import Path
from handlers.understanding.language.languages import Language
from handlers.understanding.language.own_words import OwnWords

_LONGEST = 300


def phrases_in(table: Any, at: Path, report: Report) -> dict[str, str]:
    """What each phrase stands for, as it is written."""
    found: dict[str, str] = {}
    for phrase, told in table.items():
        here = (*at, phrase)
        if not isinstance(told, str) or not told.strip():
            report.add(here, f"“{phrase}” stands for a part of a question, in quotes.")
        elif is_phrase(phrase, here, report):
            found[phrase] = told.strip()
    return found


def spelled_out(phrases: Mapping[str, str], language: Language, report: Report) -> dict[str, str]:
    """What each phrase stands for without any other phrase; one that goes in a circle is wrong."""
    own = OwnWords({}, phrases, language.stem)
    found: dict[str, str] = {}
    for phrase, told in phrases.items():
        at, last = report.here(language.code, ("phrases", phrase)), told
        for _ in phrases:
            told, last = own.spelled_out(told), told
            if told == last or len(told) > _LONGEST:
                break
        if len(told) > _LONGEST:
            report.add(at, f"“{phrase}” stands for more than {_LONGEST} characters.")
        elif own.spelled_out(told) != told:
            report.add(at, f"“{phrase}” stands for itself, by way of others.")
        else:
            found[phrase] = told
    return found
