"""The log key of a node is stolen: the thief tells another history of its log, and shows it to the peer.

What is promised then: the peer holds one of the two histories and nothing of the other. Once both were shown
to it the log is frozen there, and the evidence it keeps convinces anybody who knows the log's key. The other
log goes on as ever.
"""

from dataclasses import dataclass, field

from comity.exchange import evidence
from comity.exchange.evidence import Answer
from comity.exchange.witness import Cosigned, Refused, parse
from comity.node import cosigning, ledger, log
from comity.node.importer import Pulled
from comity.node.log import Log
from comity.register import checkpoint
from comity.register.merkle import Tree, leaf_hash
from comity.register.trust import Role
from tests.faults.memory import MemoryDatabase, MemoryShelf
from tests.faults.world import SimNode, Wire, World


class Thief(SimNode):
    """A second node of the same name and keys, which begins from what the first one had."""

    def __init__(self, node: SimNode) -> None:
        super().__init__(node.name, node.world, b"")
        self.keys, self.signing, self.issuers = node.keys, node.signing, node.issuers
        self.count = 1 << 20
        self.database = MemoryDatabase(data=node.database.backup())
        self.shelf = MemoryShelf()
        self.shelf.files = dict(node.shelf.files)

    def log(self) -> Log:
        return Log(self.origin, self.keys[Role.LOG], self.database, self.shelf, self.now)


@dataclass
class Forgery:
    """The node whose key was stolen, the thief, and what the peer held when it first saw both."""

    world: World
    node: SimNode
    thief: Thief = field(init=False)
    frozen_at: list[bytes] | None = None

    def __post_init__(self) -> None:
        self.thief = Thief(self.node)

    @property
    def peer(self) -> SimNode:
        return self.world.peer(self.node)

    def grow(self) -> None:
        """The thief adds an act and publishes."""
        self.thief.issue(1)
        log.number_acts(self.thief.log())
        log.publish(self.thief.log())

    def show(self) -> Pulled:
        """The peer is led to the thief's files."""
        self.grow()
        return self.world.pull(self.peer, self.wire())

    def wire(self) -> Wire:
        """The thief's files as the peer reads them."""
        return Wire(self.peer.name, self.thief)

    def ask(self) -> Cosigned | Refused | None:
        """The peer is asked to vouch for the thief's state."""
        self.grow()
        old = vouched_size(self.peer, self.node.origin)
        asked = cosigning.request(self.thief.log(), min(old, self.thief.size()))
        return self.world.vouch(self.peer, self.node.origin, parse(asked.text())) if asked else None

    def look(self) -> bool:
        """Note what the peer held when the log froze there; whether it did just now."""
        frozen = self.peer.is_frozen(self.node.origin)
        froze = frozen and self.frozen_at is None
        if froze:
            self.frozen_at = held(self.peer, self.node.origin)
        elif not frozen:  # the peer was set back to a backup, and knows neither history any more
            self.frozen_at = None
        return froze

    def check(self) -> None:
        """The promises that are left for a log of two histories."""
        copy = held(self.peer, self.node.origin)
        histories = [leaves(self.node), leaves(self.thief)]
        assert any(copy == told[: len(copy)] for told in histories), "a copy of neither history"
        assert self.peer.is_frozen(self.node.origin), "two histories were shown and nothing was noticed"
        assert self.frozen_at is None or copy == self.frozen_at, "something was taken of a frozen log"
        tree = Tree(map(leaf_hash, copy))
        for (note,) in self.peer.database.rows("SELECT note FROM node_witnessed"):
            claim = checkpoint.read(note).checkpoint
            assert claim.size <= tree.size, "vouched for more than is held"
            assert tree.root(claim.size) == claim.root, "vouched for the other history"
        keys = [key for key in self.node.trusted() if key.role is Role.LOG]
        found = self.peer.database.rows("SELECT evidence FROM node_alarm WHERE freezes")
        assert [evidence.verify(file, keys).answer for (file,) in found] == [Answer.TWO_HISTORIES] * len(
            found
        )


def leaves(node: SimNode) -> list[bytes]:
    """The entries of its own log."""
    with node.database.transaction() as cursor:
        return ledger.leaves(cursor, 0, ledger.size(cursor))


def held(node: SimNode, origin: str) -> list[bytes]:
    """The entries it has of another log."""
    with node.database.transaction() as cursor:
        return [entry.leaf for entry in ledger.imported(cursor, origin, 0, 1 << 40)]


def vouched_size(node: SimNode, origin: str) -> int:
    """The size of another log that it vouched for last."""
    with node.database.transaction() as cursor:
        note = ledger.last_witnessed(cursor, origin)
    return checkpoint.read(note).checkpoint.size if note else 0
