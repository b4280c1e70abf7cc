"""The same rule by NumPy, DuckDB, PostgreSQL and Spark: equal to `evaluate` in every cell."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from comity.basis.errors import InputError
from comity.law.columns import Columns
from comity.law.evaluate import evaluate
from comity.law.library import Library
from comity.law.lowered import NotColumnarError
from comity.law.rule import Type
from comity.law.value import Open
from tests.law.engines import DuckDb, Postgres, Spark, batch, by_sql, cases, contracts, exact, shipped

DAYS = [date(2026, 11, 21), date(2024, 7, 1), date(2022, 3, 1), date(2027, 2, 1)]
# Every rule of the packs; of the lowered lines of sheets, many and alike, those of one sheet.
RULES = sorted(
    name
    for name, rule in shipped().rules.items()
    if rule.inputs and (not shipped().packs[rule.pack].one("sheet") or name.startswith("ru/goods/lifts."))
    if all(each.type is not Type.DURATION for each in shipped().asked(name).values())
)


def judged(rule: str, told: list[dict[str, Any]], at: date) -> Iterator[Any]:
    """What `evaluate` says of each case: a value, Open, or the InputError of a fact that is not allowed."""
    for case in told:
        facts = {name: value for name, value in case.items() if value is not None}
        try:
            yield evaluate(rule, facts, shipped(), at, trace=False).value
        except InputError as fault:
            yield fault


def columnar(rule: str) -> tuple[list[dict[str, Any]], pa.RecordBatch]:
    told = cases(rule, shipped())
    return told, batch(rule, shipped(), told)


@pytest.mark.parametrize("rule", RULES)
def test_columns_equal_evaluate_in_every_cell(rule: str) -> None:
    told, columns = columnar(rule)
    ready = Columns(rule, shipped())
    for at in DAYS:
        try:
            answers = ready.answers(columns, at)
        except NotColumnarError:
            return  # such a rule is evaluated row by row: test_columns_cells lists them
        for row, value in enumerate(judged(rule, told, at)):
            if isinstance(value, Open | InputError):
                assert answers.reasons[row], (at, told[row])
            else:
                assert answers.value(row) == value, (at, told[row])
                assert answers.reasons[row] == 0


@pytest.mark.parametrize("rule", RULES)
def test_duckdb_equals_evaluate(rule: str, duckdb: DuckDb) -> None:
    equals_evaluate(duckdb, rule, DAYS[:1])


def equals_evaluate(engine: Any, rule: str, days: list[date]) -> None:
    told, columns = columnar(rule)
    for at in days:
        try:
            sure, _ = by_sql(engine, rule, shipped(), columns, at)
        except NotColumnarError:
            return
        values = list(judged(rule, told, at))
        assert {row: value for row, value in sure.items() if values[row] != value} == {}


PREMIUMS = {"ru": date(2026, 11, 21), "by": date(2024, 7, 1)}


@pytest.mark.parametrize("state", PREMIUMS)
def test_premiums_near_an_ordinary_contract_are_equal_on_every_engine(
    state: str, duckdb: DuckDb, postgres: Postgres, spark: Spark
) -> None:
    rule, at, library = f"{state}/motor.premium", PREMIUMS[state], shipped()
    told = contracts(state, library, 2_000)
    columns = batch(rule, library, told, 2)
    answers = Columns(rule, library).answers(columns, at)
    values = list(judged(rule, told, at))
    known = {row: value for row, value in enumerate(values) if not isinstance(value, Open | InputError)}
    assert len(known) > 1_000
    assert {row: answers.value(row) for row in range(len(told)) if not answers.reasons[row]} == known
    for engine in (duckdb, postgres, spark):
        sure, count = by_sql(engine, rule, library, columns, at)
        assert {row: value for row, value in sure.items() if known.get(row) != value} == {}
        assert count > 100, engine.name  # the others miss a fact that this contract need not have


TIES = """# Ties
pack: aa/ties

## price
inputs: base: number [0..100000000]; rate: number [0..1000]
= round half up(base * rate, 2)

## wide
inputs: base: number [0..100000000]; rate: number [0..1000]
= round half up(base * rate * rate / 1000000, 2)

## split
inputs: base: number [-1000..1000]
= round half even(base / 8, 0)

## large
inputs: a: integer [0..450000000000000000]
= floor(a / 10)
"""


@pytest.mark.parametrize("engine", ["numpy", "duckdb", "postgres", "spark"])
def test_exact_ties_and_wide_products(engine: str, request: pytest.FixtureRequest) -> None:
    """Half kopecks, products beyond 64 bits, and the division that one engine does through doubles."""
    library = Library.from_texts({"aa/ties.md": TIES})
    base = [Decimal("0.005"), Decimal("0.015"), Decimal("99999999.995"), Decimal("12345678.125"), Decimal(1)]
    rate = [Decimal(1), Decimal("3.7"), Decimal("999.99"), Decimal("0.5"), Decimal("0.0001")]
    for rule, columns in (
        ("aa/ties.price", {"base": base, "rate": rate}),
        ("aa/ties.wide", {"base": base, "rate": rate}),
        ("aa/ties.split", {"base": [Decimal(n) for n in (-12, -4, 4, 12, 20)]}),
    ):
        told = pa.record_batch(
            [pa.array(values, pa.decimal128(18, 4)) for values in columns.values()], names=list(columns)
        )
        compare_all(engine, request, rule, library, told)
    numbers = [449_999_999_999_999_999, 450_000_000_000_000_000 - 10, 9, 10]
    compare_all(engine, request, "aa/ties.large", library, pa.record_batch([pa.array(numbers)], names=["a"]))


def compare_all(
    engine: str, request: pytest.FixtureRequest, rule: str, library: Library, told: pa.RecordBatch
) -> None:
    rows = [{name: exact(value) for name, value in row.items()} for row in told.to_pylist()]
    wanted = [evaluate(rule, row, library, DAYS[0]).value for row in rows]
    if engine == "numpy":
        answers = Columns(rule, library).answers(told, DAYS[0])
        assert [answers.value(row) for row in range(told.num_rows)] == wanted
        return
    try:
        sure, count = by_sql(request.getfixturevalue(engine), rule, library, told, DAYS[0])
    except NotColumnarError:
        assert (engine, rule) == ("spark", "aa/ties.wide")  # refused, never rounded in silence
        return
    assert count == told.num_rows
    assert [sure[row] for row in range(told.num_rows)] == wanted


def test_each_row_may_have_its_own_day() -> None:
    days = [date(2026, 12, 31), date(2027, 1, 1), None]
    told = pa.record_batch(
        [pa.array(["register"] * 3), pa.array(days, pa.date32())], names=["purpose", "@day"]
    )
    answers = Columns("ru/goods/lifts.threshold", shipped()).answers(told, None)
    assert [answers.value(row) for row in range(3)] == [120, 135, None]
    assert answers.told[answers.reasons[2]] == "undetermined: @day"


def test_rows_say_why_they_have_no_answer() -> None:
    told = pa.record_batch([pa.array(["register", None, "sale"])], names=["purpose"])
    answers = Columns("ru/goods/lifts.threshold", shipped()).answers(told, DAYS[0])
    assert [answers.told[reason] for reason in answers.reasons] == [
        "",
        "undetermined: purpose",
        "refused: purpose",
    ]


def test_a_column_of_another_type_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="law.column.type") as fault:
        Columns("ru/goods/lifts.threshold", shipped()).answers(
            pa.record_batch([pa.array([1.5])], names=["purpose"]), DAYS[0]
        )
    assert fault.value.facts["path"] == "purpose"
