"""A folded plan gives the numbers of the plan it was made from, whatever its caps are."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.basis.exact import Rounding
from comity.law import fold as folding
from comity.law import plan
from comity.law.fold import fold
from comity.law.lower import CODE, PRESENT
from comity.law.plan import Classed, Compare, Fixed, Given, Mapped, Node, Pick
from comity.law.ready import prepared
from comity.law.vector import CHUNK, Program

ROWS = 300
COLUMNS = (Given("few", 0, 4), Given("age", -3, 60), Given("wide", -(10**9), 10**9), Given("huge", 0, 2**62))


def table(node: Node, draw: Any) -> Node:
    """Values by the node's class: what a decision table is as a plan."""
    marks = tuple(sorted(draw(st.sets(st.integers(node.low + 1, max(node.low + 1, node.high)), max_size=6))))
    values = draw(st.lists(st.integers(-50, 900), min_size=len(marks) + 1, max_size=len(marks) + 1))
    return Mapped(Classed(node, marks), tuple(values)) if marks else Fixed(values[0])


def joined(left: Node, right: Node, draw: Any) -> Node:
    """Two nodes made one, in any of the ways a formula does."""
    match draw(st.integers(0, 6)):
        case 0:
            return plan.add(left, right)
        case 1:
            return plan.times(left, right)
        case 2:
            return plan.extreme(draw(st.booleans()), left, right)
        case 3:
            return plan.compare(draw(st.sampled_from(("<", "<=", "=", ">", "!="))), left, right)
        case 4:
            present = Given(f"{draw(st.sampled_from(COLUMNS)).name}{PRESENT}", 0, 1)
            return Pick(present, left, right)
        case 5:
            return plan.pick(plan.compare("<", left, Fixed(draw(st.integers(-100, 1000)))), left, right)
    bottom = Fixed(draw(st.integers(1, 1000)))
    return plan.Rounded(plan.add(left, right), bottom, draw(st.sampled_from(list(Rounding))))


@st.composite
def plans(draw: Any) -> Node:
    """A plan over the columns; one whose answers need more than 64 bits is left out."""
    nodes: list[Node] = [*COLUMNS, Fixed(draw(st.integers(-5, 5)))]
    for _ in range(draw(st.integers(1, 14))):
        left, right = draw(st.sampled_from(nodes)), draw(st.sampled_from(nodes))
        made = table(left, draw) if draw(st.booleans()) else joined(left, right, draw)
        if abs(made.low) < 10**40 > abs(made.high):
            nodes.append(made)
    return next(node for node in reversed(nodes) if plan.is_narrow(node))


def columns(seed: int, rows: int = ROWS) -> dict[str, np.ndarray[Any, Any]]:
    """Numbers for every column, ends included; a fifth of them missing, each form saying the same."""
    chance = np.random.default_rng(seed)
    found = {}
    for each in COLUMNS:
        numbers = chance.integers(each.low, each.high, rows, endpoint=True)
        numbers[:2] = each.low, each.high
        present = chance.random(rows) > 0.2
        found[each.name] = np.where(present, numbers, each.low)
        found[each.name + PRESENT] = present.astype(np.int8)
        found[each.name + CODE] = np.where(present, numbers - each.low, each.high - each.low + 1)
    return found


@settings(max_examples=300, deadline=None)
@given(plans(), st.integers(0, 2**32), st.sampled_from((4, 60, 4_096)))
def test_a_folded_plan_is_the_same_on_every_row(root: Node, seed: int, most: int) -> None:
    given_ = columns(seed)
    plain = Program([root]).run(given_, ROWS)[0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding, "MOST_CELLS", most)
        folded = fold([root])
    assert Program(folded).run(given_, ROWS)[0].tolist() == plain.tolist()


def test_a_table_over_few_values_is_one_look_up() -> None:
    few, age = COLUMNS[:2]
    root = plan.add(Mapped(few, (1, 2, 3, 4, 5)), plan.pick(Compare("<", age, Fixed(18)), Fixed(7), Fixed(9)))
    folded = list(plan.each(fold([root])))
    assert sum(isinstance(node, Mapped) for node in folded) <= 3
    assert not any(isinstance(node, Compare | Classed | Pick) for node in folded)


def test_a_column_of_few_values_is_read_by_its_codes_alone() -> None:
    few = COLUMNS[0]
    root = Pick(Given("few?", 0, 1), Mapped(few, (5, 6, 7, 8, 9)), Fixed(-1))
    program = Program(fold([root]))
    assert not program.plain
    assert [name for name, _ in program.looked.values()] == ["few#"]


@pytest.mark.parametrize("whole", ["choices", "sum", "and"])
def test_a_plan_deeper_than_python_may_call_is_prepared(whole: str) -> None:
    wide = COLUMNS[2]
    found: Node = Fixed(1)
    for n in range(1_200):
        other = Given(f"other{n}", -(10**6), 10**6)
        match whole:
            case "choices":
                found = plan.pick(plan.compare("=", wide, Fixed(n)), plan.times(other, Fixed(n + 2)), found)
            case "sum":
                found = plan.add(plan.times(other, wide), found)
            case _:
                found = plan.both([found, plan.compare("<", other, wide)])
    told = {"wide": np.array([3, 2_000])} | {f"other{n}": np.array([n, -n]) for n in range(1_200)}
    assert prepared([found]).run(told, 2)[0].tolist() == Program([found]).run(told, 2)[0].tolist()


@settings(max_examples=300, deadline=None)
@given(plans(), st.integers(0, 2**32))
def test_a_prepared_plan_is_the_same_on_every_row(root: Node, seed: int) -> None:
    told = columns(seed)
    assert prepared([root]).run(told, ROWS)[0].tolist() == Program([root]).run(told, ROWS)[0].tolist()


@pytest.mark.parametrize("how", list(Rounding))
def test_a_divisor_of_a_wide_range_keeps_the_bounds_of_its_quotient(how: Rounding) -> None:
    over = plan.add(COLUMNS[3], Fixed(100_000))
    root = plan.times(COLUMNS[3], plan.Rounded(Given("few?", 0, 1), over, how))
    assert plan.is_narrow(root)
    told = columns(3)
    assert prepared([root]).run(told, ROWS)[0].tolist() == Program([root]).run(told, ROWS)[0].tolist()


@pytest.mark.parametrize("rows", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1])
def test_chunks_leave_no_row_out(rows: int) -> None:
    root = plan.add(Given("wide", -(10**9), 10**9), Fixed(1))
    assert (
        Program([root]).run((told := columns(1, max(rows, 2))), rows)[0].tolist()
        == (told["wide"][:rows] + 1).tolist()
    )


def test_an_answer_beyond_64_bits_is_refused() -> None:
    with pytest.raises(OverflowError, match="64 bits"):
        Program([plan.times(COLUMNS[3], Fixed(4))]).run(columns(1), ROWS)


def test_numbers_beyond_64_bits_on_the_way_are_exact() -> None:
    huge = COLUMNS[3]
    square = plan.times(huge, huge)
    root = plan.Rounded(square, Fixed(2**62), Rounding.HALF_UP)
    told = columns(5)
    wanted = [(2 * n * n + 2**62) // 2**63 for n in map(int, told["huge"])]
    assert Program([root]).run(told, ROWS)[0].tolist() == wanted
