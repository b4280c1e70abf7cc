"""Tables looked up at the same place, looked up once: each has its bits of one number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comity.law import plan
from comity.law.plan import Bits, Mapped, Node

_MOST_BITS = 31  # of the number that is looked up


@dataclass(frozen=True, slots=True)
class _Share:
    """Where the values of a table stand in the numbers of several; `width` is 0 for all from `shift` on."""

    values: tuple[int, ...]
    shift: int
    width: int


def packed(roots: Sequence[Node]) -> list[Node]:
    """Roots that are the same numbers on every row, with fewer look-ups."""
    order = list(plan.each(roots))
    shares = {key: share for group in _groups(order) for key, share in _shares(group)}
    tables: dict[tuple[int, tuple[int, ...]], Node] = {}

    def make(node: Node, parts: Sequence[Node]) -> Node:
        share = shares.get(id(node))
        if share is None:
            return plan.rebuilt(node, parts)
        table = tables.setdefault((id(parts[0]), share.values), Mapped(parts[0], share.values))
        return Bits(table, share.shift, share.width, node.low, node.high)

    return plan.rewritten(roots, make)


def _groups(order: Sequence[Node]) -> Iterator[list[Mapped]]:
    """Two or more tables at one place whose values have room in one number."""
    places: dict[tuple[int, int], list[Mapped]] = {}
    for node in order:
        if isinstance(node, Mapped) and node.low >= 0 < node.high:  # what is 0 everywhere has no bits
            places.setdefault((id(node.of), len(node.values)), []).append(node)
    for tables in places.values():
        group: list[Mapped] = []
        for table in sorted(tables, key=lambda each: each.high):
            if sum(each.high.bit_length() for each in (*group, table)) > _MOST_BITS:
                break
            group.append(table)
        if len(group) > 1:
            yield group


def _shares(group: Sequence[Mapped]) -> Iterator[tuple[int, _Share]]:
    values = [0] * len(group[0].values)
    shifts = []
    shift = 0
    for table in group:
        values = [before | value << shift for before, value in zip(values, table.values, strict=True)]
        shifts.append(shift)
        shift += table.high.bit_length()
    for table, start in zip(group, shifts, strict=True):
        width = 0 if table is group[-1] else table.high.bit_length()
        yield id(table), _Share(tuple(values), start, width)
