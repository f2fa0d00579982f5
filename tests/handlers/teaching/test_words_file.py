"""A file of words is read as a whole: what it teaches, or every mistake in it with its line."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crm.access import Viewer
from crm.definitions import USUAL_DEFINITIONS, Team
from crm.names import Name, NameIndex
from crm.query import Op, Query, Related, compare
from crm.schema import Field, FieldType, Schema
from crm.standard import STANDARD
from handlers.teaching.mistakes import Mistake, WrongWords
from handlers.teaching.toml_lines import lines_of
from handlers.teaching.words_file import SECTIONS, Teaching, read_words
from handlers.understanding.language.languages import LANGUAGES
from handlers.understanding.reader import Asked, Reader
from handlers.understanding.reading import NoReading, Reading

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
DANA = Viewer(user_id="005D", name="Dana Whitfield", email="dana@x.example")
NAMES = NameIndex([Name("Account", "001G", "General Electric"), Name("Account", "001H", "Halden")])
SIZE = Field(
    name="Size__c", label="Size", type=FieldType.PICKLIST, picklist=("ENT", "MM"), custom=True
)
STRATEGIC = Field(name="Strategic__c", label="Strategic", type=FieldType.BOOLEAN, custom=True)
RISK = Field(name="Renewal_Risk__c", label="Renewal Risk", custom=True)
TCV = Field(name="TCV__c", label="Contract Value", type=FieldType.MONEY, custom=True)


def _schema() -> Schema:
    more = {"Account": (SIZE, STRATEGIC), "Opportunity": (RISK, TCV)}
    entities = (e.with_fields(*more.get(e.name, ())) for e in STANDARD)
    return replace(STANDARD, entities=tuple(entities))


SCHEMA = _schema()


def mistakes(text: str) -> list[str]:
    """What is wrong with the file."""
    with pytest.raises(WrongWords) as wrong:
        read_words(text, SCHEMA)
    return [str(mistake) for mistake in wrong.value.mistakes]


def taught_or_told(text: str) -> Teaching | tuple[Mistake, ...]:
    """What the file teaches, or what is wrong with it."""
    try:
        return read_words(text, SCHEMA)
    except WrongWords as wrong:
        return wrong.mistakes


def query(text: str, words: str) -> Query | None:
    """What a question asks where that file is taught; None where it is not understood."""
    teaching = read_words(words, SCHEMA)
    schema = replace(SCHEMA, definitions=teaching.definitions)
    reader = Reader(schema, NAMES, languages=teaching.languages)
    found = reader.read(Asked(text=text, viewer=DANA, now=NOW))
    return found.query if isinstance(found, Reading) else None


def test_an_empty_file_teaches_nothing() -> None:
    """The languages and definitions stay as they are."""
    teaching = read_words("# nothing yet\n", SCHEMA)
    assert teaching.definitions == USUAL_DEFINITIONS
    assert [language.words for language in teaching.languages] == [x.words for x in LANGUAGES]


@pytest.mark.parametrize(
    ("words", "asked", "same"),
    [
        ('[entities]\nOpportunity = "pursuit"', "my open pursuits", "my open deals"),
        ('[fields]\n"Opportunity.TCV__c" = "bag size"', "average bag size of deals",
         "average contract value of deals"),
        ('[fields]\n"Opportunity.Renewal_Risk__c" = ["churn risk", "wobble"]',
         "deals without a wobble", "deals without a renewal risk"),
        ('[values]\n"Account.Size__c" = { ENT = "enterprise, whales" }', "enterprise accounts",
         "accounts with size ENT"),
        ('[values."Account.Size__c"]\nent = "whale"', "whale accounts", "accounts with size ENT"),
        ('[states]\nstale = "rotting"', "rotting deals", "stale deals"),
        ('[measures]\nrevenue = "top line"', "our top line this year", "our revenue this year"),
        ('[names]\n"General Electric" = "GE, gee ee"', "open deals at GE",
         "open deals at General Electric"),
        ('[names]\n"General Electric" = "GE, gee ee"', "gee ee's phone",
         "General Electric's phone"),
        ('[phrases]\n"key account" = "accounts with more than 1000 employees"',
         "my key accounts", "my accounts with more than 1000 employees"),
        ('[phrases]\n"big fish" = "accounts with more than 1000 employees"\n'
         '"my whales" = "my big fish"', "how many my whales are there",
         "how many my accounts with more than 1000 employees are there"),
        ('[de.entities]\nOpportunity = "Vorgang"', "meine offenen Vorgang", "my open deals"),
        ('[de.phrases]\n"Kernkunden" = "Kunden mit mehr als 1000 Mitarbeitern"',
         "wie viele Kernkunden gibt es", "how many accounts with more than 1000 employees"),
        ('remove = "deal"\n[entities]\nOrder = "deal"', "open deals", "open orders"),
    ],
)  # fmt: skip
def test_a_word_taught_is_read_as_what_it_means(words: str, asked: str, same: str) -> None:
    """And without the file it is not understood, or something else."""
    taught = query(asked, words)
    assert taught is not None
    assert taught == query(same, words)
    assert query(asked, "") != taught


def test_a_word_taken_away_means_nothing_any_more() -> None:
    """Other words of the same thing stay."""
    words = 'remove = "logo, volume"'
    assert query("my logos", words) is None
    assert query("my customers", words) == query("my customers", "")
    assert query("my logos", '[en]\nremove = "logo"') is None


def test_definitions_are_read() -> None:
    """Each of them."""
    teaching = read_words(
        """
        [definitions]
        stale_days = 14
        open_order_statuses = ["Draft", "activated", "Shipped"]
        open_task_statuses = "Waiting"
        open_lead_statuses = ["New"]
        customer = { "Account.Type" = ["Customer", "Partner"] }
        team = "everybody below"
        fiscal_year_starts = "April"
        week_starts = "sunday"
        usual_date.Lead = "CreatedDate"
        usual_date.OrderItem = "Order.EffectiveDate"
        usual_amount.Opportunity = "TCV__c"
        """,
        SCHEMA,
    )
    meant = teaching.definitions
    assert meant.stale_days == 14
    assert meant.open_orders == ("Draft", "Activated", "Shipped")
    assert (meant.open_tasks, meant.open_leads) == (("Waiting",), ("New",))
    assert meant.customer == compare("Type", Op.IN, "Customer", "Partner")
    assert (meant.team, meant.fiscal_start_month, meant.week_start) == (Team.BELOW, 4, 6)
    assert meant.dates == {"Lead": "CreatedDate", "OrderItem": "Order.EffectiveDate"}
    assert meant.money == {"Opportunity": "TCV__c"}


@pytest.mark.parametrize("what", ["won opportunity", "order"])
def test_a_customer_may_be_who_bought(what: str) -> None:
    """Whatever the type of the account says."""
    meant = read_words(f'[definitions]\ncustomer = "{what}"', SCHEMA).definitions
    assert isinstance(meant.customer, Related)


def test_every_mistake_is_told_at_once_with_its_line() -> None:
    """Also those below the first, and by the nearest name there is."""
    assert mistakes(
        """# our words
