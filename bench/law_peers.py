"""The premium of ten million contracts by us and by every peer, on the same rows, one after the other.

Each works in a process of its own on the rows of `fleet_make`, in the form that suits it; making that form is
outside the clock. Its answers are compared with ours, row by row. COMITY_BENCH_ROWS changes how many rows,
COMITY_PEERS names a Python that has the peers where this one has not.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.fleet_make import DAYS, SEED, Fleet, many, shipped
from bench.fleet_vehicles import Vehicles
from bench.peer_law import figures
from bench.peer_points import drawn

HERE = Path(__file__).parent
ROWS = int(os.environ.get("COMITY_BENCH_ROWS", "10_000_000"))
OURS = "comity"


@dataclass(frozen=True, slots=True)
class Peer:
    """Who else computes the premium: the name of its answers, its file with arguments, and how to call it."""

    name: str
    command: tuple[str, ...]
    title: str
    what: str = "premium"
    times: float | None = None  # how many times as quick we promise to be
    ours: bool = False  # runs where comity is installed
    cores: int = 0  # 0 is all there are


ONE = "premium on one core"
PEERS = (
    Peer(OURS, ("peer_comity.py",), "comity, columns in memory", ONE, ours=True, cores=1),
    Peer("polars", ("peer_polars.py",), "Polars, written by hand", ONE, times=1.5, cores=1),
    Peer(OURS, ("peer_comity.py",), "comity, columns in memory", ours=True),
    Peer("loop", ("peer_loop.py",), "a loop in C, one core: the limit"),
    Peer("polars", ("peer_polars.py",), "Polars, written by hand", times=1.5),
    Peer("duckdb", ("peer_duckdb.py",), "DuckDB, the SQL of our plan", ours=True),
    Peer("zen", ("peer_zen.py",), "zen-engine, a case a call"),
    Peer("feelin", ("peer_feelin.py",), "feelin in Node, an expression a call"),
    Peer("openfisca", ("peer_openfisca.py",), "OpenFisca-core, parameters taken from arrays"),
    Peer(
        "openfisca_fancy",
        ("peer_openfisca.py", "fancy"),
        "OpenFisca-core, as its manual has it",
        times=30,
    ),
    Peer(f"points_{OURS}", ("peer_points.py",), "comity, columns in memory", "points table", ours=True),
    Peer(
        "points_openfisca",
        ("peer_points_openfisca.py",),
        "OpenFisca-core, a variable a line",
        "points table",
        times=5,
    ),
    Peer(
        "points_openfisca_whole",
        ("peer_points_openfisca.py", "whole"),
        "OpenFisca-core, one formula for all lines",
        "points table",
    ),
)


def prepare(folder: Path, rows: int) -> None:
    """Leave the rows and the figures of the law where the peers find them."""
    library = shipped()
    fleet = Fleet.of(library, "ru", rows)
    told = many(fleet).drop_columns(["id"])
    with pa.ipc.new_file(str(folder / "fleet.arrow"), told.schema) as file:
        file.write_batch(told)
    del told
    with pa.ipc.new_file(str(folder / "points.arrow"), (told := drawn(rows, SEED)).schema) as file:
        file.write_batch(told)
    places = Vehicles.of(library, DAYS["ru"]).places
    (folder / "law.json").write_text(json.dumps(figures(library, places, DAYS["ru"])), "utf-8")


def measured(peer: Peer, folder: Path) -> dict[str, Any] | None:
    """What the peer's process told: wall, cpu, rows, version; None, and why is printed, where it cannot."""
    python = sys.executable if peer.ours else os.environ.get("COMITY_PEERS", sys.executable)
    script, *rest = peer.command
    asked = [python, str(HERE / script), str(folder), *rest]
    cores = str(peer.cores or os.cpu_count() or 1)
    told_cores = {"COMITY_CORES": cores, "POLARS_MAX_THREADS": cores}
    done = subprocess.run(asked, capture_output=True, text=True, check=False, env=os.environ | told_cores)
    if done.returncode:
        reason = (done.stderr.strip() or "no word").splitlines()[-1]
        print(f"{peer.title}: skipped, {reason}", flush=True)
        return None
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def differing(ours: Peer, peer: Peer, folder: Path) -> int:
    """How many of a peer's rows are not ours."""
    told, theirs = (np.load(folder / f"{each.name}.npy", mmap_mode="r") for each in (ours, peer))
    return int((told[: len(theirs)] != theirs).sum())


def compared(folder: Path, peers: tuple[Peer, ...]) -> list[dict[str, Any]]:
    """The runs of one piece of work, ours first, and our figure beside each peer's with what we promise."""
    runs: list[dict[str, Any]] = []
    figures: list[dict[str, Any]] = []
    for peer in peers:
        if (told := measured(peer, folder)) is None:
            continue
        title = f"{peer.title} {told.pop('version')}".strip()
        different = differing(peers[0], peer, folder) if runs else None
        runs.append({"what": peer.what, "who": title, "different": different, **told})
        print(line(runs[-1]), flush=True)
        speeds = [run["rows"] / run["wall"] for run in (runs[0], runs[-1])]
        if len(runs) > 1:
            name = f"{peer.what} of {runs[0]['rows']:,} rows in memory"
            beside = {"peer": title, "peer_value": speeds[1], "target": peer.times and peer.times * speeds[1]}
            figures.append({"name": name, "value": speeds[0], "unit": "1/s", **beside})
    return [*runs, *figures]


def line(run: dict[str, Any]) -> str:
    """A run in one line."""
    took = f"{run['wall']:.3f} s wall  {run['cpu']:.3f} s CPU"
    told = f"{run['what']}, {run['rows']:,} rows  {took}  {run['who']}"
    return told if run["different"] is None else f"{told}  {run['different']:,} rows differ"


def main() -> list[dict[str, Any]]:
    """The runs and the figures, printed and given back."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        prepare(folder, ROWS)
        works = dict.fromkeys(peer.what for peer in PEERS)
        parts = [tuple(peer for peer in PEERS if peer.what == work) for work in works]
        return [row for part in parts for row in compared(folder, part)]


if __name__ == "__main__":
    main()
