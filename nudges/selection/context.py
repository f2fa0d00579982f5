"""What the stages of selection look at."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from crm.access import Viewer
from crm.query import Ref
from nudges.hours import Hours
from nudges.notice import Notice, Sent
from nudges.settings import NudgeSettings


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """The moment, the people by id, what was said so far, and what people asked not to hear.

    `sent` reaches back as far as any budget or rest does (`NudgeSettings.memory`). `blind` are the
    (person, rule) where the person may not see, or not change, what the rule is about.
    """

    now: datetime
    settings: NudgeSettings
    people: Mapping[str, Viewer]
    sent: tuple[Sent, ...] = ()
    snoozed: frozenset[tuple[str, Ref, str]] = frozenset()
    stopped: frozenset[tuple[str, str | None]] = frozenset()
    blind: frozenset[tuple[str, str]] = frozenset()
    _times: Mapping[str, list[datetime]] = field(init=False, repr=False, compare=False)
    _asked: Mapping[Ref, datetime] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError("now is a point in time with a zone")
        times: dict[str, list[datetime]] = defaultdict(list)
        asked: dict[Ref, datetime] = {}
        for sent in self.sent:
            times[sent.who].append(sent.at)
            asked[sent.record] = max(sent.at, asked.get(sent.record, sent.at))
        object.__setattr__(self, "_times", times)
        object.__setattr__(self, "_asked", asked)

    def hours(self, who: str) -> Hours:
        """The clock of that person."""
        return Hours.of(self.people.get(who), self.settings)

    def heard(self, who: str, since: datetime) -> int:
        """How often that person was written to since then.

        What a clock that was set back leaves in the future counts too.
        """
        return sum(at >= since for at in self._times.get(who, ()))

    def last_asked(self, record: Ref) -> datetime | None:
        """When anybody was last asked about the record."""
        return self._asked.get(record)


class Taken:
    """What this selection has let through so far; each notice after the more worthy ones."""

    def __init__(self) -> None:
        self._people: Counter[str] = Counter()
        self._records: set[Ref] = set()

    def add(self, notice: Notice) -> None:
        """The notice goes out."""
        self._people[notice.who] += 1
        self._records.add(notice.record)

    def count(self, who: str) -> int:
        """How many go out to that person."""
        return self._people[who]

    def has(self, record: Ref) -> bool:
        """Whether one about that record goes out."""
        return record in self._records
