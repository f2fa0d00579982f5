"""From tokens to the best way of cutting the question into pieces that mean something.

Every stretch of up to seven words that the lexicon, the grammars of numbers and times, or the names
of records know is a candidate; the chosen ones do not overlap and explain as much as they can.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from crm.names import Match, NameIndex
from crm.periods import Calendar
from crm.record_ids import linked
from handlers.understanding.key_words import key_word
from handlers.understanding.keys import exact_key, token_key
from handlers.understanding.languages import Language
from handlers.understanding.lexicon import Lexicon
from handlers.understanding.meaning import (
    EntityWord,
    FieldWord,
    GrainWord,
    IdWord,
    Mark,
    Meaning,
    NameWord,
    Span,
    StateWord,
    SuperWord,
    TextWord,
    TitleWord,
    ValueWord,
    WhoseWord,
)
from handlers.understanding.mending import spelled
from handlers.understanding.own_words import LONGEST
from handlers.understanding.placed import place_word
from handlers.understanding.ranges import spread
from handlers.understanding.titles import TitleFinder
from handlers.understanding.tokens import Kind, Token, tokenise

SURE = 0.9
LIKELY = 0.72
_LONGEST_NAME = 6
_LONGEST_PLACE = 3
_COUNTRIES = frozenset({"us", "uk"})
SILENT = frozenset("?!.…:;()[]{}*_~`|\\\"'“”-–—^")
_DASHES = frozenset("-–")
# What a token is worth to each kind of reader: a name that is no word of the language explains
# more than a word does, a filler less; longer stretches beat their parts.
_WORD, _FILLER, _NAME, _COMMON_NAME, _NEAR_NAME, _PATTERN = 1.0, 0.85, 1.3, 0.92, 1.05, 1.08
_WEAK = 0.9
_KEY = 2.5  # below the record that it is the id of, above any name or number
_STRANGE = 0.5
_LONGER, _LONGER_NAME = 0.16, 0.35


@dataclass(frozen=True, kw_only=True, slots=True)
class Sources:
    """What spans are found with. `names_first` prefers a name to a word of the language."""

    lexicon: Lexicon
    index: NameIndex
    calendar: Calendar
    names_first: bool = False

    @property
    def language(self) -> Language:
        """The language of the lexicon."""
        return self.lexicon.language


def find_spans(tokens: Sequence[Token], sources: Sources) -> tuple[Span, ...]:
    """The tokens cut into spans, in order; words nothing knows are spans without a meaning."""
    tokens = tuple(_rejoined(_without_number_signs(tokens)))
    tokens = tuple(t for at, t in enumerate(tokens) if not _is_silent(tokens, at))
    tokens = tuple(part for t in tokens for part in _possessive(t, sources))
    finder = _Finder(tokens, sources)
    best = _best(len(tokens), list(finder.candidates()))
    return spread(tuple(finder.filled(best)))


def _is_silent(tokens: Sequence[Token], at: int) -> bool:
    """A sign that says nothing; the dash of 30k-40k does."""
    if tokens[at].kind is not Kind.SYMBOL or tokens[at].text not in SILENT:
        return False
    around = [t.kind for t in (*tokens[at - 1 : at], *tokens[at + 1 : at + 2])] if at else []
    return tokens[at].text not in _DASHES or around != [Kind.NUMBER] * 2


def _without_number_signs(tokens: Sequence[Token]) -> Iterator[Token]:
    """ "#1043" without its sign: it counts nothing."""
    for token, after in zip_longest(tokens, tokens[1:]):
        glued = after is not None and after.start == token.end
        if not (token.text == "#" and glued and any(char.isdigit() for char in after.text)):
            yield token


def _rejoined(tokens: Iterable[Token]) -> Iterator[Token]:
    """The possessive behind an id, as in "005…'s pipeline", as one token again."""
    waiting: Token | None = None
    for token in tokens:
        if waiting and token.norm == "s" and token.start == waiting.end:
            yield Token("'s", "'s", waiting.start, token.end, Kind.WORD)
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = token if token.text == "'" else None
        if waiting is None:
            yield token
    if waiting:
        yield waiting


def _possessive(token: Token, sources: Sources) -> tuple[Token, ...]:
    """ "calebs pipeline": a name with an s that only a possessive explains."""
    name = token.norm[:-1]
    ends = token.kind is Kind.WORD and token.norm.endswith("s") and len(token.norm) > 4
    if not ends or not sources.index.has_token(name) or sources.index.knows(token.norm):
        return (token,)
    if sources.lexicon.meanings((token_key(token, sources.language.stem),), exact_key(token)):
        return (token,)
    cut = token.end - 1
    return (
        Token(token.text[:-1], name, token.start, cut, Kind.WORD),
        Token(token.text[-1:], "'s", cut, token.end, Kind.WORD),
    )


class _Finder:
    """All candidates of one question."""

    def __init__(self, tokens: tuple[Token, ...], sources: Sources) -> None:
        self.tokens = tokens
        self.sources = sources
        self.language = sources.language
        self.keys = tuple(token_key(t, self.language.stem) for t in tokens)
        self.exact = tuple(exact_key(t) for t in tokens)
        self.known = [bool(self._lexical(at, 1)) or self._is_time(at) for at in range(len(tokens))]
        self.named = [sources.index.has_token(_as_written(t)) for t in tokens]

    def candidates(self) -> Iterator[Span]:
        for at in range(len(self.tokens)):
            yield from self._literal(at)
            yield from self._patterns(at)
            yield from self._phrases(at)
            yield from self._names(at)
            yield from self._called(at)
            yield from self._places(at)
        yield from self._titles()

    def _span(
        self,
        start: int,
        length: int,
        meanings: tuple[Meaning, ...],
        each: float,
        longer: float = _LONGER,
    ) -> Span:
        tokens = self.tokens[start : start + length]
        score = length * each + (length - 1) * longer
        return Span(tokens, start, start + length, meanings, score)

    def _literal(self, at: int) -> Iterator[Span]:
        token = self.tokens[at]
        if found := self._pointed_at(token):
            yield self._span(at, 1, (found,), 3 * _NAME)
        elif key := key_word(token):
            yield self._span(at, 1, (key,), _KEY)
        if token.kind is Kind.QUOTED:
            match = self.sources.index.find(token.text, limit=5) if len(token.text) < 200 else ()
            sure = tuple(m for m in match if m.score >= SURE)
            named: tuple[Meaning, ...] = (NameWord(sure),) if sure else ()
            if not any(m.exact for m in sure):
                named = self._quoted(token) or named
            yield self._span(at, 1, (*named, TextWord(token.text)), 2 * _NAME)
        if token.norm == "'s" and at > 0:
            yield self._span(at, 1, (Mark.POSSESSIVE,), _WORD)
        if token.text in _DASHES:
            yield self._span(at, 1, (Mark.TO,), _WORD)
        if token.text == ",":
            yield self._span(at, 1, (Mark.COMMA,), _WORD)

    def _titles(self) -> Iterator[Span]:
        finder = TitleFinder(self.tokens, self.language.words.titles, self._is_strange)
        for title in finder.found():
            length = title.end - title.start
            known = self._lexical(title.start, length) if length > 1 else ()
            if any(not isinstance(m, ValueWord) for m in known):
                continue  # account executives are colleagues
            singular = self.language.singular(self.tokens[title.end - 1].norm)
            meaning = TitleWord(title.names, singular=singular)
            yield self._span(title.start, length, (meaning,), _WORD)

    def _places(self, at: int) -> Iterator[Span]:
        """Strange words where a place stands: "accounts in Springfield"."""
        if at == 0 or Mark.IN not in self._lexical(at - 1, 1):
            return
        words: list[str] = []
        for i in range(at, min(at + _LONGEST_PLACE, len(self.tokens))):
            new = self.tokens[i].text.istitle() and i == at  # New Springfield, Port Louis
            if self.tokens[i].kind is not Kind.WORD or not (new or self._is_strange(i)):
                break
            words.append(self.tokens[i].text)
            if self._is_strange(i):
                meanings = place_word(words, self.sources.lexicon)
                yield self._span(at, len(words), meanings, _STRANGE)

    def _is_strange(self, at: int) -> bool:
        """Whether a word means nothing here and is no misspelt one of the language."""
        if self.known[at] or self.named[at]:
            return False
        token = self.tokens[at]
        return spelled(token, self.sources.lexicon, self.sources.index) is token

    def _pointed_at(self, token: Token) -> IdWord | None:
        kinds = {Kind.ID, Kind.URL, Kind.WORD, Kind.NUMBER}
        return record_id(token.text, self.sources.index) if token.kind in kinds else None

    def _quoted(self, token: Token) -> tuple[Meaning, ...]:
        """The values and states that quoted words are: 'Closed Won'."""
        inner = tokenise(token.text) if token.kind is Kind.QUOTED else ()
        if not 0 < len(inner) <= LONGEST:
            return ()
        keys = tuple(token_key(t, self.language.stem) for t in inner)
        meanings = self.sources.lexicon.meanings(keys, " ".join(exact_key(t) for t in inner))
        return tuple(m for m in meanings if isinstance(m, ValueWord | StateWord))

    def _patterns(self, at: int) -> Iterator[Span]:
        time = self.language.time(self.tokens, at, self.sources.calendar)
        if time:
            yield self._span(at, time.length, (time,), _WEAK if time.weak else _PATTERN)
        duration = self.language.duration(self.tokens, at)
        if duration:
            yield self._span(at, duration.length, (duration,), _WORD)
        grain = self.language.grain(self.tokens, at)
        if grain:
            yield self._span(at, grain[1], (GrainWord(grain[0]),), _PATTERN)
        number = self.language.number(self.tokens, at)
        if number:
            yield self._span(at, number.length, (number,), _PATTERN)

    def _phrases(self, at: int) -> Iterator[Span]:
        for length in range(1, min(LONGEST, len(self.tokens) - at) + 1):
            meanings = self._lexical(at, length)
            if length == 1:
                meanings = self._not_a_small_word(at, meanings)
            if meanings:
                filler = all(m is Mark.FILLER for m in meanings)
                yield self._span(
                    at,
                    length,
                    self._in_number(at + length - 1, meanings),
                    _FILLER if filler else _WORD,
                )

    def _is_time(self, at: int) -> bool:
        """`quarterly` and `march` are words of the calendar before they are names."""
        if self.language.grain(self.tokens, at):
            return True
        time = self.language.time(self.tokens[: at + 1], at, self.sources.calendar)
        return time is not None

    def _lexical(self, at: int, length: int) -> tuple[Meaning, ...]:
        stop = at + length
        exact = " ".join(self.exact[at:stop])
        return self.sources.lexicon.meanings(self.keys[at:stop], exact)

    def _not_a_small_word(self, at: int, meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
        """`on` is Ontario only in capitals, `in` Indiana; "the us" is a country all the same."""
        token = self.tokens[at]
        small = any(isinstance(m, Mark | WhoseWord) for m in meanings)
        value = any(isinstance(m, ValueWord) for m in meanings)
        if len(token.text) > 3 or not (small and value):
            return meanings
        place = at > 0 and self.tokens[at - 1].norm in self.language.words.place_leads
        if token.text.isupper() or (place and token.norm in _COUNTRIES):
            return tuple(m for m in meanings if isinstance(m, ValueWord))
        return tuple(m for m in meanings if not isinstance(m, ValueWord))

    def _in_number(self, last: int, meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
        """The meanings as singular or plural, which the last word tells."""
        singular = self.language.singular(self.tokens[last].norm)
        return tuple(_in_number(meaning, singular=singular) for meaning in meanings)

    def _names(self, at: int) -> Iterator[Span]:
        for length in range(1, min(_LONGEST_NAME, len(self.tokens) - at) + 1):
            run = range(at, at + length)
            text = " ".join(self.tokens[i].text for i in run)
            if not self._may_be_name(run) and not self._is_exact(run, text):
                continue
            matches = self._found(text)
            if matches and matches[0].score >= SURE:
                yield self._span(
                    at,
                    length,
                    (NameWord(_near_best(matches)),),
                    self._worth(run, matches[0].exact, text),
                    _LONGER_NAME,
                )

    def _found(self, text: str) -> tuple[Match, ...]:
        """The names like that text."""
        return self.sources.index.find(text, limit=8)

    def _called(self, at: int) -> Iterator[Span]:
        """What the owner calls a record: GE for General Electric."""
        for length in range(1, min(LONGEST, len(self.tokens) - at) + 1):
            name = self.sources.lexicon.own.name(" ".join(self.exact[at : at + length]))
            exact = tuple(m for m in self._found(name) if m.exact) if name else ()
            if exact:
                yield self._span(at, length, (NameWord(exact),), _NAME, _LONGER_NAME)

    def _is_exact(self, run: range, text: str) -> bool:
        if len(run) < 2 or not all(self._in_names(i) for i in run):
            return False
        return any(match.exact for match in self._found(text))

    def _in_names(self, at: int) -> bool:
        token = self.tokens[at]
        return token.kind is Kind.SYMBOL or self.sources.index.knows(_as_written(token))

    def _may_be_name(self, run: range) -> bool:
        first, last = self.tokens[run[0]], self.tokens[run[-1]]
        if any(self.tokens[i].kind not in {Kind.WORD, Kind.NUMBER, Kind.SYMBOL} for i in run):
            return False
        if first.kind is Kind.SYMBOL or last.kind is Kind.SYMBOL or "'s" in (first.norm, last.norm):
            return False
        if not any(self.named[i] for i in run):
            return (
                len(run) <= 3
                and not any(self.known[i] for i in run)
                and not any(self.tokens[i].kind is Kind.NUMBER for i in run)
            )
        ends = (run[0], run[-1])
        return all(self.named[i] or not self.known[i] for i in ends)

    def _worth(self, run: range, exact: bool, text: str) -> float:
        common = all(self.known[i] for i in run)
        slot = run[0] > 0 and self.tokens[run[0] - 1].norm in self.language.words.name_leads
        if not common or (exact and (slot or self._stands_as_name(run))):
            return _NAME if exact else _NEAR_NAME
        capital = all(self.tokens[i].text[:1].isupper() for i in run) and run[0] > 0
        capital = capital and not self.language.capital_nouns
        shouted = all(t.text.isupper() for t in self.tokens if t.text.isalpha())
        if self.sources.names_first or (capital and not shouted):
            return _NAME if exact else _COMMON_NAME
        if len(run) > 1 and exact:
            return _NEAR_NAME
        return _COMMON_NAME if exact else 0.0

    def _stands_as_name(self, run: range) -> bool:
        """ "Target phone", "target's deals", or "Target" alone: a noun where a name stands.

        Words that can be adjectives ("open deals") stay what they are.
        """
        meanings = self._lexical(run[0], len(run))
        if any(isinstance(m, StateWord | ValueWord | SuperWord | Mark) for m in meanings):
            return False
        if len(self.tokens) == len(run):
            return True
        after = run[-1] + 1
        if after >= len(self.tokens):
            return False
        following = self._lexical(after, 1)
        nouns = any(isinstance(m, EntityWord | FieldWord) for m in following)
        return self.tokens[after].norm == "'s" or nouns

    def filled(self, chosen: list[Span]) -> Iterator[Span]:
        """The chosen spans with those between them that nothing explains."""
        at = 0
        for span in chosen:
            for lonely in range(at, span.start):
                yield self._span(lonely, 1, (), 0.0)
            yield span
            at = span.end
        for lonely in range(at, len(self.tokens)):
            yield self._span(lonely, 1, (), 0.0)


def _as_written(token: Token) -> str:
    """A word as it may stand in a name, also where it is chat spelling of another."""
    return token.norm if token.norm == "'s" else token.text


def _in_number(meaning: Meaning, *, singular: bool) -> Meaning:
    match meaning:
        case EntityWord() if singular:
            return replace(meaning, singular=True)
        case FieldWord() if not singular:
            return replace(meaning, plural=True)
    return meaning


def _near_best(matches: Sequence[Match]) -> tuple[Match, ...]:
    best = matches[0].score
    return tuple(m for m in matches if m.score >= max(SURE, best - 0.03) or m.exact)


def record_id(text: str, index: NameIndex) -> IdWord | None:
    """The record a text is the id of, or that a pasted link leads to."""
    for id_ in (text, *linked(text).ids):
        if found := index.by_id(id_):
            return IdWord(found.entity, found.id)
    return None


def _best(length: int, candidates: list[Span]) -> list[Span]:
    """The non-overlapping candidates with the highest total score; of equals, the fewest,
    and of those the one whose first is longest."""
    scores = [(0.0, 0, 0)] * (length + 1)
    chosen: list[Span | None] = [None] * (length + 1)
    starts: list[list[Span]] = [[] for _ in range(length + 1)]
    merged: dict[tuple[int, int], Span] = {}
    for span in candidates:
        same = merged.get((span.start, span.end))
        merged[span.start, span.end] = _both(same, span) if same else span
    for span in merged.values():
        if span.score > 0:
            starts[span.start].append(span)
    for at in range(length - 1, -1, -1):
        after, count, _ = scores[at + 1]
        scores[at] = (after, count, 0)
        for span in starts[at]:
            after, count, _ = scores[span.end]
            total = (round(after + span.score, 6), count - 1, span.end - span.start)
            if total > scores[at]:
                scores[at], chosen[at] = total, span
    found, at = [], 0
    while at < length:
        span_here = chosen[at]
        if span_here:
            found.append(span_here)
            at = span_here.end
        else:
            at += 1
    return found


def _both(one: Span, other: Span) -> Span:
    """Two candidates for the same words; a name and a word of the language do not mix."""
    first, second = (one, other) if one.score >= other.score else (other, one)
    if first.any_of(NameWord) != second.any_of(NameWord):
        return first
    return Span(first.tokens, first.start, first.end, first.meanings + second.meanings, first.score)
