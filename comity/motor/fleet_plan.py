"""The plan of a tariff for columns read by `fleet_cells`, kept from batch to batch of one file.

As `law.columns`, without Arrow between: a cell goes from its place among the distinct ones to the code the
plan looks up in one step. What the plan leaves open is left to `law.columns`.
"""

from collections.abc import Mapping

import numpy as np

from comity.basis.dates import Day
from comity.law.encode import declared, domain
from comity.law.library import Library
from comity.law.lower import CODE, PRESENT, lower, unmarked
from comity.law.lowered import Column, NotColumnarError
from comity.law.ready import prepared
from comity.law.rule import Type
from comity.law.vector import Array, Program, alike
from comity.motor.fleet_cells import KNOWN, Cells, Told

_FEW_LEFT = 256  # rows left by a plan that are worked out one by one: less work than the plans of each rule
_FEW_LABELS = 8
_FEW = 100  # a hundredth of a batch may be beyond the bounds before these are widened
_KINDS = {Type.TEXT: "label", Type.BOOLEAN: "truth", Type.DATE: "day"}


class Plan:
    """A rule on one day over many rows; its shape grows with the columns it meets, and rarely."""

    def __init__(self, rule: str, library: Library, at: Day) -> None:
        """Take the rule; nothing is lowered before the first batch."""
        self._rule, self._library, self._at = rule, library, at
        self._asked = library.asked(rule)
        self._shape: dict[str, Column] = {}
        self._ready: dict[tuple[object, ...], tuple[Program, int]] = {}

    def run(
        self, cells: Mapping[str, Cells], facts: Mapping[str, Told], rows: int
    ) -> tuple[Array, Array, int]:
        """The answers [n] in whole units, which rows they are sure of [n], and the unit."""
        sure = np.ones(rows, bool)
        inside: dict[str, Array] = {}
        facts = {name: told for name, told in facts.items() if name in self._asked}
        for name, told in facts.items():
            self._shape[name] = _fitted(self._shape.get(name), cells[name], told)
            inside[name] = told.kinds == KNOWN
            apart = inside[name] & _apart(self._shape[name], told)
            if apart.any():
                sure &= ~np.take(apart, told.codes)
                inside[name] = inside[name] & ~apart
        shape = {name: self._shape[name] for name in facts}
        key = tuple(shape.items())
        if key not in self._ready:
            lowered = lower(self._rule, self._library, shape, self._at)
            self._ready[key] = prepared([lowered.node, lowered.ok]), lowered.unit
        program, unit = self._ready[key]
        arrays = {name: _array(name, shape, facts, inside) for name in program.needs}
        values, ok = program.run(arrays, rows)
        return values, sure & (ok != 0), unit


class Reasons:
    """Groups of rows that are left open for one reason: told by the rules that are silent for them.

    A reason names rules and facts, never a value: rows that miss the same facts, have the same short lists of
    texts, and for which the same rules are open, are open for the same reason.
    """

    def __init__(self, rule: str, library: Library, at: Day) -> None:
        """Take the rule; the plans of all it rests on are made when many rows are left."""
        self._library, self._at = library, at
        self._plans = {name: Plan(name, library, at) for name in sorted(library.rests_on(rule))}

    def groups(self, cells: Mapping[str, Cells], facts: Mapping[str, Told], rows: int) -> Array:
        """The group of each row [n]; each row has its own where there are few."""
        if rows <= _FEW_LEFT:
            return np.arange(rows)
        parts = [fact.kinds != KNOWN for fact in facts.values()]
        marks = [np.take(part, fact.codes) for part, fact in zip(parts, facts.values(), strict=True)]
        for name, fact in facts.items():
            few = cells[name].labels if len(cells[name].labels) <= _FEW_LABELS else []
            if few or name == "drivers" or cells[name].asked.type is Type.BOOLEAN:
                marks.append(fact.values())
        for name, plan in list(self._plans.items()):
            try:
                marks.append(plan.run(cells, facts, rows)[1])
            except (NotColumnarError, OverflowError):  # what it rests on has plans of its own
                del self._plans[name]
        return alike(((mark, int(mark.max()) + 1) for mark in marks), rows)


def _array(
    name: str, shape: Mapping[str, Column], facts: Mapping[str, Told], inside: Mapping[str, Array]
) -> Array:
    """One of the plan's columns: numbers, or behind its name `?` whether there is one, or `#` its code."""
    plain = unmarked(name)
    told, column, known = facts[plain], shape[plain], inside[plain]
    if name.endswith(PRESENT):
        return np.take(known.view(np.int8), told.codes)
    if name.endswith(CODE):
        return np.take(np.where(known, told.numbers - column.low, domain(column)), told.codes)
    return np.take(np.where(known, told.numbers, column.low), told.codes)


def _fitted(known: Column | None, cells: Cells, told: Told) -> Column:
    """The shape of a column for this batch and those to come."""
    kind = _KINDS.get(cells.asked.type, "number")
    full = told.is_full and (known is None or known.full)
    if kind == "label":
        return Column("label", labels=tuple(cells.labels) or ("",), full=full)
    if kind == "truth":
        return Column("truth", 0, 1, full=full)
    unit = 10**cells.places
    least, most = declared(cells.asked.allowed, unit)
    if least is not None and most is not None:
        return Column(kind, least, most, unit, full=full)
    if known is None or known.unit != unit:
        return Column(kind, *_bounds(told, None), unit, full=full)
    apart = np.take(_apart(known, told) & (told.kinds == KNOWN), told.codes)
    low, high = known.low, known.high
    if np.count_nonzero(apart) * _FEW > len(apart):
        low, high = _bounds(told, known)
    return Column(kind, low, high, unit, full=full)


def _bounds(told: Told, known: Column | None) -> tuple[int, int]:
    """Bounds of all cells but a hundredth part farthest from zero: the next power of two, and twice that."""
    values = np.sort(told.values()[told.which(KNOWN)])
    if not len(values):
        return 0, known.high if known else 1
    edge = len(values) // _FEW
    low, high = int(values[edge]), int(values[-1 - edge])
    least = -(2 << (-low).bit_length()) if low < 0 else 0
    most = 2 << high.bit_length() if high > 0 else 1
    return min(least, known.low if known else 0), max(most, known.high if known else 1)


def _apart(column: Column, told: Told) -> Array:
    """Which of the distinct cells the shape has no code for."""
    if column.kind in ("label", "truth"):
        return np.zeros(len(told.numbers), bool)
    return np.asarray((told.numbers < column.low) | (told.numbers > column.high))
