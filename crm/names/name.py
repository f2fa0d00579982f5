"""A name, and a name found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A record's name. `worth` breaks ties between names that are equally like (more is first)."""

    entity: str
    id: str
    text: str
    worth: float = 0.0

    def __post_init__(self) -> None:
        if not self.entity or not self.id:
            raise ValueError("a name belongs to a record: entity and id must not be empty")


@dataclass(frozen=True, slots=True)
class Match:
    """A name found: from 0.9 the score is sure, from 0.7 worth asking. `exact`: the whole name."""

    name: Name
    score: float
    exact: bool
