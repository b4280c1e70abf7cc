"""Two nodes, a network between them and a clock, all in memory: what a history of faults happens to.

The nodes run the code of `comity.node` and `comity.exchange`; only the database, the files, the network and
the time are others. A node's process dies by `Crash`: what it held in memory is gone, the rest stays.
"""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from random import Random

from comity.basis.dates import Day
from comity.basis.errors import PeerError, ProofError, StateError
from comity.exchange import witness
from comity.exchange.witness import Cosigned, Refused, Witness
from comity.node import cosigning, importer, ledger, log, mirror, recover
from comity.node.importer import Importer, Pulled, examine_each
from comity.node.ledger import StoredAct
from comity.node.log import Log
from comity.node.recover import stored_act
from comity.node.shelf import CHECKPOINT
from comity.node.source import Source
from comity.register import act, checkpoint
from comity.register.act import Act, StatusRef
from comity.register.checkpoint import SignedCheckpoint
from comity.register.keys import ED25519, PrivateKey, PublicKey
from comity.register.kinds import Kind
from comity.register.tiles import parse_path
from comity.register.trust import Role, TrustedKey, TrustList, by_kid
from tests.faults.memory import REMEMBERED, Crash, MemoryDatabase, MemoryShelf

PERMIT, WITHDRAWAL, NOVEL = "test.permit", "test.withdrawal", "test.novel"
KINDS = {PERMIT: Kind(PERMIT), WITHDRAWAL: Kind(WITHDRAWAL, has_status=False)}
LATER_KINDS = {**KINDS, NOVEL: Kind(NOVEL)}
START = 1_795_000_000  # a day of November 2026, UTC seconds
DAY_S = 86_400
FOREVER = 4_000_000_000
ROLES = (Role.ISSUER, Role.LOG, Role.WITNESS, Role.STATUS)


@cache
def key_of(seed: bytes) -> PrivateKey:
    """A key whose signatures are remembered."""
    return PrivateKey(ED25519, seed.ljust(32, b"\0"), REMEMBERED)


class UnreachableError(PeerError):
    """What a node gets in place of an answer when the network is cut."""


@dataclass
class Fuse:
    """Fails the step it has counted down to, once; then no other until it is set again."""

    left: int = 0
    fault: type[BaseException] = Crash
    reached: list[str] = field(default_factory=list)

    def __call__(self, step: str) -> None:
        self.reached.append(step)
        if self.left:
            self.left -= 1
            if not self.left:
                raise self.fault(step)


