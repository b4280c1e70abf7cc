"""Writes the vectors of the log: `python tests/vectors/make_log.py`. Each run writes the same.

A vector is a question about tiles, proofs, compact ranges, notes, checkpoints or cosignatures and the answer
expected; README.md says which. In `log/good/` the answer begins with "valid"; a file in `log/bad/` is named
by its fault and expects "not valid".
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from comity.register import tiles
from comity.register.merkle import EMPTY_ROOT, MOST_SIZE, Tree, leaf_hash
from comity.register.range import EMPTY, Range
from comity.register.tiles import ENTRIES, TILE_WIDTH, Tile
from tests.vectors import log_notes
from tests.vectors.log_notes import Told, Vectors, told

HERE = Path(__file__).resolve().parent
LEAVES = [f"entry {n}".encode() for n in range(70_000)]
HASHES = [leaf_hash(leaf) for leaf in LEAVES]
TREE = Tree(HASHES)


def good() -> Vectors:
    return _paths() | _tiles() | _logs() | _proofs() | _ranges() | log_notes.good()


def bad() -> Vectors:
    return _bad_paths() | _bad_tiles() | _bad_proofs() | _bad_ranges() | log_notes.bad()


def hexes(items: Sequence[bytes]) -> list[str]:
    return [item.hex() for item in items]


def shelf(size: int) -> dict[Tile, bytes]:
    """Every tile of a log of this size."""
    known: dict[Tile, bytes] = {}
    for tile in tiles.grown(0, size):
        start = tile.index * TILE_WIDTH
        if tile.level == ENTRIES:
            known[tile] = tiles.bundle(LEAVES[start : start + tile.width])
        else:
            known[tile] = tiles.tile_bytes(tile, known.__getitem__)
    return known


def _paths() -> Vectors:
    names = {
        "tile_path": Tile(0, 1_234_067),
        "tile_path_first": Tile(0, 0),
        "tile_path_partial": Tile(1, 273, 112),
        "tile_path_entries": Tile(ENTRIES, 1_000, 255),
        "tile_path_highest": Tile(63, 999, 1),
    }
    return {
        name: told(
            "The name of a tile.",
            "tile path",
            {
                "level": "entries" if tile.level == ENTRIES else tile.level,
                "index": tile.index,
                "width": tile.width,
            },
            path=tile.path,
        )
        for name, tile in names.items()
    }


def _bad_paths() -> Vectors:
    faults = {
        "tile_path_two_digits": "tile/0/01",
        "tile_path_four_digits": "tile/0/0001",
        "tile_path_leading_zeros": "tile/0/x000/001",
        "tile_path_without_x": "tile/0/001/002",
        "tile_path_last_with_x": "tile/0/x001/x002",
        "tile_path_level_with_zero": "tile/00/001",
        "tile_path_level_64": "tile/64/001",
        "tile_path_level_negative": "tile/-1/001",
        "tile_path_width_0": "tile/0/001.p/0",
        "tile_path_width_256": "tile/0/001.p/256",
        "tile_path_width_with_zero": "tile/0/001.p/05",
        "tile_path_absolute": "/tile/0/001",
        "tile_path_of_a_folder_above": "tile/entries/../001",
        "tile_path_other_digits": "tile/0/٠٠١",  # Arabic-Indic
        "tile_path_index_too_large": "tile/0/x999/x999/x999/x999/x999/x999/999",
    }
    return {
        name: told("Not the one spelling of a tile's name.", "tile path", None, path=path)
        for name, path in faults.items()
    }


def _tiles() -> Vectors:
    few = [b"", b"a", bytes(300)]
    full = [bytes([n]) for n in range(TILE_WIDTH)]
    hashes = HASHES[:3]
    return {
        "entries": told(
            "Three entries, the first of no bytes.",
            "tile entries",
            {"entries": hexes(few)},
            data=tiles.bundle(few).hex(),
            width=3,
        ),
        "entries_full_for_partial": told(
            "A full bundle stands in for one of two.",
            "tile entries",
            {"entries": hexes(full[:2])},
            data=tiles.bundle(full).hex(),
            width=2,
        ),
        "hashes": told(
            "A tile of three hashes.",
            "tile hashes",
            {"hashes": hexes(hashes)},
            data=b"".join(hashes).hex(),
            width=3,
        ),
        "hashes_full_for_partial": told(
            "A full tile stands in for one of three.",
            "tile hashes",
            {"hashes": hexes(hashes)},
            data=b"".join(HASHES[:TILE_WIDTH]).hex(),
            width=3,
        ),
        **{
            f"grown_{old}_{new}": told(
                "The tiles a log puts when it grows: bundles, then each level, from left to right.",
                "tiles grown",
                {"tiles": [tile.path for tile in tiles.grown(old, new)]},
                old=old,
                new=new,
            )
            for old, new in ((0, 1), (0, 256), (255, 257), (256, 256), (250, 1000), (65_535, 65_536))
        },
    }


def _bad_tiles() -> Vectors:
    data = tiles.bundle([b"a", b"bc"])
    torn = {
        "entries_none": (b"", 1),
        "entries_too_few": (data, 3),
        "entries_too_many": (data, 1),
        "entries_torn": (data[:-1], 2),
        "entries_torn_length": (data + b"\x00", 2),
        "entries_257": (tiles.bundle([b""] * 256) + bytes(2), 256),
    }
    row = b"".join(HASHES[:3])
    short = {
        "hashes_none": (b"", 1),
        "hashes_too_few": (row, 4),
        "hashes_too_many": (row, 2),
        "hashes_torn": (row[:-1], 3),
    }
    return {
        name: told("Not a bundle of this width.", "tile entries", None, data=raw.hex(), width=width)
        for name, (raw, width) in torn.items()
    } | {
        name: told("Not a tile of this width.", "tile hashes", None, data=raw.hex(), width=width)
        for name, (raw, width) in short.items()
    }


def _logs() -> Vectors:
    made = {}
    for size, index, old in ((1, 0, 1), (5, 4, 3), (256, 100, 255), (300, 299, 256), (513, 12, 1)):
        known = {tile.path: data.hex() for tile, data in shelf(size).items() if tile.level != ENTRIES}
        expect = {
            "root": TREE.root(size).hex(),
            "path": hexes(TREE.inclusion(index, size)),
            "proof": hexes(TREE.consistency(old, size)),
        }
        made[f"tiles_{size}"] = told(
            "The root of a log, the path of entry `index` and the proof from size `old`, from its tiles.",
            "tiles",
            expect,
            size=size,
            index=index,
            old=old,
            tiles=known,
        )
    return made


def included(index: int, size: int, about: str = "An entry of a log.", /, **fields: Any) -> Told:
    plain = {
        "leaf_hash": HASHES[index].hex(),
        "index": index,
        "size": size,
        "path": hexes(TREE.inclusion(index, size)),
        "root": TREE.root(size).hex(),
    }
    return told(about, "inclusion", None if fields else {}, **{**plain, **fields})


def consistent(old: int, new: int, about: str = "A log that grew.", /, **fields: Any) -> Told:
    plain = {
        "old": old,
        "new": new,
        "old_root": TREE.root(old).hex(),
        "new_root": TREE.root(new).hex(),
        "proof": hexes(TREE.consistency(old, new)),
    }
    return told(about, "consistency", None if fields else {}, **{**plain, **fields})


def _proofs() -> Vectors:
    places = ((0, 1), (0, 8), (7, 8), (4, 5), (6, 7), (255, 257), (69_999, 70_000))
    sizes = ((1, 1), (1, 8), (4, 8), (6, 8), (6, 7), (255, 257), (65_536, 70_000), (69_999, 70_000))
    empty = told(
        "An empty log is consistent with itself.",
        "consistency",
        {},
        old=0,
        new=0,
        old_root=EMPTY_ROOT.hex(),
        new_root=EMPTY_ROOT.hex(),
        proof=[],
    )
    return (
        {f"inclusion_{index}_of_{size}": included(index, size) for index, size in places}
        | {f"consistency_{old}_{new}": consistent(old, new) for old, new in sizes}
        | {"consistency_0_0": empty}
    )


def _bad_proofs() -> Vectors:
    path, proof = hexes(TREE.inclusion(5, 7)), hexes(TREE.consistency(6, 8))
    flipped = ("00" if path[0][:2] != "00" else "01") + path[0][2:]
    return {
        "inclusion_of_another": included(5, 7, "The path of entry 5, for 4.", index=4),
        "inclusion_beyond_the_log": included(5, 7, "No entry 7 in a log of 7.", index=7),
        "inclusion_negative": included(5, 7, "No entry has a negative number.", index=-1),
        "inclusion_in_none": included(0, 1, "An empty log has no entries.", size=0),
        "inclusion_other_size": included(5, 7, "The path in a log of 7, for 6.", size=6),
        "inclusion_too_short": included(5, 7, "A step is missing.", path=path[:-1]),
        "inclusion_too_long": included(5, 7, "A step too many.", path=[*path, path[-1]]),
        "inclusion_step_without_bytes": included(5, 7, "A step of no bytes.", path=[*path, ""]),
        "inclusion_step_changed": included(5, 7, "A byte of a step differs.", path=[flipped, *path[1:]]),
        "inclusion_other_root": included(5, 7, "The root of another size.", root=TREE.root(8).hex()),
        "consistency_from_none": consistent(0, 8, "From an empty log nothing can be proved.", proof=[]),
        "consistency_shrunk": consistent(7, 7, "The new log is smaller.", new=6),
        "consistency_equal_with_proof": consistent(7, 7, "Equal sizes need no proof.", proof=proof[:1]),
        "consistency_equal_other_root": consistent(
            7, 7, "Equal sizes, two roots: a split view.", new_root=TREE.root(6).hex()
        ),
        "consistency_empty_proof": consistent(6, 8, "The proof is missing.", proof=[]),
        "consistency_too_short": consistent(6, 8, "A step is missing.", proof=proof[:-1]),
        "consistency_too_long": consistent(6, 8, "A step too many.", proof=[*proof, proof[-1]]),
        "consistency_roots_swapped": consistent(
            6, 8, "The roots are swapped.", old_root=TREE.root(8).hex(), new_root=TREE.root(6).hex()
        ),
        "consistency_old_rewritten": consistent(
            6, 8, "The old log was another.", old_root=TREE.root(5).hex()
        ),
        "consistency_new_rewritten": consistent(6, 8, "The new log is another.", new_root=TREE.root(7).hex()),
    }


def _ranges() -> Vectors:
    made = {}
    for size, more in ((0, 0), (0, 1), (1, 1), (5, 4), (255, 2), (69_990, 10)):
        known, grown = EMPTY.extended(HASHES[:size]), EMPTY.extended(HASHES[: size + more])
        made[f"range_{size}_{size + more}"] = told(
            "A compact range, the leaves that follow, and what it grows to.",
            "range",
            {"root": grown.root().hex(), "range": grown.to_bytes().hex()},
            range=known.to_bytes().hex(),
            leaf_hashes=hexes(HASHES[size : size + more]),
        )
    largest = Range(MOST_SIZE, (bytes(32),) * 63)
    expect = {"root": largest.root().hex(), "range": largest.to_bytes().hex()}
    made["range_largest"] = told(
        "The largest there is.", "range", expect, range=largest.to_bytes().hex(), leaf_hashes=[]
    )
    return made


def _bad_ranges() -> Vectors:
    data = EMPTY.extended(HASHES[:5]).to_bytes()
    faults = {
        "range_without_bytes": b"",
        "range_size_cut_short": data[:7],
        "range_hash_missing": data[:-32],
        "range_hash_too_many": data + bytes(32),
        "range_torn": data[:-1],
        "range_size_too_large": (2**63).to_bytes(8) + bytes(32),
    }
    return {
        name: told("Not a compact range.", "range", None, range=raw.hex(), leaf_hashes=[])
        for name, raw in faults.items()
    }


def as_files() -> dict[str, str]:
    """Every vector by its path below this folder."""
    known = {f"log/good/{name}.json": value for name, value in good().items()}
    known |= {f"log/bad/{name}.json": value for name, value in bad().items()}
    return {path: json.dumps(value, ensure_ascii=False, indent=1) + "\n" for path, value in known.items()}


def main() -> None:
    files = as_files()
    for old in HERE.glob("log/*/*.json"):
        old.unlink()
    for path, text in files.items():
        (HERE / path).parent.mkdir(parents=True, exist_ok=True)
        (HERE / path).write_text(text)


if __name__ == "__main__":
    main()
