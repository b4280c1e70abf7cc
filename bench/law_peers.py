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

from bench.fleet_make import DAYS, Fleet, many, shipped
from bench.fleet_vehicles import Vehicles
from bench.peer_law import figures

HERE = Path(__file__).parent
ROWS = int(os.environ.get("COMITY_BENCH_ROWS", "10_000_000"))
OURS = "comity"


@dataclass(frozen=True, slots=True)
class Peer:
    """Who else computes the premium: the name of its answers, its file with arguments, and how to call it."""

    name: str
    command: tuple[str, ...]
    title: str
    times: float | None = None  # how many times as quick we promise to be
    ours: bool = False  # runs where comity is installed


PEERS = (
    Peer(OURS, ("peer_comity.py",), "comity, columns in memory", ours=True),
    Peer("loop", ("peer_loop.py",), "a loop in C, one core: the limit"),
    Peer("polars", ("peer_polars.py",), "Polars, written by hand", 1.5),
    Peer("duckdb", ("peer_duckdb.py",), "DuckDB, the SQL of our plan", ours=True),
    Peer("openfisca", ("peer_openfisca.py",), "OpenFisca-core, parameters taken from arrays"),
    Peer(
        "openfisca_fancy", ("peer_openfisca.py", "fancy"), "OpenFisca-core, written as its manual shows", 30
    ),
)


def prepare(folder: Path, rows: int) -> None:
    """Leave the rows and the figures of the law where the peers find them."""
    library = shipped()
    fleet = Fleet.of(library, "ru", rows)
    told = many(fleet).drop_columns(["id"])
    with pa.ipc.new_file(str(folder / "fleet.arrow"), told.schema) as file:
        file.write_batch(told)
    places = Vehicles.of(library, DAYS["ru"]).places
    (folder / "law.json").write_text(json.dumps(figures(library, places, DAYS["ru"])), "utf-8")


def measured(peer: Peer, folder: Path) -> dict[str, Any] | None:
    """What the peer's process told: wall, cpu, rows, version; None, and why is printed, where it cannot."""
    python = sys.executable if peer.ours else os.environ.get("COMITY_PEERS", sys.executable)
    script, *rest = peer.command
    asked = [python, str(HERE / script), str(folder), *rest]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = (done.stderr.strip() or "no word").splitlines()[-1]
        print(f"{peer.title}: skipped, {reason}", flush=True)
        return None
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def differing(name: str, folder: Path) -> int:
    """How many of a peer's rows are not ours."""
    ours, theirs = (np.load(folder / f"{each}.npy", mmap_mode="r") for each in (OURS, name))
    return int((ours[: len(theirs)] != theirs).sum())


def main() -> list[dict[str, Any]]:
    """The runs and the figures, printed and given back."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        prepare(folder, ROWS)
        found = []
        for peer in PEERS:
            told = measured(peer, folder)
            if told is None:
                continue
            title = f"{peer.title} {told.pop('version')}".strip()
            different = differing(peer.name, folder) if peer.name != OURS else None
            run = {"what": "premium", "who": title, "different": different, **told}
            print(line(run), flush=True)
            found.append((peer, run))
    return [*(run for _, run in found), *beside(found)]


def line(run: dict[str, Any]) -> str:
    """A run in one line."""
    took = f"{run['wall']:.3f} s wall  {run['cpu']:.3f} s CPU"
    told = f"{run['what']}, {run['rows']:,} rows  {took}  {run['who']}"
    return told if run["different"] is None else f"{told}  {run['different']:,} rows differ"


def beside(found: list[tuple[Peer, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Our figure beside each peer's, with what we promise."""
    (_, ours), *others = found
    speed = ours["rows"] / ours["wall"]
    rows = []
    for peer, run in others:
        theirs = run["rows"] / run["wall"]
        rows.append(
            {
                "name": f"{ours['what']} of {ours['rows']:,} rows in memory",
                "value": speed,
                "unit": "1/s",
                "peer": run["who"],
                "peer_value": theirs,
                "target": peer.times and peer.times * theirs,
            }
        )
    return rows


if __name__ == "__main__":
    main()
