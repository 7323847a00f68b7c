"""Two curves drawn by the server: one's own shop, full with round marks; the street, dashed with squares. The table stands behind."""
from dataclasses import dataclass

from chalandise.foundation.wording import number

WIDTH, HEIGHT, LEFT, FOOT = 360, 170, 34, 26


@dataclass(frozen=True)
class Drawing:
    """What "shell/measures/_street.html" prints: the curves as points of an SVG, the scale, the rows of the table."""

    beside: object
    own: list       # runs of "x,y"; a gap where a month is not known
    street: list
    marks: list     # (x, y, "own" | "street")
    scale: list     # (y, words)
    months: list    # (x, first day), one in three
    rows: list      # (first day, own in words, street in words)


def street_drawing(beside):
    """Return the Drawing of a shop beside its street, or None when there is nothing to show."""
    if beside is None:
        return None
    values = [v for _m, *pair in beside.rows for v in pair if v is not None]
    top = max(100, *values) if values else 100
    step = 25 if top <= 150 else 50 if top <= 250 else 100
    high = step * -(-int(top + 9) // step)
    low = step * (int(min([100, *values])) // step)

    def x(n):
        return round(LEFT + n * (WIDTH - LEFT - 8) / max(1, len(beside.rows) - 1), 1)

    def y(value):
        return round(8 + (HEIGHT - FOOT - 8) * (1 - (min(value, high) - low) / (high - low)), 1)
    own = [(n, own) for n, (_m, own, _s) in enumerate(beside.rows)]
    street = [(n, street) for n, (_m, _o, street) in enumerate(beside.rows)]
    marks = [(x(n), y(v), name) for name, curve in (("own", own), ("street", street)) for n, v in curve if v is not None]
    return Drawing(beside, _runs(own, x, y), _runs(street, x, y), marks, [(y(v), v) for v in range(low, high + 1, step)],
                   [(x(n), month) for n, (month, *_pair) in enumerate(beside.rows) if n % 3 == 0],
                   [(month, _said(own), _said(street)) for month, own, street in reversed(beside.rows) if own is not None or street is not None])


def _said(value):
    return "" if value is None else number(round(value))


def _runs(curve, x, y):
    """Return the parts of a curve without a gap, as points of a polyline."""
    runs, run = [], []
    for n, value in [*curve, (None, None)]:
        if value is not None:
            run.append(f"{x(n)},{y(value)}")
        elif run:
            runs.append(" ".join(run))
            run = []
    return runs
