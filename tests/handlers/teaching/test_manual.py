"""The manual of the file of words tells all there is, and its example is one."""

import re
from dataclasses import fields

from crm.definitions import Definitions
from crm.figures import MEASURES, State
from handlers.teaching.defined import READ
from handlers.teaching.words_file import REMOVE, SECTIONS, read_words
from tests.handlers.teaching.test_words_file import SCHEMA
from tests.places import ROOT

MANUAL = (ROOT / "docs" / "reference-words-file.md").read_text(encoding="utf-8")


def test_every_section_and_definition_is_told() -> None:
    """With each state and figure by its name."""
    names = [f"`[{name}]`" for name in SECTIONS] + [f"`{REMOVE}`", "`[definitions]`"]
    names += [f"`{name}`" for name in (*State, *MEASURES)]
    names += [f"`{name}.Opportunity`" if "usual" in name else f"`{name}`" for name in READ]
    assert [name for name in names if name not in MANUAL] == []


def test_every_definition_can_be_set() -> None:
    """None is left to the code alone."""
    assert {meant for meant, _ in READ.values()} == {f.name for f in fields(Definitions)}


def test_the_example_teaches() -> None:
    """As it stands there."""
    (example,) = re.findall(r"```toml\n(.*?)```", MANUAL, re.DOTALL)
    teaching = read_words(example, SCHEMA)
    assert teaching.size > 5
    assert teaching.definitions.stale_days == 14
