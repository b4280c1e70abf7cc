"""A decision table over many rows: columns classed, each cell settled once, answers looked up by place."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from math import prod
from typing import Any

from comity.basis.dates import Day
from comity.law import plan
from comity.law.cases import Cases, constants_at
from comity.law.classes import Axis, Masks
from comity.law.expression import Expression, Literal
from comity.law.hit import ManyHits, NoHit, settle
from comity.law.lowered import EPOCH, GAP, Lowered, NotColumnarError, picked
from comity.law.passing import places_of
from comity.law.plan import YES, Fixed, Node
from comity.law.table import Hit, Table

MOST_CELLS = 200_000  # of one table's cube; a larger table is asked by the tests of each of its rows

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
        """The answers of the table; NotColumnarError where it has lists as answers.

        A table of too many cells is asked row by row of the table (`Cases`).
        """
        axes = [Axis(column, [row.tests[n] for row in self._rows]) for n, column in enumerate(self._columns)]
        classed = [axis.masks() for axis in axes]
        sizes = [len(self._eras), *(len(masks) for _, masks in classed)]
        if prod(sizes) > MOST_CELLS:
            return self._asked(axes)
        cell = plan.place([self._era, *(node for node, _ in classed)], sizes)
        passing = list(product(*(masks for _, masks in classed)))
        hits = [self._hits(era, masks) for era in self._eras for masks in passing]
        outputs = [self._output(place, cell, hits) for place in range(len(self._table.outputs))]
        return self._together(outputs)

    def _asked(self, axes: Sequence[Axis]) -> Lowered:
        asked = Cases(self._table, axes, [self._force(place) for place in range(len(self._rows))])
        return self._together([asked.lowered(place) for place in range(len(self._table.outputs))])

    def _force(self, row: int) -> Node:
        """1 on the rows of the batch whose day has the table row in force."""
        return plan.mapped(self._era, [era >> row & 1 for era in self._eras])

    def _together(self, outputs: Sequence[Lowered]) -> Lowered:
        if len(outputs) == 1:
            return replace(outputs[0], ok=plan.both([self._day_ok, outputs[0].ok]))
        ok = plan.both([self._day_ok, *(each.ok for each in outputs)])
        return Lowered("context", Fixed(0), ok, parts=tuple(zip(self._table.outputs, outputs, strict=True)))

    def _in_force(self, day: Day) -> int:
        return _bits(row.span.holds(day) for row in self._rows)

    def _hits(self, in_force: int, masks: Sequence[Masks]) -> list[int] | None:
        """The rows that match in a cell; None where what is missing leaves open which do."""
        surely = possibly = in_force
        for sure, maybe in masks:
            surely, possibly = surely & sure, possibly & (sure | maybe)
        found, rows = list(places_of(surely)), list(places_of(possibly))
        if found == rows or (found and self._table.hit is Hit.UNIQUE):
            return found
        return found[:1] if found and self._table.hit is Hit.FIRST and rows[0] == found[0] else None

    def _output(self, place: int, cell: Node, hits: _Hits) -> Lowered:
        trees = [row.outputs[place] for row in self._rows]
        if all(isinstance(tree, Literal) for tree in trees):
            return self._settled(cell, hits, [tree.value for tree in trees if isinstance(tree, Literal)])
        return self._chosen(cell, hits, trees)

    def _settled(self, cell: Node, hits: _Hits, values: list[Any]) -> Lowered:
        known: dict[tuple[int, ...], Any] = {}
        answers: list[Any] = []
        for rows in hits:
            key = () if rows is None else tuple(rows)
            if rows is not None and key not in known:
                known[key] = self._answer([values[n] for n in rows])
            answers.append(None if rows is None else known[key])
        ok = plan.mapped(cell, [int(answer is not None) for answer in answers])
        return constants_at(cell, answers, ok)

    def _answer(self, values: list[Any]) -> Any:
        """What the values of the rows that match make together; None where they make no answer."""
        try:
            return settle(self._table.hit, values, self._table.priority)
        except (NoHit, ManyHits):
            return None

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
