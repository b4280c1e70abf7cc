"""A rule over many rows at once, equal to `evaluate` on each: NumPy runs the plan, `evaluate` the rest."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa

from comity.basis.dates import Day
from comity.basis.errors import InputError
from comity.basis.exact import tidy
from comity.law.encode import Fitted, Source, read, read_day, widened
from comity.law.evaluate import evaluate
from comity.law.library import Library
from comity.law.lower import DAY, lower
from comity.law.lowered import EPOCH, Column, Lowered, NotColumnarError, value_of
from comity.law.plan import INT64
from comity.law.ready import Done, Ready
from comity.law.rule import show_value
from comity.law.value import Open
from comity.law.vector import Array, alike

FEW = 5_000  # one row in so many may be beyond the shape before the shape is widened
_DIGITS = 38  # the most of a decimal of 128 bits; what was read fits 64
_MOST_KEPT = 200_000  # evaluated cases; bounds memory where every row is another one


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
    """One rule made ready for batches. The shape of its columns is that of the first batch, widened where
    many rows of a later one need it; so the batches of one file share a plan."""

    def __init__(self, rule: str, library: Library, workers: int = 1) -> None:
        """Take a rule of the library, and how many threads may work; nothing is lowered yet."""
        self._rule, self._library, self._workers = rule, library, workers
        self._asked = library.asked(rule)
        self._shape: dict[str, Column] = {}
        self._plans: dict[Any, Ready] = {}
        self._slow: dict[Any, Any] = {}

    def answers(self, batch: pa.RecordBatch, at: Day | None) -> Answers:
        """The answers for a batch with a column for each known input; `at` None takes the column `@day`.

        Columns: text (plain or dictionary), whole numbers, decimals of at most 12 places, bool, date32.
        InputError for one of another type, or one the rule does not ask for. NotColumnarError where the rule
        has no plan.
        """
        sources = {name: self._read(name, batch.column(name)) for name in batch.schema.names}
        self._widen(sources)
        ready, done = self._run(sources, batch.num_rows, at)
        crowded = {name for name, count in done.beyond.items() if count * FEW > batch.num_rows}
        if crowded and self._widen(sources, crowded):
            ready, done = self._run(sources, batch.num_rows, at)
        return self._mended(ready.lowered, batch, at, done.values, done.left)

    def _widen(self, sources: Mapping[str, Source], crowded: Container[str] = ()) -> bool:
        """Fit the shape to the columns of a batch; whether it changed."""
        held = dict(self._shape)
        for name, source in sources.items():
            self._shape[name] = widened(held.get(name), source, crowded=name in crowded)
        return self._shape != held

    def _run(self, sources: Mapping[str, Source], rows: int, at: Day | None) -> tuple[Ready, Done]:
        shape = {name: self._shape[name] for name in sources}
        key = at, *shape.items()
        if key not in self._plans:
            self._plans[key] = Ready.of(lower(self._rule, self._library, shape, at))
        fitted = {name: Fitted(source, shape[name]) for name, source in sources.items()}
        return self._plans[key], self._plans[key].run(fitted, rows, self._workers)

    def _read(self, name: str, column: pa.Array) -> Source:
        if name == DAY:
            return read_day(column)
        if name not in self._asked:
            raise InputError("law.fact.unknown", path=name, value=name, expected=tuple(self._asked))
        return read(self._asked[name], column)

    def _mended(
        self, found: Lowered, batch: pa.RecordBatch, at: Day | None, values: Array, left: Array
    ) -> Answers:
        """The rows the plan leaves, each distinct case evaluated once."""
        told: dict[str, int] = {"": 0}
        labels = {label: code for code, label in enumerate(found.labels)}
        reasons = np.zeros(len(values), np.int32)
        rows = np.flatnonzero(left)
        if not len(rows):
            return Answers(found.kind, values, reasons, tuple(told), found.unit, tuple(labels))
        cases, which = _distinct(batch.take(pa.array(rows)))
        numbers, codes = np.zeros(len(cases), np.int64), np.zeros(len(cases), np.int32)
        for place, case in enumerate(cases):
            value, why = self._evaluated(batch.schema.names, case, at)
            codes[place] = told.setdefault(why, len(told))
            if not why:
                numbers[place] = _number(value, found.kind, found.unit, labels)
        values[rows], reasons[rows] = numbers[which], codes[which]
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


def _distinct(batch: pa.RecordBatch) -> tuple[list[tuple[Any, ...]], Array]:
    """The different rows of a batch, and which of them each row is."""
    classes = alike(map(_coded, batch.columns), batch.num_rows)
    _, first, which = np.unique(classes, return_index=True, return_inverse=True)
    chosen = batch.take(pa.array(first))
    return list(zip(*(column.to_pylist() for column in chosen.columns), strict=True)), which


def _coded(column: pa.Array) -> tuple[Array, int]:
    """The place of each value among the different ones, behind the last where there is none; and how many."""
    if pa.types.is_decimal(column.type):  # Arrow tells apart only decimals of 128 bits
        column = column.cast(pa.decimal128(min(column.type.precision, _DIGITS), column.type.scale))
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode("encode")
    most = len(column.dictionary)
    return column.indices.cast(pa.int64()).fill_null(most).to_numpy(), most + 1


def batch_shape(rule: str, library: Library, batch: pa.RecordBatch) -> dict[str, Column]:
    """What a batch says of each input: what `lower` and `sql.select` need to know of its columns."""
    asked = library.asked(rule)
    return {name: read(asked[name], batch.column(name)).shape() for name in batch.schema.names}


def why(value: Open) -> str:
    """Why a row has no answer: what is missing, and the rules that are silent."""
    parts = [f"undetermined: {', '.join(sorted(value.missing))}"] if value.missing else []
    gaps = sorted({f"{gap.rule} {gap.code}" for gap in value.gaps})
    return "; ".join(parts + ([f"gap: {', '.join(gaps)}"] if gaps else []))


def _exact(value: Any) -> Any:
    return tidy(Fraction(value)) if not isinstance(value, str | bool | date | int) else value


def _number(value: Any, kind: str, unit: int, labels: dict[str, int]) -> int:
    """A value that `evaluate` gave, in the plan's form; ValueError where it has none.

    NotColumnarError for a number of more than 64 bits.
    """
    if kind == "label":
        return labels.setdefault(value, len(labels))
    if isinstance(value, date):
        return value.toordinal() - EPOCH
    scaled = Fraction(value) * unit
    if scaled.denominator != 1:
        raise ValueError(f"{show_value(value)} is not a whole number of 1/{unit}")
    if abs(scaled) > INT64:
        raise NotColumnarError(f"an answer of {show_value(value)}, beyond 64 bits")
    return scaled.numerator
