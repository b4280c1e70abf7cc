"""The credential: an act with its receipt and cosignatures, as bytes and as the text of one QR code."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from comity.basis.canonical import MOST_BYTES
from comity.basis.errors import ProofError, StateError
from comity.register import act, base45, checkpoint, cose, disclosure, receipt
from comity.register.act import SignedAct
from comity.register.checkpoint import Cosignature
from comity.register.dictionary import DICTIONARY
from comity.register.disclosure import MOST_DISCLOSURES, Disclosure
from comity.register.inflate import inflate
from comity.register.receipt import Receipt

PREFIX = "CY1:"
RECEIPTS = 394
COSIGNATURES = -65537
DISCLOSURES = -65538
MOST_COSIGNATURES = 4
MOST_QR_CHARACTERS = 1_994  # version 30, error correction M, alphanumeric (ISO/IEC 18004, table 7)

_LABELS = {RECEIPTS, COSIGNATURES, DISCLOSURES}
_MOST_TEXT = 131_072  # longer than any text of 65,535 bytes, however badly packed


@dataclass(frozen=True, slots=True)
class Statement:
    """A credential as read: the signed act, its receipt and cosignatures. Nothing of it is verified.

    `disclosures` are facts about persons; each opens a digest of the act, as good as the act itself.
    """

    signed: SignedAct
    receipt: Receipt | None
    cosignatures: tuple[Cosignature, ...]
    disclosures: tuple[Disclosure, ...] = ()


def attach(
    leaf: bytes,
    proof: bytes | None = None,
    cosignatures: Sequence[Cosignature] = (),
    disclosures: Sequence[Disclosure] = (),
) -> bytes:
    """The credential of stored act bytes, a receipt in its bytes, and cosignatures over its checkpoint.

    `disclosures` are the facts about persons that its check needs, in any order.

    ProofError("form") when the parts do not make one.
    """
    unprotected: dict[int | str, Any] = {}
    if proof is not None:
        unprotected[RECEIPTS] = [proof]
    if cosignatures:
        unprotected[COSIGNATURES] = [each.wire() for each in cosignatures]
    return disclose(act.read(leaf).sign1.encode(unprotected), disclosures)


def disclose(data: bytes, disclosures: Sequence[Disclosure]) -> bytes:
    """The credential with exactly these facts about persons; with none of them, bare.

    ProofError("form") when the act does not hold the digest of one, or it is no credential.
    """
    sign1 = cose.parse_sign1(data)
    unprotected = {label: value for label, value in sign1.unprotected.items() if label != DISCLOSURES}
    if disclosures:
        unprotected[DISCLOSURES] = [each.wire() for each in sorted(disclosures, key=lambda each: each.path)]
    made = sign1.encode(unprotected)
    read(made)
    return made


def read(data: bytes) -> Statement:
    """The parts of a credential; ProofError("form") for anything but its one form."""
    sign1 = cose.parse_sign1(data)
    unprotected = sign1.unprotected
    if not cose.is_numbered(unprotected) or not unprotected.keys() <= _LABELS:
        raise _broken("labels")
    proof = _read_receipt(unprotected)
    cosignatures = _read_cosignatures(unprotected)
    if cosignatures and proof is None:
        raise _broken("cosignatures")
    signed = act.from_sign1(sign1, sign1.encode({}))
    return Statement(signed, proof, cosignatures, _read_disclosures(unprotected, signed))


def to_text(data: bytes) -> str:
    """The text of one QR code (version 30, level M, at most); StateError when it would be longer."""
    text = PREFIX + base45.encode(_pack(data))
    if not fits_qr(text):
        raise StateError("credential.too_long", length=len(text), limit=MOST_QR_CHARACTERS)
    return text


def from_text(text: str) -> bytes:
    """The credential's bytes; ProofError("form") unless the text is canonical base45 of one zlib stream."""
    if not text.startswith(PREFIX):
        raise ProofError("credential.no_prefix", step="form", prefix=PREFIX)
    if len(text) > _MOST_TEXT:
        raise ProofError("credential.text_too_large", step="form", length=len(text), limit=_MOST_TEXT)
    return inflate(base45.decode(text[len(PREFIX) :]), MOST_BYTES, DICTIONARY)


def _pack(data: bytes) -> bytes:
    # hashes and signatures do not compress: in deflate blocks of their own they cost the text nothing (2 %)
    found = read(data)
    cuts = [data.rindex(found.signed.sign1.payload or b""), len(data) - len(found.signed.sign1.signature)]
    if found.receipt and found.receipt.path:
        cuts.append(data.index(found.receipt.path[0]))
    stream = zlib.compressobj(9, memLevel=9, zdict=DICTIONARY)
    packed = bytearray()
    for start, end in pairwise([0, *sorted(cuts), len(data)]):
        packed += stream.compress(data[start:end]) + stream.flush(zlib.Z_BLOCK)
    return min(bytes(packed + stream.flush()), _whole(data), key=len)


def _whole(data: bytes) -> bytes:
    stream = zlib.compressobj(9, memLevel=9, zdict=DICTIONARY)
    return stream.compress(data) + stream.flush()


def fits_qr(text: str) -> bool:
    """Whether one QR code of version 30 and level M holds the text."""
    return len(text) <= MOST_QR_CHARACTERS


def _read_receipt(unprotected: Mapping[int, Any]) -> Receipt | None:
    if RECEIPTS not in unprotected:
        return None
    listed = unprotected[RECEIPTS]
    if not cose.is_array(listed) or len(listed) != 1 or not isinstance(listed[0], bytes):
        raise _broken("receipts")
    return receipt.read(listed[0])


def _read_cosignatures(unprotected: Mapping[int, Any]) -> tuple[Cosignature, ...]:
    if COSIGNATURES not in unprotected:
        return ()
    listed = unprotected[COSIGNATURES]
    if not cose.is_array(listed) or not 1 <= len(listed) <= MOST_COSIGNATURES:
        raise _broken("cosignatures")
    found = tuple(map(checkpoint.from_wire, listed))
    if len({each.kid for each in found}) != len(found):
        raise _broken("cosignatures")
    return found


def _read_disclosures(unprotected: Mapping[int, Any], signed: SignedAct) -> tuple[Disclosure, ...]:
    if DISCLOSURES not in unprotected:
        return ()
    listed = unprotected[DISCLOSURES]
    if not cose.is_array(listed) or not 1 <= len(listed) <= MOST_DISCLOSURES:
        raise _broken("disclosures")
    found = tuple(map(disclosure.from_wire, listed))
    if any(one.path >= other.path for one, other in pairwise(found)):
        raise _broken("disclosures")
    if not disclosure.matches(signed.act, found):
        raise ProofError("disclosure.no_match", step="form")
    return found


def _broken(part: str) -> ProofError:
    return ProofError("credential.broken", step="form", part=part)
