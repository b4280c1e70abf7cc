"""A rule over many rows at once, equal to `evaluate` on each: NumPy runs the plan, `evaluate` the rest.

Whole numbers only: 64 bits where the bounds prove them enough, else exact long division or Python's own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa

from comity.basis.dates import Day
from comity.basis.errors import InputError
from comity.basis.exact import Rounding, tidy
from comity.law import plan
from comity.law.evaluate import evaluate
from comity.law.library import Library
from comity.law.lower import DAY, PRESENT, lower
from comity.law.lowered import EPOCH, Column, Lowered, value_of
from comity.law.plan import Node
from comity.law.rule import Input, Type, show_value
from comity.law.value import Open

CHUNK = 65_536  # rows that fit the processor's cache together with what is worked out of them
_MOST_KEPT = 200_000  # evaluated cases; bounds memory where every row is another one
Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers for n rows: `values` in whole `unit`ths (or codes of `labels`, truths, days since 1970).

    `reasons[n]` is 0 where the row is answered; else its place in `told`, which says why it is not.
    """

    kind: str
    values: Array
    reasons: Array
    told: tuple[str, ...]
    unit: int = 1
    labels: tuple[str, ...] = ()

    def value(self, row: int) -> Any:
        """One row's answer as `evaluate` gives it; None where it has none."""
        if self.reasons[row]:
            return None
        return value_of(self.kind, int(self.values[row]), self.unit, self.labels)


class Columns:
    """One rule made ready for batches: plans are kept by the shape of the columns they are for."""

    def __init__(self, rule: str, library: Library) -> None:
        """Take a rule of the library; nothing is lowered before the first batch."""
        self._rule, self._library = rule, library
        self._asked = library.asked(rule)
        self._plans: dict[Any, Lowered] = {}
        self._slow: dict[Any, Any] = {}

    def answers(self, batch: pa.RecordBatch, at: Day | None) -> Answers:
        """The answers for a batch with a column for each known input; `at` None takes the column `@day`.

        Columns: text (plain or dictionary), whole or decimal128 numbers, bool, date32. InputError for one of
        another type, or one the rule does not ask for.
        """
        encoded = [self._encoded(name, batch.column(name)) for name in batch.schema.names]
        shape = tuple((each.name, each.column) for each in encoded)
        if (shape, at) not in self._plans:
            self._plans[shape, at] = lower(self._rule, self._library, dict(shape), at)
        found = self._plans[shape, at]
        arrays = {each.name: each.numbers for each in encoded}
        arrays |= {f"{each.name}{PRESENT}": each.present for each in encoded if each.present is not None}
        values, ok = run([found.node, found.ok], arrays, batch.num_rows)
        return self._mended(found, batch, at, values, ok == 0)

    def _mended(
        self, found: Lowered, batch: pa.RecordBatch, at: Day | None, values: Array, left: Array
    ) -> Answers:
        """The rows the plan leaves, each distinct case evaluated once."""
        told: dict[str, int] = {"": 0}
        labels = {label: code for code, label in enumerate(found.labels)}
        reasons = np.zeros(len(values), np.int32)
        rows = np.flatnonzero(left)
        names = batch.schema.names
        taken = batch.take(pa.array(rows))
        cases = zip(*(column.to_pylist() for column in taken.columns), strict=True)
        for row, case in zip(rows, cases, strict=True):
            value, why = self._evaluated(names, case, at)
            reasons[row] = told.setdefault(why, len(told))
            if not why:
                values[row] = _number(value, found.kind, found.unit, labels)
        return Answers(found.kind, values, reasons, tuple(told), found.unit, tuple(labels))

    def _evaluated(self, names: Sequence[str], case: tuple[Any, ...], at: Day | None) -> tuple[Any, str]:
        key = at, *names, *case
        if key not in self._slow:
            if len(self._slow) > _MOST_KEPT:
                self._slow.clear()
            facts = {
                name: _exact(value) for name, value in zip(names, case, strict=True) if value is not None
            }
            day = at or facts.pop(DAY, None)
            self._slow[key] = self._slowly(facts, day)
        return self._slow[key]  # type: ignore[no-any-return]

    def _slowly(self, facts: dict[str, Any], day: Day | None) -> tuple[Any, str]:
        if day is None:
            return None, f"undetermined: {DAY}"
        try:
            value = evaluate(self._rule, facts, self._library, day, trace=False).value
        except InputError as fault:
            return None, f"refused: {fault.facts['path']}"
        return (None, why(value)) if isinstance(value, Open) else (value, "")

    def _encoded(self, name: str, column: pa.Array) -> "_Encoded":
        if name == DAY:
            return _days(name, column)
        if name not in self._asked:
            raise InputError("law.fact.unknown", path=name, value=name, expected=tuple(self._asked))
        return _encode(self._asked[name], column)


