"""Days as they begin and end in the Netherlands."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

NETHERLANDS = ZoneInfo("Europe/Amsterdam")


def day_of(moment: datetime) -> date:
    """Return the day that it is then in the Netherlands."""
    return moment.astimezone(NETHERLANDS).date()


def begin_of(day: date) -> datetime:
    """Return the moment at which a day begins in the Netherlands."""
    return datetime.combine(day, time(), NETHERLANDS)
