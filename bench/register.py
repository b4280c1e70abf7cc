"""The log beside pymerkle, and a credential verified offline with receipt and cosignature.

Both trees grow from empty in memory, leaf by leaf; proofs are asked of trees of the same leaves.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pymerkle

from bench.run import Measure
from comity.register import status, trust
from comity.register.keys import PublicKey
from comity.register.merkle import Tree
from comity.register.verify import verify

LEAVES = [b"an act of about as many bytes as a small certificate has, number %06d" % n for n in range(10_000)]
ASKED = range(0, len(LEAVES), 97)
VECTORS = Path(__file__).parents[1] / "tests" / "vectors" / "good"


def grow() -> Tree:
    tree = Tree()
    for leaf in LEAVES:
        tree.append(leaf)
    return tree


def grow_peer() -> Any:
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    for leaf in LEAVES:
        tree.append_entry(leaf)
    return tree


OURS, PEER = grow(), grow_peer()
if OURS.root() != PEER.get_root():
    raise SystemExit("bench: the two trees differ; nothing can be compared")


def verifying(name: str) -> Measure:
    """The measure of one good vector: all steps, from the text of the QR code to the verdict."""
    told = json.loads((VECTORS / name).read_text("utf-8"))
    anchors = [PublicKey(each["alg"], bytes.fromhex(each["raw"])) for each in told["anchors"]]
    listed = trust.read(bytes.fromhex(told["trust"]), anchors, told["signatures_needed"])
    statuses, _ = status.read_all(map(bytes.fromhex, told["statuses"]), listed)
    given = told["credential"] if told["form"] == "text" else bytes.fromhex(told["credential"])
    day = date.fromisoformat(told["day"])
    if verify(given, listed, statuses, told["at"], day).answer != "valid":
        raise SystemExit(f"bench: {name} is not valid")
    return Measure(
        f"register: verify {name.removesuffix('.json')} offline",
        lambda: verify(given, listed, statuses, told["at"], day),
        least_per_second=2000,
    )


def proofs(name: str, ours: Callable[[int], object], peer: Callable[[int], object]) -> list[Measure]:
    """The measures of one kind of proof: the peer with its cache warm, and emptied each time."""

    def peer_cold() -> None:
        for n in ASKED:
            PEER.cache_clear()
            peer(n + 1)

    def work() -> object:
        return [ours(n) for n in ASKED]

    warm = Measure(name, work, len(ASKED), peer=lambda: [peer(n + 1) for n in ASKED], least_ratio=5)
    return [
        replace(warm, peer_name="pymerkle, warm"),
        replace(warm, name=f"{name}, each asked once", peer=peer_cold, peer_name="pymerkle, cold"),
    ]


MEASURES = [
    Measure(
        "register: append a leaf", grow, len(LEAVES), peer=grow_peer, peer_name="pymerkle", least_ratio=5
    ),
    *proofs("register: inclusion proof among 10,000", OURS.inclusion, PEER.prove_inclusion),
    *proofs(
        "register: consistency proof up to 10,000", lambda n: OURS.consistency(n + 1), PEER.prove_consistency
    ),
    *(verifying(name) for name in ("certificate.json", "p256.json")),
]
