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

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.exact import Rounding, divide, parse_number, round_to, show, tidy

DECIMALS = st.decimals(-(10**12), 10**12, places=6)
FRACTIONS = st.fractions(-(10**9), 10**9, max_denominator=10**6)
# An independent judge: Python's own decimal arithmetic has the seven ways of rounding.
JUDGE = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_DOWN: ROUND_HALF_DOWN,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.UP: ROUND_UP,
    Rounding.DOWN: ROUND_DOWN,
    Rounding.FLOOR: ROUND_FLOOR,
    Rounding.CEILING: ROUND_CEILING,
}


@given(DECIMALS, st.integers(0, 5), st.sampled_from(Rounding))
def test_rounding_agrees_with_decimal(value: Decimal, scale: int, how: Rounding) -> None:
    judged = value.quantize(Decimal(1).scaleb(-scale), rounding=JUDGE[how], context=Context(prec=40))
    assert round_to(Fraction(value), scale, how) == Fraction(judged)


# FEEL's own examples of its rounding functions: DMN 1.5, 10.3.4.5.
@pytest.mark.parametrize(
    ("how", "value", "scale", "rounded"),
    [
        (Rounding.UP, "5.5", 0, "6"),
        (Rounding.UP, "-5.5", 0, "-6"),
        (Rounding.UP, "1.121", 2, "1.13"),
        (Rounding.UP, "-1.126", 2, "-1.13"),
        (Rounding.DOWN, "5.5", 0, "5"),
        (Rounding.DOWN, "-5.5", 0, "-5"),
        (Rounding.DOWN, "1.121", 2, "1.12"),
        (Rounding.DOWN, "-1.126", 2, "-1.12"),
        (Rounding.HALF_UP, "5.5", 0, "6"),
        (Rounding.HALF_UP, "-5.5", 0, "-6"),
        (Rounding.HALF_UP, "1.126", 2, "1.13"),
        (Rounding.HALF_DOWN, "5.5", 0, "5"),
        (Rounding.HALF_DOWN, "-5.5", 0, "-5"),
        (Rounding.HALF_DOWN, "-1.126", 2, "-1.13"),
        (Rounding.HALF_EVEN, "0.035", 2, "0.04"),
        (Rounding.FLOOR, "-1.56", 1, "-1.6"),
        (Rounding.CEILING, "-1.56", 1, "-1.5"),
    ],
)
def test_rounding_follows_the_examples_of_feel(how: Rounding, value: str, scale: int, rounded: str) -> None:
    assert round_to(parse_number(value), scale, how) == parse_number(rounded)


@given(FRACTIONS, st.integers(-3, 6), st.sampled_from(Rounding))
def test_rounding_moves_by_less_than_one_unit_and_once_is_enough(
    value: Fraction, scale: int, how: Rounding
) -> None:
    unit = 1 / Fraction(10) ** scale
    rounded = round_to(value, scale, how)
    assert abs(rounded - value) < unit
    assert (rounded / unit).denominator == 1
    assert round_to(rounded, scale, how) == rounded


def test_a_scale_below_zero_rounds_to_tens() -> None:
    assert round_to(155, -1, Rounding.HALF_EVEN) == 160
    assert round_to(145, -1, Rounding.HALF_EVEN) == 140


@given(DECIMALS)
def test_a_decimal_is_shown_and_read_back_the_same(value: Decimal) -> None:
    assert parse_number(show(tidy(Fraction(value)))) == Fraction(value)


@given(FRACTIONS)
def test_what_is_shown_is_the_number(value: Fraction) -> None:
    assert Fraction(show(tidy(value))) == value


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(-1, 2), "-0.5"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-2, 7), "-2/7"),
        (Fraction(1, 1000), "0.001"),
        (0, "0"),
        (-7, "-7"),
    ],
)
def test_a_number_is_shown_as_a_person_writes_it(value: Fraction | int, shown: str) -> None:
    assert show(value) == shown


@pytest.mark.parametrize(
    "text", ["1e3", "nan", "inf", "", ".", "-", "1.", "1,5", " 1", "1 ", "+1", "0x1", "1_000", "١", "١.٥"]
)
def test_what_is_not_a_plain_decimal_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a decimal number"):
        parse_number(text)


def test_a_number_too_long_to_be_meant_is_refused_without_being_repeated() -> None:
    with pytest.raises(ValueError, match=r"^not a decimal number: '9{40}'$"):
        parse_number("9" * 100_000)


@pytest.mark.parametrize(
    ("text", "value"), [("1.10", Fraction(11, 10)), (".5", Fraction(1, 2)), ("-0", 0), ("007", 7)]
)
def test_a_decimal_text_is_its_exact_number(text: str, value: Fraction | int) -> None:
    assert parse_number(text) == value


@given(FRACTIONS)
def test_a_whole_number_is_an_int_and_no_other_is(value: Fraction) -> None:
    assert isinstance(tidy(value), int) is (value.denominator == 1)
    assert tidy(value) == value


@given(FRACTIONS, FRACTIONS.filter(bool))
def test_a_quotient_times_its_divisor_is_the_dividend(left: Fraction, right: Fraction) -> None:
    assert divide(left, right) * right == left


def test_nothing_is_divided_by_zero() -> None:
    with pytest.raises(ZeroDivisionError):
        divide(1, 0)
