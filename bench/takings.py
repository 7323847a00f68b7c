"""Takings to try the estimators on: real stores (../shared, never in the repository) and simulated shops of a street."""
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np

from chalandise.computing.effects.weeks import monthly, weekly

FILE = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "sales" / "rossmann_odd_stores.parquet"
FIRST, DAYS = date(2013, 1, 1), 942


@cache
def daily():
    """Rossmann stores open throughout: takings (n, 942 days), 0 on a closed day. None without the file."""
    if not FILE.exists():
        return None
    import pyarrow.parquet as parquet
    table = parquet.read_table(FILE, columns=["Store", "Date", "Sales"])
    stores, row = np.unique(table["Store"].to_numpy(), return_inverse=True)
    day = (table["Date"].to_numpy().astype("datetime64[D]") - np.datetime64(FIRST)).astype(int)
    takings = np.zeros((len(stores), DAYS))
    takings[row, day] = table["Sales"].to_numpy()
    opened = np.lib.stride_tricks.sliding_window_view(takings > 0, 21, axis=1).any(2).all(1)  # never shut for three weeks
    return takings[opened]


@cache
def stores(period="week"):
    """The same by week or month: the first day, takings (n, T), days open (n, T)."""
    return (weekly if period == "week" else monthly)(FIRST, daily())


def mondays(first, many):
    return [first + timedelta(days=7 * n) for n in range(many)]


def street(random, shops=100, weeks=156, noise=0.18):
    """Simulated takings (n, T) by week: eight trades with a Christmas of 7 to 30 % of the year and a summer, a trend, slow drifts.

    The first week is that of 1 January; logarithms add a level, the trade's season, the shop's own, the street's weeks, an
    autocorrelated noise (0.5) and heavy tails (Student, 5 degrees).
    """
    trade = random.integers(0, 8, shops)
    of_year = np.arange(weeks) % 52
    christmas = np.clip((of_year - 46) / 5, 0, 1)
    summer = np.exp(-0.5 * ((of_year - 29) / 4) ** 2)
    height = np.linspace(0.05, 1.4, 8)[trade] + random.normal(0, 0.15, shops)
    heat = random.normal(0, 0.2, 8)[trade] + random.normal(0, 0.1, shops)
    common = random.normal(0, 0.04, weeks) + 0.0006 * np.arange(weeks)
    drift = np.cumsum(random.normal(0, 0.008, (shops, weeks)), 1)
    shock = random.standard_t(5, (shops, weeks)) * noise * np.sqrt(3 / 5)
    for week in range(1, weeks):
        shock[:, week] = 0.5 * shock[:, week - 1] + np.sqrt(0.75) * shock[:, week]
    log = random.normal(8.3, 0.6, shops)[:, None] + height[:, None] * christmas + heat[:, None] * summer + common + drift + shock
    return np.exp(log), height


def christmas_share(takings, last=5, year=52):
    """Share of the first year's takings that its last weeks bring (n,)."""
    return takings[:, year - last:year].sum(1) / takings[:, :year].sum(1)
