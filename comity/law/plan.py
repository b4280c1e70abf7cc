"""Whole-number plans: what a rule becomes for n rows at once. Every node is an integer with proved bounds.

`low` and `high` hold for all rows, so a reader knows before it runs whether 64 bits are enough.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from comity.basis.exact import Rounding

INT64 = 2**63 - 1
MOST_DIGITS = 10**38 - 1  # what DECIMAL(38) holds; beyond it a reader refuses


@dataclass(frozen=True, eq=False, slots=True)
class Given:
    """A column of the batch: whole numbers in the plan's unit, days since 1970, codes, or 0 and 1."""

    name: str
    low: int
    high: int


@dataclass(frozen=True, eq=False, slots=True)
class Fixed:
    """One number for all rows."""

    value: int

    @property
    def low(self) -> int:
        """The number."""
        return self.value

    @property
    def high(self) -> int:
        """The number."""
        return self.value


@dataclass(frozen=True, eq=False, slots=True)
class Sum:
    """The sum of two nodes."""

    left: "Node"
    right: "Node"
    low: int = field(init=False)
    high: int = field(init=False)

    def __post_init__(self) -> None:
        """Prove the bounds."""
        _bound(self, self.left.low + self.right.low, self.left.high + self.right.high)


@dataclass(frozen=True, eq=False, slots=True)
class Times:
    """The product of two nodes."""

    left: "Node"
    right: "Node"
    low: int = field(init=False)
    high: int = field(init=False)

    def __post_init__(self) -> None:
        """Prove the bounds."""
        ends = [a * b for a in (self.left.low, self.left.high) for b in (self.right.low, self.right.high)]
        _bound(self, min(ends), max(ends))


@dataclass(frozen=True, eq=False, slots=True)
class Extreme:
    """The least or the most of two nodes; of truths, `and` and `or`."""

    most: bool
    left: "Node"
    right: "Node"
    low: int = field(init=False)
    high: int = field(init=False)

    def __post_init__(self) -> None:
        """Prove the bounds."""
        best = max if self.most else min
        _bound(self, best(self.left.low, self.right.low), best(self.left.high, self.right.high))


@dataclass(frozen=True, eq=False, slots=True)
class Pick:
    """`yes` where the test is 1, else `no`."""

    test: "Node"
    yes: "Node"
    no: "Node"
    low: int = field(init=False)
    high: int = field(init=False)

    def __post_init__(self) -> None:
        """Prove the bounds."""
        _bound(self, min(self.yes.low, self.no.low), max(self.yes.high, self.no.high))


@dataclass(frozen=True, eq=False, slots=True)
class Compare:
    """1 where `left operator right` (< <= =), else 0."""

    operator: str
    left: "Node"
    right: "Node"
    low: int = 0
    high: int = 1


