"""Which published means could be set against one another to read a few shops: never fewer than five.

Every sum, difference or intersection of published groups is a union of their atoms (the shops that stand in exactly the same groups). While
each atom holds `LEAST` shops or none, no combination of what was published speaks of fewer. docs/computing/disclosure.md.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set

LEAST = 5


def atoms(groups: Iterable[Set[int]]) -> list[frozenset[int]]:
    """Return the finest parts that some groups cut one another into, each not empty, the smallest first.

    Parameters
    ----------
    groups : sets of shop keys, possibly overlapping

    Returns
    -------
    Disjoint sets; two shops are together when they stand in exactly the same groups. Shops in no group are in no atom.
    """
    signs: dict[int, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for shop in group:
            signs[shop].append(number)
    parts: dict[tuple[int, ...], set[int]] = defaultdict(set)
    for shop, sign in signs.items():
        parts[tuple(sign)].add(shop)
    return sorted((frozenset(p) for p in parts.values()), key=lambda p: (len(p), sorted(p)))


def isolated(published: Iterable[Set[int]], fresh: Iterable[Set[int]], *, least: int = LEAST) -> frozenset[int]:
    """Return the smallest group of shops that publishing `fresh` beside `published` would let somebody read apart; empty when none.

    Parameters
    ----------
    published : every group of which a mean was ever published, taken back or not: what was read was read
    fresh : the groups of which one would now be published
    least : shops under which a group must not be told apart

    Raises
    ------
    ValueError
        `least` is not positive.
    """
    if least < 1:
        raise ValueError("a group of at least one shop")
    small = [part for part in atoms([*published, *fresh]) if len(part) < least]
    return small[0] if small else frozenset()


def may_publish(published: Iterable[Set[int]], fresh: Iterable[Set[int]], *, least: int = LEAST) -> bool:
    """Say whether nobody could read fewer than `least` shops out of what was published and what would be."""
    return not isolated(published, fresh, least=least)
