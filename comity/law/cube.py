"""A decision table over many rows: columns classed, each cell settled once, answers looked up by place."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from math import ceil, floor, lcm
from typing import Any

from comity.basis.dates import Day
from comity.law import plan
from comity.law.expression import ANYTHING, Expression, Literal, Test, constants
from comity.law.hit import ManyHits, NoHit, settle
from comity.law.lowered import EPOCH, GAP, Lowered, NotColumnarError, literal, picked
from comity.law.match import passes
from comity.law.plan import YES, Fixed, Node
from comity.law.table import Hit, Table
from comity.law.value import is_number

MOST_CELLS = 1_000_000  # of one table's cube; a larger table is asked row by row

_Masks = tuple[int, int]  # a bit for each table row that a class passes, and for each it may pass
_Hits = list[list[int] | None]


class Cube:
    """One table made into a cube; the day is an axis of it where it differs from row to row."""

    def __init__(
        self, table: Table, expression: Callable[[Expression], Lowered], day: Lowered, at: Day | None
    ) -> None:
        """Take the table; `expression` lowers a part; `at` is the day of law, None where `day` differs."""
        self._table, self._expression = table, expression
        self._rows = table.rows
        marks = [] if at else [edge.toordinal() - EPOCH for edge in table.edges]
        self._era: Node = plan.Classed(day.node, tuple(marks)) if marks else Fixed(0)
        self._eras = [self._in_force(start) for start in ([at] if at else [date.min, *table.edges])]
        self._columns = [self._expression(source) for _, source in table.columns]
        self._day_ok = YES if at else day.ok

    def lowered(self) -> Lowered:
        """The answers of the table; NotColumnarError where it has too many cells, or lists as answers."""
        axes = [self._axis(place, column) for place, column in enumerate(self._columns)]
        sizes = [len(self._eras), *(len(masks) for _, masks in axes)]
        if plan.cells(sizes) > MOST_CELLS:
            raise NotColumnarError("a table of too many cells")
        cell = plan.place([self._era, *(node for node, _ in axes)], sizes)
        passing = list(product(*(masks for _, masks in axes)))
        hits = [self._hits(era, masks) for era in self._eras for masks in passing]
        outputs = [self._output(place, cell, hits) for place in range(len(self._table.outputs))]
        if len(outputs) == 1:
            return replace(outputs[0], ok=plan.both([self._day_ok, outputs[0].ok]))
        ok = plan.both([self._day_ok, *(each.ok for each in outputs)])
        return Lowered("context", Fixed(0), ok, parts=tuple(zip(self._table.outputs, outputs, strict=True)))

    def _axis(self, place: int, column: Lowered) -> tuple[Node, list[_Masks]]:
        """The class of each row of the batch in one column, and for each class the table rows it passes.

        Missing is a class: it surely passes what tests nothing, and may pass the rest.
        """
        tests = [row.tests[place] for row in self._rows]
        missing = _bits(test is ANYTHING for test in tests), _bits(test is not ANYTHING for test in tests)
        if column.kind == "gap":
            return Fixed(0), [missing]
        node, witnesses = classes(column, tests)
        masks = [(_bits(passes(test, w) is True for test in tests), 0) for w in witnesses]
        order = list(dict.fromkeys(masks))
        known = plan.mapped(node, [order.index(mask) for mask in masks])
        if column.ok is YES:
            return known, order
        return plan.pick(column.ok, known, Fixed(len(order))), [*order, missing]

    def _in_force(self, day: Day) -> int:
        return _bits(row.span.holds(day) for row in self._rows)

    def _hits(self, in_force: int, masks: Sequence[_Masks]) -> list[int] | None:
        """The rows that match in a cell; None where what is missing leaves open which do."""
        surely = possibly = in_force
        for sure, maybe in masks:
            surely, possibly = surely & sure, possibly & (sure | maybe)
        found, rows = _places(surely), _places(possibly)
        if found == rows or (found and self._table.hit is Hit.UNIQUE):
            return found
        return found[:1] if found and self._table.hit is Hit.FIRST and rows[0] == found[0] else None

    def _output(self, place: int, cell: Node, hits: _Hits) -> Lowered:
        trees = [row.outputs[place] for row in self._rows]
        if all(isinstance(tree, Literal) for tree in trees):
            return self._settled(cell, hits, [tree.value for tree in trees if isinstance(tree, Literal)])
        return self._chosen(cell, hits, trees)

    def _settled(self, cell: Node, hits: _Hits, values: list[Any]) -> Lowered:
        answers: list[Any] = []
        for rows in hits:
            if rows is None:
                answers.append(None)
                continue
            try:
                answers.append(settle(self._table.hit, [values[n] for n in rows], self._table.priority))
            except (NoHit, ManyHits):
                answers.append(None)
        known = [literal(answer) for answer in answers if answer is not None]
        if not known:
            return GAP
        ok = plan.mapped(cell, [int(answer is not None) for answer in answers])
        return _constants(answers, known, cell, ok)

    def _chosen(self, cell: Node, hits: _Hits, trees: list[Expression]) -> Lowered:
        """Outputs that are worked out: the row is looked up, and each row's own expression picked by it."""
        if self._table.hit not in (Hit.UNIQUE, Hit.FIRST):
            raise NotColumnarError("outputs that are worked out and collected")
        single = [
            rows[0] if rows and (len(rows) == 1 or self._table.hit is Hit.FIRST) else -1 for rows in hits
        ]
        row = plan.mapped(cell, [max(0, n) for n in single])
        found: Lowered | None = None
        for n in dict.fromkeys(n for n in single if n >= 0):
            value = self._expression(trees[n])
            chosen = plan.compare("=", row, Fixed(n))
            found = value if found is None else picked(chosen, value, found)
        if found is None:
            return GAP
        ok = plan.mapped(cell, [int(n >= 0) for n in single])
        return replace(found, ok=plan.both([ok, found.ok]))


