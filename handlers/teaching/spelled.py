"""The words that an owner writes beside what they mean."""

from typing import Any

from handlers.teaching.mistakes import Report
from handlers.teaching.toml_lines import Path
from handlers.understanding.language.own_words import LONGEST
from handlers.understanding.spans.cut import SILENT
from handlers.understanding.text.tokens import Kind, tokenise

_LONGEST_TEXT = 60
_SPOKEN = {Kind.WORD, Kind.NUMBER, Kind.SYMBOL}


def words_in(value: Any, at: Path, report: Report) -> tuple[str, ...]:
    """Words and phrases with commas between, or as a list; what is wrong with them is reported."""
    if isinstance(value, str):
        found = [phrase.strip() for phrase in value.split(",")]
    elif isinstance(value, list) and all(isinstance(phrase, str) for phrase in value):
        found = [phrase.strip() for phrase in value]
    else:
        report.add(at, 'words are written "one, another of them", or as a list of such texts.')
        return ()
    phrases = tuple(dict.fromkeys(filter(None, found)))
    if not phrases:
        report.add(at, "there is no word here.")
    return tuple(phrase for phrase in phrases if is_phrase(phrase, at, report))


def is_phrase(phrase: str, at: Path, report: Report) -> bool:
    """Whether a question can hold that; if not, why is reported."""
    tokens = tokenise(phrase)
    odd = [t.text for t in tokens if t.kind not in _SPOKEN or t.text in SILENT]
    if len(phrase) > _LONGEST_TEXT or len(tokens) > LONGEST:
        report.add(at, f"“{phrase[:_LONGEST_TEXT]}” is longer than {LONGEST} words.")
    elif odd:
        report.add(at, f"“{phrase}” can't hold {odd[0]}, which questions are read without.")
    elif all(t.kind is not Kind.WORD for t in tokens):
        report.add(at, f"“{phrase}” has no word in it.")
    else:
        return True
    return False
