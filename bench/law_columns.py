"""A shipped premium over a million rows: the plan by NumPy, beside the same plan as SQL run by DuckDB.

The rows are contracts near an ordinary one, drawn with a seed, so that every table is met; one in a thousand
is evaluated again and must be equal.
"""

import random
import sys
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.run import timed
from comity.law.columns import Columns, batch_shape
from comity.law.evaluate import evaluate
from comity.law.lower import lower
from comity.law.sql import DUCKDB, select
from tests.law.engines import batch, contracts, shipped

RULE, DAY = "ru/motor.premium", date(2026, 11, 21)
ROWS, CELLS = 1_000_000, 4_000


def rows() -> tuple[list[dict[str, Any]], pa.RecordBatch]:
    """A million contracts that have a premium, and every thousandth of them as facts."""
    library = shipped()
    told = contracts("ru", library, CELLS)
    answers = Columns(RULE, library).answers(batch(RULE, library, told, 2), DAY)
    sure = [case for case, reason in zip(told, answers.reasons, strict=True) if not reason]
    few = batch(RULE, library, sure, 2)
    chance = random.Random(20261121)
    drawn = pa.array([chance.randrange(len(sure)) for _ in range(ROWS)])
    many = few.take(drawn)
    texts = [n for n, field in enumerate(many.schema) if pa.types.is_string(field.type)]
    for place in texts:
        many = many.set_column(place, many.schema.names[place], many.column(place).dictionary_encode())
    return [sure[n.as_py()] for n in drawn[::1000]], many


def main() -> list[dict[str, Any]]:
    """The figures, printed and given back; RuntimeError when a row differs from `evaluate`."""
    library, (checked, many) = shipped(), rows()
    ready = Columns(RULE, library)
    ready.answers(many.slice(0, 10), DAY)
    seconds, answers = timed(lambda: ready.answers(many, DAY))
    for place, case in enumerate(checked):
        facts = {name: value for name, value in case.items() if value is not None}
        if evaluate(RULE, facts, library, DAY, trace=False).value != answers.value(place * 1000):
            raise RuntimeError(f"row {place * 1000} is not what evaluate says: {case}")
    shape = batch_shape(RULE, library, many)
    query = select(lower(RULE, library, shape, DAY), shape, "cases", "row", DUCKDB)
    connection = duckdb.connect(config={"threads": 1})
    table = pa.Table.from_batches([many]).append_column("row", pa.array(range(ROWS), pa.int64()))
    connection.register("arrow", table)
    connection.execute("CREATE TABLE cases AS SELECT * FROM arrow")
    engine = timed(lambda: connection.execute(query).fetchnumpy())[0]
    print(
        f"premium over {ROWS:,} rows  {ROWS / seconds:,.0f}/s  the same plan by DuckDB {ROWS / engine:,.0f}/s"
    )
    return [
        {
            "name": "premium of a shipped pack, columns in memory, one core",
            "value": ROWS / seconds,
            "unit": "1/s",
            "peer": "the same plan as SQL, DuckDB, one thread",
            "peer_value": ROWS / engine,
        }
    ]


if __name__ == "__main__":
    main()
