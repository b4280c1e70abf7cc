"""The import of another log, decided without clock or store: what may be taken, and where that leads.

Entries are taken only when they lead to a root the log has signed. Between two checkpoints there is no such
root, so there is no place to stop: the leaf hashes of the whole stretch are held in memory (32 bytes each),
while the leaves may pass one at a time into the transaction that stores them together with the new position.
Nothing of a stretch is kept when it does not lead to the root. A stretch is bounded; a longer one is taken in
parts where the log has checkpoints between, which the caller then chooses.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from comity.basis.errors import Fact
from comity.exchange.evidence import SplitView, contradiction
from comity.register.checkpoint import SignedCheckpoint
from comity.register.keys import PublicKey
from comity.register.merkle import EMPTY_ROOT, leaf_hash, verify_consistency
from comity.register.range import EMPTY, Range

MOST_STRETCH = 1_000_000  # leaf hashes of 100 MB as Python holds them
MOST_LEAF_BYTES = 65_535  # what an entry bundle can hold (C2SP tlog-tiles)

_LONGEST_NAME = 200  # of a log's name as it is told: anybody may send a megabyte of it


@dataclass(frozen=True, slots=True)
class Position:
    """How far a log was taken: its entries as a compact range, the checkpoint they led to (at first None)."""

    origin: str
    range: Range = EMPTY
    checkpoint: SignedCheckpoint | None = None

    @property
    def size(self) -> int:
        """The number of entries taken."""
        return self.range.size


@dataclass(frozen=True, slots=True)
class Advanced:
    """Where the entries led, and their leaf hashes in order; stored in one transaction with the entries."""

    position: Position
    leaf_hashes: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why nothing is taken. `again`: fetch anew, the copy may be damaged. With evidence the log is frozen."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    again: bool = False
    evidence: SplitView | None = None


def advance(
    start: Position, claim: SignedCheckpoint, leaves: Iterable[bytes], keys: Collection[PublicKey]
) -> Advanced | Stopped:
    """The position the leaves `start.size` to the claim's size lead to, or why they do not.

    `keys` are those of the log that are good now. Two checkpoints of one size and different roots are
    evidence at once; leaves that do not lead to the root are not: the copy may be damaged, or the log may
    have another history, which `explain` tells from the log's tiles.
    """
    stopped = refusal(start, claim, keys)
    if stopped:
        return stopped
    size = claim.checkpoint.size
    hashes: list[bytes] = []
    for number, leaf in enumerate(leaves, start.size):
        if number >= size:
            return _stopped("too_many", origin=start.origin, size=size, again=True)
        if len(leaf) > MOST_LEAF_BYTES:
            return _stopped("large_entry", origin=start.origin, number=number, limit=MOST_LEAF_BYTES)
        hashes.append(leaf_hash(leaf))
    reached = start.range.extended(hashes)
    if reached.size < size:
        return _stopped("too_few", origin=start.origin, size=size, got=reached.size, again=True)
    if reached.root() != claim.checkpoint.root:
        return _stopped("damaged", origin=start.origin, size=size, again=True)
    return Advanced(Position(start.origin, reached, claim), tuple(hashes))


def refusal(start: Position, claim: SignedCheckpoint, keys: Collection[PublicKey]) -> Stopped | None:
    """Why the claim leads nowhere, before anything is fetched for it; None when its entries may be fetched.

    One smaller than what was taken is `pull.older`: `explain` tells an old view from a second history.
    """
    told, size = claim.checkpoint, start.size
    if told.origin != start.origin:
        return _stopped("other_log", origin=start.origin, told=told.origin[:_LONGEST_NAME])
    if not keys:
        return _stopped("unknown_log", origin=start.origin)
    if not any(claim.signed_by(key) for key in keys):
        return _stopped("bad_signature", origin=start.origin)
    if not _is_whole(start):
        return _stopped("own_copy", origin=start.origin, size=size)
    view = contradiction(start.checkpoint, claim) if start.checkpoint else None
    if view:
        return _split(view)
    if told.size == 0 and told.root != EMPTY_ROOT:
        return _stopped("no_root", origin=start.origin)
    if told.size < size:
        return _stopped("older", origin=start.origin, size=told.size, held=size)
    if told.size - size > MOST_STRETCH:
        return _stopped("too_long", origin=start.origin, count=told.size - size, limit=MOST_STRETCH)
    return None


def explain(start: Position, claim: SignedCheckpoint, beginning: bytes, proof: tuple[bytes, ...]) -> Stopped:
    """Why the claim of a log, its signature checked by `refusal`, does not follow on what was taken.

    `beginning` and `proof` come from the history of the larger of the two: its root at the smaller size, and
    the proof of consistency from there. That is our own copy when the claim is older, else the tiles that the
    log publishes. An old view is harmless: it may be a cached copy, or a log set back to an old backup that
    has not yet signed anything else. A second history is evidence. What shows neither is damage.
    """
    held, told = start.checkpoint, claim.checkpoint
    if held is None:
        return _stopped("damaged", origin=start.origin, size=told.size, again=True)
    view = contradiction(held, claim, beginning, proof) or contradiction(held, claim)
    if view:
        return _split(view)
    if told.size >= start.size:
        return _stopped("damaged", origin=start.origin, size=told.size, again=True)
    grown = verify_consistency(told.size, start.size, told.root, held.checkpoint.root, proof)
    if grown or (told.size == 0 and told.root == EMPTY_ROOT):
        return _stopped("old_view", origin=start.origin, size=told.size, held=start.size)
    return _stopped("own_copy", origin=start.origin, size=start.size)


def _is_whole(start: Position) -> bool:
    # a row of the store that somebody changed must not pass for the log's history
    if start.checkpoint is None:
        return start.range == EMPTY
    held = start.checkpoint.checkpoint
    return (held.origin, held.size, held.root) == (start.origin, start.size, start.range.root())


def _split(view: SplitView) -> Stopped:
    first, second = view.first.checkpoint, view.second.checkpoint
    facts: Mapping[str, Fact] = {"origin": first.origin, "smaller": first.size, "larger": second.size}
    return Stopped("pull.split_view", facts, evidence=view)


def _stopped(code: str, again: bool = False, **facts: Fact) -> Stopped:
    return Stopped(f"pull.{code}", facts, again)