@dataclass(frozen=True, eq=False, slots=True)
class Rounded:
    """`top / bottom` as a whole number, rounded as named; `bottom` is above 0 on all rows."""

    top: "Node"
    bottom: "Node"
    how: Rounding
    low: int = field(init=False)
    high: int = field(init=False)

    def __post_init__(self) -> None:
        """Prove the bounds: the quotient's floor, and one more where it may go up from there."""
        ends = [a // b for a in (self.top.low, self.top.high) for b in (self.bottom.low, self.bottom.high)]
        _bound(self, min(ends), max(ends) + (self.how is not Rounding.FLOOR))


@dataclass(frozen=True, eq=False, slots=True)
class Scaled:
    """`left * right / bottom` rounded, where the product needs more than 64 bits and the answer does not.

    Long division in 64 bits, of what is never negative. With `step` 0: `left // bottom * right`, and the rest
    of it times `right`. Else `right` is taken in two digits of base `step`, the higher one first.
    """

    left: "Node"
    right: "Node"
    bottom: int
    how: Rounding
    step: int = 0
    low: int = field(init=False)
    high: int = field(init=False)

    def __post_init__(self) -> None:
        """Prove the bounds."""
        most = self.left.high * self.right.high // self.bottom
        _bound(self, 0, most + (self.how is not Rounding.FLOOR))


@dataclass(frozen=True, eq=False, slots=True)
class Classed:
    """How many of the ascending marks the node has reached: the number of its class."""

    of: "Node"
    marks: tuple[int, ...]
    low: int = 0

    @property
    def high(self) -> int:
        """The last class."""
        return len(self.marks)


@dataclass(frozen=True, eq=False, slots=True)
class Mapped:
    """The value at the node's number, which runs from 0."""

    of: "Node"
    values: tuple[int, ...]
    low: int = field(init=False)
    high: int = field(init=False)

    def __post_init__(self) -> None:
        """Prove the bounds: those of the values."""
        _bound(self, min(self.values), max(self.values))


@dataclass(frozen=True, eq=False, slots=True)
class Bits:
    """Some bits of a node that is never negative: `width` of them, or all, from `shift` on.

    The bounds are told: what stands in the bits is mostly narrower than they are.
    """

    of: "Node"
    shift: int
    width: int
    low: int
    high: int


@dataclass(frozen=True, eq=False, slots=True)
class DatePart:
    """`year`, `month` or `day` of a day since 1970."""

    part: str
    of: "Node"

    @property
    def low(self) -> int:
        """The least there can be."""
        return 1

    @property
    def high(self) -> int:
        """The most there can be."""
        return 9_999 if self.part == "year" else 31


Node = (
    Given
    | Fixed
    | Sum
    | Times
    | Extreme
    | Pick
    | Compare
    | Rounded
    | Scaled
    | Classed
    | Mapped
    | Bits
    | DatePart
)

NO, YES = Fixed(0), Fixed(1)


def _bound(node: object, low: int, high: int) -> None:
    object.__setattr__(node, "low", low)
    object.__setattr__(node, "high", high)


def below(node: Node) -> tuple[Node, ...]:
    """The nodes a node is worked out from."""
    match node:
        case Sum(left, right) | Times(left, right) | Scaled(left, right):
            return (left, right)
        case Extreme(_, left, right) | Compare(_, left, right):
            return (left, right)
        case Pick(test, yes, no):
            return (test, yes, no)
        case Rounded(top, bottom):
            return (top, bottom)
        case Classed(of) | Mapped(of) | Bits(of) | DatePart(_, of):
            return (of,)
    return ()


def rebuilt(node: Node, parts: Sequence[Node]) -> Node:
    """The same node over other parts, in the order `below` gives them; itself over its own."""
    if tuple(parts) == below(node):
        return node
    if len(parts) == 1:
        return _over_one(node, parts[0])
    if isinstance(node, Pick):
        return pick(*parts)
    return _over_two(node, *parts) if parts else node


def _over_one(node: Node, part: Node) -> Node:
    match node:
        case Classed(_, marks):
            return Classed(part, marks)
        case Mapped(_, values):
            return Mapped(part, values)
        case Bits(_, shift, width, low, high):
            return Bits(part, shift, width, low, high)
        case DatePart(name):
            return DatePart(name, part)
    return node


def _over_two(node: Node, left: Node, right: Node) -> Node:
    match node:
        case Sum() | Times():
            return type(node)(left, right)
        case Scaled(_, _, bottom, how, step):
            return Scaled(left, right, bottom, how, step)
        case Extreme(most):
            return Extreme(most, left, right)
        case Compare(operator):
            return Compare(operator, left, right)
        case Rounded(_, _, how):
            return Rounded(left, right, how)
    return node


def rewritten(roots: Sequence[Node], make: Callable[[Node, Sequence[Node]], Node]) -> list[Node]:
    """The roots made anew from below: `make` gets every node once, with what was made of its parts."""
    made: dict[int, Node] = {}
    for node in each(roots):
        made[id(node)] = make(node, [made[id(part)] for part in below(node)])
    return [made[id(root)] for root in roots]


def each(roots: Sequence[Node]) -> Iterator[Node]:
    """Every node under the roots once, those below before those above."""
    seen: set[int] = set()
    waiting: list[tuple[Node, bool]] = [(root, False) for root in reversed(roots)]
    while waiting:
        node, ready = waiting.pop()
        if ready:
            yield node
        elif id(node) not in seen:
            seen.add(id(node))
            waiting.append((node, True))
            waiting += [(under, False) for under in reversed(below(node)) if id(under) not in seen]


def is_narrow(node: Node) -> bool:
    """Whether 64 bits hold the node on every row."""
    return -INT64 <= node.low and node.high <= INT64


def add(left: Node, right: Node) -> Node:
    """The sum, worked out now where it can be."""
    if isinstance(left, Fixed) and isinstance(right, Fixed):
        return Fixed(left.value + right.value)
    if isinstance(left, Fixed) and left.value == 0:
        return right
    if isinstance(right, Fixed) and right.value == 0:
        return left
    return Sum(left, right)


def times(left: Node, right: Node) -> Node:
    """The product, worked out now where it can be."""
    if isinstance(left, Fixed) and isinstance(right, Fixed):
        return Fixed(left.value * right.value)
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Fixed) and one.value in (0, 1):
            return other if one.value else one
    return Times(left, right)


