"""From a text to a reading. Deterministic, in memory, and never raising on any text.

text → tokens → spans → draft → reading. Words that stay over make it ask, not guess.
"""

from copy import copy, deepcopy
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from crm.access import Viewer
from crm.errors import CrmError
from crm.names import NameIndex
from crm.names.weights import LEGAL
from crm.query import Ref
from crm.schema import Schema
from handlers.ports import Turn
from handlers.speech import say, speaking, speech_of, translated
from handlers.understanding.accounted import unaccounted
from handlers.understanding.asides import aside, wants_change
from handlers.understanding.assemble import Assembler
from handlers.understanding.conditions.resolve import Resolver
from handlers.understanding.conversation.afresh import begun_afresh
from handlers.understanding.conversation.followup import chosen, gone_on
from handlers.understanding.conversation.pinned import pinned
from handlers.understanding.draft import Draft
from handlers.understanding.figures.completing import completed
from handlers.understanding.language.languages import ENGLISH, Language
from handlers.understanding.language.lexicon import Lexicon
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import EntityWord, FieldWord, NameWord
from handlers.understanding.language.span import Span
from handlers.understanding.reading import (
    Choice,
    Doubt,
    Heard,
    NoReading,
    Nudged,
    Reading,
    Unsure,
    Why,
)
from handlers.understanding.reminders import about_nudge
from handlers.understanding.spans.apposition import plain_names
from handlers.understanding.spans.cut import Sources, find_spans
from handlers.understanding.spans.mending import mended
from handlers.understanding.spans.respelled import opened, respelled
from handlers.understanding.spans.wrapping import unwrapped
from handlers.understanding.text.tokens import Kind, Token, tokenise
from handlers.understanding.wished import wished
from handlers.understanding.wishes import Wishes
from handlers.understanding.withheld import unknown, withheld

