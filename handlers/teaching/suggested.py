"""Lines for the file of words, from words that people used and Crumb did not know.

Each unknown word is tried out: where the name of a kind of record, of a custom field, a state or a
figure in its place makes the question one that can be read, that is worth a line. Which of them is
meant, the owner knows.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from crm.figures import MEASURES, State
from crm.schema import Schema
from handlers.asking.missed_questions import MissedFor
from handlers.ports import Cause
from handlers.teaching.toml_lines import toml_text
from handlers.understanding.reading import NoReading, Reading

Read = Callable[[str], Reading | NoReading]

_MOST = 2  # lines of one section
_FIRST = ("Opportunity", "Account", "Contact", "Order", "Task", "Lead")
_KINDS = (Cause.UNKNOWN_WORD, Cause.NOTHING_FOUND)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, and the section it belongs to."""

    section: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggested:
    """An unknown word, how often it stood in the way, a question with it, and lines to choose from;
    none of them may be what is meant.
    """

    word: str
    times: int
    question: str
    lines: tuple[Line, ...]


def suggested(missed: Iterable[MissedFor], schema: Schema, read: Read) -> tuple[Suggested, ...]:
    """What to teach, the most frequent words first; words that are read by now are left out."""
    found = []
    for group in missed:
        if group.cause not in _KINDS:
            continue
        for word, times in group.words:
            asked = (q.text for q in group.questions if _in_the_way(word, read(q.text)))
            if question := next(asked, ""):
                lines = tuple(_lines(word, question, schema, read))
                found.append(Suggested(word=word, times=times, question=question, lines=lines))
    return tuple(sorted(found, key=lambda each: (-each.times, each.word)))


def _lines(word: str, question: str, schema: Schema, read: Read) -> Iterator[Line]:
    """The lines that make the question readable, and those for the names most like the word."""
    quoted = toml_text(word)
    sections: tuple[tuple[str, Iterable[tuple[str, str]]], ...] = (
        ("entities", _entities(schema)),
        ("fields", _fields(schema)),
        ("states", ((state.value, state.value) for state in State)),
        ("measures", ((_key(name), name) for name in MEASURES)),
    )
    for section, meanings in sections:
        fitting = (key for key, spoken in meanings if _reads(question, word, spoken, read))
        yield from (Line(section, f"{key} = {quoted}") for key in islice(fitting, _MOST))
    found = read(question)
    near = found.choices if isinstance(found, NoReading) else ()
    names = dict.fromkeys(choice.label.split(" · ")[0] for choice in near)
    yield from (Line("names", f"{toml_text(name)} = {quoted}") for name in islice(names, _MOST))


def _reads(question: str, word: str, spoken: str, read: Read) -> bool:
    return isinstance(read(_instead(question, word, spoken)), Reading)


def _key(name: str) -> str:
    return name if name.isalpha() else f'"{name}"'


def _entities(schema: Schema) -> Iterator[tuple[str, str]]:
    """The kinds of record that have records, those that people speak of most first."""
    used = [e for e in schema if e.name not in schema.unused]
    order = {name: place for place, name in enumerate(_FIRST)}
    for entity in sorted(used, key=lambda e: order.get(e.name, len(order))):
        yield entity.name, entity.plural.lower()


def _fields(schema: Schema) -> Iterator[tuple[str, str]]:
    """The custom fields: what Crumb was never told the everyday words for."""
    for entity in schema:
        for field in entity:
            if field.custom:
                yield f'"{entity.name}.{field.name}"', field.label.lower()


def _in_the_way(word: str, found: Reading | NoReading) -> bool:
    """Whether the word is one of those that are not understood in a question."""
    return isinstance(found, NoReading) and word in map(str.casefold, found.words)


def _instead(question: str, word: str, other: str) -> str:
    return _whole(word).sub(lambda _: other, question, count=1)


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
