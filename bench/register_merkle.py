"""Appends and proofs of the log's tree beside pymerkle 7 (bench-only: GPL), same leaves, same run.

Run: `python bench/register_merkle.py`. Both trees are in memory and hash with SHA-256 as RFC 6962 says; their
roots are compared before any figure is told.
"""

import random
import sys
from pathlib import Path
from typing import Any

from pymerkle import InmemoryTree

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.run import timed, told
from comity.register.merkle import Tree

LEAVES = 20_000
PROOFS = 2_000
FACTOR = 5  # issue 2: at least five times pymerkle 7


def grow(leaves: list[bytes]) -> Tree:
    """Our tree over the leaves."""
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf)
    return tree


def grow_peer(leaves: list[bytes]) -> InmemoryTree:
    """The peer's tree over the leaves."""
    tree = InmemoryTree(algorithm="sha256")
    for leaf in leaves:
        tree.append_entry(leaf)
    return tree


def main() -> list[dict[str, Any]]:
    """The figures, printed and given back."""
    chance = random.Random(20260901)
    leaves = [chance.randbytes(200) for _ in range(LEAVES)]
    places = [chance.randrange(LEAVES) for _ in range(PROOFS)]
    sizes = [chance.randrange(1, LEAVES) for _ in range(PROOFS)]
    ours, tree = timed(lambda: grow(leaves))
    theirs, peer = timed(lambda: grow_peer(leaves))
    if peer.get_root() != tree.root():
        raise RuntimeError("the two trees are not the same")
    inclusion = timed(lambda: [tree.inclusion(place) for place in places])[0]
    their_inclusion = timed(lambda: [peer.prove_inclusion(place + 1) for place in places])[0]
    consistency = timed(lambda: [tree.consistency(size) for size in sizes])[0]
    their_consistency = timed(lambda: [peer.prove_consistency(size, LEAVES) for size in sizes])[0]
    rows = [
        row("merkle append", LEAVES / ours, LEAVES / theirs),
        row("inclusion proof", PROOFS / inclusion, PROOFS / their_inclusion),
        row("consistency proof", PROOFS / consistency, PROOFS / their_consistency),
    ]
    return told(rows)


def row(name: str, value: float, peer: float) -> dict[str, Any]:
    """One figure beside its peer's; the target is the peer's times the factor asked for."""
    return {
        "name": name,
        "value": value,
        "unit": "1/s",
        "peer": "pymerkle 7",
        "peer_value": peer,
        "target": FACTOR * peer,
    }


if __name__ == "__main__":
    main()
