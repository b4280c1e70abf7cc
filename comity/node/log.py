"""This node's own log: acts get their numbers, the tiles are put on the shelf, the state is signed.

Order of what becomes durable: acts, then their numbers (gapless, in batches), then tiles and bundles, then
the signed checkpoint in the database, and last on the shelf, from where witnesses and readers take it. A
process that dies between two of these leaves work that the next run does again to the same bytes.

Nothing is numbered or signed by a database older than what was published (`refuse_old`): a log that forgot
its own acts would else tell two histories.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from comity.basis.errors import ProofError, StateError
from comity.exchange.accept import own_facts
from comity.node import ledger
from comity.node.database import Cursor, Database
from comity.node.ledger import StoredCheckpoint
from comity.node.locks import sequencer_lock
from comity.node.shelf import CHECKPOINT, Shelf
from comity.register import checkpoint, note, tiles
from comity.register.checkpoint import Checkpoint, SignedCheckpoint
from comity.register.keys import PrivateKey, PublicKey
from comity.register.merkle import HASH_BYTES, leaf_hash
from comity.register.range import EMPTY
from comity.register.tiles import ENTRIES, TILE_HEIGHT, TILE_WIDTH, Tile, Tiled

BATCH = 256  # acts a transaction numbers: some milliseconds, so that no other writer waits long


@dataclass(frozen=True, slots=True)
class Log:
    """A log as it is written: its name, the key it signs by, where it is kept, where published, the time.

    `older` are public keys it signed by before.
    """

    origin: str
    key: PrivateKey
    database: Database
    shelf: Shelf
    now: Callable[[], int]
    older: tuple[PublicKey, ...] = ()

    @property
    def keys(self) -> tuple[PublicKey, ...]:
        """All it signed by, the one of today first."""
        return (self.key.public, *self.older)

    def tile(self, tile: Tile) -> bytes:
        """The bytes of a published tile; ProofError when the shelf does not have it."""
        data = self.shelf.get(tile.path)
        if data is None and tile.width < TILE_WIDTH:
            data = self.shelf.get(tile.full.path) or self._beginning(tile)
        if data is None:
            raise ProofError("log.no_tile", step="tiles", path=tile.path)
        return data

    def _beginning(self, tile: Tile) -> bytes | None:
        # a shelf that was made anew has each tile as wide as it is now, not as it was under earlier states
        shown = published(self)
        size = shown.checkpoint.size if shown else 0
        width = (size >> TILE_HEIGHT * max(tile.level, 0)) - tile.index * TILE_WIDTH
        if not tile.width < width < TILE_WIDTH:
            return None
        data = self.shelf.get(Tile(tile.level, tile.index, width).path)
        if data is None or tile.level != ENTRIES:
            return data and data[: tile.width * HASH_BYTES]
        return tiles.bundle(tiles.leaves_in(data, width)[: tile.width])

    def tree(self, size: int) -> Tiled:
        """The tree of a published size, read from tiles."""
        return Tiled(size, self.tile)


def number_acts(log: Log) -> int:
    """Give every act that waits its number; how many were numbered. StateError when the database is old."""
    done = 0
    while batch := _number_batch(log):
        done += batch
    return done


def publish(log: Log) -> StoredCheckpoint | None:
    """The signed state of the log as it is now, published; None while the log is empty.

    The root is computed twice, over the acts in the database and from the tiles as published, and signed only
    when both agree; else ProofError("tiles").
    """
    before = published(log)
    with log.database.transaction() as cursor:
        refuse_old(cursor, before)
        size = ledger.size(cursor)
        held = ledger.checkpoint_at(cursor, size)
    old = before.checkpoint.size if before else 0
    if size == 0 or (size == old and held):
        if before and not before.signed_by(log.key.public):
            show(log, signed_now(log, before))
        return held
    state = Checkpoint(log.origin, size, _shelve(log, before.checkpoint if before else None, size))
    held = held or _sign(log, state)
    if held.root != state.root:
        raise ProofError("log.other_root", step="tiles", size=size)
    show(log, signed_now(log, checkpoint.read(held.note)))
    return held


def signed_now(log: Log, signed: SignedCheckpoint) -> SignedCheckpoint:
    """A checkpoint of this log signed by the key of today also: one before it may be trusted no more."""
    if signed.signed_by(log.key.public):
        return signed
    return signed.with_lines(note.sign(signed.note.text, log.origin, log.key))


def show(log: Log, signed: SignedCheckpoint) -> None:
    """Put a checkpoint on the shelf, unless it has a newer one, or the same with more signatures."""
    with log.database.transaction() as cursor:
        sequencer_lock(cursor, log.origin)  # two that show at once would else end with the older one
        before = published(log)
        if before and _rank(before) >= _rank(signed):
            return
        log.shelf.put(CHECKPOINT, str(signed).encode())


def published(log: Log) -> SignedCheckpoint | None:
    """What the shelf says of the log; ProofError when it is not this log's word."""
    data = log.shelf.get(CHECKPOINT)
    if data is None:
        return None
    try:
        signed = checkpoint.read(data)
    except ProofError as fault:
        raise ProofError("log.shelf_damaged", step="tiles", path=CHECKPOINT) from fault
    if not any(map(signed.signed_by, log.keys)):
        raise ProofError("log.shelf_damaged", step="tiles", path=CHECKPOINT)
    return signed


