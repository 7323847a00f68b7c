"""A country in arrays: who may go with whom, and the pairing made of it."""
from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from chalandise.computing.pairing.flow import Ints


@dataclass(frozen=True)
class Country:
    """Candidates in compressed rows.

    Parameters
    ----------
    start : ndarray of int64, shape (merchants + 1,)
        The candidates of merchant `i` are `start[i]` to `start[i + 1]`.
    mentor, fit : ndarray of int64, shape (candidates,)
        Mentor, from 0, and fit, 1 to 100, of each; barred and refused pairs are simply not listed.
    capacity : ndarray of int64, shape (mentors,)
    level : int
        Nobody below this fit if avoidable.
    rivals : ndarray of int64, shape (pairs, 2)
        Direct competitors who do not both accept one mentor.

    Raises
    ------
    ValueError
        The arrays do not fit together, or hold numbers out of bounds.
    """

    start: Ints
    mentor: Ints
    fit: Ints
    capacity: Ints
    level: int = 60
    rivals: Ints = field(default_factory=lambda: np.zeros((0, 2), dtype=np.int64))

    def __post_init__(self) -> None:
        if len(self.start) < 1 or self.start[0] != 0 or self.start[-1] != len(self.mentor) or (np.diff(self.start) < 0).any():
            raise ValueError("start does not cut the candidates into rows")
        if len(self.fit) != len(self.mentor) or self.rivals.ndim != 2 or self.rivals.shape[1] != 2:
            raise ValueError("the arrays do not have the shapes that fit together")
        _within("mentor", self.mentor, 0, len(self.capacity) - 1)
        _within("fit", self.fit, 1, 100)
        _within("capacity", self.capacity, 0, 2**31)
        _within("rivals", self.rivals, 0, self.merchants - 1)
        if (np.diff(np.sort(self.row * len(self.capacity) + self.mentor)) == 0).any():
            raise ValueError("a candidate appears twice")

    @property
    def merchants(self) -> int:
        return len(self.start) - 1

    @cached_property
    def row(self) -> Ints:
        return np.repeat(np.arange(self.merchants), np.diff(self.start))


def _within(name: str, values: Ints, low: int, high: int) -> None:
    if len(values) and (values.min() < low or values.max() > high):
        raise ValueError(f"{name} lies between {low} and {high}, not {values.min()} to {values.max()}")


@dataclass(frozen=True)
class Matching:
    """The candidate (its place in the arrays) of each merchant, -1 for nobody.

    `relaxed` is the same before rivals were parted: no pairing that parts them comes before it in the order of the rule.
    """

    country: Country
    chosen: Ints
    relaxed: Ints

    @cached_property
    def fits(self) -> Ints:
        return fits_of(self.country, self.chosen)

    @cached_property
    def mentors(self) -> Ints:
        return np.where(self.chosen < 0, -1, self.country.mentor[self.chosen]) if len(self.country.mentor) else self.chosen

    @property
    def total(self) -> int:
        return int(self.fits.sum())

    @property
    def unserved(self) -> int:
        return int(np.count_nonzero(self.chosen < 0))

    @property
    def worst(self) -> int:
        """Lowest fit of those served (0 when nobody is)."""
        return int(self.fits[self.fits > 0].min(initial=101)) % 101

    @property
    def gap(self) -> float:
        """Share of the total that parting rivals lost against `relaxed`; below 0 when it cost levels and gained total."""
        best = int(fits_of(self.country, self.relaxed).sum())
        return (best - self.total) / best if best else 0.0

    @cached_property
    def clashes(self) -> Ints:
        """Rivals who share a mentor, shape (pairs, 2): empty once parted."""
        return clashes_of(self.country, self.chosen)


def fits_of(country: Country, chosen: Ints) -> Ints:
    fits: Ints = np.append(country.fit, 0)
    return fits[chosen]


def clashes_of(country: Country, chosen: Ints) -> Ints:
    at = np.append(country.mentor, -1)[chosen]
    one, other = at[country.rivals[:, 0]], at[country.rivals[:, 1]]
    together: Ints = country.rivals[(one == other) & (one >= 0)]
    return together