class SimNode:
    """One node: its keys, what it has on disk, how wrong its clock is."""

    def __init__(self, name: str, world: "World", seed: bytes) -> None:
        self.name, self.origin, self.world, self.skew = name, f"{name}/2026", world, 0
        self.keys = {role: key_of(bytes([place, *seed])) for place, role in enumerate(ROLES)}
        self.signing: dict[PublicKey, PrivateKey] = {}
        self.issuers: list[TrustedKey] = []
        self.add_issuer(self.keys[Role.ISSUER], START - DAY_S * 2)
        self.fuse = Fuse()
        self.database = MemoryDatabase(self.fuse)
        self.shelf = MemoryShelf(self.fuse)
        self.issued: list[StoredAct] = []
        self.count = 0
        self.retired: list[TrustedKey] = []

    def now(self) -> int:
        """The time by this node's own clock."""
        return self.world.time + self.skew

    def log(self) -> Log:
        older = tuple(each.key for each in self.retired)
        return Log(self.origin, self.keys[Role.LOG], self.database, self.shelf, self.now, older)

    def witness(self) -> Witness:
        logs = witness.known_logs(self.world.trust, self.name, self.now())
        return Witness(self.name, self.keys[Role.WITNESS], logs)

    def issue(
        self, count: int, kind: str = PERMIT, ends: bytes | None = None, key: PrivateKey | None = None
    ) -> None:
        """Store acts; they are acknowledged once the transaction has ended."""
        acts = [stored_act(self.seal(kind, ends, key)) for _ in range(count)]
        with self.database.transaction() as cursor:
            ledger.add_acts(cursor, acts)
        self.issued += acts

    def seal(self, kind: str = PERMIT, ends: bytes | None = None, key: PrivateKey | None = None) -> bytes:
        """The next act; of the keys that are good now any may sign it."""
        self.count += 1
        good = [each.key for each in self.issuers if not each.fault_at(self.world.time)]
        by = key or self.signing[self.world.random.choice(good)]
        return sealed(Sealing(self.name, self.count, kind, ends), by)

    def add_issuer(self, key: PrivateKey, since: int) -> None:
        """Let a further key sign its acts; the trust list names it from its next version on."""
        self.signing[key.public] = key
        self.issuers.append(TrustedKey(key.public, self.name, Role.ISSUER, since))

    def rotate_log(self, key: PrivateKey, until: int) -> None:
        """Sign the log by another key; the one before is good until then."""
        old = TrustedKey(self.keys[Role.LOG].public, self.name, Role.LOG, START - DAY_S * 2, name=self.origin)
        self.retired.append(replace(old, until=until))
        self.keys[Role.LOG] = key

    def publish(self) -> None:
        """One round of the sequencer: numbers, tiles, checkpoint."""
        log.number_acts(self.log())
        log.publish(self.log())

    def importer(self, origin: str, source: Source) -> Importer:
        return Importer(origin, self.world.trust, self.database, source, self.now, examine_each)

    def trusted(self) -> list[TrustedKey]:
        names = {Role.LOG: self.origin, Role.WITNESS: self.name, Role.STATUS: self.origin}
        others = [
            TrustedKey(self.keys[role].public, self.name, role, START - DAY_S * 2, name=name)
            for role, name in names.items()
        ]
        issuers = [replace(each, kinds=frozenset(self.world.kinds)) for each in self.issuers]
        return [*issuers, *others, *self.retired]

    def size(self) -> int:
        """The number of entries of its own log."""
        with self.database.transaction() as cursor:
            return ledger.size(cursor)

    def copied(self, origin: str) -> int:
        """The number of entries of another log it holds."""
        with self.database.transaction() as cursor:
            held = ledger.cursor_of(cursor, origin)
        return held.size if held else 0

    def is_frozen(self, origin: str) -> bool:
        """Whether it takes nothing more of another log."""
        with self.database.transaction() as cursor:
            return ledger.is_frozen(cursor, origin)


@dataclass(frozen=True, slots=True)
class Sealing:
    """What tells one act from another; it is the same in every history, so that each is sealed once."""

    issuer: str
    count: int
    kind: str
    ends: bytes | None


@lru_cache(1 << 13)
def sealed(of: Sealing, key: PrivateKey) -> bytes:
    number = hashlib.sha256(f"{of.issuer} {of.count}".encode()).digest()[:16]
    status = None if of.kind == WITHDRAWAL else StatusRef(f"{of.issuer}/2026/status", of.count)
    made = Act(
        of.kind, of.issuer, number, {"id": number.hex()}, {}, START + of.count, ends=of.ends, status=status
    )
    return act.seal(made, key)


@dataclass
class Wire:
    """A node's published files as another node reads them over the network."""

    reader: str
    node: SimNode
    spoil: Callable[[str, bytes], bytes] = lambda path, data: data

    def fetch(self, path: str, most_bytes: int) -> bytes | None:
        self.node.world.carry(self.node.name, self.reader)
        data = self.node.shelf.get(path)
        if data is None:
            return None
        spoilt = self.spoil(path, data)
        if len(spoilt) > most_bytes:
            raise PeerError("wire.too_large", node=path)
        return spoilt


@dataclass
class Mirror:
    """The copy of a log that another node keeps, as the log's own node reads it back."""

    keeper: SimNode
    origin: str
    reader: str

    def fetch(self, path: str, most_bytes: int) -> bytes | None:
        self.keeper.world.carry(self.keeper.name, self.reader)
        with self.keeper.database.transaction() as cursor:
            if path == CHECKPOINT:
                return mirror.checkpoint(cursor, self.origin)
            tile = parse_path(path)
            return mirror.bundle(cursor, self.origin, tile) if tile else None


