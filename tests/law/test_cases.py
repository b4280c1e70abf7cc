"""Tables of too many cells for a cube: tested row by row of the table, and still equal to `evaluate`."""

import random
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from comity.basis.errors import InputError
from comity.law import cube
from comity.law.columns import Columns, batch_shape
from comity.law.evaluate import evaluate
from comity.law.library import Library
from comity.law.lower import lower
from comity.law.lowered import NotColumnarError
from comity.law.sql import DUCKDB, select
from comity.law.table import Table
from comity.law.value import Open
from tests.law.engines import batch, cases, shipped

DAY = date(2026, 11, 21)
SHIPPED = [
    name
    for name, rule in shipped().rules.items()
    if rule.inputs and not shipped().packs[rule.pack].one("sheet")
    if any(isinstance(version.body, Table) for version in rule.versions)
]
PACK = """# Big tables
pack: x/big
silent: invented
jurisdiction: x
time zone: Europe/Minsk
in force: 2020-01-01 ..
cite: Act 1
source: a test
published: unknown
checked: 2026-01-01
confidence: A

## big
A table of many places, each with its own span of sizes
ru: таблица
be: табліца
hit: {hit}
inputs: place: text "Place"
inputs: size: integer "Size"

| place | size | out |
|-------|------|-----|
"""


def pack(hit: str, rows: list[tuple[int, int, int]]) -> Library:
    lines = [f'| "p{place}" | [{low}..{low + 9}] | {out} |' for place, (low, _, out) in enumerate(rows)]
    return Library.from_texts({"x/big.md": PACK.format(hit=hit) + "\n".join(lines) + "\n"}, ())


def sizes(count: int) -> list[tuple[int, int, int]]:
    chance = random.Random(count)
    return [(low := chance.randrange(10**6), low + 9, chance.randrange(1, 10**6)) for _ in range(count)]


def hits(rows: list[tuple[int, int, int]], count: int) -> list[dict[str, Any]]:
    """Cases at the ends of a row's span and inside it, one in a hundred just outside."""
    chance = random.Random(7)
    found: list[dict[str, Any]] = []
    for number in range(count):
        place = chance.randrange(len(rows))
        size = chance.choice([rows[place][0], rows[place][1], rows[place][0] + 4])
        found.append({"place": f"p{place}", "size": size if number % 100 else rows[place][1] + 1})
    return found


def columns_of(told: list[dict[str, Any]]) -> pa.RecordBatch:
    places, every = [case["place"] for case in told], [case["size"] for case in told]
    return pa.record_batch([pa.array(places), pa.array(every, pa.int64())], names=["place", "size"])


def differing(rule: str, library: Library, told: list[dict[str, Any]], columns: pa.RecordBatch) -> list[Any]:
    """The cases in which the columns say another thing than `evaluate`."""
    answers, found = Columns(rule, library).answers(columns, DAY), []
    for row, case in enumerate(told):
        try:
            facts = {name: value for name, value in case.items() if value is not None}
            value = evaluate(rule, facts, library, DAY, trace=False).value
        except InputError:
            value = None
        said = answers.value(row)
        if said != (None if isinstance(value, Open) else value):
            found.append((case, said, value))
    return found


@pytest.mark.parametrize("hit", ["U", "F", "C+"])
def test_a_table_of_5000_rows_equals_evaluate(hit: str) -> None:
    rows = sizes(5_000)
    told = hits(rows, 2_000)
    assert differing("x/big.big", pack(hit, rows), told, columns_of(told)) == []


@pytest.mark.parametrize("hit", ["U", "F", "C+", "C#"])
def test_a_large_table_answers_without_evaluate(hit: str) -> None:
    rows = sizes(300)
    library, told = pack(hit, rows), columns_of(hits(rows, 2_000))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cube, "MOST_CELLS", 0)
        found = lower("x/big.big", library, batch_shape("x/big.big", library, told), DAY)
    query = select(found, batch_shape("x/big.big", library, told), "cases", "row", DUCKDB)
    numbered = pa.Table.from_batches([told]).append_column("row", pa.array(range(told.num_rows), pa.int64()))
    connection = duckdb.connect()
    connection.register("cases", numbered)
    sure = [(row, value) for row, value, ok in connection.execute(query).fetchall() if ok]
    answers = Columns("x/big.big", library).answers(told, DAY)
    assert len(sure) > 1_900
    assert [answers.value(row) for row, _ in sure] == [value for _, value in sure]


@pytest.mark.parametrize("rule", SHIPPED)
def test_every_shipped_table_may_be_asked_row_by_row(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cube, "MOST_CELLS", 0)
    told = cases(rule, shipped(), 60)
    columns = batch(rule, shipped(), told)
    if has_plan(rule, columns):
        assert differing(rule, shipped(), told, columns) == []


def has_plan(rule: str, columns: pa.RecordBatch) -> bool:
    try:
        lower(rule, shipped(), batch_shape(rule, shipped(), columns), DAY)
    except NotColumnarError:
        return False
    return True


def test_most_shipped_tables_have_a_plan_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cube, "MOST_CELLS", 0)
    told = {rule: batch(rule, shipped(), cases(rule, shipped(), 2)) for rule in SHIPPED}
    assert 10 * sum(has_plan(rule, told[rule]) for rule in SHIPPED) > 6 * len(SHIPPED)
