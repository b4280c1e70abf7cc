"""Columns of a batch as whole numbers, fitted to a shape that stays the same from batch to batch.

Nothing is copied before it is needed, and then a chunk of rows at a time. What does not fit the shape (a
value beyond its bounds, a label it does not know) is marked, never clipped.
"""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil, floor

import numpy as np
import pyarrow as pa

from comity.basis.errors import InputError
from comity.law.expression import Compared, Test, Within, constants
from comity.law.lower import CODE, DAY, PRESENT
from comity.law.lowered import EPOCH, Column
from comity.law.match import passes
from comity.law.rule import Input, Type
from comity.law.value import is_number
from comity.law.vector import Array, chosen

_EIGHT = 8  # bytes of 64 bits
_SAFE_DIGITS = 18  # of a decimal: so many always fit 64 bits
_FAR = 1 << 40  # a shape is not widened beyond: such values are mostly slips, and would need wider numbers
_MOST = (1 << 62) - 1  # either way: so many values, and the code of none, fit 64 bits
_DAYS = date.min.toordinal() - EPOCH, date.max.toordinal() - EPOCH


@dataclass(frozen=True, slots=True)
class Source:
    """One column of a batch by the buffers of its array, which its views keep alive.

    `values` are whole `unit`ths, days or places in `labels`, as wide as they came; where a row has none, what
    stands there means nothing. `bits` are the validity bits from row `-offset`; None where all rows have one.
    """

    asked: Input
    kind: str
    values: Array
    bits: Array | None
    offset: int
    unit: int = 1
    labels: tuple[str | None, ...] = ()

    def valid(self, start: int, stop: int) -> Array:
        """Which of some rows have a value."""
        if self.bits is None:
            return np.ones(stop - start, np.bool_)
        first = self.offset + start
        told = np.unpackbits(self.bits[first >> 3 : (self.offset + stop + 7) >> 3], bitorder="little")
        return told[first & 7 : (first & 7) + stop - start].view(np.bool_)

    def shape(self) -> Column:
        """What the batch says of its input, bounds to the next power of two."""
        full = self.bits is None and None not in self.labels
        match self.kind:
            case "label":
                labels = tuple(dict.fromkeys(label for label in self.labels if label is not None))
                return Column("label", labels=labels or ("",), full=full)
            case "truth":
                return Column("truth", 0, 1, full=full)
        low, high = self._ends()
        if self.kind == "day":
            low, high = max(low, _DAYS[0]), min(high, _DAYS[1])
        return Column(self.kind, low, high, self.unit, full=full)

    def _ends(self) -> tuple[int, int]:
        told = self.values if self.bits is None else self.values[self.valid(0, len(self.values))]
        low, high = (int(told.min()), int(told.max())) if len(told) else (0, 0)
        return (-(1 << (-low).bit_length()) if low < 0 else 0), (1 << high.bit_length()) if high > 0 else 0


def read(asked: Input, column: pa.Array) -> Source:
    """Take a column; InputError for a type its input does not have."""
    match asked.type:
        case Type.TEXT:
            return _labels(asked, column)
        case Type.BOOLEAN if pa.types.is_boolean(column.type):
            return _source(asked, "truth", column.cast(pa.int8()))
        case Type.DATE if pa.types.is_date32(column.type):
            return _source(asked, "day", column.cast(pa.int32()))
        case Type.NUMBER | Type.INTEGER:
            return _numbers(asked, column)
    raise _wrong(asked.name, column)


def read_day(column: pa.Array) -> Source:
    """Take the column of the day of law."""
    return read(Input(DAY, Type.DATE), column)


def _wrong(name: str, column: pa.Array) -> InputError:
    return InputError("law.column.type", path=name, value=str(column.type))


