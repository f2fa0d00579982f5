"""What only frames a question: "how is … looking", "what does … look like"."""

from handlers.understanding.language.growth_word import GrowthWord
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    CompareWord,
    EntityWord,
    GrainWord,
    MeasureWord,
    NameWord,
)
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.span import Span

_VERBS = (Mark.LOOKS, Mark.TREND, Mark.GOES, Mark.COMPARE, Mark.VERSUS)


def unframed(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans without fillers and without the words that frame a question.

    "How is my pipeline looking" asks for the pipeline; how somebody is, or how something came
    about, is no such question, and its words stay to be asked about.
    """
    told = tuple(s for at, s in enumerate(spans) if _tells(s, spans[at + 1 : at + 2], spans[:at]))
    first = next((s for s in told if not s.has(Mark.LIST)), None)
    if first and first.has(Mark.HOW, Mark.HOW_DOES) and _asks_how_it_is(first, told):
        return _without(told, Mark.HOW, Mark.HOW_DOES, Mark.LOOKS, Mark.GOES)
    if first and first.has(Mark.WHAT) and any(s.has(Mark.LOOKS) for s in told):
        return _without(told, Mark.LOOKS, Mark.DO)
    return told


def _without(spans: tuple[Span, ...], *marks: Mark) -> tuple[Span, ...]:
    return tuple(s for s in spans if not s.has(*marks))


def _asks_how_it_is(how: Span, spans: tuple[Span, ...]) -> bool:
    """Whether "how" asks for a figure or for records: "how does it …" needs a verb for that."""
    if any(s.any_of(GrowthWord) for s in spans):
        # "how did revenue change" is read as a growth.
        return False
    looks = any(s.has(*_VERBS) or s.any_of(GrainWord) for s in spans)
    return any(_can_be_told(s) for s in spans) and (looks or how.has(Mark.HOW))


def _tells(span: Span, following: tuple[Span, ...], before: tuple[Span, ...]) -> bool:
    """Whether it says something; a filler that is also a "nor" does behind a "neither"."""
    nor = span.has(Mark.NOR) and any(s.has(Mark.NEITHER) for s in before)
    return nor or not _says_nothing(span, following)


def _says_nothing(span: Span, following: tuple[Span, ...]) -> bool:
    """Whether it is a filler; "exactly" is one where no number follows."""
    if not span.has(Mark.FILLER):
        return False
    counts = any(s.any_of(Number) for s in following)
    other = [m for m in span.meanings if m is not Mark.FILLER]
    return all(isinstance(m, CompareWord) and not counts for m in other)


def _can_be_told(span: Span) -> bool:
    """Whether it is a figure, or records other than one person."""
    kinds = any(e.entity != "User" for e in span.all(EntityWord))
    return (kinds or span.any_of(MeasureWord)) and not span.any_of(NameWord)
