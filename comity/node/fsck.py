"""The log checked from its acts up: each row against its signed bytes, each root against the acts, each tile.

Whoever can write to the database can change a row whatever its triggers say; who cannot sign for the log
cannot make the change fit a checkpoint that others hold. `check` names the first row that does not fit.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from comity.basis.errors import Fact, ProofError
from comity.node import ledger, log
from comity.node.database import Database
from comity.node.importer import LONGEST_KIND
from comity.node.ledger import ImportedEntry, StoredAct, StoredCheckpoint, StoredCursor
from comity.node.log import Log
from comity.node.shelf import CHECKPOINT
from comity.register import act, checkpoint, tiles
from comity.register.checkpoint import SignedCheckpoint
from comity.register.merkle import leaf_hash
from comity.register.range import EMPTY, Range, from_bytes
from comity.register.tiles import ENTRIES, TILE_WIDTH, Tile

_NAMES = {"number": "entry", "size": "checkpoint"}  # what a fact of a place is called in a log
_BATCH = 4096  # rows read at once: a few megabytes

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that does not fit: where (a row or a file), and the code of what is wrong with it.

    `at` is the code of a kind of place, `facts` say which.
    """

    at: str
    facts: Mapping[str, Fact]
    code: str

    @property
    def place(self) -> str:
        """The place on one line, for logs."""
        return ", ".join(f"{_NAMES.get(name, name)} {value}" for name, value in self.facts.items())


@dataclass(frozen=True, slots=True)
class Checked:
    """How far the check came, the root over the acts read, and the first fault, if there is one."""

    size: int
    root: bytes
    fault: Fault | None = None


def check(own: Log, told: Progress = lambda done, size: None) -> Checked:
    """The log from its first act to its last."""
    with own.database.transaction() as cursor:
        size, signed = ledger.size(cursor), ledger.checkpoints(cursor)
    fault = _first(_checkpoint_fault(own, each) for each in signed)
    if fault:
        return Checked(0, EMPTY.root(), fault)
    due = {each.size: each.root for each in signed}
    reached = EMPTY
    for rows in _stretches(own.database, size):
        for number, stored in rows:
            fault = _row_fault(number, reached.size, stored)
            if fault:
                return Checked(reached.size, reached.root(), fault)
            reached = reached.extended([leaf_hash(stored.leaf)])
            if reached.size in due and reached.root() != due[reached.size]:
                fault = _at_checkpoint(reached.size, "fsck.other_root")
                return Checked(reached.size, reached.root(), fault)
        told(reached.size, size)
    return Checked(reached.size, reached.root(), _short(reached, size, due) or _shelf_fault(own))


def check_imported(database: Database, origin: str, told: Progress = lambda done, size: None) -> Checked:
    """Another log's entries as imported, against the cursor that says how far it was."""
    with database.transaction() as cursor:
        held = ledger.cursor_of(cursor, origin)
    if held is None:
        return Checked(0, EMPTY.root())
    reached = EMPTY
    for start in range(0, held.size, _BATCH):
        end = min(start + _BATCH, held.size)
        with database.transaction() as cursor:
            rows = ledger.imported(cursor, origin, start, end)
        fault = _first(_imported_fault(origin, number, entry) for number, entry in enumerate(rows, start))
        if fault is None and start + len(rows) < end:
            fault = _at_imported(origin, start + len(rows), "fsck.gap")
        if fault:
            return Checked(reached.size, reached.root(), fault)
        reached = reached.extended([entry.leaf_hash for entry in rows])
        told(reached.size, held.size)
    return Checked(reached.size, reached.root(), _cursor_fault(origin, held, reached))


def mend_shelf(own: Log) -> int:
    """Write anew every published file that differs from the acts, and count them.

    Only when the acts lead to what was signed last; else ProofError, or StateError for an old database.
    """
    with own.database.transaction() as cursor:
        held = ledger.newest_checkpoint(cursor)
        log.refuse_old(cursor, _readable(own))
    size = held.size if held else 0
    if held and check_root(own, size) != held.root:
        raise ProofError("fsck.other_root", step="tiles", size=size)
    mended = int(bool(held) and _readable(own) is None)
    if held and mended:
        own.shelf.put(CHECKPOINT, held.note.encode())
    made = chain(_bundles(own, size), _hash_tiles(own, size))  # a tile is made of what lies below it, mended
    return mended + sum(_replaced(own, tile, data) for tile, data in made)


def check_root(own: Log, size: int) -> bytes:
    """The root over the first `size` acts in the database."""
    reached = EMPTY
    for rows in _stretches(own.database, size):
        reached = reached.extended([leaf_hash(stored.leaf) for _, stored in rows])
    return reached.root()


def _row_fault(number: int, expected: int, stored: StoredAct) -> Fault | None:
    if number != expected:
        return _gap(expected)
    place: dict[str, Fact] = {"number": number, "act": stored.id}
    if leaf_hash(stored.leaf) != stored.leaf_hash:
        return Fault("fsck.at_entry", place, "fsck.row_altered")
    try:
        found = act.read(stored.leaf).act
    except ProofError:
        return Fault("fsck.at_entry", place, "fsck.unreadable")
    same = (found.id.hex(), found.kind, found.issued_at) == (stored.id, stored.kind, stored.issued_at)
    return None if same else Fault("fsck.at_entry", place, "fsck.columns_differ")


