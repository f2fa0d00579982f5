"""What of a sentence is a job title, and in which ways it may have been written."""

import pytest

from handlers.understanding.language.languages import ENGLISH
from handlers.understanding.text.titles import TitleFinder
from handlers.understanding.text.tokens import tokenise

STRANGE = {"reliability", "plant", "warehouse", "key"}


def longest(text: str) -> tuple[str, tuple[str, ...]]:
    """The longest title in the text, as written, and its names."""
    tokens = tokenise(text)
    finder = TitleFinder(tokens, ENGLISH.words.titles, lambda at: tokens[at].norm in STRANGE)
    found = max(finder.found(), key=lambda t: t.end - t.start, default=None)
    if found is None:
        return "", ()
    return " ".join(t.text for t in tokens[found.start : found.end]), found.names


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("the CFOs of Halden", "CFOs", "chief financial officer"),
        ("all C.F.O.s", "C.F.O.s", "cfo"),
        ("VPs of sales at Halden", "VPs of sales", "vice president of sales"),
        ("VP Sales", "VP Sales", "sales vp"),
        ("sales VPs", "sales VPs", "vp of sales"),
        ("heads of engineering", "heads of engineering", "engineering head"),
        ("warehouse managers", "warehouse managers", "warehouse manager"),
        (
            "a senior reliability engineer",
            "senior reliability engineer",
            "senior reliability engineer",
        ),
        ("directors of Halden", "directors", "director"),
        ("IT directors", "IT directors", "director of it"),
    ],
)
def test_a_title_is_found_with_what_it_is_about(text: str, title: str, name: str) -> None:
    """And in the other order, and by its short form."""
    found, names = longest(text)
    assert found == title
    assert name in names


@pytest.mark.parametrize(
    "text", ["my manager", "Caleb's manager", "who is the manager", "head over to Halden", "is it"]
)
def test_what_is_no_title(text: str) -> None:
    """A manager is somebody's, and a head is of something."""
    assert longest(text) == ("", ())
