"""Checkpoints of a log (C2SP tlog-checkpoint) and cosignatures of its witnesses (C2SP tlog-cosignature)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from comity.basis.errors import ProofError
from comity.register import cose, note
from comity.register.keys import PrivateKey, PublicKey
from comity.register.merkle import HASH_BYTES, MOST_SIZE
from comity.register.note import Note, NoteSignature

MOST_TIME = 2**63 - 1

_SIZE = re.compile(r"0|[1-9]\d{0,18}", re.ASCII)
_TIME_BYTES = 8
_LEAST_LINES = 3
_COSIGNATURE_PARTS = 3


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself: origin, number of leaves, root over them."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def body(self) -> str:
        """The text that is signed, final newline included."""
        lines = (self.origin, str(self.size), note.encode_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint with the note it came in; not verified by being read."""

    checkpoint: Checkpoint
    note: Note

    def __str__(self) -> str:
        """The note as it travels."""
        return str(self.note)

    def signed_by(self, public: PublicKey) -> bool:
        """Whether the log's key signed it under the log's origin."""
        return note.signed_by(self.note, self.checkpoint.origin, public)

    def cosigned_by(self, name: str, public: PublicKey) -> "Cosignature | None":
        """The witness's cosignature, verified; None when it has none or one that does not hold."""
        found = (read_cosignature(line, name, public) for line in self.note.signatures)
        held = (seen for seen in found if seen and seen.holds(self.checkpoint, public))
        return next(held, None)

    def only_by(self, keys: Iterable[PublicKey]) -> "SignedCheckpoint":
        """The same checkpoint with a line of each of these keys of its log that signed it, and no others."""
        ids = [note.key_id(self.checkpoint.origin, key) for key in keys if self.signed_by(key)]
        lines = tuple(self.note.by(self.checkpoint.origin, each)[0] for each in ids)
        return SignedCheckpoint(self.checkpoint, Note(self.note.text, lines))

    def with_lines(self, *lines: NoteSignature) -> "SignedCheckpoint":
        """The same checkpoint with further signature lines, each once."""
        signatures = tuple(dict.fromkeys(self.note.signatures + lines))
        return SignedCheckpoint(self.checkpoint, Note(self.note.text, signatures))


@dataclass(frozen=True, slots=True)
class Cosignature:
    """A witness's word that it saw the log grow to a checkpoint without rewriting, and when (UTC seconds)."""

    kid: bytes
    time: int
    signature: bytes

    def holds(self, checkpoint: Checkpoint, public: PublicKey) -> bool:
        """Whether the key signed this checkpoint at this time."""
        if not 0 <= self.time <= MOST_TIME:
            return False
        return public.verify(_cosigned(checkpoint, self.time), self.signature)

    def line(self, name: str, public: PublicKey) -> NoteSignature:
        """The same as a signature line of the note."""
        key_id = note.key_id(name, public, note.COSIGNATURE)
        return NoteSignature(name, key_id, self.time.to_bytes(_TIME_BYTES) + self.signature)

    def wire(self) -> list[Any]:
        """Its form inside a credential: kid, time, signature."""
        return [self.kid, self.time, self.signature]


def sign(checkpoint: Checkpoint, key: PrivateKey) -> SignedCheckpoint:
    """The checkpoint as a note signed by the log's key under its origin."""
    body = checkpoint.body()
    return SignedCheckpoint(checkpoint, Note(body, (note.sign(body, checkpoint.origin, key),)))


def cosign(checkpoint: Checkpoint, key: PrivateKey, time: int) -> Cosignature:
    """The cosignature of the key at that time; whether it may be given is decided by exchange.witness."""
    return Cosignature(key.public.kid, time, key.sign(_cosigned(checkpoint, time)))


def read(data: str | bytes) -> SignedCheckpoint:
    """The checkpoint in a note, or in the note's bytes; ProofError("form") when either is not well formed."""
    signed = note.parse(data)
    return SignedCheckpoint(read_body(signed.text), signed)


def read_body(text: str) -> Checkpoint:
    """The checkpoint its body names; ProofError("form") otherwise."""
    lines = text.split("\n")
    if lines.pop() or len(lines) < _LEAST_LINES or not all(lines) or not _SIZE.fullmatch(lines[1]):
        raise ProofError("checkpoint.broken", step="form")
    root = note.decode_base64(lines[2])
    if len(root) != HASH_BYTES or int(lines[1]) > MOST_SIZE:
        raise ProofError("checkpoint.broken", step="form")
    return Checkpoint(lines[0], int(lines[1]), root, tuple(lines[3:]))


def read_cosignature(line: NoteSignature, name: str, public: PublicKey) -> Cosignature | None:
    """The cosignature in a line of this witness, not verified; None when the line is another's."""
    mine = line.name == name and line.key_id == note.key_id(name, public, note.COSIGNATURE)
    if not mine or len(line.signature) <= _TIME_BYTES:
        return None
    time = int.from_bytes(line.signature[:_TIME_BYTES])
    return Cosignature(public.kid, time, line.signature[_TIME_BYTES:])


def from_wire(value: Any) -> Cosignature:
    """The cosignature in its form inside a credential; ProofError("form") otherwise."""
    if not cose.is_array(value) or len(value) != _COSIGNATURE_PARTS:
        raise ProofError("checkpoint.cosignature_broken", step="form")
    kid, time, signature = value
    if not isinstance(kid, bytes) or type(time) is not int or not isinstance(signature, bytes):
        raise ProofError("checkpoint.cosignature_broken", step="form")
    return Cosignature(kid, time, signature)


def _cosigned(checkpoint: Checkpoint, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n{checkpoint.body()}".encode()
