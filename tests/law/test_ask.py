import random
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from comity.basis.errors import PackError
from comity.law.ask import inquire, questions, witnesses
from comity.law.axes import Axes
from comity.law.evaluate import evaluate
from comity.law.library import Library
from comity.law.value import Open
from tests.law.engines import shipped

DAY = date(2026, 11, 21)
PACK = """# Fares
pack: aa/fares

## fare
inputs: age: integer [0..120] "age"; resident: boolean "resident"; zone: text ("in", "out") "zone"
hit: F

| age | resident | zone  | fare |
|-----|----------|-------|------|
| < 7 | -        | -     | 0    |
| -   | true     | "in"  | 1    |
| -   | -        | "in"  | 2    |
| -   | -        | "out" | 3    |

## doubled
inputs: seats: integer [1..5] "seats"
= if seats > 2 then fare * 2 else fare
"""
LIBRARY = Library.from_texts({"aa/fares.md": PACK})


def test_a_known_answer_asks_nothing() -> None:
    assert questions("aa/fares.fare", {"age": 5}, LIBRARY, DAY) == []


def test_the_question_that_settles_most_comes_first() -> None:
    asked = questions("aa/fares.fare", {"age": 40}, LIBRARY, DAY)
    assert [(each.input.name, each.settled, each.classes) for each in asked] == [
        ("zone", 1, 2),
        ("resident", 0, 2),
    ]


def test_a_fact_that_can_no_longer_change_the_answer_is_not_asked() -> None:
    asked = questions("aa/fares.fare", {"age": 40, "zone": "out"}, LIBRARY, DAY)
    assert asked == []
    asked = questions("aa/fares.doubled", {"age": 40, "zone": "in", "seats": 1}, LIBRARY, DAY)
    assert [each.input.name for each in asked] == ["resident"]


def test_witnesses_follow_an_input_into_the_rules_it_is_for() -> None:
    age = witnesses("aa/fares.doubled", LIBRARY.asked("aa/fares.doubled")["age"], LIBRARY)
    seats = witnesses("aa/fares.doubled", LIBRARY.asked("aa/fares.doubled")["seats"], LIBRARY)
    assert {value < 7 for value in age} == {True, False}
    assert {value > 2 for value in seats} == {True, False}


def test_answering_the_questions_in_turn_settles_the_rule() -> None:
    facts: dict[str, object] = {}
    for _ in range(4):
        asked = questions("aa/fares.doubled", facts, LIBRARY, DAY)
        if not asked:
            break
        first = asked[0].input
        facts[first.name] = witnesses("aa/fares.doubled", first, LIBRARY)[0]
    assert not isinstance(evaluate("aa/fares.doubled", facts, LIBRARY, DAY).value, Open)


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["-", "< 3", ">= 5", "2"]),
        st.sampled_from(["-", "true", "false"]),
        st.sampled_from(["-", '"x"', '"y", "z"']),
        st.integers(0, 2).map(str),
    ),
    min_size=1,
    max_size=5,
)
FORMULAS = st.sampled_from(
    [
        "if d > 2 then t else 1",
        "if b then d else t",
        "if t = 1 then d else 0",
        "max(t, d)",
        "t - t + d",
        "t * d * 0",
    ]
)
HEAD = """# Random
pack: aa

## t
inputs: a: integer [0..6] "a"; b: boolean "b"; c: text ("x", "y", "z") "c"
hit: F

| a | b | c | out |
|---|---|---|-----|
{rows}
| - | - | - | 3 |

## u
inputs: d: integer [0..4] "d"; b: boolean "b"
= {formula}
"""
ALL: dict[str, list[Any]] = {
    "a": list(range(7)),
    "b": [True, False],
    "c": ["x", "y", "z"],
    "d": list(range(5)),
}

KNOWN = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in ALL.items()})


def random_law(rows: list[tuple[str, ...]], formula: str) -> Library:
    text = HEAD.format(rows="\n".join(f"| {' | '.join(row)} |" for row in rows), formula=formula)
    try:
        return Library.from_texts({"aa.md": text})
    except PackError:  # a row that none can reach
        assume(False)
        raise


