"""A TOML text with the line on which each of its keys is written, for mistakes to point at."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")

Path = tuple[str, ...]
"""The keys that lead to a value: ("fields", "Opportunity.Amount")."""


def lines_of(text: str) -> dict[Path, int]:
    """The line, from 1, on which each key and each table of a valid TOML text begins."""
    found: dict[Path, int] = {}
    table: Path = ()
    for line, statement in _statements(text):
        if statement.lstrip().startswith("["):
            table = _longest(tomllib.loads(statement))
            found.setdefault(table, line)
            continue
        for path in _paths(tomllib.loads(statement)):
            for end in range(1, len(path) + 1):
                found.setdefault((*table, *path[:end]), line)
    return found


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each header, and each key with its value however many lines it takes, with its first line.

    A statement that goes on is no valid text by itself, so it ends where it first becomes one.
    """
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        bare = lines[at].strip()
        end = at + 1
        if bare and not bare.startswith("#"):
            while end < len(lines) and not _is_valid("\n".join(lines[at:end])):
                end += 1
            yield at + 1, "\n".join(lines[at:end])
        at = end


def _is_valid(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _paths(table: Mapping[str, Any]) -> Iterator[Path]:
    """The way to each value that is no table."""
    for key, value in table.items():
        if isinstance(value, dict) and value:
            yield from ((key, *path) for path in _paths(value))
        else:
            yield (key,)


def _longest(header: Mapping[str, Any]) -> Path:
    """The table that a header names."""
    for key, value in header.items():
        inner = value[0] if isinstance(value, list) else value
        return (key, *_longest(inner))
    return ()


def toml_text(text: str) -> str:
    """The text in quotes, as TOML has it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _CONTROL.sub(_code, escaped) + '"'


def _code(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04X}"
