"""The numeric functions of FEEL and those on lists of numbers (DMN 1.5, 10.3.4.4 and 10.3.4.5)."""

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
)

from comity.feel.arithmetic import negative, numeric
from comity.feel.builtin import Builtin, signature
from comity.feel.calendar import Months, Nanos
from comity.feel.value import DECIMAL128, Nothing, Value, number

_LEAST_SCALE, _MOST_SCALE = -6111, 6176  # of decimal128 (IEEE 754-2008, 3.5)
_WIDE = Context(prec=7000, Emin=-9999, Emax=9999)  # holds any decimal128 with any scale


def _rounded(how: str) -> Callable[[Decimal, Decimal | None], Decimal]:
    def work(value: Decimal, scale: Decimal | None) -> Decimal:
        places = int(scale) if scale is not None and abs(scale) < 10_000 else 0 if scale is None else 10_000
        if not _LEAST_SCALE <= places <= _MOST_SCALE:
            raise Nothing("a scale beyond decimal128")
        if value.as_tuple().exponent >= -places:  # type: ignore[operator]
            return value
        step = Decimal((0, (1,), -places))
        return DECIMAL128.plus(value.quantize(step, rounding=how, context=_WIDE))

    return work


def _absolute(value: Value) -> Value:
    if isinstance(value, Months | Nanos):
        return negative(value) if str(value).startswith("-") else value
    return DECIMAL128.abs(value)


def _modulo(dividend: Decimal, divisor: Decimal) -> Decimal:
    if not divisor:
        raise Nothing("division by zero")
    # By definition dividend - divisor * floor(dividend / divisor): the sign of the divisor.
    rest = _WIDE.remainder(dividend, divisor)
    return DECIMAL128.plus(_WIDE.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest)


def _square_root(value: Decimal) -> Decimal:
    return numeric(DECIMAL128.sqrt, value)


def _logarithm(value: Decimal) -> Decimal:
    if value <= 0:
        raise Nothing("the logarithm of nothing positive")
    return numeric(DECIMAL128.ln, value)


def _is_even(value: Decimal) -> bool | None:
    return None if value != value.to_integral_value() else _WIDE.remainder(value, Decimal(2)) == 0


def _is_odd(value: Decimal) -> bool | None:
    even = _is_even(value)
    return None if even is None else not even


def figures(items: list[Value]) -> list[Decimal]:
    """The numbers of a list given as one or as the arguments themselves; Nothing when one is none."""
    if len(items) == 1 and isinstance(items[0], list):
        items = items[0]
    if not all(isinstance(item, Decimal) for item in items):
        raise Nothing("an item is no number")
    return items


def _folded(work: Callable[[Decimal, Decimal], Decimal], items: list[Decimal], start: Decimal) -> Decimal:
    for item in items:
        start = numeric(work, start, item)
    return start


def total(items: list[Value]) -> Value:
    """The sum; null of none."""
    found = figures(items)
    return _folded(DECIMAL128.add, found, Decimal(0)) if found else None


def _product(items: list[Value]) -> Value:
    found = figures(items)
    return _folded(DECIMAL128.multiply, found, Decimal(1)) if found else None


def _mean(items: list[Value]) -> Value:
    found = figures(items)
    return numeric(DECIMAL128.divide, total(found), Decimal(len(found))) if found else None


def _median(items: list[Value]) -> Value:
    found = sorted(figures(items))
    if not found:
        return None
    half = len(found) // 2
    return found[half] if len(found) % 2 else _mean(list(found[half - 1 : half + 1]))


def _deviation(items: list[Value]) -> Value:
    found = figures(items)
    if len(found) < 2:
        raise Nothing("fewer than two numbers")
    mean = _mean(list(found))
    squares = [numeric(DECIMAL128.power, DECIMAL128.subtract(item, mean), Decimal(2)) for item in found]
    return _square_root(numeric(DECIMAL128.divide, total(list(squares)), Decimal(len(found) - 1)))


def _mode(items: list[Value]) -> Value:
    found = figures(items)
    counts: dict[Decimal, int] = {}
    for item in found:
        counts[item] = counts.get(item, 0) + 1
    most = max(counts.values(), default=0)
    return sorted(item for item, count in counts.items() if count == most)


def _number(text: str, grouping: str | None, point: str | None) -> Decimal:
    point = point or "."
    if grouping not in (None, " ", ",", ".") or point not in (".", ",") or grouping == point:
        raise Nothing("not separators")
    plain = text.replace(grouping, "") if grouping else text
    if point == ",":
        plain = plain.replace(",", ".") if "." not in plain else "?"
    if not all(letter in "0123456789.eE+-" for letter in plain):
        raise Nothing("not a number")
    return number(plain)


def _round_function(how: str, scale: str) -> list[Builtin]:
    return [signature(f"n:n, scale:n{scale}", _rounded(how))]


FUNCTIONS: dict[str, list[Builtin]] = {
    "decimal": _round_function(ROUND_HALF_EVEN, ""),
    "floor": _round_function(ROUND_FLOOR, "~"),
    "ceiling": _round_function(ROUND_CEILING, "~"),
    "round up": _round_function(ROUND_UP, ""),
    "round down": _round_function(ROUND_DOWN, ""),
    "round half up": _round_function(ROUND_HALF_UP, ""),
    "round half down": _round_function(ROUND_HALF_DOWN, ""),
    "abs": [signature("n:nmh", _absolute)],
    "modulo": [signature("dividend:n, divisor:n", _modulo)],
    "sqrt": [signature("number:n", _square_root)],
    "log": [signature("number:n", _logarithm)],
    "exp": [signature("number:n", lambda value: numeric(DECIMAL128.exp, value))],
    "odd": [signature("number:n", _is_odd)],
    "even": [signature("number:n", _is_even)],
    "sum": [signature("list:*+", total)],
    "product": [signature("list:*+", _product)],
    "mean": [signature("list:*+", _mean)],
    "median": [signature("list:*+", _median)],
    "stddev": [signature("list:*+", _deviation)],
    "mode": [signature("list:*+", _mode)],
    "number": [
        signature("from:s, grouping separator:s?, decimal separator:s?", _number),
        signature("from:n", lambda value: value),
    ],
}
