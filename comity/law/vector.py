"""Plans run by NumPy: each node one pass over a chunk of rows that stays in the processor's cache.

Whole numbers only: 64 bits where the bounds prove them enough, else exact long division or Python's own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from comity.basis.exact import Rounding
from comity.law import plan
from comity.law.guards import guards
from comity.law.lower import CODE
from comity.law.plan import Node

CHUNK = 32_768  # rows: what is being worked out of them fits the second-level cache
_FEW_MARKS = 16  # so many comparisons are faster than a search
_OWN = np.dtype(object)  # Python's whole numbers
_LANES = [(np.dtype(f"i{size}"), (1 << 8 * size - 1) - 1) for size in (1, 2, 4, 8)]
Array = np.ndarray[Any, Any]
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {"<": np.less, "<=": np.less_equal, "=": np.equal}


class Program:
    """A plan made ready to run: its steps in order, each value dropped after its last use.

    `needs` are the columns it reads: `plain` as they are, `looked` through a table (the column and the table,
    by the name under which a chunk is given what was found).
    """

    def __init__(self, roots: Sequence[Node]) -> None:
        """Take the nodes wanted; OverflowError where an answer needs more than 64 bits."""
        for root in roots:
            if not plan.is_narrow(root):
                raise OverflowError(f"answers up to {root.high} do not fit 64 bits")
        order = list(plan.each(roots))
        slots = {id(node): slot for slot, node in enumerate(order)}
        self._roots = [slots[id(root)] for root in roots]
        self._start = [
            np.asarray(node.value, lane_of(node)) if isinstance(node, plan.Fixed) else None for node in order
        ]
        self.looked = {
            _name(node, slots[id(node)]): (column, np.array(node.values, lane_of(node)))
            for node in order
            if isinstance(node, plan.Mapped) and (column := _seen(node))
        }
        named = {id(node): _name(node, slots[id(node)]) for node in order}
        steps = [node for node in order if not named[id(node)] and not isinstance(node, plan.Fixed)]
        read = {id(part) for node in steps for part in plan.below(node)} | {id(root) for root in roots}
        lanes = {id(node): lane_of(node) for node in order}
        self._given = [(slots[key], name, lanes[key]) for key, name in named.items() if name and key in read]
        guarded = {slots[key]: (slots[test], side) for key, (test, side) in guards(roots).items()}
        self._tests = frozenset(test for test, _ in guarded.values())
        kept = frozenset(self._roots) | {slot for slot, *_ in self._given}
        self._steps = [
            (slot, work, below, drops, guarded.get(slot), slot in self._tests)
            for slot, work, below, drops in _steps(steps, slots, kept)
        ]
        self.plain = frozenset(name for _, name, _ in self._given if name not in self.looked)
        self.needs = self.plain | {name for name, _ in self.looked.values()}

    def run(self, columns: Mapping[str, Array], rows: int) -> list[Array]:
        """The wanted nodes over all rows as int64; `columns` are arrays of `rows` numbers by name."""
        out = [np.empty(rows, np.int64) for _ in self._roots]
        for start in range(0, rows, CHUNK):
            stop = min(start + CHUNK, rows)
            given = {name: columns[name][start:stop] for name in self.plain}
            for key, (name, table) in self.looked.items():
                given[key] = table.take(columns[name][start:stop])
            for each, told in zip(out, self.chunk(given), strict=True):
                each[start:stop] = told
        return out

    def chunk(self, given: Mapping[str, Array]) -> list[Any]:
        """The wanted nodes over a few rows: arrays as long as those given, or one number for all rows."""
        held: list[Any] = list(self._start)
        idle: set[tuple[int, int]] = set()  # the sides of choices that no row takes
        for slot, name, lane in self._given:
            held[slot] = _as(given[name], lane)
            if slot in self._tests:
                idle |= _idle(slot, held[slot])
        for slot, work, below, drops, guard, is_test in self._steps:
            if guard is None or guard not in idle:
                held[slot] = work(*[held[part] for part in below])
            if is_test:
                idle |= _idle(slot, held[slot])
            for drop in drops:
                held[drop] = None
        return [held[root] for root in self._roots]


def _idle(slot: int, test: Any) -> set[tuple[int, int]]:
    """The sides of a test that no row takes: both where it is not worked out itself."""
    if test is None:
        return {(slot, 0), (slot, 1)}
    found = set() if test.any() else {(slot, 1)}
    return found if not test.all() else found | {(slot, 0)}


_Step = tuple[int, Callable[..., Any], tuple[int, ...], tuple[int, ...]]


def _seen(node: Node) -> str:
    """The column of codes that a node sees through a table; nothing for any other node."""
    of = node.of if isinstance(node, plan.Mapped) else None
    return of.name if isinstance(of, plan.Given) and of.name.endswith(CODE) else ""


def _name(node: Node, slot: int) -> str:
    """The name of what a chunk is given for a node; nothing for one that is worked out."""
    if column := _seen(node):
        return f"{column}{slot}"
    return node.name if isinstance(node, plan.Given) else ""


def _steps(nodes: Sequence[Node], slots: Mapping[int, int], kept: frozenset[int]) -> list[_Step]:
    made: list[_Step] = []
    dropped = set(kept)
    for node in reversed(nodes):
        below = tuple(slots[id(part)] for part in plan.below(node))
        fixed = {slots[id(part)] for part in plan.below(node) if isinstance(part, plan.Fixed)}
        last = tuple(slot for slot in dict.fromkeys(below) if slot not in dropped | fixed)
        dropped.update(last)
        made.append((slots[id(node)], work_of(node), below, last))
    return made[::-1]


def alike(parts: Iterable[tuple[Array, int]], rows: int) -> Array:
    """The class of each row, from 0: rows are of one class where all parts say the same.

    A part is a number from 0 for each row, and one more than the most it can be.
    """
    found = np.zeros(rows, np.int64)
    for numbers, size in parts:
        found = np.unique(found * size + numbers, return_inverse=True)[1]
    return found


def lane_of(node: Node) -> Any:
    """The narrowest type that holds the node on every row; Python's own numbers beyond 64 bits."""
    if not plan.is_narrow(node):
        return _OWN
    return next(lane for lane, most in _LANES if -1 - most <= node.low and node.high <= most)


