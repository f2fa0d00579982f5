"""`crumb words`: a file to begin with, how a sentence is read, and what to teach."""

import asyncio
import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.store.store import open_store
from crm.figures import MEASURES, State
from handlers.ports import AskedOnce, Cause
from handlers.teaching.defined import READ
from handlers.teaching.template import template
from handlers.teaching.words_file import REMOVE, SECTIONS, read_words
from tests.bot.command_line import ANN, NOW, alone, crumb, small_crm
from tests.bot.test_commands_questions import ONE
from tests.handlers.teaching.test_words_file import SCHEMA as CRM_SCHEMA
from tests.places import ROOT

Capture = pytest.CaptureFixture[str]


def _schema(name: str) -> Any:
    path = ROOT / "docs" / "schemas" / f"{name}.schema.json"
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


@pytest.fixture
def crm(tmp_path: Path) -> str:
    """URL of the small company's CRM."""
    return small_crm(tmp_path)


def keep(url: str, *entries: AskedOnce) -> None:
    """These questions were not answered."""
    store = open_store(url)
    for number, entry in enumerate(entries):
        asyncio.run(store.questions.add(replace(entry, id=f"q{number}")))
    asyncio.run(store.close())


def in_force(text: str) -> str:
    """The file with all its examples made to hold."""
    return re.sub(r"^# (?=(remove|[\w\".]+) = )", "", text, flags=re.MULTILINE)


def test_the_whole_way_from_an_unknown_word_to_an_answer(
    capsys: Capture, crm: str, tmp_path: Path
) -> None:
    """As an owner goes it: asked in vain, suggested, taught, checked, explained, answered."""
    database = ("--database", crm)
    asked = ("ask", "how many pursuits at the mills", "--as", ANN, "--now", NOW, *database)
    assert "I don't understand “pursuits”" in crumb(capsys, *asked).out
    keep(crm, replace(ONE, text="my open pursuits", words=("pursuits",)))
    said = crumb(capsys, "words", "suggest", "--now", NOW, *database).out
    assert '  [entities]\n  Opportunity = "pursuits"\n' in said
    made = crumb(capsys, "words", "init", *database)
    path = tmp_path / "data" / "crumb" / "words.toml"
    assert made.out == f"{path} is there to be filled in; `crumb check` reads it.\n"
    text = path.read_text(encoding="utf-8")
    text = text.replace("[entities]\n", '[entities]\nOpportunity = "pursuits"\n')
    path.write_text(text.replace("[names]\n", '[names]\n"Acme Mils" = "the mills"\n'))
    checked = crumb(capsys, "check", *database)
    assert "nobody and nothing is called Acme Mils. Nearest: Acme Mills" in checked.out
    path.write_text(path.read_text().replace("Acme Mils", "Acme Mills"))
    assert "note     Words" not in crumb(capsys, "check", *database).out
    explained = crumb(capsys, "words", "explain", "how many pursuits at the mills", *database)
    assert "  pursuits   Opportunity  (your word)\n" in explained.out
    assert "  the mills  account Acme Mills  (your word)\n" in explained.out
    answered = crumb(capsys, *asked, "--json")
    assert json.loads(answered.out)["value"] == 1
    assert crumb(capsys, "words", "suggest", "--now", NOW, *database).out == (
        "Every word of the last 30 days was understood.\n"
    )


def test_a_file_to_begin_with_changes_nothing(capsys: Capture, crm: str, tmp_path: Path) -> None:
    """It may be named, and is never written over."""
    made = crumb(capsys, "words", "init", "ours.toml", "--database", crm)
    assert (made.status, made.err) == (0, "")
    text = (tmp_path / "ours.toml").read_text(encoding="utf-8")
    assert read_words(text, CRM_SCHEMA).size == 0
    again = crumb(capsys, "words", "init", "ours.toml", "--database", crm)
    assert again.status == 1
    assert again.err == "There is a ours.toml already; it is left as it is.\n"


def test_it_can_be_written_before_there_is_a_crm(capsys: Capture, tmp_path: Path) -> None:
    """And says where it can't be."""
    assert crumb(capsys, "words", "init", "a/words.toml").status == 0
    (tmp_path / "file").write_text("")
    failed = crumb(capsys, "words", "init", "file/words.toml")
    assert failed.status == 1
    assert "file/words.toml can't be written" in failed.err


def test_all_examples_of_the_file_hold() -> None:
    """Once the # before them is gone; every section and definition is among them."""
    text = in_force(template())
    teaching = read_words(text, CRM_SCHEMA)
    assert teaching.size > 9
    table = tomllib.loads(text)
    assert {*SECTIONS, REMOVE, "definitions"} <= table.keys()
    assert table["definitions"].keys() == READ.keys()


def test_custom_fields_wait_in_it_for_their_words() -> None:
    """Those of this CRM, by name."""
    assert '# "Opportunity.Renewal_Risk__c" = ""\n' in template(CRM_SCHEMA)


