"""Scores of many sheets at once, exactly those of `maturity.solve`: the same rationals, rounded once, half up.

See docs/computing/maturity.md, "Many sheets".
"""
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import lcm

import numpy as np

from chalandise.computing.maturity import UNKNOWN, Item, Problem

NOT_ASKED, NO_ANSWER, NONE = -2, -1, -1  # codes of a sheet; NONE stands for a score that nothing was answered for
BLOCK = 32_768                           # sheets computed together: their columns stay in the processor's cache


@dataclass(frozen=True)
class Scale:
    """A bank made ready for many sheets: the same themes and items as a `maturity.Problem`.

    Parameters
    ----------
    themes : mapping of theme to weight (positive)
    items : tuple of Item, all those that any sheet may be asked
    """

    themes: Mapping[str, int]
    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        Problem(self.themes, self.items)  # refuses what `solve` would refuse
        if any(len(i.values) > 120 for i in self.items):
            raise ValueError("an item has more than 120 answers")

    def codes(self, sheets: Iterable[Mapping[str, str]], asked: Iterable[Sequence[str]] | None = None) -> np.ndarray:
        """Return the sheets as codes, shape (sheets, items), int8.

        Parameters
        ----------
        sheets : each a mapping of item to answer, as `maturity.Problem.answers`
        asked : the keys of the items that each sheet was asked; all of them when it is not given

        Raises
        ------
        ValueError
            An answer is not among those of its item.
        """
        ranks = [{answer: n for n, answer in enumerate(i.values)} | {UNKNOWN: NO_ANSWER} for i in self.items]
        rows = [[rank.get(sheet.get(item.key, UNKNOWN), None) for item, rank in zip(self.items, ranks, strict=True)] for sheet in sheets]
        for row in rows:
            if None in row:
                raise ValueError(f"item {self.items[row.index(None)].key!r}: an answer is not one of its answers")
        codes = np.array(rows, dtype=np.int8).reshape(len(rows), len(self.items))
        for number, keys in enumerate(asked or ()):
            codes[number][np.array([item.key not in keys for item in self.items], dtype=bool)] = NOT_ASKED
        return codes


@dataclass(frozen=True)
class Scores:
    """Scores of `n` sheets; NONE (−1) where nothing was answered.

    Attributes
    ----------
    overall : int8, shape (n,)
    themes : int8, shape (n, themes), in the order of the scale
    answered, asked : int16, shape (n,)
    theme_answered, theme_asked : int16, shape (n, themes)
    """

    overall: np.ndarray
    themes: np.ndarray
    theme_answered: np.ndarray
    theme_asked: np.ndarray

    @property
    def answered(self) -> np.ndarray:
        return self.theme_answered.sum(axis=1, dtype=np.int16)

    @property
    def asked(self) -> np.ndarray:
        return self.theme_asked.sum(axis=1, dtype=np.int16)


def score_many(scale: Scale, codes: np.ndarray) -> Scores:
    """Score many sheets.

    Parameters
    ----------
    codes : int8, shape (sheets, items)
        The rank of each answer among those of its item, NO_ANSWER (−1, "I do not know" too) or NOT_ASKED (−2).

    Returns
    -------
    Scores
        Equal to `maturity.solve` on each sheet with the items that it was asked.

    Raises
    ------
    ValueError
        The shape is not (sheets, items), or a code is not one of an item's answers.
    """
    codes = np.asarray(codes, dtype=np.int8)
    if codes.ndim != 2 or codes.shape[1] != len(scale.items):
        raise ValueError(f"codes must have the shape (sheets, {len(scale.items)}), not {codes.shape}")
    sheets, themes = len(codes), len(scale.themes)
    found = Scores(np.empty(sheets, np.int8), np.empty((sheets, themes), np.int8), np.empty((sheets, themes), np.int16),
                   np.empty((sheets, themes), np.int16))
    table = _Table(scale)
    for start in range(0, sheets, BLOCK):
        table.fill(found, codes[start:start + BLOCK], slice(start, start + BLOCK))
    return found


class _Table:
    """What each code of each item adds: Σ w·v and Σ w, read by code + 2."""

    def __init__(self, scale: Scale) -> None:
        self.weights = list(scale.themes.values())
        self.members = [[n for n, i in enumerate(scale.items) if i.theme == t] for t in scale.themes]
        self.answers = [len(i.values) for i in scale.items]
        self.worth = [np.array([0, 0, *(i.weight * v for v in i.values.values())], np.int64) for i in scale.items]
        self.mass = [np.array([0, 0, *[i.weight] * len(i.values)], np.int64) for i in scale.items]
        # A theme's score is a fraction over the weights that were answered: over the common multiple of all that these may
        # come to, every score is a whole number, and so is their weighted sum.
        self.common = lcm(*(m for found in self.members for m in _sums([scale.items[n].weight for n in found])))
        self.kind = np.int64 if self.common * 201 * sum(self.weights) < 2**62 else object

    def fill(self, found: Scores, codes: np.ndarray, where: slice) -> None:
        total = np.zeros(len(codes), self.kind)
        told = np.zeros(len(codes), np.int64)
        for theme, members in enumerate(self.members):
            worth, mass = np.zeros(len(codes), np.int64), np.zeros(len(codes), np.int64)
            answered, asked = np.zeros(len(codes), np.int16), np.zeros(len(codes), np.int16)
            for item in members:
                column = codes[:, item].astype(np.intp)
                if len(column) and not -2 <= column.min() <= column.max() < self.answers[item]:
                    raise ValueError(f"item {item}: a code is not one of its {self.answers[item]} answers")
                worth += self.worth[item][column + 2]
                mass += self.mass[item][column + 2]
                answered += column >= 0
                asked += column >= NO_ANSWER
            known = mass > 0
            over = np.where(known, mass, 1)
            found.themes[where, theme] = np.where(known, (2 * worth + over) // (2 * over), NONE)
            found.theme_answered[where, theme], found.theme_asked[where, theme] = answered, asked
            total += self.weights[theme] * worth.astype(self.kind) * (self.common // over.astype(self.kind))
            told += np.where(known, self.weights[theme], 0)
        over = self.common * np.where(told > 0, told, 1).astype(self.kind)
        found.overall[where] = np.where(told > 0, (2 * total + over) // (2 * over), NONE).astype(np.int8)


def _sums(weights: Sequence[int]) -> set[int]:
    """Return every positive sum of some of these weights."""
    sums = {0}
    for weight in weights:
        sums |= {s + weight for s in sums}
    return sums - {0} or {1}
