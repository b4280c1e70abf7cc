"""COSE_Sign1 and COSE_Sign (RFC 9052, 4): made, read strictly, and verified."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from comity.basis.canonical import MOST_BYTES, Tag, decode, encode
from comity.basis.errors import ProofError
from comity.register.keys import PrivateKey, PublicKey

ALG, CRIT, KID, CLAIMS, TYP = 1, 2, 4, 15, 16
_SIGN1, _SIGN = 18, 98
_EMPTY_MAP = b"\xa0"
_WHOLE = {int}

Header = Mapping[int | str, Any]


@dataclass(frozen=True, slots=True)
class Sign1:
    """A COSE_Sign1 as read; `payload` is None when it is detached. Nothing of it is verified yet."""

    protected_bytes: bytes
    protected: Header
    unprotected: Header
    payload: bytes | None
    signature: bytes

    @property
    def kid(self) -> bytes:
        """The identifier of the signing key; empty when the protected header has none."""
        kid = self.protected.get(KID, b"")
        return kid if isinstance(kid, bytes) else b""

    @property
    def alg(self) -> int | None:
        """The algorithm of the protected header; None when it has none or no number."""
        alg = self.protected.get(ALG)
        return alg if type(alg) is int else None

    def encode(self, unprotected: Header) -> bytes:
        """The same object, tagged, with another unprotected map."""
        return encode(Tag(_SIGN1, [self.protected_bytes, unprotected, self.payload, self.signature]))


@dataclass(frozen=True, slots=True)
class Sign:
    """A COSE_Sign as read: one payload, each signer with its own protected header."""

    protected_bytes: bytes
    protected: Header
    payload: bytes
    signers: tuple[Sign1, ...]


def sign1(
    payload: bytes | None,
    protected: Header,
    key: PrivateKey,
    *,
    detached: bytes = b"",
    unprotected: Header | None = None,
) -> bytes:
    """A tagged COSE_Sign1 by the key; `alg` and `kid` are its own. With payload None `detached` is signed."""
    head = _head(protected, key)
    signature = key.sign(to_be_signed(head, detached if payload is None else payload))
    return encode(Tag(_SIGN1, [head, unprotected or {}, payload, signature]))


def sign(payload: bytes, protected: Header, keys: Sequence[PrivateKey]) -> bytes:
    """A tagged COSE_Sign by each of the keys, in their order."""
    return countersign(Sign(encode(protected), protected, payload, ()), keys)


def countersign(whole: Sign, keys: Sequence[PrivateKey]) -> bytes:
    """The same object, tagged, with the signatures of these keys after those it has."""
    signers: list[list[Any]] = [[signer.protected_bytes, {}, signer.signature] for signer in whole.signers]
    for key in keys:
        own = _head({}, key)
        signers.append([own, {}, key.sign(_signed_by_one(whole, own))])
    return encode(Tag(_SIGN, [whole.protected_bytes, {}, whole.payload, signers]))


def parse_sign1(data: bytes, most_bytes: int = MOST_BYTES, *, tagged: bool = True) -> Sign1:
    """The parts of a COSE_Sign1; ProofError("form") for anything but its one canonical form.

    `tagged=False` reads the untagged form that outsiders may send (RFC 9052, 2).
    """
    value = decode(data, most_bytes)
    if tagged:
        value = _untag(value, _SIGN1)
    if not is_array(value) or len(value) != 4:
        raise _broken("parts")
    head, unprotected, payload, signature = value
    if not isinstance(unprotected, Mapping):
        raise _broken("unprotected")
    if not isinstance(signature, bytes) or not isinstance(payload, bytes | None):
        raise _broken("payload")
    return Sign1(*_read_head(head), unprotected, payload, signature)


def parse_sign(data: bytes, most_bytes: int = MOST_BYTES) -> Sign:
    """The parts of a tagged COSE_Sign with attached payload; ProofError("form") otherwise."""
    value = _untag(decode(data, most_bytes), _SIGN)
    if not is_array(value) or len(value) != 4:
        raise _broken("parts")
    head, unprotected, payload, signers = value
    if not _is_empty(unprotected) or not isinstance(payload, bytes) or not is_array(signers):
        raise _broken("payload")
    return Sign(*_read_head(head), payload, tuple(_read_signer(signer, payload) for signer in signers))


def to_be_signed(protected_bytes: bytes, payload: bytes, external: bytes = b"") -> bytes:
    """The Sig_structure of a COSE_Sign1; an empty map counts as no header at all (RFC 9052, 4.4)."""
    head = b"" if protected_bytes == _EMPTY_MAP else protected_bytes
    return encode(["Signature1", head, external, payload])


def holds(sign1: Sign1, public: PublicKey, *, detached: bytes = b"", external: bytes = b"") -> bool:
    """Whether the signature is the key's, whatever algorithm the header names; for objects of outsiders."""
    payload = detached if sign1.payload is None else sign1.payload
    return public.verify(to_be_signed(sign1.protected_bytes, payload, external), sign1.signature)


def verify(sign1: Sign1, public: PublicKey, *, detached: bytes = b"") -> bool:
    """Whether the protected header names the key's own algorithm and the signature is the key's."""
    return sign1.alg == public.alg and holds(sign1, public, detached=detached)


def verify_signer(whole: Sign, signer: Sign1, public: PublicKey) -> bool:
    """Whether one signature of a COSE_Sign is the key's, under the key's own algorithm."""
    message = _signed_by_one(whole, signer.protected_bytes)
    return signer.alg == public.alg and public.verify(message, signer.signature)


def is_numbered(value: Any) -> TypeGuard[Mapping[int, Any]]:
    """Whether the value is a map by whole numbers; True as a key would pass for 1."""
    # a plain map first: asking an abstract class takes longer than all the rest
    return (type(value) is dict or isinstance(value, Mapping)) and set(map(type, value)) <= _WHOLE


def is_array(value: Any) -> TypeGuard[Sequence[Any]]:
    """Whether the value is an array; inside a tag cbor2 gives tuples and frozen maps."""
    return isinstance(value, list | tuple)


def _signed_by_one(whole: Sign, protected_bytes: bytes) -> bytes:
    # the Sig_structure of a COSE_Sign (RFC 9052, 4.4)
    return encode(["Signature", whole.protected_bytes, protected_bytes, b"", whole.payload])


def _is_empty(value: Any) -> bool:
    return isinstance(value, Mapping) and not value


def _head(protected: Header, key: PrivateKey) -> bytes:
    return encode({**protected, ALG: key.alg, KID: key.public.kid})


def _read_head(head: Any) -> tuple[bytes, Header]:
    if not isinstance(head, bytes):
        raise _broken("protected")
    protected = decode(head) if head else {}
    if not isinstance(protected, dict) or CRIT in protected:
        raise _broken("protected")
    return head, protected


def _read_signer(value: Any, payload: bytes) -> Sign1:
    if not is_array(value) or len(value) != 3 or not _is_empty(value[1]) or not isinstance(value[2], bytes):
        raise _broken("signer")
    return Sign1(*_read_head(value[0]), {}, payload, value[2])


def _untag(value: Any, tag: int) -> Any:
    if not isinstance(value, Tag) or value.tag != tag:
        raise _broken("tag")
    return value.value


def _broken(part: str) -> ProofError:
    return ProofError("cose.broken", step="form", part=part)
