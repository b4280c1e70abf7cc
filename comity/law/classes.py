"""One column of a table over many rows: the classes its tests tell apart, and the rows each class passes."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any

from comity.law import plan
from comity.law.expression import ANYTHING, Compared, Test, Within, constants
from comity.law.lowered import EPOCH, Lowered, NotColumnarError
from comity.law.match import passes, quick, words
from comity.law.plan import YES, Fixed, Node
from comity.law.value import is_number, kind_of

Masks = tuple[int, int]  # a bit for each table row that a class passes, and for each it may pass


class Axis:
    """The classes of one column; where rows of the batch can lack it, missing is the last class."""

    def __init__(self, column: Lowered, tests: Sequence[Test]) -> None:
        """Take the column and the test of each table row; NotColumnarError for a kind no table tests."""
        self._column, self._tests = column, tests
        self._node, self._witnesses = (Fixed(0), []) if column.kind == "gap" else classes(column, tests)
        self._places = {label: place for place, label in enumerate(self._witnesses)}
        self._found: dict[Test, Sequence[int]] = {}

    def masks(self) -> tuple[Node, list[Masks]]:
        """The class of each row of the batch, and what each class passes; classes that pass alike are one.

        What is missing surely passes what tests nothing, and may pass the rest.
        """
        tested = sum(1 << place for place, test in enumerate(self._tests) if test is not ANYTHING)
        always = (1 << len(self._tests)) - 1 - tested
        if self._column.kind == "gap":
            return Fixed(0), [(always, tested)]
        masks = [(always | mask, 0) for mask in self._bits()]
        order = list(dict.fromkeys(masks))
        places = {mask: place for place, mask in enumerate(order)}
        known = plan.mapped(self._node, [places[mask] for mask in masks])
        if self._column.ok is YES:
            return known, order
        return plan.pick(self._column.ok, known, Fixed(len(order))), [*order, (always, tested)]

    def passed(self, test: Test) -> Node:
        """1 on the rows of the batch that have a value which passes."""
        if test is ANYTHING:
            return YES
        places = self._passing(test) if self._column.kind != "gap" else ()
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
        return Fixed(0) if test is ANYTHING else plan.inverse(self._column.ok)

    def _bits(self) -> list[int]:
        """For each class a bit for each table row whose test it passes; ranges are set by their ends."""
        turned = [0] * (len(self._witnesses) + 1)
        found = [0] * len(self._witnesses)
        for row, test in enumerate(self._tests):
            if test is ANYTHING:
                continue
            places = self._passing(test)
            if isinstance(places, range):
                turned[places.start] ^= 1 << row
                turned[places.stop] ^= 1 << row
            else:
                for place in places:
                    found[place] |= 1 << row
        now = 0
        for place, turn in enumerate(turned[:-1]):
            now ^= turn
            found[place] |= now
        return found

    def _passing(self, test: Test) -> Sequence[int]:
        """The classes that pass, ascending; as a range where they are one."""
        if test not in self._found:
            self._found[test] = self._looked(test)
        return self._found[test]

    def _looked(self, test: Test) -> Sequence[int]:
        if self._column.kind == "label" and (wanted := words(test)):
            return sorted(self._places[word] for word in wanted if word in self._places)
        if (ends := self._ends(test)) is not None:
            return range(ends[0], max(ends))
        passed = quick(test)
        return [place for place, witness in enumerate(self._witnesses) if passed(witness)]

    def _ends(self, test: Test) -> tuple[int, int] | None:
        """The first class that passes an order and the one after the last; None for any other test."""
        starts = self._witnesses
        if self._column.kind not in ("number", "day"):
            return None
        match test:
            case Within(low, high) if kind_of(low) is kind_of(starts[0]):
                start = bisect_left(starts, low) if test.low_in else bisect_right(starts, low)
                return start, bisect_right(starts, high) if test.high_in else bisect_left(starts, high)
            case Compared(operator, value) if kind_of(value) is kind_of(starts[0]) and operator != "!=":
                under, over, last = bisect_left(starts, value), bisect_right(starts, value), len(starts)
                ends = {"<": (0, under), "<=": (0, over), "=": (under, over), ">=": (under, last)}
                return ends.get(operator, (over, last))
        return None


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
