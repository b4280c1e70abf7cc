"""What the vectors (tests/vectors) do not say: which steps are taken, and how answers outrank one another."""

from dataclasses import replace
from typing import Any

import pytest

from comity.register import act, checkpoint, credential, receipt, status
from comity.register.keys import ED25519
from comity.register.kinds import Kind
from comity.register.trust import Role, TrustedKey
from comity.register.verdict import Answer, Outcome, Verdict
from comity.register.verify import verify


def judged(world: Any, data: bytes | str, trust: Any = None, **changes: Any) -> Verdict:
    trust = trust or world.trust_list()
    lists, _ = status.read_all([changes.pop("token", world.status_token())], trust)
    return verify(data, trust, lists, changes.get("at", world.AT), changes.get("day", world.DAY))


@pytest.fixture(scope="module")
def leaf(world: Any) -> bytes:
    made: bytes = act.seal(world.certificate(), world.ISSUER)
    return made


def outcomes(verdict: Verdict) -> str:
    return "".join(step.outcome.value[0] for step in verdict.steps)


def test_verdict_tells_what_it_rests_on(world: Any, leaf: bytes) -> None:
    verdict = judged(world, world.credential_of(leaf))
    assert verdict.answer is Answer.VALID
    assert verdict.act == world.certificate()
    assert verdict.leaf_hash == act.read(leaf).leaf_hash
    assert verdict.checkpoint == world.prove(leaf).checkpoint
    assert verdict.logged_at == world.SEEN
    assert verdict.as_of == world.STATUS_AT
    assert verdict.failing is None
    assert [step.number for step in verdict.steps] == list(range(1, 8))


def test_broken_form_skips_the_rest(world: Any) -> None:
    assert outcomes(judged(world, "CY1:")) == "fssssss"


def test_unknown_key_skips_only_what_needs_it(world: Any) -> None:
    made = act.seal(world.certificate(), world.STRANGER)
    assert outcomes(judged(world, world.credential_of(made))) == "pfsppsp"


def test_missing_receipt_skips_the_cosignature(world: Any, leaf: bytes) -> None:
    assert outcomes(judged(world, leaf)) == "pppfspp"


def test_failure_outranks_every_other_answer(world: Any, leaf: bytes) -> None:
    bare = credential.attach(leaf, world.prove(leaf).receipt)
    withdrawn = world.status_token({17: status.WITHDRAWN})
    verdict = judged(world, bare, world.trust_list(expires=world.AT), token=withdrawn, at=world.AT + 10**8)
    assert outcomes(verdict) == "ppupupf"
    assert verdict.answer is Answer.NOT_VALID


def test_unknown_outranks_not_cosigned_and_stale(world: Any, leaf: bytes) -> None:
    bare = credential.attach(leaf, world.prove(leaf).receipt)
    late = world.AT + 20 * 86_400
    assert judged(world, bare, at=late).answer is Answer.NOT_COSIGNED
    assert judged(world, bare, world.trust_list(expires=late), at=late).answer is Answer.UNKNOWN
    assert judged(world, world.credential_of(leaf), at=late).answer is Answer.VALID_AS_OF


def test_expired_trust_list_never_says_valid(world: Any, leaf: bytes) -> None:
    expired = world.trust_list(expires=world.AT)
    assert judged(world, world.credential_of(leaf), expired).answer is Answer.UNKNOWN
    assert judged(world, world.credential_of(leaf), expired, at=world.AT - 1).answer is Answer.VALID


@pytest.mark.parametrize(
    ("seconds", "answer"), [(-1, Answer.NOT_VALID), (0, Answer.NOT_VALID), (1, Answer.VALID)]
)
def test_key_is_judged_by_the_cosigning_time(world: Any, leaf: bytes, seconds: int, answer: Answer) -> None:
    trust = world.trust_list(world.changed(world.ISSUER.public, revoked_at=world.SEEN + seconds))
    assert judged(world, world.credential_of(leaf), trust).answer is answer


def test_without_cosignature_the_receipt_s_time_counts(world: Any, leaf: bytes) -> None:
    bare = credential.attach(leaf, world.prove(leaf).receipt)
    after = world.trust_list(world.changed(world.ISSUER.public, revoked_at=world.LOGGED + 1))
    before = world.trust_list(world.changed(world.ISSUER.public, revoked_at=world.LOGGED))
    assert judged(world, bare, after).answer is Answer.NOT_COSIGNED
    assert judged(world, bare, before).answer is Answer.NOT_VALID


