"""A person's attention is a small budget: so many messages a day, so many in seven days."""

from nudges.notice import Notice
from nudges.selection.context import Context, Taken


def budget(notice: Notice, context: Context, taken: Taken) -> str | None:
    """Held once the person heard enough. The more worthy notices came first."""
    day, week = context.hours(notice.who).caps(context.now, context.settings)
    more = taken.count(notice.who)
    if context.heard(notice.who, day.since) + more >= day.most:
        return f"no more than {day.most} a day"
    if context.heard(notice.who, week.since) + more >= week.most:
        return f"no more than {week.most} in seven days"
    return None
