"""Our side of the runner: reads one question a line, writes one answer a line. See README.md in this folder.

Run by it as `python tests/vectors/adapter.py`. Another implementation writes its own.
"""

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from comity.basis.errors import ProofError
from comity.register import checkpoint, merkle, note, status, tiles, trust
from comity.register import range as compact
from comity.register.keys import PublicKey
from comity.register.tiles import ENTRIES, Tile, Tiled
from comity.register.verdict import Answer, Verdict
from comity.register.verify import verify

Told = dict[str, Any]

NOT_VALID: Told = {"answer": "not valid"}


def answer(asked: Told) -> Told:
    """The answer to a vector's question: what `expect` of the vector says."""
    try:
        found = ASKS[asked["ask"]](asked)
    except ProofError:
        return NOT_VALID
    return NOT_VALID if found is None else {"answer": "valid", **found}


def judge(told: Told) -> Verdict:
    """The verdict on the credential of a vector."""
    anchors = [PublicKey(each["alg"], bytes.fromhex(each["raw"])) for each in told["anchors"]]
    listed = trust.read(bytes.fromhex(told["trust"]), anchors, told["signatures_needed"])
    statuses, _ = status.read_all(map(bytes.fromhex, told["statuses"]), listed)
    given = told["credential"] if told["form"] == "text" else bytes.fromhex(told["credential"])
    return verify(given, listed, statuses, told["at"], date.fromisoformat(told["day"]))


def _credential(told: Told) -> Told:
    verdict = judge(told)
    decisive = verdict.steps[-1] if verdict.answer is Answer.VALID_AS_OF else verdict.failing
    shown = {each.path: each.value for each in verdict.disclosed}
    found = {"answer": verdict.answer.value, "step": decisive.number if decisive else None}
    return {**found, "disclosed": shown} if shown else found


def _tile_path(told: Told) -> Told | None:
    tile = tiles.parse_path(told["path"])
    if tile is None:
        return None
    level = "entries" if tile.level == ENTRIES else tile.level
    return {"level": level, "index": tile.index, "width": tile.width}


def _entries(told: Told) -> Told:
    return {"entries": hexes(tiles.leaves_in(bytes.fromhex(told["data"]), told["width"]))}


def _hashes(told: Told) -> Told:
    return {"hashes": hexes(tiles.hashes_in(bytes.fromhex(told["data"]), told["width"]))}


def _grown(told: Told) -> Told:
    return {"tiles": [tile.path for tile in tiles.grown(told["old"], told["new"])]}


def _tiles(told: Told) -> Told:
    def fetch(tile: Tile) -> bytes:
        return bytes.fromhex(told["tiles"][tile.path])

    log = Tiled(told["size"], fetch)
    path, proof = log.inclusion(told["index"]), log.consistency(told["old"])
    return {"root": log.root().hex(), "path": hexes(path), "proof": hexes(proof)}


def _inclusion(told: Told) -> Told | None:
    leaf, root = bytes.fromhex(told["leaf_hash"]), bytes.fromhex(told["root"])
    path = [bytes.fromhex(step) for step in told["path"]]
    return {} if merkle.verify_inclusion(leaf, told["index"], told["size"], path, root) else None


def _consistency(told: Told) -> Told | None:
    before, after = bytes.fromhex(told["old_root"]), bytes.fromhex(told["new_root"])
    proof = [bytes.fromhex(step) for step in told["proof"]]
    return {} if merkle.verify_consistency(told["old"], told["new"], before, after, proof) else None


def _range(told: Told) -> Told:
    known = compact.from_bytes(bytes.fromhex(told["range"]))
    more = known.extended(map(bytes.fromhex, told["leaf_hashes"]))
    return {"root": more.root().hex(), "range": more.to_bytes().hex()}


def _note(told: Told) -> Told | None:
    name, _, public = note.parse_verifier_key(told["key"])
    return {} if note.signed_by(note.parse(told["note"]), name, public) else None


def _checkpoint(told: Told) -> Told | None:
    _, _, public = note.parse_verifier_key(told["key"])
    signed = checkpoint.read(told["note"])
    claim = signed.checkpoint
    found = {"origin": claim.origin, "size": claim.size, "root": claim.root.hex()}
    return found if signed.signed_by(public) else None


def _cosignature(told: Told) -> Told | None:
    name, purpose, public = note.parse_verifier_key(told["key"])
    seen = checkpoint.read(told["note"]).cosigned_by(name, public)
    return {"time": seen.time} if seen and purpose == note.COSIGNATURE else None


def hexes(items: tuple[bytes, ...]) -> list[str]:
    """Each in hexadecimal, as vectors write bytes."""
    return [item.hex() for item in items]


ASKS: dict[str, Callable[[Told], Told | None]] = {
    "credential": _credential,
    "tile path": _tile_path,
    "tile entries": _entries,
    "tile hashes": _hashes,
    "tiles grown": _grown,
    "tiles": _tiles,
    "inclusion": _inclusion,
    "consistency": _consistency,
    "range": _range,
    "note": _note,
    "checkpoint": _checkpoint,
    "cosignature": _cosignature,
}


def main() -> None:
    """Answer until the questions end."""
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
