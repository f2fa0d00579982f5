"""Stretches of a question that may be the name of a record."""

from collections.abc import Iterator, Sequence

from crm.names import Match
from handlers.understanding.language.meaning import (
    EntityWord,
    FieldWord,
    Mark,
    NameWord,
    Span,
    StateWord,
    SuperWord,
    ValueWord,
)
from handlers.understanding.language.own_words import LONGEST
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


def name_spans(said: Said, at: int) -> Iterator[Span]:
    for length in range(1, min(_LONGEST_NAME, len(said.tokens) - at) + 1):
        run = range(at, at + length)
        text = " ".join(said.tokens[i].text for i in run)
        if not _may_be_name(said, run) and not _is_exact(said, run, text):
            continue
        matches = _found(said, text)
        if matches and matches[0].score >= SURE:
            yield said.span(
                at,
                length,
                (NameWord(_near_best(matches)),),
                _worth(said, run, matches[0].exact),
                LONGER_NAME,
            )


def _found(said: Said, text: str) -> tuple[Match, ...]:
    """The names like that text."""
    return said.sources.index.find(text, limit=8)


def called_spans(said: Said, at: int) -> Iterator[Span]:
    """What the owner calls a record: GE for General Electric."""
    for length in range(1, min(LONGEST, len(said.tokens) - at) + 1):
        name = said.sources.lexicon.own.name(" ".join(said.exact[at : at + length]))
        exact = tuple(m for m in _found(said, name) if m.exact) if name else ()
        if exact:
            yield said.span(at, length, (NameWord(exact),), NAME, LONGER_NAME)


def _is_exact(said: Said, run: range, text: str) -> bool:
    if len(run) < 2 or not all(_in_names(said, i) for i in run):
        return False
    return any(match.exact for match in _found(said, text))


def _in_names(said: Said, at: int) -> bool:
    token = said.tokens[at]
    return token.kind is Kind.SYMBOL or said.sources.index.knows(as_written(token))


def _may_be_name(said: Said, run: range) -> bool:
    first, last = said.tokens[run[0]], said.tokens[run[-1]]
    if any(said.tokens[i].kind not in {Kind.WORD, Kind.NUMBER, Kind.SYMBOL} for i in run):
        return False
    if first.kind is Kind.SYMBOL or last.kind is Kind.SYMBOL or "'s" in (first.norm, last.norm):
        return False
    if not any(said.named[i] for i in run):
        return (
            len(run) <= 3
            and not any(said.known[i] for i in run)
            and not any(said.tokens[i].kind is Kind.NUMBER for i in run)
        )
    ends = (run[0], run[-1])
    return all(said.named[i] or not said.known[i] for i in ends)


def _worth(said: Said, run: range, exact: bool) -> float:
    common = all(said.known[i] for i in run)
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


def _stands_as_name(said: Said, run: range) -> bool:
    """ "Target phone", "target's deals", or "Target" alone: a noun where a name stands.

    Words that can be adjectives ("open deals") stay what they are.
    """
    meanings = said.lexical(run[0], len(run))
    if any(isinstance(m, StateWord | ValueWord | SuperWord | Mark) for m in meanings):
        return False
    if len(said.tokens) == len(run):
        return True
    after = run[-1] + 1
    if after >= len(said.tokens):
        return False
    following = said.lexical(after, 1)
    nouns = any(isinstance(m, EntityWord | FieldWord) for m in following)
    return said.tokens[after].norm == "'s" or nouns


def _near_best(matches: Sequence[Match]) -> tuple[Match, ...]:
    best = matches[0].score
    return tuple(m for m in matches if m.score >= max(SURE, best - 0.03) or m.exact)
