"""Messages come on work days, while the person works, by their own clock."""

from nudges.notice import Notice
from nudges.selection.context import Context, Taken


def quiet_hours(notice: Notice, context: Context, taken: Taken) -> str | None:
    """Held on free days, and before the window opens or once it has closed."""
    hours = context.hours(notice.who)
    local = context.now.astimezone(hours.zone)
    if local.weekday() not in context.settings.work_days:
        return f"no work day in {hours.zone.key}"
    opens, closes = hours.window(context.settings)
    if opens <= local.time() < closes:
        return None
    doubt = "" if hours.known else ", their own zone being unknown"
    return f"outside {opens:%H:%M} to {closes:%H:%M} in {hours.zone.key}{doubt}"
