"""A sum and its parts as one bar: readable in black and white, with the table always beside it."""
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Share:
    """One part of the bar; start and width in hundredths of the whole, `look` in "plain", "hatched", "full"."""

    label: str
    amount: Decimal
    look: str
    start: float
    width: float


def shares(parts):
    """Return the Shares of [(label, amount, look), …]; nothing when the whole is zero."""
    whole = sum(amount for _label, amount, _look in parts)
    found, start = [], Decimal(0)
    for label, amount, look in parts if whole > 0 else ():
        width = 100 * amount / whole
        found.append(Share(label, amount, look, round(float(start), 2), round(float(width), 2)))
        start += width
    return found
