"""Three-valued values: a known value is itself; an unknown one is `Open`, with what is left possible."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from operator import ge, gt, le, lt
from typing import Any

from comity.basis.exact import Number, divide, tidy

# A known value is an int, Fraction, str, bool, date, Duration, tuple (a list) or dict (a context).
# Lists and contexts keep what is open inside them: the rest of them is still known.


class Kind(StrEnum):
    """What sort of value a formula gives."""

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"
    DURATION = "duration"
    LIST = "list"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A FEEL duration: whole months or whole days, never both (DMN 1.5, 10.3.2.3.7)."""

    months: int = 0
    days: int = 0


class WrongKind(TypeError):  # noqa: N818 - a signal within this part; the evaluator names rule and line
    """An operation on values of a kind it has no meaning for, as `text + number`."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where the law, as far as it is loaded, says nothing: which rule, on which day, and why.

    `code` is a phrase; the reason is told to the keeper of the pack, never bridged.
    """

    rule: str
    on: date
    code: str = "law.gap.no_row"
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Open:
    """A value still open: what is missing, which gaps it meets, and what it can still be.

    `low` and `high` bound a number (None is unbounded); `options` lists the values left, when they are few.
    """

    missing: frozenset[str] = frozenset()
    gaps: tuple[Gap, ...] = ()
    low: Number | None = None
    high: Number | None = None
    options: tuple[Any, ...] | None = None


