"""What is kept of the index: for a term and a run of texts, one block of bytes; for a run of texts, one sheet of what they are.

Texts are numbered; a run is RUN numbers in a row. A text is changed by changing the blocks of its terms in its run, so that
a change never costs more than its own words, and a question reads a few blocks, not one row a text.
"""
from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

RUN = 8_192  # texts of a run; an offset in a run fits sixteen bits
FOR_EVER = 4_294_967_295


def pack(weights: Mapping[int, int]) -> bytes:
    """Return the block of a term: its offsets in the run, rising, then its weights, sixteen bits each, little-endian."""
    offsets = sorted(weights)
    return np.array(offsets + [weights[offset] for offset in offsets], dtype="<u2").tobytes()


def unpack(block: bytes | memoryview) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """Return (offsets, weights) of a block."""
    both = np.frombuffer(block, dtype="<u2")
    half = len(both) // 2
    return both[:half], both[half:]


@dataclass(frozen=True)
class Entry:
    """One text of a run, as lists filter it.

    Attributes
    ----------
    values : tuple of str
        What it can be filtered by ("need:booking", "level:beginner").
    shown : tuple of (place, since, until)
        Where it is shown, and from which day (included) to which day (excluded), as ordinals.
    """

    values: tuple[str, ...] = ()
    shown: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The entries of one run, in arrays: offsets that are taken; (offset, value) pairs; (offset, place, since, until) rows."""

    offsets: NDArray[np.uint32] = field(default_factory=lambda: np.zeros(0, dtype="<u4"))
    codes: tuple[str, ...] = ()
    pairs: NDArray[np.uint32] = field(default_factory=lambda: np.zeros((0, 2), dtype="<u4"))
    shown: NDArray[np.uint32] = field(default_factory=lambda: np.zeros((0, 4), dtype="<u4"))

    @property
    def entries(self) -> dict[int, Entry]:
        """Return the entry of each offset that is taken."""
        values: dict[int, list[str]] = {int(offset): [] for offset in self.offsets}
        shown: dict[int, list[tuple[int, int, int]]] = {int(offset): [] for offset in self.offsets}
        for offset, code in self.pairs.tolist():
            values[offset].append(self.codes[code])
        for offset, *rest in self.shown.tolist():
            shown[offset].append(tuple(rest))
        return {offset: Entry(tuple(values[offset]), tuple(shown[offset])) for offset in values}

    @classmethod
    def of(cls, entries: Mapping[int, Entry]) -> Sheet:
        codes = sorted({value for entry in entries.values() for value in entry.values})
        number = {code: n for n, code in enumerate(codes)}
        pairs = [(offset, number[value]) for offset in sorted(entries) for value in entries[offset].values]
        shown = [(offset, *row) for offset in sorted(entries) for row in entries[offset].shown]
        return cls(np.array(sorted(entries), dtype="<u4"), tuple(codes), np.array(pairs, dtype="<u4").reshape(-1, 2),
                   np.array(shown, dtype="<u4").reshape(-1, 4))

    def pack(self) -> bytes:
        head = json.dumps([self.codes, len(self.offsets), len(self.pairs), len(self.shown)]).encode()
        return len(head).to_bytes(4, "little") + head + self.offsets.tobytes() + self.pairs.tobytes() + self.shown.tobytes()

    @classmethod
    def unpack(cls, data: bytes | memoryview) -> Sheet:
        data = bytes(data)
        size = int.from_bytes(data[:4], "little")
        codes, offsets, pairs, shown = json.loads(data[4:4 + size])
        numbers = np.frombuffer(data[4 + size:], dtype="<u4")
        cut = offsets + 2 * pairs
        return cls(numbers[:offsets], tuple(codes), numbers[offsets:cut].reshape(pairs, 2), numbers[cut:].reshape(shown, 4))


def stamp(data: bytes) -> int:
    """Return a number that names these bytes: two sheets of one stamp are one sheet."""
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little", signed=True)


class Shelf:
    """All the sheets side by side: the text at `row` is number `numbers[row // RUN] * RUN + row % RUN`.

    Parameters
    ----------
    sheets : mapping of int to Sheet
        The sheet of each run, by its number.
    """

    def __init__(self, sheets: Mapping[int, Sheet]) -> None:
        self.numbers = np.array(sorted(sheets), dtype=np.int64)
        self.place = {int(number): n for n, number in enumerate(self.numbers)}
        self.size = len(self.numbers) * RUN
        self.present = np.zeros(self.size, dtype=bool)
        self.codes = sorted({code for sheet in sheets.values() for code in sheet.codes})
        self._number = {code: n for n, code in enumerate(self.codes)}
        pairs, shown = [np.zeros((0, 2), dtype=np.int64)], [np.zeros((0, 4), dtype=np.int64)]
        for n, number in enumerate(self.numbers):
            sheet = sheets[int(number)]
            self.present[sheet.offsets + n * RUN] = True
            local = np.array([self._number[code] for code in sheet.codes], dtype=np.int64)
            pairs.append(np.column_stack([sheet.pairs[:, 0] + n * RUN, local[sheet.pairs[:, 1]]]).astype(np.int64) if len(sheet.pairs) else pairs[0])
            moved = sheet.shown.astype(np.int64)
            moved[:, 0] += n * RUN
            shown.append(moved)
        self._row, self._value = np.ascontiguousarray(np.concatenate(pairs).T, dtype=np.int32)  # columns: read in one go each
        self._first = np.searchsorted(self._row, np.arange(self.size + 1))  # where the values of each row begin
        self._shown = np.ascontiguousarray(np.concatenate(shown).T)
        self.texts = int(self.present.sum())

    def shown(self, day: int, place: int | None = None) -> NDArray[np.bool_]:
        """Return which rows are shown on a day (ordinal), somewhere or in one place."""
        rows, where, since, until = self._shown
        kept = (since <= day) & (day < until)
        if place is not None:
            kept &= where == place
        mask = np.zeros(self.size, dtype=bool)
        mask[rows[kept]] = True
        return mask

    def holding(self, values: Iterable[str]) -> NDArray[np.bool_]:
        """Return which rows have one of these values."""
        wanted = [self._number[value] for value in values if value in self._number]
        mask = np.zeros(self.size, dtype=bool)
        mask[self._row[np.isin(self._value, wanted)]] = True
        return mask

    def counts(self, mask: NDArray[np.bool_]) -> dict[str, int]:
        """Return how many rows of the mask have each value."""
        rows = np.flatnonzero(mask)
        if 8 * len(rows) < self.size:  # few: go to the values of each, rather than through all
            first, many = self._first[rows], self._first[rows + 1] - self._first[rows]
            values = self._value[np.repeat(first - np.cumsum(many) + many, many) + np.arange(many.sum())]
        else:
            values = self._value[mask[self._row]]
        found = np.bincount(values, minlength=len(self.codes))
        return {code: int(n) for code, n in zip(self.codes, found, strict=True) if n}

    def keys(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the numbers of the texts at some rows."""
        return self.numbers[rows // RUN] * RUN + rows % RUN if len(rows) else np.zeros(0, dtype=np.int64)
