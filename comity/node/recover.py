"""A log whose database is an old backup gets back what it had published, from the copy another node keeps.

What is taken must lead to a checkpoint this log signed: the copy is believed for nothing else. Acts that were
stored and never published are in no copy; those the backup still has wait, and get the numbers after.
"""

from dataclasses import dataclass

from comity.basis.errors import ProofError, StateError
from comity.node import ledger, log
from comity.node.database import Cursor
from comity.node.importer import MOST_NOTE_BYTES, fetch_leaves
from comity.node.ledger import StoredAct
from comity.node.locks import sequencer_lock
from comity.node.log import Log
from comity.node.shelf import CHECKPOINT
from comity.node.source import Source
from comity.register import act, checkpoint, merkle
from comity.register.checkpoint import SignedCheckpoint
from comity.register.range import EMPTY


@dataclass(frozen=True, slots=True)
class Recovered:
    """Entries before and after, and the acts that were lost here and are back."""

    before: int
    size: int
    acts: tuple[StoredAct, ...]


def recover(own: Log, copy: Source) -> Recovered:
    """The log as far as the copy goes, stored in one transaction.

    StateError when the copy has nothing that is not here; ProofError when it is no copy of what it signed,
    or this database has given the same numbers to other acts.
    """
    claim = _claim(own, copy)
    if claim is None:
        raise StateError("recover.no_copy", origin=own.origin)
    with own.database.transaction() as cursor:
        sequencer_lock(cursor, own.origin)
        before, size = ledger.size(cursor), claim.checkpoint.size
        if size <= before and ledger.checkpoint_at(cursor, size):
            raise StateError("recover.nothing", size=before, copy=size)
        start = min(before, size)
        lost = list(fetch_leaves(copy, start, size))
        reached = EMPTY.extended(map(merkle.leaf_hash, ledger.leaves(cursor, 0, start)))
        if reached.extended(map(merkle.leaf_hash, lost)).root() != claim.checkpoint.root:
            raise ProofError("recover.other_history", step="tiles", size=start)
        acts = [stored_act(leaf) for leaf in lost]
        here = ledger.stored_hashes(cursor, [each.leaf_hash for each in acts])
        missing = tuple(each for each in acts if each.leaf_hash not in here)
        ledger.add_acts(cursor, missing)
        log.enter(cursor, [each.id for each in acts], own.now())
        _add_checkpoint(own, cursor, claim)
    return Recovered(before, max(before, size), missing)


def refuse_old(own: Log, copy: Source) -> None:
    """StateError when another node holds more of this log than this database: it is an old backup.

    ProofError when this database leads to something else. A copy that has nothing yet says nothing.
    """
    claim = _claim(own, copy)
    with own.database.transaction() as cursor:
        log.refuse_old(cursor, claim)


def stored_act(leaf: bytes) -> StoredAct:
    """An act as it is stored; ProofError when the bytes are none."""
    signed = act.read(leaf)
    found = signed.act
    return StoredAct(found.id.hex(), found.kind, found.issued_at, leaf, signed.leaf_hash)


def _claim(own: Log, copy: Source) -> SignedCheckpoint | None:
    note = copy.fetch(CHECKPOINT, MOST_NOTE_BYTES)
    if note is None:
        return None
    try:
        claim = checkpoint.read(note.decode())
    except UnicodeDecodeError as fault:
        raise ProofError("recover.not_signed", step="tiles", origin=own.origin) from fault
    if claim.checkpoint.origin != own.origin or not any(map(claim.signed_by, own.keys)):
        raise ProofError("recover.not_signed", step="tiles", origin=own.origin)
    return claim


def _add_checkpoint(own: Log, cursor: Cursor, claim: SignedCheckpoint) -> None:
    state = claim.checkpoint
    held = ledger.checkpoint_at(cursor, state.size)
    if held is None:
        signed = checkpoint.sign(state, own.key)
        ledger.add_checkpoint(cursor, state.size, state.root, str(signed), own.now())
