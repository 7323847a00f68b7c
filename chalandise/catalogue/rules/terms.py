"""How long a qualification lasts, and which words of a sheet are its price."""
import calendar
from datetime import timedelta

REMIND_DAYS = (60, 15)  # before the end, the provider is asked whether the sheet still holds
ASK_FROM_DAYS = 90      # from then on a renewal may be asked
# What a merchant pays, and for how long they are held to it: a change asks for a new look.
PRICE_FIELDS = ("price_setup", "price_month", "trial_months", "price_after", "commission", "price_note", "commitment_months")


def year_after(day):
    """Return the first day after twelve whole months: 20 Nov 2018 for 20 Nov 2017, 1 March 2021 for 29 Feb 2020."""
    return months_after(day, 12)


def months_after(day, months):
    """Return the same day so many months later, or the first of the following month when that day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    if day.day <= last:
        return day.replace(year=year, month=month + 1)
    return day.replace(year=year, month=month + 1, day=last) + timedelta(days=1)


def prices_of(solution):
    """Return the price of a sheet as plain values, for a journal or a feed: {"price_month": "19.00", "trial_months": 3, …}."""
    return {name: plain(getattr(solution, name)) for name in PRICE_FIELDS}


def plain(value):
    """Return a value as JSON keeps it; a Decimal as its shortest digits with two decimals at the least."""
    if value is None or isinstance(value, (int, str)):
        return value
    return f"{value:.2f}"
