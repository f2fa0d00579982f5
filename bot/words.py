"""The owner's file of words as it lies on this machine."""

from pathlib import Path

from crm.schema import Schema
from handlers.teaching.mistakes import Mistake, WrongWords
from handlers.teaching.words_file import LARGEST, Teaching, read_words

Signature = tuple[int, int, int] | None
"""What tells one state of a file from another; None where there is none."""


def signature(path: Path) -> Signature:
    """When the file was written, how long it is, and which it is."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def taught_by(path: Path, schema: Schema) -> Teaching:
    """What the file teaches in the CRM of that schema; nothing, where there is no such file.

    Blocks for a moment. Raises WrongWords.
    """
    try:
        text = _text(path)
    except FileNotFoundError:
        return Teaching()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not in UTF-8"
        raise WrongWords([Mistake(1, f"it can't be read: {reason}.")]) from None
    return read_words(text, schema)


def sentences(path: Path, mistakes: tuple[Mistake, ...]) -> tuple[str, ...]:
    """Each mistake with the file's name."""
    return tuple(f"{path.name}, {mistake}" for mistake in mistakes)


def _text(path: Path) -> str:
    with path.open(encoding="utf-8-sig") as file:
        return file.read(LARGEST + 1)
