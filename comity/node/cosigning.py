"""Cosignatures: asked of witnesses for this log, and given to other logs; one transaction each."""

from collections.abc import Collection, Iterable

from comity.basis.errors import PeerError, ProofError
from comity.exchange import witness
from comity.exchange.evidence import contradiction
from comity.exchange.witness import Cosigned, Refused, Request, Witness
from comity.node import ledger, log
from comity.node.database import Cursor, Database
from comity.node.ledger import StoredCheckpoint, StoredCosignature
from comity.node.locks import purpose_lock
from comity.node.log import Log
from comity.register import checkpoint
from comity.register.checkpoint import Cosignature, SignedCheckpoint
from comity.register.merkle import Tree
from comity.register.trust import TrustedKey
from comity.register.verify import CLOCK_SKEW


def request(own: Log, seen: int | None = None) -> Request | None:
    """What to ask a witness for the newest published state; None when the log is empty.

    `seen` is the size the witness says it vouched for last; without it, the largest any has vouched for.
    PeerError when the witness has seen more than there is: this database is old.
    """
    with own.database.transaction() as cursor:
        newest, cosigned = ledger.newest_checkpoint(cursor), ledger.newest_cosigned(cursor)
    if newest is None:
        return None
    old = seen if seen is not None else (cosigned.size if cosigned else 0)
    if old > newest.size:
        raise PeerError("peer.ahead", node=own.origin, told=old, size=newest.size)
    proof = own.tree(newest.size).consistency(old)
    return Request(old, proof, log.signed_now(own, checkpoint.read(newest.note)))


def keep(own: Log, given: SignedCheckpoint, witnesses: Iterable[TrustedKey]) -> TrustedKey:
    """The witness whose word a cosigned checkpoint of this log brings, once it is kept and shown.

    ProofError when it is another checkpoint, or no known witness vouches for it at a time it may have.
    """
    claim, others = given.checkpoint, list(witnesses)
    with own.database.transaction() as cursor:
        row = ledger.checkpoint_at(cursor, claim.size)
        if row is None or claim.origin != own.origin or row.root != claim.root:
            raise ProofError(
                "peer.other_checkpoint", step="cosignature", origin=claim.origin, size=claim.size
            )
        known, found = _vouching(own, given, others)
        purpose_lock(cursor, f"cosignatures {own.origin}")
        word = StoredCosignature(known.name, found.kid, found.signature, found.time)
        ledger.add_cosignature(cursor, row.key, word)
    show_cosigned(own, row, others)
    return known


def show_cosigned(own: Log, row: StoredCheckpoint, witnesses: Iterable[TrustedKey]) -> None:
    """Put the lines of those witnesses that vouched for a checkpoint on the shelf.

    Only under a checkpoint that is shown already: a database that was just recovered may hold one whose tiles
    the shelf has not got yet.
    """
    shown = log.published(own)
    if shown is None or shown.checkpoint.size != row.size:
        return
    with own.database.transaction() as cursor:
        words = {word.kid: word for word in ledger.cosignatures(cursor, row.key)}
    lines = [
        Cosignature(word.kid, word.signed_at, word.signature).line(word.witness, known.key)
        for known in witnesses
        if (word := words.get(known.key.kid))
    ]
    log.show(own, log.signed_now(own, checkpoint.read(row.note)).with_lines(*lines))


def vouch(
    own: Witness, database: Database, asked: Request, now: int, copied: Collection[str] = ()
) -> Cosigned | Refused:
    """The cosignature this node gives, or the refusal: checked and kept at once, before it is answered.

    Of the logs in `copied` it vouches for no more than it holds a copy of, so that what is cosigned outlives
    the loss of the node that issued it.
    """
    claim = asked.checkpoint.checkpoint
    with database.transaction() as cursor:
        purpose_lock(cursor, f"witness {claim.origin}")
        held = ledger.last_witnessed(cursor, claim.origin)
        seen = {claim.origin: checkpoint.read(held)} if held else {}
        given = witness.cosign(own, seen, asked, now)
        if isinstance(given, Cosigned):
            given = _doubt(cursor, asked.checkpoint, claim.origin in copied) or given
        if isinstance(given, Cosigned):
            if claim.origin not in seen or seen[claim.origin].checkpoint.size < claim.size:
                # whoever asks for the same state again, as anybody can, fills no disk
                signed = (str(given.seen[claim.origin]), str(given.line), given.cosignature.time)
                ledger.add_witnessed(cursor, claim.origin, claim.size, claim.root, *signed)
        elif given.evidence:
            told = {"size": claim.size}
            ledger.raise_alarm(cursor, claim.origin, given.code, told, now, str(given.evidence), True)
    return given


def _doubt(cursor: Cursor, given: SignedCheckpoint, copied: bool) -> Refused | None:
    """Why what this node holds of the log speaks against vouching: frozen, no copy, or another history."""
    claim = given.checkpoint
    if ledger.is_frozen(cursor, claim.origin):
        return Refused("witness.frozen", 403, {"origin": claim.origin, "size": claim.size})
    held = ledger.cursor_of(cursor, claim.origin)
    size = held.size if held else 0
    lacking = Refused("witness.not_copied", 503, {"origin": claim.origin, "size": claim.size, "held": size})
    if held is None or size < claim.size:
        return lacking if copied else None
    copy = checkpoint.read(held.note)
    if size == claim.size:  # as it is whenever the log is imported before it is vouched for
        agrees, view = copy.checkpoint.root == claim.root, contradiction(copy, given)
    else:
        tree = Tree(ledger.imported_hashes(cursor, claim.origin, size))
        beginning = tree.root(claim.size)
        agrees, view = beginning == claim.root, None
        if not agrees:
            view = contradiction(copy, given, beginning, tree.consistency(claim.size))
    if agrees:
        return None
    return Refused("witness.split_view", 409, lacking.facts, claim.size, view) if view else lacking


def _vouching(
    own: Log, given: SignedCheckpoint, witnesses: Iterable[TrustedKey]
) -> tuple[TrustedKey, Cosignature]:
    for known in witnesses:
        found = given.cosigned_by(known.name, known.key)
        # a time that no verifier accepts would stand for good under this checkpoint
        if found and not known.fault_at(found.time) and found.time <= own.now() + CLOCK_SKEW:
            return known, found
    claim = given.checkpoint
    raise ProofError("peer.no_cosignature", step="cosignature", origin=claim.origin, size=claim.size)
