"""A node as it runs: `comity serve` and `comity work` as processes, on a free port of this machine."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.basis.errors import PeerError
from comity.node import wire
from comity.node.wire import HttpSource

ROOT = Path(__file__).parents[2]
KINDS = (Path(__file__).parents[1] / "acts.md").read_text("utf-8")
DAY = "2026-11-21"
PATIENCE_S = 30


def comity(*words: str) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMITY_")}
    line = [sys.executable, "-m", "comity.cli.main", "--at", DAY, *words]
    return subprocess.Popen(
        line, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("node")
    (folder / "packs" / "test").mkdir(parents=True)
    (folder / "packs" / "test" / "acts.md").write_text(KINDS, encoding="utf-8")
    line = f"init {folder}/a --name a.example --origin a.example/2026 --jurisdiction test --example"
    told = comity(*line.split(), "--pack-folder", f"{folder}/packs", "--peer-url", "http://127.0.0.1:9")
    told.communicate(timeout=PATIENCE_S)
    assert told.returncode == 0
    return folder / "a"


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
def served(home: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    running = comity("--json", "--home", str(home), "serve", "--port", str(port))
    yield running
    running.kill()
    running.communicate(timeout=PATIENCE_S)


def _answers(port: int) -> bool:
    try:
        return HttpSource(f"http://127.0.0.1:{port}").fetch("health", 100) == b"200 OK\n"
    except PeerError:
        return False


def _until(wanted: bool, port: int) -> bool:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if _answers(port) is wanted:
            return True
        time.sleep(0.05)
    return False


def test_a_node_answers_works_beside_and_ends_when_told(
    served: subprocess.Popen[str], home: Path, port: int
) -> None:
    assert _until(True, port)
    url = f"http://127.0.0.1:{port}"
    assert HttpSource(f"{url}/log").fetch("checkpoint", 1000) is None
    assert HttpSource(url).fetch("log/../node.toml", 1000) is None
    assert wire.add_checkpoint(f"{url}/witness", b"old 0\n") == (400, b"witness.broken_request\n")
    huge = b"old 0\n" + b"x" * 2_000_000
    assert wire.add_checkpoint(f"{url}/witness", huge)[0] == 413
    taken = comity("--home", str(home), "serve", "--port", str(port))
    assert "Nothing can listen" in taken.communicate(timeout=PATIENCE_S)[1]
    assert taken.returncode == 2
    assert served.stdout
    assert json.loads(served.stdout.readline()) == {"name": "a.example", "url": url, "work": True}
    first = json.loads(served.stdout.readline())  # of its worker, whenever it comes to that
    assert (first["step"], first["code"]) == ("compare http://127.0.0.1:9", "wire.unreachable")
    served.send_signal(signal.SIGTERM)
    _, err = served.communicate(timeout=PATIENCE_S)
    assert (served.returncode, err) == (0, "")


def test_ctrl_c_ends_the_node(served: subprocess.Popen[str], port: int) -> None:
    assert _until(True, port)
    os.killpg(served.pid, signal.SIGINT)  # as a terminal does: every process of the group
    assert served.wait(PATIENCE_S) == 0
    assert _until(False, port)


def test_a_server_that_is_killed_takes_its_processes_along(served: subprocess.Popen[str], port: int) -> None:
    assert _until(True, port)
    served.kill()
    assert _until(False, port)
    served.communicate(timeout=PATIENCE_S)  # both pipes end: whoever held them is gone


def test_one_round_tells_each_event_and_whether_all_went_well(home: Path) -> None:
    once = comity("--home", str(home), "--lang", "be", "work", "--once")
    out, _ = once.communicate(timeout=PATIENCE_S)
    assert once.returncode == 1
    assert (
        "✗ compare http://127.0.0.1:9: http://127.0.0.1:9/mirror/a.example%2F2026/checkpoint недаступны"
        in out
    )


def test_work_ends_between_steps_when_told(home: Path) -> None:
    working = comity("--json", "--home", str(home), "work")
    assert working.stdout
    assert json.loads(working.stdout.readline())["failed"]
    working.send_signal(signal.SIGTERM)
    working.communicate(timeout=PATIENCE_S)
    assert working.returncode == 0
