"""What a test looks at after a fault: the log, the copy of it, and how an act stands."""

from comity.node import fsck, known, ledger
from comity.register.merkle import leaf_hash
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
