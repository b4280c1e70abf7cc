"""Columns of a batch as whole numbers, fitted to a shape that stays the same from batch to batch.

What does not fit the shape (a value beyond its bounds, a label it does not know) is marked, never clipped.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Any

import numpy as np
import pyarrow as pa

from comity.basis.errors import InputError
from comity.law.expression import Compared, Test, Within, constants
from comity.law.lower import CODE, DAY, PRESENT
from comity.law.lowered import EPOCH, Column
from comity.law.match import passes
from comity.law.rule import Input, Type
from comity.law.value import is_number

FEW = 100  # a hundredth of a batch may be beyond the shape before the shape is widened
Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Raw:
    """A column of one batch: its own shape, its numbers (0 or code 0 where missing), and which rows have one.

    `valid` is None where every row has a value.
    """

    asked: Input
    column: Column
    numbers: Array
    valid: Array | None


def read(asked: Input, column: pa.Array) -> Raw:
    """Take a column as whole numbers; InputError for a type its input does not have."""
    match asked.type:
        case Type.TEXT:
            return _labels(asked, column)
        case Type.BOOLEAN if pa.types.is_boolean(column.type):
            numbers = column.fill_null(False).to_numpy(zero_copy_only=False).astype(np.int64)
            return _raw(asked, Column("truth", 0, 1), numbers, column)
        case Type.DATE:
            return _days(asked, column)
        case Type.NUMBER | Type.INTEGER:
            return _numbers(asked, column)
    raise _wrong(asked.name, column)


def read_day(column: pa.Array) -> Raw:
    """Take the column of the day of law."""
    return _days(Input(DAY, Type.DATE), column)


def _raw(asked: Input, shape: Column, numbers: Array, column: pa.Array) -> Raw:
    if not column.null_count:
        return Raw(asked, shape, numbers, None)
    valid = column.is_valid().to_numpy(zero_copy_only=False)
    return Raw(asked, replace(shape, full=False), numbers, valid)


def _wrong(name: str, column: pa.Array) -> InputError:
    return InputError("law.column.type", path=name, value=str(column.type))


def _labels(asked: Input, column: pa.Array) -> Raw:
    if not pa.types.is_dictionary(column.type):
        if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
            raise _wrong(asked.name, column)
        column = column.dictionary_encode()
    told = column.dictionary.to_pylist()
    first = {label: place for place, label in reversed(list(enumerate(told)))}
    labels = tuple(label for label in first if label is not None)
    codes = {label: code for code, label in enumerate(labels)}
    lut = np.array([*(codes.get(label, -1) for label in told), -1], np.int64)
    numbers = np.take(lut, column.indices.fill_null(len(told)).to_numpy(zero_copy_only=False))
    full = not column.null_count and None not in first
    valid = None if full else numbers >= 0
    return Raw(asked, Column("label", labels=labels or ("",), full=full), np.maximum(numbers, 0), valid)


def _days(asked: Input, column: pa.Array) -> Raw:
    if not pa.types.is_date32(column.type):
        raise _wrong(asked.name, column)
    numbers = column.cast(pa.int32()).fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)
    low, high = _ends(numbers)
    ends = max(low, date.min.toordinal() - EPOCH), min(high, date.max.toordinal() - EPOCH)
    return _raw(asked, Column("day", *ends), numbers, column)


def _numbers(asked: Input, column: pa.Array) -> Raw:
    if pa.types.is_integer(column.type):
        numbers, unit = _whole(asked.name, column), 1
    elif pa.types.is_decimal128(column.type) and 0 <= column.type.scale <= 12:
        numbers, unit = _unscaled(asked.name, column), 10**column.type.scale
    else:
        raise _wrong(asked.name, column)
    if asked.type is Type.INTEGER and unit > 1:
        if (numbers % unit).any():
            raise _wrong(asked.name, column)
        numbers, unit = numbers // unit, 1
    return _raw(asked, Column("number", *_ends(numbers), unit), numbers, column)


def _whole(name: str, column: pa.Array) -> Array:
    try:
        numbers: Array = column.cast(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False)
        return numbers
    except pa.ArrowInvalid as fault:
        raise _wrong(name, column) from fault


def _unscaled(name: str, column: pa.Array) -> Array:
    """The 128-bit numbers of a decimal column, refused where 64 bits do not hold them."""
    filled = column.fill_null(0)
    halves = np.frombuffer(filled.buffers()[1], np.int64).reshape(-1, 2)
    halves = halves[filled.offset : filled.offset + len(filled)]
    low = np.ascontiguousarray(halves[:, 0])
    if (halves[:, 1] != low >> 63).any():
        raise _wrong(name, column)
    return low


def _ends(numbers: Array) -> tuple[int, int]:
    """Bounds of a column, to the next power of two: so that batches of one file share one plan."""
    if not len(numbers):
        return 0, 0
    low, high = int(numbers.min()), int(numbers.max())
    return (-(1 << (-low).bit_length()) if low < 0 else 0), (1 << high.bit_length()) if high > 0 else 0


def widened(known: Column | None, raw: Raw) -> Column:
    """The shape for this batch and those to come: as known, widened where many rows are beyond it.

    A value that is not allowed never widens it: `evaluate` refuses its row.
    """
    own = _allowed(raw)
    if known is None or known.kind != own.kind or known.unit != own.unit:
        return own
    full = known.full and own.full
    if not _many_beyond(raw, known):
        return known if full == known.full else replace(known, full=full)
    low, high = min(known.low, own.low), max(known.high, own.high)
    labels = tuple(dict.fromkeys((*known.labels, *own.labels)))
    return Column(known.kind, low, high, known.unit, labels, full)


def _allowed(raw: Raw) -> Column:
    """The batch's own shape, cut to what its input allows; every label allowed by name is in it."""
    test, own = raw.asked.allowed, raw.column
    if own.kind == "label":
        named = [value for value in constants(test) if isinstance(value, str)]
        labels = tuple(dict.fromkeys(v for v in (*named, *own.labels) if passes(test, v) is True))
        return replace(own, labels=labels or ("",))
    if own.kind != "number":
        return own
    least, most = _declared(test, own.unit)
    low = own.low if least is None else least
    high = own.high if most is None else most
    return replace(own, low=low, high=max(low, high))


