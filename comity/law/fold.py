"""Plans made smaller before they run: whatever few cells decide is worked out once a cell, not once a row.

A column of few values is an axis, and so are the classes of one that is cut into few; a node over few axes is
a table over their cells.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from operator import eq, le, lt
from typing import Any

import numpy as np

from comity.law import plan
from comity.law.lower import CODE, PRESENT
from comity.law.plan import Classed, Compare, Extreme, Fixed, Given, Node, Sum
from comity.law.vector import Array, alike, lane_of, work_of

MOST_CELLS = 4_096  # of one table: so many numbers stay in the first-level cache
MOST_VALUES = 65_536  # of a column that is an axis; more are told apart by comparing
_MOST_NODES = 5_000  # of a plan; a larger one is run as it is
_FEW_VALUES = 4  # of a column whose codes are not looked up: a place more in a table costs less
_MOST_CLASSES = 1_024  # of an axis; a column that needs more stays a number
_HOLDS: dict[str, Callable[[int, int], bool]] = {"<": lt, "<=": le, "=": eq}
_BOTH = Extreme(False, Given("", 0, 1), Given("", 0, 1))


@dataclass(frozen=True, slots=True, eq=False)
class _Axis:
    """A number from 0 to `size - 1` on every row, and the node that gives it."""

    size: int
    code: Node


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """What a node is in each cell of its axes; `values` has one dimension an axis."""

    axes: tuple[_Axis, ...]
    values: Array


def fold(roots: Sequence[Node]) -> list[Node]:
    """Roots that are the same numbers on every row, from fewer nodes.

    A column of few values is read by its codes: `name#`, where the last code is `missing`.
    """
    folding = _Folding(roots)
    return folding.folded() if len(folding.order) <= _MOST_NODES else list(roots)


class _Folding:
    def __init__(self, roots: Sequence[Node]) -> None:
        self._roots, self.order = roots, list(plan.each(roots))
        self._tables: dict[int, _Table | None] = {}
        self._nodes: dict[int, Node] = {}  # what a node is as a plan, once it is one
        self._places: dict[tuple[int, ...], Node] = {}
        self._marks = _marks(self.order)
        self._raw_axes: dict[int, _Axis] = {}
        self._numbers: dict[int, int] = {}  # the order of axes

    def folded(self) -> list[Node]:
        single = _Single(self._roots, self.order)
        for node in self.order:
            if id(node) in single.inner:
                continue
            table = self._tables[id(node)] = single.tables.get(id(node)) or self._table(node)
            if table is None and not (isinstance(node, Sum) or _is_all(node)):
                self._node(node)  # those below first: a chain of choices is deeper than Python's calls may be
        return [self._node(root) for root in self._roots]

    def _table(self, node: Node) -> _Table | None:
        """The node as a table, if it can be one; None where it must be worked out on each row."""
        if isinstance(node, Fixed):
            return _Table((), np.array(node.value, lane_of(node)))
        parts = [self._tables[id(part)] for part in plan.below(node)]
        known = [part for part in parts if part is not None]
        if parts and len(known) == len(parts):
            axes = self._sorted(known)
            if prod(axis.size for axis in axes) <= MOST_CELLS:
                return self._simpler(_worked(node, known, axes))
        return self._as_axis(node)

    def _sorted(self, parts: Iterable[_Table]) -> tuple[_Axis, ...]:
        """Their axes in one order for all tables, so that places are shared."""
        axes = {id(axis): axis for part in parts for axis in part.axes}
        return tuple(sorted(axes.values(), key=lambda a: self._numbers.setdefault(id(a), len(self._numbers))))

    def _simpler(self, table: _Table) -> _Table:
        """Without the axes it does not depend on."""
        axes, values = list(table.axes), table.values
        for place in reversed(range(len(axes))):
            first = values.take([0], axis=place)
            if (values == first).all():
                values = first.squeeze(axis=place)
                del axes[place]
        return _Table(tuple(axes), values)

    def _as_axis(self, node: Node) -> _Table | None:
        """A node that is worked out on each row, as an axis: the classes it is cut into."""
        if isinstance(node, Classed | Compare):
            of, _ = _cut_of(node)
            if of is not None and self._tables.get(id(of)) is None and id(of) in self._marks:
                return self._classes(node, of)
        if isinstance(node, Given) and node.name.endswith(PRESENT):
            return _Table((_Axis(2, node),), np.array([0, 1], np.int8))
        return None

    def _classes(self, node: Classed | Compare, of: Node) -> _Table:
        every = self._marks[id(of)]
        if id(of) not in self._raw_axes:
            self._raw_axes[id(of)] = _Axis(len(every) + 1, Classed(self._node(of), every))
        found = [_class_of(node, of, start) for start in (every[0] - 1, *every)]
        return self._simpler(_Table((self._raw_axes[id(of)],), np.array(found, lane_of(node))))

    def _node(self, node: Node) -> Node:
        """The node as a plan: a table looked up, or worked out on each row."""
        if id(node) not in self._nodes:
            table = self._tables.get(id(node))
            self._nodes[id(node)] = self._rebuilt(node) if table is None else self._looked_up(table)
        return self._nodes[id(node)]

    def _rebuilt(self, node: Node) -> Node:
        if _is_all(node):
            return self._all(self._joined(node, Extreme))
        if isinstance(node, Sum):
            return self._sum(self._joined(node, Sum))
        return plan.rebuilt(node, [self._node(part) for part in plan.below(node)])

    def _all(self, leaves: Sequence[Node]) -> Node:
        """`and` of the leaves: small tables join larger ones that ask nearly the same."""
        tables = [table for leaf in leaves if (table := self._tables.get(id(leaf))) is not None]
        groups: list[_Table] = []
        for table in sorted(tables, key=lambda each: -each.values.size):
            place = next((n for n, group in enumerate(groups) if self._joins(table, group)), None)
            if place is None:
                groups.append(table)
            else:
                axes = self._sorted([groups[place], table])
                groups[place] = _worked(_BOTH, [groups[place], table], axes)
        raw = [self._node(leaf) for leaf in leaves if self._tables.get(id(leaf)) is None]
        return plan.both([*map(self._looked_up, groups), *raw])

    def _joins(self, table: _Table, group: _Table) -> bool:
        """Whether one look-up in both is less work than two."""
        new = [axis for axis in table.axes if axis not in group.axes]
        cells = group.values.size * prod(axis.size for axis in new)
        return len(new) <= (2 if len(table.axes) <= 2 else 0) and cells <= MOST_CELLS

    def _joined(self, node: Node, of: type[Sum] | type[Extreme]) -> list[Node]:
        """What a number that is worked out on each row is the sum of, or a truth the `and` of."""
        found: list[Node] = []
        waiting = [node]
        while waiting:
            part = waiting.pop()
            whole = isinstance(part, of) and self._tables.get(id(part)) is None
            if whole and isinstance(part, Sum | Extreme) and not (isinstance(part, Extreme) and part.most):
                waiting += [part.right, part.left]
            else:
                found.append(part)
        return found

    def _sum(self, terms: Sequence[Node]) -> Node:
        """The sum of the terms: tables are added up in groups of few cells."""
        groups: list[_Table] = []
        for table in (table for term in terms if (table := self._tables.get(id(term))) is not None):
            axes = self._sorted([groups[-1], table]) if groups else ()
            if groups and prod(axis.size for axis in axes) <= MOST_CELLS:
                groups[-1] = _worked(_added(groups[-1], table), [groups[-1], table], axes)
            else:
                groups.append(table)
        raw = [self._node(term) for term in terms if self._tables.get(id(term)) is None]
        found: Node = Fixed(0)
        for part in [*map(self._looked_up, groups), *raw]:
            found = plan.add(found, part)
        return found

    def _looked_up(self, table: _Table) -> Node:
        return plan.mapped(self._place(table.axes), table.values.ravel().tolist())

    def _place(self, axes: tuple[_Axis, ...]) -> Node:
        """The cell of a row; cells of the same first axes are worked out once."""
        if not axes:
            return Fixed(0)
        key = tuple(id(axis) for axis in axes)
        if key not in self._places:
            before, last = self._place(axes[:-1]), axes[-1]
            self._places[key] = plan.add(plan.times(before, Fixed(last.size)), last.code)
        return self._places[key]


class _Single:
    """Nodes over one column of few values: each such column gets one class for all its values that are alike.

    `tables` are those that others are worked out from, `inner` those that nothing else needs.
    """

    def __init__(self, roots: Sequence[Node], order: Sequence[Node]) -> None:
        self.tables: dict[int, _Table] = {}
        self.inner: set[int] = set()
        self._of: dict[int, str] = {}  # the one column a node is over
        self._values: dict[int, Array] = {}
        columns = _columns(order)
        for node in order:
            self._take(node, columns)
        outer = {id(root) for root in roots}
        for node in order:
            if id(node) not in self._of:
                outer.update(id(part) for part in plan.below(node))
        by_column: dict[str, list[Node]] = {}
        for node in order:
            if id(node) in self._of and not isinstance(node, Fixed):
                by_column.setdefault(self._of[id(node)], []).append(node)
        for name, nodes in by_column.items():
            self._classed(name, columns[name], nodes, outer)

    def _take(self, node: Node, columns: Mapping[str, "_Domain"]) -> None:
        if isinstance(node, Given):
            name = node.name.removesuffix(PRESENT)
            if name in columns:
                self._of[id(node)] = name
                self._values[id(node)] = columns[name].of(node)
            return
        parts = plan.below(node)
        names = {self._of.get(id(part), "") for part in parts if not isinstance(part, Fixed)}
        if len(names) == 1 and "" not in names:
            held = [_fixed(part) if isinstance(part, Fixed) else self._values[id(part)] for part in parts]
            self._of[id(node)] = names.pop()
            found = np.asarray(work_of(node)(*held))
            self._values[id(node)] = np.broadcast_to(found, (columns[self._of[id(node)]].size,))

    def _classed(self, name: str, domain: "_Domain", nodes: Sequence[Node], outer: set[int]) -> None:
        wanted = [node for node in nodes if id(node) in outer]
        if not wanted:
            self.inner.update(id(node) for node in nodes)
            return
        code = Given(name + CODE, 0, domain.size - 1)
        classes, first = _alike([self._values[id(node)] for node in wanted])
        if domain.size <= _FEW_VALUES:
            classes, first = list(range(domain.size)), np.arange(domain.size)
        if len(first) > _MOST_CLASSES:
            return
        self.inner.update(id(node) for node in nodes if id(node) not in outer)
        axis = _Axis(len(first), plan.mapped(code, classes))
        for node in wanted:
            self.tables[id(node)] = _Table((axis,), self._values[id(node)][first])


@dataclass(frozen=True, slots=True)
class _Domain:
    """The values of a column: so many from `low`, and behind them the code of a row that has none."""

    low: int
    values: int

    @property
    def size(self) -> int:
        return self.values + 1

    def of(self, node: Given) -> Array:
        if node.name.endswith(PRESENT):
            return (np.arange(self.size) < self.values).view(np.int8)
        found = np.arange(self.low, self.low + self.size)
        found[-1] = self.low  # what stands there on a row that has none is never used
        return found


def _columns(order: Sequence[Node]) -> dict[str, _Domain]:
    """The columns of few values, by name."""
    return {
        node.name: _Domain(node.low, node.high - node.low + 1)
        for node in order
        if isinstance(node, Given) and not node.name.endswith(PRESENT) and node.high - node.low < MOST_VALUES
    }


def _alike(columns: Sequence[Array]) -> tuple[list[int], Array]:
    """The class of each value by what all columns say of it, and the first value of each class."""
    told = (np.unique(column, return_inverse=True) for column in columns)
    classes = alike(((code, len(distinct)) for distinct, code in told), len(columns[0]))
    _, first = np.unique(classes, return_index=True)
    return classes.tolist(), first


def _added(left: _Table, right: _Table) -> Node:
    """A sum with the bounds of two tables."""
    return Sum(*(Given("", int(each.values.min()), int(each.values.max())) for each in (left, right)))


def _class_of(node: Classed | Compare, of: Node, value: int) -> int:
    """What the node is where that below it has a value."""
    if isinstance(node, Classed):
        return bisect_right(node.marks, value)
    left, right = (value if part is of else part.low for part in (node.left, node.right))
    return int(_HOLDS[node.operator](left, right))


def _marks(order: Sequence[Node]) -> dict[int, tuple[int, ...]]:
    """The numbers at which any class of a node begins, by the node."""
    found: dict[int, set[int]] = {}
    for node in order:
        if isinstance(node, Classed | Compare):
            of, marks = _cut_of(node)
            if of is not None:
                found.setdefault(id(of), set()).update(marks)
    return {key: tuple(sorted(marks)) for key, marks in found.items()}


def _is_all(node: Node) -> bool:
    """Whether a node is the `and` of two."""
    return isinstance(node, Extreme) and not node.most and node.low >= 0 and node.high <= 1


def _cut_of(node: Classed | Compare) -> tuple[Node | None, tuple[int, ...]]:
    """What a node cuts into classes and where; None where it compares two that differ from row to row."""
    if isinstance(node, Classed):
        return node.of, node.marks
    of, other, fixed_left = node.left, node.right, isinstance(node.left, Fixed)
    if fixed_left:
        of, other = other, of
    if not isinstance(other, Fixed):
        return None, ()
    start = other.value
    if node.operator == "=":
        return of, (start, start + 1)
    return of, (start + (node.operator == "<=") if not fixed_left else start + (node.operator == "<"),)


def _worked(node: Node, parts: Sequence[_Table], axes: tuple[_Axis, ...]) -> _Table:
    """A node over the cells of all axes of its parts."""
    sizes = tuple(axis.size for axis in axes)
    found = np.asarray(work_of(node)(*(_spread(part, axes, sizes) for part in parts)))
    return _Table(axes, np.broadcast_to(found, (prod(sizes),)).reshape(sizes))


def _spread(part: _Table, axes: tuple[_Axis, ...], sizes: tuple[int, ...]) -> Array:
    """A table over the cells of more axes than its own."""
    order = sorted(range(len(part.axes)), key=lambda n: axes.index(part.axes[n]))
    values = part.values.transpose(order)
    own = [axis.size if axis in part.axes else 1 for axis in axes]
    return np.broadcast_to(values.reshape(own), sizes).ravel()


def _fixed(node: Node) -> Any:
    if not isinstance(node, Fixed):
        raise TypeError(f"{type(node).__name__} is no number")
    return np.asarray(node.value, lane_of(node))
