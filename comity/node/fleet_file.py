"""The file of a fleet, CSV or Parquet, cut into segments that are read apart, each in pieces."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from comity.basis.errors import InputError
from comity.node.fleet_lines import LONGEST_LINE, has_long_line, mend, split_line, too_long

ID = "id"
SEGMENT = 32 << 20  # bytes of CSV; one part of the work, lost when a run is killed
PIECE = 8 << 20  # bytes of CSV at a time; larger ones leave the processor's cache, smaller ones cost calls
_ROWS = 1 << 16  # of Parquet at a time
_SHOWN = 200  # bytes of a line too long
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"
_ZIP = b"PK\x03\x04"  # what every workbook of a spreadsheet begins with
_OTHER_MARKS = {";": ";", "\t": "TAB", "|": "|"}
_DICTIONARY = pa.dictionary(pa.int32(), pa.binary())
Array = np.ndarray[Any, Any]
Sink = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the bytes of a file, read apart from the others."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows read: a batch of texts and the number of each of its rows in the segment; faults of other lines.

    `lines` counts all of them; `blank` are empty.
    """

    batch: pa.RecordBatch
    rows: Array
    faults: tuple[tuple[int, InputError], ...]
    lines: int
    blank: int


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file with its header read: UTF-8, commas, a row a line."""

    path: Path
    names: tuple[str, ...]
    start: int
    size: int
    digest: str

    @classmethod
    def of(cls, path: Path) -> "CsvFile":
        """The file; InputError where it is empty, or begins with no header or one parted by other marks."""
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.readline(LONGEST_LINE + 1)
        if not head:
            raise InputError("fleet.empty", path=str(path))
        if head.startswith(_UTF16):
            raise InputError("files.utf16", path=str(path))
        if head.startswith(_ZIP):
            raise InputError("fleet.workbook", path=str(path))
        fields = split_line(head.removeprefix(_BOM).rstrip(b"\r\n")) if len(head) <= LONGEST_LINE else None
        try:
            names = tuple(field.decode().strip() for field in fields or ())
        except UnicodeDecodeError:
            names = ()
        if not names:
            raise InputError("fleet.header", path=str(path))
        _refuse_names(path, names)
        return cls(path, names, len(head), size, hashlib.sha256(head).hexdigest())

    def segments(self) -> list[Segment]:
        """Stretches of whole lines: each ends with the line that holds the next multiple of SEGMENT."""
        found: list[Segment] = []
        start = self.start
        with self.path.open("rb") as stream:
            while start < self.size:
                end = _line_end(stream, (start // SEGMENT + 1) * SEGMENT, self.size)
                found.append(Segment(len(found), start, end))
                start = end
        return found

    def pieces(self, segment: Segment, sink: Sink) -> Iterator[Piece]:
        """The rows of a segment; `sink` takes all its bytes in order."""
        line = 0
        for data, long in _chunks(self.path, segment, sink):
            if long:
                fault = too_long(data)
                yield Piece(self._batch(b""), np.zeros(0, np.int64), ((line, fault),), 1, 0)
                line += 1
            else:
                piece = self._read(data, line)
                line += piece.lines
                yield piece

    def _read(self, data: bytes, line: int) -> Piece:
        # bytes.count takes four times as long
        ends = int(np.count_nonzero(np.frombuffer(data, np.uint8) == ord("\n")))
        lines = ends + (not data.endswith(b"\n"))
        batch = None if has_long_line(data) else self._batch(data)
        rows = np.arange(line, line + lines)
        faults: list[tuple[int, InputError]] = []
        if batch is None or batch.num_rows != lines:
            data, kept, faults = mend(data, len(self.names))
            rows, batch = np.array(kept, np.int64) + line, self._batch(data)
            if batch is None or batch.num_rows != len(rows):
                raise ValueError(f"{self.path}: lines after {line} are read as {batch}, not {len(rows)} rows")
        filled = _filled(batch)
        if filled is not None:
            rows, batch = rows[filled], batch.take(pa.array(np.flatnonzero(filled)))
        told = tuple((line + place, fault) for place, fault in faults)
        return Piece(batch, rows, told, lines, lines - len(rows) - len(told))

    def _batch(self, data: bytes) -> pa.RecordBatch | None:
        """The lines as one batch; None where some line is no row."""
        types = {name: pa.binary() if name == ID else _DICTIONARY for name in self.names}
        if not data:
            return pa.record_batch([pa.array([], kind) for kind in types.values()], names=list(types))
        try:
            table = pa.csv.read_csv(
                pa.py_buffer(data),
                pa.csv.ReadOptions(use_threads=False, block_size=len(data) + 1, column_names=self.names),
                pa.csv.ParseOptions(quote_char='"' if b'"' in data else False, ignore_empty_lines=False),
                pa.csv.ConvertOptions(column_types=types, strings_can_be_null=False, check_utf8=False),
            )
        except pa.ArrowInvalid:
            return None
        batches = table.combine_chunks().to_batches()
        return batches[0] if batches else None


@dataclass(frozen=True, slots=True)
class ParquetFile:
    """A Parquet file with its schema read; a row group is a segment."""

    path: Path
    names: tuple[str, ...]
    groups: tuple[Segment, ...]
    size: int
    digest: str

    @classmethod
    def of(cls, path: Path) -> "ParquetFile":
        """The file; InputError where it is none, or a column is neither text nor exact."""
        try:
            schema = pa.parquet.read_schema(path)
            about = pa.parquet.read_metadata(path)
        except (pa.ArrowException, OSError) as fault:
            raise InputError("fleet.not_parquet", path=str(path)) from fault
        for column in schema:
            if not _is_exact(column.type):
                raise InputError("fleet.column_type", path=column.name[:80], value=str(column.type)[:80])
        groups = tuple(_group(about.row_group(number), number) for number in range(about.num_row_groups))
        told = hashlib.sha256(str((schema.names, [str(each.type) for each in schema])).encode())
        return cls(path, tuple(schema.names), groups, path.stat().st_size, told.hexdigest())

    def segments(self) -> list[Segment]:
        """The row groups, each with its bytes."""
        return list(self.groups)

    def pieces(self, segment: Segment, sink: Sink) -> Iterator[Piece]:
        """The rows of a row group; `sink` takes all its bytes in order."""
        for data in _bytes(self.path, segment):
            sink(data)
        row = 0
        with pa.parquet.ParquetFile(self.path) as file:
            for batch in file.iter_batches(_ROWS, row_groups=[segment.number], use_threads=False):
                arrays = [
                    _texts(name, column) for name, column in zip(self.names, batch.columns, strict=True)
                ]
                rows = np.arange(row, row + batch.num_rows)
                row += batch.num_rows
                made = pa.RecordBatch.from_arrays(arrays, names=list(self.names))
                yield Piece(made, rows, (), batch.num_rows, 0)


FleetFile = CsvFile | ParquetFile


def open_fleet(path: Path) -> FleetFile:
    """The file of a fleet, Parquet by its ending, else CSV; InputError where none can be read by places."""
    if path.exists() and not path.is_file():
        raise InputError("fleet.not_a_file", path=str(path))  # it is read by places, more than once
    try:
        return ParquetFile.of(path) if path.suffix == ".parquet" else CsvFile.of(path)
    except FileNotFoundError as fault:
        raise InputError("files.not_found", path=str(path)) from fault
    except OSError as fault:
        raise InputError("files.not_readable", path=str(path), reason=type(fault).__name__) from fault


def digest_of(file: FleetFile, segment: Segment) -> str:
    """SHA-256 of the bytes of a segment."""
    told = hashlib.sha256()
    for data in _bytes(file.path, segment):
        told.update(data)
    return told.hexdigest()


def _refuse_names(path: Path, names: tuple[str, ...]) -> None:
    """InputError where the header is one name with another mark in it, or a column has no name."""
    for mark, shown in _OTHER_MARKS.items():
        if len(names) == 1 and mark in names[0]:
            raise InputError("fleet.separator", path=str(path), value=shown)
    for place, name in enumerate(names, 1):
        if not name:
            raise InputError("fleet.column_nameless", path=str(path), number=place)


def _bytes(path: Path, segment: Segment) -> Iterator[bytes]:
    """The bytes of a segment."""
    left = segment.end - segment.start
    with path.open("rb") as stream:
        stream.seek(segment.start)
        while left and (data := stream.read(min(LONGEST_LINE, left))):
            left -= len(data)
            yield data


def _chunks(path: Path, segment: Segment, sink: Sink) -> Iterator[tuple[bytes, bool]]:
    """Whole lines of a segment, about PIECE bytes at a time; of one too long the beginning, told by True."""
    start = segment.start
    with path.open("rb") as stream:
        while start < segment.end:
            stop = min(start + PIECE, segment.end)
            # The end of the line is looked for first, so that what is read need not be copied together.
            stream.seek(stop)
            rest = stream.readline(LONGEST_LINE + 1) if stop < segment.end else b""
            is_whole = rest.endswith(b"\n") or stop + len(rest) >= segment.end
            stream.seek(start)
            data = stream.read(stop + len(rest) - start if is_whole else stop - start)
            start += len(data)
            sink(data)
            if is_whole:
                yield data, False
                continue
            cut = data.rfind(b"\n") + 1
            if cut:
                yield data[:cut], False
            start += _skip(stream, segment.end - start, sink)
            yield (data[cut:] + rest)[:_SHOWN], True


def _skip(stream: BinaryIO, left: int, sink: Sink) -> int:
    """Read past the next line end; how many bytes that were."""
    passed = 0
    while passed < left and (data := stream.readline(min(LONGEST_LINE, left - passed))):
        passed += len(data)
        sink(data)
        if data.endswith(b"\n"):
            break
    return passed


def _line_end(stream: BinaryIO, start: int, size: int) -> int:
    """The place after the first line end at or after a place."""
    at = min(start, size)
    stream.seek(at)
    while data := stream.read(LONGEST_LINE):
        place = data.find(b"\n")
        if place >= 0:
            return at + place + 1
        at += len(data)
    return size


def _filled(batch: pa.RecordBatch) -> Array | None:
    """Which rows have anything in them; None where all do."""
    if ID not in batch.schema.names:
        return None
    empty = np.diff(np.frombuffer(batch.column(ID).buffers()[1], np.int32)[: batch.num_rows + 1]) == 0
    if not empty.any():
        return None
    for column in batch.columns:
        if column.type == _DICTIONARY:
            empty &= np.isin(
                column.indices.to_numpy(), [i for i, w in enumerate(column.dictionary.to_pylist()) if not w]
            )
    return ~empty if empty.any() else None


def _group(about: Any, number: int) -> Segment:
    """The bytes of a row group."""
    columns = [about.column(place) for place in range(about.num_columns)]
    starts = [
        min(place for place in (each.dictionary_page_offset, each.data_page_offset) if place)
        for each in columns
    ]
    ends = [start + each.total_compressed_size for start, each in zip(starts, columns, strict=True)]
    return Segment(number, min(starts, default=0), max(ends, default=0))


def _is_exact(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    tests = (
        pa.types.is_integer,
        pa.types.is_boolean,
        pa.types.is_date32,
        pa.types.is_decimal,
        pa.types.is_null,
    )
    return _is_text(kind) or any(test(kind) for test in tests)


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _texts(name: str, column: pa.Array) -> pa.Array:
    """A column as the texts CSV would have: those of `id` plain, others as a dictionary."""
    if name == ID:
        plain = column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
        return plain.cast(pa.string()).cast(pa.binary())
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    words = column.dictionary.cast(pa.string()).cast(pa.binary())
    return pa.DictionaryArray.from_arrays(column.indices.cast(pa.int32()), words)
