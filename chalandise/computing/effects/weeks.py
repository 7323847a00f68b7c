"""Weeks and months out of daily takings, with the days open in each."""
from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from chalandise.computing.effects.weights import Floats


def weekly(first: date, takings: Floats) -> tuple[date, Floats, Floats]:
    """Sum days into weeks from Monday to Sunday; the unfinished week at either end is left out.

    Parameters
    ----------
    first : day of the first column
    takings : (n, D), 0 on a closed day, nan on a day of which nothing is known

    Returns
    -------
    The first Monday; takings (n, W), nan in a week with a day that is not known or that was closed throughout; days open (n, W),
    0 there.

    Raises
    ------
    ValueError
        There is no full week.
    """
    skip = -first.weekday() % 7
    weeks = (takings.shape[1] - skip) // 7
    if weeks < 1:
        raise ValueError("there is no full week from Monday to Sunday")
    block = takings[:, skip:skip + 7 * weeks].reshape(len(takings), weeks, 7)
    return (first + timedelta(days=skip), *_sums(block.sum(2), (block > 0).sum(2)))


def monthly(first: date, takings: Floats) -> tuple[date, Floats, Floats]:
    """Sum days into months in the same way; the unfinished month at either end is left out."""
    days = [first + timedelta(days=n) for n in range(takings.shape[1] + 1)]
    cuts = [n for n, day in enumerate(days) if day.day == 1]
    if len(cuts) < 2:
        raise ValueError("there is no full month")
    sums = np.add.reduceat(takings[:, :cuts[-1]], cuts[:-1], axis=1)
    opened = np.add.reduceat((takings[:, :cuts[-1]] > 0).astype(float), cuts[:-1], axis=1)
    return (days[cuts[0]], *_sums(sums, opened))


def _sums(sums: Floats, opened: Floats) -> tuple[Floats, Floats]:
    known = (sums > 0) & (opened > 0)
    return np.where(known, sums, np.nan), np.where(known, opened, 0.0)
