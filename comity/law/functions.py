"""The operators and functions of FEEL that packs may use, over values that may be open (DMN 1.5, 10.3.4)."""

from collections.abc import Callable, Sequence
from datetime import date
from operator import not_
from typing import Any, NamedTuple

from comity.basis.dates import add_months
from comity.basis.exact import Rounding, round_to, tidy
from comity.law.value import (
    Duration,
    Kind,
    Open,
    WrongKind,
    add,
    bounded,
    have_order,
    high_of,
    is_number,
    kind_of,
    lift,
    low_of,
    multiply,
    negate,
    opened,
    quotient,
)

Values = Sequence[Any]
DATE_PARTS = ("year", "month", "day")


class Silence(Exception):  # noqa: N818 - a signal within this part, never an answer
    """The law does not say what an operation gives in this case; `code` is the phrase of the gap."""

    def __init__(self, code: str) -> None:
        """Hold the phrase's code."""
        super().__init__(code)
        self.code = code


class Function(NamedTuple):
    """A function of FEEL: how many arguments it takes (`most` None: any number), their kind, what it gives.

    `takes` None is any kind; `gives` None is the kind of the arguments, which must be one.
    """

    work: Callable[[Values], Any]
    least: int
    most: int | None
    takes: Kind | None
    gives: Kind | None


def field(value: Any, name: str) -> Any:
    """`.year`, `.month` or `.day` of a date, or one output of a context; WrongKind for anything else."""
    if isinstance(value, Open):
        return lift(lambda known: field(known, name), value)
    if isinstance(value, date) and name in DATE_PARTS:
        return getattr(value, name)
    if isinstance(value, dict) and name in value:
        return value[name]
    raise WrongKind(f"{kind_of(value)}.{name}")


def plus(left: Any, right: Any) -> Any:
    """Numbers or durations added, texts joined, or a date moved on; WrongKind for anything else."""
    if left.__class__ is int and right.__class__ is int:
        return left + right
    if is_number(left) and is_number(right):
        return tidy(left + right)
    if isinstance(left, Open) or isinstance(right, Open):
        return add(left, right) if _numeric(left, right) else lift(plus, left, right)
    if isinstance(left, date) and isinstance(right, Duration):
        return _later(left, right)
    if isinstance(left, Duration) and isinstance(right, Duration) and have_order(left, right):
        return Duration(left.months + right.months, left.days + right.days)
    if isinstance(left, str) and isinstance(right, str):
        return left + right
    raise WrongKind(f"{kind_of(left)} + {kind_of(right)}")


def minus(left: Any, right: Any) -> Any:
    """Numbers subtracted, the days between two dates, or a date moved back; WrongKind for anything else."""
    if is_number(left) and is_number(right):
        return tidy(left - right)
    if isinstance(left, Open) or isinstance(right, Open):
        return add(left, negate(right)) if _numeric(left, right) else lift(minus, left, right)
    if isinstance(left, date) and isinstance(right, date):
        return Duration(days=(left - right).days)
    if isinstance(right, Duration):
        return plus(left, Duration(-right.months, -right.days))
    raise WrongKind(f"{kind_of(left)} - {kind_of(right)}")


def over(left: Any, right: Any) -> Any:
    """The quotient of two numbers; WrongKind for anything else."""
    try:
        return quotient(left, right)
    except ZeroDivisionError as fault:
        raise Silence("law.gap.divided_by_zero") from fault


def times(left: Any, right: Any) -> Any:
    """The product of two numbers; WrongKind for anything else."""
    return tidy(left * right) if is_number(left) and is_number(right) else multiply(left, right)


def _numeric(*values: Any) -> bool:
    return all(isinstance(v, Open) or is_number(v) for v in values)


def _later(day: date, by: Duration) -> date:
    try:
        return date.fromordinal(add_months(day, by.months).toordinal() + by.days)
    except (ValueError, OverflowError) as fault:
        raise Silence("law.gap.no_such_day") from fault


def _items(args: Values) -> Values:
    """The items of one list, or the arguments themselves; FEEL allows both."""
    return args[0] if len(args) == 1 and isinstance(args[0], tuple) else args


