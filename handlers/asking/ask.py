"""A question asked: read, run as the person who asks, and answered with what it found."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from crm.access import Viewer
from crm.errors import MixedCurrencies, QueryError
from crm.links import Links
from crm.names import NameIndex
from crm.port import Crm, Names
from crm.query import Aggregate, Answer, Function, Grouping, Query, Ref, Rows
from crm.schema import Schema
from handlers.answers import wished
from handlers.answers.card import card
from handlers.answers.ways_on import ways_on
from handlers.asking.account_lines import account_lines
from handlers.asking.answered import Answered, Outcome, Recalled
from handlers.asking.changes import Changes
from handlers.asking.choices import readable
from handlers.asking.combined import combined
from handlers.asking.fields_told import fields_told
from handlers.asking.found_in import found_in, nowhere, together
from handlers.asking.judged import judged, read_again
from handlers.asking.listener import KnownNames, Listener
from handlers.asking.looks import LooksHere, noted, settled, with_since
from handlers.asking.question_log import Unlogged, missed, note
from handlers.asking.remembered import Recalling, chosen_by
from handlers.asking.results import Results, record_columns
from handlers.asking.series import filled
from handlers.asking.ties import MARGIN
from handlers.asking.visible import about, hides
from handlers.cards import Press
from handlers.ports import Conversations, Looks, Memory, QuestionLog, Turn
from handlers.request import Question, Reply, Request
from handlers.speech import speaking, speech_of, translated
from handlers.understanding.conversation.followup import chosen
from handlers.understanding.conversation.pointed import MOST_HELD
from handlers.understanding.described.query import Describer
from handlers.understanding.language.languages import LANGUAGES, Language
from handlers.understanding.reader import LONGEST_QUESTION, Asked, Reader
from handlers.understanding.reading import Doubt, NoReading, Nudged, Reading, Shape

_COUNT = Aggregate(function=Function.COUNT)
_NOBODY = "I know nobody and nothing of that name. Which one do you mean?"


class AboutNudges(Protocol):
    """Answers what people ask about the nudges they got."""

    async def __call__(self, request: Request, wanted: Nudged) -> Reply:
        """The reply."""
        ...


@dataclass
class Ask:
    """Answers questions. `limit` is how many records a list shows unless the question says;
    `log` keeps what was not answered, `looks` when somebody was told what changed, `memory` what
    they chose where they could; `nudged` tells why they were asked for something. Of `languages`,
    each question is read in its own.
    """

    crm: Crm
    names: Names
    links: Links
    conversations: Conversations
    limit: int = 50
    log: QuestionLog = field(default_factory=Unlogged)
    looks: Looks = field(default_factory=LooksHere)
    memory: Memory | None = None
    nudged: AboutNudges | None = None
    languages: tuple[Language, ...] = LANGUAGES
    _readers: list[tuple[Schema, Reader]] = field(default_factory=list, init=False)

    def teach(self, languages: tuple[Language, ...]) -> None:
        """Read in these languages from the next question on."""
        self.languages, self._readers = languages, []

    async def __call__(self, request: Request) -> Reply:
        """The answer as a card."""
        match request.said:
            case Question(text=text):
                return await self.replied(request, text)
            case Press(arguments=(text, *_)) as press:
                return await self.replied(request, text, settles=chosen_by(press))
        return await self.replied(request, "")

    async def replied(
        self,
        request: Request,
        text: str,
        *,
        afresh: bool = False,
        settles: tuple[Doubt, str] | None = None,
    ) -> Reply:
        """The answer to a text as a card with what can be asked next; `afresh` and `settles` as in
        `answer`.
        """
        viewer, now, conversation = request.viewer, request.now, request.conversation
        answered = await self.answer(
            text, viewer, now, conversation, afresh=afresh, settles=settles
        )
        if answered.nudged and self.nudged:
            with speaking(speech_of(viewer, answered.language)):
                return await self.nudged(request, answered.nudged)
        made = card(answered, viewer, now)
        if answered.outcome is not Outcome.ANSWERED:
            return Reply(card=made)
        listener = await self.listener(viewer, now)
        turn = await self.conversations.last(conversation, now)
        asked, schema = answered.question, listener.schema
        with speaking(speech_of(viewer, answered.language)):
            ways = ways_on(answered, asked, turn, schema, lambda t: listener.read(t, turn))
        return Reply(card=replace(made, actions=(*made.actions, *ways)))

    async def answer(
        self,
        text: str,
        viewer: Viewer,
        now: datetime,
        conversation: str,
        *,
        afresh: bool = False,
        settles: tuple[Doubt, str] | None = None,
        recalled: tuple[Recalled, ...] = (),
    ) -> Answered:
        """The answer as a value; raises CrmUnavailable when the CRM can't be reached.

        `afresh` reads the text by itself, whatever was said before it. `settles` is a doubt with
        what the person means, to be remembered; `recalled` what was settled in the text before.
        """
        schema = await self.crm.schema(viewer)
        index = await self.names.index(viewer)
        turn = None if afresh else await self.conversations.last(conversation, now)
        memory = Recalling(self.memory, viewer, now, index, schema) if self.memory else None
        if turn and (picked := chosen(text, turn)):
            text, settles = picked.question, (turn.doubt, picked.meaning) if turn.doubt else None
            turn = replace(turn, offered=(), doubt=None)
        if memory and settles and (made := await memory.kept(*settles)):
            recalled = (*recalled, made)
        asked = Asked(text=text, viewer=viewer, now=now, turn=turn, limit=self.limit)
        reading = self._reader(schema, index).read(asked)
        with speaking(speech_of(viewer, reading.language)):
            if isinstance(reading, Reading) and reading.also is not None:
                answered = await self._looked_up(reading, asked, schema, index, conversation)
            elif isinstance(reading, Reading):
                answered = await self._found(reading, asked, schema, index, conversation)
                if reading.if_nothing and not answered.total:
                    other = reading.if_nothing
                    answered = await self._found(other, asked, schema, index, conversation)
            elif reading.about in schema:
                listener = await self.listener(viewer, now)
                answered = fields_told(reading.about, schema, listener.read)
            else:
                if reading.forget:
                    nothing = Turn(query=None, shown=(), at=now)
                    await self.conversations.remember(conversation, nothing)
                answered = await self._unread(reading, viewer, schema)
                meant = None
                if len(reading.choices) > len(answered.choices) == 1:
                    # The others are hidden from this person, who must not learn of any.
                    meant = answered.choices[0]
                elif memory and (taken := await memory.taken(reading, answered.choices, recalled)):
                    meant, recalled = taken[0], (*recalled, taken[1])
                if meant and meant.question != text:
                    return await self.answer(
                        meant.question, viewer, now, conversation, afresh=afresh, recalled=recalled
                    )
                if memory:
                    answered = replace(answered, doubt=reading.doubt)
                await self._offer(answered, conversation, turn, now)
        await note(self.log, missed(asked, reading, answered, schema))
        return replace(answered, language=reading.language, recalled=recalled, question=text)

    async def listener(self, viewer: Viewer, now: datetime) -> Listener:
        """What questions of this person are read with."""
        schema = await self.crm.schema(viewer)
        index = await self.names.index(viewer)
        return Listener(
            schema=schema,
            index=index,
            reader=self._reader(schema, index),
            viewer=viewer,
            now=now,
            limit=self.limit,
        )

    async def _run(self, query: Query, viewer: Viewer) -> Answer:
        return await self.crm.run(await self.crm.permit(query, viewer))

    def _reader(self, schema: Schema, index: NameIndex) -> Reader:
        """One reader for each schema in use: building its lexicon takes longer than reading."""
        for known, reader in self._readers:
            if known is schema or known == schema:
                return reader.with_names(index)
        reader = Reader(schema, NameIndex(), languages=self.languages)
        self._readers = [*self._readers[-3:], (schema, reader)]
        return reader.with_names(index)

    async def _unread(self, reading: NoReading, viewer: Viewer, schema: Schema) -> Answered:
        named = (reading.wish.ref,) if reading.wish and reading.wish.ref else ()
        if await hides(named, self.crm, viewer, schema):
            return _nobody()
        choices = await readable(reading.choices, self.crm, viewer, schema)
        if len(reading.choices) > 1 and not choices:
            return _nobody()
        return Answered(
            outcome=Outcome(reading.why.value),
            understood="",
            sentence=wished.sentence(reading, schema, await self.names.index(viewer)),
            choices=choices,
            wish=reading.wish,
            nudged=reading.nudged,
        )

    async def _offer(
        self, answered: Answered, conversation: str, turn: Turn | None, now: datetime
    ) -> None:
        """Remember the choices given, so that naming one of them is an answer."""
        if answered.choices:
            before = turn or Turn(query=None, shown=(), at=now)
            offering = replace(before, offered=answered.choices, doubt=answered.doubt, at=now)
            await self.conversations.remember(conversation, offering)

    async def _looked_up(
        self,
        reading: Reading,
        asked: Asked,
        schema: Schema,
        index: NameIndex,
        conversation: str,
    ) -> Answered:
        """What is found of any kind: one record, or all of them in a list."""
        hits = await found_in(reading, lambda query: self._run(query, asked.viewer))
        found = [
            await self._found(hit, asked, schema, index, conversation)
            for hit in hits or (replace(reading, also=None),)
        ]
        if not hits:
            return nowhere(found[0], reading, schema)
        if len(hits) == 1:
            return found[0]
        answered = together(found, schema)
        shown = tuple(record.ref for record in answered.records)
        await self.conversations.remember(conversation, _turn(hits[0], shown, asked))
        return answered

    async def _found(
        self,
        reading: Reading,
        asked: Asked,
        schema: Schema,
        index: NameIndex,
        conversation: str,
    ) -> Answered:
        viewer, now = asked.viewer, asked.now
        queries = (reading.query, *((reading.second,) if reading.second else ()))
        named = frozenset(ref for query in queries for ref in about(query, index))
        if await hides(named, self.crm, viewer, schema):
            return _nobody()
        if reading.wanted:
            return await self._changed(reading, asked, schema, index, conversation)
        query, here = _completed(reading, schema), now.astimezone(ZoneInfo(viewer.time_zone))
        try:
            answer = filled(await self._run(query, viewer), schema, here)
            if reading.second:
                other = filled(await self._run(reading.second, viewer), schema, here)
                reading, answer = combined(reading, answer, other)
        except QueryError as error:
            if reading.second or not isinstance(error, MixedCurrencies):
                return Answered(outcome=Outcome.NOT_UNDERSTOOD, understood="", sentence=str(error))
            reading = replace(reading, query=_by_currency(query), shape=Shape.GROUPS)
            answer = await self._run(reading.query, viewer)
        found = None
        if reading.otherwise:
            found = judged(answer, await self._run(reading.otherwise, viewer))
            answer = found.shown
        labels = {r.ref.id: r.name for r in answer.rows} if isinstance(answer, Rows) else {}
        describer = Describer(schema, viewer, now, KnownNames(index, labels))
        results = Results(schema=schema, links=self.links, describer=describer)
        answered = results.answered(reading, answer)
        after = read_again(reading, found) if found else reading
        shown = _shown(answered)
        await self.conversations.remember(conversation, _turn(after, shown, asked))
        if found:
            return replace(answered, value=found.value, true_of=found.true_of, all=found.all)
        if reading.shape is Shape.RECORD and shown and shown[0].entity == "Account":
            asides = await account_lines(shown[0], self.crm, viewer, now, schema, self.links)
            return replace(answered, asides=asides)
        return answered

    async def _changed(
        self,
        reading: Reading,
        asked: Asked,
        schema: Schema,
        index: NameIndex,
        conversation: str,
    ) -> Answered:
        """What was changed; that the person was told is noted."""
        viewer, now = asked.viewer, asked.now
        describer = Describer(schema, viewer, now, KnownNames(index, {}))
        reading = await settled(reading, self.looks, describer)
        telling = Changes(
            crm=self.crm, viewer=viewer, schema=schema, links=self.links, describer=describer
        )
        try:
            answered = await telling.answered(reading)
        except QueryError as error:
            return Answered(outcome=Outcome.NOT_UNDERSTOOD, understood="", sentence=str(error))
        shown = tuple(record.ref for record in answered.records)
        since = replace(reading, said=with_since(reading))
        await self.conversations.remember(conversation, _turn(since, shown, asked))
        await noted(reading, self.looks, describer, now)
        return answered


def _nobody() -> Answered:
    return Answered(outcome=Outcome.CLARIFY, understood="", sentence=translated(_NOBODY))


def _by_currency(query: Query) -> Query:
    """The same figures, one for each currency: they are never added up."""
    groups = (*query.group_by, Grouping(path="CurrencyIsoCode"))
    return replace(query, group_by=groups, limit=query.limit or 50)


def _turn(reading: Reading, shown: tuple[Ref, ...], asked: Asked) -> Turn:
    """What the next question may go on from."""
    return Turn(
        query=reading.query,
        shown=shown[:MOST_HELD],
        at=asked.now,
        shape=reading.shape.value,
        measure=reading.measure_name,
        question=asked.text[:LONGEST_QUESTION],
        said=reading.said,
    )


def _shown(answered: Answered) -> tuple[Ref, ...]:
    """The records of the answer in their order, or those its groups are of."""
    groups = tuple(line.ref for line in answered.groups if line.ref)
    return tuple(record.ref for record in answered.records) or groups


def _completed(reading: Reading, schema: Schema) -> Query:
    """The query with what its answer shows besides: a record's fields, a figure's count."""
    query = reading.query
    if reading.shape is Shape.RECORD:
        return replace(query, columns=record_columns(schema, query.entity))
    if reading.cut_later and query.aggregates:
        # The best three rates are known only once all are: `results` cuts.
        query = replace(query, limit=None)
    elif reading.topped and query.limit:
        query = replace(query, limit=query.limit + MARGIN)
    if reading.how:
        return query
    if reading.shape is Shape.FIGURE and _COUNT not in query.aggregates:
        return replace(query, aggregates=(*query.aggregates, _COUNT))
    return query
