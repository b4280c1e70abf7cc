"""This node's copy of another log, as others read it: what was imported, under the names of tlog-tiles.

It is what a log that lost its database is recovered from, and what a reader compares with the log itself.
"""

from comity.node import ledger
from comity.node.database import Cursor
from comity.register import tiles
from comity.register.tiles import ENTRIES, TILE_WIDTH, Tile


def checkpoint(cursor: Cursor, origin: str) -> bytes | None:
    """The note of the state that was imported last; None for a log that never was."""
    held = ledger.cursor_of(cursor, origin)
    return held.note.encode() if held else None


def bundle(cursor: Cursor, origin: str, tile: Tile) -> bytes | None:
    """The entries of a bundle, of any width up to what was imported; None for others and for hashes."""
    held = ledger.cursor_of(cursor, origin)
    first = tile.index * TILE_WIDTH
    if tile.level != ENTRIES or held is None or first + tile.width > held.size:
        return None
    entries = ledger.imported(cursor, origin, first, first + tile.width)
    return tiles.bundle([entry.leaf for entry in entries])
