from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.feel.value import DECIMAL128
from tests.feel.conftest import Ask, Same

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12)


@given(left=NUMBERS, right=NUMBERS)
def test_numbers_are_those_of_decimal128(ask: Ask, left: Decimal, right: Decimal) -> None:
    assert ask("a + b", a=left, b=right) == DECIMAL128.add(left, right)
    assert ask("a * b", a=left, b=right) == DECIMAL128.multiply(left, right)
    if right:
        assert ask("a / b", a=left, b=right) == DECIMAL128.divide(left, right)
    assert ask("a < b", a=left, b=right) == (left < right)


@given(value=NUMBERS, scale=st.integers(-5, 6))
def test_rounding_keeps_within_half_a_step(ask: Ask, value: Decimal, scale: int) -> None:
    step = Decimal(10) ** -scale
    for how in ("round half up", "round half down", "decimal"):
        assert abs(ask(f"{how}(a, b)", a=value, b=Decimal(scale)) - value) <= step / 2
    assert (
        ask("floor(a, b)", a=value, b=Decimal(scale))
        <= value
        <= ask("ceiling(a, b)", a=value, b=Decimal(scale))
    )


@given(dividend=NUMBERS, divisor=NUMBERS.filter(bool))
def test_modulo_has_the_sign_of_the_divisor(ask: Ask, dividend: Decimal, divisor: Decimal) -> None:
    rest = ask("modulo(a, b)", a=dividend, b=divisor)
    assert abs(rest) < abs(divisor)
    assert not rest or (rest < 0) == (divisor < 0)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7 + 2 * 3", "13"),
        ("-2 ** 2", "4"),
        ("3 ** 2 ** 2", "81"),
        ("9 ** 0.5", "3"),
        ("6 - 2 - 1", "3"),
        (".5 + 1.5e1", "15.5"),
        ("1 / 3 * 3 = 1", "false"),
        ("1 / 0", "null"),
        ("10 ** 7000", "null"),
        ("2 + true", "null"),
        ('"kilo" + "metre"', '"kilometre"'),
        ('"5" + 5', "null"),
        ("null + 1", "null"),
        ("sqrt(2.25)", "1.5"),
        ("sqrt(-1)", "null"),
        ("log(0)", "null"),
        ("even(0) and odd(-7)", "true"),
        ("odd(1.5)", "null"),
        ("round half up(2.5, 0) - round half down(2.5, 0)", "1"),
        ("round up(-1.01, 1)", "-1.1"),
        ("round down(1.99)", "null"),
        ("floor(-0.5)", "-1"),
        ("ceiling(12.341, null)", "null"),
        ("decimal(0.125, 2)", "0.12"),
        ("abs(-4) + abs(4)", "8"),
        ('number("2.750,5", ".", ",")', "2750.5"),
        ('number("0x10")', "null"),
        ("median(9, 1, 4)", "4"),
        ("stddev(1, 3)", "sqrt(2)"),
        ("mode([4, 2, 4, 2, 1])", "[2, 4]"),
        ("mean([1, 2, 6])", "3"),
        ("product([2, -3])", "-6"),
        ("sum([])", "null"),
        ('sum([1, "2"])', "null"),
    ],
)
def test_an_expression_of_numbers_and_texts(says: Same, text: str, value: str) -> None:
    assert says(text, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('@"2024-02-29" + @"P1Y"', '@"2025-02-28"'),
        ('@"2024-03-31" - @"P1M"', '@"2024-02-29"'),
        ('@"2024-03-01" - @"2024-02-01"', '@"P29D"'),
        ('@"P10D" + @"2024-01-01"', '@"2024-01-11"'),
        ('@"2024-01-01" + @"PT25H"', '@"2024-01-02"'),
        ('@"23:30:00" + @"PT1H"', '@"00:30:00"'),
        ('@"2024-01-01T00:00:00Z" - @"2024-01-01T02:00:00+03:00"', '@"PT1H"'),
        ('@"2024-01-01T00:00:00Z" - @"2024-01-01T00:00:00"', "null"),
        ('@"P1Y" + @"P1D"', "null"),
        ('@"P1Y6M" / @"P3M"', "6"),
        ('@"P1D" * 1.5', '@"P1DT12H"'),
        ('@"P5M" / 2', '@"P2M"'),
        ('-@"PT90M"', '@"-PT1H30M"'),
        ('@"2024-01-01" + 1', "null"),
        ('@"999999999-12-31" + @"P1D"', "null"),
        ('@"P1D" / 0', "null"),
    ],
)
def test_an_expression_of_days_times_and_durations(says: Same, text: str, value: str) -> None:
    assert says(text, value)
