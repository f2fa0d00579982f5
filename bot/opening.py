"""The CRM's database opened under the rules and words of the settings, or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Settings, WrongSettings, variable_of
from bot.words import Signature, sentences, signature, taught_by
from crm.backends.database import DatabaseCrm, open_database
from crm.schema import Schema
from handlers.teaching.mistakes import WrongWords
from handlers.teaching.words_file import Teaching


@dataclass(frozen=True, slots=True)
class Opened:
    """A CRM that goes by the owner's definitions, and the words that people ask it with; `seen` is
    the state in which their file was read.
    """

    crm: DatabaseCrm
    teaching: Teaching
    seen: Signature


def open_crm(settings: Settings) -> Opened:
    """The embedded CRM of these settings and its words; blocks for a moment.

    Raises CrmUnavailable, and WrongSettings for all that is wrong in the file of words, and where
    what is to be hidden is not there: a misspelt name would hide nothing, and nobody would notice.
    """
    crm = open_database(settings.database, rules=settings.rules)
    try:
        schema = crm.storage.load()
        mistakes = [*hidden_mistakes(settings, schema)]
        path = Path(settings.words)
        seen = signature(path)
        try:
            teaching = taught_by(path, schema)
        except WrongWords as wrong:
            mistakes += sentences(path, wrong.mistakes)
        if mistakes:
            raise WrongSettings(tuple(mistakes))
    except BaseException:
        crm.storage.engine.dispose()
        raise
    crm.define(teaching.definitions)
    return Opened(crm, teaching, seen)


def hidden_mistakes(settings: Settings, schema: Schema) -> Iterator[str]:
    """A sentence about each field to be hidden that is not in the CRM, or can't be hidden."""
    for role, pairs in settings.rules.hidden.items():
        name = variable_of(f"hidden_{role}")
        for entity, field in sorted(pairs):
            if entity not in schema or field not in schema.entity(entity):
                yield f"{name}: there is no field {entity}.{field}."
            elif field in {"Id", schema.entity(entity).name_field}:
                yield f"{name}: {entity}.{field} can't be hidden, it is what a record goes by."
