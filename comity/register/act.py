"""The act: what a body decides about a subject, in its one signed form (docs/formats.md, Act)."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from comity.basis.canonical import MOST_BYTES, decode, digest, encode
from comity.basis.dates import Day, parse_day
from comity.basis.errors import ProofError, StateError
from comity.register import cose, merkle
from comity.register.cose import Sign1
from comity.register.keys import PrivateKey

TYP = 277  # application/scitt-statement+cose (RFC 9943, 10.3); the number spares 30 bytes of a QR

_ISS, _SUB, _IAT, _CTI, _STATUS = 1, 2, 6, 7, 65535
_KIND, _SUBJECT, _BODY, _FROM, _UNTIL, _ENDS, _COMPUTED, _APPROVALS = range(1, 9)
_ID_BYTES, _DIGEST_BYTES, _SUB_BYTES = 16, 32, 16
_MOST_COUNT = 2**63


@dataclass(frozen=True, slots=True)
class StatusRef:
    """Where the status of an act stands: the list's URI and the act's place in it."""

    uri: str
    index: int


@dataclass(frozen=True, slots=True)
class Computed:
    """What makes a result recomputable: rule, day, digests of inputs and packs, code version, result."""

    rule: str
    on: Day
    inputs: bytes
    packs: Mapping[str, bytes]
    code: str
    result: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """An official act. Days are inclusive on both sides.

    `ends` is the leaf hash of the act it withdraws, suspends or replaces;
    `approvals` are the officials who decided, by pseudonym, each once, in order.
    """

    kind: str
    issuer: str
    id: bytes
    subject: Mapping[str, Any]
    body: Mapping[str, Any]
    issued_at: int
    valid_from: Day | None = None
    valid_until: Day | None = None
    ends: bytes | None = None
    status: StatusRef | None = None
    computed: Computed | None = None
    approvals: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class SignedAct:
    """An act as read, not verified. `leaf` are the stored bytes, which are also the log's leaf."""

    act: Act
    sign1: Sign1
    leaf: bytes

    @property
    def kid(self) -> bytes:
        """The identifier of the key it says it is signed with."""
        return self.sign1.kid

    @property
    def leaf_hash(self) -> bytes:
        """The name of the act everywhere (RFC 6962, 2.1)."""
        return merkle.leaf_hash(self.leaf)


def seal(act: Act, key: PrivateKey) -> bytes:
    """The stored bytes of the act, signed: also the leaf of the log.

    StateError when it breaks a rule of the form or is larger than a log entry may be.
    """
    try:
        leaf = cose.sign1(encode(_payload(act)), {cose.CLAIMS: _claims(act), cose.TYP: TYP}, key)
    except (AttributeError, TypeError, ValueError) as fault:
        raise StateError("act.unfit", reason=str(fault)) from fault
    if len(leaf) > MOST_BYTES:
        raise StateError("act.too_large", size=len(leaf), limit=MOST_BYTES)
    try:
        read(leaf)
    except ProofError as fault:
        raise StateError("act.unfit", reason=str(fault)) from fault
    return leaf


def read(data: bytes) -> SignedAct:
    """The act in its stored bytes; ProofError("form") for anything but its one form."""
    sign1 = cose.parse_sign1(data)
    if sign1.unprotected:
        raise _broken("unprotected")
    return from_sign1(sign1, data)


def from_sign1(sign1: Sign1, leaf: bytes) -> SignedAct:
    """The act in a COSE_Sign1 whose stored bytes are the leaf; ProofError("form") otherwise."""
    head = sign1.protected
    if head.get(cose.TYP) != TYP or head.keys() != {cose.ALG, cose.KID, cose.CLAIMS, cose.TYP}:
        raise _broken("header")
    if sign1.payload is None:
        raise _broken("payload")
    payload, claims = decode(sign1.payload), head[cose.CLAIMS]
    if not cose.is_numbered(payload) or not cose.is_numbered(claims):
        raise _broken("payload")
    try:
        act = _act(claims, payload)
        same = _payload(act) == payload and _claims(act) == claims
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise _broken(type(fault).__name__) from fault
    if not same:
        raise _broken("claims")
    return SignedAct(act, sign1, leaf)


