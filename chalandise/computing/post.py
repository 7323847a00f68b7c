"""When a reminder may leave: hours, weekends, public holidays, quiet periods. Paris, summer and winter."""
from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
FROM, TO = 8, 19  # hours of Paris between which a reminder may leave
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """The days on which nobody is reminded: public holidays, and quiet periods (first and last day)."""

    closed: Container[date] = ()
    quiet: tuple[tuple[date, date], ...] = ()

    def is_open(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.closed and not any(a <= day <= b for a, b in self.quiet)

    def next_open(self, day: date) -> date:
        """Return the first day from `day` on that is open."""
        while not self.is_open(day):
            day += DAY
        return day

    def last_open(self, day: date) -> date:
        """Return the last open day up to `day` (itself when none is found within a month)."""
        found = day
        for _ in range(31):
            if self.is_open(found):
                return found
            found -= DAY
        return day

    def first_day(self, now: datetime) -> date:
        """Return the day on which a letter that is due now may leave: today before seven in the evening, or later."""
        here = now.astimezone(PARIS)
        return self.next_open(here.date() + (DAY if here.hour >= TO else timedelta()))

    def may_leave(self, now: datetime) -> bool:
        """Say whether a reminder may leave at this very moment."""
        here = now.astimezone(PARIS)
        return FROM <= here.hour < TO and self.is_open(here.date())
