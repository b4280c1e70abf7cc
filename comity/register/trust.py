"""Trust lists: which keys may do what, from when, until when. The only source of keys to verify with."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from comity.basis.canonical import decode, encode
from comity.basis.errors import ProofError
from comity.register import cose, kinds
from comity.register.keys import BUILT_IN, Algorithms, PrivateKey, PublicKey
from comity.register.kinds import Kind, Kinds

TYP = "application/x.comity.trust+cose"
MOST_BYTES = 1 << 20

_DOMAIN, _VERSION, _ISSUED, _EXPIRES, _KEYS, _KINDS, _STATUS_AGE, _PREVIOUS = range(1, 9)
_REQUIRED = {_DOMAIN, _VERSION, _ISSUED, _EXPIRES, _KEYS, _KINDS, _STATUS_AGE}
_ALG, _RAW, _HOLDER, _ROLE, _FOR, _NAME, _SINCE, _UNTIL, _REVOKED, _REASON = range(1, 11)
_MOST_TIME = 2**63


class Role(StrEnum):
    """What a key signs; a key has one role only, so that no signature passes for another."""

    ISSUER = "issuer"
    LOG = "log"
    WITNESS = "witness"
    STATUS = "status"
    CALLER = "caller"  # asks other nodes for what acts say of persons


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A key with its holder, role and span `[since, until)` in UTC seconds.

    `kinds` binds an issuer; `name` is a log's origin, a witness's key name, the URI prefix of status lists or
    the name of the node that asks.
    """

    key: PublicKey
    holder: str
    role: Role
    since: int
    kinds: frozenset[str] = frozenset()
    name: str = ""
    until: int | None = None
    revoked_at: int | None = None
    reason: str = ""

    def fault_at(self, time: int) -> str:
        """Why the key was not good at that time: `early`, `ended` or `revoked`; empty when it was good."""
        if time < self.since:
            return "early"
        if self.revoked_at is not None and time >= self.revoked_at:
            return "revoked"
        return "ended" if self.until is not None and time >= self.until else ""

    def speaks_for(self, uri: str) -> bool:
        """Whether a status list at the URI is this key's to sign."""
        prefix = self.name.rstrip("/")
        return bool(prefix) and (uri == prefix or uri.startswith(prefix + "/"))

    def wire(self) -> dict[int, Any]:
        """Its form inside a trust list."""
        told: dict[int, Any] = {
            _ALG: self.key.alg,
            _RAW: self.key.raw,
            _HOLDER: self.holder,
            _ROLE: self.role.value,
            _SINCE: self.since,
        }
        room = {
            _FOR: sorted(self.kinds) or None,
            _NAME: self.name or None,
            _UNTIL: self.until,
            _REVOKED: self.revoked_at,
            _REASON: self.reason or None,
        }
        return told | {label: value for label, value in room.items() if value is not None}


@dataclass(frozen=True, slots=True)
class TrustList:
    """One version of the keys and kinds of a domain. From `read` its signatures are verified.

    `status_age` is the longest a status list counts as fresh, in seconds.
    """

    domain: str
    version: int
    issued: int
    expires: int
    keys: Mapping[bytes, TrustedKey]
    kinds: Kinds
    status_age: int
    previous: bytes | None = None

    def find(self, kid: bytes, role: Role) -> TrustedKey | None:
        """The key of this identifier in this role; None when there is none."""
        known = self.keys.get(kid)
        return known if known and known.role is role else None

    def find_log(self, kid: bytes, origin: str) -> TrustedKey | None:
        """The key of the log of this origin; None when the list does not have it."""
        known = self.find(kid, Role.LOG)
        return known if known and known.name == origin else None


def by_kid(keys: Collection[TrustedKey]) -> Mapping[bytes, TrustedKey]:
    """The keys by their identifiers; ValueError when two share one."""
    found = {trusted.key.kid: trusted for trusted in keys}
    if len(found) != len(keys):
        raise ValueError("two keys share an identifier")
    return MappingProxyType(found)


def seal(trust: TrustList, anchors: Sequence[PrivateKey]) -> bytes:
    """The list signed by each of the anchors; by none it is a draft."""
    payload: dict[int, Any] = {
        _DOMAIN: trust.domain,
        _VERSION: trust.version,
        _ISSUED: trust.issued,
        _EXPIRES: trust.expires,
        _KEYS: [trusted.wire() for trusted in trust.keys.values()],
        _KINDS: {name: kind.wire() for name, kind in trust.kinds.items()},
        _STATUS_AGE: trust.status_age,
    }
    if trust.previous is not None:
        payload[_PREVIOUS] = trust.previous
    return cose.sign(encode(payload), {cose.TYP: TYP}, anchors)


