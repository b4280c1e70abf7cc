"""Unary tests on values: passed, failed, or open when the value is."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import ge, gt, le, lt
from typing import Any

from comity.law.expression import AllOf, Anything, Compared, NoneOf, OneOf, StartsWith, Test, Within
from comity.law.value import (
    BOTH,
    ORDERS,
    Duration,
    Open,
    all_of,
    any_of,
    compare,
    equal,
    have_order,
    is_number,
    kind_of,
    opened,
)


def passes(test: Test, value: Any) -> Any:
    """True, False, or an open truth value; a value of another type than the test fails it."""
    if isinstance(value, Open) and value.options is not None:
        verdicts = {bool(passes(test, option)) for option in value.options}
        return verdicts.pop() if len(verdicts) == 1 else opened((value,), options=BOTH)
    match test:
        case Anything():
            return True
        case Compared(operator, wanted):
            return _compared(operator, wanted, value)
        case Within():
            return _within(test, value)
        case StartsWith(prefix):
            return opened((value,), options=BOTH) if isinstance(value, Open) else _starts(value, prefix)
        case OneOf(tests):
            return any_of(passes(each, value) for each in tests)
        case AllOf(tests):
            return all_of(passes(each, value) for each in tests)
        case NoneOf(tests):
            return _not(any_of(passes(each, value) for each in tests))


def narrowed(test: Test, value: Open, options: Sequence[Any]) -> Open:
    """The open value, known to pass the test: with the options that do."""
    left = tuple(option for option in options if passes(test, option) is True)
    numbers = left if left and all(map(is_number, left)) else (None,)
    return replace(value, options=left, low=min(numbers), high=max(numbers))


def quick(test: Test) -> Callable[[Any], bool]:
    """The same test for known values only, as one closure: what the inner loop of a table runs."""
    match test:
        case Compared("=", wanted) if isinstance(wanted, bool):
            return lambda value: value is wanted
        case Compared("=", wanted) if isinstance(wanted, str):
            return lambda value: bool(value == wanted)
        case Compared("=", wanted):
            return lambda value: value == wanted and value.__class__ is not bool
        case Compared(operator, wanted) if operator in ORDERS and not isinstance(wanted, Duration):
            holds, kind = ORDERS[operator], kind_of(wanted)
            return lambda value: kind_of(value) is kind and holds(value, wanted)
        case Within(low) if not isinstance(low, Duration):
            return _quick_within(test)
        case StartsWith(prefix):
            return lambda value: isinstance(value, str) and value.startswith(prefix)
        case OneOf() if texts := words(test):
            return lambda value: value.__class__ is str and value in texts
    return lambda value: passes(test, value) is True


def _quick_within(test: Within) -> Callable[[Any], bool]:
    low, high, kind = test.low, test.high, kind_of(test.low)
    above, below = ge if test.low_in else gt, le if test.high_in else lt
    return lambda value: kind_of(value) is kind and above(value, low) and below(value, high)


def words(test: Test) -> frozenset[str]:
    """The texts of a test that lists texts; empty for any other test."""
    tests = test.tests if isinstance(test, OneOf) else (test,)
    found = [t.value for t in tests if isinstance(t, Compared) and t.operator == "="]
    texts = [value for value in found if isinstance(value, str)]
    return frozenset(texts) if len(texts) == len(tests) else frozenset()


def _not(verdict: Any) -> Any:
    return verdict if isinstance(verdict, Open) else not verdict


def _starts(value: Any, prefix: str) -> bool:
    return isinstance(value, str) and value.startswith(prefix)


def _compared(operator: str, wanted: Any, value: Any) -> Any:
    if operator == "=":
        return equal(value, wanted)
    if operator == "!=":
        return _not(equal(value, wanted))
    return compare(value, wanted, operator) if _ordered(value, wanted) else False


def _within(test: Within, value: Any) -> Any:
    if not _ordered(value, test.low):
        return False
    return all_of(
        (
            compare(value, test.low, ">=" if test.low_in else ">"),
            compare(value, test.high, "<=" if test.high_in else "<"),
        )
    )


def _ordered(value: Any, wanted: Any) -> bool:
    return isinstance(value, Open) or have_order(value, wanted)
