"""Days as they begin and end in the Netherlands."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

NETHERLANDS = ZoneInfo("Europe/Amsterdam")


def day_of(moment: datetime) -> date:
    """Return the day that it is then in the Netherlands."""
    return moment.astimezone(NETHERLANDS).date()
