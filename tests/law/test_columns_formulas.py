"""Formulas over 20,000 random cases each: `evaluate`, NumPy and the SQL engines give one number.

Those of the motor packs are met by contracts near an ordinary one, so that most of them have an answer; the
invented ones have every operator, roundings of every mode, and raw numbers with declared ranges. Spark is
asked the first 4,000 of them.
"""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pyarrow as pa
import pytest

from comity.basis.exact import Rounding
from comity.law.columns import Columns
from comity.law.library import Library
from comity.law.lower import DAY
from comity.law.lowered import NotColumnarError
from comity.law.table import Formula
from tests.law.cases import CASE_DAY, known_or_none, near_usual, value_of_case
from tests.law.engines import Asked, batch, lowered, shipped
from tests.law.test_columns_cells import NO_PLAN, SPARK_REFUSES, differing

CASES = 20_000
DAYS = [date(2026, 3, 1), date(2026, 1, 1), date(2025, 12, 31), None]  # those that the family tests
SPARK_CASES = 4_000  # Spark takes five times as long for a row as the other engines together
_LISTED = {rule for rules in NO_PLAN.values() for rule in rules}
MOTOR = sorted(
    name
    for name, rule in shipped().rules.items()
    if rule.pack in ("ru/motor", "by/motor", "union/motor")
    if name not in _LISTED and isinstance(rule.versions[-1].body, Formula)
)
INPUTS = (
    "inputs: n: number [-50..50]; m: integer [-9..9]; p: number [0.5..100000]; k: text ("
    '"a", "b", "c"); b: boolean; d: date\n'
)
FAMILY = {
    "choice": 'if k = "a" then n * p else if b then m - n else p / 8 * 3',
    "compare": "if n < m or (n >= 2.5 and not(b)) then m * m else if n = m then 0.01 else n + p",
    "between": "if n between -3 and m then 1 else if m in [0..4) then 2 else if m in (-2, 7) then 3 else 4",
    "extremes": "max(min(n * 2, p / 10), m, n - p) + abs(min(n, m))",
    "sums": 'sum(n, m, if k = "b" then 0.125 else p) * (1 - 0.4)',
    "dates": 'if d < date("2026-03-01") then d.year * m + d.month else d.day - n',
    "nested": "round half up(round half even(n * p, 1) / 4, 2) + floor(p / 7) - ceiling(n / 3)",
    "ratio": "round half up((n + m) / (max(m, 0) + 2), 3)",
    "share": "round half even(p / (p + max(n, 0)) * 100, 1)",
    "deep": "if max(n, m) > 3 then min(p, 100) * n else if min(n, m) < -3 then max(p, 5) * m else n * m * p",
    "truth": 'b and n > m or k in ("a", "c") and d >= date("2026-01-01")',
    "label": 'if n > 0 then k else if b then "d" else "a"',
    **{how.value.replace(" ", "_"): f"{how.value}(n * p / 8, 1)" for how in Rounding},
    **{f"{how.value.replace(' ', '_')}_tens": f"{how.value}(n * m * p, -1)" for how in Rounding},
}


@cache
def family() -> Library:
    sections = "".join(f"\n## {name}\n{INPUTS}\n= {tree}\n" for name, tree in FAMILY.items())
    return Library.from_texts({"aa/family.md": f"# Family\npack: aa/family\n{sections}"})


@cache
def family_cases() -> list[dict[str, Any]]:
    """Random facts, half of them on a coarse grid where comparisons are equal and quotients tie."""
    chance = random.Random(20_000)

    def number(low: int, high: int) -> Fraction | int | None:
        step = chance.choice([1, 2, 4, 10, 1000])
        value = Fraction(chance.randrange(low * step, high * step + 1), step)
        return chance.choice([value] * 24 + [None, Fraction(high) + Fraction(1, 1000)])

    return [
        {
            "n": number(-50, 50),
            "m": chance.choice([*range(-9, 10), None]),
            "p": number(1, 100_000),
            "k": chance.choice(["a", "b", "c"] * 8 + [None, "z"]),
            "b": chance.choice([True, False] * 12 + [None]),
            "d": chance.choice([date(2024, 1, 1) + timedelta(chance.randrange(1_200)), *DAYS]),
        }
        for _ in range(CASES)
    ]


