"""Plans with the same work done once: like nodes are one; what both sides of a choice share is outside it."""

from collections.abc import Iterable, Sequence
from math import gcd

from comity.law import plan
from comity.law.plan import (
    Bits,
    Classed,
    Compare,
    DatePart,
    Extreme,
    Fixed,
    Given,
    Mapped,
    Node,
    Pick,
    Rounded,
    Scaled,
    Sum,
    Times,
)

_Product = tuple[int, tuple[Node, ...]]  # a number and the factors beside it


def simplified(roots: Sequence[Node]) -> list[Node]:
    """Roots that are the same numbers on every row, like nodes shared.

    `if t then a * b else a * c` becomes `a * (if t then b else c)`, and so with `and`: what a rule says of
    every kind of contract is worked out once.
    """
    return plan.rewritten(roots, _Pool().like)


def shared(roots: Sequence[Node]) -> list[Node]:
    """The same roots, like nodes shared and nothing else changed."""
    pool = _Pool()
    return plan.rewritten(roots, lambda node, parts: pool.one(plan.rebuilt(node, parts), parts))


class _Pool:
    """One node of each kind; the number of a node is the order in which it was first met."""

    def __init__(self) -> None:
        self._known: dict[object, Node] = {}
        self._numbers: dict[int, int] = {}

    def like(self, node: Node, parts: Sequence[Node]) -> Node:
        """The one node that is this one over these parts."""
        match node:
            case Pick():
                return self._pick(*parts)
            case Times():
                return self._times(*parts)
            case Extreme(most) if _is_truth(node):
                return self._all(parts) if not most else self.one(plan.rebuilt(node, parts), parts)
            case Compare("=") if _is_truth(parts[0]) and isinstance(parts[1], Fixed) and parts[1].value == 1:
                return parts[0]
            case Mapped(_, values) if isinstance(parts[0], Mapped):
                inner = parts[0]
                found = plan.mapped(inner.of, [values[n] for n in inner.values])
                return found if found is inner.of else self.one(found, plan.below(found))
        return self.one(plan.rebuilt(node, parts), parts)

    def one(self, node: Node, parts: Sequence[Node]) -> Node:
        """The first node met that is like this one."""
        found = self._known.setdefault(_key(node, parts), node)
        self._numbers.setdefault(id(found), len(self._numbers))
        return found

    def _sorted(self, nodes: Iterable[Node]) -> list[Node]:
        return sorted(nodes, key=lambda node: self._numbers[id(node)])

    def _times(self, left: Node, right: Node) -> Node:
        (a, some), (b, more) = _factors(left), _factors(right)
        return self._product(a * b, (*some, *more))

    def _product(self, number: int, factors: Iterable[Node]) -> Node:
        found: Node | None = None
        for factor in self._sorted(factors):
            found = factor if found is None else self.one(Times(found, factor), (found, factor))
        if found is None or number == 0:
            return self._fixed(number)
        if number == 1:
            return found
        fixed = self._fixed(number)
        return self.one(Times(found, fixed), (found, fixed))

    def _fixed(self, number: int) -> Node:
        return self.one(Fixed(number), ())

    def _all(self, parts: Iterable[Node]) -> Node:
        """`and` of all that the parts are made of, each once."""
        leaves = {id(leaf): leaf for part in parts for leaf in _conjuncts(part)}
        if any(leaf.high == 0 for leaf in leaves.values()):
            return self._fixed(0)
        found: Node = self._fixed(1)
        for leaf in self._sorted(leaves.values()):
            both = plan.extreme(False, found, leaf)
            found = self.one(both, (found, leaf)) if isinstance(both, Extreme) else both
        return found

    def _pick(self, test: Node, yes: Node, no: Node) -> Node:
        if yes is no or test.low == test.high:
            return yes if test.low else no
        if _is_truth(yes) and _is_truth(no):
            return self._chosen_truth(test, yes, no)
        (a, some), (b, more) = _factors(yes), _factors(no)
        shared, left, right = _shared(some, more)
        number = gcd(a, b) if a and b else 1
        if not shared and number == 1:
            return self._plain(test, yes, no)
        inner = self._plain(test, self._product(a // number, left), self._product(b // number, right))
        rest, factors = _factors(inner)
        return self._product(number * rest, [*shared, *factors])

    def _chosen_truth(self, test: Node, yes: Node, no: Node) -> Node:
        shared, left, right = _shared(_conjuncts(yes), _conjuncts(no))
        return self._all([*shared, self._plain(test, self._all(left), self._all(right))])

    def _plain(self, test: Node, yes: Node, no: Node) -> Node:
        if _is_truth(yes) and _is_truth(no) and yes.high and no.high == 0:
            return self._all([test, yes])
        found = plan.pick(test, yes, no)
        return self.one(found, (test, yes, no)) if isinstance(found, Pick) else found


def _is_truth(node: Node) -> bool:
    return node.low >= 0 and node.high <= 1


def _key(node: Node, parts: Sequence[Node]) -> object:
    """What makes two nodes one: their kind, what they are told, and the nodes below them."""
    ends = tuple(id(part) for part in parts)
    match node:
        case Given(name, low, high):
            return Given, name, low, high
        case Fixed(value):
            return Fixed, value
        case Sum():
            return Sum, *sorted(ends)
        case Extreme(most):
            return Extreme, most, *sorted(ends)
        case Compare(operator):
            return Compare, operator, *ends
        case Rounded(_, _, how):
            return Rounded, how, *ends
        case Scaled(_, _, bottom, how, step):
            return Scaled, bottom, how, step, *ends
        case Classed(_, marks):
            return Classed, marks, *ends
        case Mapped(_, values):
            return Mapped, values, *ends
        case Bits(_, shift, width):
            return Bits, shift, width, *ends
        case DatePart(part):
            return DatePart, part, *ends
    return type(node), *ends


def _factors(node: Node) -> _Product:
    if isinstance(node, Fixed):
        return node.value, ()
    if not isinstance(node, Times):
        return 1, (node,)
    (a, some), (b, more) = _factors(node.left), _factors(node.right)
    return a * b, (*some, *more)


def _conjuncts(node: Node) -> list[Node]:
    """What a truth is the `and` of: itself, or what is below; nothing where it is always 1."""
    found, waiting = [], [node]
    while waiting:
        part = waiting.pop()
        if part.low == 1 == part.high:
            continue
        if isinstance(part, Extreme) and not part.most and _is_truth(part):
            waiting += [part.right, part.left]
        else:
            found.append(part)
    return found


def _shared(some: Sequence[Node], more: Sequence[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    """What two lists have in common, and the rest of each."""
    shared, left, right = [], [], list(more)
    for node in some:
        place = next((place for place, other in enumerate(right) if other is node), None)
        if place is None:
            left.append(node)
        else:
            shared.append(right.pop(place))
    return shared, left, right
