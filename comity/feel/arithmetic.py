"""The operators of FEEL on numbers, texts and temporal values (DMN 1.5, tables 55 to 57)."""

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from comity.feel.calendar import DAY, SECOND, Date, DateTime, Months, Nanos, Time
from comity.feel.value import DECIMAL128, MOST_LETTERS, Nothing, Value, instant, kind_of, midnight
from comity.feel.zones import Zones


def compute(sign: str, left: Value, right: Value, zones: Zones) -> Value:
    """The value of `left sign right` for + - * / **; Nothing where FEEL has none."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return numeric(_NUMERIC[sign], left, right)
    work = _OTHERS.get(sign)
    known = left is not None and right is not None
    found = work(left, right, zones) if known and work else None
    if found is None:
        raise Nothing(f"{kind_of(left)} {sign} {kind_of(right)}")
    return found


def numeric(work: Callable[..., Decimal], *values: Decimal) -> Decimal:
    """A number of decimal128; Nothing beyond its bounds or where there is none, as x / 0."""
    try:
        return work(*values)
    except ArithmeticError as fault:
        raise Nothing("no such number") from fault


def negative(value: Value) -> Value:
    """Arithmetic minus of a number or duration."""
    if isinstance(value, Decimal):
        return DECIMAL128.minus(value)
    if isinstance(value, Months):
        return Months(-value.months)
    if isinstance(value, Nanos):
        return Nanos(-value.nanos)
    raise Nothing(f"- {kind_of(value)}")


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    return Decimal(1) if not exponent else DECIMAL128.power(base, exponent)


_NUMERIC: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": DECIMAL128.add,
    "-": DECIMAL128.subtract,
    "*": DECIMAL128.multiply,
    "/": DECIMAL128.divide,
    "**": _power,
}


def _plus(left: Any, right: Any, zones: Zones) -> Value:
    if isinstance(left, str) and isinstance(right, str):
        if len(left) + len(right) > MOST_LETTERS:
            raise Nothing("too long a text")
        return left + right
    if isinstance(left, Months | Nanos) and not isinstance(right, Months | Nanos):
        left, right = right, left
    return _later(left, right, 1)


def _minus(left: Value, right: Value, zones: Zones) -> Value:
    if isinstance(right, Months | Nanos):
        return _later(left, right, -1)
    if isinstance(left, Date | DateTime) and isinstance(right, Date | DateTime):
        return _between(midnight(left), midnight(right), left.__class__ is right.__class__, zones)
    if isinstance(left, Time) and isinstance(right, Time):
        if (left.offset is None) != (right.offset is None):
            return None
        return Nanos(left.nanos - right.nanos - ((left.offset or 0) - (right.offset or 0)) * SECOND)
    return None


def _between(left: DateTime, right: DateTime, alike: bool, zones: Zones) -> Value:
    a, b = instant(left, zones), instant(right, zones)
    if (a is None) != (b is None):
        return None
    return Nanos(left.local - right.local if a is None or b is None else a - b)


def _later(value: Value, by: Value, sign: int) -> Value:
    """A day, time, instant or duration moved by a duration; None when it cannot be."""
    try:
        if isinstance(by, Months):
            return _months_later(value, by.months * sign)
        if isinstance(by, Nanos):
            return _nanos_later(value, by.nanos * sign)
    except ValueError as fault:
        raise Nothing("no such day") from fault
    return None


def _months_later(value: Value, months: int) -> Value:
    if isinstance(value, Months):
        return Months(value.months + months)
    if isinstance(value, Date):
        return value.plus_months(months)
    if isinstance(value, DateTime):
        return DateTime(value.date.plus_months(months), value.time)
    return None


def _nanos_later(value: Value, nanos: int) -> Value:
    if isinstance(value, Nanos):
        return Nanos(value.nanos + nanos)
    if isinstance(value, Date):
        return midnight(value).moved(nanos).date
    if isinstance(value, DateTime):
        return value.moved(nanos)
    if isinstance(value, Time):
        return Time((value.nanos + nanos) % DAY, value.offset, value.zone)
    return None


def _times(left: Value, right: Value, zones: Zones) -> Value:
    if isinstance(left, Decimal):
        left, right = right, left
    if not isinstance(right, Decimal):
        return None
    return _scaled(left, numeric(DECIMAL128.multiply, _amount(left), right))


def _over(left: Value, right: Value, zones: Zones) -> Value:
    if isinstance(left, Months | Nanos) and left.__class__ is right.__class__:
        return numeric(DECIMAL128.divide, _amount(left), _amount(right))
    if not isinstance(right, Decimal):
        return None
    return _scaled(left, numeric(DECIMAL128.divide, _amount(left), right))


def _amount(value: Value) -> Decimal:
    if isinstance(value, Months | Nanos):
        return Decimal(value.months if isinstance(value, Months) else value.nanos)
    raise Nothing(f"{kind_of(value)} is no duration")


def _scaled(like: Value, amount: Decimal) -> Value:
    if amount.adjusted() > 40:  # a duration longer than the calendar; keeps int() small
        raise Nothing("too long a duration")
    if isinstance(like, Months):
        return Months(int(amount))
    return Nanos(int(amount.to_integral_value(ROUND_HALF_EVEN)))


_OTHERS: dict[str, Callable[[Value, Value, Zones], Value]] = {
    "+": _plus,
    "-": _minus,
    "*": _times,
    "/": _over,
}
