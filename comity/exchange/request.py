"""A request for what an act says of persons: signed by the node that asks, for one node, purpose and time.

An act in the log holds digests alone. Who needs what they stand for says who asks, for what, and which
places; the answer brings those disclosures and nothing else. Form: docs/lookup/http.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from comity.basis.canonical import decode, encode
from comity.basis.errors import Fact, ProofError
from comity.register import cose, disclosure
from comity.register.cose import Sign1
from comity.register.disclosure import MOST_DISCLOSURES, Disclosure
from comity.register.keys import PrivateKey
from comity.register.trust import Role, TrustedKey, TrustList

TYP = "application/x.comity.request+cose"
ANSWER_TYP = "application/cbor"
MOST_BYTES = 8192  # sixteen paths of 200 characters and a purpose take half of it
MOST_ANSWER_BYTES = 65_535
WINDOW_S = 300  # how far the clocks of two nodes may be apart, and how long a nonce must be kept
NONCE_BYTES = 16

_ACT, _PATHS, _PURPOSE, _TIME, _NONCE, _TO = range(1, 7)
_ID_BYTES = 16
_LONGEST_PURPOSE = 400
_LONGEST_NAME = 200
_MOST_TIME = 2**63
_FORBIDDEN = 403


@dataclass(frozen=True, slots=True)
class Asked:
    """What a node asks another for: places of an act (id as hex), for a purpose, at a time (UTC seconds).

    `nonce` are 16 random bytes: a request counts once. `to` is the name of the node asked.
    """

    act: str
    paths: tuple[str, ...]
    purpose: str
    time: int
    nonce: bytes
    to: str

    def wire(self) -> dict[int, Any]:
        """Its form inside the signed request."""
        return {
            _ACT: bytes.fromhex(self.act),
            _PATHS: list(self.paths),
            _PURPOSE: self.purpose,
            _TIME: self.time,
            _NONCE: self.nonce,
            _TO: self.to,
        }


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """A request as read; nothing of it is verified yet."""

    asked: Asked
    sign1: Sign1


@dataclass(frozen=True, slots=True)
class Denied:
    """Why nothing is given: the code, the HTTP status, the facts."""

    code: str
    http: int
    facts: Mapping[str, Fact]


def seal(asked: Asked, key: PrivateKey) -> bytes:
    """The request, signed by the caller's key."""
    return cose.sign1(encode(asked.wire()), {cose.TYP: TYP}, key)


def read(data: bytes) -> SignedRequest:
    """The request in these bytes; ProofError("form") for anything but its one form."""
    sign1 = cose.parse_sign1(data, MOST_BYTES)
    head = sign1.protected
    if head.get(cose.TYP) != TYP or head.keys() != {cose.ALG, cose.KID, cose.TYP} or sign1.unprotected:
        raise _broken("header")
    if sign1.payload is None:
        raise _broken("payload")
    value = decode(sign1.payload, MOST_BYTES)
    if not cose.is_numbered(value) or value.keys() != set(range(_ACT, _TO + 1)):
        raise _broken("fields")
    return SignedRequest(_asked(value), sign1)


def admit(signed: SignedRequest, trust: TrustList, own: str, now: int) -> TrustedKey | Denied:
    """The key of the node that asks, or why it is given nothing.

    Whether the nonce is new is for the node to see, which keeps those of the window. `own` is the name of the
    node asked, `now` its time (UTC seconds).
    """
    asked, kid = signed.asked, signed.sign1.kid
    known = trust.find(kid, Role.CALLER)
    if known is None:
        return _denied("unknown_key", kid=kid.hex())
    if fault := known.fault_at(now):
        return _denied(f"key_{fault}", kid=kid.hex())
    if not cose.verify(signed.sign1, known.key):
        return _denied("bad_signature", kid=kid.hex())
    if asked.to != own:
        return _denied("other_node", to=asked.to)
    if abs(asked.time - now) > WINDOW_S:
        return _denied("other_time", seconds=abs(asked.time - now), limit=WINDOW_S)
    return known


def used(asked: Asked) -> Denied:
    """The refusal of a request that was answered before."""
    return _denied("used", nonce=asked.nonce.hex())


def answer(given: Sequence[Disclosure]) -> bytes:
    """The body that brings the disclosures."""
    return encode([each.wire() for each in given])


def read_answer(data: bytes, asked: Asked) -> tuple[Disclosure, ...]:
    """The disclosures in an answer, exactly those that were asked for; ProofError("form") otherwise.

    Whether they open the digests of the act is for `disclosure.matches`.
    """
    value = decode(data, MOST_ANSWER_BYTES)
    if not cose.is_array(value):
        raise _broken("answer")
    given = tuple(disclosure.from_wire(each) for each in value)
    if sorted(each.path for each in given) != sorted(set(asked.paths)):
        raise _broken("answer")
    return given


def _asked(value: Mapping[int, Any]) -> Asked:
    act, paths, purpose, time, nonce, to = (value[label] for label in range(_ACT, _TO + 1))
    if not _is_bytes(act, _ID_BYTES) or not _is_bytes(nonce, NONCE_BYTES):
        raise _broken("fields")
    if not cose.is_array(paths) or not 1 <= len(paths) <= MOST_DISCLOSURES:
        raise _broken("paths")
    if not all(isinstance(path, str) and disclosure.steps(path) for path in paths):
        raise _broken("paths")
    if not _is_text(purpose, _LONGEST_PURPOSE) or not _is_text(to, _LONGEST_NAME):
        raise _broken("fields")
    if type(time) is not int or not 0 <= time < _MOST_TIME:
        raise _broken("time")
    return Asked(act.hex(), tuple(paths), purpose, time, nonce, to)


def _is_bytes(value: Any, length: int) -> bool:
    return isinstance(value, bytes) and len(value) == length


def _is_text(value: Any, longest: int) -> bool:
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        return False
    return value == value.strip() and value.isprintable()


def _denied(code: str, **facts: Fact) -> Denied:
    return Denied(f"request.{code}", _FORBIDDEN, facts)


def _broken(part: str) -> ProofError:
    return ProofError("request.broken", step="form", part=part)
