"""The date of the trade. Sessions and link expiry use the real clock instead (house.md, decision 1)."""
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

PARIS = ZoneInfo("Europe/Paris")
_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """Return the aware moment of the trade: the one set by `at`, or the real one shifted by CLOCK_OFFSET."""
    fixed = _moment.get()
    if fixed is not None:
        return fixed
    real = timezone.now()
    return real + settings.CLOCK_OFFSET if settings.CLOCK_OFFSET else real


def today() -> date:
    """Return the day it is in Paris, by the clock of the trade."""
    return now().astimezone(PARIS).date()


def local(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """Return the aware moment of a wall time in Paris.

    Raises ValueError for a time that does not exist (the night when summer time begins).
    """
    moment = datetime.combine(day, time(hour, minute), tzinfo=PARIS)
    if moment.astimezone(ZoneInfo("UTC")).astimezone(PARIS).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise ValueError(f"{hour:02}:{minute:02} does not exist on {day.isoformat()} in Paris")
    return moment


@contextmanager
def at(moment: datetime | date):
    """Live at another moment inside the block (a date means ten in the morning, Paris)."""
    if not isinstance(moment, datetime):
        moment = local(moment, 10)
    if moment.tzinfo is None:
        raise ValueError("clock.at needs an aware moment")
    token = _moment.set(moment)
    try:
        yield moment
    finally:
        _moment.reset(token)
