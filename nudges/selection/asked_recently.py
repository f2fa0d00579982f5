"""A record is asked about once, then left alone for some days, whichever rule or owner it was."""

from datetime import timedelta

from nudges.notice import Notice
from nudges.selection.context import Context, Taken


def asked_recently(notice: Notice, context: Context, taken: Taken) -> str | None:
    """Held when the record was asked about, or now is by a rule that matters more."""
    if taken.has(notice.record):
        return "another question about this record goes first"
    asked = context.last_asked(notice.record)
    days = context.settings.rest_days
    if asked and context.now - asked < timedelta(days=days):
        return f"asked about this record less than {days} days ago"
    return None
