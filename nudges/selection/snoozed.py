"""A person put this question about this record off."""

from nudges.notice import Notice
from nudges.selection.context import Context, Taken


def snoozed(notice: Notice, context: Context, taken: Taken) -> str | None:
    """Held while the person, the record and the rule rest together."""
    resting = (notice.who, notice.record, notice.rule) in context.snoozed
    return "they put it off" if resting else None
