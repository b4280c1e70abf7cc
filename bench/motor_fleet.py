"""Ten million contracts from CSV to exact premiums in Parquet, by the command an insurer runs.

COMITY_BENCH_ROWS changes how many rows. The file is made first, outside the clock. Memory is that of all
processes together, shared pages counted once, looked at ten times a second.
"""

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.fleet_make import DAYS, Fleet, shipped, write

ROWS = int(os.environ.get("COMITY_BENCH_ROWS", "10_000_000"))
STATE = "ru"
MOST_SECONDS, MOST_MEGABYTES = 12, 2_000  # for ten million rows, on two cores


def memory(process: int) -> int:
    """Kilobytes of a process and all below it; 0 when it has ended."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
        below = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    except OSError:
        return 0
    own = sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
    return own + sum(memory(int(each)) for each in below)


def watched(command: list[str]) -> tuple[float, float, int]:
    """Wall and CPU seconds of a command, and the most kilobytes it held; RuntimeError when it fails."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    most, ended = [0], threading.Event()

    def look() -> None:
        while not ended.wait(0.1):
            most[0] = max(most[0], memory(running.pid))

    looking = threading.Thread(target=look)
    looking.start()
    words = running.communicate()[1]
    wall = time.perf_counter() - start
    ended.set()
    looking.join()
    if running.returncode:
        raise RuntimeError(words)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, spent, most[0]


def main() -> list[dict[str, Any]]:
    """The figures, printed and given back; RuntimeError when the command fails."""
    with tempfile.TemporaryDirectory() as made:
        file, out = Path(made) / "fleet.csv", Path(made) / "out"
        write(Fleet.of(shipped(), STATE, ROWS), file)
        command = [sys.executable, "-m", "comity.cli.main", "motor", "fleet", str(file), "--state", STATE]
        wall, cpu, most = watched([*command, "--at", str(DAYS[STATE]), "--out", str(out)])
        size = file.stat().st_size / 1e9
    took = f"{wall:.2f} s wall  {cpu:.2f} s CPU  {most / 1e3:,.0f} MB"
    print(f"fleet of {ROWS:,} contracts, {size:.2f} GB  {took}")
    name = f"fleet of {ROWS:,} contracts, CSV of {size:.2f} GB to Parquet, all cores"
    share = ROWS / 10_000_000
    return [
        {"name": f"{name}: wall", "value": wall * 1e3, "unit": "ms", "target": MOST_SECONDS * 1e3 * share},
        {"name": f"{name}: CPU", "value": cpu * 1e3, "unit": "ms"},
        {"name": f"{name}: memory", "value": most / 1e3, "unit": "MB", "target": MOST_MEGABYTES},
    ]


if __name__ == "__main__":
    main()
