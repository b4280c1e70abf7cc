"""Appends and proofs of the log's tree beside pymerkle 7 (bench-only: GPL), same leaves, same run.

Run: `python bench/register_merkle.py`. Both trees are in memory and hash with SHA-256 as RFC 6962 says; their
roots are compared before any figure is told. Proofs are asked of a tree of a million leaves, too (issue 4);
the peer needs some ten seconds and 400 MB to grow it.
"""

import random
import sys
from pathlib import Path
from typing import Any

from pymerkle import InmemoryTree

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.run import timed, told
from comity.register.merkle import Tree, leaf_hash

LEAVES = 20_000
MANY = 1_000_000
AT_ONCE = 256
PROOFS = 5_000
FACTOR = 5  # issue 2: at least five times pymerkle 7
INCLUSIONS = 40_000  # issue 4: a second, at a million leaves


def grow(leaves: list[bytes]) -> Tree:
    """Our tree over the leaves, one by one."""
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf)
    return tree


def grow_in_batches(leaves: list[bytes]) -> Tree:
    """Our tree over the leaves, as many at once as the log publishes."""
    tree = Tree()
    for start in range(0, len(leaves), AT_ONCE):
        tree.extend(map(leaf_hash, leaves[start : start + AT_ONCE]))
    return tree


def grow_peer(leaves: list[bytes]) -> InmemoryTree:
    """The peer's tree over the leaves."""
    tree = InmemoryTree(algorithm="sha256")
    for leaf in leaves:
        tree.append_entry(leaf)
    return tree


def check_same(tree: Tree, peer: InmemoryTree) -> None:
    """RuntimeError unless both have the same root."""
    if peer.get_root() != tree.root():
        raise RuntimeError("the two trees are not the same")


def main() -> list[dict[str, Any]]:
    """The figures, printed and given back."""
    chance = random.Random(20260901)
    leaves = [chance.randbytes(200) for _ in range(LEAVES)]
    theirs, peer = timed(lambda: grow_peer(leaves))
    ours, tree = timed(lambda: grow(leaves))
    batched, same = timed(lambda: grow_in_batches(leaves))
    check_same(tree, peer)
    check_same(same, peer)
    rows = [
        row("merkle append", LEAVES / ours, LEAVES / theirs),
        row(f"merkle append, {AT_ONCE} at once", LEAVES / batched, LEAVES / theirs),
        *proofs(tree, peer, chance),
    ]
    many = [n.to_bytes(4) for n in range(MANY)]
    large, large_peer = grow_in_batches(many), grow_peer(many)
    check_same(large, large_peer)
    return told(rows + proofs(large, large_peer, chance, ", a million leaves", INCLUSIONS))


def proofs(
    tree: Tree, peer: InmemoryTree, chance: random.Random, where: str = "", least: float = 0
) -> list[dict[str, Any]]:
    """The figures of proofs from both trees, at the same places and sizes."""
    places = [chance.randrange(tree.size) for _ in range(PROOFS)]
    sizes = [chance.randrange(1, tree.size) for _ in range(PROOFS)]
    theirs = timed(lambda: [peer.prove_inclusion(place + 1) for place in places])[0]
    ours = timed(lambda: [tree.inclusion(place) for place in places])[0]
    their_growth = timed(lambda: [peer.prove_consistency(size, tree.size) for size in sizes])[0]
    growth = timed(lambda: [tree.consistency(size) for size in sizes])[0]
    return [
        row(f"inclusion proof{where}", PROOFS / ours, PROOFS / theirs, least),
        row(f"consistency proof{where}", PROOFS / growth, PROOFS / their_growth),
    ]


def row(name: str, value: float, peer: float, least: float = 0) -> dict[str, Any]:
    """One figure beside its peer's; the target is the peer's times the factor asked for, or a figure."""
    return {
        "name": name,
        "value": value,
        "unit": "1/s",
        "peer": "pymerkle 7",
        "peer_value": peer,
        "target": max(least, FACTOR * peer),
    }


if __name__ == "__main__":
    main()
