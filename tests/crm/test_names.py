"""Names: a record is found as people write its name, and nobody is found by an everyday word."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.names import Match, Name, NameIndex
from crm.names.spelling import all_words, words

SURE, LIKELY = 0.9, 0.7

TEXTS = (
    "Acme", "Acme Holdings Inc.", "Acme Berlin GmbH", "Globex Corporation", "Target",
    "Blue Sky Logistics GmbH", "Müller & Söhne KG", "O'Brien Partners", "Northwind Traders",
    "International Business Machines Corp", "OpenText Inc", "Total Energy Systems", "AT&T",
    "Smith & Sons", "Initech", "Umbrella Corp.", "Café Olé", "Łódź Steel", "Stark Industries",
    "Anna Lidman", "Ben Carter", "Anna Smith", "Jean-Luc Moreau", "Renewal 2025", "Renewal 2026",
)  # fmt: skip


@pytest.fixture(scope="module")
def index() -> NameIndex:
    """A small company's names."""
    return NameIndex(Name("account", f"001{i:012}", text) for i, text in enumerate(TEXTS))


def _best(index: NameIndex, text: str) -> tuple[str, float]:
    found = index.find(text)
    return (found[0].name.text, found[0].score) if found else ("", 0.0)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("acme holdings", "Acme Holdings Inc."), ("ACME HOLDINGS INC", "Acme Holdings Inc."),
        ("glbex", "Globex Corporation"), ("globx corp", "Globex Corporation"),
        ("Globex Ltd", "Globex Corporation"), ("gloebx", "Globex Corporation"),
        ("acme holdigns", "Acme Holdings Inc."), ("northwnd traders", "Northwind Traders"),
        ("bluesky", "Blue Sky Logistics GmbH"), ("blue sky", "Blue Sky Logistics GmbH"),
        ("Blue-Sky Logistics", "Blue Sky Logistics GmbH"), ("open text", "OpenText Inc"),
        ("mueller", "Müller & Söhne KG"), ("muller sohne", "Müller & Söhne KG"),
        ("Müller und Söhne", "Müller & Söhne KG"), ("cafe ole", "Café Olé"),
        ("lodz steel", "Łódź Steel"), ("obrien", "O'Brien Partners"),
        ("O’Brien", "O'Brien Partners"), ("smith and sons", "Smith & Sons"),
        ("at&t", "AT&T"), ("AT & T", "AT&T"), ("att", "AT&T"), ("AT and T", "AT&T"),
        ("lidman anna", "Anna Lidman"), ("Lidman, Anna", "Anna Lidman"),
        ("jean luc moreau", "Jean-Luc Moreau"), ("moreau", "Jean-Luc Moreau"),
        ("ibm", "International Business Machines Corp"), ("total energy", "Total Energy Systems"),
        ("int'l business machines", "International Business Machines Corp"),
        ("renewal 2026", "Renewal 2026"),
        ("a. lidman", "Anna Lidman"), ("b carter", "Ben Carter"), ("Ben C.", "Ben Carter"),
        ("smithsons", "Smith & Sons"), ("umbrela", "Umbrella Corp."),
        ("stark industires", "Stark Industries"), ("Ас\u200bme Holdings", "Acme Holdings Inc."),
    ],
)  # fmt: skip
def test_a_name_is_surely_found_however_it_is_written(
    index: NameIndex, written: str, meant: str
) -> None:
    """Misspelt, shortened, joined, parted, swapped, without accents or company form."""
    text, score = _best(index, written)
    assert text == meant
    assert score >= SURE


@pytest.mark.parametrize(
    ("written", "near"),
    [("umbr", "Umbrella Corp."), ("glob", "Globex Corporation"), ("northw", "Northwind Traders"),
     ("moreu", "Jean-Luc Moreau")],
)  # fmt: skip
def test_the_beginning_of_a_name_is_not_sure(index: NameIndex, written: str, near: str) -> None:
    """It is worth asking back, and no answer."""
    text, score = _best(index, written)
    assert text == near
    assert LIKELY <= score < SURE


@pytest.mark.parametrize(
    "written",
    ["open", "opens", "total deals", "north", "the", "stage", "orders", "globex renewal", "zzyzx",
     "acme munich", "initech pipeline", "renewal 2027", "", "!!!", "a", "xx", "order", "smth x",
     "inc", "the company"],
)  # fmt: skip
def test_nobody_is_found_by_everyday_words_or_with_foreign_ones(
    index: NameIndex, written: str
) -> None:
    """A word like "open" never means a name by its beginning, and no part of a text is dropped."""
    assert _best(index, written)[1] < LIKELY


@pytest.mark.parametrize(
    ("written", "meant"), [("target", "Target"), ("total", "Total Energy Systems")]
)
def test_an_everyday_word_means_the_name_that_has_it(
    index: NameIndex, written: str, meant: str
) -> None:
    """An account may be called Target."""
    assert _best(index, written)[0] == meant
    assert _best(index, written)[1] >= SURE


