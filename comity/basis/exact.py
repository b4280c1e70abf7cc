"""Exact numbers: whole numbers and fractions, rounding by name, never a binary float."""

import re
from enum import StrEnum
from fractions import Fraction

Number = int | Fraction

_NUMBER = re.compile(r"-?(\d+(\.\d+)?|\.\d+)", re.ASCII)
_MOST_DIGITS = 40  # a figure in a law or an application never needs more; bounds hostile input


class Rounding(StrEnum):
    """The ways the law rounds; the names are FEEL's (DMN 1.5, 10.3.4.5) with floor and ceiling."""

    HALF_UP = "round half up"
    HALF_DOWN = "round half down"
    HALF_EVEN = "round half even"
    UP = "round up"
    DOWN = "round down"
    FLOOR = "floor"
    CEILING = "ceiling"


def parse_number(text: str) -> Number:
    """The exact number a decimal text names; ValueError for anything else, `1e3` and `nan` included.

    >>> parse_number("1.10")
    Fraction(11, 10)
    """
    if len(text) > _MOST_DIGITS or not _NUMBER.fullmatch(text):
        raise ValueError(f"not a decimal number: {text[:_MOST_DIGITS]!r}")
    return tidy(Fraction(text))


def tidy(value: Number) -> Number:
    """The same number, as an int when it is whole."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def divide(left: Number, right: Number) -> Number:
    """The exact quotient; ZeroDivisionError when there is none."""
    return tidy(Fraction(left) / right)


def round_to(value: Number, scale: int, how: Rounding) -> Number:
    """The value at `scale` decimal places, rounded as named.

    >>> round_to(Fraction(5, 2), 0, Rounding.HALF_EVEN)
    2
    """
    if scale >= 0:
        unit = int(10**scale)
        whole = _whole(value.numerator * unit, value.denominator, how)
        return whole if unit == 1 else tidy(Fraction(whole, unit))
    unit = int(10**-scale)
    return _whole(value.numerator, value.denominator * unit, how) * unit


def _whole(top: int, bottom: int, how: Rounding) -> int:
    below, rest = divmod(top, bottom)
    if not rest:
        return below
    if how is Rounding.FLOOR:
        return below
    if how is Rounding.CEILING:
        return below + 1
    if how is Rounding.UP or how is Rounding.DOWN:
        return below + ((top > 0) == (how is Rounding.UP))
    twice = 2 * rest
    if twice != bottom:
        return below + (twice > bottom)
    if how is Rounding.HALF_EVEN:
        return below + below % 2
    return below + ((top > 0) == (how is Rounding.HALF_UP))


def show(value: Number) -> str:
    """The number as a person writes it: a finite decimal when there is one, else a fraction.

    >>> show(Fraction(11, 10)), show(Fraction(1, 3))
    ('1.1', '1/3')
    """
    if value.denominator == 1:
        return str(value.numerator)
    rest, places = value.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest, power = rest // prime, power + 1
        places = max(places, power)
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
    return f"{'-' * (value < 0)}{digits[:-places]}.{digits[-places:]}"
