"""Our own side, in a process like any peer's: the columns of the law. `DIR` as `peer_run` says."""

import os
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.fleet_make import DAYS, shipped
from bench.peer_run import Array, finish, given
from comity.law.columns import Columns

SWITCH = "switch.cap"


def with_switch(rows: pa.Table) -> pa.RecordBatch:
    """The rows as one batch; the doubtful switch is off, as in a contract that does not name it."""
    off = pa.array(np.zeros(len(rows), bool))
    return rows.append_column(SWITCH, off).combine_chunks().to_batches()[0]


def natural(rows: pa.RecordBatch) -> pa.RecordBatch:
    """The rows in types as narrow as their values, as the peers have them."""
    return pa.record_batch([_narrow(column) for column in rows.columns], names=rows.schema.names)


def _narrow(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        return pa.DictionaryArray.from_arrays(column.indices.cast(pa.int8()), column.dictionary)
    if pa.types.is_decimal(column.type):
        return column.cast(pa.decimal64(column.type.precision, column.type.scale))
    return column


def main() -> int:
    """Work and hand back."""
    batch = natural(with_switch(given(Path(sys.argv[1]))[0]))
    ready = Columns("ru/motor.premium", shipped(), int(os.environ.get("COMITY_CORES") or os.cpu_count() or 1))
    ready.answers(batch.slice(0, 10), DAYS["ru"])

    def hundredths(answers: Any) -> Array:
        if answers.unit != 100:
            raise RuntimeError(f"answers in {answers.unit}ths")
        return np.where(answers.reasons == 0, answers.values, -1)

    return finish("comity", "comity", lambda: ready.answers(batch, DAYS["ru"]), answer=hundredths)


if __name__ == "__main__":
    sys.exit(main())
