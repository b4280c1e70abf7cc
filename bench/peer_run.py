"""What every peer's process does around its own work: read the rows, work by the clock, hand back.

A peer is a file run by itself with a folder: `fleet.arrow` (the columns), `law.json` (the figures of
`peer_law`). It needs nothing of comity, so it may run in another environment. It leaves its answers in
`<name>.npy` (int64 hundredths, -1 where it has none) and prints one line of JSON.
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

Array = np.ndarray[Any, Any]
# First years of the bands of the scale of drivers, and upper ends of the steps of power in horsepower.
AGES, EXPERIENCES = (16, 22, 25, 30, 35, 40, 50, 60), (0, 1, 2, 3, 5, 7, 10, 15)
CAR_POWERS, RIDER_POWERS = (50, 70, 100, 120, 150), (50, 60, 70, 80, 90)
MOST_AGE, MOST_EXPERIENCE = 110, 94
SLOTS = range(1, 6)
# The lines of a sheet of requirements and their points, for the points table.
POINTS = {"cabin": 15, "car_frame": 10, "car_door_drive": 10, "shaft_doors": 20, "buffer": 5}
POINTS |= {"shaft_door_lock": 5, "safety_gear": 5, "governor": 5, "winch": 20, "controller": 15}
POINTS |= {"travelling_cable": 10, "freq_converter": 15}


def given(folder: Path, name: str = "fleet") -> tuple[pa.Table, dict[str, Any]]:
    """The rows, in memory, and the figures."""
    with pa.ipc.open_file((folder / f"{name}.arrow").read_bytes()) as file:
        rows = file.read_all()
    return rows, json.loads((folder / "law.json").read_text("utf-8"))


def codes(rows: pa.Table, name: str) -> Array:
    """A text column's codes, 0 where the row says nothing."""
    column = rows[name].combine_chunks()
    found: Array = column.indices.fill_null(0).to_numpy(zero_copy_only=False)
    return found


def numbers(rows: pa.Table, name: str, nothing: int = 0) -> Array:
    """A column of whole numbers, or of decimals without their point."""
    column = rows[name].combine_chunks()
    if pa.types.is_decimal(column.type):
        halves = np.frombuffer(column.fill_null(0).buffers()[1], np.int64)
        column = pa.array(halves[0 : 2 * len(column) : 2], mask=~column.is_valid().to_numpy(False))
    found: Array = column.fill_null(nothing).to_numpy(zero_copy_only=False)
    return found


def truths(rows: pa.Table, name: str) -> Array:
    """A column of yes and no; no where the row says nothing."""
    found: Array = rows[name].combine_chunks().fill_null(False).to_numpy(zero_copy_only=False)
    return found


def scales(law: dict[str, Any]) -> list[Array]:
    """The two scales of drivers, that of riders second, by age * (MOST_EXPERIENCE + 1) + experience."""
    ages = np.searchsorted(AGES, np.arange(MOST_AGE + 1), "right") - 1
    years = np.searchsorted(EXPERIENCES, np.arange(MOST_EXPERIENCE + 1), "right") - 1
    return [np.array(law[name])[np.ix_(ages, years)].ravel() for name in ("kvs", "kvs_rider")]


def finish(
    name: str,
    package: str,
    *works: Callable[[], Any],
    rounds: int = 3,
    answer: Callable[[Any], Array] | None = None,
    forget: Callable[[], None] | None = None,
) -> int:
    """Work by the clock, the best of some rounds of each way; leave the answers and print the figures.

    `answer` makes hundredths of what the work gave, and `forget` drops what a round kept, outside the clock.
    """
    best = spent = float("inf")
    answers: Any = None
    for work in works * rounds:
        if forget:
            forget()
        gc.collect()
        cpu, wall = time.process_time(), time.perf_counter()
        answers = work()
        best, spent = min(best, time.perf_counter() - wall), min(spent, time.process_time() - cpu)
    answers = answer(answers) if answer else answers
    return tell(name, answers, best, spent, metadata.version(package) if package else "")


def tell(name: str, answers: Array, wall: float, cpu: float, version: str) -> int:
    """Leave the answers and print the figures."""
    np.save(Path(sys.argv[1]) / f"{name}.npy", np.ascontiguousarray(answers, np.int64))
    told = {"wall": wall, "cpu": cpu, "rows": len(answers), "version": version}
    sys.stdout.write(json.dumps(told) + "\n")
    return 0
