"""A fleet's file is read in segments and pieces; each line that is no row is named, and no other is lost."""

import hashlib
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.errors import InputError
from comity.node import fleet_file
from comity.node.fleet_file import FleetFile, digest_of, open_fleet
from comity.node.fleet_lines import LONGEST_LINE, split_line
from comity.node.fleet_part import hashes

HEAD = b"id,a,b\n"


def read(file: FleetFile) -> tuple[list[tuple[int, Any]], list[tuple[int, str]], int]:
    """Rows by number, faults by number, blank lines: over all segments."""
    rows: list[tuple[int, Any]] = []
    faults: list[tuple[int, str]] = []
    base = blank = 0
    for segment in file.segments():
        told = hashlib.sha256()
        lines = 0
        for piece in file.pieces(segment, told.update):
            values = piece.batch.to_pydict()
            for place, number in enumerate(piece.rows):
                row = tuple(values[name][place] for name in file.names)
                rows.append((base + int(number), row))
            faults += [(base + number, fault.code) for number, fault in piece.faults]
            lines += piece.lines
            blank += piece.blank
        assert told.hexdigest() == digest_of(file, segment)
        base += lines
    return rows, faults, blank


def csv(folder: Path, data: bytes) -> FleetFile:
    path = folder / "fleet.csv"
    path.write_bytes(data)
    return open_fleet(path)


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"1,x,y\n2,,z\n",
        HEAD + b"1,x,y\n2,,z",
        b"\xef\xbb\xbf" + HEAD + b"1,x,y\n2,,z\n",
        b"id,a,b\r\n1,x,y\r\n2,,z\r\n",
        HEAD + b'"1","x","y"\n2,"",z\n',
        HEAD + b"\n1,x,y\n\n,,\n2,,z\n\n",
    ],
    ids=["plain", "no last line end", "byte order mark", "CRLF", "quoted", "empty lines"],
)
def test_one_fleet_written_in_many_ways_is_read_the_same(data: bytes, tmp_path: Path) -> None:
    rows, faults, blank = read(csv(tmp_path, data))
    assert [row for _, row in rows] == [(b"1", b"x", b"y"), (b"2", b"", b"z")]
    assert faults == []
    assert blank == (4 if b"\n\n" in data else 0)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"2,x", "fleet.line_fields"),
        (b"2,x,y,z", "fleet.line_fields"),
        (b"2,\xff", "fleet.line_fields"),
        (b'2,"x,y', "fleet.line_quote"),
        (b'2,x","y', "fleet.line_quote"),
        (b"2,x\ry,z", "fleet.line_return"),
        (b"2," + b"x" * (LONGEST_LINE + 1) + b",y", "fleet.line_long"),
    ],
)
@pytest.mark.parametrize("end", [b"\n", b""])
def test_a_line_that_is_no_row_is_named_and_the_others_read(
    line: bytes, code: str, end: bytes, tmp_path: Path
) -> None:
    good = b'1,"a ""b"" c,d",y\n'
    rows, faults, _ = read(csv(tmp_path, HEAD + good + line + b"\n" + good + line + end))
    assert rows == [(0, (b"1", b'a "b" c,d', b"y")), (2, (b"1", b'a "b" c,d', b"y"))]
    assert faults == [(1, code), (3, code)]


def test_a_long_line_is_skipped_as_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fleet_file, "SEGMENT", 1 << 20)
    monkeypatch.setattr(fleet_file, "PIECE", 1 << 18)
    path = tmp_path / "fleet.csv"
    with path.open("wb") as stream:  # 64 MB of nothing: the file has a hole, so that the disk has none of it
        stream.write(HEAD + b"1,x,y\n")
        stream.seek(64 << 20)
        stream.write(b"\n3,x,y\n")
    file = open_fleet(path)
    assert [row for _, row in read(file)[0]] == [(b"1", b"x", b"y"), (b"3", b"x", b"y")]
    assert read(file)[1:] == ([(1, "fleet.line_long")], 0)
    sizes = [
        piece.batch.nbytes
        for segment in file.segments()
        for piece in file.pieces(segment, hashlib.sha256().update)
    ]
    assert max(sizes) < 1 << 19


