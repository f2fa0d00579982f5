"""What is wrong with a file of words: all of it at once, each with its line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from handlers.teaching.toml_lines import Path


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """A line, from 1, and a sentence about it."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.sentence}"


class WrongWords(Exception):
    """The file can't be used; `mistakes` has all that is wrong with it, by line."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes))
        super().__init__(" ".join(map(str, self.mistakes)))


@dataclass
class Report:
    """Gathers mistakes at the keys where they are made."""

    lines: Mapping[Path, int]
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, path: Path, sentence: str) -> None:
        """Something is wrong at that key."""
        self.mistakes.append(Mistake(self.line(path), sentence))

    def here(self, language: str, path: Path) -> Path:
        """The key in the section of that language where it stands there, else in the one of all."""
        own = (language, *path)
        return own if own in self.lines else path

    def line(self, path: Path) -> int:
        """The line of the key, or of the nearest one around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1


def nearest(name: str, known: Iterable[str], labels: Mapping[str, str] | None = None) -> str:
    """ " Nearest: Amount." of those names that are most like it; "" where none is.

    `labels` are names by what people call them.
    """
    spelled = {_bare(label): one for label, one in (labels or {}).items()}
    spelled |= {_bare(one): one for one in known}
    found = process.extract(_bare(name), spelled.keys(), scorer=fuzz.ratio, score_cutoff=60)
    close = (spelled[one] for one, score, _ in found if score > found[0][1] - 5)
    return f" Nearest: {', '.join(dict.fromkeys(close))}." if found else ""


def _bare(name: str) -> str:
    return name.casefold().replace("__c", "").replace("_", "").replace(" ", "")