def test_the_whole_name_beats_a_longer_one(index: NameIndex) -> None:
    """Exactly what was written comes first, with a score of one."""
    first, second, third = index.find("acme")[:3]
    assert (first.name.text, first.score, first.exact) == ("Acme", 1.0, True)
    assert not second.exact
    assert 0.94 < second.score < 0.97
    assert second.score == third.score


def test_names_equally_like_have_equal_scores(index: NameIndex) -> None:
    """So that the asker can be asked which one."""
    first, second = index.find("anna")[:2]
    assert {first.name.text, second.name.text} == {"Anna Lidman", "Anna Smith"}
    assert first.score == second.score


def test_of_equals_the_one_worth_more_comes_first() -> None:
    """Worth is what the caller says: open amount, or how often it was asked for."""
    index = NameIndex([Name("account", "1", "Acme One"), Name("account", "2", "Acme Two", 5.0)])
    assert [match.name.id for match in index.find("acme")] == ["2", "1"]


def test_only_the_entities_asked_for_are_searched() -> None:
    """A person and an account may share a name."""
    index = NameIndex([Name("account", "1", "Anna Foods"), Name("user", "2", "Anna Smith")])
    found = index.find("anna", entities=frozenset({"user"}))
    assert [match.name.id for match in found] == ["2"]


def test_a_record_with_several_names_is_found_once() -> None:
    """By whichever is most like what was written."""
    index = NameIndex([Name("user", "1", "Robert Brown"), Name("user", "1", "Bob")])
    assert [(m.name.text, m.exact) for m in index.find("bob")] == [("Bob", True)]
    assert len(index.find("robert")) == 1


def test_exact_takes_case_accents_and_marks_as_equal(index: NameIndex) -> None:
    """All the names that are the text, and no others."""
    assert [name.text for name in index.exact("ACME")] == ["Acme"]
    assert [name.text for name in index.exact("cafe ole")] == ["Café Olé"]
    assert index.exact("acme hold") == ()


def test_a_record_is_known_by_its_id_in_both_lengths(index: NameIndex) -> None:
    """The three letters after the fifteenth only check the others."""
    by_short = index.by_id("001000000000003")
    assert by_short is not None
    assert by_short.text == "Globex Corporation"
    assert index.by_id("001000000000003AAA") == by_short
    assert index.by_id("001000000000003", "contact") is None
    assert index.by_id("nothing") is None


@pytest.mark.parametrize(
    ("word", "known"),
    [("acme", True), ("Acme", True), ("o'brien", True), ("söhne", True), ("inc", False),
     ("and", False), ("deals", False), ("", False)],
)  # fmt: skip
def test_a_word_of_a_name_is_known_at_once(index: NameIndex, word: str, known: bool) -> None:
    """Company forms and small words are in names, and say nothing."""
    assert index.has_token(word) is known


def test_names_can_be_added_taken_away_and_replaced() -> None:
    """The index changes as the CRM does."""
    index = NameIndex([Name("account", "1", "Acme"), Name("account", "2", "Müller")])
    index.add([Name("account", "3", "Globex")])
    assert _best(index, "globex") == ("Globex", 1.0)
    index.update([Name("account", "3", "Initech")])
    assert _best(index, "globex")[1] < LIKELY
    assert _best(index, "initech") == ("Initech", 1.0)
    index.remove(["2"])
    assert _best(index, "mueller")[1] < LIKELY
    assert (len(index), index.by_id("2")) == (2, None)


def test_taking_away_heeds_the_entity() -> None:
    """Two records of different kinds may have the same id."""
    index = NameIndex([Name("account", "1", "Acme"), Name("product", "1", "Anvil")])
    index.remove(["1"], "product")
    assert _best(index, "acme") == ("Acme", 1.0)
    assert _best(index, "anvil") == ("", 0.0)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(st.sampled_from(TEXTS), max_size=4), max_size=8), st.data())
def test_an_index_made_step_by_step_is_one_made_at_once(
    batches: list[list[str]], data: st.DataObject
) -> None:
    """Adding in any batches, and taking some away, finds what a fresh index of the rest finds."""
    names = [
        [Name("account", f"{i}-{j}", text) for j, text in enumerate(batch)]
        for i, batch in enumerate(batches)
    ]
    every = [name for batch in names for name in batch]
    gone = data.draw(st.sets(st.sampled_from([name.id for name in every]))) if every else set()
    grown = NameIndex()
    for batch in names:
        grown.add(batch)
    grown.remove(gone)
    fresh = NameIndex(name for name in every if name.id not in gone)
    for text in TEXTS:
        assert {m.name for m in grown.find(text, limit=99) if m.exact} == {
            m.name for m in fresh.find(text, limit=99) if m.exact
        }
    assert len(grown) == len(fresh)


