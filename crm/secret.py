"""A token, or another text that nobody may read in a log or a traceback."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """Only who asks for the `text` gets it."""

    text: str

    def __repr__(self) -> str:
        return "Secret(…)"