def batch_shape(rule: str, library: Library, batch: pa.RecordBatch) -> dict[str, Column]:
    """What a batch says of each input: what `lower` and `sql.select` need to know of its columns."""
    asked = library.asked(rule)
    return {name: _encode(asked[name], batch.column(name)).column for name in batch.schema.names}


def why(value: Open) -> str:
    """Why a row has no answer: what is missing, and the rules that are silent."""
    parts = [f"undetermined: {', '.join(sorted(value.missing))}"] if value.missing else []
    gaps = sorted({f"{gap.rule} {gap.code}" for gap in value.gaps})
    return "; ".join(parts + ([f"gap: {', '.join(gaps)}"] if gaps else []))


@dataclass(frozen=True, slots=True)
class _Encoded:
    """A column as whole numbers; `present` is 1 where the row has a value, None where all have."""

    name: str
    column: Column
    numbers: Array
    present: Array | None = field(repr=False)


def _encode(asked: Input, column: pa.Array) -> _Encoded:
    match asked.type:
        case Type.TEXT:
            return _labels(asked, column)
        case Type.BOOLEAN if pa.types.is_boolean(column.type):
            numbers = column.fill_null(False).to_numpy(zero_copy_only=False).astype(np.int8)
            return _encoded(asked.name, Column("truth"), numbers, column)
        case Type.DATE:
            return _days(asked.name, column)
        case Type.NUMBER | Type.INTEGER:
            return _numbers(asked, column)
    raise _wrong(asked.name, column)


def _encoded(name: str, shape: Column, numbers: Array, column: pa.Array) -> _Encoded:
    full = not column.null_count
    present = None if full else column.is_valid().to_numpy(zero_copy_only=False).astype(np.int8)
    return _Encoded(name, replace(shape, full=full), numbers, present)


def _wrong(name: str, column: pa.Array) -> InputError:
    return InputError("law.column.type", path=name, value=str(column.type))


def _labels(asked: Input, column: pa.Array) -> _Encoded:
    if not pa.types.is_dictionary(column.type):
        if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
            raise _wrong(asked.name, column)
        column = column.dictionary_encode()
    labels = tuple(str(label) for label in column.dictionary.to_pylist()) or ("",)
    numbers = column.indices.fill_null(0).to_numpy(zero_copy_only=False)
    return _encoded(asked.name, Column("label", labels=labels), numbers, column)


def _days(name: str, column: pa.Array) -> _Encoded:
    if not pa.types.is_date32(column.type):
        raise _wrong(name, column)
    numbers = column.cast(pa.int32()).fill_null(0).to_numpy(zero_copy_only=False)
    low, high = _ends(numbers)
    ends = max(low, date.min.toordinal() - EPOCH), min(high, date.max.toordinal() - EPOCH)
    return _encoded(name, Column("day", *ends), numbers, column)


