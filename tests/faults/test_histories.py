"""A thousand random histories of faults, the same ones every time; each keeps every promise.

A failure names its seed. `python -m tests.faults.histories SEED SEED+1` runs it alone.
"""

import pytest

from tests.faults.histories import run_all

SEEDS, CHUNK = 1000, 50


@pytest.mark.parametrize("start", range(0, SEEDS, CHUNK))
def test_every_promise_is_kept_in_every_history(start: int) -> None:
    counts = run_all(start, start + CHUNK)
    assert counts["work"] > CHUNK
    assert any(name.startswith("died") for name in counts)
