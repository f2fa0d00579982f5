"""Nobody is asked for what the CRM hides from them, or does not let them change."""

from nudges.notice import Notice
from nudges.selection.context import Context, Taken


def can_answer(notice: Notice, context: Context, taken: Taken) -> str | None:
    """Held when the person could not give the answer, or should not learn of the question."""
    blind = (notice.who, notice.rule) in context.blind
    return "the owner may not see or change that field" if blind else None
