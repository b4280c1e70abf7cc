"""The offline bundle: all that verifying needs besides a credential, in one file for who has no network.

The bundle itself is not signed; its trust list, status lists and checkpoints are, each by whom it names.
When it was made is only the word of whoever made it: no answer rests on that.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from comity.basis.canonical import decode, encode
from comity.basis.dates import Day
from comity.basis.errors import Fact, ProofError
from comity.register import checkpoint, cose, credential, status, trust, verify
from comity.register.checkpoint import Checkpoint, Cosignature, SignedCheckpoint
from comity.register.keys import BUILT_IN, Algorithms, PublicKey
from comity.register.status import StatusList
from comity.register.trust import Role, TrustList
from comity.register.verdict import NAMES, Answer, Outcome, Step, Verdict

MOST_BYTES = 1 << 23
MOST_PARTS = 64  # of a kind: more nodes than any union of states has

_FORM, _MADE, _TRUST, _STATUSES, _CHECKPOINTS = range(1, 6)
_NAME = "comity bundle 1"
_RECEIPT = 4  # the step that a forged history fails


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a bundle holds, none of it verified: tokens as bytes, checkpoints as signed notes.

    `made_at` (UTC seconds) is told by whoever made it.
    """

    made_at: int
    trust: bytes
    statuses: tuple[bytes, ...]
    checkpoints: tuple[SignedCheckpoint, ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """What of a bundle can be relied on; `refused` says why a status list cannot."""

    made_at: int
    trust: TrustList
    statuses: dict[str, StatusList]
    checkpoints: tuple[SignedCheckpoint, ...]
    refused: tuple[ProofError, ...]


def pack(bundle: Bundle) -> bytes:
    """The one file of a bundle: parts of a kind each once, in the order of their bytes."""
    return encode(
        {
            _FORM: _NAME,
            _MADE: bundle.made_at,
            _TRUST: bundle.trust,
            _STATUSES: sorted(set(bundle.statuses)),
            _CHECKPOINTS: sorted({str(signed) for signed in bundle.checkpoints}),
        }
    )


def read(data: bytes) -> Bundle:
    """The bundle in a file; ProofError("form") for anything but its one form."""
    told = decode(data, MOST_BYTES)
    if not cose.is_numbered(told) or told.keys() != set(range(_FORM, _CHECKPOINTS + 1)):
        raise _broken("fields")
    if told[_FORM] != _NAME or not isinstance(told[_TRUST], bytes):
        raise _broken("form")
    made_at = told[_MADE]
    if type(made_at) is not int or not 0 <= made_at <= checkpoint.MOST_TIME:
        raise _broken("time")
    tokens, notes = _parts(told[_STATUSES], bytes), _parts(told[_CHECKPOINTS], str)
    return Bundle(made_at, told[_TRUST], tokens, tuple(map(checkpoint.read, notes)))


def relied_on(
    bundle: Bundle, anchors: Collection[PublicKey], needed: int = 1, algorithms: Algorithms = BUILT_IN
) -> Grounds:
    """The grounds in a bundle whose trust list at least `needed` of the anchors signed; else ProofError."""
    return judged(bundle, trust.read(bundle.trust, anchors, needed, algorithms))


def judged(bundle: Bundle, trusted: TrustList) -> Grounds:
    """The grounds in a bundle by a trust list that is known from elsewhere, such as a newer one."""
    lists, refused = status.read_all(bundle.statuses, trusted)
    heads = tuple(signed for signed in bundle.checkpoints if _is_of_log(signed, trusted))
    return Grounds(bundle.made_at, trusted, lists, heads, refused)


def check(given: str | bytes, grounds: Grounds, at: int, day: Day) -> Verdict:
    """The verdict on a credential by a bundle, as `verify.verify` gives it; hostile input never raises.

    A checkpoint of the bundle counts only beside a receipt for as many entries: the same state lends its
    cosignatures, another one is a forged history and fails step 4.
    """
    try:
        data = credential.from_text(given) if isinstance(given, str) else given
        statement = credential.read(data)
    except ProofError:
        return verify.verify(given, grounds.trust, grounds.statuses, at, day)
    proof = statement.receipt
    claim = proof.checkpoint(statement.signed.leaf_hash) if proof else None
    if claim is None:
        return verify.verify(data, grounds.trust, grounds.statuses, at, day)
    offered = [seen for signed in _alike(grounds, claim) for seen in _seen(signed, claim, grounds.trust)]
    lent = _lend(data, statement.cosignatures, offered)
    found = verify.verify(lent, grounds.trust, grounds.statuses, at, day)
    forked = any(signed.checkpoint.root != claim.root for signed in _alike(grounds, claim))
    return _forked(found, claim) if forked else found


def _alike(grounds: Grounds, claim: Checkpoint) -> list[SignedCheckpoint]:
    wanted = (claim.origin, claim.size)
    return [each for each in grounds.checkpoints if (each.checkpoint.origin, each.checkpoint.size) == wanted]


def _forked(found: Verdict, claim: Checkpoint) -> Verdict:
    if found.steps[_RECEIPT - 1].outcome is not Outcome.PASSED:
        return found  # this receipt is nobody's word, so it contradicts nobody
    fault = _failed("split_view", origin=claim.origin, size=claim.size)
    steps = tuple(fault if step.number == _RECEIPT else step for step in found.steps)
    return replace(found, answer=Answer.NOT_VALID, steps=steps)


def _lend(data: bytes, held: tuple[Cosignature, ...], offered: list[Cosignature]) -> bytes:
    known = {seen.kid for seen in held}
    new = {seen.kid: seen for seen in offered if seen.kid not in known}
    room = credential.MOST_COSIGNATURES - len(held)
    if not new or not room:
        return data
    sign1 = cose.parse_sign1(data)
    lines = [seen.wire() for seen in (*held, *list(new.values())[:room])]
    return sign1.encode({**sign1.unprotected, credential.COSIGNATURES: lines})


def _seen(signed: SignedCheckpoint, claim: Checkpoint, trusted: TrustList) -> Iterator[Cosignature]:
    for known in trusted.keys.values() if signed.checkpoint == claim else ():
        found = signed.cosigned_by(known.name, known.key) if known.role is Role.WITNESS else None
        if found:
            yield found


def _is_of_log(signed: SignedCheckpoint, trusted: TrustList) -> bool:
    # whoever stole a log's key signs what he likes, so a revoked one accuses nobody
    origin = signed.checkpoint.origin
    logs = (known for known in trusted.keys.values() if known.role is Role.LOG and known.name == origin)
    return any(known.revoked_at is None and signed.signed_by(known.key) for known in logs)


def _parts(told: Any, kind: type) -> tuple[Any, ...]:
    if not cose.is_array(told) or len(told) > MOST_PARTS or not all(type(each) is kind for each in told):
        raise _broken("parts")
    if list(told) != sorted(set(told)):
        raise _broken("order")
    return tuple(told)


def _failed(code: str, **facts: Fact) -> Step:
    return Step(_RECEIPT, NAMES[_RECEIPT - 1], Outcome.FAILED, f"verify.{code}", facts)


def _broken(part: str) -> ProofError:
    return ProofError("bundle.broken", step="form", part=part)
