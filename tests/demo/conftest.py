"""One run of the demo for all tests of this folder, in a folder of its own."""

import fcntl
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.examples import ROOT, surroundings

CERTIFICATE = "certificate.txt"
PATIENCE_S = 400  # half a minute on a quiet machine


@dataclass(frozen=True, slots=True)
class Finished:
    """A demo that has run: `home` is the home folder of who ran it, a clone of the project beside them."""

    home: Path
    printed: str

    @property
    def out(self) -> Path:
        return self.home / "demo" / "out"

    @property
    def text(self) -> str:
        """The credential as certificate.txt holds it."""
        return (self.out / CERTIFICATE).read_text("ascii").strip()

    def step(self, words: str) -> str:
        """What the demo printed under the heading that holds these words."""
        parts = self.printed.split("\n\n")
        at = next(at for at, part in enumerate(parts) if words in part.replace("\n", " "))
        following = next((n for n in range(at + 1, len(parts)) if parts[n][:1].isdigit()), len(parts))
        return "\n\n".join(parts[at + 1 : following])


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """The demo, run once even when several workers share the tests: half a minute is long."""
    base = tmp_path_factory.getbasetemp()
    home = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "demo"
    home.mkdir(exist_ok=True)
    told = home / "printed.txt"
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            told.write_text(_run(home), encoding="utf-8")
    return Finished(home, told.read_text("utf-8"))


def _run(home: Path) -> str:
    run = subprocess.Popen(
        [sys.executable, "-m", "demo.run", str(home / "demo" / "out")],
        cwd=ROOT, env=surroundings(home), start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        told, faults = run.communicate(timeout=PATIENCE_S)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)  # the nodes too, whatever became of the demo
    assert run.returncode == 0, told[-2000:] + faults
    return told
