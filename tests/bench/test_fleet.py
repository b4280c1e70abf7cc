from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pytest

from bench import fleet_faults, fleet_make
from bench.fleet_make import DAYS, Fleet, many, write
from comity.law.columns import Columns
from comity.law.library import Library
from comity.motor.tariff import Tariff
from tests.law.engines import shipped

FEW = 3_000
STATES = sorted(DAYS)


@pytest.fixture(scope="module")
def library() -> Library:
    return shipped()


@pytest.mark.parametrize("state", STATES)
def test_every_good_row_has_a_premium(state: str, library: Library) -> None:
    told = many(Fleet.of(library, state, FEW))
    tariff = Tariff.of(library, state)
    assert set(told.schema.names) - set(tariff.inputs) == {"id"}
    for name in (name for name in tariff.inputs if name.startswith("switch.")):
        told = told.append_column(name, pa.array([False] * FEW))
    answers = Columns(tariff.premium, library).answers(told.drop_columns(["id"]), DAYS[state])
    assert Counter(answers.told[reason] for reason in answers.reasons) == {"": FEW}


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("state", STATES)
def test_the_same_seed_gives_the_same_bytes(
    state: str, ending: str, library: Library, tmp_path: Path
) -> None:
    one, other, another = (tmp_path / f"{name}.{ending}" for name in ("one", "other", "another"))
    for path, seed in ((one, 1), (other, 1), (another, 2)):
        write(Fleet.of(library, state, 500, seed, 0.1), path)
    assert one.read_bytes() == other.read_bytes()
    assert one.read_bytes() != another.read_bytes()


def test_a_smaller_fleet_is_the_beginning_of_a_larger_one(library: Library, tmp_path: Path) -> None:
    small, large = (tmp_path / name for name in ("small.csv", "large.csv"))
    write(Fleet.of(library, "ru", 70), small)
    write(Fleet.of(library, "ru", fleet_make.CHUNK + 70), large)
    assert large.read_bytes().startswith(small.read_bytes())
    ids = pa.csv.read_csv(large)["id"]
    assert len(ids.unique()) == len(ids) == fleet_make.CHUNK + 70


@pytest.mark.parametrize("state", STATES)
def test_bad_rows_are_of_every_kind_and_counted(state: str, library: Library, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    found = write(Fleet.of(library, state, FEW, bad_share=0.2), path)
    kinds = {*fleet_faults.CELLS, *fleet_faults.LINES, fleet_faults.ONCE}
    assert set(found) == kinds - ({"base outside the corridor"} if state == "by" else set())
    assert 0.15 * FEW < sum(found.values()) < 0.25 * FEW
    lines = path.read_bytes().split(b"\n")
    fields = lines[0].count(b",")
    assert sum(b"\xff\xfe" in line for line in lines) == found["broken UTF-8"]
    assert sum(line.count(b",") == fields + 1 for line in lines) == found["wrong number of fields"]
    assert sum(len(line) > fleet_faults.OVERLONG for line in lines) == 1
    assert sum(b",12e" in line for line in lines) == found["not a number"]


def test_the_command_says_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "few.parquet"
    fleet_make.main(["--rows", "100", "--bad-share", "0.5", str(out)])
    told = capsys.readouterr().out
    assert told.startswith("100 contracts, ")
    assert "unknown place: " in told
    assert out.exists()
