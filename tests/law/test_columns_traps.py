"""Traps of the engines: what each does wrong by itself, and that a plan written for it does not fall in."""

from decimal import Decimal
from typing import Any

import duckdb as engine
import pyarrow as pa
import pytest

from comity.law.library import Library
from tests.law.cases import CASE_DAY
from tests.law.engines import DuckDb, Spark, by_sql

ENGINES = ("duckdb", "postgres", "spark")
ALMOST = 45_000_000 * 10**10 - 1  # no double is so: the nearest is one more
LAW = """# Traps
pack: aa/traps

## tenth
inputs: a: integer [0..450000000000000000]
= floor(a / 10)

## small
inputs: b: boolean; c: boolean
= (if b then 100 else 50) + (if c then 100 else 50) * (if b then 100 else 2)

## scale
inputs: x: number [0..1000]; y: number [0..1000]
= round half up(x * y, 6)

## fine
inputs: x: number [0..1000]
= round down(x * 3, 12)
"""


@pytest.fixture(scope="module")
def traps() -> Library:
    return Library.from_texts({"aa/traps.md": LAW})


def answered(name: str, rule: str, told: pa.RecordBatch, traps: Library, request: Any) -> list[Any]:
    sure, _ = by_sql(request.getfixturevalue(name), f"aa/traps.{rule}", traps, told, CASE_DAY)
    return [sure.get(row) for row in range(told.num_rows)]


def test_spark_itself_divides_through_doubles(spark: Spark) -> None:
    assert spark.value(f"floor({ALMOST}L / 10L)") == ALMOST // 10 + 1


def test_spark_itself_drops_decimal_places(spark: Spark) -> None:
    fine = "CAST('1.000000000001' AS DECIMAL(38,18))"
    assert spark.value(f"{fine} * {fine}") == Decimal("1.000000")


def test_duckdb_itself_overflows_small_literals(duckdb: DuckDb) -> None:
    with pytest.raises(engine.Error):
        duckdb.value("CAST(100 AS TINYINT) + CAST(100 AS TINYINT)")


def test_duckdb_itself_divides_decimals_through_doubles(duckdb: DuckDb) -> None:
    assert isinstance(duckdb.value("CAST(1 AS DECIMAL(18,4)) / CAST(3 AS DECIMAL(18,4))"), float)


@pytest.mark.parametrize("name", ENGINES)
def test_a_plan_divides_whole_numbers_exactly(name: str, traps: Library, request: Any) -> None:
    told = pa.record_batch([pa.array([ALMOST, ALMOST + 1, 9])], names=["a"])
    assert answered(name, "tenth", told, traps, request) == [ALMOST // 10, ALMOST // 10 + 1, 0]


@pytest.mark.parametrize("name", ENGINES)
def test_a_plan_adds_small_literals_in_64_bits(name: str, traps: Library, request: Any) -> None:
    told = pa.record_batch([pa.array([True, False]), pa.array([True, True])], names=["b", "c"])
    assert answered(name, "small", told, traps, request) == [10_100, 250]


@pytest.mark.parametrize("name", ENGINES)
def test_a_plan_multiplies_decimals_without_losing_places(name: str, traps: Library, request: Any) -> None:
    x = [Decimal("0.000001"), Decimal("999.999999"), Decimal("1.000001")]
    y = [Decimal("0.500000"), Decimal("999.999999"), Decimal("1.000001")]
    told = pa.record_batch([pa.array(side, pa.decimal128(38, 6)) for side in (x, y)], names=["x", "y"])
    wanted = [Decimal("0.000001"), Decimal("999999.998"), Decimal("1.000002")]
    assert answered(name, "scale", told, traps, request) == wanted


@pytest.mark.parametrize("name", ENGINES)
def test_a_plan_reads_twelve_decimal_places_exactly(name: str, traps: Library, request: Any) -> None:
    x = [Decimal("0.000000000001"), Decimal("999.999999999999")]
    told = pa.record_batch([pa.array(x, pa.decimal128(24, 12))], names=["x"])
    assert answered(name, "fine", told, traps, request) == [3 * value for value in x]
