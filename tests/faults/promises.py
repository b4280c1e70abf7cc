"""What the register promises whatever happens, and the check that it was kept.

1. An act that was acknowledged is in the log, once. Only the restoring of an old backup may lose one, and
   then never one that the peer had cosigned.
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
from comity.register import act, checkpoint, receipt
from comity.register.checkpoint import Cosignature, SignedCheckpoint
from comity.register.credential import attach
from comity.register.merkle import Tree, leaf_hash
from comity.register.status import WITHDRAWN, StatusList, pack, read, seal
from comity.register.trust import Role
from comity.register.verdict import Answer
from comity.register.verify import verify
from tests.faults.world import FOREVER, WITHDRAWAL, SimNode, World


@dataclass
class Promised:
    """What was acknowledged so far, by node: acts stored, and those the peer had cosigned."""

    acts: dict[str, set[bytes]] = field(default_factory=dict)
    cosigned: dict[str, set[bytes]] = field(default_factory=dict)

    def stored(self, node: SimNode) -> None:
        """The node said that these acts are stored."""
        self.acts.setdefault(node.name, set()).update(act.leaf_hash for act in node.issued)

    def sealed(self, node: SimNode, signed: SignedCheckpoint) -> None:
        """The node said that its log up to here is cosigned."""
        with node.database.transaction() as cursor:
            leaves = ledger.leaves(cursor, 0, signed.checkpoint.size)
        self.cosigned.setdefault(node.name, set()).update(map(leaf_hash, leaves))

    def restored(self, node: SimNode) -> None:
        """The node was set back: what it had only told its own users may be gone."""
        stored = {bytes(row[0]) for row in node.database.rows("SELECT leaf_hash FROM node_act")}
        kept = stored | self.cosigned.get(node.name, set())
        self.acts[node.name] = self.acts.get(node.name, set()) & kept
        node.issued = [act for act in node.issued if act.leaf_hash in kept]


def check(world: World, promised: Promised) -> None:
    """Every promise, in a world that is well again; AssertionError for the first that is broken."""
    for node in world.nodes:
        _numbers(node)
        _nothing_lost(node, promised)
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
    peer, leaves = world.peer(node), _leaves(node)
    rows = peer.database.rows("SELECT leaf FROM node_imported WHERE origin = ? ORDER BY number", node.origin)
    assert [bytes(row[0]) for row in rows] == leaves
    assert fsck.check_imported(peer.database, node.origin).fault is None
    for leaf in leaves:
        stands = [_standing(each, leaf, world) for each in (node, peer)]
        assert stands[0] == stands[1], f"the nodes disagree: {stands}"
        assert stands[0] in (Standing.IN_FORCE, Standing.ENDING, ENDED)


def _standing(node: SimNode, leaf: bytes, world: World) -> str:
    with node.database.transaction() as cursor:
        return known.standing(cursor, leaf_hash(leaf), world.today(), FOREVER).standing


def _credentials_hold(world: World, node: SimNode) -> None:
    """Verify with nothing but the trust list and a status list: an act in force, and one that ended."""
    with node.database.transaction() as cursor:
        held = ledger.newest_cosigned(cursor)
        size = ledger.size(cursor)
        rows = ledger.acts(cursor, 0, size)
        words = ledger.cosignatures(cursor, held.key) if held else []
    if not rows:
        return
    assert held is not None
    assert held.size == size, "the newest state is not cosigned"
    ended = {row[0] for row in node.database.rows("SELECT key FROM node_derived WHERE value LIKE '%ended%'")}
    marks: dict[int, int] = {}
    state = checkpoint.read(held.note).checkpoint
    tree = node.log().tree(size)
    for number, stored in {
        stored.leaf_hash.hex() in ended: (number, stored) for number, stored in rows
    }.values():
        proof = receipt.issue(state, number, tree.inclusion(number), node.keys[Role.LOG], held.made_at)
        lines = [Cosignature(word.kid, word.signed_at, word.signature) for word in words]
        credential = attach(stored.leaf, proof, lines)
        if stored.kind == WITHDRAWAL:
            expected = Answer.VALID
        else:
            index = _index(stored.leaf)
            marks[index] = WITHDRAWN if stored.leaf_hash.hex() in ended else 0
            expected = Answer.NOT_VALID if marks[index] else Answer.VALID
        token = seal(
            StatusList(f"{node.origin}/status", world.time, pack(marks, 4096)), node.keys[Role.STATUS]
        )
        lists = {f"{node.origin}/status": read(token, world.trust)}
        at = max(world.time, *(word.signed_at for word in words))
        assert verify(credential, world.trust, lists, at, world.today()).answer is expected


def _index(leaf: bytes) -> int:
    found = act.read(leaf).act.status
    assert found is not None
    return found.index
