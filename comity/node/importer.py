"""Import of another log: what it published since the cursor is fetched, checked whole, and stored at once.

The entries, what follows from them, and the cursor are one transaction, so that an import that dies leaves
nothing, and one that is run again by mistake finds the cursor moved. A log that shows two histories is
frozen: its evidence is kept and nothing more is taken from it, while every other log goes on.
"""

import hashlib
import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context

from comity.basis.errors import PeerError, ProofError
from comity.exchange import pull
from comity.exchange.accept import ACT, Examined, Fact, Standing, examine, follows
from comity.exchange.evidence import SplitView
from comity.exchange.pull import Advanced, Position, Stopped
from comity.exchange.witness import known_logs
from comity.node import ledger
from comity.node.database import Cursor, Database
from comity.node.ledger import ImportedEntry, StoredCursor
from comity.node.locks import purpose_lock
from comity.node.shelf import CHECKPOINT
from comity.node.source import Source
from comity.register import act, checkpoint, tiles
from comity.register.checkpoint import SignedCheckpoint
from comity.register.merkle import HASH_BYTES, Tree
from comity.register.range import from_bytes
from comity.register.tiles import ENTRIES, TILE_WIDTH, Tile, Tiled
from comity.register.trust import TrustList

MOST_NOTE_BYTES = 1_000_000
MOST_BUNDLE_BYTES = TILE_WIDTH * (2 + 65_535)
MOST_TILE_BYTES = TILE_WIDTH * HASH_BYTES
MOST_STRETCH_BYTES = 1 << 30  # held in memory until they lead to the root: a million acts take some 700 MB

_WORTH_A_PROCESS, _PART = 4096, 1024  # entries: two processes start in some 30 ms, as long as 400 take
_STRETCH = 4096  # entries examined again at once
LONGEST_KIND = 64
_EXAMINED = "examined"  # about a log: the trust list by which all of it was examined last
_HARMLESS = {"pull.old_view"}

Leaves = Sequence[tuple[bytes, int]]  # an entry's bytes, and when it was seen by another than its log


@dataclass(frozen=True, slots=True)
class Importer:
    """One log as this node imports it. `examined` may spread its work over processes, in the same order."""

    origin: str
    trust: TrustList
    database: Database
    source: Source
    now: Callable[[], int]
    examined: Callable[[Leaves, TrustList], list[Examined]]


@dataclass(frozen=True, slots=True)
class Pulled:
    """What an import came to: sizes before and after, entries by standing, and why it stopped, if it did."""

    origin: str
    before: int
    size: int
    standings: Mapping[Standing, int] = field(default_factory=dict)
    code: str = ""
    evidence: SplitView | None = None


def examine_each(leaves: Leaves, trust: TrustList) -> list[Examined]:
    """Each entry as it stands, one after another."""
    return [examine(leaf, trust, truth) for leaf, truth in leaves]


def examine_spread(leaves: Leaves, trust: TrustList) -> list[Examined]:
    """The same over all cores when there are many; a trust list is not pickled, so processes are forked."""
    cores = len(os.sched_getaffinity(0))
    if len(leaves) < _WORTH_A_PROCESS or cores == 1:
        return examine_each(leaves, trust)
    parts = [leaves[start : start + _PART] for start in range(0, len(leaves), _PART)]
    with get_context("fork").Pool(cores, _take_trust, (trust,)) as pool:
        return [found for part in pool.imap(_examine_part, parts) for found in part]


_trust: list[TrustList] = []  # of a process of the pool


def _take_trust(trust: TrustList) -> None:
    _trust[:] = [trust]


def _examine_part(leaves: Leaves) -> list[Examined]:
    return examine_each(leaves, _trust[0])


def pull_log(own: Importer) -> Pulled:
    """All that a log published since the last import, stored; or why nothing was.

    PeerError when it cannot be fetched, or what is fetched does not hold together: try again later.
    """
    with own.database.transaction() as cursor:
        start, frozen = _position(cursor, own.origin), ledger.is_frozen(cursor, own.origin)
    if frozen:
        return Pulled(own.origin, start.size, start.size, code="import.frozen")
    claim = _claim(own)
    keys = known_logs(own.trust, "", own.now()).get(own.origin, ())
    stopped = pull.refusal(start, claim, keys)
    if stopped is None:
        leaves = _bounded(own, fetch_leaves(own.source, start.size, claim.checkpoint.size))
        decision = pull.advance(start, claim, leaves, keys)
        if isinstance(decision, Advanced):
            return _store(own, start, decision, leaves)
        stopped = decision
    return _stop(own, start, _explained(own, start, claim, stopped))


