"""Where the parser stands in the spans, and the phrase that what it reads belongs to."""

from dataclasses import dataclass, field

from handlers.understanding.draft import (
    AgeItem,
    Draft,
    EmptyItem,
    Item,
    NameItem,
    NotItem,
    Phrase,
    Sub,
    TextItem,
    TimeItem,
    WhoseItem,
)
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    ChangeWord,
    DateWord,
    EntityWord,
    FieldWord,
    MeasureWord,
    NameWord,
    StateWord,
    SuperWord,
    ValueWord,
    WhoseWord,
)
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.span import Span

_NOTHING = Span((), 0, 0, (), 0.0)


_WHOLE = TimeItem | AgeItem | EmptyItem | TextItem  # a "not" before it denies all of it
ADJECTIVES = (StateWord, ValueWord, WhoseWord, NameWord, SuperWord, Number)


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """One thing said of the records of a phrase, and at which span."""

    phrase: Phrase
    what: Item | Sub
    at: int


@dataclass(frozen=True, slots=True, eq=False)
class Pending:
    """An "or" whose second side is still to come: what is `told` from `start` on.

    `explicit`: an "either" said where the first side begins.
    """

    phrase: Phrase
    left: tuple[Told, ...]
    span: Span
    start: int
    explicit: bool


@dataclass
class Cursor:
    """The spans without their fillers, a position, and the draft that grows."""

    spans: tuple[Span, ...]
    draft: Draft
    at: int = 0
    current: Phrase = field(init=False)
    negate_next: bool = False
    loose: bool = False  # what follows stands after a comma
    both: bool = False  # what an "and" joins is true of the same record
    told: list[Told] = field(default_factory=list)
    pending: Pending | None = None
    either_from: int | None = None

    def __post_init__(self) -> None:
        self.current = self.draft.root

    def peek(self, ahead: int = 0) -> Span:
        """The span so many places ahead; an empty one past the end."""
        at = self.at + ahead
        return self.spans[at] if 0 <= at < len(self.spans) else _NOTHING

    def skip(self, ahead: int, *marks: Mark) -> int:
        """The first position from `ahead` that is none of these small words."""
        while self.peek(ahead).has(*marks):
            ahead += 1
        return ahead

    def take_negation(self) -> bool:
        """Whether a `not` waits for what is being read; it is used up."""
        negated, self.negate_next = self.negate_next, False
        return negated

    def add(self, item: Item) -> None:
        """Say this of the records of the current phrase, or of the one about to be named."""
        self._look_ahead()
        if any(isinstance(i, NameItem) and not i.team for i in self.current.items):
            # "deals for account Halden owned by me": Halden is told, the rest is about the deals.
            self.current = self.draft.root
        if self.negate_next and isinstance(item, _WHOLE) and not self._changes():
            item = NotItem(said=Phrase(items=[item]))
            self.negate_next = False
        if item not in self.current.items:
            self.current.items.append(item)
            self.current.loose += [item] if self.loose else []
            self.told.append(Told(self.current, item, self.at))
        if self.draft.head and self.current is self.draft.root:
            self.draft.claim = item if not isinstance(item, NameItem | WhoseItem) else None

    def _changes(self) -> bool:
        """Whether a verb says what was changed; what did not change is not told, and asked back."""
        return self.peek().any_of(ChangeWord) and self.peek(1).any_of(FieldWord)

    def around(self) -> list[Phrase]:
        """The phrases from the outermost to the current one."""
        return _path(self.draft.root, self.current)

    def noun(self, span: Span) -> EntityWord | None:
        """The kind of record a value stands for among others: "accounts with an open renewal"."""
        told, current = stands_for(span), self.current.entity
        if told is None or current is None:
            return None
        return None if any(v.entity == current for v in span.all(ValueWord)) else told

    def _look_ahead(self) -> None:
        """In "contacts of my open deals", `my` already speaks of the deals; as does `I` in
        "accounts where I have a deal".
        """
        ahead, ranked, noun = 1, False, self.noun(self.peek())
        first, apart = stands_for(self.peek()), False
        if self.peek().any_of(WhoseWord) and self.draft.root.said:
            ahead = self.skip(1, Mark.HAVE)
            ahead += self.peek(ahead).any_of(DateWord) and self.peek(ahead + 1).any_of(EntityWord)
        while _adjective(self.peek(ahead)):
            ranked |= self.peek(ahead).any_of(SuperWord)
            apart |= first is not None and self.peek(ahead).has(Mark.AND)
            first = first or stands_for(self.peek(ahead))
            noun = noun or self.noun(self.peek(ahead))
            ahead += 1
        if ranked and Mark.WHO in self.draft.question and self.draft.root.entity is None:
            return
        entity = self.peek(ahead).first(EntityWord)
        if self.draft.measure and self.peek(ahead).any_of(MeasureWord):
            # "my pipeline vs my quota": a figure, and no record.
            return
        if apart and first and entity and entity.entity != first.entity:
            # "an open renewal and an overdue invoice" are two kinds of record.
            entity = None
        entity = entity or noun
        if entity and ahead <= 5 and not self.is_ranked(ahead):
            self.open(entity)

    def is_ranked(self, ahead: int) -> bool:
        """Whether the span there is what records are grouped or ranked by, not a phrase."""
        return self.peek(ahead - 1).has(Mark.BY, Mark.PER)

    def open(self, word: EntityWord, *, negated: bool = False, at_least: int = 1) -> None:
        """Go on with records of that kind: the outermost, the current, or new ones inside."""
        self.loose = False
        root = self.draft.root
        if root.entity is None and not negated and at_least == 1:
            root.entity, root.singular, root.said = word.entity, word.singular, True
            self.current = root
        elif word.entity == self.current.entity and not negated:
            pass
        elif word.entity == root.entity and not negated:
            self.current = root
        else:
            phrase = Phrase(entity=word.entity, singular=word.singular)
            parent = root if self.current.entity is None else self.current
            of = self.peek(-1).has(Mark.OF, Mark.BY) and not self.peek(-1).has(Mark.WITH)
            self.hang(parent, Sub(phrase, negated=negated, at_least=at_least, of=of))

    def hang(self, parent: Phrase, sub: Sub) -> None:
        """Go on with other records, which those of `parent` hang together with."""
        parent.subs.append(sub)
        self.told.append(Told(parent, sub, self.at))
        self.current = sub.phrase

    def holder(self, phrase: Phrase) -> tuple[Phrase, Sub] | None:
        """The records that those of this phrase hang together with, and how; None for the root."""
        waiting = [self.draft.root]
        while waiting:
            outer = waiting.pop()
            for sub in outer.subs:
                if sub.phrase is phrase:
                    return outer, sub
                waiting.append(sub.phrase)
        return None