def work_of(node: Node) -> Callable[..., Any]:
    """What works a node out of the values of the nodes below it: arrays, or one number for all rows."""
    match node:
        case plan.Mapped(_, values):
            table = np.array(values, lane_of(node))
            return lambda of: table.take(of.astype(np.intp, copy=False))
        case plan.Classed(_, marks):
            array = np.array(marks, np.int64 if max(map(abs, marks)) <= plan.INT64 else _OWN)
            return lambda of: _classed(of, marks, array)
        case plan.Compare(operator):
            how = _COMPARE[operator]
            return _in_lane(node, lambda left, right: how(left, right).view(np.int8))
        case plan.Sum():
            return _in_lane(node, np.add)
        case plan.Times():
            return _in_lane(node, np.multiply)
        case plan.Extreme(most):
            return _in_lane(node, np.maximum if most else np.minimum)
        case plan.Pick():
            return _picker(node)
    return _rare(node)


def _in_lane(node: Node, work: Callable[..., Any]) -> Callable[..., Any]:
    """The work in a type that holds the node and all below it, given back in the node's own."""
    wide, own = _widest(node, *plan.below(node)), lane_of(node)
    if {wide, own} == {lane_of(part) for part in plan.below(node)}:
        return work

    def lane(left: Any, right: Any) -> Any:
        return _as(work(_as(left, wide), _as(right, wide)), own)

    return lane


def _widest(*nodes: Node) -> Any:
    lanes = [lane_of(node) for node in nodes]
    return _OWN if _OWN in lanes else max(lanes, key=lambda lane: np.dtype(lane).itemsize)


def _as(value: Any, lane: Any) -> Any:
    return np.asarray(value).astype(lane, copy=False)  # two lone numbers of Python's own make one