def _source(
    asked: Input, kind: str, column: pa.Array, unit: int = 1, labels: tuple[str | None, ...] = ()
) -> Source:
    """A column of whole numbers of 8 to 64 bits."""
    wide = column.type.to_pandas_dtype()
    values = np.frombuffer(column.buffers()[1], wide) if len(column) else np.zeros(column.offset, wide)
    values = values[column.offset : column.offset + len(column)]
    return Source(asked, kind, values, _bits(column), column.offset, unit, labels)


def _bits(column: pa.Array) -> Array | None:
    return np.frombuffer(column.buffers()[0], np.uint8) if column.null_count else None


def _labels(asked: Input, column: pa.Array) -> Source:
    if not pa.types.is_dictionary(column.type):
        if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
            raise _wrong(asked.name, column)
        column = column.dictionary_encode()
    indices = column.indices
    # The place behind the last label stands for none, so the places must be wide enough to hold it.
    if len(column.dictionary) > np.iinfo(indices.type.to_pandas_dtype()).max or pa.types.is_uint64(
        indices.type
    ):
        indices = indices.cast(pa.int64())
    labels = tuple(column.dictionary.to_pylist())
    if not all(isinstance(label, str) or label is None for label in labels):
        raise _wrong(asked.name, column)
    return _source(asked, "label", indices, labels=labels)


def _numbers(asked: Input, column: pa.Array) -> Source:
    if pa.types.is_integer(column.type):
        try:
            whole = column.cast(pa.int64()) if pa.types.is_uint64(column.type) else column
        except pa.ArrowInvalid as fault:
            raise _wrong(asked.name, column) from fault
        return _source(asked, "number", whole)
    if not pa.types.is_decimal(column.type) or not 0 <= column.type.scale <= 12:
        raise _wrong(asked.name, column)
    unit = 10**column.type.scale
    source = Source(asked, "number", _unscaled(asked.name, column), _bits(column), column.offset, unit)
    if asked.type is not Type.INTEGER or unit == 1:
        return source
    if (whole := _in_ones(source)) is None:
        raise _wrong(asked.name, column)
    return whole