def proposal_digest(act: Act) -> bytes:
    """What the first official proposes and the second approves: all that is decided.

    Left out are the approvals, number, time and status place, which the issuing step adds.
    """
    payload = _payload(act)
    payload.pop(_APPROVALS, None)
    return digest(["comity.proposal", act.issuer, payload])


def disclosure_digest(salt: bytes, path: str, value: Any) -> bytes:
    """What stands in a logged act in place of a fact about a person; salt of 16 random bytes."""
    return digest([salt, path, value])


def _claims(act: Act) -> dict[int, Any]:
    claims: dict[int, Any] = {
        _ISS: _text(act.issuer),
        _SUB: _text(_sub(act.subject)),
        _IAT: _count(act.issued_at),
        _CTI: _bytes(act.id, _ID_BYTES),
    }
    if act.status:
        claims[_STATUS] = {"status_list": {"idx": _count(act.status.index), "uri": _text(act.status.uri)}}
    return claims


def _payload(act: Act) -> dict[int, Any]:
    payload: dict[int, Any] = {
        _KIND: _text(act.kind),
        _SUBJECT: _texts(act.subject),
        _BODY: _texts(act.body),
    }
    if act.valid_from:
        payload[_FROM] = act.valid_from.isoformat()
    if act.valid_until:
        payload[_UNTIL] = act.valid_until.isoformat()
    if act.ends is not None:
        payload[_ENDS] = _bytes(act.ends, _DIGEST_BYTES)
    if act.computed:
        payload[_COMPUTED] = _computed(act.computed)
    if act.approvals:
        if len(set(act.approvals)) != len(act.approvals):
            raise ValueError("an official approves once")
        payload[_APPROVALS] = [_text(official) for official in act.approvals]
    return payload


def _computed(computed: Computed) -> dict[int, Any]:
    packs = {_text(name): _bytes(known, _DIGEST_BYTES) for name, known in computed.packs.items()}
    return {
        1: _text(computed.rule),
        2: computed.on.isoformat(),
        3: _bytes(computed.inputs, _DIGEST_BYTES),
        4: packs,
        5: _text(computed.code),
        6: _texts(computed.result),
    }


def _act(claims: Mapping[int, Any], payload: Mapping[int, Any]) -> Act:
    ref = claims[_STATUS]["status_list"] if _STATUS in claims else None
    found = payload.get(_COMPUTED)
    return Act(
        kind=payload[_KIND],
        issuer=claims[_ISS],
        id=claims[_CTI],
        subject=payload[_SUBJECT],
        body=payload[_BODY],
        issued_at=claims[_IAT],
        valid_from=parse_day(payload[_FROM]) if _FROM in payload else None,
        valid_until=parse_day(payload[_UNTIL]) if _UNTIL in payload else None,
        ends=payload.get(_ENDS),
        status=StatusRef(ref["uri"], ref["idx"]) if ref else None,
        computed=None
        if found is None
        else Computed(found[1], parse_day(found[2]), found[3], found[4], found[5], found[6]),
        approvals=tuple(payload.get(_APPROVALS, ())),
    )


def _sub(subject: Mapping[str, Any]) -> str:
    named = subject.get("id")
    if isinstance(named, str):
        return named
    known = hashlib.sha256(encode(subject)).digest()[:_SUB_BYTES]
    return base64.urlsafe_b64encode(known).decode().rstrip("=")


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError("a text is needed")
    return value


def _count(value: Any) -> int:
    if type(value) is not int or not 0 <= value < _MOST_COUNT:
        raise TypeError("a count is needed")
    return value


def _bytes(value: Any, size: int) -> bytes:
    if not isinstance(value, bytes) or len(value) != size:
        raise TypeError(f"{size} bytes are needed")
    return value


def _texts(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise TypeError("a map by text is needed")
    return value


def _broken(part: str) -> ProofError:
    return ProofError("act.broken", step="form", part=part)
