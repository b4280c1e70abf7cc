"""Divisions of a plan made ready to run: in 64 bits where that can be proved, however wide the product."""

from collections.abc import Sequence
from math import gcd, prod

from comity.basis.exact import Rounding
from comity.law.plan import (
    INT64,
    YES,
    Extreme,
    Fixed,
    Node,
    Pick,
    Rounded,
    Scaled,
    Times,
    add,
    below,
    extreme,
    is_narrow,
    pick,
    rebuilt,
    rewritten,
    times,
)


def divided(roots: Sequence[Node]) -> list[Node]:
    """The roots with every `Rounded` node as it is best run; last of all, when all bounds are known."""
    return rewritten(roots, _divided)


def _divided(node: Node, parts: Sequence[Node]) -> Node:
    if isinstance(node, Rounded):
        return _rounded(parts[0], parts[1], node.how)
    return rebuilt(node, parts)


def _rounded(top: Node, bottom: Node, how: Rounding) -> Node:
    """Half up of what is never negative is the floor of (2 top + bottom) / (2 bottom): one division.

    Not where that proves less: with a divisor of a wide range, whose ends stand above and below at once.
    """
    one = Rounded(top, bottom, how)
    twice = add(times(top, Fixed(2)), bottom)
    if how is Rounding.HALF_UP and top.low >= 0 and is_narrow(twice):
        floor = Rounded(twice, times(bottom, Fixed(2)), Rounding.FLOOR)
        if floor.high <= one.high:
            return floor
    if is_narrow(top) or not isinstance(bottom, Fixed):
        return one
    factors = _factors(top)
    number = prod(each.value for each in factors if isinstance(each, Fixed))
    common = gcd(number, bottom.value)
    plain = [each for each in factors if not isinstance(each, Fixed)]
    return _inside(plain, number // common, bottom.value // common, how)


def _inside(factors: Sequence[Node], number: int, bottom: int, how: Rounding) -> Node:
    """The product of the factors and a number, divided: inside a choice or extreme, which rounding keeps."""
    wide = next((each for each in factors if not is_narrow(each) and isinstance(each, Pick | Extreme)), None)
    if wide is None or number < 0:
        return _long(factors, number, bottom, how)
    others = [each for each in factors if each is not wide]
    parts = below(wide)[-2:]
    ends = [_rounded(_product([part, *others, Fixed(number)]), Fixed(bottom), how) for part in parts]
    if isinstance(wide, Pick):
        return pick(wide.test, *ends)
    if any(other.low < 0 for other in others):
        return _long(factors, number, bottom, how)
    return extreme(wide.most, *ends)


def _long(factors: Sequence[Node], number: int, bottom: int, how: Rounding) -> Node:
    """A division in 64 bits if there is one; else the plain quotient, in wider numbers."""
    plain = Rounded(_product([*factors, Fixed(number)]), Fixed(bottom), how)
    if number < 0 or any(factor.low < 0 for factor in factors):
        return plain
    every = [factor for each in factors for factor in _atoms(each)]
    tries = [[*each, *([Fixed(number)] if number != 1 else [])] for each in (factors, every)]
    ways = (way for each in tries for way in (_by_first(each, bottom, how), _by_digits(each, bottom, how)))
    return next((way for way in ways if way is not None), plain)


def _by_first(factors: Sequence[Node], bottom: int, how: Rounding) -> Node | None:
    """The first product divided, and what is left of it times the second."""
    left, right = _two(factors, INT64)
    fits = bottom * right.high <= INT64 // 2 and left.high // bottom * right.high <= INT64 // 2
    return Scaled(left, right, bottom, how) if fits and bottom > 1 else None


def _by_digits(factors: Sequence[Node], bottom: int, how: Rounding) -> Node | None:
    """The first product times each of two digits of the second."""
    bits = prod(factor.high for factor in factors).bit_length()
    left, right = _two(factors, 1 << max(0, 124 - bits))
    step = 1 << max(0, (left.high * right.high).bit_length() - 63)
    fits = left.high * (right.high // step) <= INT64 and 2 * bottom <= INT64
    rest = (bottom - 1) * step + left.high * (step - 1)
    narrow = is_narrow(left) and is_narrow(right) and left.high * right.high // bottom < INT64 // 2
    return Scaled(left, right, bottom, how, step) if fits and narrow and rest <= INT64 else None


def _two(factors: Sequence[Node], most: int) -> tuple[Node, Node]:
    """The factors as two products, the first as large as may be."""
    left: Node = YES
    right: Node = YES
    for factor in sorted(factors, key=lambda node: -node.high):
        if left.high * factor.high <= most:
            left = times(left, factor)
        else:
            right = times(right, factor)
    return left, right


def _product(factors: Sequence[Node]) -> Node:
    found: Node = YES
    for factor in factors:
        found = times(found, factor)
    return found


def _factors(node: Node) -> list[Node]:
    if isinstance(node, Times) and not is_narrow(node):
        return [*_factors(node.left), *_factors(node.right)]
    return [node]


def _atoms(node: Node) -> list[Node]:
    return [*_atoms(node.left), *_atoms(node.right)] if isinstance(node, Times) else [node]
