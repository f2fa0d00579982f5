"""Stretches of a question that no list of words has: job titles, and places nobody comes from."""

from collections.abc import Iterator

from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import TitleWord, ValueWord
from handlers.understanding.language.span import Span
from handlers.understanding.spans.placed import place_word
from handlers.understanding.spans.said import STRANGE, WORD, Said
from handlers.understanding.text.titles import TitleFinder
from handlers.understanding.text.tokens import Kind

_LONGEST_PLACE = 3


def title_spans(said: Said) -> Iterator[Span]:
    finder = TitleFinder(said.tokens, said.language.words.titles, said.is_strange)
    for title in finder.found():
        length = title.end - title.start
        known = said.lexical(title.start, length) if length > 1 else ()
        if any(not isinstance(m, ValueWord) for m in known):
            continue  # account executives are colleagues
        singular = said.language.singular(said.tokens[title.end - 1].norm)
        meaning = TitleWord(title.names, singular=singular)
        yield said.span(title.start, length, (meaning,), WORD)


def place_spans(said: Said, at: int) -> Iterator[Span]:
    """Strange words where a place stands: "accounts in Springfield"."""
    if at == 0 or Mark.IN not in said.lexical(at - 1, 1):
        return
    words: list[str] = []
    for i in range(at, min(at + _LONGEST_PLACE, len(said.tokens))):
        new = said.tokens[i].text.istitle() and i == at  # New Springfield, Port Louis
        if said.tokens[i].kind is not Kind.WORD or not (new or said.is_strange(i)):
            break
        words.append(said.tokens[i].text)
        if said.is_strange(i):
            meanings = place_word(words, said.sources.lexicon)
            yield said.span(at, len(words), meanings, STRANGE)
