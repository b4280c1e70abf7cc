"""Signed notes (C2SP signed-note): text with signature lines, and the keys that verify them."""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from comity.basis.errors import ProofError
from comity.register.keys import BUILT_IN, ED25519, Algorithms, PrivateKey, PublicKey

SIGNATURE = "note"
COSIGNATURE = "cosignature"

MOST_CHARACTERS = 1_000_000
MOST_SIGNATURES = 100

_DASH = "— "
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\ud800-\udfff]")  # and halves of characters
_NAME = re.compile(r"[^\s+\x00-\x1f]+")
_ASSIGNED = {SIGNATURE: b"\x01", COSIGNATURE: b"\x04"}
_UNASSIGNED = b"\xff"
_LINE_PARTS = 2
_KEY_ID_BYTES = 4


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line; name and key id together say whose it is."""

    name: str
    key_id: bytes
    signature: bytes

    def __str__(self) -> str:
        """The line, newline included."""
        return f"{_DASH}{self.name} {encode_base64(self.key_id + self.signature)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """Text that ends in a newline, with its signatures; not verified by being read."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def __str__(self) -> str:
        """The note as it travels."""
        return f"{self.text}\n{''.join(map(str, self.signatures))}"

    def by(self, name: str, key_id: bytes) -> tuple[NoteSignature, ...]:
        """The signatures under this name and key id."""
        return tuple(line for line in self.signatures if line.name == name and line.key_id == key_id)


def parse(data: str | bytes) -> Note:
    """The note in the text, or in its bytes (UTF-8); ProofError("form") when it is not one."""
    text = _read_text(data)
    body, blank, tail = text.rpartition("\n\n")
    if not blank or not tail.endswith("\n"):
        raise _broken("layout")
    signatures = parse_lines(tail)
    if not signatures:
        raise _broken("signatures")
    return Note(body + "\n", signatures)


def parse_lines(data: str | bytes) -> tuple[NoteSignature, ...]:
    """The signatures in lines that each end in a newline, as a witness answers; else ProofError("form")."""
    lines = _read_text(data).split("\n")
    if lines.pop() or len(lines) > MOST_SIGNATURES:
        raise _broken("signatures")
    return tuple(map(_read_line, lines))


def sign(text: str, name: str, key: PrivateKey) -> NoteSignature:
    """The signature of the key over the text, which must end in a newline."""
    return NoteSignature(name, key_id(name, key.public), key.sign(text.encode()))


def signed_by(note: Note, name: str, public: PublicKey) -> bool:
    """Whether the note has a signature under this name and key, and each such signature holds."""
    found = note.by(name, key_id(name, public))
    return bool(found) and all(public.verify(note.text.encode(), line.signature) for line in found)


def key_id(name: str, public: PublicKey, purpose: str = SIGNATURE) -> bytes:
    """The first four bytes of SHA-256(name, newline, signature type, public key)."""
    known = name.encode() + b"\n" + _type(purpose, public.alg) + public.raw
    return hashlib.sha256(known).digest()[:_KEY_ID_BYTES]


def verifier_key(name: str, public: PublicKey, purpose: str = SIGNATURE) -> str:
    """The key in its text form, `name+id+base64`, as other logs and witnesses are configured with it."""
    material = _type(purpose, public.alg) + public.raw
    return f"{name}+{key_id(name, public, purpose).hex()}+{encode_base64(material)}"


def parse_verifier_key(text: str, algorithms: Algorithms = BUILT_IN) -> tuple[str, str, PublicKey]:
    """Name, purpose and key of its text form; ProofError("key") for an unknown type or an id that differs."""
    name, _, rest = text.partition("+")
    told, plus, material = rest.partition("+")
    if not plus or not _NAME.fullmatch(name):
        raise ProofError("note.verifier_key", step="key", name=name[:80])
    raw = decode_base64(material)
    for purpose in _ASSIGNED:
        for alg in algorithms:
            start = _type(purpose, alg)
            if raw.startswith(start) and len(raw) == len(start) + algorithms[alg].raw_bytes:
                public = PublicKey(alg, raw[len(start) :], algorithms)
                if key_id(name, public, purpose).hex() == told:
                    return name, purpose, public
    raise ProofError("note.verifier_key", step="key", name=name[:80])


def encode_base64(data: bytes) -> str:
    """Standard base64 with padding (RFC 4648, 4)."""
    return base64.b64encode(data).decode()


def decode_base64(text: str) -> bytes:
    """The bytes of standard base64; ProofError("form") unless it is their one encoding."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise _broken("base64") from fault
    if encode_base64(data) != text:
        raise _broken("base64")
    return data


def _type(purpose: str, alg: int) -> bytes:
    return _ASSIGNED[purpose] if alg == ED25519 else _UNASSIGNED + f"comity.{purpose}:{alg}".encode()


def _read_text(data: str | bytes) -> str:
    if len(data) > MOST_CHARACTERS:
        raise _broken("characters")
    try:
        text = data.decode() if isinstance(data, bytes) else data
    except UnicodeDecodeError as fault:
        raise _broken("characters") from fault
    if _CONTROL.search(text):
        raise _broken("characters")
    return text


def _read_line(line: str) -> NoteSignature:
    parts = line.removeprefix(_DASH).split(" ")
    if not line.startswith(_DASH) or len(parts) != _LINE_PARTS or not _NAME.fullmatch(parts[0]):
        raise _broken("signature")
    data = decode_base64(parts[1])
    if len(data) <= _KEY_ID_BYTES:
        raise _broken("signature")
    return NoteSignature(parts[0], data[:_KEY_ID_BYTES], data[_KEY_ID_BYTES:])


def _broken(part: str) -> ProofError:
    return ProofError("note.broken", step="form", part=part)