def cases(facts: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every case in which the facts are so."""
    free = [name for name in ALL if name not in facts]
    for values in product(*(ALL[name] for name in free)):
        yield {**facts, **dict(zip(free, values, strict=True))}


def can_change(name: str, facts: dict[str, Any], law: Library) -> bool:
    """Whether two cases that part in one fact alone have two values: every case is tried."""
    rest: dict[tuple[Any, ...], set[str]] = {}
    for case in cases(facts):
        others = tuple(case[each] for each in ALL if each != name)
        rest.setdefault(others, set()).add(repr(evaluate("aa.u", case, law, DAY, trace=False).value))
    return any(len(values) > 1 for values in rest.values())


@settings(max_examples=50, deadline=None)
@given(rows=ROWS, formula=FORMULAS, known=KNOWN)
def test_a_fact_is_asked_exactly_when_it_can_still_change_the_answer(
    rows: list[tuple[str, ...]], formula: str, known: dict[str, Any]
) -> None:
    law = random_law(rows, formula)
    asked = {each.input.name for each in questions("aa.u", known, law, DAY)}
    assert asked == {name for name in ALL if name not in known and can_change(name, known, law)}


@settings(max_examples=50, deadline=None)
@given(rows=ROWS, formula=FORMULAS, data=st.data())
def test_answering_what_is_asked_first_ends_with_the_value_whatever_the_rest(
    rows: list[tuple[str, ...]], formula: str, data: st.DataObject
) -> None:
    law, facts = random_law(rows, formula), dict[str, Any]()
    inquiry = inquire("aa.u", facts, law, DAY)
    while inquiry.questions:
        assert inquiry.result.status == "undetermined"
        first = inquiry.questions[0].input.name
        facts[first] = data.draw(st.sampled_from(ALL[first]))
        inquiry = inquire("aa.u", facts, law, DAY)
    found = inquiry.result
    assert found.status == "determined"
    assert {evaluate("aa.u", case, law, DAY, trace=False).value for case in cases(facts)} == {found.value}


def test_a_fact_that_matters_only_with_another_is_asked() -> None:
    text = '# X\npack: aa\n\n## x\ninputs: a: boolean "a"; b: boolean "b"\n= if a then b else not(b)\n'
    law = Library.from_texts({"aa.md": text.replace("not(b)", "(if b then false else true)")})
    assert {each.input.name for each in questions("aa.x", {}, law, DAY)} == {"a", "b"}


def test_a_bare_number_of_a_formula_is_asked_and_one_that_falls_out_is_not() -> None:
    text = '# X\npack: aa\n\n## x\ninputs: a: number > 0 "a"; b: number > 0 "b"\n= a * 2 + b * 0\n'
    law = Library.from_texts({"aa.md": text})
    assert [each.input.name for each in questions("aa.x", {}, law, DAY)] == ["a"]


def test_a_gap_no_fact_can_close_asks_nothing() -> None:
    text = '# X\npack: aa\nin force: 2030-01-01 ..\n\n## x\ninputs: a: boolean "a"\n= if a then 1 else 2\n'
    law = Library.from_texts({"aa.md": text})
    found = inquire("aa.x", {}, law, DAY)
    assert (found.result.status, found.questions) == ("gap", ())


def test_of_very_many_answers_some_are_tried_and_their_number_is_told() -> None:
    rows = "\n".join(f'| "p{n}" | {n % 3} |' for n in range(300))
    places = ", ".join(f'"p{n}"' for n in range(300))
    head = f'# X\npack: aa\n\n## x\ninputs: place: text ({places}) "place"\n\n'
    text = f"{head}| place | out |\n|---|---|\n{rows}\n"
    (one,) = questions("aa.x", {}, Library.from_texts({"aa.md": text}), DAY)
    assert (one.classes, one.tried == one.settled, one.tried <= 64) == (300, True, True)


@pytest.mark.parametrize("seed", range(4))
def test_the_questions_of_shipped_rules_come_to_an_end(seed: int) -> None:
    law, chance = shipped(), random.Random(seed)
    axes, small = Axes(law), [rule for rule in sorted(law.rules) if 0 < len(law.asked(rule)) < 20]
    for rule in chance.sample(small, 10):
        facts: dict[str, Any] = {}
        while (inquiry := inquire(rule, facts, law, DAY)).questions:
            first = inquiry.questions[0].input
            facts[first.name] = chance.choice(axes.axis(rule, first).values)
        assert inquiry.result.status in ("determined", "gap"), (rule, facts)


def test_of_very_many_missing_facts_some_are_weighed_and_the_others_named() -> None:
    names = [f"f{n}" for n in range(40)]
    inputs = "; ".join(f'{name}: boolean "f"' for name in names)
    formula = " + ".join(f"(if {name} then 1 else 0)" for name in names)
    law = Library.from_texts({"aa.md": f"# X\npack: aa\n\n## x\ninputs: {inputs}\n= {formula}\n"})
    found = inquire("aa.x", {}, law, DAY)
    assert len(found.questions) == 24
    assert sorted([*(each.input.name for each in found.questions), *found.later]) == sorted(names)
