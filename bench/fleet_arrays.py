"""Columns of a fleet while it is drawn: numbers with a mark where nothing was said, then Arrow arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

Array = np.ndarray[Any, Any]
_STEPS = 1 << 16  # a draw is one 16-bit number looked up: shares are kept to a hundred-thousandth


@dataclass(slots=True)
class Column:
    """Whole numbers [n], `said` [n] where the row tells them (None: everywhere).

    `words`: they are codes of these texts. `places`: their last digits, so many, stand behind the point.
    `truth`: yes or no.
    """

    numbers: Array
    said: Array | None = None
    words: tuple[str, ...] = ()
    places: int = 0
    truth: bool = False

    def array(self, index: Any = np.int32) -> pa.Array:
        """The column as Arrow: dictionary text, decimal128(12), bool, or the whole numbers as they are."""
        hidden = None if self.said is None else ~self.said
        if self.words:
            codes = pa.array(self.numbers.astype(index), mask=hidden)
            return pa.DictionaryArray.from_arrays(codes, pa.array(self.words, pa.string()))
        if self.truth:
            return pa.array(self.numbers.astype(bool), mask=hidden)
        if self.places:
            return _decimals(self.numbers, self.places, hidden)
        return pa.array(self.numbers, mask=hidden)


def _decimals(numbers: Array, places: int, hidden: Array | None) -> pa.Array:
    halves = np.empty((len(numbers), 2), np.int64)  # 128 bits, the lower half first
    halves[:, 0] = numbers
    halves[:, 1] = halves[:, 0] >> 63
    valid = None if hidden is None else pa.array(~hidden).buffers()[1]
    return pa.Array.from_buffers(pa.decimal128(12, places), len(numbers), [valid, pa.py_buffer(halves)])


class Drawn:
    """Seeded draws for n rows; the same seed and n give the same rows."""

    def __init__(self, seed: Sequence[int], rows: int) -> None:
        self.rows = rows
        self._bits = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed)))

    def of(self, shares: Sequence[float] | Array) -> Array:
        """Codes [n]: n rows fall on code k with the share of k."""
        codes: Array = table(shares)[self._bits.integers(0, _STEPS, self.rows, np.uint16)]
        return codes

    def often(self, share: float | Array) -> Array:
        """True [n] with that share, which may differ by row."""
        return self._bits.random(self.rows, np.float32) < share

    def upto(self, most: int | Array) -> Array:
        """Whole numbers [n] from 0 to below `most`, all as likely."""
        return self._bits.integers(0, most, self.rows, np.int64)

    def spread(self) -> Array:
        """Numbers [n] of the normal distribution."""
        return self._bits.standard_normal(self.rows, np.float32)


_TABLES: dict[bytes, Array] = {}


def table(shares: Sequence[float] | Array) -> Array:
    """Which code each of the 2 ** 16 steps draws."""
    given = np.asarray(shares, np.float64)
    key = given.tobytes()
    if key not in _TABLES:
        ends = np.round(np.cumsum(given) / given.sum() * _STEPS).astype(np.int64)
        _TABLES[key] = np.searchsorted(ends, np.arange(_STEPS), side="right").astype(np.int16)
    return _TABLES[key]


def batch(columns: Mapping[str, Column], index: Any = np.int32) -> pa.RecordBatch:
    """The columns as one batch; `index` is the type of the codes of texts."""
    return pa.record_batch([column.array(index) for column in columns.values()], names=list(columns))
