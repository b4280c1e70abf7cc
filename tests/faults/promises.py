"""What the register promises whatever happens, and the check that it was kept.

1. An act that was acknowledged is in the log, once. Only the restoring of an old backup may lose one, and
   then never one that the peer had cosigned and still has.
2. Numbers run from 0 without a gap; each act has one.
3. What was shown to anybody once is never shown otherwise: each checkpoint the peer took or vouched for has
   the root of the log's first entries as they are now.
4. What a node holds of another log is that log's beginning, byte by byte.
5. Faults alone never make a log look like one with two histories.
6. When the world is well again, both nodes hold all of each other's log, cosigned, and agree how each act
   stands; a third party finds a credential valid, and one of an ended act not.
"""

from dataclasses import dataclass, field

from comity.exchange.accept import ENDED, Standing
from comity.node import fsck, known, ledger
from comity.register import act, checkpoint
from comity.register.checkpoint import SignedCheckpoint
from comity.register.merkle import Tree, leaf_hash
from comity.register.status import WITHDRAWN, StatusList, pack, read, seal
from comity.register.trust import Role
from comity.register.verdict import Answer
from comity.register.verify import verify
from tests.faults.look import credential_of
from tests.faults.world import FOREVER, SimNode, World

_OTHERS = 8  # acts of which nothing is to be told, and that are looked at all the same


@dataclass
class Promised:
    """What was acknowledged so far, by node: acts stored, and those the peer had cosigned."""

    acts: dict[str, set[bytes]] = field(default_factory=dict)
    cosigned: dict[str, set[bytes]] = field(default_factory=dict)
    set_back: set[str] = field(default_factory=set)

    def stored(self, node: SimNode) -> None:
        """The node said that these acts are stored."""
        self.acts.setdefault(node.name, set()).update(act.leaf_hash for act in node.issued)

    def sealed(self, node: SimNode, signed: SignedCheckpoint) -> None:
        """The node said that its log up to here is cosigned."""
        with node.database.transaction() as cursor:
            leaves = ledger.leaves(cursor, 0, signed.checkpoint.size)
        self.cosigned.setdefault(node.name, set()).update(map(leaf_hash, leaves))

    def restored(self, world: World, node: SimNode) -> None:
        """The node was set back: what neither its backup nor the peer's copy has may be gone.

        What was cosigned is in the copy, unless the peer was set back before.
        """
        self.set_back.add(node.name)
        for each in world.nodes:
            peer = world.peer(each)
            kept = {bytes(name) for (name,) in each.database.rows("SELECT leaf_hash FROM node_act")}
            kept |= {bytes(name) for (name,) in peer.database.rows("SELECT leaf_hash FROM node_imported")}
            sealed = self.cosigned.get(each.name, set())
            assert sealed <= kept or peer.name in self.set_back, "the peer cosigned what it has no copy of"
            self.acts[each.name] = self.acts.get(each.name, set()) & kept
            self.cosigned[each.name] = sealed & kept
            each.issued = [act for act in each.issued if act.leaf_hash in kept]


def check_own(node: SimNode, promised: Promised) -> None:
    """What a node promises of its own log alone (1, 2); AssertionError for the first that is broken."""
    _numbers(node)
    _nothing_lost(node, promised)


def check_shared(world: World, node: SimNode) -> None:
    """What it promises of its log towards others (3 to 6), in a world that is well again."""
    _one_history(world, node)
    _peer_agrees(world, node)
    _credentials_hold(world, node)


def _leaves(node: SimNode) -> list[bytes]:
    with node.database.transaction() as cursor:
        return ledger.leaves(cursor, 0, ledger.size(cursor))


def _numbers(node: SimNode) -> None:
    rows = node.database.rows("SELECT number, act_id FROM node_entry ORDER BY number")
    assert [number for number, _ in rows] == list(range(len(rows)))
    assert len({act for _, act in rows}) == len(rows)
    assert not node.database.rows("SELECT 1 FROM node_waiting"), "an act has no number"
    found = fsck.check(node.log())
    assert found.fault is None, found.fault


def _nothing_lost(node: SimNode, promised: Promised) -> None:
    logged = {leaf_hash(leaf) for leaf in _leaves(node)}
    assert promised.acts.get(node.name, set()) <= logged, "an acknowledged act is lost"
    assert promised.cosigned.get(node.name, set()) <= logged, "a cosigned act is lost"