def noun_ahead(cursor: Cursor, ahead: int) -> tuple[EntityWord | None, int]:
    """The kind of record named from there on, behind any adjectives; and where."""
    while cursor.peek(ahead).any_of(*ADJECTIVES) and not cursor.peek(ahead).any_of(EntityWord):
        ahead += 1
    return cursor.peek(ahead).first(EntityWord), ahead


def kind_ahead(cursor: Cursor, ahead: int) -> EntityWord | None:
    """The same; or the kind that a value there stands for: two or more renewals."""
    word, end = noun_ahead(cursor, ahead)
    values = (stands_for(cursor.peek(n)) for n in range(ahead, end))
    return word or next((value for value in values if value), None)


def _path(phrase: Phrase, to: Phrase) -> list[Phrase]:
    if phrase is to:
        return [phrase]
    paths = (_path(sub.phrase, to) for sub in phrase.subs)
    found = next((path for path in paths if path), [])
    return [phrase, *found] if found else []


def stands_for(span: Span) -> EntityWord | None:
    """The kind of record that a value alone can name: renewals are deals."""
    kinds = {v.entity for v in span.all(ValueWord) if v.field == "Type"}
    return EntityWord(kinds.pop()) if len(kinds) == 1 else None


def _adjective(span: Span) -> bool:
    """Whether it can stand before the noun it belongs to."""
    if span.any_of(EntityWord, FieldWord):
        return False
    return span.has(Mark.POSSESSIVE, Mark.AND) or span.any_of(*ADJECTIVES)