[entities]
Deal = "pursuit"
Opportunity = ""

[fields]
"Opportunity.Ammount" = "tcv"
"Amount" = "tcv"
Opportunity.Amount = "tcv"
[values."Account.Size__c"]
# sizes
MID = '''
middle'''
[values]
"Account.Strategic__c" = { true = "strategic" }
"Opportunity.TCV__c" = "lots"
[states]
stail = "old"
[measures]
reveneu = "top line"
[definition]
stale_days = 14
"""
    ) == [
        "line 3: there is no kind of record Deal. Nearest: Opportunity.",
        "line 4: there is no word here.",
        "line 7: there is no field Opportunity.Ammount. Nearest: Opportunity.Amount.",
        'line 8: a field is written like "Opportunity.Amount", not Amount.',
        'line 9: Opportunity has a dot and needs quotes: "Opportunity.…".',
        "line 12: Size has no value MID. It has ENT, MM.",
        "line 15: Account.Strategic__c is yes or no: its words stand under [fields].",
        'line 16: Opportunity.TCV__c takes values and their words: { "One" = "word" }.',
        "line 18: there is no state stail. Nearest: stale.",
        "line 20: there is no figure reveneu. Nearest: revenue.",
        "line 21: there is no section definition. Nearest: definitions.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("stale_days = 0", "line 2: stale_days is a number of days from 1 to 3650."),
        ("stale_days = true", "stale_days is a number of days"),
        ("stale_day = 3", "there is no definition stale_day. Nearest: stale_days."),
        ("open_order_statuses = []", "open_order_statuses is a list of one value or more."),
        ("open_order_statuses = 3", 'open_order_statuses is a list such as ["One", "Another"].'),
        ('open_order_statuses = ["Drafted"]', "Status has no value Drafted. Nearest: Draft."),
        ('team = "all"', "team is one of direct reports, everybody below."),
        ('week_starts = "Sonntag"', "week_starts is one of Monday, Tuesday"),
        ("fiscal_year_starts = 4", "fiscal_year_starts is one of January, February"),
        ('customer = "nice people"', 'customer is "won opportunity" or "order", or {'),
        ('customer = { "Opportunity.Type" = "New" }', "Opportunity.Type is no text or picklist of"),
        ('usual_date = "CloseDate"', "usual_date is written usual_date.Opportunity"),
        ('usual_date.Opportunity = "Amount"', "Amount is no date of Opportunity itself."),
        ('usual_date.Opportunity = "ClosDate"',
         "there is no field Opportunity.ClosDate. Nearest: Opportunity.CloseDate."),
        ('usual_amount.OrderItem = "Order.TotalAmount"', "is no amount of OrderItem itself."),
        ("usual_amount.Opportunity = 3", "this takes the name of a field, in quotes."),
    ],
)  # fmt: skip
def test_a_definition_that_makes_no_sense_is_told(text: str, said: str) -> None:
    """By its own line."""
    (mistake,) = mistakes(f"[definitions]\n{text}\n")
    assert said in mistake


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("entities = 3", "entities is a section: a line [entities]"),
        ("de = 3", "de is a section"),
        ("[de]\nentitys = 3", "line 2: there is no section entitys. Nearest: entities."),
        ('[entities]\nOpportunities = "x y"', "no kind of record Opportunities. Nearest: Opp"),
        ("[entities]\nOpportunity = 3", 'words are written "one, another of them"'),
        ('[entities]\nOpportunity = "a b c d e f g h"', "is longer than 7 words"),
        ('[entities]\nOpportunity = "12"', "has no word in it"),
        ('[entities]\nOpportunity = "pursuit (old)"', "can't hold (, which questions are read"),
        ('[entities]\nOpportunity = "of"', "“of” holds sentences together (en)"),
        ('[names]\nAcme = "und"', "“und” holds sentences together (de)"),
        ('[phrases]\n"a one" = "a two"\n"a two" = "my a one"', "“a one” stands for itself"),
        ("[phrases]\nbig = 3", "“big” stands for a part of a question, in quotes."),
        ('[phrases]\n"b one" = "' + "deals " * 60 + '"', "stands for more than 300 characters"),
        ("[entities", "line 1: this can't be read: Expected"),
        ("x = 1\nx = 2", "line 2: this can't be read: Cannot overwrite a value"),
        ("#" * 200_001, "line 1: the file is longer than 200,000 characters."),
    ],
)
def test_what_is_no_word_is_told(text: str, said: str) -> None:
    """In a sentence."""
    assert any(said in mistake for mistake in mistakes(text)), mistakes(text)


def test_phrases_that_grow_without_end_are_refused_soon() -> None:
    """Each stands for ten of the one before it."""
    lines = ["[phrases]", '"lol a" = "deals"']
    for one, other in zip("abcdefghij", "bcdefghijk", strict=True):
        lines.append(f'"lol {other}" = "{" ".join([f"lol {one}"] * 10)}"')
    assert any("stands for more than" in mistake for mistake in mistakes("\n".join(lines)))


_NAMES = st.sampled_from(
    [*SECTIONS, "definitions", "remove", "de", "Opportunity", "Opportunity.Amount", "stale", "x",
     "Account.Size__c", "ENT", "stale_days", "customer", "usual_date", "team", "a b"]
)  # fmt: skip
_VALUES = st.recursive(
    st.text(max_size=12) | st.integers(-9, 99) | st.booleans() | st.sampled_from(["New", "order"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=12,
)


def _written(value: Any) -> str:
    """A value as TOML has it inline."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return f"{{ {', '.join(f'{_quoted(k)} = {_written(v)}' for k, v in value.items())} }}"


