"""Reading forecasts: which category is meant by the word."""

from dataclasses import replace

from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import FieldWord, MeasureWord, ValueWord
from handlers.understanding.language.span import Span
from handlers.understanding.parsing.cursor import Cursor

_CATEGORY = ("Opportunity", "ForecastCategoryName")
_FAMILY = ("Product2", "Family")


def category_of_what(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans where "category" is that of products, unless a forecast is spoken of."""
    if any(word.measure == "forecast" for span in spans for word in span.all(MeasureWord)):
        return spans
    return tuple(_of_products(span) for span in spans)


def read_number_word(cursor: Cursor) -> int:
    """ "my commit number", "the forecast numbers": the word says nothing more."""
    told = cursor.peek(-1).any_of(MeasureWord, ValueWord)
    return 1 if told and cursor.peek().has(Mark.GOAL) else 0


def _of_products(span: Span) -> Span:
    named = {(f.entity, f.field) for f in span.all(FieldWord)}
    if not {_CATEGORY, _FAMILY} <= named:
        return span
    kept = (m for m in span.meanings if not _is_category(m))
    return replace(span, meanings=tuple(kept))


def _is_category(meaning: object) -> bool:
    return isinstance(meaning, FieldWord) and (meaning.entity, meaning.field) == _CATEGORY
