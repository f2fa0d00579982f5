"""What only says again what a name is of: our customer Halden, my colleague Caleb.

The words before such a name say nothing of their own: "my" customer Halden is Halden, whoever owns
it. So they become fillers, and the name means the kind of record that was said.
"""

from dataclasses import replace

from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import EntityWord, NameWord, Whose, WhoseWord
from handlers.understanding.language.span import Span

_MINE = {Whose.ME, Whose.US}


def plain_names(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The same spans, those fillers that stand for what a following name is."""
    found = list(spans)
    for at in range(len(spans)):
        kind, name_at = _named(spans, at)
        if not kind:
            continue
        name = spans[name_at].first(NameWord)
        matches = tuple(m for m in name.matches if m.name.entity == kind) if name else ()
        if not matches:
            continue
        for before in range(at, name_at):
            found[before] = replace(spans[before], meanings=(Mark.FILLER,))
        found[name_at] = replace(spans[name_at], meanings=(NameWord(matches),))
        whose = _step(spans, at, -1)
        if whose >= 0 and any(w.whose in _MINE for w in spans[whose].all(WhoseWord)):
            found[whose] = replace(spans[whose], meanings=(Mark.FILLER,))
    return tuple(found)


def _named(spans: tuple[Span, ...], at: int) -> tuple[str, int]:
    """The kind of record said there, one of which is named next, and where; "" for none."""
    word = spans[at].first(EntityWord)
    mine = any(w.whose is Whose.MANAGER for w in spans[at].all(WhoseWord))
    kind = word.entity if word and word.singular else "User" if mine else ""
    after = _step(spans, at, 1)
    if after < len(spans) and spans[after].has(Mark.CALLED):
        after = _step(spans, after, 1)
    return (kind, after) if after < len(spans) else ("", after)


def _step(spans: tuple[Span, ...], at: int, by: int) -> int:
    """The next place that way which is no filler."""
    at += by
    while 0 <= at < len(spans) and spans[at].has(Mark.FILLER):
        at += by
    return at