def _checkpoint_fault(own: Log, held: StoredCheckpoint) -> Fault | None:
    try:
        signed = checkpoint.read(held.note)
    except ProofError:
        return _at_checkpoint(held.size, "fsck.unreadable")
    claim = signed.checkpoint
    if (claim.origin, claim.size, claim.root) != (own.origin, held.size, held.root):
        return _at_checkpoint(held.size, "fsck.columns_differ")
    signed_here = any(map(signed.signed_by, own.keys))
    return None if signed_here else _at_checkpoint(held.size, "fsck.not_signed")


def _short(reached: Range, size: int, due: dict[int, bytes]) -> Fault | None:
    if reached.size < size:
        return _gap(reached.size)
    beyond = [each for each in due if each > size]
    return _at_checkpoint(min(beyond), "fsck.acts_lost") if beyond else None


def _readable(own: Log) -> SignedCheckpoint | None:
    try:
        return log.published(own)
    except ProofError:
        return None


def _shelf_fault(own: Log) -> Fault | None:
    before = _readable(own)
    if before is None:
        there = own.shelf.get(CHECKPOINT) is not None
        return _at_file(CHECKPOINT, "fsck.unreadable") if there else None
    with own.database.transaction() as cursor:
        held = ledger.checkpoint_at(cursor, before.checkpoint.size)
    if held is None or held.root != before.checkpoint.root:
        return _at_file(CHECKPOINT, "fsck.other_root")
    size = before.checkpoint.size
    differing = (tile for tile, data in _bundles(own, size) if own.shelf.get(tile.path) != data)
    hashed = (tile for tile in tiles.grown(0, size) if tile.level != ENTRIES)
    broken = next(chain(differing, tiles.damaged(hashed, own.tile)), None)
    return _at_file(broken.path, "fsck.tile_differs") if broken else None


def _bundles(own: Log, size: int) -> Iterator[tuple[Tile, bytes]]:
    """The entry bundles of a published log of that size, made anew from the acts."""
    for rows in _stretches(own.database, size):
        for at in range(0, len(rows), TILE_WIDTH):
            part = rows[at : at + TILE_WIDTH]
            tile = Tile(ENTRIES, part[0][0] // TILE_WIDTH, len(part))
            yield tile, tiles.bundle([stored.leaf for _, stored in part])


def _hash_tiles(own: Log, size: int) -> Iterator[tuple[Tile, bytes]]:
    for tile in tiles.grown(0, size):
        if tile.level != ENTRIES:
            yield tile, tiles.tile_bytes(tile, own.tile)


def _replaced(own: Log, tile: Tile, data: bytes) -> bool:
    differs = own.shelf.get(tile.path) != data
    if differs:
        own.shelf.put(tile.path, data)
    return differs


def _stretches(database: Database, size: int) -> Iterator[list[tuple[int, StoredAct]]]:
    for start in range(0, size, _BATCH):
        with database.transaction() as cursor:
            yield ledger.acts(cursor, start, min(start + _BATCH, size))


def _gap(number: int) -> Fault:
    return Fault("fsck.at_number", {"number": number}, "fsck.gap")


def _at_checkpoint(size: int, code: str) -> Fault:
    return Fault("fsck.at_checkpoint", {"size": size}, code)


def _at_file(path: str, code: str) -> Fault:
    return Fault("fsck.at_file", {"path": path}, code)


def _at_imported(origin: str, number: int, code: str) -> Fault:
    return Fault("fsck.at_imported", {"number": number, "origin": origin}, code)


def _imported_fault(origin: str, number: int, entry: ImportedEntry) -> Fault | None:
    if entry.number != number:
        return _at_imported(origin, number, "fsck.gap")
    if leaf_hash(entry.leaf) != entry.leaf_hash:
        return _at_imported(origin, number, "fsck.row_altered")
    try:
        found = act.read(entry.leaf).act
        same = (found.id.hex(), found.kind[:LONGEST_KIND]) == (entry.act, entry.kind)
    except ProofError:
        same = (entry.act, entry.kind) == ("", "")  # kept for its place in the tree, and not understood
    return None if same else _at_imported(origin, number, "fsck.columns_differ")


def _cursor_fault(origin: str, held: StoredCursor, reached: Range) -> Fault | None:
    place: dict[str, Fact] = {"origin": origin}
    try:
        claim, told = checkpoint.read(held.note).checkpoint, from_bytes(held.range)
    except ProofError:
        return Fault("fsck.at_log", place, "fsck.unreadable")
    fits = (claim.origin, claim.size, claim.root) == (origin, reached.size, reached.root())
    return None if fits and told == reached else Fault("fsck.at_log", place, "fsck.other_root")


def _first(faults: Iterator[Fault | None]) -> Fault | None:
    return next((fault for fault in faults if fault), None)
