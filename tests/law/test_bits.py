"""Tables packed into one look-up give the numbers of each, with the bounds of each."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.basis.exact import Rounding
from comity.law import plan
from comity.law.bits import packed
from comity.law.plan import INT64, Fixed, Given, Mapped, Node, Rounded, Times
from comity.law.simplify import simplified
from comity.law.vector import Program

PLACE = Given("place", 0, 3)
FLAGS = Mapped(PLACE, (1, 0, 1, 1))
COLUMNS = {"place": np.arange(4), "sum": np.array([7, 70, 700, 7_000])}


def same_packed(roots: list[Node]) -> list[Any]:
    """The numbers of the packed roots, which are those of the roots."""
    found = [each.tolist() for each in Program(packed(roots)).run(COLUMNS, 4)]
    assert found == [each.tolist() for each in Program(roots).run(COLUMNS, 4)]
    return found


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.integers(0, 900), min_size=4, max_size=4), min_size=1, max_size=5))
def test_packed_tables_are_the_same_on_every_row(tables: list[list[int]]) -> None:
    same_packed([Mapped(PLACE, tuple(values)) for values in tables])


def test_a_table_of_zeros_has_no_bits_of_another() -> None:
    assert same_packed([Mapped(PLACE, (0, 0, 0, 0)), FLAGS])[0] == [0, 0, 0, 0]


def test_tables_of_other_lengths_at_one_place_stay_apart() -> None:
    same_packed([Mapped(PLACE, (3, 0, 2, 1)), Mapped(PLACE, (1, 0, 1, 1, 0))])


def test_a_packed_divisor_stays_above_zero() -> None:
    rate = Mapped(PLACE, (3, 1, 2, 1))
    same_packed([Rounded(Given("sum", 0, 10_000), rate, Rounding.HALF_EVEN), FLAGS])


def test_packed_factors_keep_a_product_in_64_bits() -> None:
    product = Times(Mapped(PLACE, (1, 5, 4, 3)), Given("sum", 0, INT64 // 5))
    assert all(map(plan.is_narrow, packed([product, FLAGS])))
    same_packed([product, FLAGS])


@pytest.mark.parametrize("outer", [(4, 4, 9), (0, 1, 1), (8, 9, 9)])
def test_a_table_seen_through_a_table_is_one_table(outer: tuple[int, ...]) -> None:
    inner = Mapped(PLACE, (0, 1, 0, 1))
    (found,) = simplified([Mapped(inner, outer)])
    assert isinstance(found, Mapped | Fixed)
    assert not (isinstance(found, Mapped) and isinstance(found.of, Mapped))
    assert Program([found]).run(COLUMNS, 4)[0].tolist() == [outer[0], outer[1]] * 2