def fetch_leaves(source: Source, start: int, end: int) -> Iterator[bytes]:
    """The entries `start` to `end` of a published log; PeerError where a bundle is missing or broken."""
    for index in range(start // TILE_WIDTH, -(-end // TILE_WIDTH)):
        first = index * TILE_WIDTH
        tile = Tile(ENTRIES, index, min(TILE_WIDTH, end - first))
        data, width = _fetch_tile(source, tile, MOST_BUNDLE_BYTES)
        try:
            yield from tiles.leaves_in(data, width)[max(start - first, 0) : tile.width]
        except ProofError as fault:
            raise PeerError("import.broken_bundle", node=tile.path, reason=fault.code) from fault


def reprocess(own: Importer) -> int:
    """Examine again all that was imported, by the trust list of today; how many stand otherwise now.

    What was recorded before stays: it is what this node knew then. Each stretch is a transaction, so that
    nobody else waits long to write, and one that is done twice changes nothing.
    """
    with own.database.transaction() as cursor:
        size = _position(cursor, own.origin).size
    return sum(_reexamine(own, at, min(at + _STRETCH, size)) for at in range(0, size, _STRETCH))


def needs_examining(own: Importer) -> bool:
    """Whether all that was imported was not yet examined by this trust list."""
    with own.database.transaction() as cursor:
        held = ledger.newest_fact(cursor, _EXAMINED, _log_key(own), b"")
    return held is None or held["trust"] != own.trust.version


def note_examined(own: Importer) -> None:
    """Record that all was examined by this trust list: a worker that dies before begins again."""
    with own.database.transaction() as cursor:
        told = {"origin": own.origin, "trust": own.trust.version}
        ledger.add_facts(cursor, [Fact(_EXAMINED, _log_key(own), told, None, None, b"")], own.now())


def _log_key(own: Importer) -> str:
    return hashlib.sha256(own.origin.encode()).hexdigest()  # an origin may be longer than a key


def _reexamine(own: Importer, start: int, end: int) -> int:
    with own.database.transaction() as cursor:
        rows = ledger.imported(cursor, own.origin, start, end)
        came = ledger.times_imported(cursor, own.origin, start, end)
        truths = _truths(cursor, own, start, came)
    found = own.examined([(row.leaf, at) for row, at in zip(rows, truths, strict=True)], own.trust)
    with own.database.transaction() as cursor:
        purpose_lock(cursor, f"import {own.origin}")
        fresh = [each for each in found if _is_new(cursor, each)]
        ledger.add_facts(cursor, _facts(cursor, own.origin, fresh), own.now())
    return len(fresh)


def _store(own: Importer, start: Position, decision: Advanced, leaves: Sequence[bytes]) -> Pulled:
    reached, now = decision.position, own.now()
    with own.database.transaction() as cursor:
        truths = _truths(cursor, own, start.size, [now] * len(leaves))
    found = own.examined(list(zip(leaves, truths, strict=True)), own.trust)
    entries = [
        ImportedEntry(number, each.id, each.kind[:LONGEST_KIND], leaf, each.leaf_hash)
        for number, leaf, each in zip(range(start.size, reached.size), leaves, found, strict=True)
    ]
    with own.database.transaction() as cursor:
        purpose_lock(cursor, f"import {own.origin}")
        if _position(cursor, own.origin).size != start.size:
            raise PeerError("import.moved", node=own.origin)  # another import was faster: nothing is lost
        ledger.add_imported(cursor, own.origin, entries, now)
        ledger.add_facts(cursor, _facts(cursor, own.origin, found), now)
        held = StoredCursor(reached.size, reached.range.to_bytes(), str(reached.checkpoint))
        ledger.set_cursor(cursor, own.origin, held, now)
    return Pulled(own.origin, start.size, reached.size, Counter(each.standing for each in found))


def _bounded(own: Importer, leaves: Iterator[bytes]) -> list[bytes]:
    taken, size = [], 0
    for leaf in leaves:
        size += len(leaf)
        if size > MOST_STRETCH_BYTES:
            raise PeerError("import.too_large", node=own.origin, limit=MOST_STRETCH_BYTES)
        taken.append(leaf)
    return taken


def _stop(own: Importer, start: Position, stopped: Stopped) -> Pulled:
    if stopped.again:
        raise PeerError("import.damaged", node=own.origin, reason=stopped.code)
    if stopped.code in _HARMLESS:
        return Pulled(own.origin, start.size, start.size, code=stopped.code)
    evidence = str(stopped.evidence) if stopped.evidence else ""
    with own.database.transaction() as cursor:
        ledger.raise_alarm(
            cursor, own.origin, stopped.code, stopped.facts, own.now(), evidence, bool(evidence)
        )
    return Pulled(own.origin, start.size, start.size, code=stopped.code, evidence=stopped.evidence)


def _explained(own: Importer, start: Position, claim: SignedCheckpoint, stopped: Stopped) -> Stopped:
    if stopped.code == "pull.older":
        copy = _copy(own, start.size)
        size = claim.checkpoint.size
        return pull.explain(start, claim, copy.root(size), copy.consistency(size))
    if stopped.code != "pull.damaged" or start.size == 0:
        return stopped
    theirs = Tiled(claim.checkpoint.size, lambda tile: _fetch_tile(own.source, tile, MOST_TILE_BYTES)[0])
    try:
        if theirs.root() != claim.checkpoint.root:
            return stopped
        return pull.explain(start, claim, theirs.root(start.size), theirs.consistency(start.size))
    except ProofError:
        return stopped  # tiles that cannot be read show nothing


def _position(cursor: Cursor, origin: str) -> Position:
    held = ledger.cursor_of(cursor, origin)
    if held is None:
        return Position(origin)
    return Position(origin, from_bytes(held.range), checkpoint.read(held.note))


def _copy(own: Importer, size: int) -> Tree:
    with own.database.transaction() as cursor:
        return Tree(ledger.imported_hashes(cursor, own.origin, size))


def _is_new(cursor: Cursor, found: Examined) -> bool:
    held = ledger.newest_fact(cursor, ACT, found.leaf_hash.hex(), found.leaf_hash)
    return held is None or held["standing"] != found.standing.value


def _claim(own: Importer) -> SignedCheckpoint:
    data = own.source.fetch(CHECKPOINT, MOST_NOTE_BYTES)
    if data is None:
        raise PeerError("import.no_checkpoint", node=own.origin)
    try:
        return checkpoint.read(data)
    except ProofError as fault:
        raise PeerError("import.broken_checkpoint", node=own.origin) from fault


def _fetch_tile(source: Source, tile: Tile, most_bytes: int) -> tuple[bytes, int]:
    data = source.fetch(tile.path, most_bytes)
    if data is not None:
        return data, tile.width
    data = source.fetch(tile.full.path, most_bytes)  # a partial tile may be gone once it is full
    if data is None:
        raise PeerError("import.no_tile", node=tile.path)
    return data, TILE_WIDTH


def _truths(cursor: Cursor, own: Importer, start: int, came: Sequence[int]) -> list[int]:
    """When this node first saw each entry from `start` on in the log: as witness, or as it came."""
    witnessed = ledger.times_witnessed(cursor, own.origin)
    sizes = [size for size, _ in witnessed]
    places = (bisect_right(sizes, number) for number in range(start, start + len(came)))
    vouched = (witnessed[place][1] if place < len(sizes) else None for place in places)
    return [at if seen is None else min(seen, at) for seen, at in zip(vouched, came, strict=True)]


def _facts(cursor: Cursor, origin: str, found: Sequence[Examined]) -> list[Fact]:
    ended = {each.ends for each in found if each.standing is Standing.ENDING and each.ends}
    issuers = {each.leaf_hash: each.issuer for each in found if each.leaf_hash in ended}
    for name, leaf in ledger.imported_by_hash(cursor, origin, ended - issuers.keys()).items():
        with suppress(ProofError):  # what cannot be read here can be ended by nobody
            issuers[name] = act.read(leaf).act.issuer
    return [fact for each in found for fact in follows(each, issuers)]
