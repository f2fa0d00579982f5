"""Stretches of a question that may be the name of a record."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from crm.names import Match
from crm.names.legal import legal_form, without_form
from crm.names.spelling import words as words_of
from crm.names.weights import LEGAL
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    EntityWord,
    FieldWord,
    NameWord,
    StateWord,
    SuperWord,
    ValueWord,
)
from handlers.understanding.language.nicknames import also_called
from handlers.understanding.language.own_words import LONGEST
from handlers.understanding.language.span import Span
from handlers.understanding.spans.said import (
    COMMON_NAME,
    LONGER_NAME,
    NAME,
    NEAR_NAME,
    Said,
    as_written,
)
from handlers.understanding.text.tokens import Kind

SURE = 0.9
_LONGEST_NAME = 6
_PEOPLE = frozenset({"Contact", "Lead", "User"})
_FOR_SHORT = 0.97  # who is called so for short comes after who bears the very name


def name_spans(said: Said, at: int) -> Iterator[Span]:
    for length in range(1, min(_LONGEST_NAME, len(said.tokens) - at) + 1):
        run = range(at, at + length)
        text = " ".join(said.tokens[i].text for i in run)
        if not _may_be_name(said, run) and not _is_exact(said, run, text):
            continue
        matches = _near_best(_found(said, text))
        if matches:
            worth = _worth(said, run, matches, exact=any(_bears(m, text) for m in matches[:2]))
            yield said.span(at, length, (NameWord(matches),), worth, LONGER_NAME)


def _found(said: Said, text: str) -> tuple[Match, ...]:
    """The names like that text, best first; of people also those who are called so for short."""
    found = {(m.name.entity, m.name.id): m for m in said.sources.index.find(text, limit=8)}
    first, _, last = text.partition(" ")
    for other in also_called(first):
        written = f"{other} {last}".strip()
        for match in said.sources.index.find(written, entities=_PEOPLE, limit=8):
            key = (match.name.entity, match.name.id)
            meant = replace(match, score=round(match.score * _FOR_SHORT, 4), exact=False)
            better = key not in found or found[key].score < meant.score
            if better and other in words_of(match.name.text).split():
                found[key] = meant
    return tuple(sorted(found.values(), key=lambda match: -match.score))


def called_spans(said: Said, at: int) -> Iterator[Span]:
    """What the owner calls a record: GE for General Electric."""
    for length in range(1, min(LONGEST, len(said.tokens) - at) + 1):
        name = said.sources.lexicon.own.name(" ".join(said.exact[at : at + length]))
        exact = tuple(m for m in _found(said, name) if m.exact) if name else ()
        if exact:
            yield said.span(at, length, (NameWord(exact),), NAME, LONGER_NAME)


def _is_exact(said: Said, run: range, text: str) -> bool:
    whole = all(_in_names(said, i) for i in run) or _is_one_word(said, run)
    return len(run) > 1 and whole and any(_bears(match, text) for match in _found(said, text))


def _bears(match: Match, text: str) -> bool:
    """Whether the record is called exactly so, its legal form in short or in full."""
    return match.exact or (
        without_form(text) == without_form(match.name.text)
        and legal_form(text) == legal_form(match.name.text) != ()
    )


def _is_one_word(said: Said, run: range) -> bool:
    """ "Hal den", which is one word of a name, taken apart; not all of it means something else."""
    joined = "".join(said.tokens[i].norm for i in run)
    strange = not all(said.known[i] for i in run)
    return len(run) == 2 and strange and said.sources.index.knows(joined)


def _in_names(said: Said, at: int) -> bool:
    token = said.tokens[at]
    form = token.norm in LEGAL
    return token.kind is Kind.SYMBOL or form or said.sources.index.knows(as_written(token))


def _may_be_name(said: Said, run: range) -> bool:
    first, last = said.tokens[run[0]], said.tokens[run[-1]]
    if any(said.tokens[i].kind not in {Kind.WORD, Kind.NUMBER, Kind.SYMBOL} for i in run):
        return False
    if first.kind is Kind.SYMBOL or last.kind is Kind.SYMBOL or "'s" in (first.norm, last.norm):
        return False
    if len(run) > 1 and first.norm in LEGAL:
        return False  # the end of a name, and not the beginning of one
    if not any(said.named[i] for i in run):
        return (
            len(run) <= 3
            and not any(said.known[i] for i in run)
            and not any(said.tokens[i].kind is Kind.NUMBER for i in run)
        )
    ends = (run[0], run[-1])
    if _is_titled(said, run):
        return True
    return all(said.named[i] or not said.known[i] for i in ends)


def _is_titled(said: Said, run: range) -> bool:
    """ "Tillbrook Elevators - Support renewal": a dash between, as in the name of a deal that
    begins with its account.
    """
    if len(run) < 4 or not said.named[run[0]]:
        return False
    tokens = [said.tokens[i] for i in run]
    if any(t.kind is Kind.SYMBOL for t in tokens):
        return False
    apart = any(b.start - a.end > 1 for a, b in pairwise(tokens))
    written = set(words_of(" ".join(t.text for t in tokens)).split())
    found = said.sources.index.find(" ".join(t.text for t in tokens), limit=3)
    return apart and any(written <= set(words_of(m.name.text).split()) for m in found)


def _worth(said: Said, run: range, matches: Sequence[Match], *, exact: bool) -> float:
    common = all(said.known[i] for i in run)
    if common and not exact and _stands_as_person(said, run, matches):
        return NEAR_NAME
    slot = run[0] > 0 and said.tokens[run[0] - 1].norm in said.language.words.name_leads
    if not common or (exact and (slot or _stands_as_name(said, run))):
        return NAME if exact else NEAR_NAME
    capital = all(said.tokens[i].text[:1].isupper() for i in run) and run[0] > 0
    capital = capital and not said.language.capital_nouns
    shouted = all(t.text.isupper() for t in said.tokens if t.text.isalpha())
    if said.sources.names_first or (capital and not shouted):
        return NAME if exact else COMMON_NAME
    if len(run) > 1 and exact:
        return NEAR_NAME
    return COMMON_NAME if exact else 0.0


def _stands_as_person(said: Said, run: range, matches: Sequence[Match]) -> bool:
    """ "Bill's deals", "deals of Bill": a word of the language where the first name of somebody
    stands who is called so.
    """
    called = {word for t in (said.tokens[run[0]],) for word in (t.norm, *also_called(t.norm))}
    firsts = {words_of(m.name.text).split()[0] for m in matches if m.name.entity in _PEOPLE}
    if len(run) > 1 or not firsts or not firsts <= called:
        return False
    after = said.tokens[run[-1] + 1 :]
    if after and after[0].norm == "'s":
        return True
    led = run[0] > 0 and said.tokens[run[0] - 1].norm in said.language.words.name_leads
    capital = said.tokens[run[0]].text.istitle() and not said.language.capital_nouns
    return led and capital


def _stands_as_name(said: Said, run: range) -> bool:
    """ "Target phone", "target's deals", or "Target" alone: a noun where a name stands.

    Words that can be adjectives ("open deals") stay what they are.
    """
    meanings = said.lexical(run[0], len(run))
    after = run[-1] + 1
    owns = after < len(said.tokens) and said.tokens[after].norm == "'s"
    blocked = ValueWord | Mark if owns else StateWord | ValueWord | SuperWord | Mark
    if any(isinstance(m, blocked) for m in meanings):
        return False
    if len(said.tokens) == len(run):
        return True
    if after >= len(said.tokens):
        return False
    following = said.lexical(after, 1)
    return owns or any(isinstance(m, EntityWord | FieldWord) for m in following)


def _near_best(matches: Sequence[Match]) -> tuple[Match, ...]:
    best = max((m.score for m in matches), default=0.0)
    if best < SURE:
        return ()
    return tuple(m for m in matches if m.score >= max(SURE, best - 0.03) or m.exact)