def _bits(truths: Iterable[bool]) -> int:
    return sum(1 << place for place, truth in enumerate(truths) if truth)


def _places(bits: int) -> list[int]:
    return [place for place in range(bits.bit_length()) if bits >> place & 1]


def _constants(answers: list[Any], known: list[Lowered], cell: Node, ok: Node) -> Lowered:
    kinds = {each.kind for each in known}
    if len(kinds) != 1 or kinds & {"list", "context"}:
        raise NotColumnarError("answers that are lists or of several kinds")
    kind = kinds.pop()
    if kind == "label":
        labels = tuple(dict.fromkeys(answer for answer in answers if answer is not None))
        codes = [0 if answer is None else labels.index(answer) for answer in answers]
        return Lowered("label", plan.mapped(cell, codes), ok, labels=labels)
    unit = lcm(*(each.unit for each in known))
    numbers = [0 if answer is None else _whole(literal(answer), unit) for answer in answers]
    return Lowered(kind, plan.mapped(cell, numbers), ok, unit)


def _whole(value: Lowered, unit: int) -> int:
    return value.node.low * (unit // value.unit)


def classes(column: Lowered, tests: Sequence[Test]) -> tuple[Node, list[Any]]:
    """The number of each row's class in a column, and one witness a class, in order."""
    if column.kind == "label":
        return column.node, list(column.labels)
    if column.kind == "truth":
        return column.node, [False, True]
    if column.kind == "gap":
        return Fixed(0), [None]
    if column.over is not None or column.kind not in ("number", "day"):
        raise NotColumnarError(f"a table that tests a {column.kind}")
    marks = sorted({mark for test in tests for cut in constants(test) for mark in _marks(cut, column)})
    inside = [mark for mark in marks if column.node.low < mark <= column.node.high]
    starts = [column.node.low, *inside]
    if column.kind == "day":
        return _classed(column.node, inside), [date.fromordinal(start + EPOCH) for start in starts]
    return _classed(column.node, inside), [Fraction(start, column.unit) for start in starts]


def _classed(node: Node, marks: list[int]) -> Node:
    return plan.Classed(node, tuple(marks)) if marks else Fixed(0)


def _marks(cut: Any, column: Lowered) -> tuple[int, ...]:
    """The whole numbers at which a class begins: the cut itself, and just after it."""
    if column.kind == "day":
        if not isinstance(cut, date):
            return ()
        start = cut.toordinal() - EPOCH
        return start, start + 1
    if not is_number(cut):
        return ()
    exact = Fraction(cut) * column.unit
    return ceil(exact), floor(exact) + 1


def matches(value: Lowered, test: Test) -> Lowered:
    """Whether a value passes a unary test, by its classes."""
    node, witnesses = classes(value, [test])
    return Lowered("truth", plan.mapped(node, [int(passes(test, w) is True) for w in witnesses]), value.ok)
