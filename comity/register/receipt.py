"""COSE receipts of inclusion (RFC 9942, 5.2.1): the log's signed word that an act is in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from comity.basis.canonical import decode, encode
from comity.basis.errors import ProofError
from comity.register import cose
from comity.register.checkpoint import Checkpoint
from comity.register.cose import Sign1
from comity.register.keys import PrivateKey, PublicKey
from comity.register.merkle import HASH_BYTES, MOST_SIZE, root_from_inclusion

TYP = 278  # application/scitt-receipt+cose (RFC 9943, 10.3)

_ISS, _SUB, _IAT = 1, 2, 6
_VDS, _VDP, _INCLUSION = 395, 396, -1
_RFC9162_SHA256 = 1
_HEADER = {cose.ALG, cose.KID, cose.CLAIMS, cose.TYP, _VDS}
_MOST_PATH = 63


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt as read, not verified: the log's origin and time, the tree's size, the leaf's place."""

    origin: str
    time: int
    size: int
    index: int
    path: tuple[bytes, ...]
    sign1: Sign1

    @property
    def kid(self) -> bytes:
        """The identifier of the log's key."""
        return self.sign1.kid

    def checkpoint(self, leaf_hash: bytes) -> Checkpoint | None:
        """The checkpoint it puts the leaf under; None when the path does not fit size and place."""
        root = root_from_inclusion(leaf_hash, self.index, self.size, self.path)
        return Checkpoint(self.origin, self.size, root) if root else None

    def holds(self, checkpoint: Checkpoint, public: PublicKey) -> bool:
        """Whether the log's key signed it for the root of this checkpoint, as `checkpoint()` computed it."""
        return cose.verify(self.sign1, public, detached=checkpoint.root)


def issue(checkpoint: Checkpoint, index: int, path: Sequence[bytes], key: PrivateKey, time: int) -> bytes:
    """The receipt for the index-th leaf under the checkpoint, signed by the log's key at that time."""
    protected: dict[int | str, Any] = {
        cose.CLAIMS: {_ISS: checkpoint.origin, _SUB: str(checkpoint.size), _IAT: time},
        cose.TYP: TYP,
        _VDS: _RFC9162_SHA256,
    }
    proof = encode([checkpoint.size, index, list(path)])
    unprotected: dict[int | str, Any] = {_VDP: {_INCLUSION: [proof]}}
    return cose.sign1(None, protected, key, detached=checkpoint.root, unprotected=unprotected)


def read(data: bytes) -> Receipt:
    """The receipt in its bytes; ProofError("form") for anything but its one form."""
    sign1 = cose.parse_sign1(data)
    head = sign1.protected
    if head.keys() != _HEADER or head[cose.TYP] != TYP or type(head[_VDS]) is not int or head[_VDS] != 1:
        raise _broken("header")
    claims = head[cose.CLAIMS]
    if sign1.payload is not None or not cose.is_numbered(claims) or claims.keys() != {_ISS, _SUB, _IAT}:
        raise _broken("claims")
    origin, told, time = claims[_ISS], claims[_SUB], claims[_IAT]
    if not isinstance(origin, str) or not origin or "\n" in origin or type(time) is not int or time < 0:
        raise _broken("claims")
    size, index, path = _read_proof(sign1)
    if told != str(size):
        raise _broken("size")
    return Receipt(origin, time, size, index, path, sign1)


def _read_proof(sign1: Sign1) -> tuple[int, int, tuple[bytes, ...]]:
    proofs: Any = sign1.unprotected.get(_VDP)
    if not cose.is_numbered(proofs) or len(sign1.unprotected) != 1 or proofs.keys() != {_INCLUSION}:
        raise _broken("proof")
    listed = proofs[_INCLUSION]
    if not cose.is_array(listed) or len(listed) != 1 or not isinstance(listed[0], bytes):
        raise _broken("proof")
    value = decode(listed[0])
    if not cose.is_array(value) or len(value) != 3 or not cose.is_array(value[2]):
        raise _broken("proof")
    size, index, path = value
    if type(size) is not int or type(index) is not int or not 0 <= index < size <= MOST_SIZE:
        raise _broken("proof")
    if len(path) > _MOST_PATH or not all(
        isinstance(step, bytes) and len(step) == HASH_BYTES for step in path
    ):
        raise _broken("path")
    return size, index, tuple(path)


def _broken(part: str) -> ProofError:
    return ProofError("receipt.broken", step="form", part=part)
