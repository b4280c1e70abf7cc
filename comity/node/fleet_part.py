"""Parts of a fleet's answer: one a segment, written whole or not at all, so that a killed run goes on."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from comity.basis.errors import InputError, ProofError
from comity.node.fleet_file import ID, Array, FleetFile, Piece, Segment, digest_of

PRICED = pa.schema([("row", pa.int64()), ("id", pa.binary()), ("premium", pa.int64()), ("hash", pa.uint64())])
REFUSED = pa.schema(
    [
        ("row", pa.int64()),
        ("id", pa.binary()),
        ("place", pa.string()),
        ("value", pa.string()),
        ("reason", pa.string()),
        ("words", pa.string()),
        ("hash", pa.uint64()),  # null where there is no id to compare
    ]
)
Say = Callable[[InputError], str]  # the words of a fault

_SPOT = 10_000  # one row in so many is priced again by itself
_LEAST_SPOT = 8  # rows of a small piece: one alone may be a refused one, and tell no doubts
_ODD = np.uint64(
    0x9E3779B97F4A7C15
)  # 2**64 over the golden ratio, odd: spreads the bits of what it multiplies


class Rows(Protocol):
    """What became of the rows of a batch; see `motor.fleet.Priced`."""

    @property
    def rows(self) -> Array:
        """Places of those with a premium."""

    @property
    def minor(self) -> Array:
        """Their premiums."""

    @property
    def refused(self) -> Array:
        """Places of the others."""

    @property
    def why(self) -> Array:
        """Which fault each of those has."""

    @property
    def faults(self) -> tuple[InputError, ...]:
        """The faults."""

    @property
    def unlike(self) -> tuple[int, ...]:
        """Places where the spot check differs."""

    @property
    def doubts(self) -> frozenset[str]:
        """The unconfirmed rules that check met."""


class Pricer(Protocol):
    """What prices a batch of texts; each worker makes its own."""

    def price(self, batch: pa.RecordBatch, spot: Sequence[int]) -> Rows:
        """What becomes of the rows; those of `spot` are priced by themselves too."""

    def close(self) -> None:
        """Let go of what it holds."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a part holds: `rows` lines of a segment, of which some are blank, priced or refused."""

    number: int
    key: str
    digest: str
    rows: int
    blank: int
    priced: int
    refused: int
    total: int
    spot: int
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """A segment to be made a part of, in a folder of parts; `key` is a digest of all else it rests on."""

    folder: Path
    file: FleetFile
    segment: Segment
    key: str


def make_part(work: Work, price: Pricer, say: Say, told: Callable[[int], None]) -> Part:
    """The part of a segment, as an earlier run of the same left it, or made; `told` hears of rows done.

    ProofError where a row of the spot check differs.
    """
    folder, segment, key = work.folder, work.segment, work.key
    earlier = read_part(folder, segment.number)
    if earlier and earlier.key == key and earlier.digest == digest_of(work.file, segment):
        told(earlier.rows)
        return earlier
    made = _Maker(price, say)
    digest = hashlib.sha256()
    for piece in work.file.pieces(segment, digest.update):
        made.add(piece, int.from_bytes(digest.digest()[:8], "big"))
        told(piece.lines)
    part = Part(
        segment.number, key, digest.hexdigest(), made.lines, made.blank, made.priced, made.refused,
        made.total, made.spot, tuple(sorted(made.doubts)),
    )  # fmt: skip
    _write(folder, part, made)
    return part


def read_part(folder: Path, number: int) -> Part | None:
    """The part of that number, if it was finished."""
    try:
        told = json.loads((part_folder(folder, number) / "part.json").read_text("utf-8"))
        return Part(**(told | {"doubts": tuple(told["doubts"])}))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def part_folder(folder: Path, number: int) -> Path:
    """Where the part of that number stands."""
    return folder / f"{number:06}"


def part_table(folder: Path, number: int, name: str) -> pa.Table:
    """The table `priced` or `refused` of a part, read as it is needed."""
    source = pa.memory_map(str(part_folder(folder, number) / f"{name}.arrow"))
    return pa.ipc.open_file(source).read_all()


