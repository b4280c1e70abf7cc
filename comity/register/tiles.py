"""The log as static files (C2SP tlog-tiles): names and bytes of tiles and bundles, and proofs from them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from comity.basis.canonical import MOST_BYTES
from comity.basis.errors import ProofError
from comity.register.merkle import HASH_BYTES, MOST_SIZE, Proofs, leaf_hash, row_above
from comity.register.range import Range

TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
ENTRIES = -1  # the level of entry bundles
MOST_LEVEL = 63

_PATH = re.compile(r"tile/(entries|\d{1,2})/((?:x\d{3}/){0,6}\d{3})(?:\.p/(\d{1,3}))?", re.ASCII)
_THOUSAND = 1000
_LENGTH_BYTES = 2
_FULL_BYTES = TILE_WIDTH * HASH_BYTES
_KEPT_TILES = 32  # a proof needs at most two a level


@dataclass(frozen=True, slots=True)
class Tile:
    """The name of `width` hashes of one level, or of so many entries (level ENTRIES), from 256 * `index` on.

    Level k has the roots of the complete subtrees of 256**k leaves. ValueError for what no log can have.
    """

    level: int
    index: int
    width: int = TILE_WIDTH

    def __post_init__(self) -> None:
        """Check the bounds."""
        if not ENTRIES <= self.level <= MOST_LEVEL or not 0 <= self.index <= MOST_SIZE // TILE_WIDTH:
            raise ValueError(f"no log has a tile {self.index} of level {self.level}")
        _check_width(self.width)

    @property
    def path(self) -> str:
        """Its name, such as `tile/0/x001/234.p/5` or `tile/entries/000`."""
        level = "entries" if self.level == ENTRIES else self.level
        part = "" if self.width == TILE_WIDTH else f".p/{self.width}"
        steps, above = [f"{self.index % _THOUSAND:03}"], self.index // _THOUSAND
        while above:
            steps.append(f"x{above % _THOUSAND:03}")
            above //= _THOUSAND
        return f"tile/{level}/{'/'.join(reversed(steps))}{part}"

    @property
    def full(self) -> "Tile":
        """The full tile in its place, which may stand in for it."""
        return Tile(self.level, self.index)

    @property
    def below(self) -> "tuple[Tile, ...]":
        """What its hashes are made of: its bundle (level 0), or the full tile under each of them."""
        if self.level <= 0:
            return () if self.level == ENTRIES else (Tile(ENTRIES, self.index, self.width),)
        first = self.index * TILE_WIDTH
        return tuple(Tile(self.level - 1, first + place) for place in range(self.width))


Fetch = Callable[[Tile], bytes]


def parse_path(text: str) -> Tile | None:
    """The tile of this name; None for anything but its one spelling."""
    found = _PATH.fullmatch(text)
    if not found:
        return None
    level, steps, width = found.groups()
    index = int(steps.replace("/", "").replace("x", ""))
    try:
        tile = Tile(ENTRIES if level == "entries" else int(level), index, int(width or TILE_WIDTH))
    except ValueError:
        return None
    return tile if tile.path == text else None


def grown(old: int, new: int) -> Iterator[Tile]:
    """The tiles that a log puts when it grows: bundles, then hashes level by level, each from left to right.

    Full ones, and at the end of each level a partial one when there is a rest. ValueError when it shrinks.
    """
    if not 0 <= old <= new <= MOST_SIZE:
        raise ValueError(f"a log does not grow from {old} to {new}")
    yield from _grown(ENTRIES, old, new)
    level = 0
    while old < new:
        yield from _grown(level, old, new)
        level, old, new = level + 1, old // TILE_WIDTH, new // TILE_WIDTH


def bundle(leaves: Sequence[bytes]) -> bytes:
    """The bytes of 1 to 256 entries: each behind its length in two bytes; ValueError for other numbers."""
    if not 1 <= len(leaves) <= TILE_WIDTH or any(len(leaf) > MOST_BYTES for leaf in leaves):
        raise ValueError(f"{len(leaves)} leaves are no bundle of leaves of at most {MOST_BYTES} bytes")
    return b"".join([len(leaf).to_bytes(_LENGTH_BYTES) + leaf for leaf in leaves])


def leaves_in(data: bytes, width: int) -> tuple[bytes, ...]:
    """The first `width` entries of a bundle that has as many, or 256; else ProofError("form")."""
    _check_width(width)
    leaves: list[bytes] = []
    at, size = 0, len(data)
    while at < size and len(leaves) < TILE_WIDTH:
        start = at + _LENGTH_BYTES
        at = start + int.from_bytes(data[at:start])
        leaves.append(data[start:at])
    if at != size or len(leaves) not in (width, TILE_WIDTH):
        raise ProofError("tiles.broken", step="form", part="entries")
    return tuple(leaves[:width])


def hashes_in(data: bytes, width: int) -> tuple[bytes, ...]:
    """The first `width` hashes of a tile that has as many, or 256; else ProofError("form")."""
    _check_width(width)
    row = _row(data, width)
    return tuple([row[at : at + HASH_BYTES] for at in range(0, len(row), HASH_BYTES)])


def tile_bytes(tile: Tile, fetch: Fetch, begun: bytes = b"") -> bytes:
    """The bytes of a tile of hashes, from what lies below; ProofError("form") when that is damaged.

    `begun` are the bytes of the same tile when it was narrower: above level 0 its hashes are not made anew.
    """
    if len(begun) % HASH_BYTES or len(begun) > tile.width * HASH_BYTES or tile.level == ENTRIES:
        raise ValueError(f"{len(begun)} bytes do not begin {tile.path}")
    if tile.level == 0:
        (below,) = tile.below
        return b"".join(map(leaf_hash, leaves_in(fetch(below), below.width)))
    return begun + b"".join(
        [_rows(fetch(below), TILE_WIDTH)[-1] for below in tile.below[len(begun) // HASH_BYTES :]]
    )


def damaged(tiles: Iterable[Tile], fetch: Fetch) -> Iterator[Tile]:
    """Those of the tiles whose bytes do not follow from what lies below them; a bundle only has its form."""
    for tile in tiles:
        try:
            data = fetch(tile)
            if tile.level == ENTRIES:
                leaves_in(data, tile.width)
            elif _row(data, tile.width) != tile_bytes(tile, fetch):
                yield tile
        except ProofError:
            yield tile


class Tiled(Proofs):
    """A log read from its tiles: each root and proof that `merkle.Tree` gives, of its size and any earlier.

    `fetch` answers with the bytes of a tile of this size, or of the full tile in its place; other bytes raise
    ProofError("form"). Nothing is verified: a proof from wrong hashes of the right number does not hold.
    """

    __slots__ = ("_fetch", "_kept", "_size")

    def __init__(self, size: int, fetch: Fetch) -> None:
        """The log of this size; ValueError when no log is as large."""
        super().__init__()
        if not 0 <= size <= MOST_SIZE:
            raise ValueError(f"no log has {size} leaves")
        self._size, self._fetch = size, fetch
        self._kept: dict[Tile, tuple[bytes, ...]] = {}

    @property
    def size(self) -> int:
        """The number of leaves."""
        return self._size

    def range(self, size: int | None = None) -> Range:
        """The compact range of the first `size` leaves; ValueError beyond the log."""
        size = self._known(size)
        heights = [height for height in range(size.bit_length()) if size >> height & 1]
        return Range(size, tuple(self._node(at, (size >> at) - 1) for at in reversed(heights)))

    def _node(self, level: int, index: int) -> bytes:
        level, height = divmod(level, TILE_HEIGHT)
        number, place = divmod(index << height, TILE_WIDTH)
        width = min(TILE_WIDTH, (self._size >> TILE_HEIGHT * level) - number * TILE_WIDTH)
        at = (place >> height) * HASH_BYTES
        return self._rows_of(Tile(level, number, width))[height][at : at + HASH_BYTES]

    def _rows_of(self, tile: Tile) -> tuple[bytes, ...]:
        rows = self._kept.get(tile)
        if rows is None:
            rows = self._kept[tile] = _rows(self._fetch(tile), tile.width)
            if len(self._kept) > _KEPT_TILES:
                self._kept.pop(next(iter(self._kept)), None)
        return rows


def _grown(level: int, old: int, new: int) -> Iterator[Tile]:
    if old == new:
        return
    whole, rest = divmod(new, TILE_WIDTH)
    for index in range(old // TILE_WIDTH, whole):
        yield Tile(level, index)
    if rest:
        yield Tile(level, whole, rest)


def _check_width(width: int) -> None:
    if not 1 <= width <= TILE_WIDTH:
        raise ValueError(f"no tile is {width} wide")


def _row(data: bytes, width: int) -> bytes:
    if len(data) not in (width * HASH_BYTES, _FULL_BYTES):
        raise ProofError("tiles.broken", step="form", part="hashes")
    return data[: width * HASH_BYTES]


def _rows(data: bytes, width: int) -> tuple[bytes, ...]:
    # the hashes of a tile, those of their pairs, and so on up to its root when it is full
    rows = [_row(data, width)]
    while len(rows[-1]) > HASH_BYTES:
        rows.append(row_above(rows[-1]))
    return tuple(rows)
