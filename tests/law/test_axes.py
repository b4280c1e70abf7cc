from datetime import date

import pytest

from comity.law.axes import Axes
from comity.law.axis import Axis
from comity.law.library import Library

PACK = """# Axes
pack: aa

## kind
inputs: age: integer [16..110] "age"; power: number > 0 "power"; zone: text ("in", "out", "far") "zone"
hit: F

| age      | power     | zone          | out |
|----------|-----------|---------------|-----|
| < 22     | <= 50     | -             | 1   |
| [22..29] | (50..70]  | "in", "out"   | 2   |
| -        | -         | -             | 3   |

## horses
inputs: power: number > 0 "power"; unit: text ("hp", "kW") "unit"
= if unit = "kW" then power * 2 else power

## step
hit: F

| horses | out |
|--------|-----|
| > 100  | 1   |
| -      | 2   |

## called
inputs: years: integer [16..110] "years"; yes: boolean "yes"
= if yes then kind(age: years, power: 60, zone: "in") else 0

## since
inputs: born: date "born"
= if born < date("2000-01-01") then 1 else 0
"""
AXES = Axes(Library.from_texts({"aa.md": PACK}))


def told(rule: str, name: str) -> list[tuple[str, ...]]:
    found = AXES.of(rule)[name]
    return [found.spell([place]) for place in range(len(found.values))]


@pytest.mark.parametrize(
    ("rule", "name", "classes"),
    [
        ("aa.kind", "age", [("[16..21]",), ("[22..29]",), ("[30..110]",)]),
        ("aa.kind", "power", [("(0..50]",), ("> 70",), ("(50..70]",)]),
        ("aa.kind", "zone", [("in", "out"), ("far",)]),
        ("aa.called", "years", [("[16..21]",), ("[22..29]",), ("[30..110]",)]),
        ("aa.called", "yes", [("false",), ("true",)]),
        ("aa.since", "born", [("<= 1999-12-31",), (">= 2000-01-01",)]),
    ],
)
def test_classes_are_spelt_as_packs_write_tests(rule: str, name: str, classes: list[tuple[str, ...]]) -> None:
    assert sorted(told(rule, name)) == sorted(classes)


def test_classes_side_by_side_are_spelt_as_one() -> None:
    age = AXES.of("aa.kind")["age"]
    low, middle, high = sorted(range(3), key=lambda place: age.values[place])
    assert age.spell([low, middle]) == ("[16..29]",)
    assert age.spell([low, high]) == ("[16..21]", "[30..110]")
    assert age.spell([low, middle, high]) == ()
    assert age.spell([low, middle, high], always=True) == ("[16..110]",)


def test_a_number_a_formula_works_with_is_tried_at_the_marks_of_what_asks_that_formula() -> None:
    power = AXES.of("aa.step")["power"]
    assert power.sampled
    assert any(value <= 100 for value in power.values)
    assert any(value > 100 for value in power.values)
    assert not AXES.of("aa.step")["unit"].sampled


def test_a_base_compared_with_the_figures_of_a_rule_is_tried_on_both_sides_of_each() -> None:
    text = """# Corridor
pack: aa

## low
inputs: kind: text ("a", "b") "kind"

| kind | low |
|------|-----|
| "a"  | 10  |
| "b"  | 20  |

## fits
inputs: base: number > 0 "base"
= base >= low
"""
    base: Axis = Axes(Library.from_texts({"aa.md": text})).of("aa.fits")["base"]
    assert {sum(value >= mark for mark in (10, 20)) for value in base.values} == {0, 1, 2}


def test_the_dates_a_rule_is_tested_on_are_those_of_its_law() -> None:
    text = """# Day
pack: aa

## fee
inputs: filed: date "filed"
day: filed

| fee | in force      |
|-----|---------------|
| 1   | .. 2025-12-31 |
| 2   | 2026-01-01 .. |
"""
    filed = Axes(Library.from_texts({"aa.md": text})).of("aa.fee")["filed"]
    assert {value < date(2026, 1, 1) for value in filed.values} == {True, False}
