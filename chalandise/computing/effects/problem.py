"""What an estimate is asked: takings of shops by week or month, who acted, and from when."""
from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from chalandise.computing.effects.weights import Bools, Floats

YEAR = {"week": 52, "month": 12}


@dataclass(frozen=True, eq=False)
class Problem:
    """A panel of takings, with holes.

    Parameters
    ----------
    shops : tuple of int, n of them
        Keys of the shops, each once.
    takings : (n, T) array
        Takings of each period, in one currency; nan where nothing is known, 0 or nan where the shop was closed.
    starts : dict
        Shop to the first period (0 to T − 1) in which its action ran; None when nobody knows. A shop that is not there
        compares: nothing was done in it.
    days : (n, T) array, optional
        Days open in each period. Takings are then counted per day open, so that a week closed for half is not a bad week.
    disturbed : (n, T) array of bool, optional
        Periods that something else than the action disturbed (works in front of the shop, a flood): they are set aside.
    period : str
        week or month. A year is 52 weeks (the same day of the week a year before) or 12 months.
    horizon : int, optional
        Periods from the start on that count; a year by default, and at most.

    Raises
    ------
    ValueError
        A shop appears twice, an array has another shape, an unknown shop starts, a start or the horizon is out of bounds, a
        value is infinite, days open are negative, or nobody starts.
    """

    shops: tuple[int, ...]
    takings: Floats
    starts: dict[int, int | None]
    days: Floats | None = None
    disturbed: Bools | None = None
    period: str = "week"
    horizon: int | None = field(default=None)

    def __post_init__(self) -> None:
        if len(set(self.shops)) < len(self.shops):
            raise ValueError("a shop appears twice")
        if self.takings.ndim != 2 or len(self.takings) != len(self.shops):
            raise ValueError(f"takings have one row a shop, not the shape {self.takings.shape} for {len(self.shops)} shops")
        if self.days is not None and (self.days.shape != self.takings.shape or (self.days < 0).any()):
            raise ValueError("days open have the shape of the takings and are not negative")
        if self.disturbed is not None and self.disturbed.shape != self.takings.shape:
            raise ValueError("disturbed periods have the shape of the takings")
        if np.isinf(self.takings).any():
            raise ValueError("takings are numbers, or nan where they are not known")
        if strange := sorted(set(self.starts) - set(self.shops)):
            raise ValueError(f"unknown shops start: {strange[:5]}")
        if far := sorted(k for k, s in self.starts.items() if s is not None and not 0 <= s < self.takings.shape[1]):
            raise ValueError(f"the start lies outside the periods for shops {far[:5]}")
        if self.period not in YEAR:
            raise ValueError(f"a period is a week or a month, not {self.period}")
        if self.horizon is not None and not 1 <= self.horizon <= self.year:
            raise ValueError(f"the horizon lies between 1 and {self.year}, not {self.horizon}")
        if not self.starts:
            raise ValueError("nobody starts: there is nothing to measure")

    @property
    def year(self) -> int:
        return YEAR[self.period]

    @property
    def span(self) -> int:
        """Periods from the start on that count."""
        return self.horizon or self.year

    @cached_property
    def outcome(self) -> Floats:
        """Logarithm of takings per day open (times the days the shop usually opens), (n, T); nan where closed, disturbed or not known."""
        takings = self.takings
        if self.days is not None:
            usual = [np.nanmedian(np.where(row > 0, row, np.nan)) if (row > 0).any() else 1.0 for row in self.days]
            with np.errstate(divide="ignore", invalid="ignore"):
                takings = np.where(self.days > 0, takings / self.days, np.nan) * np.array(usual)[:, None]
        with np.errstate(divide="ignore", invalid="ignore"):
            outcome = np.where(takings > 0, np.log(takings), np.nan)
        return outcome if self.disturbed is None else np.where(self.disturbed, np.nan, outcome)