def countersign(data: bytes, anchor: PrivateKey) -> bytes:
    """The list, or draft, with this anchor's signature; unchanged when it has that already."""
    whole = _parse(data)
    if anchor.public.kid in _signed(whole, [anchor.public]):
        return data
    return cose.countersign(whole, [anchor])


def digest(data: bytes) -> bytes:
    """SHA-256 of what is signed: the name of this list whoever has signed it, in whatever order."""
    return hashlib.sha256(_parse(data).payload).digest()


def signers(data: bytes, anchors: Collection[PublicKey]) -> tuple[frozenset[bytes], int]:
    """Which of the anchors signed, by identifier, and how many others did; ProofError for a broken one."""
    whole = _parse(data)
    signed = _signed(whole, anchors)
    return signed, len({signer.kid for signer in whole.signers} - signed)


def read(
    data: bytes, anchors: Collection[PublicKey], needed: int = 1, algorithms: Algorithms = BUILT_IN
) -> TrustList:
    """The list signed by at least `needed` different anchors; ProofError("form" or "trust") otherwise.

    Signatures of unknown keys are passed over, a broken one of an anchor refuses the whole.
    """
    whole = _parse(data)
    signed = _signed(whole, anchors)
    if needed < 1 or len(signed) < needed:
        raise ProofError("trust.not_signed", step="trust", signed=len(signed), needed=needed)
    return _read_list(decode(whole.payload, MOST_BYTES), algorithms)


def unsafe_read(data: bytes, algorithms: Algorithms = BUILT_IN) -> TrustList:
    """The list as it is written, its signatures not looked at: to show a draft, never to verify with."""
    return _read_list(decode(_parse(data).payload, MOST_BYTES), algorithms)


def _parse(data: bytes) -> cose.Sign:
    whole = cose.parse_sign(data, MOST_BYTES)
    if whole.protected != {cose.TYP: TYP}:
        raise _broken("header")
    return whole


def _signed(whole: cose.Sign, anchors: Collection[PublicKey]) -> frozenset[bytes]:
    pinned = {anchor.kid: anchor for anchor in anchors}
    known = [signer for signer in whole.signers if signer.kid in pinned]
    for signer in known:
        if not cose.verify_signer(whole, signer, pinned[signer.kid]):
            raise ProofError("trust.bad_signature", step="trust", kid=signer.kid.hex())
    return frozenset(signer.kid for signer in known)


def _read_list(value: Any, algorithms: Algorithms) -> TrustList:
    if not cose.is_numbered(value) or not _REQUIRED <= value.keys() <= _REQUIRED | {_PREVIOUS}:
        raise _broken("fields")
    numbers = [value[label] for label in (_VERSION, _ISSUED, _EXPIRES, _STATUS_AGE)]
    domain, listed, told = value[_DOMAIN], value[_KEYS], value[_KINDS]
    if not isinstance(domain, str) or not all(map(_is_time, numbers)):
        raise _broken("fields")
    previous = value.get(_PREVIOUS)
    if not isinstance(previous, bytes | None) or not cose.is_array(listed) or not isinstance(told, Mapping):
        raise _broken("fields")
    try:
        keys = by_kid([_read_key(key, algorithms) for key in listed])
    except ValueError as fault:
        raise _broken("keys") from fault
    known: dict[str, Kind] = {name: kinds.from_wire(name, kind) for name, kind in told.items()}
    version, issued, expires, age = numbers
    return TrustList(domain, version, issued, expires, keys, MappingProxyType(known), age, previous)


def _read_key(value: Any, algorithms: Algorithms) -> TrustedKey:
    if not cose.is_numbered(value):
        raise _broken("key")
    try:
        trusted = TrustedKey(
            key=PublicKey(value[_ALG], value[_RAW], algorithms),
            holder=value[_HOLDER],
            role=Role(value[_ROLE]),
            since=value[_SINCE],
            kinds=frozenset(value.get(_FOR, ())),
            name=value.get(_NAME, ""),
            until=value.get(_UNTIL),
            revoked_at=value.get(_REVOKED),
            reason=value.get(_REASON, ""),
        )
        same = trusted.wire() == value
    except (KeyError, TypeError, ValueError) as fault:
        raise _broken("key") from fault
    texts = (trusted.holder, trusted.name, trusted.reason, *trusted.kinds)
    times = [time for time in (trusted.since, trusted.until, trusted.revoked_at) if time is not None]
    if not same or not all(isinstance(text, str) for text in texts) or not all(map(_is_time, times)):
        raise _broken("key")
    return trusted


def _is_time(value: Any) -> bool:
    return type(value) is int and 0 <= value < _MOST_TIME


def _broken(part: str) -> ProofError:
    return ProofError("trust.broken", step="form", part=part)
