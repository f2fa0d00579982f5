"""What in a file of words may not do what its owner thinks, though it can be used."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from crm.names import NameIndex
from crm.schema import Schema
from handlers.teaching.mistakes import Mistake, Report
from handlers.teaching.told import told
from handlers.teaching.words_file import REMOVE, Teaching
from handlers.understanding.language.languages import LANGUAGES, Language
from handlers.understanding.language.lexicon import Lexicon
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import EntityWord, FieldWord, Meaning
from handlers.understanding.language.taught import Taught, said
from handlers.understanding.spans.cut import Sources, find_spans
from handlers.understanding.text.keys import exact_key, token_key
from handlers.understanding.text.tokens import tokenise

_ANY_DAY = date(2000, 1, 1)
_MOST_TOLD = 3


def doubts(
    teaching: Teaching,
    schema: Schema,
    index: NameIndex,
    languages: tuple[Language, ...] = LANGUAGES,
) -> tuple[Mistake, ...]:
    """Words that mean something else already, names nobody bears, phrases that can't be read."""
    report = Report(teaching.lines)
    read = tuple(
        _Read(plain, Lexicon(schema, own), teaching.words(plain.code), schema, index, report)
        for plain, own in zip(languages, teaching.languages, strict=True)
    )
    found = [*_double(read), *_unread(read), *_not_removed(read)]
    for each in read:
        found += each.borne()
    return tuple(sorted(dict.fromkeys(found)))


@dataclass(frozen=True, slots=True)
class _Read:
    """One language as it is, all words with the owner's among them, and those alone."""

    plain: Language
    lexicon: Lexicon
    words: Taught
    schema: Schema
    index: NameIndex
    report: Report

    def line(self, path: tuple[str, ...]) -> int:
        return self.report.line(self.report.here(self.plain.code, path))

    def others(self) -> Iterator[tuple[int, str, tuple[Meaning, ...]]]:
        """Each phrase with its line, and what it means besides."""
        left = Lexicon(self.schema, Taught(removed=self.words.removed).taught(self.plain))
        for path, phrase, meaning in said(self.words):
            more = (m for m in self.meanings(phrase, left) if _competes(m, meaning))
            yield self.line(path), phrase, tuple(more)

    def meanings(self, phrase: str, lexicon: Lexicon) -> tuple[Meaning, ...]:
        """What the whole phrase means, times and numbers among it."""
        tokens = tokenise(phrase)
        keys = tuple(token_key(token, self.plain.stem) for token in tokens)
        time = self.plain.time(tokens, 0, self.schema.definitions.calendar(_ANY_DAY))
        number = self.plain.number(tokens, 0)
        patterns = tuple(p for p in (time, number) if p and p.length == len(tokens))
        return (*lexicon.meanings(keys, " ".join(exact_key(t) for t in tokens)), *patterns)

    def unknown(self, text: str) -> tuple[str, ...]:
        """The words of a text that mean nothing here."""
        calendar = self.schema.definitions.calendar(_ANY_DAY)
        sources = Sources(lexicon=self.lexicon, index=self.index, calendar=calendar)
        spans = find_spans(tokenise(text), sources)
        return tuple(span.text for span in spans if not span.meanings)

    def borne(self) -> Iterator[Mistake]:
        """Words that are names as well, and full names that nobody bears."""
        for path, phrase, _ in said(self.words):
            if named := self.index.exact(phrase):
                kind = self.schema.entity(named[0].entity).label.lower()
                yield Mistake(
                    self.line(path), f"“{phrase}” is the name of the {kind} {named[0].text}, too."
                )
        for name in self.words.names:
            bearers = self.index.exact(name)
            if len(bearers) > 1:
                sentence = f"{len(bearers)} records are called {name}; I shall ask which is meant."
                yield Mistake(self.line(("names", name)), sentence)
            elif not bearers:
                near = dict.fromkeys(m.name.text for m in self.index.find(name, limit=3))
                hint = f" Nearest: {', '.join(near)}." if near else ""
                yield Mistake(
                    self.line(("names", name)), f"nobody and nothing is called {name}.{hint}"
                )

    def removed(self) -> Iterator[tuple[int, str, tuple[Meaning, ...], bool]]:
        """Each word that is taken away: its line, what it meant, and whether it still does."""
        without = Taught(removed=self.words.removed).taught(self.plain)
        before, after = Lexicon(self.schema, self.plain), Lexicon(self.schema, without)
        for phrase in self.words.removed:
            was = self.meanings(phrase, before)
            stays = was == self.meanings(phrase, after)
            yield self.line((REMOVE,)), phrase, was, stays


def _double(read: tuple[_Read, ...]) -> Iterator[Mistake]:
    """What means something else already, in any language."""
    others: dict[tuple[int, str], list[Meaning]] = {}
    for each in read:
        for line, phrase, besides in each.others():
            others.setdefault((line, phrase), []).extend(besides)
    for (line, phrase), meanings in others.items():
        if Mark.FILLER in meanings:
            yield Mistake(line, f"“{phrase}” is passed over; put it under {REMOVE} too.")
        elif meanings:
            more = _all_told(meanings, read[0].schema)
            sentence = f"“{phrase}” means {more} already; put it under {REMOVE} if it shall not."
            yield Mistake(line, sentence)


def _not_removed(read: tuple[_Read, ...]) -> Iterator[Mistake]:
    """Words to be taken away that the CRM itself brings, or that no language has."""
    had: dict[tuple[int, str], bool] = {}
    for each in read:
        for line, phrase, was, stays in each.removed():
            had[line, phrase] = had.get((line, phrase), False) or bool(was)
            if was and stays:
                more = _all_told(was, each.schema)
                yield Mistake(line, f"“{phrase}” stays: it means {more} all the same.")
    for (line, phrase), known in had.items():
        if not known:
            yield Mistake(line, f"“{phrase}” is no word that could be removed.")


def _unread(read: tuple[_Read, ...]) -> Iterator[Mistake]:
    """Phrases that stand for what no language reads."""
    found: dict[tuple[int, str], list[tuple[str, ...]]] = {}
    for each in read:
        for phrase, means in each.words.phrases.items():
            at = each.line(("phrases", phrase)), phrase
            found.setdefault(at, []).append(each.unknown(means))
    for (line, phrase), unknown in found.items():
        fewest = min(unknown, key=lambda words: len(words))
        if fewest:
            words = ", ".join(fewest)
            yield Mistake(line, f"“{phrase}” stands for words I don't understand: {words}.")


def _all_told(meanings: list[Meaning] | tuple[Meaning, ...], schema: Schema) -> str:
    different = tuple(dict.fromkeys(told(meaning, schema) for meaning in meanings))
    return " and ".join(different[:_MOST_TOLD])


def _competes(other: Meaning, meant: Meaning | None) -> bool:
    """Whether both can't be meant by turns: the amount of deals and that of orders can."""
    if isinstance(other, FieldWord) and isinstance(meant, FieldWord):
        return other.entity == meant.entity and other.field != meant.field
    if isinstance(other, EntityWord) and isinstance(meant, EntityWord):
        return other.entity != meant.entity
    return other != meant