def _rare(node: Node) -> Callable[..., Any]:
    own = lane_of(node)
    match node:
        case plan.Rounded(top, bottom, how):
            # Half of 64 bits for the divisor: twice a rest is compared with it.
            wide = np.int64 if plan.is_narrow(top) and bottom.high <= plan.INT64 // 2 else _OWN
            return lambda above, under: _as(_rounded(_as(above, wide), _as(under, wide), how), own)
        case plan.Scaled(_, _, bottom, how, step):
            scale = _scaled_by_digits if step else _scaled
            return lambda left, right: _as(
                scale(_as(left, np.int64), _as(right, np.int64), bottom, how, step), own
            )
        case plan.Bits(_, shift, width):
            return lambda of: _as(_bits(of, shift, width), own)
        case plan.DatePart(part):
            return lambda of: _as(_date_part(part, of), own)
    raise TypeError(f"no run for {type(node).__name__}")


def _classed(numbers: Any, marks: tuple[int, ...], array: Array) -> Any:
    if len(marks) > _FEW_MARKS or numbers.dtype == _OWN:
        return np.searchsorted(array, numbers, side="right")
    found = (numbers >= marks[0]).view(np.int8)
    for mark in marks[1:]:
        found = found + (numbers >= mark)
    return found


def _picker(node: plan.Pick) -> Callable[..., Any]:
    own = lane_of(node)

    def pick(test: Any, yes: Any, no: Any) -> Any:
        if yes is None or no is None:  # no row takes that side
            return _as(no if yes is None else yes, own)
        yes, no = _as(yes, own), _as(no, own)
        return chosen(test, yes, no) if own != _OWN else np.where(test.astype(np.bool_), yes, no)

    return pick


def chosen(test: Array, yes: Any, no: Any) -> Any:
    """`yes` where the test is 1, else `no`, bit by bit: a branch a row would be mispredicted on most rows."""
    return ((yes ^ no) & np.negative(test, dtype=no.dtype, casting="unsafe")) ^ no


def _rounded(above: Any, under: Any, how: Rounding) -> Any:
    whole = above // under
    return whole if how is Rounding.FLOOR else whole + _up(how, whole, above - whole * under, under, above)


def _scaled(left: Any, right: Any, bottom: int, how: Rounding, _step: int) -> Any:
    """Long division of a product; everything is 0 or more."""
    whole = left // bottom
    inside = (left - whole * bottom) * right
    more = inside // bottom
    return _nearest(how, whole * right + more, inside - more * bottom, bottom)


def _scaled_by_digits(left: Any, right: Any, bottom: int, how: Rounding, step: int) -> Any:
    """Long division of a product by two digits of the right one; everything is 0 or more."""
    high = right // step
    top = left * high
    whole = top // bottom
    inside = (top - whole * bottom) * step + left * (right - high * step)
    more = inside // bottom
    return _nearest(how, whole * step + more, inside - more * bottom, bottom)


def _nearest(how: Rounding, found: Any, rest: Any, under: int) -> Any:
    """The floor of what is 0 or more, with its rest, rounded."""
    match how:
        case Rounding.FLOOR | Rounding.DOWN:
            return found
        case Rounding.CEILING | Rounding.UP:
            return found + (rest > 0)
        case Rounding.HALF_UP:
            return found + (rest + rest >= under)
        case Rounding.HALF_DOWN:
            return found + (rest + rest > under)
    return found + ((rest + rest > under) | ((rest + rest == under) & (found % 2 == 1)))


def _up(how: Rounding, whole: Any, rest: Any, under: Any, above: Any) -> Any:
    """1 where the quotient goes up from its floor; not for the floor itself."""
    if how is Rounding.CEILING:
        return rest > 0
    if how in (Rounding.UP, Rounding.DOWN):
        return (rest > 0) & ((above > 0) if how is Rounding.UP else (above < 0))
    twice = rest + rest  # rest < under, and the bounds of the quotient leave this a bit of room
    half, over = twice == under, twice > under
    match how:
        case Rounding.HALF_UP:
            return over | (half & (above > 0))
        case Rounding.HALF_DOWN:
            return over | (half & (above < 0))
    return over | (half & (whole % 2 == 1))


def _bits(of: Any, shift: int, width: int) -> Any:
    found = of >> shift if shift else of
    return found & (1 << width) - 1 if width else found


def _date_part(part: str, days: Any) -> Any:
    when = np.asarray(days).astype("datetime64[D]")
    if part == "year":
        return when.astype("datetime64[Y]").astype(np.int64) + 1970
    months = when.astype("datetime64[M]")
    if part == "month":
        return months.astype(np.int64) % 12 + 1
    return (when - months).astype(np.int64) + 1
