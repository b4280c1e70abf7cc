"""The vectors of notes, checkpoints and cosignatures, and how a vector of the log is put together."""

import hashlib
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from comity.register import checkpoint, note
from comity.register.checkpoint import Checkpoint
from comity.register.keys import ESP256
from comity.register.merkle import EMPTY_ROOT
from comity.register.note import COSIGNATURE
from tests.vectors.world import LOG, ORIGIN, PEER, SEEN, STRANGER, WITNESS, key

Told = dict[str, Any]
Vectors = dict[str, Told]

NOT_VALID: Told = {"answer": "not valid"}
ROOT = hashlib.sha256(b"a root").digest()
TEXT = "A note\n\nof two paragraphs, the second with another script: мова.\n"
NAME = "signer.example"
SIGNER = note.verifier_key(NAME, LOG.public)
SIGNED = f"{TEXT}\n{note.sign(TEXT, NAME, LOG)}"
HEAD = Checkpoint(ORIGIN, 300, ROOT)
WITNESSED = checkpoint.sign(HEAD, LOG).with_lines(
    checkpoint.cosign(HEAD, PEER, SEEN).line(WITNESS, PEER.public)
)
LOG_KEY = note.verifier_key(ORIGIN, LOG.public)
WITNESS_KEY = note.verifier_key(WITNESS, PEER.public, COSIGNATURE)


def told(about: str, ask: str, expect: Told | None, **given: Any) -> Told:
    answer = NOT_VALID if expect is None else {"answer": "valid", **expect}
    return {"about": about, "ask": ask, "given": given, "expect": answer}


def bad() -> Vectors:
    return _bad_notes() | _bad_checkpoints() | _bad_cosignatures()


def good() -> Vectors:
    p256 = key("log p256", ESP256)
    beside = f"{SIGNED}{note.sign(TEXT, 'else.example', STRANGER)}"
    extended = Checkpoint(ORIGIN, 300, HEAD.root, ("an extension line",))
    head = {"origin": ORIGIN, "size": 300, "root": HEAD.root.hex()}
    return {
        "note": told("A signed note.", "note", {}, note=SIGNED, key=SIGNER),
        "note_unknown_beside": told(
            "A signature of an unknown key is passed over.", "note", {}, note=beside, key=SIGNER
        ),
        "note_p256": told(
            "Signed with ESP256, a type without an assigned byte.",
            "note",
            {},
            note=f"{TEXT}\n{note.sign(TEXT, NAME, p256)}",
            key=note.verifier_key(NAME, p256.public),
        ),
        "checkpoint": told(
            "A checkpoint with its cosignature.", "checkpoint", head, note=str(WITNESSED), key=LOG_KEY
        ),
        "checkpoint_extended": told(
            "A checkpoint with an extension line.",
            "checkpoint",
            head,
            note=str(checkpoint.sign(extended, LOG)),
            key=LOG_KEY,
        ),
        "checkpoint_of_none": told(
            "An empty log.",
            "checkpoint",
            {"origin": ORIGIN, "size": 0, "root": EMPTY_ROOT.hex()},
            note=str(checkpoint.sign(Checkpoint(ORIGIN, 0, EMPTY_ROOT), LOG)),
            key=LOG_KEY,
        ),
        "cosignature": told(
            "When a witness saw the log.", "cosignature", {"time": SEEN}, note=str(WITNESSED), key=WITNESS_KEY
        ),
    }


def _bad_notes() -> Vectors:
    line = SIGNED.removeprefix(f"{TEXT}\n")
    faults = {
        "note_text_changed": SIGNED.replace("two", "2"),
        "note_unsigned": f"{TEXT}\n",
        "note_without_blank_line": f"A note\n{line}",
        "note_cut_short": SIGNED[:-1],
        "note_line_too_many": f"{SIGNED}And more.\n",
        "note_control_character": SIGNED.replace("A note", "A\tnote"),
        "note_carriage_return": SIGNED.replace("\n", "\r\n"),
        "note_hyphen_for_dash": SIGNED.replace("— ", "- "),
        "note_name_with_space": SIGNED.replace(NAME, "signer .example"),
        "note_base64_unpadded": SIGNED.replace("=", ""),
        "note_of_another_key": f"{TEXT}\n{note.sign(TEXT, NAME, STRANGER)}",
        "note_of_another_name": f"{TEXT}\n{note.sign(TEXT, 'else.example', LOG)}",
        "note_signature_zeros": f"{TEXT}\n"
        + str(note.NoteSignature(NAME, note.key_id(NAME, LOG.public), bytes(64))),
        "note_101_signatures": SIGNED + line * 100,
    }
    wrong = SIGNER.replace("+", "+0", 1)
    return {
        name: told("Not a note this key signed.", "note", None, note=text, key=SIGNER)
        for name, text in faults.items()
    } | {"note_key_id_differs": told("The key's id is not its own.", "note", None, note=SIGNED, key=wrong)}


def _bad_checkpoints() -> Vectors:
    def signed(body: str) -> str:
        return f"{body}\n{note.sign(body, ORIGIN, LOG)}"

    root = note.encode_base64(HEAD.root)
    faults = {
        "checkpoint_two_lines": f"{ORIGIN}\n300\n",
        "checkpoint_size_with_zero": f"{ORIGIN}\n0300\n{root}\n",
        "checkpoint_size_negative": f"{ORIGIN}\n-300\n{root}\n",
        "checkpoint_size_hexadecimal": f"{ORIGIN}\n0x12c\n{root}\n",
        "checkpoint_size_too_large": f"{ORIGIN}\n9223372036854775808\n{root}\n",
        "checkpoint_root_of_31_bytes": f"{ORIGIN}\n300\n{note.encode_base64(bytes(31))}\n",
        "checkpoint_without_origin": f"\n300\n{root}\n",
        "checkpoint_empty_extension": f"{ORIGIN}\n300\n{root}\n\nmore\n",
        "checkpoint_of_another_origin": f"other.example/2026\n300\n{root}\n",
    }
    grown = str(WITNESSED).replace("\n300\n", "\n301\n")
    return {
        name: told("Not a checkpoint of this log.", "checkpoint", None, note=signed(body), key=LOG_KEY)
        for name, body in faults.items()
    } | {
        "checkpoint_size_changed": told(
            "The signed size was 300.", "checkpoint", None, note=grown, key=LOG_KEY
        )
    }


def _bad_cosignatures() -> Vectors:
    own = checkpoint.sign(HEAD, LOG)
    other = checkpoint.sign(Checkpoint(ORIGIN, 299, ROOT), LOG)
    late = PEER.sign(f"cosignature/v1\ntime {2**63}\n{HEAD.body()}".encode())
    key_id = note.key_id(WITNESS, PEER.public, COSIGNATURE)
    faults = {
        "cosignature_missing": ("No line of this witness.", own),
        "cosignature_of_other_checkpoint": (
            "It covers another size.",
            other.with_lines(WITNESSED.note.signatures[1]),
        ),
        "cosignature_is_a_signature": (
            "A plain signature of the witness's key has no time.",
            own.with_lines(note.sign(HEAD.body(), WITNESS, PEER)),
        ),
        "cosignature_from_beyond_time": (
            "Its time does not fit in 63 bits.",
            own.with_lines(note.NoteSignature(WITNESS, key_id, (2**63).to_bytes(8) + late)),
        ),
    }
    return {
        name: told(about, "cosignature", None, note=str(signed), key=WITNESS_KEY)
        for name, (about, signed) in faults.items()
    }
