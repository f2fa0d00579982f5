"""From what was said of records to conditions on their fields, by way of the schema."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from crm.access import Viewer
from crm.figures import State, state
from crm.names import Match
from crm.periods import Calendar
from crm.query import And, Condition, Not, Op, Or, Ref, compare, every
from crm.schema import Entity, FieldType, Schema
from handlers.understanding.conditions.counted import counted
from handlers.understanding.conditions.dated import Dates
from handlers.understanding.conditions.keyed import keyed
from handlers.understanding.conditions.located import located
from handlers.understanding.conditions.owned import about, owned
from handlers.understanding.conditions.referred import alike, referred
from handlers.understanding.conditions.titled import titled
from handlers.understanding.conditions.unmet import unmet
from handlers.understanding.conditions.valued import valued
from handlers.understanding.draft import (
    AgeItem,
    EitherItem,
    EmptyItem,
    FlagItem,
    Item,
    KeyItem,
    NameItem,
    NotItem,
    NumberItem,
    Phrase,
    PlaceItem,
    ShiftItem,
    StateItem,
    Sub,
    TextItem,
    TimeItem,
    TitleItem,
    UnmetItem,
    ValueItem,
    WhoseItem,
)
from handlers.understanding.language.meaning import DateRole, FieldWord
from handlers.understanding.reading import NoReading, Unsure, Why
from handlers.understanding.schema.connect import connect
from handlers.understanding.spans.placed import placed


@dataclass
class Resolver:
    """Conditions for one asker at one moment. `named` collects the records that were named, and
    `meant` which one the matches of a name meant.
    """

    schema: Schema
    viewer: Viewer
    now: datetime
    question: str
    named: list[Ref] = field(default_factory=list)
    meant: dict[tuple[Match, ...], Ref] = field(default_factory=dict)

    def condition(self, phrase: Phrase) -> Condition | None:
        """Everything said of the phrase's records, with those they hang together with."""
        entity = phrase.entity or ""
        parts: list[Condition] = []
        for item in phrase.items:
            found = self._item(item, entity, phrase)
            if found is None:
                raise Unsure(_unplaced(item, self.schema.entity(entity)))
            parts.append(found)
        parts += [self._sub(sub, entity) for sub in phrase.subs]
        return every(*parts)

    def one(self, item: Item, entity: str) -> Condition | None:
        """What one thing means of such records, said alone; None where it means nothing."""
        known = len(self.named)
        found = self._item(item, entity, Phrase(entity=entity, items=[item]))
        del self.named[known:]
        return found

    def fits(self, item: Item, entity: str) -> bool:
        """Whether that can be said of such a record."""
        if isinstance(item, NameItem):
            return True
        return self.one(item, entity) is not None

    def path(self, options: Iterable[FieldWord], entity: str) -> str | None:
        """The path from `entity` to the nearest of the fields a word can mean."""
        return located(self.schema, options, entity)

    @property
    def dates(self) -> Dates:
        """What is said of dates."""
        return Dates(schema=self.schema, viewer=self.viewer, now=self.now)

    @property
    def calendar(self) -> Calendar:
        """The organisation's calendar as seen from today."""
        return self.schema.definitions.calendar(self.now.date())

    def date_path(self, role: DateRole | None, entity: str) -> str | None:
        """The date field a verb speaks of on that entity; the usual one without a verb."""
        return self.dates.path(role, entity)

    def _sub(self, sub: Sub, entity: str) -> Condition:
        inner = self.condition(sub.phrase)
        way = connect(self.schema, entity, sub.phrase.entity or "")
        if way is None:
            here = self.schema.entity(entity).plural.lower()
            there = self.schema.entity(sub.phrase.entity or "").plural.lower()
            raise Unsure(
                NoReading(
                    why=Why.NOT_UNDERSTOOD,
                    sentence=f"I don't know how {here} and {there} belong.",
                    misplaced=True,
                )
            )
        found = way.wrap(inner, sub.at_least)
        if sub.below:
            return And((found, Not(way.wrap(inner, sub.below))))
        return Not(found) if sub.negated else found

    def _item(self, item: Item, entity: str, phrase: Phrase) -> Condition | None:
        match item:
            case StateItem():
                return _negated(self._states(item, entity), item.negated)
            case ValueItem():
                return _negated(valued(self.schema, item, entity), item.negated)
            case NameItem():
                team = item.team or (entity == "User" and phrase.said and not phrase.singular)
                return _negated(self._name(replace(item, team=team), entity), item.negated)
            case WhoseItem():
                return _negated(owned(self.schema, self.viewer, item.whose, entity), item.negated)
            case NumberItem():
                return counted(self.schema, item, entity)
            case TimeItem() | ShiftItem():
                return self._dated(item, entity, phrase)
            case EmptyItem():
                return self._empty(item, entity)
            case TextItem():
                return self._text(item, entity)
            case AgeItem():
                return self.dates.aged(item, entity)
            case KeyItem() | TitleItem() | PlaceItem() | UnmetItem() | FlagItem():
                return _negated(self._told_by(item, entity), item.negated)
            case EitherItem() | NotItem():
                return self._joined(item, entity, phrase)

    def _joined(self, item: EitherItem | NotItem, entity: str, phrase: Phrase) -> Condition | None:
        if isinstance(item, EitherItem):
            return self._either(item.options, entity, phrase)
        return _negated(self._either((item.said,), entity, phrase), True)

    def _either(self, options: tuple[Phrase, ...], entity: str, phrase: Phrase) -> Condition | None:
        """Any of the possibilities; None where one of them means nothing."""
        others = [i for i in phrase.items if not isinstance(i, EitherItem | NotItem)]
        found: list[Condition] = []
        for option in options:
            whole = replace(phrase, items=[*others, *option.items])
            parts = [self._item(each, entity, whole) for each in option.items]
            if any(part is None for part in parts):
                return None
            told = every(*parts, *(self._sub(sub, entity) for sub in option.subs))
            found += [told] if told else []
        return found[0] if len(found) == 1 else Or(tuple(found))

    def _dated(self, item: TimeItem | ShiftItem, entity: str, phrase: Phrase) -> Condition | None:
        """A period told by another that nobody spoke of means nothing."""
        return self.dates.dated(item, entity, phrase) if isinstance(item, TimeItem) else None

    def _told_by(
        self, item: KeyItem | TitleItem | PlaceItem | UnmetItem | FlagItem, entity: str
    ) -> Condition | None:
        match item:
            case FlagItem():
                path = self.path(item.fields, entity)
                return compare(path, Op.EQ, True) if path else None
            case UnmetItem():
                return unmet(self.schema, item, entity)
            case KeyItem():
                return keyed(self.schema, self.viewer, item, entity)
            case TitleItem():
                return titled(self.schema, item.names, entity)
        return placed(self.schema, item.text, entity)

    def _states(self, item: StateItem, entity: str) -> Condition | None:
        """One state, or any of several."""
        found = [self._state(name, entity) for name in (item.state, *item.others)]
        told = tuple(condition for condition in found if condition is not None)
        if len(told) < len(found):
            return None
        return told[0] if len(told) == 1 else Or(told)

    def _state(self, name: State, entity: str) -> Condition | None:
        return state(entity, name, self.now, self.schema.definitions)

    def _name(self, item: NameItem, entity: str) -> Condition | None:
        refs = [self._meant(item, matches, entity) for matches in item.names]
        if item.id:
            refs.append(Ref(item.id.entity, item.id.id))
        if any(r.entity != refs[0].entity for r in refs):
            return None
        self.named += refs
        return about(self.schema, tuple(refs), entity, team=item.team)

    def _meant(self, item: NameItem, matches: tuple[Match, ...], entity: str) -> Ref:
        like = alike(matches, self.meant) if item.negated else matches
        ref = referred(item, like, entity, self.schema, self.question)
        self.meant[matches] = ref
        return ref

    def _empty(self, item: EmptyItem, entity: str) -> Condition | None:
        parts: list[Condition] = []
        for options in item.fields:
            path = self.path(options, entity)
            if path is None:
                return None
            empty = compare(path, Op.EMPTY)
            parts.append(Not(empty) if item.negated else empty)
        if len(parts) == 1:
            return parts[0]
        return Or(tuple(parts)) if item.any else And(tuple(parts))

    def _text(self, item: TextItem, entity: str) -> Condition | None:
        record = self.schema.entity(entity)
        if item.fields:
            path = self.path(item.fields, entity)
        elif "@" in item.text:
            path = next((f.name for f in record if f.type is FieldType.EMAIL), None)
        else:
            path = record.name_field
            if path.endswith("Number") and not _has_digit(item.text):
                return None  # "orders that contain battery packs": their number has no words
        if path is None or not self.schema.resolve(entity, path).field.type.is_text:
            return None
        found = tuple(compare(path, item.op, text) for text in (item.text, *item.others))
        return found[0] if len(found) == 1 else Or(found)


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _negated(condition: Condition | None, negated: bool) -> Condition | None:
    return Not(condition) if negated and condition is not None else condition


def _unplaced(item: Item, entity: Entity) -> NoReading:
    """What was said makes no sense of those records: say so, in the person's words."""
    match item:
        case ValueItem():
            words = " or ".join(options[0].value for options in item.values)
        case NameItem():
            words = item.text
        case StateItem():
            words = item.state.value
        case TimeItem():
            words = item.time.words
        case ShiftItem():
            words = item.shift.words
        case KeyItem() | PlaceItem() | UnmetItem():
            words = item.text
        case TitleItem():
            words = item.names[0]
        case _:
            words = "that"
    return NoReading(
        why=Why.NOT_UNDERSTOOD,
        sentence=f"I don't know what “{words}” means for {entity.plural.lower()}.",
        words=(words,),
        misplaced=True,
    )
