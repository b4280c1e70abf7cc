"""Verification of a credential, step by step, from a trust list and status lists alone, with no network."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from comity.basis.dates import Day
from comity.basis.errors import Fact, ProofError
from comity.register import cose, credential, status
from comity.register.act import Act
from comity.register.checkpoint import Checkpoint, Cosignature
from comity.register.credential import Statement
from comity.register.status import Statuses, StatusList
from comity.register.trust import Role, TrustedKey, TrustList
from comity.register.verdict import NAMES, Answer, Outcome, Step, Verdict

CLOCK_SKEW = 86_400  # seconds a clock of another node may run ahead of ours

_LAST_SECOND = 253_402_300_799  # of the year 9999


@dataclass(frozen=True, slots=True)
class _Case:
    """A credential beside what is known of its keys; `truth` is the time that keys are judged by."""

    statement: Statement
    trust: TrustList
    statuses: Statuses
    at: int
    day: Day
    issuer: TrustedKey | None
    log: TrustedKey | None
    checkpoint: Checkpoint | None
    cosignature: Cosignature | None
    truth: int

    @property
    def act(self) -> Act:
        return self.statement.signed.act

    @property
    def expired(self) -> bool:
        return self.at >= self.trust.expires


def verify(given: str | bytes, trust: TrustList, statuses: Statuses, at: int, day: Day) -> Verdict:
    """The verdict on a credential, as text or bytes, at a time (UTC seconds) for a day of validity.

    Hostile input of any kind fails step 1 and never raises. `statuses`: lists by URI, as `status.read` gives.
    """
    try:
        data = credential.from_text(given) if isinstance(given, str) else given
        statement = credential.read(data)
    except ProofError as fault:
        first = Step(1, NAMES[0], Outcome.FAILED, fault.code, fault.facts)
        rest = [Step(n, NAMES[n - 1], Outcome.SKIPPED, "verify.skipped") for n in range(2, 8)]
        return Verdict(Answer.NOT_VALID, (first, *rest))
    case = _look_up(statement, trust, statuses, at, day)
    found = (
        _passed("form"),
        *(take(case) for take in (_signature, _key, _receipt, _cosignature, _kind, _status)),
    )
    steps = tuple(
        Step(number, NAMES[number - 1], outcome, code, facts)
        for number, (outcome, code, facts) in enumerate(found, start=1)
    )
    listed = _status_list(case)
    return Verdict(
        answer=_answer(steps),
        steps=steps,
        act=case.act,
        leaf_hash=statement.signed.leaf_hash,
        checkpoint=case.checkpoint,
        logged_at=case.cosignature.time if case.cosignature else None,
        as_of=listed.issued_at if listed else None,
        disclosed=statement.disclosures,
    )


@lru_cache(maxsize=1024)  # whoever verifies many credentials meets the same checkpoints and lists
def moment(time: int) -> str:
    """The time (UTC seconds) as people read it, to the second; its number when it lies beyond the calendar.

    >>> moment(1_795_255_200)
    '2026-11-21 10:00:00 UTC'
    """
    if not 0 <= time <= _LAST_SECOND:
        return str(time)
    return f"{datetime.fromtimestamp(time, UTC):%Y-%m-%d %H:%M:%S} UTC"


_Found = tuple[Outcome, str, Mapping[str, Fact]]


def _passed(code: str, **facts: Fact) -> _Found:
    return Outcome.PASSED, f"verify.{code}", facts


def _failed(code: str, **facts: Fact) -> _Found:
    return Outcome.FAILED, f"verify.{code}", facts


def _unknown(code: str, **facts: Fact) -> _Found:
    return Outcome.UNKNOWN, f"verify.{code}", facts


_SKIPPED: _Found = (Outcome.SKIPPED, "verify.skipped", {})


def _look_up(statement: Statement, trust: TrustList, statuses: Statuses, at: int, day: Day) -> _Case:
    signed, proof = statement.signed, statement.receipt
    log = trust.find_log(proof.kid, proof.origin) if proof else None
    checkpoint = proof.checkpoint(signed.leaf_hash) if proof else None
    seen = _first_cosignature(statement, trust, log, checkpoint, at) if checkpoint else None
    if seen:
        truth = seen.time
    else:
        truth = proof.time if proof else signed.act.issued_at
    issuer = trust.find(signed.kid, Role.ISSUER)
    return _Case(statement, trust, statuses, at, day, issuer, log, checkpoint, seen, truth)


def _first_cosignature(
    statement: Statement, trust: TrustList, log: TrustedKey | None, checkpoint: Checkpoint, at: int
) -> Cosignature | None:
    for seen in sorted(statement.cosignatures, key=lambda each: each.time):
        witness = _witness(seen, trust, log)
        good = witness and not witness.fault_at(seen.time) and seen.time <= at + CLOCK_SKEW
        if witness and good and seen.holds(checkpoint, witness.key):
            return seen
    return None


def _witness(seen: Cosignature, trust: TrustList, log: TrustedKey | None) -> TrustedKey | None:
    # a log's own holder is no witness of it
    witness = trust.find(seen.kid, Role.WITNESS)
    return witness if witness and not (log and witness.holder == log.holder) else None


def _signature(case: _Case) -> _Found:
    signed = case.statement.signed
    if case.issuer is None:
        tell = _unknown if case.expired else _failed
        return tell("unknown_key", kid=signed.kid.hex(), issuer=case.act.issuer)
    if signed.sign1.alg != case.issuer.key.alg:
        return _failed("wrong_alg", told=str(signed.sign1.alg), known=case.issuer.key.alg)
    if not cose.verify(signed.sign1, case.issuer.key):
        return _failed("bad_signature", kid=signed.kid.hex())
    return _passed("signature", kid=signed.kid.hex(), holder=case.issuer.holder)


def _key(case: _Case) -> _Found:
    if case.issuer is None:
        return _SKIPPED
    fault = case.issuer.fault_at(case.truth)
    if fault == "revoked":
        return _failed(
            "key_revoked",
            revoked_at=moment(case.issuer.revoked_at or 0),
            logged_at=moment(case.truth),
            reason=case.issuer.reason or "-",
        )
    if fault:
        return _failed(f"key_{fault}", logged_at=moment(case.truth))
    if case.expired:
        return _unknown("trust_expired", expired_at=moment(case.trust.expires), version=case.trust.version)
    return _passed("key", logged_at=moment(case.truth), version=case.trust.version)


def _receipt(case: _Case) -> _Found:
    proof = case.statement.receipt
    if proof is None:
        return _failed("no_receipt")
    if case.log is None:
        tell = _unknown if case.expired else _failed
        return tell("unknown_log", origin=proof.origin, kid=proof.kid.hex())
    if case.checkpoint is None or not proof.holds(case.checkpoint, case.log.key):
        return _failed("not_in_log", origin=proof.origin, size=proof.size, index=proof.index)
    if case.log.fault_at(case.truth):
        return _failed("log_key_not_good", origin=proof.origin, logged_at=moment(case.truth))
    return _passed("receipt", origin=proof.origin, size=proof.size, index=proof.index)


def _cosignature(case: _Case) -> _Found:
    if case.statement.receipt is None:
        return _SKIPPED
    seen = case.cosignature
    if seen:
        witness = case.trust.keys[seen.kid]
        return _passed("cosignature", witness=witness.name, holder=witness.holder, time=moment(seen.time))
    known = [each for each in case.statement.cosignatures if _witness(each, case.trust, case.log)]
    if known:
        return _failed("bad_cosignature", kid=known[0].kid.hex(), time=moment(known[0].time))
    return _unknown("not_cosigned", offered=len(case.statement.cosignatures))


def _kind(case: _Case) -> _Found:
    issuer, act = case.issuer, case.act
    if issuer is None:
        return _SKIPPED
    kind = case.trust.kinds.get(act.kind)
    if kind is None or act.kind not in issuer.kinds:
        return _failed("wrong_kind", kind=act.kind, holder=issuer.holder)
    if act.issuer != issuer.holder:
        return _failed("wrong_issuer", issuer=act.issuer, holder=issuer.holder)
    if kind.algorithms and issuer.key.alg not in kind.algorithms:
        return _failed("algorithm_not_allowed", kind=act.kind, algorithm=issuer.key.alg)
    if len(act.approvals) < kind.approvals:
        return _failed("too_few_approvals", kind=act.kind, found=len(act.approvals), needed=kind.approvals)
    return _passed("kind", kind=act.kind, holder=issuer.holder)


def _status(case: _Case) -> _Found:
    act = case.act
    if act.valid_from and case.day < act.valid_from:
        return _failed("not_yet_valid", day=case.day.isoformat(), valid_from=act.valid_from.isoformat())
    if act.valid_until and case.day > act.valid_until:
        return _failed("expired", day=case.day.isoformat(), valid_until=act.valid_until.isoformat())
    if act.status is None:
        kind = case.trust.kinds.get(act.kind)
        if kind is None or kind.has_status:
            return _failed("no_status", kind=act.kind)
        return _passed("no_status_needed", kind=act.kind)
    listed = _status_list(case)
    if listed is None:
        return _unknown("no_status_list", uri=act.status.uri)
    return _listed_status(case, listed, act.status.index)


def _status_list(case: _Case) -> StatusList | None:
    # it was verified when read; the trust list of today must still let its key speak
    ref = case.act.status
    listed = case.statuses.get(ref.uri) if ref else None
    if listed is None:
        return None
    known = case.trust.find(listed.kid, Role.STATUS)
    speaks = known and known.speaks_for(listed.uri) and known.revoked_at is None
    return listed if speaks else None


def _listed_status(case: _Case, listed: StatusList, index: int) -> _Found:
    found = listed.status_of(index)
    if found is None:
        return _unknown("beyond_status_list", uri=listed.uri, index=index)
    if found == status.WITHDRAWN:
        return _failed("withdrawn", as_of=moment(listed.issued_at))
    if found == status.SUSPENDED:
        return _failed("suspended", as_of=moment(listed.issued_at))
    if found != status.VALID:
        return _failed("unknown_status", status=found, as_of=moment(listed.issued_at))
    if listed.issued_at > case.at + CLOCK_SKEW:  # or a date far ahead would keep a list fresh for years
        return _unknown("status_ahead", as_of=moment(listed.issued_at), now=moment(case.at))
    if case.at > listed.fresh_until(case.trust.status_age):
        return _passed("stale_status", as_of=moment(listed.issued_at))
    return _passed("status", as_of=moment(listed.issued_at))


_STEPS = (_signature, _key, _receipt, _cosignature, _kind, _status)


def _answer(steps: tuple[Step, ...]) -> Answer:
    if any(step.outcome is Outcome.FAILED for step in steps):
        return Answer.NOT_VALID
    unknown = {step.name for step in steps if step.outcome is Outcome.UNKNOWN}
    if unknown - {"cosignature"}:
        return Answer.UNKNOWN
    if unknown:
        return Answer.NOT_COSIGNED
    stale = steps[-1].code == "verify.stale_status"
    return Answer.VALID_AS_OF if stale else Answer.VALID