def refuse_old(cursor: Cursor, before: SignedCheckpoint | None) -> None:
    """StateError when the database has fewer entries than were published: it is an old backup.

    ProofError when its entries do not lead to what was published: it was altered.
    """
    if before is None:
        return
    claim, size = before.checkpoint, ledger.size(cursor)
    if size < claim.size:
        raise StateError("log.behind", published=claim.size, size=size)
    held = ledger.checkpoint_at(cursor, claim.size)
    if (held.root if held else _root(ledger.leaves(cursor, 0, claim.size))) != claim.root:
        raise ProofError("log.acts_differ", step="tiles", size=claim.size)


def _root(leaves: Iterable[bytes]) -> bytes:
    return EMPTY.extended(map(leaf_hash, leaves)).root()


def enter(cursor: Cursor, acts: Sequence[str], at: int) -> None:
    """Give stored acts the next numbers, and record what follows from them."""
    start = ledger.size(cursor)
    ledger.add_entries(cursor, start, acts)
    ledger.add_facts(cursor, own_facts(ledger.leaves(cursor, start, start + len(acts))), at)


def derive(database: Database, at: int) -> int:
    """Record what follows from the acts of a log numbered before that was recorded; how many acts it was.

    Nothing where anything is recorded already.
    """
    with database.transaction() as cursor:
        size = 0 if ledger.has_facts(cursor) else ledger.size(cursor)
        for start in range(0, size, BATCH):
            leaves = ledger.leaves(cursor, start, min(start + BATCH, size))
            ledger.add_facts(cursor, own_facts(leaves), at)
    return size


def _number_batch(log: Log) -> int:
    before = published(log)
    with log.database.transaction() as cursor:
        sequencer_lock(cursor, log.origin)
        waiting = ledger.waiting(cursor, BATCH)
        if waiting:
            refuse_old(cursor, before)
            enter(cursor, waiting, log.now())
    return len(waiting)


def _rank(signed: SignedCheckpoint) -> tuple[int, int]:
    return signed.checkpoint.size, len(signed.note.signatures)


def _sign(log: Log, state: Checkpoint) -> StoredCheckpoint:
    signed = checkpoint.sign(state, log.key)
    with log.database.transaction() as cursor:
        sequencer_lock(cursor, log.origin)
        held = ledger.checkpoint_at(cursor, state.size)
        if held is None:
            ledger.add_checkpoint(cursor, state.size, state.root, str(signed), log.now())
            held = ledger.checkpoint_at(cursor, state.size)
    if held is None:
        raise ProofError("log.other_root", step="tiles", size=state.size)
    return held


def _shelve(log: Log, before: Checkpoint | None, size: int) -> bytes:
    """The root over the first `size` acts, once their tiles lie on the shelf and lead to the same root."""
    old = before.size if before else 0
    first = old - old % TILE_WIDTH  # the right edge is written anew, as a wider tile
    with log.database.transaction() as cursor:
        fresh = ledger.leaves(cursor, first, size)
    hashes = [leaf_hash(leaf) for leaf in fresh]
    start = log.tree(old).range(first)
    if before and start.extended(hashes[: old - first]).root() != before.root:
        raise ProofError("log.acts_differ", step="tiles", size=old)
    for tile in tiles.grown(old, size):
        at = tile.index * TILE_WIDTH - first
        part = tiles.bundle(fresh[at : at + tile.width]) if tile.level == ENTRIES else None
        log.shelf.put(tile.path, part or tiles.tile_bytes(tile, log.tile))
    root = start.extended(hashes).root()
    if len(hashes) != size - first or log.tree(size).root() != root:
        raise ProofError("log.tiles_differ", step="tiles", size=size)
    for tile in _filled(old, size):
        log.shelf.discard(f"{tile.path}.p")
    return root


def _filled(old: int, size: int) -> Iterable[Tile]:
    """The tiles that were partial at the old size and are full now."""
    level = 0
    while size:
        index = old // TILE_WIDTH
        if old % TILE_WIDTH and (index + 1) * TILE_WIDTH <= size:
            yield Tile(level, index)
            if level == 0:
                yield Tile(ENTRIES, index)
        old, size, level = index, size // TILE_WIDTH, level + 1