def _quoted(text: str) -> str:
    escaped = "".join(f"\\U{ord(c):08X}" if not c.isalnum() else c for c in text)
    return f'"{escaped}"'


@given(st.dictionaries(_NAMES, _VALUES, max_size=5))
@settings(max_examples=100)
def test_any_file_teaches_or_is_refused(table: dict[str, Any]) -> None:
    """Whatever stands in it, and each mistake has a line of the file."""
    text = "\n".join(f"{_quoted(name)} = {_written(value)}" for name, value in table.items())
    found = taught_or_told(text)
    if isinstance(found, Teaching):
        reader = Reader(SCHEMA, NAMES, languages=found.languages)
        said = reader.read(Asked(text="open deals a b x New", viewer=DANA, now=NOW))
        assert isinstance(said, Reading | NoReading)
    else:
        assert found
        assert all(1 <= mistake.line <= max(1, len(table)) for mistake in found)
        assert all(mistake.sentence.endswith(".") for mistake in found)


@given(st.text(max_size=200))
@example("\x00")
@example("a = 1\r\n[b")
def test_any_text_teaches_or_is_refused(text: str) -> None:
    """Also what is no TOML at all."""
    found = taught_or_told(text)
    if not isinstance(found, Teaching):
        assert 1 <= found[0].line <= text.count("\n") + 1


def test_each_key_is_found_on_its_line() -> None:
    """However it is written."""
    text = """# a comment
one = 1
two = [
  1, # with [brackets]
  2,
]
three = '''
[not a table]
four = 4
'''

[table."dotted.name"]
  a.b = { c = 1, "d" = 2 }
[[rows]]
x = 1
"""
    found = lines_of(text)
    assert (found["one",], found["two",], found["three",]) == (2, 3, 7)
    assert ("four",) not in found
    assert found["table", "dotted.name"] == 12
    assert found["table", "dotted.name", "a", "b", "d"] == 13
    assert found["rows", "x"] == 15
