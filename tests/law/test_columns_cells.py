"""Every cell of every shipped rule, on every engine, against `evaluate`; and what has no plan, by name.

A rule of more than `cases.MOST_CELLS` cells is met by rows in which every two classes of every two inputs
meet, and by seeded random cells. Of the lines of a requirement sheet that differ only in names and numbers
one is walked alone; the rest are walked in the totals of their sheet. The day of law is a column: every row
has its own, so that all eras stand in one query.
"""

from functools import cache
from typing import Any

import pytest

from comity.basis.errors import InputError
from comity.law.columns import Columns
from comity.law.lowered import NotColumnarError
from comity.law.rule import Type
from comity.law.value import Open
from tests.law.cases import cell_cases, value_of_case, walked_rules
from tests.law.engines import Asked, batch, lowered, shipped

PACKS = sorted({shipped().rules[rule].pack for rule in walked_rules()})
# Walked rules that are evaluated row by row, by reason.
NO_PLAN: dict[str, tuple[str, ...]] = {
    "Duration in a formula": ("union/cis_origin.lots_are_one", "union/cis_origin.st1_last_day"),
    "an answer that is no single number, label, truth or day": (
        "by/motor.border",
        "by/motor.complex",
        "by/motor.domestic",
        "by/motor.green_card_all",
        "by/motor.green_card_russia",
        "by/motor.not_loaded",
        "by/motor.places",
        "by/motor.specimens",
        "by/motor.types",
        "ru/goods/machine_tools.tools",
        "ru/goods/machine_tools.types",
        "ru/goods/procedure.deadlines",
        "ru/motor.change",
        "ru/motor.not_loaded",
        "ru/motor.refund_exact",
        "ru/motor.specimens",
        "ru/motor_places.places",
        "union/acts.kinds",
        "union/motor.form",
        "union/motor.not_loaded",
        "union/motor.verified_at",
    ),
    "answers": ("ru/motor.capped", "ru/motor.product"),  # unrounded products, beyond 64 bits
    "date()": (
        "ru/goods/procedure.report_due",
        "ru/goods/procedure.report_exclusion",
        "ru/goods/procedure.second_day",
    ),
    "years and months duration()": ("by/motor.refund_term",),
}
# Rules that Spark refuses: a quotient beyond 64 bits, which it would divide through another scale.
SPARK_REFUSES = ("ru/motor.premium",)
# Spark takes minutes for the longest queries; PostgreSQL has room for 1,664 columns in one, and a fact takes
# two and what is shared more. So of the sheets each is asked those of at most so many facts.
MOST_FACTS = {"duckdb": 300, "postgres": 300, "spark": 41}


@cache
def planned(rule: str) -> Asked | str:
    """The rule ready for an engine, over its cells; the reason where it has no plan."""
    if any(each.type is Type.DURATION for each in shipped().asked(rule).values()):
        return "an input that is a duration"
    try:
        return lowered(rule, shipped(), batch(rule, shipped(), cell_cases(rule)), None)
    except NotColumnarError as fault:
        return str(fault).removeprefix(f"{rule}: ").partition(" up to ")[0]


def test_what_has_no_plan_is_listed() -> None:
    found: dict[str, list[str]] = {}
    for rule in walked_rules():
        if isinstance(reason := planned(rule), str):
            found.setdefault(reason, []).append(rule)
    assert {reason: tuple(rules) for reason, rules in found.items()} == NO_PLAN


@pytest.mark.parametrize("pack", PACKS)
def test_every_cell_is_equal_on_every_engine(pack: str, request: pytest.FixtureRequest) -> None:
    rules = [rule for rule in walked_rules() if shipped().rules[rule].pack == pack]
    wanted: dict[str, dict[int, Any]] = {}
    for rule in rules:
        if isinstance(planned(rule), Asked):
            wanted[rule] = numpy_equals_evaluate(rule)
    assert wanted == {} or any(wanted.values())
    for name in ("duckdb", "postgres", "spark"):  # a skip for want of an engine comes after the others' check
        asked = {rule: planned(rule) for rule in wanted if is_asked(rule, name)}
        engine = request.getfixturevalue(name)
        for rule, sure in zip(asked, engine.answers([*asked.values()]), strict=True):
            assert differing(sure, wanted[rule]) == {}, (name, rule)


def numpy_equals_evaluate(rule: str) -> dict[int, Any]:
    """The rows of a rule's cells that `evaluate` answers, found equal to those of the columns."""
    told = cell_cases(rule)
    judged = [value_of_case(rule, case) for case in told]
    wanted = {row: value for row, value in enumerate(judged) if not isinstance(value, Open | InputError)}
    answers = Columns(rule, shipped()).answers(batch(rule, shipped(), told), None)
    found = {row: answers.value(row) for row in range(len(told)) if not answers.reasons[row]}
    assert {row: told[row] for row in differing(found, wanted) | differing(wanted, found)} == {}, rule
    return wanted


def differing(found: dict[int, Any], wanted: dict[int, Any]) -> dict[int, Any]:
    """The rows that are answered otherwise than wanted."""
    return {row: (value, wanted.get(row)) for row, value in found.items() if wanted.get(row) != value}


def is_asked(rule: str, engine: str) -> bool:
    """Whether the engine is asked the rule: it is not too long, nor one that Spark refuses."""
    if engine == "spark" and rule in SPARK_REFUSES:
        return False
    return len(shipped().asked(rule)) <= MOST_FACTS[engine]


def test_what_spark_refuses_is_listed() -> None:
    found = []
    for rule in walked_rules():
        asked = planned(rule)
        try:
            if isinstance(asked, Asked):
                asked.query("spark", "cases")
        except NotColumnarError:
            found.append(rule)
    assert tuple(found) == SPARK_REFUSES
