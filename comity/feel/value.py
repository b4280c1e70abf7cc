"""The values of FEEL, their kinds, and what is equal to and before what (DMN 1.5, 10.3.2.11 and table 54).

Numbers are Decimal, texts str, lists list, contexts dict, null None; the temporal values stand in `calendar`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Any

from comity.feel.calendar import SECOND, Date, DateTime, Months, Nanos, Time
from comity.feel.zones import Zones

Value = Any
# IEEE 754-2008 decimal128, which DMN 1.5, 10.3.2.3.1, asks for.
DECIMAL128 = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
_PLAIN_KEY = re.compile(r"[^\W\d]\w*(?: \w+)*")
MOST_LETTERS = 1_000_000  # of a text and of a printed value
MOST_ITEMS = 100_000  # of a list


class Nothing(Exception):  # noqa: N818 - FEEL's null on its way up, with the reason for the message
    """An operation that has no value here; `why` goes into the message."""

    def __init__(self, why: str) -> None:
        """Hold the reason."""
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Range:
    """An interval. `sign` marks one written `(< 10)`: its other end has no value and bounds nothing."""

    low: Value
    high: Value
    low_in: bool
    high_in: bool
    sign: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function as a value: `call` takes positional arguments, `names` are its parameters."""

    names: tuple[str, ...]
    call: Callable[[list[Value]], Value]
    least: int


_KINDS: dict[type, str] = {
    bool: "boolean",
    Decimal: "number",
    str: "string",
    list: "list",
    dict: "context",
    Date: "date",
    Time: "time",
    DateTime: "date and time",
    Months: "years and months duration",
    Nanos: "days and time duration",
    Range: "range",
    Function: "function",
}


def kind_of(value: Value) -> str:
    """The FEEL name of a value's kind; `null` for none."""
    return _KINDS.get(value.__class__, "null")


def number(value: int | str) -> Decimal:
    """A number of FEEL, rounded to 34 digits."""
    return DECIMAL128.create_decimal(value)


def whole(value: Value) -> int:
    """The whole number a number is; Nothing when it is none or beyond any list."""
    if not isinstance(value, Decimal) or value != value.to_integral_value():
        raise Nothing("not a whole number")
    if value.adjusted() > 18:
        raise Nothing("too large a number")
    return int(value)


def offset_of(value: DateTime, zones: Zones) -> int | None:
    """The seconds from UTC by its offset or its zone; None without either."""
    return value.time.offset if value.time.zone is None else zones(value.time.zone, value)


def instant(value: DateTime, zones: Zones) -> int | None:
    """Nanoseconds since 1970-01-01T00:00Z; None without offset or zone."""
    offset = offset_of(value, zones)
    return None if offset is None else value.local - offset * SECOND


def midnight(value: Date | DateTime) -> DateTime:
    """A day as the instant it starts in UTC (DMN 1.5, table 54); a date and time as it is."""
    return DateTime(value, Time(0, 0)) if isinstance(value, Date) else value


def _pair(left: Value, right: Value, zones: Zones) -> tuple[Any, Any] | None:
    """Two values of one ordered kind as plain values Python compares; None when they are not."""
    kinds = {left.__class__, right.__class__}
    if len(kinds) == 1 and kinds <= {Decimal, str, Months, Nanos}:
        return left, right
    if kinds == {Date}:
        return left.number, right.number
    if kinds <= {Date, DateTime}:
        first, second = midnight(left), midnight(right)
        a, b = instant(first, zones), instant(second, zones)
        if a is None and b is None:
            return first.local, second.local
        return None if a is None or b is None else (a, b)
    return _times(left, right) if kinds == {Time} else None


def _times(left: Time, right: Time) -> tuple[int, int] | None:
    if left.zone == right.zone and left.offset == right.offset:
        return left.nanos, right.nanos
    if left.offset is None or right.offset is None:
        return None
    return left.nanos - left.offset * SECOND, right.nanos - right.offset * SECOND


def before(left: Value, right: Value, zones: Zones) -> bool:
    """Whether the first is less; Nothing for kinds without a common order."""
    pair = _pair(left, right, zones)
    if pair is None:
        raise Nothing(f"{kind_of(left)} < {kind_of(right)}")
    return bool(pair[0] < pair[1])


def same(left: Value, right: Value, zones: Zones) -> bool:
    """Whether both are equal, times in whole seconds (DMN 1.5, table 53); Nothing for two different kinds."""
    if left is None or right is None:
        return left is right
    if pair := _pair(left, right, zones):
        if isinstance(left, Time | DateTime) or isinstance(right, DateTime):
            return bool(pair[0] // SECOND == pair[1] // SECOND)
        return bool(pair[0] == pair[1])
    if isinstance(left, Date | DateTime) and isinstance(right, Date | DateTime):
        return False
    if left.__class__ is not right.__class__ or isinstance(left, Function):
        raise Nothing(f"{kind_of(left)} = {kind_of(right)}")
    if isinstance(left, list):
        return len(left) == len(right) and all(alike(a, b, zones) for a, b in zip(left, right, strict=True))
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(alike(left[key], right[key], zones) for key in left)
    return bool(left == right)


def alike(left: Value, right: Value, zones: Zones) -> bool:
    """Whether both are equal; values of different kinds are not."""
    try:
        return same(left, right, zones)
    except Nothing:
        return False


def contains(held: Range, value: Value, zones: Zones) -> bool:
    """Whether a value lies in a range; Nothing when it cannot be compared with an end."""
    if held.sign in ("=", "!="):
        return same(value, held.low, zones) is (held.sign == "=")
    if not held.sign and (held.low is None or held.high is None):
        raise Nothing("a range with an end that is null")
    low = held.low is None or before(held.low, value, zones) or (held.low_in and same(held.low, value, zones))
    high = held.high is None or before(value, held.high, zones)
    return low and (high or (held.high_in and same(held.high, value, zones)))


def text_of(value: Value, nested: bool = False) -> str:
    """A value as FEEL's `string` prints it; texts inside lists and contexts stand in quotes."""
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' if nested else value
    if isinstance(value, bool) or value is None:
        return "null" if value is None else str(value).lower()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list):
        return "[" + ", ".join(text_of(item, nested=True) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(k)}: {text_of(item, nested=True)}" for k, item in value.items()) + "}"
    if isinstance(value, Range):
        return _range_text(value)
    return "function" if isinstance(value, Function) else str(value)


def _key(name: str) -> str:
    return name if _PLAIN_KEY.fullmatch(name) else text_of(name, nested=True)


def _range_text(value: Range) -> str:
    if value.sign:
        return f"({value.sign} {text_of(value.high if value.low is None else value.low, nested=True)})"
    low, high = ("[" if value.low_in else "("), ("]" if value.high_in else ")")
    return f"{low}{text_of(value.low, nested=True)}..{text_of(value.high, nested=True)}{high}"


def size_of(value: Value) -> int:
    """How much work it is to read a value: its items, all the way down, and its letters by the hundred."""
    if isinstance(value, str):
        return len(value) // 100
    size, stack = 0, [value] if isinstance(value, list | dict) else []
    while stack:
        item = stack.pop()
        inner = item.values() if isinstance(item, dict) else item
        size += len(inner) + 1
        if size > MOST_ITEMS:
            raise Nothing("too large a value")
        stack += [each for each in inner if isinstance(each, list | dict)]
    return size
