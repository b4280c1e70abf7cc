"""Open values: what they inherit, what decides them, and what never mixes."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from comity.law.value import (
    BOTH,
    Duration,
    Gap,
    Open,
    all_of,
    any_of,
    compare,
    equal,
    have_order,
    join,
    lift,
    multiply,
    opened,
    quotient,
    same,
    status,
)

X, Y = Open(frozenset({"x"})), Open(frozenset({"y"}))
TRUTH = Open(frozenset({"t"}), options=BOTH)
SILENT = Gap("aa.f", date(2026, 1, 1))
BOUNDS = st.tuples(st.integers(-9, 9), st.integers(0, 5)).map(
    lambda pair: Open(frozenset({"x"}), low=pair[0], high=pair[0] + pair[1])
)


def test_one_false_decides_a_conjunction_and_one_true_a_disjunction() -> None:
    assert all_of([X, False]) is False
    assert any_of([X, True]) is True
    assert all_of([TRUTH, True]).missing == {"t"}
    assert all_of([]) is True
    assert any_of([]) is False


def test_one_of_equal_values_is_known() -> None:
    assert join([3, 3], [X]) == 3
    assert join([(1, 2), (1, 2)], [X]) == (1, 2)


def test_one_and_true_are_two_options() -> None:
    found = join([1, True], [X])
    assert [type(option) for option in found.options] == [int, bool]
    assert not same(1, True)
    assert not same((1,), (True,))


def test_contexts_are_joined_output_by_output() -> None:
    found = join([{"a": 1, "b": 2}, {"a": 1, "b": 3}], [X])
    assert found["a"] == 1
    assert (found["b"].options, found["b"].missing) == ((2, 3), {"x"})


def test_an_open_value_is_found_inside_lists_and_contexts() -> None:
    assert status((1, X)) == "undetermined"
    assert status({"a": Open(gaps=(SILENT,))}) == "gap"
    assert status({"a": Open(gaps=(SILENT,)), "b": (X,)}) == "undetermined"
    assert status((1, {"a": 2})) == "determined"
    assert opened([(X, {"a": Y})]).missing == {"x", "y"}


def test_missing_facts_beside_a_gap_leave_it_undetermined() -> None:
    assert status(opened([X, Open(gaps=(SILENT,))])) == "undetermined"


def test_lists_are_equal_when_their_items_are() -> None:
    assert equal((1, X), (2, 5)) is False
    assert isinstance(equal((1, X), (1, 5)), Open)
    assert equal({"a": 1}, {"a": 1}) is True
    assert equal((1,), 1) is False


@given(BOUNDS, BOUNDS, st.data())
def test_bounds_of_products_and_quotients_hold_every_case(a: Open, b: Open, data: st.DataObject) -> None:
    left = data.draw(st.integers(int(a.low or 0), int(a.high or 0)))
    right = data.draw(st.integers(int(b.low or 0), int(b.high or 0)))
    for work, value in ((multiply, Fraction(left * right)), (quotient, right and Fraction(left, right))):
        if work is quotient and right == 0:
            continue
        found = work(a, b) if not (work is quotient and (b.low, b.high) == (0, 0)) else X
        low, high = (found.low, found.high) if isinstance(found, Open) else (found, found)
        assert low is None or low <= value
        assert high is None or value <= high


@given(BOUNDS, st.integers(-9, 15), st.sampled_from(["<", "<=", ">", ">="]))
def test_a_comparison_is_decided_as_soon_as_the_bounds_decide_it(a: Open, limit: int, operator: str) -> None:
    cases = {compare(n, limit, operator) for n in range(int(a.low or 0), int(a.high or 0) + 1)}
    found = compare(a, limit, operator)
    assert found is True or found is False or isinstance(found, Open)
    assert isinstance(found, Open) == (len(cases) == 2)


def test_months_and_days_have_no_order() -> None:
    assert not have_order(Duration(months=1), Duration(days=40))
    assert have_order(Duration(), Duration(days=40))
    assert have_order(1, Fraction(1, 2))
    assert not have_order(True, False)
    assert not have_order(1, "a")


def test_a_function_of_few_options_is_worked_out_for_each() -> None:
    k = Open(frozenset({"k"}), options=("a", "bb"))
    assert lift(len, k).options == (1, 2)
    assert lift(lambda text: 5, k) == 5
    assert lift(len, X).options is None
