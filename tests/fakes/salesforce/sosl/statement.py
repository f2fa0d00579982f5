"""The whole statement: what to find, in which fields, of which objects.

SOSL, "SOSL Syntax", "IN SearchGroup", "RETURNING FieldSpec", "LIMIT n": at most 2,000 records in
all; the clauses within RETURNING are those of SOQL.
"""

import re
from dataclasses import dataclass

from tests.fakes.salesforce.sosl.find import malformed_search

MOST = 2_000
_FIND = re.compile(r"\s*FIND\s*\{((?:[^{}\\]|\\.)*)\}", re.IGNORECASE | re.DOTALL)
_GROUP = re.compile(r"\s+IN\s+(ALL|NAME|EMAIL|PHONE|SIDEBAR)\s+FIELDS", re.IGNORECASE)
_RETURNING = re.compile(r"\s+RETURNING\s+", re.IGNORECASE)
_NAME = re.compile(r"\s*(\w+)\s*")
_LIMIT = re.compile(r"\s*LIMIT\s+(\d+)\s*", re.IGNORECASE)
_CLAUSE = re.compile(r"\s+(WHERE|ORDER\s+BY|LIMIT|OFFSET|USING)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """`returning` are objects with the SOQL that answers for each."""

    query: str
    group: str
    returning: tuple[tuple[str, str], ...]
    limit: int


def statement(text: str) -> Statement:
    """The statement; raises MALFORMED_SEARCH."""
    match = _FIND.match(text)
    if match is None:
        raise malformed_search("line 1:1 unexpected token: expecting FIND {…}")
    at, group = match.end(), "ALL"
    if found := _GROUP.match(text, at):
        at, group = found.end(), found[1].upper()
    returning: list[tuple[str, str]] = []
    if found := _RETURNING.match(text, at):
        at = found.end()
        at = _specs(text, at, returning)
    limit = MOST
    if found := _LIMIT.match(text, at):
        at, limit = found.end(), min(MOST, int(found[1]))
    if text[at:].strip():
        raise malformed_search(f"unexpected token: {text[at:].strip()[:40]}")
    return Statement(match[1], group, tuple(returning), limit)


def _specs(text: str, at: int, into: list[tuple[str, str]]) -> int:
    while True:
        name = _NAME.match(text, at)
        if name is None:
            raise malformed_search("RETURNING needs objects")
        at, inside = name.end(), "Id"
        if text[at : at + 1] == "(":
            end = _closing(text, at)
            inside, at = text[at + 1 : end], end + 1
        clause = _CLAUSE.search(inside)
        cut = clause.start() if clause else len(inside)
        soql = f"SELECT {inside[:cut]} FROM {name[1]}{inside[cut:]}"
        into.append((name[1], soql))
        rest = re.compile(r"\s*,").match(text, at)
        if rest is None:
            return at
        at = rest.end()


def _closing(text: str, at: int) -> int:
    """Where the parenthesis that opens there is closed, strings apart."""
    depth, quoted = 0, False
    for place in range(at, len(text)):
        char = text[place]
        if char == "'" and text[place - 1] != "\\":
            quoted = not quoted
        elif not quoted:
            depth += (char == "(") - (char == ")")
            if depth == 0:
                return place
    raise malformed_search("expecting ')'")
