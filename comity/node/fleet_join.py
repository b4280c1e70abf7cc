"""The parts of a fleet's answer joined in the order of the file; a second row with one id is refused."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from comity.basis.errors import InputError
from comity.node.fleet_file import Array
from comity.node.fleet_part import REFUSED, Part, Say, part_table, sync

PREMIUMS, REFUSALS = "premiums.parquet", "refused.parquet"


@dataclass(frozen=True, slots=True)
class Joined:
    """What both files hold: rows with a premium and their exact sum, and refused rows by reason."""

    priced: int
    total: int
    reasons: Mapping[str, int]


def join(folder: Path, parts: Sequence[Part], about: Mapping[str, str], say: Say) -> Joined:
    """Write both files beside the parts, whole; rows count from 1, the first line after the header."""
    twice = _Twice.of(folder, parts)
    priced, total, base = 0, 0, 1
    reasons: Counter[str] = Counter()
    with (
        _Sink(folder / PREMIUMS, _PREMIUMS, about) as premiums,
        _Sink(folder / REFUSALS, _REFUSED, about) as refused,
    ):
        for part in parts:
            good, bad = part_table(folder, part.number, "priced"), part_table(folder, part.number, "refused")
            good, second = twice.parted(good, base)
            if second.num_rows:
                bad = pa.concat_tables([bad, twice.refused(second, base, say)])
            bad = bad.sort_by("row")
            premiums.write(good, base)
            refused.write(bad, base)
            priced += good.num_rows
            total += part.total - (pc.sum(second["premium"]).as_py() or 0)
            reasons.update(
                {each["values"]: each["counts"] for each in bad["reason"].value_counts().to_pylist()}
            )
            base += part.rows
    return Joined(priced, total, dict(sorted(reasons.items())))


def first_refusals(folder: Path, reasons: Sequence[str]) -> dict[str, tuple[int, str]]:
    """The row and the words of the first refusal for each of these reasons that the finished answer holds."""
    found: dict[str, tuple[int, str]] = {}
    with pa.parquet.ParquetFile(folder / REFUSALS) as file:
        for batch in file.iter_batches(columns=["row", "reason", "words"]):
            for reason in set(reasons) - found.keys():
                place = pc.index(batch["reason"], reason).as_py()
                if place >= 0:
                    found[reason] = (batch["row"][place].as_py(), batch["words"][place].as_py())
            if len(found) == len(reasons):
                break
    return found


_PREMIUMS = pa.schema([("row", pa.int64()), ("id", pa.string()), ("premium", pa.int64())])
_REFUSED = pa.schema([("row", pa.int64()), *((name, pa.string()) for name in REFUSED.names[1:-1])])


class _Sink:
    """A Parquet file under a name that says it is not finished, until it is."""

    def __init__(self, path: Path, schema: pa.Schema, about: Mapping[str, str]) -> None:
        self._path, self._schema = path, schema.with_metadata(dict(about))

    def __enter__(self) -> "_Sink":
        self._file = self._path.with_name(f".{self._path.name}").open("wb")
        self._sink = pa.parquet.ParquetWriter(
            self._file, self._schema, use_dictionary=["place", "reason", "words"], compression="snappy",
            write_statistics=["row"], store_schema=False,
        )  # fmt: skip
        return self

    def write(self, table: pa.Table, base: int) -> None:
        """Add rows whose numbers count from a base."""
        if not table.num_rows:
            return
        columns = {name: table[name] for name in self._schema.names}
        columns["row"] = pc.add(columns["row"], base)
        columns["id"] = _as_text(columns["id"])
        self._sink.write_table(pa.table(columns, schema=self._schema), row_group_size=1 << 20)

    def __exit__(self, kind: Any, *_: object) -> None:
        if kind is None:
            self._sink.close()
            sync(self._file)
        self._file.close()
        if kind is None:
            self._path.with_name(f".{self._path.name}").replace(self._path)


def _as_text(ids: pa.ChunkedArray) -> pa.ChunkedArray:
    try:
        return ids.cast(pa.string())
    except pa.ArrowInvalid:  # ids of refused rows may be no UTF-8
        told = [
            None if each is None else each[:200].decode("utf-8", "backslashreplace")
            for each in ids.to_pylist()
        ]
        return pa.chunked_array([pa.array(told, pa.string())])


@dataclass(frozen=True, slots=True)
class _Twice:
    """The rows whose id stands in an earlier row: their numbers, in order, and that of the first with it."""

    rows: Array
    first: Array

    @classmethod
    def of(cls, folder: Path, parts: Sequence[Part]) -> "_Twice":
        """Found by the numbers of all ids; where two are the same, by the ids themselves."""
        marks = np.concatenate([np.zeros(0, np.uint64), *(each for _, _, each in _marked(folder, parts))])
        marks.sort()
        same = np.unique(marks[1:][marks[1:] == marks[:-1]])
        del marks
        if not len(same):
            return cls(np.zeros(0, np.int64), np.zeros(0, np.int64))
        rows, ids = [], []
        for table, base, own in _marked(folder, parts):
            place = np.minimum(np.searchsorted(same, own), len(same) - 1)
            suspect = np.flatnonzero(same[place] == own)
            rows.append(table["row"].to_numpy()[suspect] + base)
            ids.append(table["id"].take(pa.array(suspect)).combine_chunks())
        numbers = np.concatenate(rows)
        order = np.argsort(numbers, kind="stable")
        codes = pa.concat_arrays(ids).take(pa.array(order)).dictionary_encode().indices.to_numpy()
        numbers = numbers[order]
        first = np.unique(codes, return_index=True)[1][codes]
        later = first != np.arange(len(codes))
        return cls(numbers[later], numbers[first[later]])

    def parted(self, table: pa.Table, base: int) -> tuple[pa.Table, pa.Table]:
        """The rows of a table that are the first with their id, and the others."""
        if not len(self.rows):
            return table, table.slice(0, 0)
        second = np.isin(table["row"].to_numpy() + base, self.rows)
        return table.filter(pa.array(~second)), table.filter(pa.array(second))

    def refused(self, second: pa.Table, base: int, say: Say) -> pa.Table:
        """The rows of a table of premiums as refused ones."""
        rows = second["row"].to_pylist()
        first = self.first[np.searchsorted(self.rows, np.array(rows) + base)].tolist()
        told = []
        for row, word, earlier in zip(rows, second["id"].to_pylist(), first, strict=True):
            value = word.decode("utf-8", "backslashreplace")
            fault = InputError("fleet.id_twice", path="id", value=value[:80], first=earlier)
            told.append((row, word, "id", value[:80], fault.code, say(fault), None))
        return pa.Table.from_arrays(
            [pa.array(each, kind) for each, kind in zip(zip(*told, strict=True), REFUSED.types, strict=True)],
            schema=REFUSED,
        )


def _marked(folder: Path, parts: Sequence[Part]) -> Iterator[tuple[pa.Table, int, Array]]:
    """Each table of rows that have an id, the number of the first row of its part, and the ids' numbers."""
    base = 1
    for part in parts:
        good, bad = part_table(folder, part.number, "priced"), part_table(folder, part.number, "refused")
        yield good, base, good["hash"].to_numpy()
        if bad.num_rows:
            bad = bad.select(["row", "id", "hash"]).filter(pc.is_valid(bad["hash"]))
            yield bad, base, bad["hash"].to_numpy()
        base += part.rows
