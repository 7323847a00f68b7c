"""Half-open intervals [first, after) of whole numbers: union, intersection, difference."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

Interval = tuple[int, int]
Intervals = tuple[Interval, ...]


def union(intervals: Iterable[Interval]) -> Intervals:
    """Return them sorted, those that touch or overlap made one.

    Examples
    --------
    >>> union([(4, 6), (0, 2), (2, 3)])
    ((0, 3), (4, 6))
    """
    found: list[Interval] = []
    for first, after in sorted(i for i in intervals if i[0] < i[1]):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(after, found[-1][1]))
        else:
            found.append((first, after))
    return tuple(found)


def both(some: Intervals, others: Intervals) -> Intervals:
    """Return what lies in both; each must be sorted and apart, as `union` returns them.

    Examples
    --------
    >>> both(((0, 5), (8, 9)), ((3, 10),))
    ((3, 5), (8, 9))
    """
    found, i, j = [], 0, 0
    while i < len(some) and j < len(others):
        first, after = max(some[i][0], others[j][0]), min(some[i][1], others[j][1])
        if first < after:
            found.append((first, after))
        if some[i][1] < others[j][1]:
            i += 1
        else:
            j += 1
    return tuple(found)


def without(some: Intervals, others: Intervals) -> Intervals:
    """Return what lies in `some` and not in `others`.

    Examples
    --------
    >>> without(((0, 10),), ((2, 3), (9, 12)))
    ((0, 2), (3, 9))
    """
    if not some:
        return ()
    low, high = some[0][0], some[-1][1]
    gaps, here = [], low
    for first, after in others:
        if here < first:
            gaps.append((here, min(first, high)))
        here = max(here, after)
    if here < high:
        gaps.append((here, high))
    return both(some, union(gaps))


def inside(first: int, after: int, some: Intervals) -> int:
    """Count the whole numbers of [first, after) that lie in `some`, which is sorted and apart."""
    n, found = max(0, bisect_right(some, (first, first)) - 1), 0
    while n < len(some) and some[n][0] < after:
        found += max(0, min(after, some[n][1]) - max(first, some[n][0]))
        n += 1
    return found
