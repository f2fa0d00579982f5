"""What stands within `FIND {…}`, as a test on the words of a text.

SOSL, "FIND {SearchQuery}": words and "phrases", AND, OR, AND NOT and parentheses, read from left to
right; words side by side must all be there; `*` stands for any characters in the middle or at the
end of a word, `?` for one. Reserved: ? & | ! { } [ ] ( ) ^ ~ * : \\ " ' + - , each plain behind a
backslash. Text is taken apart at spaces and punctuation, and compared without regard to case.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.fakes.salesforce.errors import ApiError

NO_ROWS, NO_OPERATORS = 10_000, 4_000  # "SOSL Limits"
_SHORTEST = 2
_WORDS = re.compile(r"\w+")
_TOKEN = re.compile(
    r'\s+|(?P<mark>[()])|"(?P<phrase>(?:[^"\\]|\\.)*)"|(?P<word>(?:\\.|[^\s()"\\])+)'
)
_RESERVED = re.compile(r"(?<!\\)(?:\\\\)*[&|!{}\[\]^~:'+\-]")

Test = Callable[[Sequence[str]], bool]


def malformed_search(why: str) -> ApiError:
    """The search is not SOSL."""
    return ApiError("MALFORMED_SEARCH", why)


def words(text: str | None) -> list[str]:
    """A text as the index has it."""
    return _WORDS.findall((text or "").replace("_", " ").lower())


def matcher(query: str) -> Test:
    """The test that a search query stands for; raises MALFORMED_SEARCH."""
    if len(query) > NO_ROWS:
        return lambda found: False
    parser = _Parser(_tokens(query), len(query) <= NO_OPERATORS)
    test = parser.either()
    if parser.place < len(parser.tokens):
        raise malformed_search(f"unexpected token: {parser.tokens[parser.place][1]}")
    return test


def _tokens(query: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while at < len(query):
        match = _TOKEN.match(query, at)
        if match is None:
            raise malformed_search(f"no viable alternative at character {query[at]!r}")
        if match.lastgroup:
            found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    if not found:
        raise malformed_search("search term must be longer than one character: ")
    return found


@dataclass
class _Parser:
    tokens: list[tuple[str, str]]
    operators: bool
    place: int = 0

    def skip(self, *wanted: str) -> bool:
        if self.operators and self.place < len(self.tokens):
            kind, text = self.tokens[self.place]
            if kind != "phrase" and text.upper() in wanted:
                self.place += 1
                return True
        return False

    def either(self) -> Test:
        tests = [self.all()]
        while self.skip("OR"):
            tests.append(self.all())
        return lambda found: any(test(found) for test in tests)

    def all(self) -> Test:
        tests = [self.one()]
        while self.place < len(self.tokens) and not self._ends():
            joined = self.skip("AND")
            if joined and self.skip("NOT"):
                tests.append(_not(self.one()))
            else:
                tests.append(self.one())
        return lambda found: all(test(found) for test in tests)

    def _ends(self) -> bool:
        kind, text = self.tokens[self.place]
        return text == ")" if kind == "mark" else self.operators and text.upper() == "OR"

    def one(self) -> Test:
        if self.place >= len(self.tokens):
            raise malformed_search("unexpected end of search query")
        if self.skip("("):
            inner = self.either()
            if not self.skip(")"):
                raise malformed_search("expecting ')'")
            return inner
        kind, text = self.tokens[self.place]
        self.place += 1
        if kind == "mark":
            raise malformed_search(f"unexpected token: {text}")
        return _phrase(text) if kind == "phrase" else _word(text)


def _not(test: Test) -> Test:
    return lambda found: not test(found)


def _word(text: str) -> Test:
    """One written word may be several in the index: all of them side by side."""
    if _RESERVED.search(text):
        raise malformed_search(f"reserved characters are to be escaped: {text}")
    return _in_a_row(_patterns(text))


def _phrase(text: str) -> Test:
    return _in_a_row(_patterns(text))


def _patterns(text: str) -> list[re.Pattern[str]]:
    plain = re.sub(r"\\(.)", lambda m: f"\\{m[1]}" if m[1] in "*?" else m[1], text)
    length = len(re.sub(r"[*\\?]", "", plain))
    if length < _SHORTEST:
        raise malformed_search(f"search term must be longer than one character: {text}")
    if plain[0] in "*?":
        raise malformed_search(f"a wildcard cannot be the first character: {text}")
    pieces = re.findall(r"(?:\w|(?<!\\)[*?])+", re.sub(r"\\[*?]", " ", plain.replace("_", " ")))
    return [re.compile(_pattern(piece.lower())) for piece in pieces]


def _pattern(piece: str) -> str:
    return re.escape(piece).replace(r"\*", r"\w*").replace(r"\?", r"\w")


def _in_a_row(patterns: list[re.Pattern[str]]) -> Test:
    def test(found: Sequence[str]) -> bool:
        last = len(found) - len(patterns)
        return bool(patterns) and any(
            all(p.fullmatch(found[at + n]) for n, p in enumerate(patterns))
            for at in range(last + 1)
        )

    return test
