from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.errors import ProofError
from comity.register import tiles
from comity.register.merkle import MOST_SIZE, Proofs, Tree, leaf_hash, verify_consistency, verify_inclusion
from comity.register.tiles import ENTRIES, TILE_WIDTH, Tile, Tiled

LEAVES = [n.to_bytes(3) for n in range(66_000)]
HASHES = [leaf_hash(leaf) for leaf in LEAVES]
TREE = Tree(HASHES)
AROUND = (*range(601), *range(65_530, 65_545), 65_791, 65_792, 65_793, 66_000)

Shelf = dict[Tile, bytes]


def put(shelf: Shelf, old: int, new: int) -> None:
    for tile in tiles.grown(old, new):
        start = tile.index * TILE_WIDTH
        if tile.level == ENTRIES:
            shelf[tile] = tiles.bundle(LEAVES[start : start + tile.width])
        else:
            shelf[tile] = tiles.tile_bytes(tile, shelf.__getitem__)


def shelf_of(sizes: Iterable[int]) -> Shelf:
    shelf: Shelf = {}
    old = 0
    for new in sizes:
        put(shelf, old, new)
        old = new
    return shelf


SHELF = shelf_of(AROUND)


def fetched(tile: Tile) -> bytes:
    return SHELF[tile]


def answers(tree: Proofs, size: int, index: int, old: int) -> object:
    return tree.root(size), tree.inclusion(index, size), tree.consistency(old, size)


def test_names_are_those_of_the_specification() -> None:
    assert Tile(0, 1_234_067).path == "tile/0/x001/x234/067"
    assert Tile(0, 0).path == "tile/0/000"
    assert Tile(ENTRIES, 999, 255).path == "tile/entries/999.p/255"
    assert Tile(12, 1000, 1).path == "tile/12/x001/000.p/1"


def test_log_of_seventy_thousand_has_the_tiles_of_the_specification() -> None:
    put_tiles = list(tiles.grown(0, 70_000))
    full = [tile for tile in put_tiles if tile.width == TILE_WIDTH]
    assert [sum(tile.level == level for tile in full) for level in (ENTRIES, 0, 1, 2)] == [273, 273, 1, 0]
    partial = [tile.path for tile in put_tiles if tile.width < TILE_WIDTH]
    assert partial == ["tile/entries/273.p/112", "tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]
    assert [tile.path for tile in tiles.grown(0, 256)] == ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]


@given(
    level=st.integers(ENTRIES, 63),
    index=st.integers(0, MOST_SIZE // 256),
    width=st.integers(1, 256),
)
def test_names_read_back(level: int, index: int, width: int) -> None:
    tile = Tile(level, index, width)
    assert tiles.parse_path(tile.path) == tile


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tile/0/0",
        "tile/0/0000",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/0/x001/x002",
        "tile/0/x1/002",
        "tile/00/001",
        "tile/64/001",
        "tile/-1/001",
        "tile/0/001.p/0",
        "tile/0/001.p/05",
        "tile/0/001.p/256",
        "tile/0/001.p/257",
        "tile/0/001.p/",
        "tile/0/001.p",
        "tile/0/001/",
        "/tile/0/001",
        "tile/0/001\n",
        "tile/0/٠٠١",
        "tile/data/001",
        "tile/entries/../001",
        "tile/entries",
        "tile/0/x999/x999/x999/x999/x999/x999/999",
        "tile/0/" + "x999/" * 100_000 + "999",
    ],
)
def test_another_spelling_is_no_name(text: str) -> None:
    assert tiles.parse_path(text) is None


@given(st.text(alphabet="tile/ntrsx0123456789.p-", max_size=30))
def test_any_text_is_a_name_in_its_one_spelling_or_none(text: str) -> None:
    tile = tiles.parse_path(text)
    assert tile is None or tile.path == text