def _one_history(world: World, node: SimNode) -> None:
    peer = world.peer(node)
    assert not peer.database.rows("SELECT 1 FROM node_alarm WHERE freezes"), "a fault passed for a split view"
    shown = [row[0] for row in peer.database.rows("SELECT note FROM node_witnessed")]
    shown += [row[0] for row in peer.database.rows("SELECT note FROM node_cursor")]
    tree = Tree(map(leaf_hash, _leaves(node)))
    for note in shown:
        claim = checkpoint.read(note).checkpoint
        assert tree.root(claim.size) == claim.root, "what was shown before is shown otherwise now"


def _peer_agrees(world: World, node: SimNode) -> None:
    """What the peer holds is the log, and each act stands there as here, but for keys not good when seen."""
    peer, leaves = world.peer(node), _leaves(node)
    rows = peer.database.rows(
        "SELECT leaf, recorded_at FROM node_imported WHERE origin = ? ORDER BY number", node.origin
    )
    assert [bytes(row[0]) for row in rows] == leaves
    assert fsck.check_imported(peer.database, node.origin).fault is None
    seen = peer.database.rows(
        "SELECT size, signed_at FROM node_witnessed WHERE origin = ? ORDER BY id", node.origin
    )
    first = [min(_first(seen, number), came) for number, (_, came) in enumerate(rows)]
    bad = {leaf_hash(leaf) for leaf, at in zip(leaves, first, strict=True) if _fault(node, leaf, at)}
    enders: dict[bytes, list[bytes]] = {}
    for leaf in leaves:
        if ends := act.read(leaf).act.ends:
            enders.setdefault(ends, []).append(leaf_hash(leaf))
    telling = bad | enders.keys() | {name for names in enders.values() for name in names}
    for leaf in leaves:
        name = leaf_hash(leaf)
        if name in telling or leaf in leaves[:_OTHERS]:
            stands = [_standing(each, name, world) for each in (node, peer)]
            assert stands[1] == _expected(name, bad, enders, act.read(leaf).act.ends), stands
            assert stands[0] == stands[1] or bad & {name, *enders.get(name, ())}, stands


def _expected(name: bytes, bad: set[bytes], enders: dict[bytes, list[bytes]], ends: bytes | None) -> str:
    """How the act stands where its keys are judged by when they were seen."""
    if name in bad:
        return Standing.NOT_ALLOWED
    if any(each not in bad for each in enders.get(name, ())):
        return ENDED
    return Standing.ENDING if ends else Standing.IN_FORCE


def _first(seen: list[tuple[int, int]], number: int) -> int:
    """When the peer vouched for the entry first."""
    return next(at for size, at in seen if size > number)


def _fault(node: SimNode, leaf: bytes, seen_at: int) -> str:
    """Why the key that signed the act was not good when it was seen."""
    kid = act.read(leaf).kid
    return next(each for each in node.issuers if each.key.kid == kid).fault_at(seen_at)


def _standing(node: SimNode, name: bytes, world: World) -> str:
    with node.database.transaction() as cursor:
        return known.standing(cursor, name, world.today(), FOREVER).standing


def _credentials_hold(world: World, node: SimNode) -> None:
    """Verify by the trust list and a status list alone: an act in force, one that ended, one of a thief."""
    with node.database.transaction() as cursor:
        rows = ledger.acts(cursor, 0, ledger.size(cursor))
        words = [(held.size, ledger.cosignatures(cursor, held.key)) for held in ledger.checkpoints(cursor)]
    seen = [(size, found[0].signed_at) for size, found in words if found]
    assert seen[-1][0] == len(rows), "the newest state is not cosigned"
    told = node.database.rows("SELECT key FROM node_derived WHERE value LIKE '%ended%'")
    ended = {bytes.fromhex(name) for (name,) in told}
    chosen = {}
    for number, stored in rows:
        good = not _fault(node, stored.leaf, _first(seen, number))
        chosen[good, stored.leaf_hash in ended] = stored
    for (good, over), stored in chosen.items():
        found = act.read(stored.leaf).act
        lists = {}
        if found.status:
            marks = {found.status.index: WITHDRAWN} if over else {}
            uri = f"{node.origin}/status"
            token = seal(StatusList(uri, world.time, pack(marks, 4096)), node.keys[Role.STATUS])
            lists = {uri: read(token, world.trust)}
        at = max(world.time, *(time for _, time in seen))
        given = verify(credential_of(node, stored.leaf), world.trust, lists, at, world.today())
        assert given.answer is (Answer.VALID if good and not over else Answer.NOT_VALID), given.failing
