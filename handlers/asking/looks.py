"""Since when somebody has not looked: "what changed since I last looked"."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.ports import Looks
from handlers.speech import ENGLISH, speaking
from handlers.understanding.described.changes import changes_told
from handlers.understanding.described.query import Describer
from handlers.understanding.draft import Draft
from handlers.understanding.reading import Reading
from handlers.understanding.wanted import Counting, Wanted

_MOMENT = timedelta(microseconds=1)


class LooksHere:
    """As handlers.ports.Looks has it, for as long as the program runs: for the command line."""

    def __init__(self) -> None:
        self._looks: dict[tuple[str, str], datetime] = {}

    async def last(self, person: str, what: str) -> datetime | None:
        """When."""
        return self._looks.get((person, what))

    async def note(self, person: str, what: str, at: datetime) -> None:
        """They are told now."""
        self._looks[person, what] = at


async def settled(reading: Reading, looks: Looks, describer: Describer) -> Reading:
    """The reading with the moment since when, where that is the last look at these records.

    Who looked at everything looked at each field. Without any look, the start stays as it is, and
    the answer says so.
    """
    wanted = reading.wanted
    if wanted is None or not wanted.since_last:
        return reading
    general = replace(wanted, fields=(), course=None, into=(), out_of=())
    found = [
        await looks.last(describer.viewer.user_id, _what(reading, each, describer))
        for each in (wanted, general)
    ]
    last = max((look for look in found if look), default=None)
    start = wanted.start if last is None else last + _MOMENT  # what was told then is not new
    return replace(reading, wanted=replace(wanted, start=start, assumed=last is None))


async def noted(reading: Reading, looks: Looks, describer: Describer, now: datetime) -> None:
    """Keep that the person was told, where they were told all of it up to now."""
    wanted = reading.wanted
    if wanted is None or wanted.counting is not Counting.NOTHING or wanted.latest:
        return
    up_to_now = wanted.end is None or wanted.end > now
    if up_to_now and (wanted.since_last or wanted.anything):
        await looks.note(describer.viewer.user_id, _what(reading, wanted, describer), now)


def with_since(reading: Reading) -> Draft | None:
    """The question taken apart, for what goes on from it: of the same time, whatever is looked at
    meanwhile.
    """
    said, wanted = reading.said, reading.wanted
    if said is None or said.change is None or wanted is None or not wanted.since_last:
        return said
    return replace(said, change=replace(said.change, since_last=False, since=wanted.start))


def _what(reading: Reading, wanted: Wanted, describer: Describer) -> str:
    """What was looked at, in words, without the time; the same in whichever language."""
    with speaking(ENGLISH):
        return " · ".join([*changes_told(describer, reading.query, wanted)][:-1])