def _numbers(asked: Input, column: pa.Array) -> _Encoded:
    if pa.types.is_integer(column.type):
        numbers, unit = column.cast(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False), 1
    elif pa.types.is_decimal128(column.type) and 0 <= column.type.scale <= 12:
        numbers, unit = _unscaled(asked.name, column), 10**column.type.scale
    else:
        raise _wrong(asked.name, column)
    if asked.type is Type.INTEGER and unit > 1:
        if (numbers % unit).any():
            raise _wrong(asked.name, column)
        numbers, unit = numbers // unit, 1
    low, high = _ends(numbers)
    return _encoded(asked.name, Column("number", low, high, unit), numbers, column)


def _unscaled(name: str, column: pa.Array) -> Array:
    """The 128-bit numbers of a decimal column, refused where 64 bits do not hold them."""
    filled = column.fill_null(0)
    halves = np.frombuffer(filled.buffers()[1], np.int64).reshape(-1, 2)
    halves = halves[filled.offset : filled.offset + len(filled)]
    low = np.ascontiguousarray(halves[:, 0])
    if (halves[:, 1] != low >> 63).any():
        raise InputError("law.column.type", path=name, value=str(column.type))
    return low


def _ends(numbers: Array) -> tuple[int, int]:
    """Bounds of a column, to the next power of two: so that batches of one file share one plan."""
    if not len(numbers):
        return 0, 0
    low, high = int(numbers.min()), int(numbers.max())
    return (-(1 << (-low).bit_length()) if low < 0 else 0), (1 << high.bit_length()) if high > 0 else 0


def _exact(value: Any) -> Any:
    return tidy(Fraction(value)) if not isinstance(value, str | bool | date | int) else value


def _number(value: Any, kind: str, unit: int, labels: dict[str, int]) -> int:
    """A value that `evaluate` gave, in the plan's form; ValueError where it has none."""
    if kind == "label":
        return labels.setdefault(value, len(labels))
    if isinstance(value, date):
        return value.toordinal() - EPOCH
    scaled = Fraction(value) * unit
    if scaled.denominator != 1:
        raise ValueError(f"{show_value(value)} is not a whole number of 1/{unit}")
    return scaled.numerator


def run(roots: Sequence[Node], columns: Mapping[str, Array], rows: int) -> list[Array]:
    """The roots over all rows as int64, chunk by chunk; OverflowError where an answer needs more."""
    for root in roots:
        if not plan.is_narrow(root):
            raise OverflowError(f"answers up to {root.high} do not fit 64 bits")
    order = list(plan.each(roots))
    tables = {id(node): _table(node.values) for node in order if isinstance(node, plan.Mapped)}
    out = [np.empty(rows, np.int64) for _ in roots]
    for start in range(0, rows, CHUNK):
        stop = min(start + CHUNK, rows)
        known: dict[int, Any] = {}
        for node in order:
            if isinstance(node, plan.Given):
                known[id(node)] = columns[node.name][start:stop]
            else:
                known[id(node)] = _work(node, known, tables)
        for each, root in zip(out, roots, strict=True):
            each[start:stop] = known[id(root)]
    return out


def _work(node: Node, known: Mapping[int, Any], tables: Mapping[int, Array]) -> Any:
    def at(below: Node) -> Any:
        return known[id(below)]

    match node:
        case plan.Fixed(value):
            return value
        case plan.Mapped(of, values):
            return values[at(of)] if isinstance(at(of), int) else np.take(tables[id(node)], at(of))
        case plan.Classed(of, marks):
            return _classed(at(of), marks)
        case plan.Pick(test, yes, no):
            return _pick(node, at(test), at(yes), at(no))
        case plan.Compare(operator, left, right):
            return _COMPARE[operator](at(left), at(right)).astype(np.int8)
        case plan.Sum(left, right):
            return _wide(node, at(left)) + at(right)
        case plan.Times(left, right):
            return _wide(node, at(left)) * at(right)
    return _work_rarely(node, at)