@given(
    lines=st.lists(st.binary(max_size=12).map(lambda b: b.replace(b"\n", b"")), max_size=12),
    piece=st.integers(8, 64),
    segment=st.integers(8, 200),
)
def test_no_line_is_lost_whatever_the_bytes_are(
    lines: list[bytes], piece: int, segment: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fleet_file, "PIECE", piece)
        patch.setattr(fleet_file, "SEGMENT", segment)
        folder = tmp_path_factory.mktemp("lines")
        rows, faults, blank = read(csv(folder, HEAD + b"".join(line + b"\n" for line in lines)))
    assert len(rows) + len(faults) + blank == len(lines)
    numbers = [number for number, _ in rows] + [number for number, _ in faults]
    assert len(set(numbers)) == len(numbers)
    for number, row in rows:
        assert split_line(lines[number].removesuffix(b"\r")) == list(row)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "fleet.empty"),
        (b"\xff\xfei\0d\0", "files.utf16"),
        (b"id,\xff\n", "fleet.header"),
        (b"PK\x03\x04rest of a workbook", "fleet.workbook"),
        (b"id;base\nA;5\n", "fleet.separator"),
        (b"id\tbase\nA\t5\n", "fleet.separator"),
        (b"id,base,\nA,5,\n", "fleet.column_nameless"),
        (b"\n\n", "fleet.column_nameless"),
    ],
)
def test_a_file_without_a_header_is_refused(data: bytes, code: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        csv(tmp_path, data)
    assert told.value.code == code


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_pipe_or_a_folder_is_refused_and_not_taken_for_an_empty_fleet(ending: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / f"pipe.{ending}")
    (tmp_path / f"folder.{ending}").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(InputError) as told:
            open_fleet(tmp_path / f"{name}.{ending}")
        assert told.value.code == "fleet.not_a_file"


def test_parquet_is_read_as_the_same_texts(tmp_path: Path) -> None:
    path = tmp_path / "fleet.parquet"
    table = pa.table(
        {
            "id": pa.array([1, 2, 3]),
            "a": pa.array([True, None, False]),
            "b": pa.array(["5.00", None, "7"]).cast(pa.decimal128(9, 2)),
            "c": pa.array(["x", None, "x"]).dictionary_encode(),
        }
    )
    pa.parquet.write_table(table, path, row_group_size=2)
    rows, faults, _ = read(open_fleet(path))
    assert rows == [
        (0, (b"1", b"true", b"5.00", b"x")),
        (1, (b"2", None, None, None)),
        (2, (b"3", b"false", b"7.00", b"x")),
    ]
    assert faults == []


@pytest.mark.parametrize(
    ("kind", "code"), [(pa.float64(), "fleet.column_type"), (pa.list_(pa.int8()), "fleet.column_type")]
)
def test_a_column_that_is_not_exact_is_refused(kind: pa.DataType, code: str, tmp_path: Path) -> None:
    path = tmp_path / "fleet.parquet"
    pa.parquet.write_table(pa.table({"id": ["1"], "b": pa.array([None], kind)}), path)
    with pytest.raises(InputError) as told:
        open_fleet(path)
    assert told.value.code == code


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fleet.parquet"
    path.write_bytes(b"id,a\n")
    with pytest.raises(InputError) as told:
        open_fleet(path)
    assert told.value.code == "fleet.not_parquet"


@given(st.lists(st.binary(max_size=70), max_size=30))
def test_ids_have_one_number_where_they_are_the_same(ids: list[bytes]) -> None:
    numbers = hashes(pa.array([*ids, *ids], pa.binary())).tolist()
    assert numbers[: len(ids)] == numbers[len(ids) :]
    assert len(set(numbers)) == len(set(ids))
