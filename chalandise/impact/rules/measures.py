"""How a measure is planned: which way suits which figure; how small an effect is said aloud."""
from bisect import bisect_left

from chalandise.impact.models.measures import TAKINGS, Way

WAYS = {True: (Way.TYPED, Way.FILE), False: (Way.TAP,)}  # on takings, on a count
FOLLOWED = {"week": 26, "month": 6}  # periods after the start that the smallest effect is told for
SAID = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50)  # percents said aloud: a finer figure would be false, and tell more than it should
BEYOND = 99  # more than half: the data see nothing that an action brings


def suits(figure, way):
    """Say whether a figure can come in this way."""
    return way in WAYS[figure == TAKINGS]


def announced(percent):
    """Return the percent that is said of a smallest effect: rounded up, never finer than SAID; BEYOND above half."""
    place = bisect_left(SAID, round(percent, 6))
    return SAID[place] if place < len(SAID) else BEYOND
