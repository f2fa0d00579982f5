"""The clock of the person in front of us."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crm.access import Viewer
from nudges.settings import zone_of


def zone_name(viewer: Viewer) -> str:
    """Their IANA zone; UTC where the CRM has none, or one that does not exist."""
    try:
        return zone_of(viewer.time_zone).key
    except ValueError:
        return "UTC"


def morning(viewer: Viewer, now: datetime, *, days: int) -> datetime:
    """The first moment of the day that many days on, where they are, in UTC."""
    zone = ZoneInfo(zone_name(viewer))
    day = now.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, time(), zone).astimezone(UTC)
