"""All words that mean something in one person's CRM, from its own schema and the language's file.

A custom field `Renewal_Risk__c` with the label "Renewal Risk" and the values Low and High is in
here on its first day, without anybody configuring it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from crm.names.spelling import folded
from crm.schema import Entity, Field, FieldType, Schema
from handlers.understanding.language.languages import ENGLISH, Language
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    BoundWord,
    ChangeWord,
    CompareWord,
    EntityWord,
    FieldWord,
    FunctionWord,
    Meaning,
    ValueWord,
    WhoseWord,
)
from handlers.understanding.language.own_words import OwnWords
from handlers.understanding.language.timing.reading import begins_time
from handlers.understanding.language.value_groups import grouped_values
from handlers.understanding.text.keys import exact_phrase_key, phrase_key, token_key
from handlers.understanding.text.tokens import Token

_SHORTEST_BEGINNING, _LONG_VALUE = 5, 8
PLACE_LABELS = frozenset({"City", "State", "Country", "Region"})
# Words whose forms do not mean the same: "changes" are not "change".
_SMALL = (Mark, CompareWord, BoundWord, FunctionWord, WhoseWord, ChangeWord)
_UNSPOKEN = {"Id", "CurrencyIsoCode"}


class Lexicon:
    """Phrases with their meanings. Building is linear in the schema, looking up is one hash."""

    def __init__(self, schema: Schema, language: Language = ENGLISH) -> None:
        self.schema = schema
        self.language = language
        self._words = language.words
        self._small: dict[str, list[Meaning]] = defaultdict(list)
        self._meanings: dict[str, list[Meaning]] = defaultdict(list)
        self._values: dict[str, list[Meaning]] = defaultdict(list)
        self._groups: dict[str, list[Meaning]] = defaultdict(list)
        self._add_language()
        for entity in schema:
            self._add_entity(entity)
            for phrase, value in grouped_values(entity):
                self._groups[self._key(phrase)].append(value)
        self._add_money()
        self._add_aliases()
        self.own = OwnWords(self._words.names, self._words.phrases, language.stem)
        known = (*self._meanings, *self._small)
        self.spelled = tuple(sorted({word for key in known for word in key.split()}))
        self.places = frozenset(self._place_keys())
        self._value_words = tuple(sorted(self._picklist_words()))
        asides = (key for keys in language.words.asides.values() for key in keys)
        more = {word for key in (*self._values, *self._groups, *asides) for word in key.split()}
        self._heard = more.union(
            self.spelled, self.own.heard, language.words.spellings, language.words.titles.heard
        )

    def meanings(self, keys: Sequence[str], exact: str = "") -> tuple[Meaning, ...]:
        """What these consecutive words can mean, the language's own meanings first.

        `keys` are their stems; `exact` the words as written, for small words that have no plural.
        """
        phrase = " ".join(keys)
        small = self._small.get(exact or phrase, ())
        found = (*small, *self._meanings.get(phrase, ()), *self._values.get(phrase, ()))
        return found or tuple(self._groups.get(phrase, ())) or self._begun(phrase)

    def knows(self, token: Token) -> bool:
        """Whether a word stands in any phrase of the language, the schema or the calendar."""
        if token.norm in self._heard or begins_time(token.norm, self.language.times):
            return True
        return self._heard.issuperset(token_key(token, self.language.stem).split())

    def _begun(self, phrase: str) -> tuple[Meaning, ...]:
        """The one value that a longer word begins: telecom, biotech."""
        if len(phrase) < _SHORTEST_BEGINNING or " " in phrase:
            return ()
        begun = {key for key in self._value_words if key.startswith(phrase)}
        return tuple(self._values[begun.pop()]) if len(begun) == 1 else ()

    def _add_language(self) -> None:
        for phrase, meaning in self._words.plain:
            if isinstance(meaning, _SMALL):
                self._small[exact_phrase_key(phrase)].append(meaning)
            else:
                self._put(phrase, meaning)
        for (entity, field, value), phrases in self._words.values.items():
            if entity in self.schema and field in self.schema.entity(entity):
                for phrase in phrases:
                    self._put_value(phrase, ValueWord(entity, field, value))
        for name, phrases in self._words.entities.items():
            if name in self.schema:
                for phrase in phrases:
                    self._put(phrase, EntityWord(name))
        for path, phrases in self._words.fields.items():
            entity, _, field = path.partition(".")
            if entity in self.schema and field in self.schema.entity(entity):
                word = _field_word(entity, self.schema.entity(entity).field(field))
                for phrase in phrases:
                    self._put(phrase, word)

    def _add_entity(self, entity: Entity) -> None:
        for phrase in (entity.label, entity.plural):
            self._put(phrase, EntityWord(entity.name))
        for field in entity:
            if field.name in _UNSPOKEN:
                continue
            if field.type is not FieldType.REFERENCE or field.refers_to:
                # "Contact or Lead" and "Related To" are labels, and not what they are asked by.
                self._put(field.label, _field_word(entity.name, field))
            if "_" in field.name:
                spoken = field.name.removesuffix("__c").replace("_", " ")
                self._put(spoken, _field_word(entity.name, field))
            noun = _last_of_several(field.label)
            for phrase, value in _values(entity, field):
                meaning = ValueWord(entity.name, field.name, value)
                if noun and field.type is FieldType.PICKLIST:
                    self._put_value(f"{phrase} {noun}", meaning)
                for spelling in {phrase, folded(phrase), phrase.replace("&", "and")}:
                    self._put_value(spelling, meaning)
        self._put("name", _field_word(entity.name, entity.field(entity.name_field)))

    def _add_money(self) -> None:
        """ "how many dollars", "in $": how much, where nothing is held in another currency."""
        if len(self.schema.currencies) != 1:
            return
        for written, code in self.language.numbers.currencies.items():
            for pattern in self._words.money if code == self.schema.currencies[0] else ():
                self._small[exact_phrase_key(pattern.replace("…", written))].append(Mark.MONEY)

    def _add_aliases(self) -> None:
        for line in self._words.aliases:
            keys = [self._key(phrase) for phrase in line]
            met = [m for key in keys for m in self._values.get(key, ())]
            for key in keys:
                fresh = [m for m in met if m not in self._values.get(key, ())]
                if fresh:
                    self._values[key] += fresh

    def _put(self, phrase: str, meaning: Meaning) -> None:
        key = self._key(phrase)
        if key and meaning not in self._meanings[key]:
            self._meanings[key].append(meaning)

    def _put_value(self, phrase: str, meaning: ValueWord) -> None:
        key = self._key(phrase)
        if key and meaning not in self._values[key]:
            self._values[key].append(meaning)

    def _key(self, phrase: str) -> str:
        return phrase_key(phrase, self.language.stem)

    def _place_keys(self) -> Iterator[str]:
        """How the places are filed that the CRM has met."""
        for entity in self.schema:
            for field in entity:
                if field.label.split()[-1] in PLACE_LABELS:
                    yield from map(self._key, (*field.picklist, *field.seen))

    def _picklist_words(self) -> set[str]:
        """Long picklist values of one word, which people cut short."""
        values = {v for entity in self.schema for field in entity for v in field.picklist}
        keys = {self._key(value) for value in values}
        return {key for key in keys if " " not in key and len(key) >= _LONG_VALUE}


def _last_of_several(label: str) -> str:
    """The noun that "high risk" says of a Renewal Risk; empty for a label of one word."""
    first, _, rest = label.rpartition(" ")
    return rest if first else ""


def _field_word(entity: str, field: Field) -> FieldWord:
    return FieldWord(entity, field.name, field.type)


def _values(entity: Entity, field: Field) -> Iterator[tuple[str, str]]:
    """The phrases for a field's values: each whole, and the halves of `Negotiation/Review`."""
    named = field.name == entity.name_field and entity.name != "Event"  # many demos are called so
    if field.type is FieldType.BOOLEAN or named:
        return
    for value in dict.fromkeys(field.picklist + field.seen):
        yield value, value
        if field.type is FieldType.PICKLIST and "/" in value:
            for half in value.split("/"):
                yield half.strip(), value
