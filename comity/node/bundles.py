"""The offline bundle of this node: what it holds that others verify by, in one file."""

from collections.abc import Iterator

from comity.basis.errors import StateError
from comity.node import ledger, statuses
from comity.node.database import Cursor, NodeDatabase
from comity.node.node import Node
from comity.node.trusted import current_list
from comity.register import checkpoint
from comity.register.bundle import Bundle
from comity.register.checkpoint import Cosignature, SignedCheckpoint
from comity.register.trust import Role, TrustList


def make(node: Node) -> Bundle:
    """The trust list that counts here, the status lists held, the newest checkpoint known of each log.

    StateError before a trust list was loaded.
    """
    held = current_list(node)
    if held is None:
        raise StateError("trusted.none")
    listed, token = held
    with NodeDatabase().transaction() as cursor:
        heads = tuple(_heads(node, cursor, listed))
    return Bundle(node.clock.now(), token, tuple(statuses.held_tokens(node, listed)), heads)


def _heads(node: Node, cursor: Cursor, listed: TrustList) -> Iterator[SignedCheckpoint]:
    for origin in {known.name for known in listed.keys.values() if known.role is Role.LOG}:
        found = _own_head(cursor, listed) if origin == node.origin else _other_head(cursor, origin)
        if found:
            yield found


def _own_head(cursor: Cursor, listed: TrustList) -> SignedCheckpoint | None:
    row = ledger.newest_cosigned(cursor) or ledger.newest_checkpoint(cursor)
    if row is None:
        return None
    lines = [
        Cosignature(word.kid, word.signed_at, word.signature).line(word.witness, known.key)
        for word in ledger.cosignatures(cursor, row.key)
        if (known := listed.find(word.kid, Role.WITNESS))
    ]
    return checkpoint.read(row.note).with_lines(*lines)


def _other_head(cursor: Cursor, origin: str) -> SignedCheckpoint | None:
    # what this node vouched for carries its own word; what it imported, the words of others
    witnessed, reached = ledger.last_witnessed(cursor, origin), ledger.cursor_of(cursor, origin)
    notes = [witnessed] if witnessed else []
    notes += [reached.note] if reached else []
    return max(map(checkpoint.read, notes), key=lambda signed: signed.checkpoint.size, default=None)
