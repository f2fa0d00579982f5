"""Wishes to change something that no verb opens: "Halden pilot -> negotiation", "Halden's phone
should be …", "next step for the Halden pilot: call the plant manager".
"""

from collections.abc import Sequence

from handlers.ports import Turn
from handlers.understanding.asides import spoken
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import FieldWord, IdWord, NameWord
from handlers.understanding.language.span import Span
from handlers.understanding.reading import NoReading
from handlers.understanding.spans.cut import find_spans
from handlers.understanding.text.tokens import Kind, Token
from handlers.understanding.wishes import Wishes

_ARROWS = {"->", "→", "=>"}
_ASKED = {"?"}
_SAID = "update"
_MARKS = {Mark.OF, Mark.POSSESSIVE, Mark.FILLER, Mark.IT, Mark.COMMA, Mark.THEIR, Mark.IN}


def wished(
    wishes: Wishes, tokens: Sequence[Token], text: str, turn: Turn | None
) -> NoReading | None:
    """The wish that the text is; None where it is a question."""
    if any(token.text in _ASKED for token in tokens):
        return None
    about, behind = _parted(wishes, tokens)
    if not about or not behind:
        return None
    spans = find_spans(about, wishes.sources)
    found = wishes.told(about, behind, _SAID, text, turn)
    wish = found.wish
    whole = wish is not None and wish.ref and wish.field
    return found if whole and all(_tells_what(span) for span in spans) else None


def _parted(wishes: Wishes, tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """What is spoken about, and what it shall become; nothing where no wish is said."""
    asides, language = wishes.sources.language.words.asides, wishes.sources.language
    for at, token in enumerate(tokens):
        if token.text in _ARROWS:
            return tokens[:at], tokens[at + 1 :]
        for phrase in asides["becomes"]:
            stop = at + len(phrase.split())
            if " ".join(spoken(tokens[at:stop], language)) == phrase:
                return tokens[:at], _without_request(tokens[stop:], asides["correct"], wishes)
    colon = next((at for at, token in enumerate(tokens) if token.text == ":"), 0)
    before = find_spans(tokens[:colon], wishes.sources)
    led = before and before[0].any_of(FieldWord)  # "next step for Halden: …"
    return (tokens[:colon], tokens[colon + 1 :]) if led else ((), ())


def _without_request(
    tokens: Sequence[Token], phrases: Sequence[str], wishes: Wishes
) -> Sequence[Token]:
    """The new value without the ", please correct that" behind it."""
    for at, token in enumerate(tokens):
        said = " ".join(spoken(tokens[at:], wishes.sources.language))
        if token.kind is not Kind.SYMBOL and said in phrases:
            end = at - 1 if at and tokens[at - 1].text == "," else at
            return tokens[:end]
    return tokens


def _tells_what(span: Span) -> bool:
    """Whether it says which field of which record: in a question more is said."""
    symbol = span.tokens[0].kind is Kind.SYMBOL
    return symbol or span.any_of(FieldWord, NameWord, IdWord) or span.has(*_MARKS)
