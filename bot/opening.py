"""The CRM's database opened under the rules of the settings, or not at all."""

from collections.abc import Iterator

from bot.settings import Settings, WrongSettings, variable_of
from crm.backends.database import DatabaseCrm, open_database
from crm.schema import Schema


def open_crm(settings: Settings) -> DatabaseCrm:
    """The embedded CRM of these settings; blocks for a moment.

    Raises CrmUnavailable, and WrongSettings where what is to be hidden is not there: a misspelt
    name would hide nothing, and nobody would notice.
    """
    crm = open_database(settings.database, rules=settings.rules)
    try:
        mistakes = tuple(hidden_mistakes(settings, crm.storage.load()))
        if mistakes:
            raise WrongSettings(mistakes)
    except BaseException:
        crm.storage.engine.dispose()
        raise
    return crm


def hidden_mistakes(settings: Settings, schema: Schema) -> Iterator[str]:
    """A sentence about each field to be hidden that is not in the CRM, or can't be hidden."""
    for role, pairs in settings.rules.hidden.items():
        name = variable_of(f"hidden_{role}")
        for entity, field in sorted(pairs):
            if entity not in schema or field not in schema.entity(entity):
                yield f"{name}: there is no field {entity}.{field}."
            elif field in {"Id", schema.entity(entity).name_field}:
                yield f"{name}: {entity}.{field} can't be hidden, it is what a record goes by."
