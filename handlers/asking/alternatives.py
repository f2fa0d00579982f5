"""What somebody may have meant instead: their own question less some of its words.

A question is left out words of and read again. Where it then asks the same of more records, because
exactly some conditions are gone, it is an alternative: stated in the person's own words, and sure
to be read as what its button says.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from crm.query import And, Comparison, Condition, Not, Or, Related
from handlers.speech import say
from handlers.understanding.described.query import Describer
from handlers.understanding.reading import NoReading, Reading
from handlers.understanding.text.tokens import tokenise

MOST = 3
_LONGEST_RUN = 6
_MOST_READ = 60
_MOST_GONE = 2


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another question, and how its reading differs in words."""

    label: str
    question: str


def alternatives(
    question: str, read: Callable[[str], Reading | NoReading], describer: Describer
) -> tuple[Alternative, ...]:
    """Up to three wider questions, those that differ least first; none where there is no reading.

    `read` reads a text by itself.
    """
    meant = read(question)
    if isinstance(meant, NoReading):
        return ()
    wider: dict[frozenset[Condition], tuple[Reading, str]] = {}
    for text in _shorter(question):
        found = read(text)
        if isinstance(found, NoReading) or not 1 <= _gone(meant, found) <= _MOST_GONE:
            continue
        kept = frozenset(_parts(found.query.where))
        # Words that now lead nowhere go as well: "accounts in Germany" is "accounts", not "… in".
        if kept not in wider or wider[kept][1].startswith(f"{text} "):
            wider[kept] = (found, text)
    nearest = sorted(wider.values(), key=lambda each: _gone(meant, each[0]))[:MOST]
    return tuple(Alternative(_difference(meant, found, describer), text) for found, text in nearest)


def _shorter(question: str) -> Iterator[str]:
    """The question without some words that stand together, fewest first."""
    tokens = tokenise(question)
    runs = (
        (first, first + length)
        for length in range(1, min(_LONGEST_RUN, len(tokens) - 1) + 1)
        for first in range(len(tokens) - length + 1)
    )
    for first, end in islice(runs, _MOST_READ):
        before, after = question[: tokens[first].start], question[tokens[end - 1].end :]
        yield " ".join(f"{before} {after}".split())


def _gone(meant: Reading, found: Reading) -> int:
    """Of how many things the other question says nothing; 0 where more than that is different."""
    query = replace(found.query, where=meant.query.where)
    same = replace(found, query=query, named=meant.named, otherwise=meant.otherwise)
    if same != meant:
        return 0
    before, after = _parts(meant.query.where), _parts(found.query.where)
    if any(part not in before for part in after):
        return 0
    return len({_paths(part) for part in before if part not in after})


def _paths(condition: Condition) -> frozenset[str]:
    """What a condition speaks of: the owner, whether by id or by their manager."""
    match condition:
        case Comparison():
            first = condition.path.partition(".")[0]
            stage = first in {"IsClosed", "IsWon", "StageName"}
            return frozenset({"StageName" if stage else first.removesuffix("Id") or first})
        case And(parts) | Or(parts):
            return frozenset().union(*(_paths(p) for p in parts))
        case Not(part):
            return _paths(part)
        case Related():
            return frozenset({condition.entity})


def _parts(where: Condition | None) -> tuple[Condition, ...]:
    if where is None:
        return ()
    return where.parts if isinstance(where, And) else (where,)


def _difference(meant: Reading, found: Reading, describer: Describer) -> str:
    """ "Without Close Date 1 Oct to 31 Dec 2026", "Not only open, everybody's"."""
    states, others = (describer.states(r.query)[0] for r in (meant, found))
    kept = describer.conditions(found.query)
    gone = [c for c in describer.conditions(meant.query) if c not in kept]
    mine = [c for c in gone if c.endswith(f" {say('you')}")]
    rest = [c for c in gone if c not in mine]
    parts = [say("not only {state}", state=say(s.value)) for s in states if s not in others]
    parts += [say("everybody's, not only mine")] if mine else []
    parts += [say("without {what}", what=", ".join(rest))] if rest else []
    said = ", ".join(parts) or describer.understood(found)
    return said[:1].upper() + said[1:]
