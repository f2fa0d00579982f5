"""How it stands with one thing, as `crumb check` says it."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it stands with one thing; WRONG alone keeps Crumb from running."""

    FINE = "ok"
    ABSENT = "not set"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    state: State
    sentence: str

    def __str__(self) -> str:
        return f"{self.state.value:<8} {self.sentence}"
