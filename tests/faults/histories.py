"""Histories of faults by seed: `python -m tests.faults.histories FROM TO` counts what happened in them.

Of four histories one has a thief of a log key in it.
"""

import sys
from collections import Counter

from comity.basis.errors import ComityError
from tests.faults.history import History
from tests.faults.memory import remembered
from tests.faults.steps import ACTIONS, WITH_THIEF


def run_seed(seed: int) -> "Counter[str]":
    """What happened in one history; AssertionError for a broken promise."""
    return History(seed).run(WITH_THIEF if seed % 4 == 3 else ACTIONS)


def run_all(start: int, end: int) -> "Counter[str]":
    """The histories of the seeds; an AssertionError names the seed that broke a promise, and its command."""
    total: Counter[str] = Counter()
    with remembered():
        for seed in range(start, end):
            try:
                total += run_seed(seed)
            except (AssertionError, ComityError) as fault:
                again = f"python -m tests.faults.histories {seed} {seed + 1}"
                raise AssertionError(f"seed {seed}: {fault!r}; run it alone: {again}") from fault
    return total


if __name__ == "__main__":
    for told, count in sorted(run_all(*map(int, sys.argv[1:3])).items()):
        sys.stdout.write(f"{count:9} {told}\n")
