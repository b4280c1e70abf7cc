from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.exact import Rounding
from comity.basis.money import Currency, Money

TEST = Currency("XTS", 2)  # the code ISO 4217 keeps for testing
WHOLE = Currency("XXX", 0)
MINORS = st.integers(-(10**15), 10**15)


@given(MINORS, MINORS)
def test_adding_and_taking_away_are_exact_opposites(left: int, right: int) -> None:
    assert Money(left, TEST) + Money(right, TEST) - Money(right, TEST) == Money(left, TEST)


@given(MINORS, MINORS)
def test_order_is_the_order_of_minor_units(left: int, right: int) -> None:
    assert (Money(left, TEST) < Money(right, TEST)) is (left < right)


@given(MINORS)
def test_what_is_shown_has_the_amount_in_it(minor: int) -> None:
    amount, code = str(Money(minor, TEST)).split(" ")
    assert int(Fraction(amount) * 100) == minor
    assert code == "XTS"


@pytest.mark.parametrize(
    ("money", "shown"),
    [
        (Money(100_150, TEST), "1001.50 XTS"),
        (Money(-5, TEST), "-0.05 XTS"),
        (Money(0, TEST), "0.00 XTS"),
        (Money(12, WHOLE), "12 XXX"),
    ],
)
def test_money_is_shown_with_all_its_places(money: Money, shown: str) -> None:
    assert str(money) == shown


@pytest.mark.parametrize(
    ("how", "minor"),
    [
        (Rounding.HALF_UP, 13),
        (Rounding.HALF_EVEN, 12),
        (Rounding.HALF_DOWN, 12),
        (Rounding.UP, 13),
        (Rounding.DOWN, 12),
    ],
)
def test_half_a_minor_unit_goes_where_the_rule_says(how: Rounding, minor: int) -> None:
    assert Money.from_number(Fraction(125, 1000), TEST, how) == Money(minor, TEST)


def test_two_currencies_never_mix() -> None:
    one, other = Money(1, TEST), Money(1, WHOLE)
    for mix in (lambda: one + other, lambda: one - other, lambda: one < other):
        with pytest.raises(ValueError, match="do not mix"):
            mix()
    assert one != other


def test_the_same_code_with_other_places_is_another_currency() -> None:
    with pytest.raises(ValueError, match="do not mix"):
        Money(1, TEST) + Money(1, Currency("XTS", 3))
