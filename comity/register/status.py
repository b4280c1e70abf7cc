"""Status lists (IETF Token Status List, CWT): which acts are withdrawn or suspended, in two bits each.

What is made here every reader of the specification takes. What is read here is narrower: the kid is
protected, the claims are canonical, and there are no further ones.
"""

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from comity.basis.canonical import decode, encode
from comity.basis.errors import ProofError
from comity.register import cose
from comity.register.inflate import inflate
from comity.register.keys import PrivateKey
from comity.register.trust import Role, TrustList

VALID, WITHDRAWN, SUSPENDED = 0, 1, 2
TYP = "application/statuslist+cwt"
MOST_TOKEN_BYTES = 1 << 20

_SUB, _EXP, _IAT, _LIST, _TTL = 2, 4, 6, 65533, 65534
_BITS = 2
_MOST_UNPACKED = 1 << 22
_BITS_ALLOWED = {1, 2, 4, 8}


@dataclass(frozen=True, slots=True)
class StatusList:
    """Statuses of the acts that point at `uri`, as of `issued_at`; `packed` holds them lowest bits first.

    From `read` its signature is verified, and `kid` names the key that made it.
    """

    uri: str
    issued_at: int
    packed: bytes
    bits: int = _BITS
    expires: int | None = None
    ttl: int | None = None
    kid: bytes = b""

    def __len__(self) -> int:
        """The number of places in it."""
        return len(self.packed) * 8 // self.bits

    def status_of(self, index: int) -> int | None:
        """The status at a place; None beyond the list."""
        if not 0 <= index < len(self):
            return None
        byte, place = divmod(index * self.bits, 8)
        return self.packed[byte] >> place & ((1 << self.bits) - 1)

    @property
    def digest(self) -> bytes:
        """SHA-256 of what it says: of its packed statuses, without URI, time and signature."""
        return hashlib.sha256(self.packed).digest()

    def fresh_until(self, most_age: int) -> int:
        """The last second it may be relied on: its own limits, and the age the trust list allows."""
        limits = [self.issued_at + most_age]
        limits += [self.issued_at + self.ttl] if self.ttl is not None else []
        limits += [self.expires] if self.expires is not None else []
        return min(limits)


Statuses = Mapping[str, StatusList]


def pack(marks: Mapping[int, int], size: int, bits: int = _BITS) -> bytes:
    """The packed statuses of `size` places: valid but for the marks, a place to its status.

    >>> pack({0: WITHDRAWN, 5: SUSPENDED}, 8).hex()
    '0108'
    """
    packed = bytearray(-(-size * bits // 8))
    for index, status in marks.items():
        if not 0 <= index < size or not 0 <= status < 1 << bits:
            raise ValueError(f"no place {index} for status {status}")
        byte, place = divmod(index * bits, 8)
        packed[byte] = packed[byte] & ~(((1 << bits) - 1) << place) | status << place
    return bytes(packed)


def seal(statuses: StatusList, key: PrivateKey) -> bytes:
    """The list as a token signed by the key."""
    claims: dict[int, Any] = {
        _SUB: statuses.uri,
        _IAT: statuses.issued_at,
        _LIST: {"bits": statuses.bits, "lst": zlib.compress(statuses.packed, 9)},
    }
    if statuses.expires is not None:
        claims[_EXP] = statuses.expires
    if statuses.ttl is not None:
        claims[_TTL] = statuses.ttl
    return cose.sign1(encode(claims), {cose.TYP: TYP}, key)


def read(token: bytes, trust: TrustList) -> StatusList:
    """The list in a token signed by a key that the trust list lets speak for its URI; else ProofError."""
    sign1 = cose.parse_sign1(token, MOST_TOKEN_BYTES)
    if sign1.protected.keys() != {cose.ALG, cose.KID, cose.TYP} or sign1.protected[cose.TYP] != TYP:
        raise _broken("header")
    if sign1.unprotected or sign1.payload is None:
        raise _broken("payload")
    found = _read_claims(decode(sign1.payload, MOST_TOKEN_BYTES), sign1.kid)
    known = trust.find(sign1.kid, Role.STATUS)
    if known is None or not known.speaks_for(found.uri):
        raise ProofError("status.untrusted", step="status", uri=found.uri[:200], kid=sign1.kid.hex())
    if not cose.verify(sign1, known.key):
        raise ProofError("status.bad_signature", step="status", uri=found.uri[:200])
    # a stolen key dates its lists as it likes, so a revoked one speaks no more, whatever its lists say
    if known.revoked_at is not None or known.fault_at(found.issued_at):
        raise ProofError("status.key_not_good", step="status", uri=found.uri[:200], kid=sign1.kid.hex())
    return found


def read_all(
    tokens: Iterable[bytes], trust: TrustList
) -> tuple[dict[str, StatusList], tuple[ProofError, ...]]:
    """The lists that can be relied on, the newest of each URI, and why the others cannot."""
    lists: dict[str, StatusList] = {}
    refused = []
    for token in tokens:
        try:
            found = read(token, trust)
        except ProofError as fault:
            refused.append(fault)
            continue
        if found.uri not in lists or lists[found.uri].issued_at < found.issued_at:
            lists[found.uri] = found
    return lists, tuple(refused)


def _read_claims(claims: Any, kid: bytes) -> StatusList:
    if not cose.is_numbered(claims) or not {_SUB, _IAT, _LIST} <= claims.keys():
        raise _broken("claims")
    if not claims.keys() <= {_SUB, _IAT, _LIST, _EXP, _TTL}:
        raise _broken("claims")
    uri, listed = claims[_SUB], claims[_LIST]
    times = [claims[_IAT], *(claims[name] for name in (_EXP, _TTL) if name in claims)]
    if not isinstance(uri, str) or not all(type(time) is int and 0 <= time < 2**63 for time in times):
        raise _broken("claims")
    if claims.get(_TTL) == 0:  # a positive number (Token Status List, 5.2)
        raise _broken("claims")
    if not isinstance(listed, dict) or listed.keys() != {"bits", "lst"}:
        raise _broken("list")
    bits, packed = listed["bits"], listed["lst"]
    if type(bits) is not int or bits not in _BITS_ALLOWED or not isinstance(packed, bytes):
        raise _broken("list")
    unpacked = inflate(packed, _MOST_UNPACKED)
    return StatusList(uri, claims[_IAT], unpacked, bits, claims.get(_EXP), claims.get(_TTL), kid)


def _broken(part: str) -> ProofError:
    return ProofError("status.broken", step="form", part=part)