_KINDS: dict[type, Kind] = {
    int: Kind.NUMBER,
    Fraction: Kind.NUMBER,
    str: Kind.TEXT,
    bool: Kind.BOOLEAN,
    date: Kind.DATE,
    Duration: Kind.DURATION,
    tuple: Kind.LIST,
    dict: Kind.CONTEXT,
}
_ORDERED = frozenset({Kind.NUMBER, Kind.TEXT, Kind.DATE})
BOTH = (False, True)
ORDERS: dict[str, Callable[[Any, Any], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}
_MOST_OPTIONS = 16  # beyond it bounds say as much and cost less


def kind_of(value: Any) -> Kind | None:
    """The kind of a known value; None for an open one."""
    return _KINDS.get(value.__class__)


def is_number(value: Any) -> bool:
    """Whether it is an exact number; True and False are not."""
    return value.__class__ is int or value.__class__ is Fraction


def have_order(left: Any, right: Any) -> bool:
    """Whether two known values can be less or greater: of one kind, durations both of months or of days."""
    kind = _KINDS.get(left.__class__)
    if kind is Kind.DURATION and right.__class__ is Duration:
        return not (left.months and right.days or left.days and right.months)
    return kind in _ORDERED and kind is _KINDS.get(right.__class__)


def low_of(value: Any) -> Number | None:
    """The least it can be, or None."""
    return value.low if isinstance(value, Open) else value if is_number(value) else None


def high_of(value: Any) -> Number | None:
    """The most it can be, or None."""
    return value.high if isinstance(value, Open) else value if is_number(value) else None


def options_of(value: Any) -> tuple[Any, ...] | None:
    """The values it can be, when they are few."""
    return value.options if isinstance(value, Open) else (value,)


def opens_in(value: Any) -> Iterator[Open]:
    """What is open in a value: itself, or inside a list or context."""
    if isinstance(value, Open):
        yield value
    elif isinstance(value, tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from opens_in(item)


def opened(causes: Iterable[Any], **left: Any) -> Open:
    """An open value that inherits what its causes miss and the gaps they meet."""
    missing: frozenset[str] = frozenset()
    gaps: dict[Gap, None] = {}
    for cause in causes:
        for part in opens_in(cause):
            missing |= part.missing
            gaps |= dict.fromkeys(part.gaps)
    return Open(missing, tuple(gaps), **left)


def join(values: Sequence[Any], causes: Sequence[Any] = ()) -> Any:
    """One of the values, not known which: known when they are all equal, else open around them all.

    Contexts of one form are joined output by output.
    """
    first = values[0]
    if not isinstance(first, Open) and all(equal(first, value) is True for value in values[1:]):
        return first
    if isinstance(first, dict) and all(isinstance(v, dict) and v.keys() == first.keys() for v in values):
        return {name: join([value[name] for value in values], causes) for name in first}
    return opened([*causes, *values], options=_options(values), **_hull(values))


def _options(values: Sequence[Any]) -> tuple[Any, ...] | None:
    options: list[Any] = []
    for value in values:
        left = options_of(value)
        if left is None:
            return None
        options += [new for new in left if not any(same(new, old) for old in options)]
    return tuple(options) if len(options) <= _MOST_OPTIONS else None


def _hull(values: Sequence[Any]) -> dict[str, Number | None]:
    lows, highs = [low_of(v) for v in values], [high_of(v) for v in values]
    return {
        "low": None if None in lows else min(lows),  # type: ignore[type-var]
        "high": None if None in highs else max(highs),  # type: ignore[type-var]
    }


def same(left: Any, right: Any) -> bool:
    """Equality of two known values; a number never equals a truth value."""
    if left.__class__ is tuple and right.__class__ is tuple:
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right and (left.__class__ is bool) == (right.__class__ is bool))


def lift(work: Callable[..., Any], *args: Any) -> Any:
    """A function of known values over values that may be open: its results over all options, joined."""
    if not any(isinstance(arg, Open) for arg in args):
        return work(*args)
    combos: list[tuple[Any, ...]] = [()]
    for arg in args:
        left = options_of(arg)
        if left is None or len(combos) * len(left) > _MOST_OPTIONS:
            return opened(args)
        combos = [(*combo, value) for combo in combos for value in left]
    return join([work(*combo) for combo in combos], args)


def bounded(low: Number | None, high: Number | None, causes: Sequence[Any]) -> Any:
    """An open number between the bounds; known when they meet, as 0 times anything is 0."""
    if low is not None and low == high:
        return tidy(low)
    return opened(causes, low=low, high=high)


def add(left: Any, right: Any) -> Any:
    """The sum, with bounds."""
    low, high = low_of(left), high_of(left)
    more_low, more_high = low_of(right), high_of(right)
    return bounded(
        None if low is None or more_low is None else low + more_low,
        None if high is None or more_high is None else high + more_high,
        (left, right),
    )


def negate(value: Any) -> Any:
    """The number with the other sign, with bounds."""
    low, high = _ends(value)
    return bounded(None if high is None else -high, None if low is None else -low, (value,))


def multiply(left: Any, right: Any) -> Any:
    """The product, with bounds."""
    ends = _ends(left), _ends(right)
    if (0, 0) in ends:
        return 0
    if any(end is None for pair in ends for end in pair):
        nonnegative = all(low is not None and low >= 0 for low, _ in ends)
        return opened((left, right), low=ends[0][0] * ends[1][0] if nonnegative else None)  # type: ignore[operator]
    products = [a * b for a in ends[0] for b in ends[1]]  # type: ignore[operator]
    return bounded(min(products), max(products), (left, right))


def quotient(left: Any, right: Any) -> Any:
    """The quotient, with bounds; open without bounds where the divisor may be 0.

    ZeroDivisionError where it surely is.
    """
    if is_number(left) and is_number(right):
        return divide(left, right)
    low, high = _ends(right)
    if low == 0 == high:
        raise ZeroDivisionError
    if low is None or high is None or low <= 0 <= high:
        return opened((left, right))
    return multiply(left, opened((right,), low=divide(1, high), high=divide(1, low)))


def _ends(value: Any) -> tuple[Number | None, Number | None]:
    if isinstance(value, Open):
        return value.low, value.high
    if not is_number(value):
        raise WrongKind(f"{kind_of(value)}, not number")
    return value, value


def compare(left: Any, right: Any, operator: str) -> Any:
    """The truth of `left operator right`: decided as soon as the bounds decide it.

    WrongKind for known values that have no order.
    """
    known = ORDERS[operator]
    if left.__class__ is not Open and right.__class__ is not Open:
        if not have_order(left, right):
            raise WrongKind(f"{kind_of(left)} {operator} {kind_of(right)}")
        return known(left, right)
    if _few(left, right):
        return lift(lambda one, other: compare(one, other, operator), left, right)
    kind, unkind = (low_of(left), high_of(right)), (high_of(left), low_of(right))
    if operator in (">", ">="):
        kind, unkind = unkind, kind
    if None not in kind and not known(*kind):
        return False
    if None not in unkind and known(*unkind):
        return True
    return opened((left, right), options=BOTH)


def equal(left: Any, right: Any) -> Any:
    """Whether two values are equal, when what is left of them decides it."""
    if left.__class__ is not Open and right.__class__ is not Open:
        return same(left, right) if left.__class__ not in (tuple, dict) else _equal_parts(left, right)
    if _few(left, right):
        return lift(equal, left, right)
    lows, highs = (low_of(left), low_of(right)), (high_of(left), high_of(right))
    apart = any(
        low is not None and high is not None and low > high
        for low, high in ((lows[0], highs[1]), (lows[1], highs[0]))
    )
    return False if apart else opened((left, right), options=BOTH)


def _equal_parts(left: Any, right: Any) -> Any:
    if left.__class__ is not right.__class__ or len(left) != len(right):
        return False
    if isinstance(left, tuple):
        return all_of(map(equal, left, right))
    return left.keys() == right.keys() and all_of(equal(left[name], right[name]) for name in left)


def _few(left: Any, right: Any) -> bool:
    a, b = options_of(left), options_of(right)
    return a is not None and b is not None and len(a) * len(b) <= _MOST_OPTIONS


def all_of(values: Iterable[Any]) -> Any:
    """Kleene conjunction: one False decides."""
    return _kleene(values, False)


def any_of(values: Iterable[Any]) -> Any:
    """Kleene disjunction: one True decides."""
    return _kleene(values, True)


def _kleene(values: Iterable[Any], decides: bool) -> Any:
    left = []
    for value in values:
        if value is decides:
            return decides
        if value.__class__ is Open:
            left.append(value)
        elif value.__class__ is not bool:
            raise WrongKind(f"{kind_of(value)}, not boolean")
    return opened(left, options=BOTH) if left else not decides


def status(value: Any) -> str:
    """`determined`, `gap` when the law is silent, or `undetermined` when facts are missing too."""
    parts = list(opens_in(value))
    if not parts:
        return "determined"
    return "undetermined" if any(part.missing or not part.gaps for part in parts) else "gap"
