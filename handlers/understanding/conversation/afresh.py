"""A new subject, said so: scrap that, never mind, new question."""

from collections.abc import Sequence

from handlers.understanding.asides import spoken
from handlers.understanding.language.languages import Language
from handlers.understanding.text.keys import token_key
from handlers.understanding.text.phrases import opening
from handlers.understanding.text.tokens import Kind, Token


def begun_afresh(tokens: Sequence[Token], language: Language) -> int:
    """How many tokens at the start say that what follows is a new subject; 0 where none do."""
    words = opening(spoken(tokens, language), language.words.asides["afresh"])
    at = 0
    while words > 0 or (0 < at < len(tokens) and tokens[at].kind is Kind.SYMBOL):
        if tokens[at].kind is not Kind.SYMBOL:
            words -= len(token_key(tokens[at], language.stem).split())
        at += 1
    return at