def total(items: Values) -> Any:
    """The sum of numbers, with bounds; 0 of none."""
    found: Any = 0
    for item in items:
        found = plus(found, item)
    return found


def extreme(best: Callable[..., Any], items: Values) -> Any:
    """The least (`min`) or greatest (`max`) of values of one kind, with bounds."""
    if any(isinstance(item, Open) for item in items):
        return _open_extreme(best, items)
    if not items:
        raise Silence("law.gap.empty_list")
    if not all(have_order(items[0], item) for item in items):
        raise WrongKind(", ".join(dict.fromkeys(str(kind_of(item)) for item in items)))
    return best(items)


def _open_extreme(best: Callable[..., Any], items: Values) -> Any:
    lows, highs = [low_of(i) for i in items], [high_of(i) for i in items]
    near, far = (lows, highs) if best is max else (highs, lows)
    told = [bound for bound in near if bound is not None]
    ends = best(told) if told else None, None if None in far else best(far)
    return bounded(*(ends if best is max else ends[::-1]), causes=items)


def _count(args: Values) -> Any:
    return opened(args) if len(args) == 1 and isinstance(args[0], Open) else len(_items(args))


def _rounding(how: Rounding) -> Callable[[Values], Any]:
    def work(args: Values) -> Any:
        value, scale = args[0], args[1] if len(args) > 1 else 0
        if isinstance(value, Open) and value.options is None:
            low, high = low_of(value), high_of(value)
            return bounded(
                None if low is None else round_to(low, scale, how),
                None if high is None else round_to(high, scale, how),
                (value,),
            )
        return lift(lambda known: round_to(_number(known), scale, how), value)

    return work


def _of_kind(value: Any, kind: Kind) -> Any:
    if kind_of(value) is not kind:
        raise WrongKind(f"{kind_of(value)}, not {kind}")
    return value


def _number(value: Any) -> Any:
    return _of_kind(value, Kind.NUMBER)


def _lifted(work: Callable[..., Any], kind: Kind) -> Callable[[Values], Any]:
    def known(*args: Any) -> Any:
        return work(*[_of_kind(arg, kind) for arg in args])

    return lambda args: lift(known, *args)


def _absolute(args: Values) -> Any:
    value = args[0]
    return _open_extreme(max, [value, negate(value)]) if isinstance(value, Open) else abs(_number(value))


def _date(year: Any, month: Any, day: Any) -> date:
    if not all(isinstance(part, int) for part in (year, month, day)):
        raise Silence("law.gap.no_such_day")
    try:
        return date(year, month, day)
    except (ValueError, OverflowError) as fault:
        raise Silence("law.gap.no_such_day") from fault


def _whole_months(start: date, end: date) -> Duration:
    if end < start:
        return Duration(-_whole_months(end, start).months)
    months = (end.year - start.year) * 12 + end.month - start.month
    return Duration(months - (end.day < start.day))


_N = Kind.NUMBER
FUNCTIONS: dict[str, Function] = {
    "sum": Function(lambda args: total(_items(args)), 0, None, _N, _N),
    "count": Function(_count, 0, None, None, _N),
    "min": Function(lambda args: extreme(min, _items(args)), 1, None, None, None),
    "max": Function(lambda args: extreme(max, _items(args)), 1, None, None, None),
    "abs": Function(_absolute, 1, 1, _N, _N),
    "not": Function(_lifted(not_, Kind.BOOLEAN), 1, 1, Kind.BOOLEAN, Kind.BOOLEAN),
    **{how.value: Function(_rounding(how), 1, 2, _N, _N) for how in Rounding},
    "string length": Function(_lifted(len, Kind.TEXT), 1, 1, Kind.TEXT, _N),
    "starts with": Function(_lifted(str.startswith, Kind.TEXT), 2, 2, Kind.TEXT, Kind.BOOLEAN),
    "date": Function(_lifted(_date, _N), 3, 3, _N, Kind.DATE),
    "years and months duration": Function(_lifted(_whole_months, Kind.DATE), 2, 2, Kind.DATE, Kind.DURATION),
}
