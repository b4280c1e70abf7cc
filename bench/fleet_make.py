"""A plausible fleet as CSV or Parquet: `python -m bench.fleet_make [--rows N] [--seed N] [--state S] OUT`.

The columns are `id` (unique text) and the inputs of the state's tariff by their names in the pack; an empty
field was not said. The same seed and packs give the same bytes, and a smaller fleet is the beginning of a
larger one. With `--bad-share` some rows are wrong, of every kind `bench/fleet_faults.py` names; how many of
each is printed.
"""

import argparse
import io
import sys
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import fleet_faults as faults
from bench.fleet_arrays import Column, Drawn, batch
from bench.fleet_owners import Owners
from bench.fleet_vehicles import Vehicles
from comity.basis.dates import Day
from comity.goods.lower import SHAPE
from comity.law.library import Library
from comity.node.files import packs

CHUNK = 1 << 16
# A day on which the packs know premiums for the places of their fleets.
DAYS: dict[str, Day] = {"ru": date(2026, 11, 21), "by": date(2025, 4, 1)}
SEED = 20261121
_IDS = 9_000_000_000  # ten digits, the first not 0
_STRIDE = 7_654_321_079  # shares no divisor with _IDS, so that no number comes twice; 64 bits hold a billion


def shipped() -> Library:
    """All packs of the project."""
    return Library.from_texts(packs(), (SHAPE,))


@dataclass(frozen=True, slots=True)
class Fleet:
    """Chunks of contracts of one state; each is drawn by its own seed, so they may be made in any order."""

    state: str
    rows: int
    seed: int = SEED
    bad_share: float = 0.0
    source: Vehicles | Owners | None = None

    @classmethod
    def of(cls, library: Library, state: str, rows: int, seed: int = SEED, bad_share: float = 0.0) -> "Fleet":
        """A fleet of a state; KeyError where it has no day with premiums."""
        source = Vehicles.of(library, DAYS[state]) if state == "ru" else Owners.of(library)
        return cls(state, rows, seed, bad_share, source)

    @property
    def chunks(self) -> range:
        """The numbers of its chunks."""
        return range(-(-self.rows // CHUNK))

    def columns(self, chunk: int, as_text: bool) -> tuple[dict[str, Column], dict[str, Any]]:
        """A whole chunk and the rows of each fault in it."""
        if self.source is None:
            raise ValueError("a fleet is made by Fleet.of")
        drawn = Drawn((self.seed, self.state == "ru", chunk), CHUNK)
        place = np.arange(chunk * CHUNK, (chunk + 1) * CHUNK, dtype=np.int64)
        columns = {"id": Column(place), **self.source.columns(drawn)}
        if not self.bad_share:
            return columns, {}
        rows = faults.kinds_of(drawn, self.bad_share, columns, as_text)
        return faults.spoil(columns, rows), rows

    def batch(self, chunk: int, as_text: bool = False) -> tuple[pa.RecordBatch, dict[str, Any], int]:
        """A chunk as Arrow, the rows of each fault in it, and how many of its rows the fleet has."""
        columns, rows = self.columns(chunk, as_text)
        told = batch(columns)
        told = told.set_column(0, "id", _ids(columns["id"].numbers, self.state))
        own = min(CHUNK, self.rows - chunk * CHUNK)
        return told.slice(0, own), rows, own


def _ids(places: Any, state: str) -> pa.Array:
    """A number of ten digits for each row, none twice, in no visible order."""
    number = places * _STRIDE % _IDS + _IDS // 9
    return pc.binary_join_element_wise(
        {"ru": "ХХХ", "by": "BY"}[state], pa.array(number).cast(pa.string()), " "
    )


def many(fleet: Fleet) -> pa.RecordBatch:
    """The whole fleet in memory."""
    table = pa.Table.from_batches([fleet.batch(chunk)[0] for chunk in fleet.chunks])
    return table.combine_chunks().to_batches()[0]


def write(fleet: Fleet, out: Path) -> Counter[str]:
    """The fleet as a file, CSV or Parquet by its ending; how many rows of each fault it has."""
    with out.open("wb") as file:
        return _write_parquet(fleet, file) if out.suffix == ".parquet" else _write_csv(fleet, file)


def _write_csv(fleet: Fleet, file: Any) -> Counter[str]:
    found: Counter[str] = Counter()
    for chunk, (text, counts) in enumerate(_in_order(fleet, _text)):
        file.write(text)
        found += counts
        if chunk == 0 and fleet.bad_share:
            found[faults.ONCE] += 1
    return found


def _text(fleet: Fleet, chunk: int) -> tuple[bytes, Counter[str]]:
    told, rows, own = fleet.batch(chunk, as_text=True)
    sink = io.BytesIO()
    options = pa.csv.WriteOptions(include_header=False, quoting_style="none")
    pa.csv.write_csv(told, sink, options)
    head = (",".join(told.schema.names) + "\n").encode() if chunk == 0 else b""
    text = sink.getvalue()
    if rows:
        kept = {kind: at[at < own] for kind, at in rows.items()}
        text = faults.spoil_lines(text, told.schema.names, kept, overlong=chunk == 0)
    return head + text, faults.counted(rows, own)


def _write_parquet(fleet: Fleet, file: Any) -> Counter[str]:
    found: Counter[str] = Counter()
    writer = None
    held: list[pa.RecordBatch] = []
    for told, counts in _in_order(fleet, _arrow):
        writer = writer or pa.parquet.ParquetWriter(file, told.schema, compression="zstd")
        held.append(told)
        found += counts
        if len(held) == 16:  # a group of a million rows
            writer.write_table(pa.Table.from_batches(held))
            held = []
    if writer:
        if held:
            writer.write_table(pa.Table.from_batches(held))
        writer.close()
    return found


def _arrow(fleet: Fleet, chunk: int) -> tuple[pa.RecordBatch, Counter[str]]:
    told, rows, own = fleet.batch(chunk)
    return told, faults.counted(rows, own)


def _in_order(fleet: Fleet, make: Any) -> Iterator[Any]:
    """What `make` gives of each chunk, in order; two chunks are made while a third is written."""
    waiting: deque[Future[Any]] = deque()
    with ThreadPoolExecutor(2) as pool:
        for chunk in fleet.chunks:
            waiting.append(pool.submit(make, fleet, chunk))
            if len(waiting) > 3:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def main(arguments: list[str] | None = None) -> int:
    """Write the file that was asked for and print what is in it."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.fleet_make", description="a plausible fleet, seeded"
    )
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--state", choices=sorted(DAYS), default="ru")
    parser.add_argument("--bad-share", type=float, default=0.0, help="part of the rows that is wrong, 0 to 1")
    parser.add_argument("out", type=Path, help="a file that ends in .csv or .parquet")
    asked = parser.parse_args(arguments)
    fleet = Fleet.of(shipped(), asked.state, asked.rows, asked.seed, asked.bad_share)
    found = write(fleet, asked.out)
    print(f"{asked.rows:,} contracts, {sum(found.values()):,} of them wrong: {asked.out}")
    for kind, count in sorted(found.items()):
        print(f"  {kind}: {count:,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