class World:
    """Two nodes that watch one another, and how the network between them stands."""

    def __init__(self, seed: int) -> None:
        self.random, self.time = Random(seed), START
        self.cut: set[tuple[str, str]] = set()
        self.trust_version, self.kinds = 0, KINDS
        self.nodes = [
            SimNode(name, self, bytes([place])) for place, name in enumerate(("a.example", "b.example"), 1)
        ]
        self.trust = self.list_keys()

    def list_keys(self) -> TrustList:
        """The trust list as it stands from now on."""
        self.trust_version += 1
        keys = by_kid([key for node in self.nodes for key in node.trusted()])
        self.trust = TrustList(
            "test", self.trust_version, START - DAY_S * 2, FOREVER, keys, self.kinds, DAY_S * 7
        )
        return self.trust

    def examine_again(self, node: SimNode) -> None:
        """What a node does with what it imported, once it has another trust list."""
        peer = self.peer(node)
        importer.reprocess(node.importer(peer.origin, Wire(node.name, peer)))

    def peer(self, node: SimNode) -> SimNode:
        return self.nodes[1] if node is self.nodes[0] else self.nodes[0]

    def carry(self, sender: str, receiver: str) -> None:
        """Let a message pass; UnreachableError where the network is cut in that direction."""
        if (sender, receiver) in self.cut:
            raise UnreachableError("wire.unreachable", node=sender)

    def today(self) -> Day:
        return Day(2026, 11, 21)

    def pull(self, node: SimNode, source: Source | None = None) -> Pulled:
        """One import of the peer's log."""
        peer = self.peer(node)
        return importer.pull_log(node.importer(peer.origin, source or Wire(node.name, peer)))

    def cosign(self, node: SimNode, times: int = 1) -> SignedCheckpoint | None:
        """Have the peer vouch for a node's newest state; the answer may arrive several times, or be lost."""
        peer, seen = self.peer(node), None
        witnesses = self.witnesses(peer)
        for _ in range(2):  # a witness that has seen another size says so, and is asked again from there
            asked = cosigning.request(node.log(), seen)
            if asked is None:
                return None
            given = self.ask(node, peer, asked)
            if isinstance(given, Cosigned):
                signed = asked.checkpoint.with_lines(given.line)
                for _ in range(times):
                    cosigning.keep(node.log(), signed, witnesses)
                return signed
            if given.code != "witness.old_size_differs":
                return None
            seen = given.size
        return None

    def ask(self, node: SimNode, peer: SimNode, asked: witness.Request) -> Cosigned | Refused:
        self.carry(node.name, peer.name)
        self.pull(peer)
        heard = witness.parse(asked.text())
        given = self.vouch(peer, node.origin, heard)
        self.carry(peer.name, node.name)
        return given

    def witnesses(self, node: SimNode) -> list[TrustedKey]:
        """The keys by which a node vouches for others."""
        return [key for key in node.trusted() if key.role is Role.WITNESS]

    def vouch(self, peer: SimNode, origin: str, heard: witness.Request) -> Cosigned | Refused:
        """What a witness answers to a request that has reached it."""
        return cosigning.vouch(peer.witness(), peer.database, heard, peer.now(), {origin})

    def stand(self, node: SimNode) -> None:
        """What a node does when it starts: ask its shelf and the peer whether they know more of its log."""
        with suppress(ProofError):  # a damaged shelf is mended, and says nothing of the database
            recover.refuse_old(node.log(), ShelfCopy(node))
        recover.refuse_old(node.log(), Mirror(self.peer(node), node.origin, node.name))

    def recover(self, node: SimNode) -> None:
        """What an operator does when it does: take back what is lost, from the shelf, then from the peer."""
        for copy in (ShelfCopy(node), Mirror(self.peer(node), node.origin, node.name)):
            try:
                recover.recover(node.log(), copy)
            except StateError as fault:
                if fault.code not in ("recover.nothing", "recover.no_copy"):
                    raise


@dataclass
class ShelfCopy:
    """A node's own published files, as a copy to recover from."""

    node: SimNode

    def fetch(self, path: str, most_bytes: int) -> bytes | None:
        return self.node.shelf.get(path)


def published(node: SimNode) -> SignedCheckpoint | None:
    data = node.shelf.get(CHECKPOINT)
    return checkpoint.read(data.decode()) if data else None
