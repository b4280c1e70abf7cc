"""Arithmetic is exact and rounds as named, beside Python's decimal."""

from datetime import date
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
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.law.functions import FUNCTIONS, Silence, field, minus, over, plus, times
from comity.law.value import Duration, Open, WrongKind

DECIMAL = {
    "round half up": ROUND_HALF_UP,
    "round half down": ROUND_HALF_DOWN,
    "round half even": ROUND_HALF_EVEN,
    "round up": ROUND_UP,
    "round down": ROUND_DOWN,
    "floor": ROUND_FLOOR,
    "ceiling": ROUND_CEILING,
}
EXACT = Context(prec=60)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
X = Open(frozenset({"x"}))


def call(name: str, *args: Any) -> Any:
    return FUNCTIONS[name].work(args)


@given(
    st.sampled_from(sorted(DECIMAL)),
    st.decimals(min_value=-(10**9), max_value=10**9, places=4),
    st.integers(-3, 5),
)
def test_rounding_agrees_with_decimal(name: str, number: Decimal, scale: int) -> None:
    wanted = number.quantize(Decimal(1).scaleb(-scale), rounding=DECIMAL[name], context=EXACT)
    assert call(name, Fraction(number), scale) == Fraction(wanted)


@pytest.mark.parametrize("name", sorted(DECIMAL))
@pytest.mark.parametrize("half", ["-2.5", "-1.5", "-0.5", "0.5", "1.5", "2.5"])
def test_ties_go_where_the_name_says(name: str, half: str) -> None:
    assert call(name, Fraction(half)) == int(Decimal(half).to_integral_value(DECIMAL[name]))


@given(st.fractions(), st.fractions(), st.fractions())
def test_arithmetic_is_exact(a: Fraction, b: Fraction, c: Fraction) -> None:
    assert minus(plus(a, b), b) == a
    assert times(a, plus(b, c)) == plus(times(a, b), times(a, c))
    if b:
        assert times(over(a, b), b) == a


def test_whole_results_are_whole_numbers() -> None:
    assert type(plus(Fraction(1, 2), Fraction(1, 2))) is int
    assert type(over(4, 2)) is int
    assert type(call("round half up", Fraction(5, 2))) is int


@given(DAYS, DAYS)
def test_days_between_two_dates_lead_from_one_to_the_other(a: date, b: date) -> None:
    assert plus(b, minus(a, b)) == a


@given(DAYS, st.integers(0, 600))
def test_whole_months_are_the_most_that_fit(day: date, months: int) -> None:
    there = plus(day, Duration(months=months))
    found = call("years and months duration", day, there).months
    assert found in (months, months - 1)  # a month shorter than the day of the month is not whole
    assert (found == months) == (there.day == day.day)


@pytest.mark.parametrize(
    ("work", "args"),
    [
        (plus, (1, "a")),
        (plus, ("a", 1)),
        (plus, (True, 1)),
        (plus, (date(2026, 1, 1), 1)),
        (plus, (Duration(months=1), Duration(days=1))),
        (minus, ("a", "b")),
        (minus, (True, True)),
        (times, ("a", 2)),
        (times, (True, 2)),
        (over, ("a", 2)),
        (over, (1, "a")),
        (times, ("a", X)),
        (lambda *a: call("sum", *a), ("a",)),
        (lambda *a: call("sum", *a), ({"a": 1},)),
        (lambda *a: call("min", *a), (1, "a")),
        (lambda *a: call("max", *a), (True, False)),
        (lambda *a: call("not", *a), (1,)),
        (lambda *a: call("abs", *a), ("a",)),
        (lambda *a: call("string length", *a), (5,)),
        (lambda *a: call("starts with", *a), ("a", 5)),
        (lambda *a: call("floor", *a), ("a",)),
        (lambda *a: call("years and months duration", *a), (1, 2)),
        (field, ("a", "year")),
        (field, ({"a": 1}, "b")),
        (field, (date(2026, 1, 1), "hour")),
    ],
)
def test_a_wrong_kind_is_named_and_nothing_else(work: Any, args: tuple[Any, ...]) -> None:
    with pytest.raises(WrongKind):
        work(*args)


@pytest.mark.parametrize(
    ("work", "args", "code"),
    [
        (over, (1, 0), "law.gap.divided_by_zero"),
        (over, (X, 0), "law.gap.divided_by_zero"),
        (plus, (date(9999, 12, 31), Duration(days=1)), "law.gap.no_such_day"),
        (plus, (date(9999, 12, 31), Duration(months=1)), "law.gap.no_such_day"),
        (minus, (date(1, 1, 1), Duration(days=1)), "law.gap.no_such_day"),
        (lambda *a: call("date", *a), (2026, 2, 30), "law.gap.no_such_day"),
        (lambda *a: call("date", *a), (2026, 2, Fraction(1, 2)), "law.gap.no_such_day"),
        (lambda *a: call("date", *a), (10**30, 1, 1), "law.gap.no_such_day"),
        (lambda *a: call("min", *a), ((),), "law.gap.empty_list"),
    ],
)
def test_where_the_law_cannot_say_it_is_silent(work: Any, args: tuple[Any, ...], code: str) -> None:
    with pytest.raises(Silence) as caught:
        work(*args)
    assert caught.value.code == code


def test_bounds_pass_through_functions() -> None:
    some = Open(frozenset({"x"}), low=-3, high=2)
    assert (call("abs", some).low, call("abs", some).high) == (-2, 3)
    assert call("max", some, 5) == 5
    assert call("min", some, -3) == -3
    assert call("floor", Open(frozenset({"x"}), low=Fraction(1, 3), high=Fraction(1, 2))) == 0
    assert call("count", (X, X)) == 2
    assert call("sum", some, 10).low == 7
