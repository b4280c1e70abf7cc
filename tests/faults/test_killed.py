"""Two nodes as real processes on real disks, each killed with SIGKILL again and again at random moments."""

import subprocess
import sys
from pathlib import Path

from comity.node import fsck, ledger, log
from comity.node.database import NodeDatabase
from comity.node.sequencer import own_log
from comity.register.merkle import leaf_hash
from tests.faults.killed import ACKNOWLEDGED, opened

ROOT = Path(__file__).parents[2]
SEED, ROUNDS = 4, 12


def kill_again_and_again(homes: list[Path]) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.faults.killed", *map(str, pair), str(SEED + place), str(ROUNDS)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for place, pair in enumerate((homes, homes[::-1]))
    ]
    for run in runs:
        told, _ = run.communicate(timeout=60)
        assert run.returncode == 0
        assert told.split() == ["-9"] * ROUNDS  # each was alive until it was killed


def settle(homes: list[Path]) -> None:
    """Each node goes on where it was, until each has heard of what the other did last."""
    for _ in range(5):  # a request, where the witness really is, a request from there, its word
        for home, other in (homes, homes[::-1]):
            living = opened(home, other)
            for step in (living.publish, living.pull, living.answer, living.ask, living.keep):
                step()
            living.node.close()


def told_leaves(home: Path, other: Path) -> list[bytes]:
    """The log, once it was checked from its acts up and against its tiles."""
    living = opened(home, other)
    own = own_log(living.node)
    assert fsck.check(own).fault is None
    shown = log.published(own)
    with NodeDatabase().transaction() as cursor:
        assert ledger.waiting(cursor, 1) == []
        size = ledger.size(cursor)
        found = ledger.leaves(cursor, 0, size)
        cosigned = ledger.newest_cosigned(cursor)
    assert shown is not None
    assert shown.checkpoint.size == size
    assert own.tree(size).root() == shown.checkpoint.root
    assert cosigned is not None
    assert cosigned.size == size
    living.node.close()
    return found


def copied_leaves(keeper: Path, other: Path) -> list[bytes]:
    """The keeper's copy of the other's log, once it was checked; no fault passed for a second history."""
    living, origin = opened(keeper, other), f"{other.name}.example/2026"
    assert fsck.check_imported(NodeDatabase(), origin).fault is None
    with NodeDatabase().transaction() as cursor:
        assert not ledger.is_frozen(cursor, origin)
        found = [entry.leaf for entry in ledger.imported(cursor, origin, 0, 1 << 40)]
    living.node.close()
    return found


def test_nothing_acknowledged_is_lost_when_processes_are_killed(homes: list[Path]) -> None:
    kill_again_and_again(homes)
    settle(homes)
    for home, keeper in (homes, homes[::-1]):
        leaves = told_leaves(home, keeper)
        acknowledged = {bytes.fromhex(line) for line in (home / ACKNOWLEDGED).read_text().split()}
        assert len(acknowledged) > ROUNDS
        assert acknowledged <= set(map(leaf_hash, leaves))
        assert len(set(leaves)) == len(leaves)
        assert copied_leaves(keeper, home) == leaves
