"""Engines that run the SQL of `law.sql` in place of NumPy: DuckDB in this process, PostgreSQL, Spark.

Each answers the rows its query is sure of; the others are worked out one by one, as NumPy's are.
"""

import io
import os
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv

from comity.basis.dates import Day
from comity.basis.errors import InputError
from comity.law.columns import batch_shape
from comity.law.library import Library
from comity.law.lower import lower
from comity.law.lowered import Lowered, NotColumnarError
from comity.law.sql import DIALECTS, select
from comity.node.fleet_file import Array

ENGINES = ("numpy", "duckdb", "postgres", "spark")
DSN = "COMITY_DSN"
_PACKAGES = {"duckdb": "duckdb", "postgres": "psycopg", "spark": "pyspark"}
_INSTALL = {"duckdb": "duckdb", "postgres": "'psycopg[binary]'", "spark": "pyspark"}
_CASES, _ROW = "comity_cases", "row number"  # no input has a name with a space
Answer = tuple[Array, Array, int]
Run = Callable[[pa.Table, str], Iterable[tuple[Any, Any, Any]]]
Opened = tuple[Run, Callable[[], None]]


def refuse_engine(name: str, dsn: str) -> None:
    """Nothing; InputError for an engine that is unknown, not installed, or not told where it is."""
    if name not in ENGINES:
        raise InputError("fleet.engine_unknown", path="--engine", value=name[:40], expected=ENGINES)
    if name != "numpy" and find_spec(_PACKAGES[name]) is None:
        raise InputError(
            "fleet.engine_missing", path="--engine", value=name, command=f"pip install {_INSTALL[name]}"
        )
    if name == "postgres" and not (dsn or os.environ.get(DSN)):
        raise InputError("fleet.engine_where", path="--dsn", value=name, variable=DSN)


class Engine:
    """A rule on one day, answered by the SQL of an engine."""

    def __init__(self, name: str, dsn: str, rule: str, library: Library, at: Day) -> None:
        """Start the engine, or reach it; InputError where that cannot be."""
        refuse_engine(name, dsn)
        self._name, self._rule, self._library, self._at = name, rule, library, at
        self._run, self._close = {"duckdb": _duckdb, "postgres": _postgres, "spark": _spark}[name](dsn)
        self._plans: dict[Any, tuple[Lowered, str]] = {}

    def close(self) -> None:
        """Leave the engine."""
        self._close()

    def answer(self, batch: pa.RecordBatch) -> Answer:
        """The answers [n] in whole units, which rows they are sure of [n], and the unit."""
        lowered, query = self._plan(batch)
        table = pa.Table.from_batches([batch]).append_column(_ROW, pa.array(np.arange(batch.num_rows)))
        values, sure = np.zeros(batch.num_rows, np.int64), np.zeros(batch.num_rows, bool)
        for row, value, ok in self._run(_plain(table), query):
            if int(ok):
                values[int(row)], sure[int(row)] = int(value), True
        return values, sure, lowered.unit

    def _plan(self, batch: pa.RecordBatch) -> tuple[Lowered, str]:
        shape = batch_shape(self._rule, self._library, batch)
        key = tuple(shape.items())
        if key not in self._plans:
            found = lower(self._rule, self._library, shape, self._at)
            try:
                query = select(found, shape, _CASES, _ROW, DIALECTS[self._name])
            except NotColumnarError as fault:
                raise InputError("fleet.engine_narrow", path="--engine", value=self._name) from fault
            self._plans[key] = found, query
        return self._plans[key]


def _plain(table: pa.Table) -> pa.Table:
    """The table with plain texts."""
    for place, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):
            table = table.set_column(place, field.name, table.column(place).cast(pa.string()))
    return table


def _duckdb(dsn: str) -> Opened:
    connection = import_module("duckdb").connect(config={"threads": 1})

    def run(table: pa.Table, query: str) -> Iterable[tuple[Any, Any, Any]]:
        connection.register(_CASES, table)
        try:
            found: list[tuple[Any, Any, Any]] = connection.execute(query).fetchall()
        finally:
            connection.unregister(_CASES)
        return found

    return run, connection.close


def _postgres(dsn: str) -> Opened:
    psycopg = import_module("psycopg")
    try:
        # The table changes its columns under the same statement, so none is prepared.
        connection = psycopg.connect(dsn or os.environ[DSN], autocommit=True, prepare_threshold=None)
    except psycopg.Error as fault:
        raise InputError(
            "fleet.engine_fault", path="--dsn", value="postgres", reason=type(fault).__name__
        ) from fault

    def run(table: pa.Table, query: str) -> Iterable[tuple[Any, Any, Any]]:
        text = io.BytesIO()
        pa.csv.write_csv(table, text, pa.csv.WriteOptions(include_header=False))
        columns = ", ".join(f'"{field.name}" {_column_type(field.type)}' for field in table.schema)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {_CASES}")
            cursor.execute(f"CREATE TEMPORARY TABLE {_CASES} ({columns})")
            with cursor.copy(f"COPY {_CASES} FROM STDIN (FORMAT csv)") as copy:
                copy.write(text.getvalue())
            cursor.execute(query)
            found: list[tuple[Any, Any, Any]] = cursor.fetchall()
        return found

    return run, connection.close


def _column_type(kind: pa.DataType) -> str:
    if pa.types.is_decimal(kind):
        return f"NUMERIC({kind.precision},{kind.scale})"
    return {pa.string(): "TEXT", pa.bool_(): "BOOLEAN", pa.date32(): "DATE", pa.int64(): "BIGINT"}[kind]


def _spark(dsn: str) -> Opened:
    build = import_module("pyspark.sql").SparkSession.builder.master("local[*]").appName("comity")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.ansi.enabled": "true",  # an overflow is an error, never another number
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.codegen.wholeStage": "false",  # a plan is longer than one method of the JVM
    }
    for name, value in settings.items():
        build = build.config(name, value)
    session = build.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")

    def run(table: pa.Table, query: str) -> Iterable[tuple[Any, Any, Any]]:
        session.createDataFrame(table).createOrReplaceTempView(_CASES)
        return [tuple(row) for row in session.sql(query).collect()]

    return run, session.catalog.clearCache  # the session is the process's own, and ends with it
