"""How a sentence is read, step by step: for the owner who wants to teach a word."""

from collections.abc import Iterator
from dataclasses import dataclass

from crm.query import Query
from handlers.asking.listener import Listener
from handlers.teaching.told import told
from handlers.teaching.words_file import Teaching
from handlers.understanding.language.span import Span
from handlers.understanding.language.taught import said
from handlers.understanding.reading import NoReading, Reading
from handlers.understanding.text.keys import phrase_key

READ = "read"


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """A stretch of words, all that it can mean, and whether the owner taught it."""

    text: str
    means: tuple[str, ...]
    own: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Explained:
    """How a text was read.

    `spelled_out` is the text with the owner's phrases in full, `outcome` is READ or why there is no
    query, `understood` the reading in words or else what Crumb would say, `left_over` the words in
    the way.
    """

    text: str
    spelled_out: str
    language: str
    words: tuple[Words, ...]
    outcome: str
    understood: str
    queries: tuple[Query, ...] = ()
    left_over: tuple[str, ...] = ()


def explained(text: str, listener: Listener, teaching: Teaching) -> Explained:
    """How the text is read by itself, as the listener's person would be answered."""
    found = listener.read(text)
    spans = found.heard.spans if found.heard else ()
    words = tuple(_words(spans, found.language, listener, teaching))
    spelled_out = found.heard.text if found.heard else text
    if isinstance(found, NoReading):
        return Explained(
            text=text,
            spelled_out=spelled_out,
            language=found.language,
            words=words,
            outcome=found.why.value,
            understood=found.sentence,
            left_over=found.words,
        )
    return Explained(
        text=text,
        spelled_out=spelled_out,
        language=found.language,
        words=words,
        outcome=READ,
        understood=listener.describer.understood(found),
        queries=tuple(_queries(found)),
    )


def _words(
    spans: tuple[Span, ...], code: str, listener: Listener, teaching: Teaching
) -> Iterator[Words]:
    language = next(one for one in teaching.languages if one.code == code)
    own = {phrase_key(phrase, language.stem) for _, phrase, _ in said(teaching.words(code))}
    for span in spans:
        means = dict.fromkeys(told(meaning, listener.schema) for meaning in span.meanings)
        taught = phrase_key(span.text, language.stem) in own
        yield Words(text=span.text, means=tuple(means), own=taught)


def _queries(reading: Reading) -> Iterator[Query]:
    yield reading.query
    yield from (query for query in (reading.second, reading.otherwise) if query)
    yield from reading.also or ()
