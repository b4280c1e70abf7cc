"""What of a plan only one side of a choice needs: nothing of it is worked out where no row takes it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from comity.law import plan
from comity.law.plan import Node, Pick

Guard = tuple[int, int]  # the id of a choice's test, and which of its answers needs the node

_WORTH = 2  # nodes under a guard, for its test to be looked through


def guards(roots: Sequence[Node]) -> Mapping[int, Guard]:
    """The guard of each node that has one: only rows whose test says so need the node."""
    order = list(plan.each(roots))
    wanted: dict[int, set[Guard | None]] = {id(root): {None} for root in roots}
    found: dict[int, Guard] = {}
    for node in reversed(order):
        ways = wanted.get(id(node), {None})
        own = ways.pop() if len(ways) == 1 else None
        if own is not None:
            found[id(node)] = own
        for part, guard in _below(node, own):
            wanted.setdefault(id(part), set()).add(guard)
    worth = Counter(found.values())
    return {key: guard for key, guard in found.items() if worth[guard] >= _WORTH}


def _below(node: Node, own: Guard | None) -> list[tuple[Node, Guard | None]]:
    if isinstance(node, Pick):
        test = id(node.test)
        return [(node.test, own), (node.yes, (test, 1)), (node.no, (test, 0))]
    return [(part, own) for part in plan.below(node)]
