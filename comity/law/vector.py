"""Plans run by NumPy: each node one pass over a chunk of rows that stays in the processor's cache.

Whole numbers only: 64 bits where the bounds prove them enough, else exact long division or Python's own.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from comity.basis.exact import Rounding
from comity.law import plan
from comity.law.plan import Node

CHUNK = 16_384  # rows: what is being worked out of them fits the second-level cache
_FEW_MARKS = 16  # so many comparisons are faster than a search
Array = np.ndarray[Any, Any]
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {"<": np.less, "<=": np.less_equal, "=": np.equal}


class Program:
    """A plan made ready to run: its steps in order, each value dropped after its last use."""

    def __init__(self, roots: Sequence[Node]) -> None:
        """Take the nodes wanted; OverflowError where an answer needs more than 64 bits."""
        for root in roots:
            if not plan.is_narrow(root):
                raise OverflowError(f"answers up to {root.high} do not fit 64 bits")
        order = list(plan.each(roots))
        slots = {id(node): slot for slot, node in enumerate(order)}
        self._roots = [slots[id(root)] for root in roots]
        self._start = [_fixed(node.value) if isinstance(node, plan.Fixed) else None for node in order]
        self._given = [(slots[id(node)], node.name) for node in order if isinstance(node, plan.Given)]
        self._steps = _steps(order, slots, frozenset(self._roots))
        self.needs = frozenset(name for _, name in self._given)

    def run(self, columns: Mapping[str, Array], rows: int) -> list[Array]:
        """The wanted nodes over all rows as int64; `columns` are arrays of `rows` numbers by name."""
        out = [np.empty(rows, np.int64) for _ in self._roots]
        for start in range(0, rows, CHUNK):
            stop = min(start + CHUNK, rows)
            held: list[Any] = list(self._start)
            for slot, name in self._given:
                held[slot] = columns[name][start:stop]
            for slot, work, below, drops in self._steps:
                held[slot] = work(*[held[part] for part in below])
                for drop in drops:
                    held[drop] = None
            for each, root in zip(out, self._roots, strict=True):
                each[start:stop] = held[root]
        return out


_Step = tuple[int, Callable[..., Any], tuple[int, ...], tuple[int, ...]]


def _steps(order: Sequence[Node], slots: Mapping[int, int], kept: frozenset[int]) -> list[_Step]:
    made: list[_Step] = []
    dropped = set(kept)
    for node in reversed(order):
        if isinstance(node, plan.Fixed | plan.Given):
            dropped.add(slots[id(node)])  # constants stay, slices of a column cost nothing
    for node in reversed(order):
        if isinstance(node, plan.Fixed | plan.Given):
            continue
        below = tuple(slots[id(part)] for part in plan.below(node))
        last = tuple(slot for slot in dict.fromkeys(below) if slot not in dropped)
        dropped.update(last)
        made.append((slots[id(node)], work_of(node), below, last))
    return made[::-1]


def run(roots: Sequence[Node], columns: Mapping[str, Array], rows: int) -> list[Array]:
    """The roots over all rows as int64; OverflowError where an answer needs more."""
    return Program(roots).run(columns, rows)


def _fixed(value: int) -> Any:
    return np.int64(value) if abs(value) <= plan.INT64 else value


def work_of(node: Node) -> Callable[..., Any]:
    """What works a node out of the values of the nodes below it: arrays, or one number for all rows."""
    match node:
        case plan.Mapped(_, values):
            table = table_of(values)
            return lambda of: np.take(table, of)
        case plan.Classed(_, marks):
            return lambda of: _classed(of, marks)
        case plan.Pick():
            return _picker(node)
        case plan.Compare(operator):
            how = _COMPARE[operator]
            return _in_lane(node, lambda left, right: _truth(how(left, right)))
        case plan.Sum():
            return _in_lane(node, lambda left, right: _long(left) + right)
        case plan.Times():
            return _in_lane(node, lambda left, right: _long(left) * right)
        case plan.Extreme(most):
            return _in_lane(node, np.maximum if most else np.minimum)
    return _rare(node)


def _in_lane(node: Node, work: Callable[..., Any]) -> Callable[..., Any]:
    """The work in 64 bits where they hold the node and all below it, else in Python's own numbers."""
    if all(plan.is_narrow(each) for each in (node, *plan.below(node))):
        return work

    def wide(*parts: Any) -> Any:
        found = np.asarray(work(*map(_own, parts)))
        return found.astype(np.int64) if plan.is_narrow(node) and found.dtype == object else found

    return wide


