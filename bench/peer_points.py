"""A points table as a sheet of requirements has it: twelve lines, done or not, of some origin, summed.

The lines and points are those of a real sheet; here a line counts when it is done and of an origin that
counts, and that is all. Run by itself it is our own side: `DIR` as `peer_run` says.
"""

import sys
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.fleet_arrays import Column, Drawn, batch
from bench.peer_run import POINTS, finish, given
from comity.law.columns import Columns
from comity.law.library import Library

DONE, ORIGINS = ("yes", "no", "absent"), ("own", "union", "other")
DAY = date(2026, 11, 21)
CHUNK = 1 << 20


def pack() -> str:
    """The sheet as a pack, as sheets are lowered: a table a line, and their sum."""
    done, origins = (", ".join(f'"{name}"' for name in names) for names in (DONE, ORIGINS))
    tables = [
        f"""## {line}
inputs: {line}.done: text ({done}) "done"
inputs: {line}.origin: text ({origins}) "origin"

| {line}.done | {line}.origin | credit   |
|-------------|---------------|----------|
| "yes"       | "own", "union" | {points} |
| "yes"       | "other"        | 0        |
| not("yes")  | -              | 0        |
"""
        for line, points in POINTS.items()
    ]
    head = "# Invented sheet\npack: aa\ncite: Invented Act\nconfidence: A\n"
    return "\n".join([head, *tables, f"## points\n\n= {' + '.join(POINTS)}\n"])


def drawn(rows: int, seed: int) -> pa.RecordBatch:
    """So many applications."""
    chunks = []
    for start in range(0, rows, CHUNK):
        chance = Drawn((seed, start), min(CHUNK, rows - start))
        told = {}
        for line in POINTS:
            told[f"{line}.done"] = Column(chance.of([0.7, 0.25, 0.05]), words=DONE)
            told[f"{line}.origin"] = Column(chance.of([0.6, 0.25, 0.15]), words=ORIGINS)
        chunks.append(batch(told, np.int8))
    return pa.Table.from_batches(chunks).combine_chunks().to_batches()[0]


def main() -> int:
    """Work and hand back."""
    told = given(Path(sys.argv[1]), "points")[0].combine_chunks().to_batches()[0]
    ready = Columns("aa.points", Library.from_texts({"aa.md": pack()}))
    ready.answers(told.slice(0, 10), DAY)
    return finish(
        "points_comity",
        "comity",
        lambda: ready.answers(told, DAY),
        answer=lambda answers: answers.values // answers.unit,
    )


if __name__ == "__main__":
    sys.exit(main())
