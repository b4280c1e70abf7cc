"""Random histories of faults, many of them: `python -m bench.faults [COUNT]`, 100,000 when left out.

Two processes take the seeds 0 to COUNT in turns; a broken promise ends the run and names its seed.
What happened in them is counted by kind. `make bench` runs a tenth, since all take half an hour of two cores.
"""

import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from tests.faults.histories import run_all
from tests.faults.history import STEPS

ALL, IN_BENCH = 100_000, 10_000
PROCESSES, CHUNK = 2, 250


def run(count: int) -> tuple[float, "Counter[str]"]:
    """Seconds, and what happened, in the histories of the first seeds; progress to the terminal."""
    start, total, done = time.perf_counter(), Counter[str](), 0
    starts = range(0, count, CHUNK)
    ends = [min(first + CHUNK, count) for first in starts]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        for end, counted in zip(ends, pool.map(run_all, starts, ends), strict=True):
            total, done = total + counted, end
            if end * 20 // count > (end - CHUNK) * 20 // count:
                print(f"  {done:,} of {count:,} histories, {time.perf_counter() - start:,.0f} s", flush=True)
    return time.perf_counter() - start, total


def main(count: int = IN_BENCH) -> list[dict[str, Any]]:
    """Run them, print what happened by kind, and give the speed; AssertionError for a broken promise."""
    seconds, total = run(count)
    for told, number in sorted(total.items()):
        print(f"{number:11,} {told}")
    print(f"{count:,} histories of {STEPS} steps kept every promise, in {seconds:,.0f} s")
    name = f"histories of faults, {STEPS} steps each, all promises checked, {PROCESSES} processes"
    return [{"name": name, "value": count / seconds, "unit": "1/s"}]


if __name__ == "__main__":
    main(int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else ALL)