def minus(node: Node) -> Node:
    """The node with the other sign."""
    return times(node, Fixed(-1))


def pick(test: Node, yes: Node, no: Node) -> Node:
    """One of two by a truth, chosen now where the truth is known."""
    if test.low == test.high:
        return yes if test.low else no
    if isinstance(yes, Fixed) and isinstance(no, Fixed):
        if yes.value == no.value:
            return yes
        if (yes.value, no.value) == (1, 0):
            return test
    return yes if yes is no else Pick(test, yes, no)


def extreme(most: bool, left: Node, right: Node) -> Node:
    """The least or most of two, where bounds do not settle it."""
    if left is right:
        return left
    if left.low >= right.high:
        return left if most else right
    if right.low >= left.high:
        return right if most else left
    return Extreme(most, left, right)


def both(parts: Sequence[Node]) -> Node:
    """1 where all parts are."""
    found: Node = YES
    for part in parts:
        found = extreme(False, found, part)
    return found


def inverse(truth: Node) -> Node:
    """1 where the truth is 0."""
    return add(YES, minus(truth)) if isinstance(truth, Fixed) else Compare("=", truth, NO)


def compare(operator: str, left: Node, right: Node) -> Node:
    """1 where the order or equality holds; settled now where bounds do. Operators of FEEL."""
    if operator in (">", ">="):
        return compare({">": "<", ">=": "<="}[operator], right, left)
    if operator == "!=":
        return inverse(compare("=", left, right))
    kind = {"<": left.low >= right.high, "<=": left.low > right.high}
    apart = left.high < right.low or right.high < left.low
    if kind.get(operator, apart):
        return NO
    sure = {"<": left.high < right.low, "<=": left.high <= right.low}
    alike = left.low == left.high == right.low == right.high
    return YES if sure.get(operator, alike) else Compare(operator, left, right)


def mapped(of: Node, values: Sequence[int]) -> Node:
    """The values by the node's number; one number where they are all the same."""
    if len(set(values)) == 1:
        return Fixed(values[0])
    if isinstance(of, Fixed):
        return Fixed(values[of.value])
    return of if list(values) == list(range(len(values))) else Mapped(of, tuple(values))


def place(numbers: Sequence[Node], sizes: Sequence[int]) -> Node:
    """The place in a cube of the given sizes, the last number running fastest."""
    found: Node = Fixed(0)
    for number, size in zip(numbers, sizes, strict=True):
        found = add(times(found, Fixed(size)), number)
    return found