def test_the_schema_for_editors_knows_what_the_file_knows() -> None:
    """Each section, definition, state and figure, and no others."""
    schema = _schema("words")
    assert schema["properties"].keys() == {*SECTIONS, REMOVE, "definitions", "en", "de"}
    defined = schema["$defs"]
    assert defined["language"]["properties"].keys() == {*SECTIONS, REMOVE}
    assert defined["definitions"]["properties"].keys() == READ.keys()
    assert defined["states"]["propertyNames"]["enum"] == list(State)
    assert {*defined["measures"]["propertyNames"]["enum"]} == MEASURES.keys()


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        (in_force(template()), True),
        ('[en]\nremove = ["a", "b"]\n[values."Account.Type"]\nCustomer = "x"', True),
        ("stale_days = 3", False),
        ('[fields]\nAmount = "x"', False),
        ('[states]\nstail = "x"', False),
        ("[definitions]\nstale_days = 0", False),
        ('[definitions]\ncustomer = { "Lead.Status" = "New" }', False),
        ('[phrases]\na = ["b"]', False),
    ],
)
def test_an_editor_sees_what_is_wrong(text: str, valid: bool) -> None:
    """As far as it can without the CRM; what Crumb takes it takes."""
    validator = Draft202012Validator(_schema("words"))
    assert validator.is_valid(tomllib.loads(text)) is valid
    if valid:
        read_words(text, CRM_SCHEMA)


def test_a_sentence_is_shown_with_what_is_asked(capsys: Capture, crm: str) -> None:
    """Each stretch with its meaning, the reading, and the query."""
    command = ("words", "explain", "my stale deals over 5k", "--now", NOW, "--database", crm)
    assert crumb(capsys, *command, "--as", ANN).out == (
        "  my     whose me\n"
        "  stale  state stale\n"
        "  deals  Opportunity\n"
        "  over   compare >\n"
        "  5k     5,000\n"
        "read as     Stale opportunities · Owner you · Amount over 5,000 · "
        "sorted by Amount, highest first\n"
        "asks for    Opportunity\n"
        "              where OwnerId = 005A (who asks)\n"
        "                and IsClosed = no\n"
        "                and (LastActivityDate < 2026-10-19 or (LastActivityDate is empty and "
        "CreatedDate < 2026-10-19 11:00+02:00))\n"
        "                and Amount > 5000\n"
        "              by Amount, highest first\n"
        "              50 at most\n"
    )


def test_what_is_left_over_is_shown(capsys: Capture, crm: str) -> None:
    """With what Crumb would say."""
    ended = crumb(capsys, "words", "explain", "my frobnicated deals", "--database", crm)
    assert (ended.status, ended.err) == (0, "")
    assert "  frobnicated  not understood\n" in ended.out
    assert "says        I don't understand “frobnicated”" in ended.out
    assert ended.out.endswith("left over   frobnicated\n")


@pytest.mark.parametrize(
    "sentence",
    ["deals by stage", "hello", "delete everything", "win rate by rep this year vs last year", "?",
     "last contact with Acme Mills", "my quota attainment", "set the amount of Acme looms to 5"],
)  # fmt: skip
def test_as_json_it_is_a_line_as_the_schema_has_it(
    capsys: Capture, crm: str, sentence: str
) -> None:
    """Whatever the sentence is."""
    command = ("words", "explain", sentence, "--json", "--as", ANN, "--database", crm)
    (said,) = crumb(capsys, *command).out.splitlines()
    found = json.loads(said)
    Draft202012Validator(_schema("words-explain")).validate(found)
    assert bool(found["queries"]) is (found["outcome"] == "read")


def test_a_phrase_is_shown_in_full(capsys: Capture, crm: str, tmp_path: Path) -> None:
    """Before its words."""
    (tmp_path / "crumb.toml").write_text("")
    (tmp_path / "words.toml").write_text('[phrases]\n"big fish" = "deals over 10k"\n')
    ended = crumb(capsys, "words", "explain", "my big fish", "--database", crm)
    assert ended.out.startswith("stands for  my deals over 10k\n  my ")


def test_a_stranger_is_told(capsys: Capture, crm: str) -> None:
    """In one sentence."""
    ended = crumb(capsys, "words", "explain", "deals", "--as", "no@x.example", "--database", crm)
    assert (ended.status, ended.out) == (1, "")
    assert ended.err == "Nobody in the CRM has the address no@x.example.\n"


def test_words_used_in_vain_come_with_lines_to_choose_from(capsys: Capture, crm: str) -> None:
    """Most frequent first; of a name nobody bears, the names like it."""
    keep(
        crm,
        replace(ONE, text="my quuxed deals", words=("quuxed",)),
        replace(ONE, text="My quuxed deals!", words=("quuxed",), viewer_id="005B"),
        replace(ONE, text="deals at cordwaner", words=("cordwaner",), cause=Cause.NOTHING_FOUND),
        replace(ONE, text="zork zork zork of the", words=("zork zork zork",)),
        replace(ONE, text="my deals", words=("deals",)),
    )
    command = ("words", "suggest", "--now", NOW, "--database", crm)
    said = crumb(capsys, *command).out
    assert said.startswith("quuxed (2 ×), as in: My quuxed deals!\n")
    assert '  [states]\n  open = "quuxed"\n' in said
    assert "deals (" not in said
    validator = Draft202012Validator(_schema("words-suggest"))
    found = [json.loads(line) for line in crumb(capsys, *command, "--json").out.splitlines()]
    assert found[0]["word"] == "quuxed"
    for each in found:
        validator.validate(each)
