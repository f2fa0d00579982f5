"""What a rule is: which records it flags, and what it says to their owners."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from crm.definitions import Definitions
from crm.query import Condition, Value
from nudges.settings import NudgeSettings

# Examples are told as of this day, a Monday.
EXAMPLE_DAY: Final = date(2026, 11, 16)

Flags = Callable[[date, NudgeSettings, Definitions], Condition]


@dataclass(frozen=True, slots=True)
class Example:
    """A record as of EXAMPLE_DAY, by those fields that matter to the rule."""

    story: str
    values: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One reason to write to the owner of a record of `entity`.

    `condition` gives the records it flags, for the calendar day it is for their owner and by what
    the organisation means. `field` is
    what is asked for, with the question `ask`; `why` tells the owner what they have from it, and
    `looks` which records are looked for. `since` is the path that says how long a record is one of
    them; None where only the history of `field` does.
    `facts` are the paths shown before anything is asked. `size` and `due` are the amount and date
    by which one record is worth more of a person's attention than another.
    """

    name: str
    entity: str
    field: str
    ask: str
    why: str
    condition: Flags
    facts: tuple[str, ...]
    flagged: Example
    fine: Example
    size: str | None = None
    due: str | None = None
    looks: str = ""
    since: str | None = None

    @property
    def settled_by_answer(self) -> bool:
        """Whether an answer is what it looks for, so that it stops flagging by itself."""
        return self.since in (None, self.field)

    def __post_init__(self) -> None:
        if not self.name.replace("_", "").isalpha() or not self.name.islower():
            raise ValueError("a rule is named in small letters and underscores")
        if not all((self.entity, self.field, self.ask.strip(), self.why.strip())):
            raise ValueError(f"{self.name} asks for a field of an entity, and says why")
