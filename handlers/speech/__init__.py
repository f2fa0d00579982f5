"""In which language, and with which numbers and dates, somebody is spoken to.

What a handler says is written in English where it is said, as `say("Nothing found.")`, and looked
up in the reader's language; what that does not have stays English. Who is spoken to is known to the
whole of one request, and so is kept beside it (a context variable) and not handed from function to
function. Numbers, money and dates are written by Babel, from the reader's locale.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.pofile import read_po

from crm.access import Viewer

_TEXTS = Path(__file__).parent
_CAPITAL_NOUNS = {"de"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Speech:
    """How somebody is spoken to.

    `texts` has what is said in their language, by its English; `locale` is None for a person of
    whom nothing is known: they read 5 Nov 2026, 14:05 and $20,000.
    """

    language: str = "en"
    locale: Locale | None = None
    texts: Mapping[str, str] = field(default_factory=dict)


ENGLISH = Speech()
_CURRENT: ContextVar[Speech] = ContextVar("speech", default=ENGLISH)


def speech_of(viewer: Viewer, asked_in: str = "en") -> Speech:
    """How this person is spoken to: in the language they read, or else the one they asked in."""
    locale = _locale(viewer.locale) or _locale(viewer.language)
    language = viewer.language.partition("_")[0].lower() or asked_in
    if locale is None and language != "en":
        locale = _locale(language)
    return Speech(language=language, locale=locale, texts=_texts(language))


@contextmanager
def speaking(speech: Speech) -> Iterator[None]:
    """Everything said inside is said that way."""
    token = _CURRENT.set(speech)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def current() -> Speech:
    """How the person of this request is spoken to."""
    return _CURRENT.get()


def say(text: str, /, **values: object) -> str:
    """The text in the reader's language, with the values in the places of their names."""
    return translated(text).format(**values)


def translated(text: str) -> str:
    """A whole text in the reader's language, where that has it: a label that every CRM has, or a
    sentence without values."""
    return _CURRENT.get().texts.get(text, text)


def predicate(text: str) -> str:
    """What something is, said of it and not before it: won deals are "won", and gewonnene Deals
    "gewonnen"."""
    return _CURRENT.get().texts.get(f"predicate|{text}", translated(text))


def noun(text: str) -> str:
    """A label of the CRM inside a sentence: "open opportunities", "offene Opportunitys"."""
    told = translated(text)
    return told if _CURRENT.get().language in _CAPITAL_NOUNS else told.lower()


@cache
def _texts(language: str) -> Mapping[str, str]:
    """What is said in that language, by its English; nothing for one that is not there."""
    path = _TEXTS / f"{language}.po"
    if not language.isalpha() or not path.exists():
        return {}
    with path.open("rb") as file:
        catalog = read_po(file)
    told = ((f"{m.context}|{m.id}" if m.context else str(m.id), m) for m in catalog)
    return {text: str(m.string) for text, m in told if m.id and m.string}


@cache
def _locale(name: str) -> Locale | None:
    """The locale of a name as a CRM writes it (`de_DE`, `de-CH`, `en_US_POSIX`); None for none."""
    parts = name.replace("-", "_").split("_")[:2]
    try:
        return Locale.parse("_".join(parts)) if parts[0] else None
    except (ValueError, UnknownLocaleError):
        return _locale(parts[0]) if len(parts) > 1 else None