@given(st.text(max_size=60))
def test_finding_never_raises_and_scores_lie_between_nought_and_one(text: str) -> None:
    """Any text at all."""
    for match in _SMALL.find(text):
        assert 0 < match.score <= 1
        assert not match.exact or match.score >= 0.99


_SMALL = NameIndex(Name("account", str(i), text) for i, text in enumerate(TEXTS))


@given(st.lists(st.text(max_size=20), max_size=20))
def test_many_names_are_spelled_as_one_is(texts: list[str]) -> None:
    """The quick way for many plain names gives what the careful one does."""
    assert all_words(texts) == [words(text) for text in texts]


def test_a_name_belongs_to_a_record() -> None:
    """Without an id it is refused."""
    with pytest.raises(ValueError, match="belongs to a record"):
        Name("account", "", "Acme")


def test_an_index_of_nothing_finds_nothing() -> None:
    """And says so, instead of failing."""
    assert NameIndex().find("acme") == ()
    assert not NameIndex().has_token("acme")


_STARTS = ("b", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "kl", "l", "m",
           "n", "p", "pr", "r", "s", "st", "t", "tr", "v", "w", "z")  # fmt: skip
_MIDDLES = ("a", "e", "i", "o", "u", "ea", "ou", "io")
_ENDS = ("", "", "n", "r", "s", "l", "m", "x", "nd", "rt", "st", "ck")
_KINDS = ("Systems", "Logistics", "Foods", "Energy", "Textiles", "Partners", "Media", "Bank")
_FORMS = ("Inc.", "Ltd", "GmbH", "LLC", "AG", "Co.", "Corp.", "plc", "SA", "BV")
_FIRST = ("Anna", "Ben", "Carla", "Dana", "Erik", "Fiona", "Goran", "Hanna", "Ivan", "Julia")


def _word(chance: random.Random) -> str:
    syllables = (
        chance.choice(_STARTS) + chance.choice(_MIDDLES) + chance.choice(_ENDS)
        for _ in range(chance.randint(2, 3))
    )
    return "".join(syllables).capitalize()


def _invented(chance: random.Random) -> str:
    """A company, with or without its kind and form, or a person."""
    kind, form = chance.choice(_KINDS), chance.choice(_FORMS)
    return chance.choice(
        [f"{_word(chance)} {kind} {form}", f"{_word(chance)} {form}",
         f"{_word(chance)} & {_word(chance)}", f"{_word(chance)} {_word(chance)} {kind}",
         f"{chance.choice(_FIRST)} {_word(chance)}"]
    )  # fmt: skip


def _slip(word: str, chance: random.Random) -> str:
    """The word with a letter too many, one missing, another one, or two in the wrong order."""
    at, letter = chance.randrange(1, len(word) - 1), chance.choice("aeinrst")
    return chance.choice(
        [word[:at] + letter + word[at:], word[:at] + word[at + 1 :],
         word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1] + word[at] + word[at + 2 :]]
    )  # fmt: skip


def _distorted(name: str, way: str, chance: random.Random) -> str:
    parts = [part for part in name.split() if part != "&"]
    longest = max(range(len(parts)), key=lambda i: len(parts[i]) if parts[i] not in _KINDS else 0)
    if way == "misspelt":
        parts[longest] = _slip(parts[longest], chance)
    elif way == "shortened":
        parts = parts[:-1] if len(parts) > 2 else [parts[longest]]
    elif way == "swapped":
        parts = parts[1:] + parts[:1]
    else:
        parts[:2] = ["".join(parts[:2])]
    return " ".join(parts).lower() if chance.random() < 0.5 else " ".join(parts)


@pytest.fixture(scope="module")
def many() -> tuple[NameIndex, list[str]]:
    """Twenty thousand invented names."""
    chance = random.Random(20261121)
    texts = list(dict.fromkeys(_invented(chance) for _ in range(20_000)))
    return NameIndex(Name("account", str(i), text) for i, text in enumerate(texts)), texts


def _is_first(found: tuple[Match, ...], meant: int) -> bool:
    """Whether the record meant is first, or as like as the first."""
    return any(m.name.id == str(meant) and m.score == found[0].score for m in found)


@pytest.mark.parametrize("way", ["misspelt", "shortened", "swapped", "joined"])
def test_of_twenty_thousand_names_the_one_meant_comes_first(
    many: tuple[NameIndex, list[str]], way: str
) -> None:
    """In at least 97 of a hundred questions, for each way of writing a name wrongly."""
    index, texts = many
    chance = random.Random(f"names {way}")
    asked = chance.sample(range(len(texts)), 100)
    found = [_is_first(index.find(_distorted(texts[i], way, chance)), i) for i in asked]
    assert sum(found) >= 97


def test_finding_is_quick(many: tuple[NameIndex, list[str]]) -> None:
    """A sentence of thirty candidates among twenty thousand names stays far below a second."""
    index, texts = many
    begun = time.thread_time()
    for text in texts[:100]:
        index.find(text)
    assert time.thread_time() - begun < 1.0
