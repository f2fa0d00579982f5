"""Nobody is written to who left, and nobody the CRM does not know."""

from nudges.notice import Notice
from nudges.selection.context import Context, Taken


def owner_active(notice: Notice, context: Context, taken: Taken) -> str | None:
    """Held unless the owner is an active person."""
    owner = context.people.get(notice.who)
    if owner is None:
        return "the CRM does not know the owner"
    return None if owner.active else "the owner is no longer active"
