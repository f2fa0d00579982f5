"""Chat spelling: `rn`, `nxt`, `mtgs` and `dont` are read as the words they stand for."""

from collections.abc import Sequence
from dataclasses import replace

from crm.names import NameIndex
from crm.periods import Calendar
from handlers.understanding.language.lexicon import Lexicon
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import EntityWord, FieldWord, ValueWord
from handlers.understanding.text.keys import token_key
from handlers.understanding.text.tokens import Kind, Token


def respelled(tokens: Sequence[Token], lexicon: Lexicon, calendar: Calendar) -> tuple[Token, ...]:
    """The tokens, those in chat spelling with the norm of the full words (`right-now` for "rn").

    Their text and place stay as written. What is a value (`CO` in capitals, "in co", "co deals")
    or a part of a time ("w 41") stays what it is.
    """
    full = lexicon.language.words.spellings
    return tuple(
        replace(token, norm=full[token.norm])
        if token.kind is Kind.WORD
        and token.norm in full
        and not _is_value(tokens, at, lexicon)
        and not _in_time(tokens, at, lexicon, calendar)
        else token
        for at, token in enumerate(tokens)
    )


def opened(tokens: Sequence[Token], lexicon: Lexicon, index: NameIndex) -> tuple[Token, ...]:
    """The tokens, "negotiation-stage" and "US-based" as the two words they are joined from."""
    return tuple(part for token in tokens for part in _opened(token, lexicon, index))


def _opened(token: Token, lexicon: Lexicon, index: NameIndex) -> tuple[Token, ...]:
    head, dash, last = token.text.rpartition("-")
    if token.kind is not Kind.WORD or not dash or not head or not last or index.knows(token.norm):
        return (token,)
    at = token.end - len(last)
    first = Token(head, head.casefold(), token.start, at - 1, Kind.WORD)
    second = Token(last, last.casefold(), at, token.end, Kind.WORD)
    stem = lexicon.language.stem
    if lexicon.meanings((token_key(token, stem),), token.norm):
        return (token,)
    told = lexicon.meanings((token_key(first, stem),), first.norm)
    noun = lexicon.meanings((token_key(second, stem),), second.norm)
    joins = any(isinstance(m, FieldWord) or m is Mark.LOCATED for m in noun)
    return (first, second) if joins and any(isinstance(m, ValueWord) for m in told) else (token,)


def _is_value(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    token = tokens[at]
    if not any(isinstance(m, ValueWord) for m in lexicon.meanings((token.norm,), token.norm)):
        return False
    leads = lexicon.language.words.place_leads - lexicon.language.times.articles
    place = at > 0 and tokens[at - 1].norm in leads
    noun = tokens[at + 1 : at + 2]
    named = [m for n in noun for m in lexicon.meanings((token_key(n, lexicon.language.stem),))]
    return token.text.isupper() or place or any(isinstance(m, EntityWord) for m in named)


def _in_time(tokens: Sequence[Token], at: int, lexicon: Lexicon, calendar: Calendar) -> bool:
    """Whether the word opens a time, or counts one, as it is written: `w 41`, `2 w`."""
    if at > 0 and lexicon.language.duration(tokens, at - 1):
        return True
    found = lexicon.language.time(tokens, at, calendar)
    return found is not None and found.length > 1
