"""The built-in functions of FEEL that packs may call, over values that may be open (DMN 1.5, 10.3.4)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from comity.basis.dates import add_months
from comity.basis.exact import Rounding, round_to, tidy
from comity.law.value import (
    Duration,
    Open,
    add,
    high_of,
    is_number,
    lift,
    low_of,
    multiply,
    negate,
    opened,
)


def call(name: str, args: Sequence[Any]) -> Any:
    """The function's value; TypeError for values it has no meaning for."""
    return _TABLE[name](args)


def field(value: Any, name: str) -> Any:
    """`.year`, `.month` or `.day` of a date, or one output of a context."""
    if isinstance(value, Open):
        return lift(lambda known: field(known, name), value)
    if isinstance(value, date):
        return {"year": value.year, "month": value.month, "day": value.day}[name]
    return value[name]


def plus(left: Any, right: Any) -> Any:
    """Numbers added, texts joined, or a date or duration moved on."""
    if left.__class__ is int and right.__class__ is int:
        return left + right
    if is_number(left) and is_number(right):
        return tidy(left + right)
    if isinstance(left, Open) or isinstance(right, Open):
        return add(left, right) if _numeric(left, right) else lift(plus, left, right)
    if isinstance(left, date) and isinstance(right, Duration):
        return _later(left, right)
    if isinstance(left, Duration) and isinstance(right, Duration):
        return Duration(left.months + right.months, left.days + right.days)
    return _text(left) + _text(right)


def minus(left: Any, right: Any) -> Any:
    """Numbers subtracted, the days between two dates, or a date moved back."""
    if isinstance(left, Open) or isinstance(right, Open):
        return add(left, negate(right)) if _numeric(left, right) else lift(minus, left, right)
    if isinstance(left, date) and isinstance(right, date):
        return Duration(days=(left - right).days)
    if isinstance(right, Duration):
        return plus(left, Duration(-right.months, -right.days))
    return tidy(left - right)


def times(left: Any, right: Any) -> Any:
    """The product of two numbers."""
    return tidy(left * right) if is_number(left) and is_number(right) else multiply(left, right)


def _numeric(*values: Any) -> bool:
    return all(isinstance(v, Open) or is_number(v) for v in values)


def _later(day: date, by: Duration) -> date:
    return date.fromordinal(add_months(day, by.months).toordinal() + by.days)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"+ has no meaning for {type(value).__name__}")
    return value


def _items(args: Sequence[Any]) -> list[Any]:
    """The items of one list, or the arguments themselves; FEEL allows both."""
    if len(args) == 1 and isinstance(args[0], tuple):
        return list(args[0])
    return list(args)


def _sum(args: Sequence[Any]) -> Any:
    total: Any = 0
    for item in _items(args):
        total = plus(total, item)
    return total


def _count(args: Sequence[Any]) -> Any:
    return opened(args) if isinstance(args[0], Open) else len(_items(args))


def _extreme(best: Callable[..., Any]) -> Callable[[Sequence[Any]], Any]:
    def work(args: Sequence[Any]) -> Any:
        items = _items(args)
        if not any(isinstance(item, Open) for item in items):
            return best(items)
        return _open_extreme(best, items)

    return work


def _open_extreme(best: Callable[..., Any], items: list[Any]) -> Any:
    lows, highs = [low_of(i) for i in items], [high_of(i) for i in items]
    wide = (lows, highs) if best is max else (highs, lows)
    near = [bound for bound in wide[0] if bound is not None]
    far = None if None in wide[1] else best(wide[1])
    bounds = (best(near) if near else None, far) if best is max else (far, best(near) if near else None)
    known = None not in bounds and bounds[0] == bounds[1]
    return bounds[0] if known else opened(items, low=bounds[0], high=bounds[1])


def _bounds(value: Any) -> tuple[Any, Any]:
    return low_of(value), high_of(value)


def _rounding(how: Rounding) -> Callable[[Sequence[Any]], Any]:
    def work(args: Sequence[Any]) -> Any:
        scale = args[1] if len(args) > 1 else 0
        if isinstance(args[0], Open) and args[0].options is None:
            ends = [end if end is None else round_to(end, scale, how) for end in _bounds(args[0])]
            known = ends[0] is not None and ends[0] == ends[1]
            return ends[0] if known else opened(args, low=ends[0], high=ends[1])
        return lift(lambda value: round_to(value, int(scale), how), args[0])

    return work


def _lifted(work: Callable[..., Any]) -> Callable[[Sequence[Any]], Any]:
    return lambda args: lift(work, *args)


def _absolute(args: Sequence[Any]) -> Any:
    value = args[0]
    if not isinstance(value, Open):
        return abs(value)
    return _open_extreme(max, [value, negate(value)])


def _negated(args: Sequence[Any]) -> Any:
    return lift(lambda truth: not truth, args[0])


def _whole_months(start: date, end: date) -> Duration:
    if end < start:
        return Duration(-_whole_months(end, start).months)
    months = (end.year - start.year) * 12 + end.month - start.month
    return Duration(months - (end.day < start.day))


_TABLE: dict[str, Callable[[Sequence[Any]], Any]] = {
    "sum": _sum,
    "count": _count,
    "min": _extreme(min),
    "max": _extreme(max),
    "abs": _absolute,
    "not": _negated,
    **{how.value: _rounding(how) for how in Rounding},
    "string length": _lifted(len),
    "starts with": _lifted(str.startswith),
    "date": _lifted(lambda year, month, day: date(int(year), int(month), int(day))),
    "years and months duration": _lifted(_whole_months),
}
