"""A wish to change something, taken apart: which record, which field, what it shall become.

"move the Halden pilot to closed won", "set its amount to 20k", "assign Halden to Caleb". Nothing is
changed here: the parts prefill the form in which the person confirms.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.names import Match
from crm.query import Ref
from crm.schema import FieldType, Schema
from handlers.ports import Turn
from handlers.understanding.language.meaning import (
    EntityWord,
    FieldWord,
    IdWord,
    NameWord,
    StateWord,
    ValueWord,
)
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.span import Span
from handlers.understanding.reading import NoReading, Why, Wish
from handlers.understanding.spans.cut import Sources, find_spans
from handlers.understanding.text.keys import token_key
from handlers.understanding.text.tokens import Kind, Token

_BECOMES = {"to", "as", ":", "=", "->", "→"}
_OWNER_VERBS = {"assign", "reassign", "transfer", "give"}
_SENTENCE = "I change one field of one record at a time, and you confirm it in a form."


@dataclass(frozen=True, slots=True)
class Wishes:
    """Reads wishes about the records of one CRM."""

    schema: Schema
    sources: Sources

    def wish(self, tokens: Sequence[Token], verb: int, text: str, turn: Turn | None) -> NoReading:
        """What is wanted, as far as it can be told; the first `verb` tokens say that it is."""
        rest = tuple(tokens[verb:])
        cut = self._cut(rest)
        behind = rest[cut + 1 :]
        if not behind and (outcome := self._outcome(rest)):
            cut, behind = outcome, rest[outcome:]  # "mark the Halden pilot closed won!"
        return self.told(rest[:cut], behind, token_key(tokens[verb - 1]), text, turn)

    def told(
        self,
        about: Sequence[Token],
        behind: Sequence[Token],
        verb: str,
        text: str,
        turn: Turn | None,
    ) -> NoReading:
        """The wish that what is spoken `about` become what stands `behind`."""
        spans = find_spans(about, self.sources)
        value = _written(text, behind)
        ref = self._record(spans, turn)
        field = self._field(spans, behind, ref, verb)
        shown = self._value(field, behind, value) if field else value or None
        wish = Wish(
            action=verb.split()[0],
            ref=ref,
            entity=ref.entity if ref else None,
            field=field.field if field else None,
            value=shown,
        )
        return NoReading(why=Why.UPDATE, sentence=_SENTENCE, wish=wish)

    def _cut(self, tokens: Sequence[Token]) -> int:
        """Where the new value begins: after a "to", "as" or colon behind a name or field."""
        for at, token in enumerate(tokens):
            if token.norm in _BECOMES and at > 0:
                before = find_spans(tokens[:at], self.sources)
                if any(s.any_of(NameWord, IdWord, FieldWord) for s in before) or at == 1:
                    return at
        return len(tokens)

    def _outcome(self, tokens: Sequence[Token]) -> int:
        """Where a value or a state at the end begins that a record becomes; 0 for none."""
        spans = [s for s in find_spans(tokens, self.sources) if s.tokens[0].kind is not Kind.SYMBOL]
        told = bool(spans) and spans[-1].any_of(ValueWord, StateWord)
        named = any(s.any_of(NameWord, IdWord) for s in spans[:-1])
        return spans[-1].start if told and named else 0

    def _record(self, spans: Sequence[Span], turn: Turn | None) -> Ref | None:
        fields = [f.entity for s in spans for f in s.all(FieldWord)]
        kinds = [w.entity for s in spans for w in s.all(EntityWord) if w.singular]
        for span in spans:
            if id_ := span.first(IdWord):
                return Ref(id_.entity, id_.id)
        named = [m for s in spans for m in s.all(NameWord)]
        if named:
            return _best(max(named, key=lambda n: n.matches[0].score).matches, [*kinds, *fields])
        if turn and len(turn.shown) == 1:
            return turn.shown[0]
        return None

    def _field(
        self, spans: Sequence[Span], behind: Sequence[Token], ref: Ref | None, verb: str
    ) -> FieldWord | None:
        entity = ref.entity if ref else "Opportunity"
        said = [f for s in spans for f in s.all(FieldWord) if f.entity == entity]
        if said:
            return said[0]
        name = self._implied(behind, entity, verb)
        if name is None or name not in self.schema.entity(entity):
            return None
        return FieldWord(entity, name, self.schema.entity(entity).field(name).type)

    def _implied(self, behind: Sequence[Token], entity: str, verb: str) -> str | None:
        """ "move … to negotiation" is the stage, "assign … to Caleb" the owner, a day the date."""
        if not behind:
            return None
        if verb in _OWNER_VERBS:
            return "OwnerId"
        spans = find_spans(behind, self.sources)
        values = [v for s in spans for v in s.all(ValueWord) if v.entity == entity]
        if values:
            return values[0].field
        if entity == "Opportunity" and any(s.any_of(StateWord) for s in spans):
            return "StageName"
        if self.sources.language.time(behind, 0, self.sources.calendar):
            return "CloseDate"
        counted = self.sources.language.number(behind, 0)
        return "Amount" if counted and entity == "Opportunity" else None

    def _value(self, field: FieldWord, behind: Sequence[Token], written: str) -> str | None:
        """The value as the form takes it: digits, an ISO day, the picklist's own words."""
        if not behind:
            return None
        if field.type in {FieldType.NUMBER, FieldType.MONEY, FieldType.PERCENT}:
            number = self.sources.language.number(behind, 0)
            return _digits(number) if number else written
        if field.type in {FieldType.DATE, FieldType.DATETIME}:
            time = self.sources.language.time(behind, 0, self.sources.calendar)
            day = time.future.last_day or time.future.start if time else None
            return day.isoformat() if day else written
        if field.type is FieldType.PICKLIST:
            return self._choice(field, behind, written)
        if field.type is FieldType.REFERENCE:
            spans = find_spans(behind, self.sources)
            named = next((s.first(NameWord) for s in spans if s.any_of(NameWord)), None)
            return named.matches[0].name.text if named else written
        return written

    def _choice(self, field: FieldWord, behind: Sequence[Token], written: str) -> str:
        values = self.schema.entity(field.entity).field(field.field).picklist
        same = [v for v in values if v.casefold() == written.casefold()]
        if same:
            return same[0]
        for span in find_spans(behind, self.sources):
            meant = [v for v in span.all(ValueWord) if v.field == field.field]
            if meant:
                return meant[0].value
            states = [s.state.value for s in span.all(StateWord)]
            ending = [v for v in values if states and v.casefold().endswith(states[0])]
            if ending:
                return ending[0]
        return written


def _best(matches: Sequence[Match], kinds: Sequence[str]) -> Ref:
    """The record meant: of a kind that was named or has the field, else the likest."""
    top = matches[0].score
    close = [m for m in matches if m.score >= top - 0.1]
    fitting = [m for m in close if m.name.entity in kinds] or close[:1]
    return Ref(fitting[0].name.entity, fitting[0].name.id)


def _written(text: str, tokens: Sequence[Token]) -> str:
    """Those tokens as the person wrote them."""
    if not tokens:
        return ""
    said = text[tokens[0].start : tokens[-1].end] if len(text) >= tokens[-1].end else ""
    words = said or " ".join(t.text for t in tokens if t.kind is not Kind.SYMBOL)
    return words.strip().rstrip(".!").rstrip()


def _digits(number: Number) -> str:
    return format(number.value.normalize(), "f")