def _declared(test: Test, unit: int) -> tuple[int | None, int | None]:
    """The whole `unit`ths between which everything allowed lies, where the test says so."""
    match test:
        case Within(low, high) if is_number(low):
            return floor(Fraction(low) * unit), ceil(Fraction(high) * unit)
        case Compared(">" | ">=", low) if is_number(low):
            return floor(Fraction(low) * unit), None
    return None, None


def _many_beyond(raw: Raw, known: Column) -> bool:
    beyond = Fitted(raw, known).beyond
    return beyond is not None and bool(np.count_nonzero(beyond) * FEW > len(beyond))


@dataclass(frozen=True)
class Fitted:
    """A column of one batch in the codes of a shape."""

    raw: Raw
    column: Column

    @cached_property
    def beyond(self) -> Array | None:
        """Which rows have a value the shape has no code for; None where no row has."""
        numbers, shape = self.raw.numbers, self.column
        if shape.kind == "label":
            unknown = self._codes < 0
            outside = np.take(unknown, numbers) if unknown.any() else None
        elif shape.low <= self.raw.column.low and self.raw.column.high <= shape.high:
            outside = None
        else:
            outside = (numbers < shape.low) | (numbers > shape.high)
        if outside is not None and self.raw.valid is not None:
            outside &= self.raw.valid
        return outside if outside is not None and outside.any() else None

    @cached_property
    def _codes(self) -> Array:
        """The shape's code of each label of the batch, -1 where it has none."""
        codes = {label: code for code, label in enumerate(self.column.labels)}
        return np.array([codes.get(label, -1) for label in self.raw.column.labels], np.int64)

    @cached_property
    def _inside(self) -> Array | None:
        """Which rows have a value with a code; None where all have."""
        valid, beyond = self.raw.valid, self.beyond
        if beyond is None:
            return valid
        return ~beyond if valid is None else valid & ~beyond

    @cached_property
    def _numbers(self) -> Array:
        return np.take(self._codes, self.raw.numbers) if self.column.kind == "label" else self.raw.numbers

    def array(self, mark: str) -> Array:
        """The numbers of a plan's column: plain, or behind `?` 1 where there is one, or behind `#` its code.

        Codes run from 0 at the shape's low end; the code after the last one is `missing`.
        """
        inside = self._inside
        if mark == PRESENT:
            return np.ones(len(self._numbers), np.int8) if inside is None else inside.view(np.int8)
        if mark == CODE:
            codes = self._numbers - self.column.low if self.column.low else self._numbers
            return codes if inside is None else np.where(inside, codes, domain(self.column))
        return self._numbers if inside is None else np.where(inside, self._numbers, self.column.low)


def domain(column: Column) -> int:
    """How many values a column of this shape can have."""
    return len(column.labels) if column.kind == "label" else column.high - column.low + 1


def beyond(fitted: Sequence[Fitted], rows: int) -> Array:
    """Which rows of the batch have any value their shape has no code for."""
    found = np.zeros(rows, np.bool_)
    for each in fitted:
        if each.beyond is not None:
            found |= each.beyond
    return found
