"""Stretches of a question that mean something by themselves: signs and ids, numbers and times, and
the phrases of the lexicon.
"""

from collections.abc import Iterator
from dataclasses import replace

from crm.names import NameIndex
from crm.record_ids import linked
from handlers.understanding.language.key_words import key_word
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    BoundWord,
    ChangeWord,
    CompareWord,
    EntityWord,
    FieldWord,
    GrainWord,
    IdWord,
    Meaning,
    NameWord,
    StateWord,
    TextWord,
    UnitWord,
    ValueWord,
    WhoseWord,
)
from handlers.understanding.language.own_words import LONGEST
from handlers.understanding.language.span import Span
from handlers.understanding.spans.clearing import DASHES
from handlers.understanding.spans.names import SURE
from handlers.understanding.spans.said import FILLER, KEY, NAME, PATTERN, WEAK, WORD, Said
from handlers.understanding.text.keys import exact_key, token_key
from handlers.understanding.text.tokens import Kind, Token, tokenise

_COMPARING = 3  # words of a comparison at most
_COUNTRIES = frozenset({"us", "uk"})


def literal_spans(said: Said, at: int) -> Iterator[Span]:
    token = said.tokens[at]
    if found := _pointed_at(said, token):
        yield said.span(at, 1, (found,), 3 * NAME)
    elif key := key_word(token):
        yield said.span(at, 1, (key,), KEY)
    if token.kind is Kind.QUOTED:
        match = said.sources.index.find(token.text, limit=5) if len(token.text) < 200 else ()
        sure = tuple(m for m in match if m.score >= SURE)
        named: tuple[Meaning, ...] = (NameWord(sure),) if sure else ()
        if not any(m.exact for m in sure):
            named = _quoted(said, token) or named
        yield said.span(at, 1, (*named, TextWord(token.text)), 2 * NAME)
    if token.norm == "'s" and at > 0:
        yield said.span(at, 1, (Mark.POSSESSIVE,), WORD)
    if token.text in DASHES:
        yield said.span(at, 1, (Mark.TO,), WORD)
    if token.text == ",":
        yield said.span(at, 1, (Mark.COMMA,), WORD)


def _pointed_at(said: Said, token: Token) -> IdWord | None:
    kinds = {Kind.ID, Kind.URL, Kind.WORD, Kind.NUMBER}
    return record_id(token.text, said.sources.index) if token.kind in kinds else None


def _quoted(said: Said, token: Token) -> tuple[Meaning, ...]:
    """The values and states that quoted words are: 'Closed Won'."""
    inner = tokenise(token.text) if token.kind is Kind.QUOTED else ()
    if not 0 < len(inner) <= LONGEST:
        return ()
    keys = tuple(token_key(t, said.language.stem) for t in inner)
    meanings = said.sources.lexicon.meanings(keys, " ".join(exact_key(t) for t in inner))
    return tuple(m for m in meanings if isinstance(m, ValueWord | StateWord))


def pattern_spans(said: Said, at: int) -> Iterator[Span]:
    time = said.language.time(said.tokens, at, said.sources.calendar)
    if time:
        yield said.span(at, time.length, (time,), WEAK if time.weak else PATTERN)
    shift = said.language.shift(said.tokens, at)
    if shift:
        yield said.span(at, shift.length, (shift,), PATTERN)
    duration = said.language.duration(said.tokens, at)
    if duration:
        yield said.span(at, duration.length, (duration,), WORD)
    grain = said.language.grain(said.tokens, at)
    if grain:
        yield said.span(at, grain[1], (GrainWord(grain[0]),), PATTERN)
    number = said.language.number(said.tokens, at, lone_one=_is_counted(said, at))
    if number:
        yield said.span(at, number.length, (number,), PATTERN)


def _is_counted(said: Said, at: int) -> bool:
    """Whether a lone "one" is a number there: more than one, at most one, one or more."""
    before = (m for n in range(1, min(at, _COMPARING) + 1) for m in said.lexical(at - n, n))
    left = len(said.tokens) - at - 1
    behind = (m for n in range(1, min(left, _COMPARING) + 1) for m in said.lexical(at + 1, n))
    return any(isinstance(m, CompareWord) for m in before) or any(
        isinstance(m, BoundWord) for m in behind
    )


def phrase_spans(said: Said, at: int) -> Iterator[Span]:
    for length in range(1, min(LONGEST, len(said.tokens) - at) + 1):
        meanings = said.lexical(at, length)
        if length == 1:
            meanings = _not_a_small_word(said, at, meanings)
        behind = at + length
        compares = behind < len(said) and Mark.THAN in said.lexical(behind, 1)
        if at == 0 or compares or said.language.number(said.tokens, behind):
            # "and under 80k" goes on with a question; "overdue or over 50k" has no number before.
            meanings = tuple(m for m in meanings if not isinstance(m, BoundWord))
        if meanings:
            yield said.span(
                at,
                length,
                _as_many(said, at + length - 1, meanings),
                _worth(meanings, length),
            )


def _worth(meanings: tuple[Meaning, ...], length: int) -> float:
    """In "pushed out of this quarter" `of` belongs to the verb, and not to the time."""
    if all(m is Mark.FILLER for m in meanings):
        return FILLER
    return PATTERN if length > 1 and any(isinstance(m, ChangeWord) for m in meanings) else WORD


def _are_dealt_with(said: Said, at: int) -> bool:
    """In "bought anything from us" it is we who sold it."""
    verbs = (m for before in range(at) for m in said.lexical(before, 1))
    return any(m in {Mark.BUYS, Mark.SELLS} for m in verbs if isinstance(m, Mark))


def _not_a_small_word(said: Said, at: int, meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """`on` is Ontario only in capitals, `in` Indiana; "the us" is a country all the same."""
    token = said.tokens[at]
    small = any(isinstance(m, Mark | WhoseWord) for m in meanings)
    value = any(isinstance(m, ValueWord) for m in meanings)
    if len(token.text) > 3 or not (small and value):
        return meanings
    place = at > 0 and said.tokens[at - 1].norm in said.language.words.place_leads
    place = place and not _are_dealt_with(said, at)
    if token.text.isupper() or (place and token.norm in _COUNTRIES):
        return tuple(m for m in meanings if isinstance(m, ValueWord))
    return tuple(m for m in meanings if not isinstance(m, ValueWord))


def _as_many(said: Said, last: int, meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """The meanings as singular or plural, which the last word tells."""
    singular = said.language.singular(said.tokens[last].norm)
    return tuple(_in_number(meaning, singular=singular) for meaning in meanings)


def _in_number(meaning: Meaning, *, singular: bool) -> Meaning:
    match meaning:
        case EntityWord() if singular:
            return replace(meaning, singular=True)
        case FieldWord() if not singular:
            return replace(meaning, plural=True)
        case UnitWord() if not singular:
            return replace(meaning, plural=True)
    return meaning


def record_id(text: str, index: NameIndex) -> IdWord | None:
    """The record a text is the id of, or that a pasted link leads to."""
    for id_ in (text, *linked(text).ids):
        if found := index.by_id(id_):
            return IdWord(found.entity, found.id)
    return None
