"""What a test looks at after a fault: the log, the copy of it, and how an act stands."""

from comity.node import fsck, known, ledger
from comity.register import act, checkpoint, receipt
from comity.register.checkpoint import Cosignature
from comity.register.credential import attach
from comity.register.merkle import leaf_hash
from comity.register.status import WITHDRAWN, StatusList, pack, read, seal
from comity.register.trust import Role
from comity.register.verdict import Verdict
from comity.register.verify import verify
from tests.faults.forgery import held, leaves
from tests.faults.world import FOREVER, SimNode, World


def exchanged(world: World, node: SimNode, count: int = 3) -> None:
    """The node issues acts, publishes, and has them imported and cosigned."""
    node.issue(count)
    node.publish()
    assert world.cosign(node)


def standing(node: SimNode, leaf: bytes, at: int = FOREVER) -> str:
    """How the act stands there, by what was known at a time."""
    with node.database.transaction() as cursor:
        return known.standing(cursor, leaf_hash(leaf), node.world.today(), at).standing


def alarms(node: SimNode, origin: str) -> list[str]:
    """The alarms it has of a log, in order."""
    rows = node.database.rows("SELECT code FROM node_alarm WHERE origin = ? ORDER BY id", origin)
    return [code for (code,) in rows]


def is_whole(node: SimNode) -> bool:
    """Whether its log has no gap, no act without a number, and fits every checkpoint and tile."""
    return fsck.check(node.log()).fault is None and not node.database.rows("SELECT 1 FROM node_waiting")


def same(node: SimNode, keeper: SimNode) -> bool:
    """Whether the keeper's copy of the log is the log."""
    return held(keeper, node.origin) == leaves(node)


def acts_of(node: SimNode) -> set[bytes]:
    """The signed bytes of all it stored."""
    return {bytes(leaf) for (leaf,) in node.database.rows("SELECT leaf FROM node_act")}


def vouched(node: SimNode, origin: str) -> str | None:
    """The last note of a log it vouched for."""
    with node.database.transaction() as cursor:
        return ledger.last_witnessed(cursor, origin)


def credential_of(node: SimNode, leaf: bytes) -> bytes:
    """The act's credential under the first state of the log that a witness saw it in."""
    with node.database.transaction() as cursor:
        rows = ledger.acts(cursor, 0, ledger.size(cursor))
        number = next(number for number, stored in rows if stored.leaf == leaf)
        states = [(held, ledger.cosignatures(cursor, held.key)) for held in ledger.checkpoints(cursor)]
    held, words = next((held, words) for held, words in states if held.size > number and words)
    state = checkpoint.read(held.note).checkpoint
    path = node.log().tree(state.size).inclusion(number)
    proof = receipt.issue(state, number, path, node.keys[Role.LOG], held.made_at)
    lines = [Cosignature(word.kid, word.signed_at, word.signature) for word in words]
    return attach(leaf, proof, lines)


def verdict(world: World, node: SimNode, leaf: bytes) -> Verdict:
    """What a third party finds on the act's credential, with the trust list and a fresh status list."""
    lists = {f"{node.origin}/status": status_list(world, node)}
    return verify(credential_of(node, leaf), world.trust, lists, world.time, world.today())


def status_list(world: World, node: SimNode) -> StatusList:
    """The node's status list of now: every act that its own register has ended is withdrawn."""
    with node.database.transaction() as cursor:
        acts = [act.read(leaf).act for leaf in ledger.leaves(cursor, 0, ledger.size(cursor))]
    gone = {each.ends for each in acts if each.ends}
    marks = {
        found.status.index: WITHDRAWN
        for leaf in leaves(node)
        if leaf_hash(leaf) in gone and (found := act.read(leaf).act).status
    }
    token = seal(StatusList(f"{node.origin}/status", world.time, pack(marks, 4096)), node.keys[Role.STATUS])
    return read(token, world.trust)
