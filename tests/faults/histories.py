"""Random histories of faults: what is done and what goes wrong is drawn from a seed; then all must be well.

`python -m tests.faults.histories FROM TO` runs the seeds from FROM up to TO and counts what happened.
"""

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from comity.basis.errors import ComityError, PeerError, ProofError, StateError
from comity.node import fsck, ledger
from tests.faults import promises
from tests.faults.memory import Crash, DiskFullError
from tests.faults.world import DAY_S, PERMIT, WITHDRAWAL, SimNode, Wire, World

STEPS = 30
_DIES = (Crash, DiskFullError)


@dataclass
class History:
    """One history: the world, what is known to have been promised, and what was done so far."""

    seed: int
    world: World = field(init=False)
    promised: promises.Promised = field(init=False)
    counts: Counter[str] = field(default_factory=Counter)
    unsure: set[str] = field(default_factory=set)
    damaged: set[str] = field(default_factory=set)
    backups: dict[str, tuple[bytes, dict[str, bytes]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.world = World(self.seed)
        self.promised = promises.Promised()

    def run(self) -> "Counter[str]":
        """Draw the steps, mend the world, and check that every promise was kept."""
        draw = self.world.random
        actions = list(_ACTIONS)
        weights = [_ACTIONS[action] for action in actions]
        for action in draw.choices(actions, weights, k=STEPS):
            node = draw.choice(self.world.nodes)
            self.counts[action.__name__] += 1
            self.take(action, node)
        self.heal()
        promises.check(self.world, self.promised)
        return self.counts

    def take(self, action: "Callable[[History, SimNode], None]", node: SimNode) -> None:
        """One step, which may die or fail; what it leaves is what a node finds when it starts again."""
        try:
            action(self, node)
        except _DIES as death:
            self.counts[f"died: {type(death).__name__} at {death}"] += 1
            self.unsure |= {each.name for each in self.world.nodes if each.fuse.reached}
        except (PeerError, ProofError, StateError) as fault:
            self.counts[f"failed: {fault.code}"] += 1
        for each in self.world.nodes:
            each.fuse.left = 0
            each.fuse.reached.clear()

    def light(self, node: SimNode) -> None:
        """Perhaps let the node, or its peer, fail at one of the next steps it takes."""
        draw = self.world.random
        if draw.random() < 0.6:
            struck = draw.choice([node, self.world.peer(node)])
            struck.fuse.left = draw.randint(1, 8)
            struck.fuse.fault = draw.choice(_DIES)

    def start(self, node: SimNode) -> None:
        """What a node does before it works: it makes sure that it is not an old backup, or recovers."""
        if node.name in self.unsure:
            try:
                self.world.stand(node)
            except StateError:
                self.counts["recovered"] += 1
                self.world.recover(node)
            self.unsure.discard(node.name)

    def heal(self) -> None:
        """The network, the clocks and the disks are well again; both nodes work until all is done."""
        self.world.cut.clear()
        for node in self.world.nodes:
            node.skew = 0
            node.issue(1)
        for _ in range(3):
            for node in self.world.nodes:
                self.start(node)
                mend(self, node)
                node.publish()
                self.world.pull(self.world.peer(node))
                self.world.cosign(node)


def issue(history: History, node: SimNode) -> None:
    history.light(node)
    draw = history.world.random
    node.issue(draw.choice((1, 1, 2, 5, 40)))
    history.promised.stored(node)


def withdraw(history: History, node: SimNode) -> None:
    permits = [stored for stored in node.issued if stored.kind == PERMIT]
    if permits:
        node.issue(1, WITHDRAWAL, ends=history.world.random.choice(permits).leaf_hash)
        history.promised.stored(node)


def work(history: History, node: SimNode) -> None:
    history.light(node)
    history.start(node)
    node.publish()


def cosign(history: History, node: SimNode) -> None:
    history.light(node)
    history.start(node)
    signed = history.world.cosign(node, times=history.world.random.choice((1, 1, 2)))
    if signed:
        history.promised.sealed(node, signed)


def pull(history: History, node: SimNode) -> None:
    history.light(node)
    history.world.pull(node)


def pull_spoilt(history: History, node: SimNode) -> None:
    draw = history.world.random

    def spoil(path: str, data: bytes) -> bytes:
        if draw.random() < 0.6 or not data:
            return data
        if draw.random() < 0.3:
            return data[: draw.randrange(len(data))]
        place = draw.randrange(len(data))
        return data[:place] + bytes([data[place] ^ 1 << draw.randrange(8)]) + data[place + 1 :]

    history.world.pull(node, Wire(node.name, history.world.peer(node), spoil))


def cut(history: History, node: SimNode) -> None:
    peer = history.world.peer(node)
    history.world.cut ^= {(node.name, peer.name)}
    if history.world.random.random() < 0.5:
        history.world.cut ^= {(peer.name, node.name)}


def heal(history: History, node: SimNode) -> None:
    history.world.cut.clear()


def wait(history: History, node: SimNode) -> None:
    draw = history.world.random
    history.world.time += draw.choice((1, 60, 3600, DAY_S))
    node.skew = draw.choice((0, 0, DAY_S - 1, 1 - DAY_S))


def back_up(history: History, node: SimNode) -> None:
    history.backups[node.name] = (node.database.backup(), dict(node.shelf.files))


def restore(history: History, node: SimNode) -> None:
    held = history.backups.get(node.name)
    if held and node.name not in history.damaged:  # losing the database and the files at once is no promise
        database, files = held
        node.database.restore(database)
        if history.world.random.random() < 0.5:
            node.shelf.files = dict(files)
        history.unsure.add(node.name)
        history.promised.restored(node)


def damage(history: History, node: SimNode) -> None:
    draw = history.world.random
    if node.shelf.files and node.name not in history.unsure:
        history.damaged.add(node.name)
        path = draw.choice(sorted(node.shelf.files))
        data = bytearray(node.shelf.files[path])
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        node.shelf.files[path] = bytes(data)


def mend(history: History, node: SimNode) -> None:
    """What an operator does at times: look the log through, and write damaged files anew."""
    history.start(node)
    found = fsck.check(node.log())
    if found.fault and found.fault.code in ("fsck.tile_differs", "fsck.unreadable"):
        history.counts["mended"] += fsck.mend_shelf(node.log())
    history.damaged.discard(node.name)


def alter(history: History, node: SimNode) -> None:
    """An administrator changes an act: the check must name exactly that row. Then it is put back."""
    with node.database.transaction() as cursor:
        size = ledger.size(cursor)
        rows = ledger.acts(cursor, 0, size)
    if not rows:
        return
    number, stored = history.world.random.choice(rows)
    node.database.tamper("UPDATE node_act SET leaf = ? WHERE id = ?", stored.leaf[:-1] + b"!", stored.id)
    found = fsck.check(node.log()).fault
    node.database.tamper("UPDATE node_act SET leaf = ? WHERE id = ?", stored.leaf, stored.id)
    assert found is not None
    assert found.place == f"entry {number}, act {stored.id}" or stored.leaf.endswith(b"!")


_ACTIONS: "dict[Callable[[History, SimNode], None], int]" = {
    issue: 6,
    withdraw: 1,
    work: 6,
    cosign: 5,
    pull: 4,
    pull_spoilt: 2,
    cut: 2,
    heal: 1,
    wait: 2,
    back_up: 1,
    restore: 1,
    damage: 1,
    mend: 1,
    alter: 1,
}


def run_all(start: int, end: int) -> "Counter[str]":
    """The histories of the seeds; an AssertionError names the seed that broke a promise."""
    total: Counter[str] = Counter()
    for seed in range(start, end):
        try:
            total += History(seed).run()
        except (AssertionError, ComityError) as fault:
            raise AssertionError(f"seed {seed}: {fault!r}") from fault
    return total


if __name__ == "__main__":
    for told, count in sorted(run_all(*map(int, sys.argv[1:3])).items()):
        sys.stdout.write(f"{count:9} {told}\n")
