"""Plans run by NumPy at the ends of its types."""

import numpy as np
import pytest

from comity.law.plan import INT64, Classed, Given, Sum
from comity.law.vector import Program, chosen

ENDS = [INT64 - 1, INT64, -INT64, 5, 0, -3]


@pytest.mark.parametrize("few", [True, False])
def test_classes_at_the_ends_of_64_bits_are_exact(few: bool) -> None:
    marks = (INT64 - 1, INT64, INT64 + 1) if few else (*range(-20, 0), INT64, INT64 + 1)
    found = Program([Classed(Given("n", -INT64, INT64), marks)]).run({"n": np.array(ENDS)}, len(ENDS))[0]
    assert found.tolist() == [sum(mark <= n for mark in marks) for n in ENDS]


def test_classes_of_what_64_bits_do_not_hold_are_exact() -> None:
    given = Given("n", -INT64, INT64)
    marks = (-1, INT64 + 5, 2 * INT64 - 2, 2 * INT64 - 1, 2 * INT64)
    found = Program([Classed(Sum(given, given), marks)]).run({"n": np.array(ENDS)}, len(ENDS))[0]
    assert found.tolist() == [sum(mark <= 2 * n for mark in marks) for n in ENDS]


@pytest.mark.parametrize("lane", ["u1", "u2", "u4", "i1", "i8"])
def test_one_of_two_is_chosen_in_any_type(lane: str) -> None:
    yes, no = np.array([1, 2, 100], lane), np.array([7, 8, 9], lane)
    assert chosen(np.array([1, 0, 1], np.int8), yes, no).tolist() == [1, 8, 100]
