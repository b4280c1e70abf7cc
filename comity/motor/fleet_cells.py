"""The cells of one column of a fleet as whole numbers: each distinct text is read once, by its input."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from comity.basis.errors import InputError
from comity.basis.exact import tidy
from comity.law.expression import ANYTHING, Compared, Test, Within
from comity.law.lowered import EPOCH
from comity.law.match import passes
from comity.law.rule import Input, Type
from comity.law.value import is_number
from comity.law.vector import Array
from comity.motor.tariff import PLACE, Tariff, texts_of

KNOWN, NONE, REFUSED, BEYOND = range(4)  # BEYOND: a number that no column of this scale holds

_MOST_KEPT = 50_000  # distinct texts of one column; bounds memory
_PLACES = 2  # decimal places of a column of numbers, unless a cell has more
_MOST_PLACES = 3  # a thousandth (kilograms of a tonne); more would make every product wider than 64 bits
_MOST_WHOLE = 10**12
_FEW = 400  # so many distinct texts are read one by one
# Of what `parse_number` takes, by the places of the column.
_PLAIN = {2: r"^[0-9]{1,9}(\.[0-9]{1,2})?$", 3: r"^[0-9]{1,9}(\.[0-9]{1,3})?$"}


@dataclass(frozen=True, slots=True)
class Told:
    """A column read: `codes[n]` is the place of each cell among the distinct ones.

    `numbers[k]` and `kinds[k]` are what these are; `words[k]` their texts, as far as they were sent.
    """

    codes: Array
    numbers: Array
    kinds: Array
    words: Sequence[bytes | None] | pa.Array = ()

    def has(self, kind: int) -> bool:
        """Whether a cell may be of that kind."""
        return bool((self.kinds == kind).any())

    @property
    def is_full(self) -> bool:
        """Whether every cell holds a value."""
        return not self.kinds.any()

    def which(self, kind: int) -> Array:
        """Which cells are of that kind [n]."""
        return np.take(self.kinds == kind, self.codes)

    def values(self) -> Array:
        """The number of each cell [n]; 0 where it has none."""
        return np.take(self.numbers, self.codes)

    def of(self, rows: Array) -> "Told":
        """The same column of some rows."""
        return Told(self.codes[rows], self.numbers, self.kinds, self.words)

    def word(self, row: int) -> bytes:
        """The text of a cell as it was sent; empty where none was."""
        code = int(self.codes[row])
        if code >= len(self.words):
            return b""
        word = self.words[code]
        return (word.as_py() if isinstance(word, pa.Scalar) else word) or b""

    def completed(self, other: "Told") -> "Told":
        """The column with the cells of another where it has none."""
        codes = np.where(self.which(KNOWN), self.codes, other.codes + len(self.numbers))
        numbers = np.concatenate([self.numbers, other.numbers])
        return Told(codes, numbers, np.concatenate([self.kinds, other.kinds]))


class Cells:
    """Reads the columns of one input, each distinct text once."""

    def __init__(self, asked: Input, tariff: Tariff) -> None:
        """Take the input that asks for the column."""
        self.asked, self._tariff = asked, tariff
        self.places = _PLACES if asked.type is Type.NUMBER else 0
        self._kept: dict[bytes, tuple[int, int]] = {}
        self.labels = _labels(asked, tariff) if asked.type is Type.TEXT else []
        self._label_codes = {label: code for code, label in enumerate(self.labels)}

    def read(self, column: pa.Array) -> Told:
        """A column of texts: a dictionary of string or binary, an empty one is not told."""
        words = column.dictionary.cast(pa.binary())
        places = self.places
        numbers, kinds = self._words(words)
        if self.places != places:  # a cell has more places than those before: read all anew
            numbers, kinds = self._words(words)
        if not column.indices.null_count:
            return Told(column.indices.to_numpy(zero_copy_only=False), numbers, kinds, words)
        codes = column.indices.fill_null(len(words)).to_numpy(zero_copy_only=False)
        return Told(codes, np.append(numbers, 0), np.append(kinds, np.int8(NONE)), words)

    def law_column(self, told: Told) -> pa.Array:
        """The column as `law.columns` and engines take it."""
        numbers = told.values()
        missing = None if told.is_full else ~told.which(KNOWN)
        match self.asked.type:
            case Type.TEXT:
                codes = pa.array(numbers.astype(np.int32), mask=missing)
                return pa.DictionaryArray.from_arrays(codes, pa.array(self.labels, pa.string()))
            case Type.BOOLEAN:
                return pa.array(numbers.astype(bool), mask=missing)
            case Type.DATE:
                return pa.array(numbers.astype(np.int32), pa.int32(), mask=missing).cast(pa.date32())
            case Type.INTEGER:
                return pa.array(numbers, pa.int64(), mask=missing)
        return _decimals(numbers, missing, self.places)

    def exact(self, number: int) -> Any:
        """What `evaluate` takes for a number of the column."""
        match self.asked.type:
            case Type.TEXT:
                return self.labels[number]
            case Type.BOOLEAN:
                return bool(number)
            case Type.DATE:
                return date.fromordinal(number + EPOCH)
        return tidy(Fraction(number, 10**self.places))

    def _words(self, words: pa.Array) -> tuple[Array, Array]:
        """Number and kind of each distinct text."""
        numbers, kinds = np.zeros(len(words), np.int64), np.zeros(len(words), np.int8)
        rest: Any = range(len(words))
        texts = words
        if len(words) > _FEW and self.asked.type is Type.NUMBER:
            numbers[:], sure = self._quick(words)
            rest = np.flatnonzero(~sure)
            texts = words.take(pa.array(rest))
        for place, text in zip(rest, texts.to_pylist(), strict=True):
            numbers[place], kinds[place] = self._word(text or b"")
        return numbers, kinds

    def _quick(self, words: pa.Array) -> tuple[Array, Array]:
        """Plain decimals read at once, and which texts are such and allowed."""
        plain = pc.match_substring_regex(words, _PLAIN[self.places])
        decimals = pc.if_else(plain, words, b"0").cast(pa.string()).cast(pa.decimal128(18, self.places))
        numbers = np.frombuffer(decimals.buffers()[1], np.int64).reshape(-1, 2)[: len(words), 0]
        sure = plain.to_numpy(zero_copy_only=False).copy()
        if sure.any():
            sure[sure] = _inside(numbers[sure], self.asked.allowed, 10**self.places)
        return numbers, sure

    def _word(self, word: bytes) -> tuple[int, int]:
        if word not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[word] = self._read(word)
        return self._kept[word]

    def _read(self, word: bytes) -> tuple[int, int]:
        if not word:
            return 0, NONE
        try:
            text = word.decode()
            if self.asked.name == PLACE:
                if not self._tariff.knows_place(text):
                    return 0, REFUSED
                text = self._tariff.find_place(text, PLACE)
            value = self.asked.parse(text)
        except (UnicodeDecodeError, InputError):
            return 0, REFUSED
        return self._number(value)

    def _number(self, value: Any) -> tuple[int, int]:
        if isinstance(value, bool):
            return int(value), KNOWN
        if isinstance(value, str):
            if value not in self._label_codes:
                self._label_codes[value] = len(self.labels)
                self.labels.append(value)
            return self._label_codes[value], KNOWN
        if not is_number(value):
            return (value.toordinal() - EPOCH, KNOWN) if self.asked.type is Type.DATE else (0, BEYOND)
        if abs(value) > _MOST_WHOLE:
            return 0, BEYOND
        scaled = Fraction(value) * 10**self.places
        if scaled.denominator == 1:
            return scaled.numerator, KNOWN
        if self.places < _MOST_PLACES and (Fraction(value) * 10**_MOST_PLACES).denominator == 1:
            self._kept.clear()
            self.places = _MOST_PLACES
            return self._number(value)
        return 0, BEYOND


def _labels(asked: Input, tariff: Tariff) -> list[str]:
    """The texts an input can hold, in an order that does not depend on the file."""
    return texts_of(asked.allowed) or (list(tariff.places) if asked.name == PLACE else [])


def _inside(numbers: Array, allowed: Test, unit: int) -> Array:
    """Which numbers are allowed; where a test has ends, the least and the largest speak for the others."""
    ends = (int(numbers.min()), int(numbers.max()))
    whole = allowed == ANYTHING or isinstance(allowed, Within)
    whole = whole or (isinstance(allowed, Compared) and allowed.operator in ("<", "<=", ">", ">="))
    if whole and all(_allows(allowed, end, unit) for end in ends):
        return np.ones(len(numbers), bool)
    return np.array([_allows(allowed, int(each), unit) for each in numbers], bool)


def _allows(allowed: Test, number: int, unit: int) -> bool:
    return passes(allowed, Fraction(number, unit)) is True


def _decimals(numbers: Array, missing: Array | None, places: int) -> pa.Array:
    """decimal128 of whole numbers; the buffer is laid out here, as a cast would check each digit."""
    halves = np.empty((len(numbers), 2), np.int64)
    halves[:, 0] = numbers
    np.right_shift(numbers, 63, out=halves[:, 1])
    bits = None if missing is None else pa.py_buffer(np.packbits(~missing, bitorder="little"))
    return pa.Array.from_buffers(pa.decimal128(18, places), len(numbers), [bits, pa.py_buffer(halves)])
