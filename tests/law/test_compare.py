import re
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from comity.basis.errors import InputError, PackError
from comity.law.axes import Axes
from comity.law.compare import compare
from comity.law.evaluate import evaluate
from comity.law.library import Library
from comity.law.rule import show_value
from comity.law.walk import Side, said

DAY, NEXT = date(2026, 12, 31), date(2027, 1, 1)
PACK = """# Fees of {state}
pack: {state}/fees

## fee
inputs: weight: integer [0..50] "weight"

| weight   | fee     | in force      |
|----------|---------|---------------|
| <= {cut} | 10      |               |
| > {cut}  | 20      | .. 2026-12-31 |
| > {cut}  | {later} | 2027-01-01 .. |
"""
HEAD = """# Random
pack: {pack}

## t
inputs: a: integer [0..6] "a"; b: boolean "b"; c: text ("x", "y", "z") "c"
hit: F

| a | b | c | out |
|---|---|---|-----|
{rows}
| - | - | - | 9 |

## u
inputs: d: integer [0..4] "d"
= {formula}
"""
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["-", "< 3", ">= 5", "2", "[1..4]", "1, 6"]),
        st.sampled_from(["-", "true", "false"]),
        st.sampled_from(["-", '"x"', '"y", "z"', 'not("z")']),
        st.integers(0, 2).map(str),
    ),
    min_size=1,
    max_size=5,
)
FORMULAS = st.sampled_from(["if d > 2 then t else 1", "t * d", "max(t, d)", "if t = 1 then d else 0"])


def library(cut: int = 5, later: int = 25) -> Library:
    texts = {f"{s}/fees.md": PACK.format(state=s, cut=c, later=later) for s, c in (("aa", cut), ("bb", 8))}
    return Library.from_texts(texts)


def made(pack: str, rows: list[tuple[str, ...]], formula: str = "t") -> str:
    return HEAD.format(pack=pack, formula=formula, rows="\n".join(f"| {' | '.join(row)} |" for row in rows))


def fits(told: tuple[str, ...], value: Any) -> bool:
    """Whether a value lies in what a cell says of it."""
    return any(_fits(each, value) for each in told)


def _fits(told: str, value: Any) -> bool:
    ends = re.fullmatch(r"\[(\d+)\.\.(\d+)\]", told)
    return int(ends[1]) <= value <= int(ends[2]) if ends else told == show_value(value)


def test_every_differing_cell_has_its_classes_and_what_each_side_says() -> None:
    law = library()
    found = compare(Side("aa/fees.fee", law, DAY), Side("bb/fees.fee", law, DAY))
    (one,) = found.differences
    assert one.cell == {"weight": ("[6..8]",)}
    assert 6 <= one.case["weight"] <= 8
    assert one.left and one.right and one.left.step and one.right.step  # noqa: PT018
    assert (one.left.value, one.right.value) == (20, 10)
    assert (found.cells, found.whole, found.alone, found.strange) == (3, True, ((), ()), {})


def test_one_rule_on_two_days_differs_where_its_rows_changed() -> None:
    law = library()
    (one,) = compare(Side("aa/fees.fee", law, DAY), Side("aa/fees.fee", law, NEXT)).differences
    assert (one.cell, said(one.left), said(one.right)) == ({"weight": ("[6..50]",)}, " 20", " 25")
    assert not compare(Side("aa/fees.fee", law, DAY), Side("aa/fees.fee", law, DAY)).differences


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, others=ROWS, formula=FORMULAS, other=FORMULAS)
def test_the_cells_are_all_the_cases_in_which_two_rules_part_and_no_other(
    rows: list[tuple[str, ...]], others: list[tuple[str, ...]], formula: str, other: str
) -> None:
    try:
        law = Library.from_texts({"a.md": made("aa", rows, formula), "b.md": made("bb", others, other)})
    except PackError:  # a row that none can reach
        assume(False)
    found = compare(Side("aa.u", law, DAY), Side("bb.u", law, DAY))
    assert found.whole
    for values in product(range(7), (True, False), ("x", "y", "z"), (0, 1, 2, 3, 4)):
        case = dict(zip("abcd", values, strict=True))
        if "d" in found.sampled and case["d"] not in {value for each in _axis(law) for value in each}:
            continue
        sides = [evaluate(rule, case, law, DAY, trace=False) for rule in ("aa.u", "bb.u")]
        apart = said(sides[0]) != said(sides[1])
        told = [each for each in found.differences if all(fits(t, case[n]) for n, t in each.cell.items())]
        assert len(told) == apart
        for each in told:
            assert (said(each.left), said(each.right)) == tuple(map(said, sides))


