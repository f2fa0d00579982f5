"""The owner's file of words, `words.toml`, read for one CRM: what it teaches, or all its mistakes.

On the left stands what something means, on the right the words for it. A section for all languages
may stand once more for one, as [de.fields]. docs/reference-words-file.md describes every section.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from crm.definitions import USUAL_DEFINITIONS, Definitions
from crm.figures import MEASURES, State
from crm.schema import FieldType, Schema
from handlers.teaching.defined import SECTION as DEFINITIONS
from handlers.teaching.defined import definitions_in
from handlers.teaching.known import Known
from handlers.teaching.mistakes import Mistake, Report, WrongWords, nearest
from handlers.teaching.phrases import phrases_in, spelled_out
from handlers.teaching.spelled import words_in
from handlers.teaching.toml_lines import Path, lines_of
from handlers.understanding.language.languages import LANGUAGES, Language
from handlers.understanding.language.taught import Phrases, Taught, Value, both, said, small_words
from handlers.understanding.text.keys import exact_phrase_key

LARGEST = 200_000
"""Characters of a file that are read at all."""
REMOVE = "remove"
_WHERE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Teaching:
    """What an owner's file says: definitions, and the languages with the words in them.

    `taught` are the words by the code of their language, `lines` where each key stands.
    """

    definitions: Definitions = USUAL_DEFINITIONS
    languages: tuple[Language, ...] = LANGUAGES
    taught: Mapping[str, Taught] = field(default_factory=dict)
    lines: Mapping[Path, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many words and phrases are taught, each counted once."""
        return len({phrase for words in self.taught.values() for _, phrase, _ in said(words)})

    def words(self, language: str) -> Taught:
        """The words taught in the language of that code."""
        return self.taught.get(language, Taught())


def read_words(text: str, schema: Schema, languages: tuple[Language, ...] = LANGUAGES) -> Teaching:
    """What the file teaches in the CRM of that schema; raises WrongWords."""
    table = _table(text)
    report = Report(lines_of(text))
    known = Known(schema, report, languages)
    codes = tuple(language.code for language in languages)
    _refuse_others(table, (), (*SECTIONS, REMOVE, DEFINITIONS, *codes), report)
    definitions = definitions_in(table.get(DEFINITIONS, {}), known)
    common = _taught(table, (), known)
    taught = {}
    for language in languages:
        own = _section(table, (language.code,), report)
        _refuse_others(own, (language.code,), (*SECTIONS, REMOVE), report)
        words = both(common, _taught(own, (language.code,), known))
        _refuse_small_words(words, language, report)
        phrases = spelled_out(words.phrases, language, report)
        taught[language.code] = replace(words, phrases=phrases)
    if report.mistakes:
        raise WrongWords(dict.fromkeys(report.mistakes))
    return Teaching(
        definitions=definitions,
        languages=tuple(taught[language.code].taught(language) for language in languages),
        taught=taught,
        lines=report.lines,
    )


def _table(text: str) -> dict[str, Any]:
    if len(text) > LARGEST:
        raise WrongWords([Mistake(1, f"the file is longer than {LARGEST:,} characters.")])
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = _WHERE.search(str(error))
        line = where[1] if where else None
        said = _WHERE.sub("", str(error))
        last = text.rstrip("\n").count("\n") + 1
        raise WrongWords([Mistake(int(line or last), f"this can't be read: {said}.")]) from None


def _section(table: Mapping[str, Any], at: Path, report: Report) -> dict[str, Any]:
    """The table of that name; a mistake, and nothing, where it is something else."""
    found = table.get(at[-1], {})
    if isinstance(found, dict):
        return found
    report.add(at, f"{at[-1]} is a section: a line [{'.'.join(at)}], and lines below it.")
    return {}


def _refuse_others(table: Mapping[str, Any], at: Path, known: Path, report: Report) -> None:
    for name in table.keys() - set(known):
        report.add((*at, name), f"there is no section {name}.{nearest(name, known)}")


def _refuse_small_words(words: Taught, language: Language, report: Report) -> None:
    small = small_words(language)
    for path, phrase, _ in said(words):
        if exact_phrase_key(phrase) in small:
            why = f"holds sentences together ({language.code}) and can't mean something else."
            report.add(report.here(language.code, path), f"“{phrase}” {why}")


def _taught(table: Mapping[str, Any], at: Path, known: Known) -> Taught:
    """The words of a table, and what is wrong with them."""
    found: dict[str, Any] = {}
    for name, read in SECTIONS.items():
        here = (*at, name)
        found[name] = read(_section(table, here, known.report), here, known)
    removed = words_in(table[REMOVE], (*at, REMOVE), known.report) if REMOVE in table else ()
    return Taught(**found, removed=removed)


def _entities(table: Mapping[str, Any], at: Path, known: Known) -> dict[str, Phrases]:
    return {
        name: words_in(words, (*at, name), known.report)
        for name, words in table.items()
        if known.entity(name, (*at, name))
    }


def _fields(table: Mapping[str, Any], at: Path, known: Known) -> dict[str, Phrases]:
    found = {}
    for path, words in table.items():
        here = (*at, path)
        if isinstance(words, dict):
            known.report.add(here, f'{path} has a dot and needs quotes: "{path}.…".')
        elif known.field(path, here):
            found[path] = words_in(words, here, known.report)
    return found


def _values(table: Mapping[str, Any], at: Path, known: Known) -> dict[Value, Phrases]:
    found = {}
    for path, values in table.items():
        here = (*at, path)
        target = known.field(path, here)
        if target is None:
            continue
        entity, field_ = target
        if field_.type is FieldType.BOOLEAN:
            known.report.add(here, f"{path} is yes or no: its words stand under [fields].")
        elif not field_.type.is_text or not isinstance(values, dict):
            known.report.add(here, f'{path} takes values and their words: {{ "One" = "word" }}.')
        else:
            for value, words in values.items():
                meant = known.value(field_, value, (*here, value))
                if meant is not None:
                    said = words_in(words, (*here, value), known.report)
                    found[entity.name, field_.name, meant] = said
    return found


def _states(table: Mapping[str, Any], at: Path, known: Known) -> dict[State, Phrases]:
    return {State(name): words for name, words in _named(table, at, known, tuple(State), "state")}


def _measures(table: Mapping[str, Any], at: Path, known: Known) -> dict[str, Phrases]:
    return dict(_named(table, at, known, tuple(MEASURES), "figure"))


def _named(
    table: Mapping[str, Any], at: Path, known: Known, names: tuple[str, ...], what: str
) -> Iterator[tuple[str, Phrases]]:
    for name, words in table.items():
        here = (*at, name)
        if name in names:
            yield name, words_in(words, here, known.report)
        else:
            hint = nearest(name, names) or f" There is {', '.join(names)}."
            known.report.add(here, f"there is no {what} {name}.{hint}")


def _names(table: Mapping[str, Any], at: Path, known: Known) -> dict[str, Phrases]:
    return {name: words_in(words, (*at, name), known.report) for name, words in table.items()}


def _phrases(table: Mapping[str, Any], at: Path, known: Known) -> dict[str, str]:
    return phrases_in(table, at, known.report)


SECTIONS: Mapping[str, Callable[[Mapping[str, Any], Path, Known], Any]] = {
    "entities": _entities,
    "fields": _fields,
    "values": _values,
    "states": _states,
    "measures": _measures,
    "names": _names,
    "phrases": _phrases,
}
"""Each section of words, under the name it has in `Taught` too."""
