"""Who said stop is left alone, by that rule or by all."""

from nudges.notice import Notice
from nudges.selection.context import Context, Taken


def stopped(notice: Notice, context: Context, taken: Taken) -> str | None:
    """Held when the person wants no more nudges, or none of this rule."""
    if (notice.who, None) in context.stopped:
        return "they want no nudges"
    if (notice.who, notice.rule) in context.stopped:
        return "they want no nudges of this kind"
    return None