@pytest.mark.parametrize(
    "numbers", [(-2, 0, 1), (64, 0, 1), (0, -1, 1), (0, MOST_SIZE, 1), (0, 0, 0), (0, 0, 257)]
)
def test_what_no_log_can_have_has_no_name(numbers: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no "):
        Tile(*numbers)


def test_growing_puts_what_it_puts_at_once_and_nothing_twice() -> None:
    sizes = (0, 1, 2, 200, 255, 256, 257, 300, 511, 512, 600, 1500)
    whole = {tile for tile in shelf_of([1500]) if tile.width == TILE_WIDTH}
    step_by_step = [
        tile for old, new in zip(sizes, sizes[1:], strict=False) for tile in tiles.grown(old, new)
    ]
    assert whole <= set(step_by_step)
    assert len(step_by_step) == len(set(step_by_step))
    assert list(tiles.grown(7, 7)) == []


@pytest.mark.parametrize("sizes", [(-1, 0), (2, 1), (0, MOST_SIZE + 1)])
def test_a_log_never_shrinks(sizes: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="does not grow"):
        list(tiles.grown(*sizes))


def test_tiles_answer_as_the_tree_at_every_size() -> None:
    for size in AROUND[1:]:
        log = Tiled(size, fetched)
        for index, old in ((0, 1), (size // 3, size // 2), (size - 1, size - 1), (size * 2 // 3, 256)):
            assert answers(log, size, index, min(old, size)) == answers(TREE, size, index, min(old, size))


@given(st.data())
def test_tiles_answer_as_the_tree_for_any_earlier_size(data: st.DataObject) -> None:
    now = data.draw(st.sampled_from(AROUND[1:]))
    size = data.draw(st.integers(1, now))
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    log = Tiled(now, fetched)
    assert answers(log, size, index, old) == answers(TREE, size, index, old)
    assert log.range(size).root() == TREE.root(size)
    assert verify_inclusion(HASHES[index], index, size, log.inclusion(index, size), log.root(size))
    if old:
        assert verify_consistency(old, size, TREE.root(old), log.root(size), log.consistency(old, size))


def test_log_without_leaves_needs_no_tile() -> None:
    assert Tiled(0, Shelf().__getitem__).root() == TREE.root(0)


def test_full_tile_stands_in_for_a_partial_one() -> None:
    log = Tiled(65_700, lambda tile: SHELF[tile.full] if tile.full in SHELF else SHELF[tile])
    assert answers(log, 65_700, 65_699, 300) == answers(TREE, 65_700, 65_699, 300)


@pytest.mark.parametrize("size", [1, 255, 256, 257, 600, 65_536, 66_000])
def test_only_the_tiles_of_its_size_are_asked_for(size: int) -> None:
    asked: set[Tile] = set()

    def noted(tile: Tile) -> bytes:
        asked.add(tile)
        return fetched(tile)

    answers(Tiled(size, noted), size, size // 2, size - 1)
    assert asked <= set(tiles.grown(0, size))


@pytest.mark.parametrize("data", [b"", bytes(31), bytes(32 * 43), bytes(32 * 45), bytes(8191), bytes(8193)])
def test_wrong_number_of_hashes_is_refused(data: bytes) -> None:
    log = Tiled(300, lambda _: data)
    for ask in (log.root, lambda: log.inclusion(299), lambda: log.consistency(257), log.range):
        with pytest.raises(ProofError, match=r"tiles\.broken") as caught:
            ask()
        assert caught.value.facts["step"] == "form"
    with pytest.raises(ProofError):
        tiles.hashes_in(data, 44)


def test_wrong_hashes_of_the_right_number_prove_nothing() -> None:
    log = Tiled(300, lambda tile: bytes(32 * tile.width))
    assert log.root() != TREE.root(300)
    assert not verify_inclusion(HASHES[7], 7, 300, log.inclusion(7), TREE.root(300))


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=256))
def test_bundles_read_back(leaves: list[bytes]) -> None:
    data = tiles.bundle(leaves)
    assert tiles.leaves_in(data, len(leaves)) == tuple(leaves)
    if len(leaves) != TILE_WIDTH:
        with pytest.raises(ProofError, match=r"tiles\.broken"):
            tiles.leaves_in(data, len(leaves) + 1)


def test_full_bundle_stands_in_for_a_partial_one() -> None:
    assert tiles.leaves_in(fetched(Tile(ENTRIES, 0)), 3) == tuple(LEAVES[:3])
    assert tiles.hashes_in(fetched(Tile(0, 0)), 3) == tuple(HASHES[:3])


def test_longest_leaf_has_the_longest_length() -> None:
    data = tiles.bundle([bytes(65_535)])
    assert data[:2] == b"\xff\xff"
    assert tiles.leaves_in(data, 1) == (bytes(65_535),)
    with pytest.raises(ValueError, match="65535"):
        tiles.bundle([bytes(65_536)])
    with pytest.raises(ValueError, match="0 leaves"):
        tiles.bundle([])


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00", b"\x00\x02a", b"\x00\x01ab", b"\x00\x01a\x00", b"\x00\x01a" * 3, b"\x00\x00" * 257],
)
def test_torn_bundle_is_refused(data: bytes) -> None:
    with pytest.raises(ProofError, match=r"tiles\.broken"):
        tiles.leaves_in(data, 2)


@given(data=st.binary(max_size=700), width=st.integers(1, 256))
def test_any_bytes_are_entries_or_refused(data: bytes, width: int) -> None:
    try:
        assert tiles.bundle(tiles.leaves_in(data, width)) == data
    except ProofError:
        pass


@pytest.mark.parametrize("width", [-1, 0, 257])
def test_no_tile_has_such_a_width(width: int) -> None:
    for read in (tiles.leaves_in, tiles.hashes_in):
        with pytest.raises(ValueError, match="wide"):
            read(bytes(8192), width)


def test_wider_tile_goes_on_where_it_was_left() -> None:
    tile = Tile(1, 0, 200)
    asked = []

    def below(each: Tile) -> bytes:
        asked.append(each)
        return fetched(each)

    assert tiles.tile_bytes(tile, below, fetched(Tile(1, 0))[: 198 * 32]) == fetched(Tile(1, 0))[: 200 * 32]
    assert asked == [Tile(0, 198), Tile(0, 199)]
    for begun in (bytes(31), bytes(201 * 32)):
        with pytest.raises(ValueError, match="begin"):
            tiles.tile_bytes(tile, below, begun)


@pytest.mark.parametrize("tile", [Tile(ENTRIES, 1), Tile(0, 2), Tile(0, 0), Tile(1, 0, 3), Tile(1, 0, 2)])
def test_flipped_bit_is_found_where_it_is(tile: Tile) -> None:
    shelf = shelf_of([600, 800])
    assert not list(tiles.damaged(tiles.grown(0, 800), shelf.__getitem__))
    bent = bytearray(shelf[tile])
    bent[-1] ^= 1
    shelf[tile] = bytes(bent)
    found = list(tiles.damaged(shelf, shelf.__getitem__))
    assert found
    assert found[0] in (tile, Tile(0, tile.index))
    assert all(each.level in (tile.level, tile.level + 1) for each in found)


def test_torn_tile_is_damaged() -> None:
    shelf = shelf_of([300])
    for tile in list(shelf):
        torn = shelf | {tile: shelf[tile][:-1]}
        assert tile in tiles.damaged(tiles.grown(0, 300), torn.__getitem__)


@given(size=st.integers(1, MOST_SIZE), place=st.integers(0, MOST_SIZE), old=st.integers(0, MOST_SIZE))
def test_largest_logs_have_names_and_proofs(size: int, place: int, old: int) -> None:
    log = Tiled(size, lambda tile: bytes(32 * tile.width))
    assert len(log.inclusion(place % size)) <= 63
    assert len(log.consistency(old % (size + 1))) <= 64
    assert log.range().root() == log.root()
    for tile in tiles.grown(max(0, size - 300), size):
        assert tiles.parse_path(tile.path) == tile