def proven(rule: str, library: Library, cases: list[dict[str, Any]], told: pa.RecordBatch) -> dict[int, Any]:
    """The known values of the cases by `evaluate`, found equal to what NumPy gives for each row."""
    at = None if DAY in told.schema.names else CASE_DAY
    answers = Columns(rule, library).answers(told, at)
    seen: dict[tuple[Any, ...], Any] = {}
    wanted: dict[int, Any] = {}
    for row, case in enumerate(cases):
        key = tuple(case.values())
        if key not in seen:
            seen[key] = known_or_none(value_of_case(rule, case, library))
        assert answers.value(row) == seen[key], (rule, case)
        if seen[key] is not None:
            wanted[row] = seen[key]
    return wanted


@pytest.mark.parametrize("pack", ["by/motor", "ru/motor", "union/motor"])
def test_each_motor_formula_is_equal_on_20_000_cases(pack: str, request: pytest.FixtureRequest) -> None:
    wanted, asked = {}, {}
    for rule in (rule for rule in MOTOR if shipped().rules[rule].pack == pack):
        cases = near_usual(rule, CASES)
        told = batch(rule, shipped(), cases)
        wanted[rule] = proven(rule, shipped(), cases, told)
        asked[rule] = lowered(rule, shipped(), told, None)
    equal_on_engines(wanted, asked, request)


@pytest.mark.parametrize("part", [0, 1])
def test_each_invented_formula_is_equal_on_20_000_cases(part: int, request: pytest.FixtureRequest) -> None:
    told = batch("aa/family.choice", family(), family_cases(), 4)
    wanted, asked = {}, {}
    for name in sorted(FAMILY)[part::2]:
        rule = f"aa/family.{name}"
        own = [name for name in told.schema.names if name in family().asked(rule)]
        wanted[rule] = proven(rule, family(), family_cases(), told.select(own))
        assert len(wanted[rule]) > CASES // 2
        asked[rule] = lowered(rule, family(), told.select(own), CASE_DAY)
    equal_on_engines(wanted, asked, request)


def equal_on_engines(
    wanted: dict[str, dict[int, Any]], asked: dict[str, Asked], request: pytest.FixtureRequest
) -> None:
    for name in ("duckdb", "postgres", "spark"):
        most = SPARK_CASES if name == "spark" else CASES
        held = {rule: first(each, most) for rule, each in asked.items() if is_held(each, name, rule)}
        for rule, sure in zip(held, request.getfixturevalue(name).answers([*held.values()]), strict=True):
            assert differing(sure, wanted[rule]) == {}, (name, rule)
            assert len(sure) > len(wanted[rule]) // (10 if name != "spark" else 100), (name, rule)


def first(asked: Asked, most: int) -> Asked:
    """The same rule for the first so many rows."""
    return replace(asked, table=asked.table.slice(0, most))


def is_held(asked: Asked, name: str, rule: str) -> bool:
    """Whether the engine's widest numbers hold the rule; only Spark may say no."""
    try:
        asked.query(name, "cases")
    except NotColumnarError:
        assert name == "spark", rule
        return False
    return True


def test_what_spark_refuses_of_the_motor_formulas_is_known() -> None:
    assert [rule for rule in MOTOR if rule in SPARK_REFUSES] == ["ru/motor.premium"]


def test_the_cases_hold_ties() -> None:
    """Of `round half up(n * p / 8, 1)`, some hundred cases lie just between two tenths."""
    full = [case for case in family_cases() if None not in (case["n"], case["p"])]
    tied = [case for case in full if (Fraction(case["n"]) * case["p"] / 8 * 20) % 2 == 1]
    assert len(tied) > 100


def test_decimal_places_hold_every_case() -> None:
    told = batch("aa/family.choice", family(), family_cases()[:500], 4)
    read = [None if value is None else Fraction(Decimal(value)) for value in told.column("n").to_pylist()]
    assert read == [case["n"] for case in family_cases()[:500]]