def _axis(law: Library) -> list[tuple[Any, ...]]:
    return [Axes(law).of(rule)["d"].values for rule in ("aa.u", "bb.u")]


def test_a_label_one_side_does_not_know_is_not_put_to_it() -> None:
    text = (
        '# T\npack: {p}\n\n## c\ninputs: class: text ({labels}) "class"\n\n| class | k |\n|---|---|\n{rows}\n'
    )
    sides = {"aa": "xy", "bb": "yz"}
    law = Library.from_texts(
        {
            f"{pack}.md": text.format(
                p=pack,
                labels=", ".join(f'"{label}"' for label in labels),
                rows="\n".join(f'| "{label}" | {n} |' for n, label in enumerate(labels)),
            )
            for pack, labels in sides.items()
        }
    )
    found = compare(Side("aa.c", law, DAY), Side("bb.c", law, DAY))
    told = {each.cell["class"]: (said(each.left), said(each.right)) for each in found.differences}
    assert told == {("x",): (" 0", "unknown"), ("y",): (" 1", " 0"), ("z",): ("unknown", " 1")}
    assert found.strange == {"class": (("x",), ("z",))}


def test_an_input_only_one_side_asks_for_is_named_and_split_only_for_it() -> None:
    law = Library.from_texts(
        {
            "a.md": '# A\npack: aa\n\n## f\ninputs: n: integer [0..3] "n"\n= if n > 1 then 1 else 0\n',
            "b.md": '# B\npack: bb\n\n## f\ninputs: m: boolean "m"\n= if m then 1 else 0\n',
        }
    )
    found = compare(Side("aa.f", law, DAY), Side("bb.f", law, DAY))
    assert found.alone == (("n",), ("m",))
    assert [dict(each.cell) for each in found.differences] == [
        {"n": ("[0..1]",), "m": ("true",)},
        {"n": ("[2..3]",), "m": ("false",)},
    ]


def test_a_fact_of_another_type_is_refused_with_its_name() -> None:
    text = '# A\npack: {p}\n\n## f\ninputs: n: {type} "n"\n= if n = {v} then 1 else 0\n'
    texts = {
        "a.md": text.format(p="aa", type="integer", v=1),
        "b.md": text.format(p="bb", type="text", v='"x"'),
    }
    law = Library.from_texts(texts)
    with pytest.raises(InputError, match="law.compare.two_types"):
        compare(Side("aa.f", law, DAY), Side("bb.f", law, DAY))


def test_too_many_cells_are_sampled_evenly_and_said_so() -> None:
    inputs = "; ".join(f'f{n}: integer [0..9] "f"' for n in range(12))
    formula = " + ".join(f"f{n}" for n in range(12))
    text = "# Wide\npack: {p}\n\n## wide\ninputs: {i}\n= {f} + {more}\n"
    texts = {
        f"{p}.md": text.format(p=p, i=inputs, f=formula, more=more) for p, more in (("aa", 0), ("bb", 1))
    }
    law = Library.from_texts(texts)
    found = compare(Side("aa.wide", law, DAY), Side("bb.wide", law, DAY), most=500)
    assert not found.whole
    assert 10 < found.cells < 5_000
    assert len(found.differences) == found.cells
    assert {each.case["f0"] for each in found.differences} == {0, 9}


def test_two_rules_with_hundreds_of_facts_are_asked_a_bounded_number_of_times() -> None:
    names = [f"f{n}" for n in range(150)]
    inputs = "; ".join(f'{name}: boolean "f"' for name in names)
    counted = ", ".join(f"if {name} then 1 else 0" for name in names)
    text = "# Long\npack: {p}\n\n## long\ninputs: {i}\n= sum([{f}]) + {more}\n"
    texts = {f"{p}.md": text.format(p=p, i=inputs, f=counted, more=m) for p, m in (("aa", 0), ("bb", 1))}
    law = Library.from_texts(texts)
    found = compare(Side("aa.long", law, DAY), Side("bb.long", law, DAY), most=200)
    assert (found.whole, 0 < found.cells <= 400) == (False, True)
    assert len(found.differences) == found.cells
