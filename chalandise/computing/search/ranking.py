"""The one ranking: BM25F of the clauses, each answered by its best term, times how much of the question is answered.

Scores depend on the postings and on the question only, so any store that gives the same postings gives the same order; ties
are broken by a key that favours nobody.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chalandise.computing.search.question import Question
from chalandise.computing.search.weights import UNIT

Postings = Mapping[str, tuple[NDArray[np.int64], NDArray[np.uint16]]]


@dataclass(frozen=True)
class Shape:
    """How scores are made: saturation `k1`, and the share `kept` of its score that a text keeps when it answers nothing else."""

    k1: float = 2.5
    kept: float = 0.5


def scores(question: Question, postings: Postings, documents: int, shape: Shape | None = None,
           texts: int | None = None) -> NDArray[np.float64]:
    """Return the score of every text, 0 where nothing answers.

    Parameters
    ----------
    postings : mapping of str to (rows, weights)
        For each term that is known: the rows of the texts that hold it (each once, below `documents`) and its weights there.
    documents : int
        How many rows there are.
    texts : int
        How many of them are texts, for the rarity of terms; all by default.

    Returns
    -------
    ndarray of float64, shape (documents,)
    """
    shape, known = shape or Shape(), documents if texts is None else texts
    total, answered, possible = np.zeros(documents), np.zeros(documents), 0.0
    for clause in question.clauses:
        best, rarity, most = np.zeros(documents), 0.0, 0.0
        for term, worth in clause.terms.items():
            rows, weights = postings.get(term, (None, None))
            if rows is None or weights is None or not len(rows):
                continue
            rare = np.log1p((known - len(rows) + 0.5) / (len(rows) + 0.5))
            frequency = weights.astype(np.float64) / UNIT
            best[rows] = np.maximum(best[rows], worth * rare * frequency * (shape.k1 + 1) / (frequency + shape.k1))
            most, rarity = max((most, rarity), (worth, rare))
        rarity = clause.weight * (rarity or np.log1p(known))
        possible += rarity
        total += clause.weight * best
        answered += rarity * (best > 0)
    if possible:
        total *= shape.kept + (1 - shape.kept) * answered / possible
    return total


def order(score: NDArray[np.float64], keys: NDArray[np.int64], rows: NDArray[np.int64], draw: int, first: int | None = None) -> NDArray[np.int64]:
    """Return `rows` by falling score, then as drawn (see `neutral`); scores that differ by less than a billionth are equal.

    Parameters
    ----------
    score : ndarray of float64
        Of every text.
    keys : ndarray of int64, shape (len(rows),)
        The number of the text at each of the rows.
    first : int
        Only so many of them, the best: the others are not sorted. All by default.
    """
    worst = -np.round(score[rows], 9)
    if first is not None and 0 < first < len(rows):
        last = np.partition(worst, first - 1)[first - 1]
        surely, equal = np.flatnonzero(worst < last), np.flatnonzero(worst == last)
        lots, needed = neutral(keys[equal], draw), first - len(surely)
        kept = np.concatenate([surely, equal[lots <= np.partition(lots, needed - 1)[needed - 1]]])
        worst, keys, rows = worst[kept], keys[kept], rows[kept]
    return rows[np.lexsort((rows, neutral(keys, draw), worst))][:first]


def neutral(keys: NDArray[np.int64], draw: int) -> NDArray[np.uint64]:
    """Return a tie key for each text: a draw, the same everywhere for the same number, that favours neither age nor name.

    Source: the finaliser of SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators",
    OOPSLA 2014, figure 15).
    """
    with np.errstate(over="ignore"):
        z = keys.astype(np.uint64) + np.uint64((draw * 0x9E3779B97F4A7C15) % 2**64)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))
