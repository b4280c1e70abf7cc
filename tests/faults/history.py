"""One history of faults: what is done and what goes wrong is drawn from its seed; then all must be well."""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from comity.basis.errors import PeerError, ProofError, StateError
from comity.exchange.witness import Request
from comity.node import fsck
from comity.register import checkpoint
from comity.register.checkpoint import SignedCheckpoint
from tests.faults import promises
from tests.faults.forgery import Forgery
from tests.faults.memory import Crash, DiskFullError
from tests.faults.world import LATER_KINDS, SimNode, World

STEPS = 24
_LONG = 0.02  # so many begin with a log about to fill a tile
DIES = (Crash, DiskFullError)
_MENDED = ("fsck.tile_differs", "fsck.unreadable")

Action = Callable[["History", SimNode], None]


@dataclass
class Kept:
    """What somebody on the way kept of a node's messages, to bring it again later."""

    checkpoints: list[bytes] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    answers: list[SignedCheckpoint] = field(default_factory=list)


@dataclass
class History:
    """The world, what is known to have been promised, and what was done so far."""

    seed: int
    world: World = field(init=False)
    promised: promises.Promised = field(init=False)
    counts: Counter[str] = field(default_factory=Counter)
    unsure: set[str] = field(default_factory=set)
    damaged: set[str] = field(default_factory=set)
    backups: dict[str, tuple[bytes, dict[str, bytes]]] = field(default_factory=dict)
    kept: dict[str, Kept] = field(init=False)
    forged: Forgery | None = None

    def __post_init__(self) -> None:
        self.world = World(self.seed)
        self.promised = promises.Promised()
        self.kept = {node.name: Kept() for node in self.world.nodes}

    def run(self, actions: Mapping[Action, int]) -> "Counter[str]":
        """Begin with a short log each, draw the steps, mend the world, check that every promise was kept."""
        draw = self.world.random
        for node in self.world.nodes:
            node.issue(250 if draw.random() < _LONG else draw.randint(0, 3))
            node.publish()
            self.world.cosign(node)
            self.back_up(node)
        for action in draw.choices([*actions], [*actions.values()], k=STEPS):
            node = draw.choice(self.world.nodes)
            self.counts[action.__name__] += 1
            self.take(action, node)
        self.heal()
        self.check()
        return self.counts

    def check(self) -> None:
        """Every promise, as far as the keys that were stolen leave it."""
        for node in self.world.nodes:
            promises.check_own(node, self.promised)
            if self.forged and node is self.forged.node:
                self.forged.check()
            else:
                promises.check_shared(self.world, node)

    def take(self, action: Action, node: SimNode) -> None:
        """One step, which may die or fail; what it leaves is what a node finds when it starts again."""
        try:
            action(self, node)
        except DIES as death:
            self.counts[f"died: {type(death).__name__} at {death}"] += 1
            self.unsure |= {each.name for each in self.world.nodes if each.fuse.reached}
        except (PeerError, ProofError, StateError) as fault:
            self.counts[f"failed: {fault.code}"] += 1
        for each in self.world.nodes:
            each.fuse.left = 0
            each.fuse.reached.clear()
        if self.forged and self.forged.look():
            self.counts["frozen"] += 1

    def light(self, node: SimNode) -> None:
        """Perhaps let the node, or its peer, fail at one of the next steps it takes."""
        draw = self.world.random
        if draw.random() < 0.6:
            struck = draw.choice([node, self.world.peer(node)])
            struck.fuse.left = draw.randint(1, 8)
            struck.fuse.fault = draw.choice(DIES)

    def start(self, node: SimNode) -> None:
        """What a node does before it works: it makes sure that it is not an old backup, or recovers."""
        if node.name in self.unsure and not self._is_forged(node):
            try:
                self.world.stand(node)
            except StateError:
                self.counts["recovered"] += 1
                self.world.recover(node)
            self.unsure.discard(node.name)

    def back_up(self, node: SimNode) -> None:
        """Keep the database and the files as they are."""
        self.backups[node.name] = (node.database.backup(), dict(node.shelf.files))

    def forget(self, node: SimNode) -> None:
        """Assume nobody read what the peer has no copy of: with database and files lost it would be a lie."""
        kept, copied = self.kept[node.name], self.world.peer(node).copied(node.origin)
        kept.requests = [each for each in kept.requests if each.checkpoint.checkpoint.size <= copied]
        kept.checkpoints = [
            each for each in kept.checkpoints if checkpoint.read(each.decode()).checkpoint.size <= copied
        ]

    def mend(self, node: SimNode) -> None:
        """What an operator does at times: look the log through, and write damaged files anew."""
        found = fsck.check(node.log())
        if found.fault and found.fault.code in _MENDED:
            self.counts["mended"] += fsck.mend_shelf(node.log())
        self.damaged.discard(node.name)

    def heal(self) -> None:
        """The network, the clocks and the disks are well again; both nodes work until all is done."""
        self.world.cut.clear()
        self.world.kinds = LATER_KINDS
        self.world.list_keys()
        for node in self.world.nodes:
            node.skew = 0
            node.issue(1)
            self.start(node)
            if node.name in self.damaged:
                self.mend(node)
        for node in self.world.nodes:
            node.publish()
        for node in self.world.nodes:
            if self._is_forged(node):
                self._show_both()
            else:
                self.world.cosign(node)
            self.world.examine_again(self.world.peer(node))

    def _is_forged(self, node: SimNode) -> bool:
        return bool(self.forged and self.forged.node is node)

    def _show_both(self) -> None:
        if self.forged:
            with suppress(PeerError):
                self.world.pull(self.world.peer(self.forged.node))
            with suppress(PeerError):
                self.forged.show()