def _work_rarely(node: Node, at: Callable[[Node], Any]) -> Any:
    match node:
        case plan.Extreme(most, left, right):
            return (np.maximum if most else np.minimum)(_wide(node, at(left)), at(right))
        case plan.Rounded(top, bottom, how):
            return _rounded(node, at, top, bottom, how)
        case plan.Scaled(left, right, bottom, how):
            return _scaled(at(left), at(right), bottom, how)
        case plan.DatePart(part, of):
            return _date_part(part, at(of))
    raise TypeError(f"no run for {type(node).__name__}")


_COMPARE: dict[str, Callable[[Any, Any], Any]] = {"<": np.less, "<=": np.less_equal, "=": np.equal}


def _table(values: tuple[int, ...]) -> Array:
    return np.array(values, object if any(abs(value) > plan.INT64 for value in values) else np.int64)


def _wide(node: Node, left: Any) -> Any:
    """The left operand in a type that holds the answer: 64 bits, or Python's own whole numbers."""
    if plan.is_narrow(node):
        return left.astype(np.int64) if isinstance(left, np.ndarray) and left.dtype != object else left
    return left.astype(object) if isinstance(left, np.ndarray) else left


def _classed(numbers: Any, marks: tuple[int, ...]) -> Any:
    if isinstance(numbers, int):
        return sum(mark <= numbers for mark in marks)
    if len(marks) <= 4:  # a few comparisons are faster than a search
        found = (numbers >= marks[0]).astype(np.int64)
        for mark in marks[1:]:
            found += numbers >= mark
        return found
    return np.searchsorted(np.array(marks), numbers, side="right")


def _pick(node: Node, test: Any, yes: Any, no: Any) -> Any:
    if isinstance(test, int):
        return yes if test else no
    if plan.is_narrow(node):
        return np.where(test.astype(bool), yes, no)
    both = (np.asarray(each, object) for each in (yes, no))
    return np.where(test.astype(bool), *both)


def _rounded(node: Node, at: Callable[[Node], Any], top: Node, bottom: Node, how: Rounding) -> Any:
    above, under = at(top), at(bottom)
    # Half of 64 bits for the divisor: twice a rest is compared with it.
    narrow = plan.is_narrow(top) and bottom.high <= plan.INT64 // 2
    if not narrow and isinstance(above, np.ndarray):
        above = above.astype(object)
    whole, rest = above // under, above % under
    found = whole + _up(how, whole, rest, under, above)
    return found.astype(np.int64) if plan.is_narrow(node) and isinstance(found, np.ndarray) else found


def _scaled(left: Any, right: Any, bottom: int, how: Rounding) -> Any:
    """Long division of a product; everything is 0 or more."""
    whole, part = left // bottom, left % bottom
    inside = part * right
    found = whole * right + inside // bottom
    return found + _up(how, found, inside % bottom, bottom, left + right)


def _up(how: Rounding, whole: Any, rest: Any, under: Any, above: Any) -> Any:
    """1 where the quotient goes up from its floor."""
    twice = rest + rest  # rest < under, and the bounds of the quotient leave this a bit of room
    positive = above > 0
    half, over = twice == under, twice > under
    match how:
        case Rounding.FLOOR:
            return 0
        case Rounding.CEILING:
            return rest > 0
        case Rounding.UP:
            return (rest > 0) & positive
        case Rounding.DOWN:
            return (rest > 0) & (above < 0)
        case Rounding.HALF_UP:
            return over | (half & positive)
        case Rounding.HALF_DOWN:
            return over | (half & (above < 0))
        case Rounding.HALF_EVEN:
            return over | (half & (whole % 2 == 1))


def _date_part(part: str, days: Any) -> Any:
    when = np.asarray(days).astype("datetime64[D]")
    if part == "year":
        return when.astype("datetime64[Y]").astype(np.int64) + 1970
    months = when.astype("datetime64[M]")
    if part == "month":
        return months.astype(np.int64) % 12 + 1
    return (when - months).astype(np.int64) + 1