def _in_ones(source: Source) -> Source | None:
    """A column of decimals that an integer is told by; None where one is not whole."""
    told = np.where(source.valid(0, len(source.values)), source.values, 0)
    if (told % source.unit).any():
        return None
    return replace(source, values=told // source.unit, unit=1)


def _unscaled(name: str, column: pa.Array) -> Array:
    """The numbers of a decimal column without their point, refused where 64 bits do not hold them."""
    size = column.type.bit_width // 8
    rows = slice(column.offset, column.offset + len(column))
    data = column.buffers()[1] or b""
    if size <= _EIGHT:
        return np.frombuffer(data, f"i{size}")[rows]
    if column.type.precision > _SAFE_DIGITS:
        _refuse_wide(name, column.fill_null(0) if column.null_count else column)
    return np.frombuffer(data, np.int64).reshape(-1, size // _EIGHT)[rows, 0]


def _refuse_wide(name: str, filled: pa.Array) -> None:
    words = np.frombuffer(filled.buffers()[1] or b"", np.int64).reshape(-1, filled.type.bit_width // 64)
    words = words[filled.offset : filled.offset + len(filled)]
    if (words[:, 1:] != words[:, :1] >> 63).any():
        raise _wrong(name, filled)


def widened(known: Column | None, source: Source, *, crowded: bool = False) -> Column:
    """The shape for this batch and those to come: as known; wider where rows are `crowded` beyond it.

    A value that is not allowed never widens it: `evaluate` refuses its row.
    """
    if known is not None and known.kind == source.kind and known.unit == source.unit and not crowded:
        empty = known.full and (source.bits is not None or None in source.labels)
        return replace(known, full=False) if empty else known
    own = _allowed(source.asked, source.shape())
    if known is None or known.kind != own.kind or known.unit != own.unit:
        return own
    labels = tuple(dict.fromkeys((*known.labels, *own.labels)))
    ends = (
        max(min(known.low, own.low), min(known.low, -_FAR)),
        min(max(known.high, own.high), max(known.high, _FAR)),
    )
    return Column(known.kind, *ends, known.unit, labels, known.full and own.full)


def _allowed(asked: Input, own: Column) -> Column:
    """A batch's own shape, cut to what its input allows; every label allowed by name is in it."""
    test = asked.allowed
    if own.kind == "label":
        named = [value for value in constants(test) if isinstance(value, str)]
        labels = tuple(dict.fromkeys(v for v in (*named, *own.labels) if passes(test, v) is True))
        return replace(own, labels=labels or ("",))
    if own.kind != "number":
        return own
    least, most = declared(test, own.unit)
    low = _near(own.low if least is None else least)
    high = _near(own.high if most is None else most)
    return replace(own, low=low, high=max(low, high))


def _near(end: int) -> int:
    return min(max(end, -_MOST), _MOST)


def declared(test: Test, unit: int) -> tuple[int | None, int | None]:
    """The whole `unit`ths between which everything allowed lies, where the test says so."""
    match test:
        case Within(low, high) if is_number(low):
            return floor(Fraction(low) * unit), ceil(Fraction(high) * unit)
        case Compared(">" | ">=", low) if is_number(low):
            return floor(Fraction(low) * unit), None
    return None, None


class Fitted:
    """A column of one batch in the codes of a shape: from 0 at its low end, behind the last one, missing."""

    def __init__(self, source: Source, column: Column) -> None:
        """Take the column and the shape."""
        self.column, self.missing = column, domain(column)
        self._source = source
        codes = {label: code for code, label in enumerate(column.labels)}
        found = [self.missing if label is None else codes.get(label, -1) for label in source.labels]
        unknown = np.array([*(code < 0 for code in found), False])
        self._unknown = unknown if source.labels and unknown.any() else None
        every = [*(self.missing if code < 0 else code for code in found), self.missing]
        self._codes = np.array(every, np.min_scalar_type(-1 - self.missing))
        self._alike = source.kind != "label" or every == list(range(self.missing + 1))  # places are codes

    def places(self, start: int, stop: int) -> tuple[Array, Array | None]:
        """Where the codes of some rows stand, and which rows have a value without a code, if any has."""
        source, values = self._source, self._source.values[start:stop]
        if source.kind == "label":
            places = self._filled(values, len(source.labels), start, stop)
            return places, None if self._unknown is None else np.take(self._unknown, places)
        if self.column.low or self.missing > np.iinfo(values.dtype).max:
            values = values - np.int64(self.column.low)
        codes = self._filled(values, self.missing, start, stop)
        most = self.missing if source.bits is not None else self.missing - 1
        far = np.ascontiguousarray(codes).view(f"u{codes.dtype.itemsize}")
        if not len(far) or far.max() <= most:
            return codes, None
        outside = far > most
        return chosen(outside.view(np.int8), codes.dtype.type(self.missing), codes), outside

    def through(self, table: Array) -> Array:
        """A table by code as a table by place."""
        return table if self._alike else table.take(self._codes)

    def marked(self, places: Array, mark: str) -> Array:
        """The codes that stand there; behind `?`, 1 where there is a value; with no mark, the numbers."""
        codes: Array = places if self._alike else self._codes.take(places)
        if mark == CODE:
            return codes
        if mark == PRESENT:
            found: Array = (codes != self.missing).view(np.int8)
            return found
        inside: Array = codes.astype(np.int64) * (codes != self.missing)
        return inside + self.column.low if self.column.low else inside

    def _filled(self, values: Array, none: int, start: int, stop: int) -> Array:
        """The values, with one number for all that are none."""
        if self._source.bits is None:
            return values
        found: Array = chosen(self._source.valid(start, stop).view(np.int8), values, values.dtype.type(none))
        return found


def domain(column: Column) -> int:
    """How many values a column of this shape can have."""
    return len(column.labels) if column.kind == "label" else column.high - column.low + 1
