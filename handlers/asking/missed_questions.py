"""The questions that were not answered as wanted, put together by cause for the owner.

Who asked is not in it: what is missing in the CRM or in Crumb's words is no matter of persons.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from handlers.ports import AskedOnce, Cause


@dataclass(frozen=True, kw_only=True, slots=True)
class Missed:
    """One question as it was asked first: how often, by how many people, when last.

    `understood` is how it was read, `chosen` what people took instead, each once.
    """

    text: str
    times: int
    people: int
    last: datetime
    understood: str
    chosen: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MissedFor:
    """All questions of one cause, and the words that were in the way with how often each was."""

    cause: Cause
    times: int
    words: tuple[tuple[str, int], ...]
    questions: tuple[Missed, ...]


def by_cause(asked: Iterable[AskedOnce]) -> tuple[MissedFor, ...]:
    """The causes, words and questions, each with the most frequent first; then by name."""
    causes: dict[Cause, list[AskedOnce]] = defaultdict(list)
    for each in asked:
        causes[each.cause].append(each)
    found = [_missed_for(cause, entries) for cause, entries in causes.items()]
    return tuple(sorted(found, key=lambda group: (-group.times, group.cause)))


def _missed_for(cause: Cause, entries: list[AskedOnce]) -> MissedFor:
    words = Counter(word.casefold() for entry in entries for word in entry.words)
    same: dict[str, list[AskedOnce]] = defaultdict(list)
    for entry in entries:
        same[" ".join(entry.text.casefold().split())].append(entry)
    questions = [_missed(each) for each in same.values()]
    return MissedFor(
        cause=cause,
        times=len(entries),
        words=tuple(sorted(words.items(), key=lambda item: (-item[1], item[0]))),
        questions=tuple(sorted(questions, key=lambda q: (-q.times, q.text))),
    )


def _missed(entries: list[AskedOnce]) -> Missed:
    first = min(entries, key=lambda entry: entry.at)
    return Missed(
        text=first.text,
        times=len(entries),
        people=len({entry.viewer_id for entry in entries}),
        last=max(entry.at for entry in entries),
        understood=first.understood,
        chosen=tuple(dict.fromkeys(entry.chosen for entry in entries if entry.chosen)),
    )
