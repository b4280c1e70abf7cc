"""A unary test on a value: passed, failed, or open exactly when what is left decides nothing."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.law.grammar import test as unary
from comity.law.match import passes, quick
from comity.law.value import Duration, Open

VALUES: list[Any] = [
    0,
    1,
    2,
    Fraction(3, 2),
    -1,
    True,
    False,
    "a",
    "b",
    "ab",
    "",
    date(2026, 1, 1),
    date(2025, 1, 1),
    Duration(months=2),
    Duration(days=2),
    (1,),
    {"a": 1},
]
CELLS = [
    "-",
    "1",
    "1, 2",
    "not(1)",
    "> 1",
    "[1..2]",
    "(1..2)",
    "true",
    "false",
    "!= true",
    '"a"',
    'not("a", "b")',
    'starts with(?, "a")',
    '< date("2026-01-01")',
    '> duration("P1M")',
    '"a", 1',
    "!= 1",
    '>= "b"',
    "0",
    "0, 1",
]


@pytest.mark.parametrize("cell", CELLS)
def test_the_quick_test_agrees_with_the_full_one(cell: str) -> None:
    test = unary(cell)
    assert [quick(test)(value) for value in VALUES] == [passes(test, value) is True for value in VALUES]


@given(st.sampled_from(CELLS), st.lists(st.sampled_from(VALUES), min_size=1, max_size=4))
def test_an_open_value_passes_when_every_option_does(cell: str, options: list[Any]) -> None:
    test = unary(cell)
    each = {passes(test, option) for option in options}
    found = passes(test, Open(frozenset({"x"}), options=tuple(options)))
    assert found in each if len(each) == 1 else isinstance(found, Open)


def test_a_number_is_not_a_truth_value() -> None:
    assert passes(unary("1"), True) is False
    assert passes(unary("true"), 1) is False
    assert quick(unary("1"))(True) is False


def test_bounds_decide_an_interval() -> None:
    some = Open(frozenset({"x"}), low=2, high=3)
    assert passes(unary("[1..4]"), some) is True
    assert passes(unary("> 3"), some) is False
    assert isinstance(passes(unary(">= 3"), some), Open)
    assert passes(unary("not(> 5, 1)"), some) is True


def test_a_value_of_another_type_fails_a_test_and_passes_its_denial() -> None:
    assert passes(unary("> 1"), "a") is False
    assert passes(unary("not(> 1)"), "a") is True
