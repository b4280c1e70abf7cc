"""The plan of our own rule as SQL, run by DuckDB on all cores. `DIR` as `peer_run` says."""

import sys
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.fleet_make import DAYS, shipped
from bench.peer_comity import with_switch
from bench.peer_run import Array, finish, given
from comity.law.columns import batch_shape
from comity.law.lower import lower
from comity.law.sql import DUCKDB, select

RULE = "ru/motor.premium"


def main() -> int:
    """Work and hand back."""
    batch, library = with_switch(given(Path(sys.argv[1]))[0]), shipped()
    shape = batch_shape(RULE, library, batch)
    query = select(lower(RULE, library, shape, DAYS["ru"]), shape, "cases", "row", DUCKDB)
    connection = duckdb.connect()
    table = pa.Table.from_batches([batch]).append_column("row", pa.array(np.arange(batch.num_rows)))
    connection.register("arrow", table)
    connection.execute("CREATE TABLE cases AS SELECT * FROM arrow")

    def in_order(told: dict[str, Array]) -> Array:
        row, value, sure = told.values()
        answers = np.full(batch.num_rows, -1, np.int64)
        answers[row] = np.where(sure.astype(bool), value.astype(np.int64), -1)
        return answers

    work = lambda: connection.execute(query).fetchnumpy()  # noqa: E731
    return finish("duckdb", "duckdb", work, rounds=1, answer=in_order)


if __name__ == "__main__":
    sys.exit(main())