def test_forged_cosignature_does_not_move_the_time(world: Any, leaf: bytes) -> None:
    proof = world.prove(leaf, witnesses=())
    forged = checkpoint.Cosignature(world.PEER.public.kid, world.START + 5, bytes(64))
    trust = world.trust_list(world.changed(world.ISSUER.public, revoked_at=world.START + 10))
    verdict = judged(world, credential.attach(leaf, proof.receipt, [forged]), trust)
    assert verdict.logged_at is None
    assert verdict.steps[2].code == "verify.key_revoked"


def test_receipt_and_cosignature_cover_one_checkpoint(world: Any, leaf: bytes) -> None:
    small, large = world.prove(leaf), world.prove(leaf, tuple(world.leaves(9)))
    mixed = credential.attach(leaf, small.receipt, large.cosignatures)
    assert judged(world, mixed).steps[4].code == "verify.bad_cosignature"


def test_another_size_of_the_same_path_is_refused(world: Any, leaf: bytes) -> None:
    # the path of leaf 0 fits trees of 3 and of 4; the signed sub of the receipt tells them apart
    tree = world.Tree()
    for each in (leaf, b"1", b"2"):
        tree.append(each)
    for size in (3, 4):
        head = checkpoint.Checkpoint(world.ORIGIN, size, tree.root())
        honest = receipt.issue(head, 0, tree.inclusion(0), world.LOG, world.LOGGED)
        assert receipt.read(honest).checkpoint(act.read(leaf).leaf_hash) == head
        bent = (
            honest.replace(b"\x83\x03\x00", b"\x83\x04\x00")
            if size == 3
            else honest.replace(b"\x83\x04\x00", b"\x83\x03\x00")
        )
        assert bent != honest
        assert (
            judged(world, world.altered(leaf, unprotected=lambda _, bent=bent: {394: [bent]}))
            .steps[0]
            .outcome
            is Outcome.FAILED
        )


def test_algorithms_of_a_kind_are_kept_to(world: Any) -> None:
    data = world.credential_of(act.seal(world.certificate(), world.P256_ISSUER))
    kinds = {world.CERTIFICATE: Kind(world.CERTIFICATE, 2, True, frozenset({ED25519}))}
    assert judged(world, data).answer is Answer.VALID
    assert judged(world, data, world.trust_list(kinds=kinds)).steps[5].code == "verify.algorithm_not_allowed"


def test_kind_outside_the_trust_list_is_refused(world: Any, leaf: bytes) -> None:
    assert (
        judged(world, world.credential_of(leaf), world.trust_list(kinds={})).steps[5].code
        == "verify.wrong_kind"
    )


def test_status_list_of_a_key_since_revoked_says_nothing(world: Any, leaf: bytes) -> None:
    lists, _ = status.read_all([world.status_token()], world.trust_list())
    newer = world.trust_list(world.changed(world.LISTER.public, revoked_at=world.AT))
    verdict = verify(world.credential_of(leaf), newer, lists, world.AT, world.DAY)
    assert verdict.answer is Answer.UNKNOWN
    assert verdict.as_of is None


def test_days_of_validity_are_inclusive(world: Any, leaf: bytes) -> None:
    data, known = world.credential_of(leaf), world.certificate()
    for day in (known.valid_from, known.valid_until):
        assert judged(world, data, day=day).answer is Answer.VALID


def test_odd_times_in_a_signed_act_do_not_raise(world: Any) -> None:
    made = act.seal(replace(world.certificate(), issued_at=2**63 - 1), world.ISSUER)
    assert judged(world, made).answer is Answer.NOT_VALID


def test_the_earliest_cosignature_is_the_time_that_counts(world: Any, leaf: bytes) -> None:
    proof, third = world.prove(leaf), world.STRANGER
    listed = world.trust_list(world.changed(world.ISSUER.public, revoked_at=world.SEEN + 50))
    known = TrustedKey(third.public, "c.example", Role.WITNESS, 0, name="c.example")
    listed = replace(listed, keys={**listed.keys, third.public.kid: known})
    later = checkpoint.cosign(proof.checkpoint, third, world.SEEN + 100)
    text = credential.attach(leaf, proof.receipt, [later, *proof.cosignatures])
    assert judged(world, text, listed).answer is Answer.VALID