LONGEST_QUESTION = 2000
MOST_WORDS = 60
_TOO_LONG = "That is more than I can read at once; please ask it in a sentence or two."
_AFRESH = "All right. What would you like to know?"
_EMPTY = "Ask me about your accounts, deals, orders or people."
_NEAR = 0.45
_SETTLED = {Why.HELP, Why.REFUSED, Why.UPDATE}


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A text with who asks, when, what was said before, and how many records to list."""

    text: str
    viewer: Viewer
    now: datetime
    turn: Turn | None = None
    limit: int = 50


class Reader:
    """Understands questions about one CRM as one person may see it.

    Of several languages, a text is in the one that knows most of its words and can read it.
    """

    def __init__(
        self, schema: Schema, index: NameIndex, *, languages: tuple[Language, ...] = (ENGLISH,)
    ) -> None:
        self._schema = schema
        self._index = index
        self._lexicons = tuple(Lexicon(schema, language) for language in languages)
        self._whole = (
            Reader(schema.whole(), index, languages=languages) if schema.withheld else None
        )

    def with_names(self, index: NameIndex) -> "Reader":
        """The same reader of a CRM in which these names are known."""
        other = copy(self)
        other._index = index
        other._whole = self._whole.with_names(index) if self._whole else None
        return other

    def read(self, asked: Asked) -> Reading | NoReading:
        """What the text means, or why it means nothing yet."""
        if len(asked.text) > LONGEST_QUESTION:
            return NoReading(why=Why.NOT_UNDERSTOOD, sentence=translated(_TOO_LONG))
        tokens = tokenise(asked.text)
        if len(tokens) > MOST_WORDS:
            return NoReading(why=Why.NOT_UNDERSTOOD, sentence=translated(_TOO_LONG))
        if not any(t.kind is not Kind.SYMBOL for t in tokens):
            return NoReading(why=Why.NOT_UNDERSTOOD, sentence=translated(_EMPTY))
        if begun := self._begun_afresh(tokens):
            tokens = tokens[begun:]
            asked = replace(asked, text=asked.text[tokens[0].start :] if tokens else "", turn=None)
            if not any(t.kind is not Kind.SYMBOL for t in tokens):
                return NoReading(why=Why.REFUSED, sentence=translated(_AFRESH), forget=True)
        if picked := chosen(asked.text, asked.turn):
            turn = replace(asked.turn, offered=(), doubt=None) if asked.turn else None
            return self.read(replace(asked, text=picked.question, turn=turn))
        if self._whole and (told := withheld(self._whole.read(asked), asked.viewer, self._schema)):
            return told
        likely = self._likely(tokens)
        with speaking(speech_of(asked.viewer, likely[0].language.code)):
            return self._read(tokens, asked, likely)

    def _read(
        self, tokens: tuple[Token, ...], asked: Asked, likely: list[Lexicon]
    ) -> Reading | NoReading:
        unread: list[NoReading] = []
        asked_in = [(lexicon, *self._in_full(asked, lexicon)) for lexicon in likely]
        for lexicon, said, words in asked_in:
            found = self._written(words, said, lexicon)
            if isinstance(found, Reading):
                return replace(found, language=lexicon.language.code)
            told = _spoken(found, lexicon)
            if told.why in _SETTLED:
                return told
            unread.append(told)
        for lexicon, said, words in asked_in:
            right = mended(words, lexicon, self._index)
            again = self._try(right, said, lexicon, names_first=False) if right else None
            if isinstance(again, Reading):
                return replace(again, language=lexicon.language.code)
        return min(unread, key=_unknown)

    def _begun_afresh(self, tokens: tuple[Token, ...]) -> int:
        """How many tokens at the start leave behind what was said before, in any language."""
        return max(begun_afresh(tokens, lexicon.language) for lexicon in self._lexicons)

    def _in_full(self, asked: Asked, lexicon: Lexicon) -> tuple[Asked, tuple[Token, ...]]:
        """What is asked with the owner's phrases spelled out, and its tokens without its wrapping,
        with chat spelling read as the words it stands for.
        """
        said = replace(asked, text=lexicon.own.spelled_out(asked.text))
        calendar = self._schema.definitions.calendar(_local(asked).date())
        written = opened(tokenise(said.text), lexicon, self._index)
        tokens = respelled(written, lexicon, calendar)
        return said, unwrapped(tokens, lexicon, self._index)

    def _likely(self, tokens: tuple[Token, ...]) -> list[Lexicon]:
        """The languages worth a try, the one that knows most words first; of equals, the first.

        One that knows no word that those before it don't know could only read something else.
        What is part of a name is a word of none.
        """
        words = [t for t in tokens if t.kind is Kind.WORD and not self._in_name(t)]
        known = [
            ({t.norm for t in words if lexicon.knows(t)}, lexicon) for lexicon in self._lexicons
        ]
        known.sort(key=lambda pair: -len(pair[0]))
        found, met = [known[0][1]], known[0][0]
        for norms, lexicon in known[1:]:
            if norms - met:
                found.append(lexicon)
                met = met | norms
        return found

    def _in_name(self, token: Token) -> bool:
        """Whether it is a word of few names, or the AB and SE at the end of many."""
        form = token.text.isupper() and token.norm in LEGAL
        return form or self._index.has_token(token.norm)

    def _written(
        self, tokens: tuple[Token, ...], asked: Asked, lexicon: Lexicon
    ) -> Reading | NoReading:
        """What the words mean in one language as they are written."""
        beside = aside(tokens, lexicon.language)
        if beside and beside.nudged:
            return replace(beside, nudged=self._nudged(beside.nudged, tokens, asked, lexicon))
        if beside and beside.why is Why.HELP:
            return self._told(tokens, asked, lexicon) or beside
        if beside:
            return beside
        wishes = Wishes(self._schema, self._sources(asked, lexicon, names_first=True))
        if verb := wants_change(tokens, lexicon.language):
            return wishes.wish(tokens, verb, asked.text, asked.turn)
        if wish := wished(wishes, tokens, asked.text, asked.turn):
            return wish
        first = self._try(tokens, asked, lexicon, names_first=False)
        if isinstance(first, Reading):
            return first
        second = self._try(tokens, asked, lexicon, names_first=True)
        if isinstance(second, Reading):
            return second
        return second if second.why is Why.CLARIFY and first.why is not Why.CLARIFY else first

    def _told(self, tokens: tuple[Token, ...], asked: Asked, lexicon: Lexicon) -> NoReading | None:
        """ "what can I ask about orders": help with one kind of record; None where none is said."""
        found = self._try(tokens, asked, lexicon, names_first=False)
        return found if isinstance(found, NoReading) and found.about else None

    def _nudged(
        self, nudged: Nudged, tokens: tuple[Token, ...], asked: Asked, lexicon: Lexicon
    ) -> Nudged:
        """What was said of a reminder with the records and fields that were named."""
        spans = find_spans(tokens, self._sources(asked, lexicon, names_first=True))
        return about_nudge(nudged, spans, asked.turn)

    def _try(
        self, tokens: tuple[Token, ...], asked: Asked, lexicon: Lexicon, *, names_first: bool
    ) -> Reading | NoReading:
        sources = self._sources(asked, lexicon, names_first=names_first)
        spans = plain_names(find_spans(tokens, sources))
        found = self._parsed(spans, asked, lexicon)
        return replace(found, heard=Heard(asked.text, spans))

    def _parsed(
        self, spans: tuple[Span, ...], asked: Asked, lexicon: Lexicon
    ) -> Reading | NoReading:
        try:
            ways = gone_on(spans, asked.turn, self._resolver(asked))
            over = [s for s in ways[0].left if s.tokens[0].kind is not Kind.SYMBOL]
            if over:
                return self._left_over(over, spans, asked, lexicon.language)
            readings = [self._assembled(draft, asked) for draft in ways]
        except Unsure as unsure:
            return unsure.outcome
        except CrmError as error:
            return unknown(error, self._schema)
        reading = replace(readings[0], if_nothing=readings[1] if readings[1:] else None)
        lost = unaccounted(spans, reading, asked.viewer, self._schema)
        return _lost(lost) if lost else reading

    def _resolver(self, asked: Asked) -> Resolver:
        return Resolver(self._schema, asked.viewer, _local(asked), asked.text)

    def _assembled(self, draft: Draft, asked: Asked) -> Reading:
        """The reading of a question taken apart, which stays as it was said."""
        resolver = self._resolver(asked)
        reading = completed(Assembler(resolver, asked.limit).reading(deepcopy(draft)), resolver)
        return replace(reading, said=pinned(draft, resolver.meant))

    def _sources(self, asked: Asked, lexicon: Lexicon, *, names_first: bool) -> Sources:
        return Sources(
            lexicon=lexicon,
            index=self._index,
            calendar=self._schema.definitions.calendar(_local(asked).date()),
            names_first=names_first,
        )

    def _left_over(
        self, over: list[Span], spans: tuple[Span, ...], asked: Asked, language: Language
    ) -> NoReading:
        run = _with_names(_first_run(over), spans)
        text = " ".join(s.text for s in run)
        if _may_be_name(run, spans, language):
            near = [m for m in self._index.find(text, limit=5) if m.score >= _NEAR]
            choices = tuple(
                Choice(
                    m.name.text,
                    asked.text.replace(text, m.name.id, 1),
                    Ref(m.name.entity, m.name.id),
                )
                for m in near
            )
            sentence = say("I know nobody and nothing called “{text}”.", text=text)
            return NoReading(
                why=Why.CLARIFY,
                sentence=sentence,
                words=(text,),
                choices=choices,
                doubt=Doubt(text, "name", asked.text),
            )
        return NoReading(
            why=Why.NOT_UNDERSTOOD,
            sentence=say("I don't understand “{text}”, so I'd rather ask than guess.", text=text),
            words=tuple(s.text for s in over),
        )


def _lost(spans: list[Span]) -> NoReading:
    """Known words that the query says nothing of: it would answer another question."""
    text = spans[0].text
    sentence = say(
        "I don't see how “{text}” goes with the rest, so I'd rather ask than guess.", text=text
    )
    return NoReading(why=Why.NOT_UNDERSTOOD, sentence=sentence, words=tuple(s.text for s in spans))


def _spoken(found: NoReading, lexicon: Lexicon) -> NoReading:
    """With the language it was asked in, and its sentence in the one of who asks."""
    return replace(found, sentence=translated(found.sentence), language=lexicon.language.code)


def _unknown(unread: NoReading) -> int:
    """How many words were not understood."""
    return len(" ".join(unread.words).split())


def _may_be_name(run: list[Span], spans: tuple[Span, ...], language: Language) -> bool:
    """Whether those words stand where a name would stand, or are written like one."""
    first, last = spans.index(run[0]), spans.index(run[-1])
    if any(s.any_of(NameWord) for s in run):
        return True
    if any(s.meanings for s in run):
        return False
    before = spans[first - 1] if first else None
    after = spans[last + 1] if last + 1 < len(spans) else None
    if after and after.has(Mark.POSSESSIVE):
        return True
    if before and (before.has(Mark.OF, Mark.OWNS) or before.first(EntityWord)):
        return True
    noun = after is not None and after.any_of(FieldWord, EntityWord)
    capital = all(s.text[:1].isupper() for s in run) and (first > 0 or noun)
    capital = capital and not language.capital_nouns
    alone = len(run) == len([s for s in spans if not s.has(Mark.FILLER)])
    return capital or (alone and len(run) <= 4)


def _local(asked: Asked) -> datetime:
    """Now, in the zone of whoever asks."""
    return asked.now.astimezone(ZoneInfo(asked.viewer.time_zone))


def _with_names(run: list[Span], spans: tuple[Span, ...]) -> list[Span]:
    """The words with a name that touches them: both may be one name, misspelt."""
    first, last = spans.index(run[0]), spans.index(run[-1])
    before = spans[first - 1 : first] if first else ()
    after = spans[last + 1 : last + 2]
    return [s for s in (*before, *run, *after) if s in run or s.any_of(NameWord)]


def _first_run(over: list[Span]) -> list[Span]:
    """The first left-over words that stand together."""
    run = [over[0]]
    capital = over[0].text[:1].isupper()
    for span in over[1:]:
        if span.start != run[-1].end or (capital and not span.text[:1].isupper()):
            break
        run.append(span)
    return run
