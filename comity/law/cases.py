"""A table with too many cells for a cube, over many rows: each of its rows is tested, as a CASE would."""

from collections.abc import Callable, Sequence
from math import lcm
from typing import Any

from comity.law import plan
from comity.law.classes import Axis
from comity.law.expression import Literal
from comity.law.lowered import GAP, Lowered, NotColumnarError, literal
from comity.law.plan import Fixed, Node
from comity.law.table import Hit, Table


class Cases:
    """The tests of every table row, put to the axes of its columns."""

    def __init__(self, table: Table, axes: Sequence[Axis], in_force: Sequence[Node]) -> None:
        """Take the table; `in_force` is 1 for each of its rows where the day has it in force."""
        self._table = table
        pairs = list(zip(table.rows, in_force, strict=True))
        self._sure, self._possible = [], []
        for row, force in pairs:
            passed = [axis.passed(test) for axis, test in zip(axes, row.tests, strict=True)]
            opened = [axis.open(test) for axis, test in zip(axes, row.tests, strict=True)]
            either = [plan.extreme(True, *each) for each in zip(passed, opened, strict=True)]
            self._sure.append(plan.both([force, *passed]))
            self._possible.append(plan.both([force, *either]))

    def lowered(self, place: int) -> Lowered:
        """One output of the table; NotColumnarError where it is worked out, or collected as a list."""
        trees = [row.outputs[place] for row in self._table.rows]
        answers = [tree.value for tree in trees if isinstance(tree, Literal)]
        if len(answers) < len(trees):
            raise NotColumnarError("a table of too many cells with outputs that are worked out")
        match self._table.hit:
            case Hit.UNIQUE:
                return constants_at(
                    self._first(self._sure), answers, plan.compare("=", self._count(), Fixed(1))
                )
            case Hit.FIRST:
                first = self._first(self._sure)
                same = plan.compare("=", first, self._first(self._possible))
                some = plan.compare("<", first, Fixed(len(answers)))
                return constants_at(first, answers, plan.both([some, same]))
            case Hit.COUNT:
                return Lowered("number", self._count(), self._settled())
            case Hit.SUM:
                some = plan.compare(">=", self._count(), Fixed(1))
                return self._total(answers, plan.both([some, self._settled()]))
        raise NotColumnarError(f"a table of too many cells with hit {self._table.hit.value}")

    def _first(self, passed: Sequence[Node]) -> Node:
        """The place of the first table row that passed, one more than the last where none did."""
        none = Fixed(len(passed))
        places = [plan.pick(test, Fixed(place), none) for place, test in enumerate(passed)]
        return _tree(lambda a, b: plan.extreme(False, a, b), [*places, none])

    def _count(self) -> Node:
        return _tree(plan.add, [Fixed(0), *self._sure])

    def _settled(self) -> Node:
        """1 where no row of the table is open."""
        return plan.compare("=", self._count(), _tree(plan.add, [Fixed(0), *self._possible]))

    def _total(self, answers: Sequence[Any], ok: Node) -> Lowered:
        known = [literal(answer) for answer in answers]
        if {each.kind for each in known} != {"number"}:
            raise NotColumnarError("a sum of what is no number")
        unit = lcm(*(each.unit for each in known))
        parts = [
            plan.pick(test, Fixed(_whole(each, unit)), Fixed(0))
            for test, each in zip(self._sure, known, strict=True)
        ]
        return Lowered("number", _tree(plan.add, parts), ok, unit)


def constants_at(cell: Node, answers: Sequence[Any], ok: Node) -> Lowered:
    """The answer of each cell, None where it has none; `ok` is 0 there. What is beyond the last has none."""
    known = [literal(answer) for answer in answers if answer is not None]
    if not known:
        return GAP
    kinds = {each.kind for each in known}
    if len(kinds) != 1 or kinds & {"list", "context"}:
        raise NotColumnarError("answers that are lists or of several kinds")
    kind = kinds.pop()
    spare = [0] * (cell.high + 1 - len(answers))
    if kind == "label":
        labels = tuple(dict.fromkeys(answer for answer in answers if answer is not None))
        codes = {label: code for code, label in enumerate(labels)}
        places = [0 if answer is None else codes[answer] for answer in answers]
        return Lowered("label", plan.mapped(cell, places + spare), ok, labels=labels)
    unit = lcm(*(each.unit for each in known))
    numbers = [0 if answer is None else _whole(literal(answer), unit) for answer in answers]
    return Lowered(kind, plan.mapped(cell, numbers + spare), ok, unit)


def _whole(value: Lowered, unit: int) -> int:
    return value.node.low * (unit // value.unit)


def _tree(combine: Callable[[Node, Node], Node], nodes: Sequence[Node]) -> Node:
    """All nodes combined, in a tree no deeper than it must be: engines refuse deep nesting."""
    if len(nodes) == 1:
        return nodes[0]
    middle = len(nodes) // 2
    return combine(_tree(combine, nodes[:middle]), _tree(combine, nodes[middle:]))
