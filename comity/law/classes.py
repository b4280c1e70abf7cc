"""One column of a table over many rows: the classes its tests tell apart, and the rows each class passes."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any

from comity.law import plan
from comity.law.expression import ANYTHING, Test, constants
from comity.law.lowered import EPOCH, Lowered, NotColumnarError
from comity.law.match import passes
from comity.law.passing import Passing
from comity.law.plan import YES, Fixed, Node
from comity.law.value import is_number

Masks = tuple[int, int]  # a bit for each table row that a class passes, and for each it may pass


class Axis:
    """The classes of one column; where rows of the batch can lack it, missing is the last class."""

    def __init__(self, column: Lowered, tests: Sequence[Test]) -> None:
        """Take the column and the test of each table row; NotColumnarError for a kind no table tests."""
        self._column, self._tests = column, tests
        self._node, self._witnesses = (Fixed(0), []) if column.kind == "gap" else classes(column, tests)
        self._passing = Passing(self._witnesses)

    def masks(self) -> tuple[Node, list[Masks]]:
        """The class of each row of the batch, and what each class passes; classes that pass alike are one.

        What is missing surely passes what tests nothing, and may pass the rest.
        """
        tested = sum(1 << place for place, test in enumerate(self._tests) if test != ANYTHING)
        always = (1 << len(self._tests)) - 1 - tested
        if self._column.kind == "gap":
            return Fixed(0), [(always, tested)]
        masks = [(mask, 0) for mask in self._passing.masks(self._tests)]
        order = list(dict.fromkeys(masks))
        places = {mask: place for place, mask in enumerate(order)}
        known = plan.mapped(self._node, [places[mask] for mask in masks])
        if self._column.ok is YES:
            return known, order
        return plan.pick(self._column.ok, known, Fixed(len(order))), [*order, (always, tested)]

    def passed(self, test: Test) -> Node:
        """1 on the rows of the batch that have a value which passes."""
        if test == ANYTHING:
            return YES
        places = self._passing.of(test) if self._column.kind != "gap" else ()
        if len(places) == 0:
            return Fixed(0)
        if places[-1] - places[0] + 1 == len(places):
            above = plan.compare("<=", Fixed(places[0]), self._node)
            found = plan.both([above, plan.compare("<=", self._node, Fixed(places[-1]))])
        else:
            inside = frozenset(places)
            found = plan.mapped(self._node, [int(n in inside) for n in range(len(self._witnesses))])
        return plan.both([self._column.ok, found])

    def open(self, test: Test) -> Node:
        """1 on the rows of the batch that lack a value the test needs."""
        return Fixed(0) if test == ANYTHING else plan.inverse(self._column.ok)


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