class _Maker:
    """The rows of a part as they come."""

    def __init__(self, price: Pricer, say: Say) -> None:
        self._price, self._say = price, say
        self.tables: dict[str, list[pa.RecordBatch]] = {"priced": [], "refused": []}
        self.lines = self.blank = self.priced = self.refused = self.total = self.spot = 0
        self.doubts: set[str] = set()

    def add(self, piece: Piece, seed: int) -> None:
        self.lines += piece.lines
        self.blank += piece.blank
        self._lines(piece)
        count = piece.batch.num_rows
        if not count:
            return
        step = min(_SPOT, max(1, count // _LEAST_SPOT))
        spot = range(seed % step, count, step)
        found = self._price.price(piece.batch, spot)
        if found.unlike:
            row = int(piece.rows[found.unlike[0]]) + 1
            raise ProofError("fleet.differs", step="spot check", row=row, count=len(found.unlike))
        self.spot += len(spot)
        self.doubts |= found.doubts
        self._rows(piece, found)

    def _rows(self, piece: Piece, found: Rows) -> None:
        ids = piece.batch.column(ID)
        marks = pa.array(hashes(ids))
        good, bad = pa.array(found.rows), pa.array(found.refused)
        every = len(found.rows) == len(ids)
        rows = pa.array(piece.rows)
        columns = [each if every else each.take(good) for each in (rows, ids)]
        own = marks if every else marks.take(good)
        minor = pa.array(found.minor)
        self.tables["priced"].append(pa.record_batch([*columns, minor, own], schema=PRICED))
        self.priced += len(found.rows)
        self.total += _sum(found.minor)
        if not len(found.refused):
            return
        told = [_told(fault, self._say) for fault in found.faults]
        texts = [
            pa.array(column, pa.string()).take(pa.array(found.why)) for column in zip(*told, strict=True)
        ]
        own = ids.take(bad)
        there = pc.greater(pc.binary_length(own).fill_null(0), 0)
        keys = pc.if_else(there, marks.take(bad), pa.scalar(None, pa.uint64()))
        self.tables["refused"].append(pa.record_batch([rows.take(bad), own, *texts, keys], schema=REFUSED))
        self.refused += len(found.refused)

    def _lines(self, piece: Piece) -> None:
        if not piece.faults:
            return
        told = [(row, None, *_told(fault, self._say), None) for row, fault in piece.faults]
        columns = [
            pa.array(column, kind)
            for column, kind in zip(zip(*told, strict=True), REFUSED.types, strict=True)
        ]
        self.tables["refused"].append(pa.record_batch(columns, schema=REFUSED))
        self.refused += len(told)


def _told(fault: InputError, say: Say) -> tuple[str, str, str, str]:
    """Place, value, reason and words of a fault."""
    return str(fault.facts["path"]), str(fault.facts.get("value", "")), fault.code, say(fault)


def hashes(ids: pa.Array) -> Array:
    """A 64-bit number for each text: equal for equal ones, and hardly ever for others."""
    offsets = np.frombuffer(ids.buffers()[1], np.int32)[ids.offset : ids.offset + len(ids) + 1].astype(
        np.int64
    )
    starts, lengths = offsets[:-1], np.diff(offsets)
    data = np.zeros(int(offsets[-1]) + 16, np.uint8)
    if ids.buffers()[2] is not None:
        data[: int(offsets[-1])] = np.frombuffer(ids.buffers()[2], np.uint8)[: int(offsets[-1])]
    words = np.ndarray((len(data) - 8,), np.dtype("<u8"), data, strides=(1,))  # eight bytes from each byte on
    masks = np.array([(1 << (8 * size)) - 1 for size in range(9)], np.uint64)
    found = lengths.astype(np.uint64) * _ODD
    for place in range(0, int(lengths.max(initial=0)), 8):
        rows: Any = slice(None) if place < 32 else np.flatnonzero(lengths > place)
        rest = np.clip(lengths[rows] - place, 0, 8)
        at = np.minimum(starts[rows] + place, len(words) - 1)
        mixed = (found[rows] ^ (words[at] & masks[rest])) * _ODD
        found[rows] = mixed ^ (mixed >> np.uint64(29))
    return found


def _sum(numbers: Array) -> int:
    """The sum, exact: 64 bits would not hold that of many large numbers."""
    return (int((numbers >> 32).sum()) << 32) + int((numbers & 0xFFFFFFFF).sum())


def _write(folder: Path, part: Part, made: _Maker) -> None:
    beside = folder / f".{part.number:06}.{os.getpid()}"
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        for name, schema in (("priced", PRICED), ("refused", REFUSED)):
            with (beside / f"{name}.arrow").open("wb") as file:
                with pa.ipc.new_file(file, schema) as sink:
                    for batch in made.tables[name]:
                        sink.write_batch(batch)
                sync(file)
        with (beside / "part.json").open("w", encoding="utf-8") as text:
            json.dump(asdict(part), text)
            sync(text)
        shutil.rmtree(part_folder(folder, part.number), ignore_errors=True)
        os.replace(beside, part_folder(folder, part.number))
    except OSError as fault:
        raise InputError("files.not_writable", path=str(folder), reason=type(fault).__name__) from fault


def sync(file: Any) -> None:
    """What was written to the file is on the disk."""
    file.flush()
    os.fsync(file.fileno())