def _rare(node: Node) -> Callable[..., Any]:
    match node:
        case plan.Rounded(top, bottom, how):
            # Half of 64 bits for the divisor: twice a rest is compared with it.
            wide = not (plan.is_narrow(top) and bottom.high <= plan.INT64 // 2)
            return lambda above, under: _rounded(node, above, under, how, wide)
        case plan.Scaled(_, _, bottom, how):
            return lambda left, right: _scaled(left, right, bottom, how)
        case plan.DatePart(part):
            return lambda of: _date_part(part, of)
    raise TypeError(f"no run for {type(node).__name__}")


def table_of(values: Sequence[int]) -> Array:
    """The values as an array: bytes for truths, else 64 bits, else Python's own whole numbers."""
    if all(value in (0, 1) for value in values):
        return np.array(values, np.int8)
    return np.array(values, object if any(abs(value) > plan.INT64 for value in values) else np.int64)


def _long(value: Any) -> Any:
    """A truth or small code in 64 bits, so that what it is added to cannot overflow."""
    return value.astype(np.int64) if value.dtype == np.int8 else value


def _own(value: Any) -> Any:
    """Python's own whole numbers, as an array of objects: never NumPy's, which would overflow."""
    return np.asarray(value).astype(object)


def _truth(found: Any) -> Any:
    return found.view(np.int8) if isinstance(found, np.ndarray) else np.int8(found)


def _classed(numbers: Any, marks: tuple[int, ...]) -> Any:
    if len(marks) > _FEW_MARKS or not isinstance(numbers, np.ndarray):
        return np.searchsorted(np.array(marks), numbers, side="right")
    found = (numbers >= marks[0]).view(np.int8)
    for mark in marks[1:]:
        found = found + (numbers >= mark)
    return found


def _picker(node: plan.Pick) -> Callable[..., Any]:
    narrow = plan.is_narrow(node)

    def pick(test: Any, yes: Any, no: Any) -> Any:
        if not isinstance(test, np.ndarray):
            return yes if test else no
        chosen = test.view(np.bool_) if test.dtype == np.int8 else test.astype(np.bool_)
        return np.where(chosen, yes, no) if narrow else np.where(chosen, _own(yes), _own(no))

    return pick


def _rounded(node: plan.Rounded, above: Any, under: Any, how: Rounding, wide: bool) -> Any:
    if wide:
        above, under = _own(above), _own(under)
    whole = above // under
    if how is not Rounding.FLOOR:
        whole = whole + _up(how, whole, above - whole * under, under, above)
    return np.asarray(whole).astype(np.int64) if wide and plan.is_narrow(node) else whole


def _scaled(left: Any, right: Any, bottom: int, how: Rounding) -> Any:
    """Long division of a product; everything is 0 or more."""
    whole = left // bottom
    inside = (left - whole * bottom) * right
    more = inside // bottom
    found = whole * right + more
    return found + _up(how, found, inside - more * bottom, bottom, left + right)


def _up(how: Rounding, whole: Any, rest: Any, under: Any, above: Any) -> Any:
    """1 where the quotient goes up from its floor."""
    if how is Rounding.FLOOR:
        return 0
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


def _date_part(part: str, days: Any) -> Any:
    when = np.asarray(days).astype("datetime64[D]")
    if part == "year":
        return when.astype("datetime64[Y]").astype(np.int64) + 1970
    months = when.astype("datetime64[M]")
    if part == "month":
        return months.astype(np.int64) % 12 + 1
    return (when - months).astype(np.int64) + 1
