import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.basis.canonical import encode
from comity.basis.errors import ProofError
from comity.register import act, bundle, checkpoint, credential, status, trust
from comity.register.bundle import Bundle, Grounds
from comity.register.checkpoint import Checkpoint, SignedCheckpoint
from comity.register.verdict import Answer

DAY_S = 86_400
MILLION = 1_000_000


@pytest.fixture(scope="session")
def leaf(world: Any) -> bytes:
    return act.seal(world.certificate(), world.ISSUER)


def _made(
    world: Any,
    tokens: Sequence[bytes] | None = None,
    heads: Sequence[SignedCheckpoint] = (),
    **fields: Any,
) -> Bundle:
    token = trust.seal(world.trust_list(**fields), [world.ANCHOR])
    lists = (world.status_token(),) if tokens is None else tuple(tokens)
    return Bundle(world.AT, token, lists, tuple(heads))


def _grounds(world: Any, **fields: Any) -> Grounds:
    return bundle.relied_on(bundle.read(bundle.pack(_made(world, **fields))), [world.ANCHOR.public])


def _head(world: Any, state: Checkpoint, cosigned: bool = False) -> SignedCheckpoint:
    signed = checkpoint.sign(state, world.LOG)
    seen = checkpoint.cosign(state, world.PEER, world.SEEN)
    return signed.with_lines(seen.line(world.WITNESS, world.PEER.public)) if cosigned else signed


def test_a_bundle_reads_back_as_one_canonical_file(world: Any, leaf: bytes) -> None:
    head = _head(world, world.prove(leaf).checkpoint, cosigned=True)
    tokens = [world.status_token({3: 1}), world.status_token()]
    data = bundle.pack(_made(world, tokens, [head, head]))
    found = bundle.read(data)
    assert bundle.pack(found) == data
    assert bundle.pack(replace(found, statuses=found.statuses[::-1])) == data
    assert [str(each) for each in found.checkpoints] == [str(head)]
    assert (found.made_at, sorted(found.statuses)) == (world.AT, sorted(tokens))


def test_a_bundle_is_all_that_verifying_needs(world: Any, leaf: bytes) -> None:
    text = credential.to_text(world.credential_of(leaf))
    assert bundle.check(text, _grounds(world), world.AT, world.DAY).answer is Answer.VALID
    none = _grounds(world, tokens=[])
    assert bundle.check(text, none, world.AT, world.DAY).answer is Answer.UNKNOWN
    gone = _grounds(world, tokens=[world.status_token({17: status.WITHDRAWN})])
    assert bundle.check(text, gone, world.AT, world.DAY).answer is Answer.NOT_VALID


def test_no_credential_at_all_is_not_valid(world: Any) -> None:
    for given_ in ("CY1:NONSENSE", b"", "nothing"):
        assert bundle.check(given_, _grounds(world), world.AT, world.DAY).answer is Answer.NOT_VALID


def test_the_trust_list_is_believed_by_its_signers_only(world: Any) -> None:
    made = _made(world)
    with pytest.raises(ProofError, match=r"trust\.not_signed"):
        bundle.relied_on(made, [world.STRANGER.public])
    with pytest.raises(ProofError, match=r"trust\.not_signed"):
        bundle.relied_on(made, [world.ANCHOR.public, world.OTHER_ANCHOR.public], needed=2)


def test_a_status_list_of_a_stranger_is_passed_over(world: Any) -> None:
    found = _grounds(world, tokens=[world.status_token(signer=world.STRANGER), b"no token"])
    assert found.statuses == {}
    assert len(found.refused) == 2


def test_the_same_state_lends_its_cosignature(world: Any, leaf: bytes) -> None:
    proof = world.prove(leaf, witnesses=())
    bare = credential.attach(leaf, proof.receipt)
    assert bundle.check(bare, _grounds(world), world.AT, world.DAY).answer is Answer.NOT_COSIGNED
    lent = _grounds(world, heads=[_head(world, proof.checkpoint, cosigned=True)])
    found = bundle.check(bare, lent, world.AT, world.DAY)
    assert (found.answer, found.logged_at) == (Answer.VALID, world.SEEN)


def test_a_cosignature_of_another_state_is_not_lent(world: Any, leaf: bytes) -> None:
    bare = credential.attach(leaf, world.prove(leaf, witnesses=()).receipt)
    later = world.prove(leaf, others=world.leaves(20)).checkpoint
    found = bundle.check(
        bare, _grounds(world, heads=[_head(world, later, cosigned=True)]), world.AT, world.DAY
    )
    assert found.answer is Answer.NOT_COSIGNED


def test_another_state_of_the_same_size_is_a_forged_history(world: Any, leaf: bytes) -> None:
    other = world.prove(leaf, others=world.leaves(log="b")).checkpoint
    found = bundle.check(
        world.credential_of(leaf), _grounds(world, heads=[_head(world, other)]), world.AT, world.DAY
    )
    assert (found.answer, found.failing and found.failing.code) == (Answer.NOT_VALID, "verify.split_view")


def test_only_the_log_itself_accuses_its_receipts(world: Any, leaf: bytes) -> None:
    other = world.prove(leaf, others=world.leaves(log="b"))
    forged = checkpoint.sign(other.checkpoint, world.STRANGER)
    found = bundle.check(world.credential_of(leaf), _grounds(world, heads=[forged]), world.AT, world.DAY)
    assert found.answer is Answer.VALID
    stolen = world.changed(world.LOG.public, revoked_at=world.AT)
    after = _grounds(world, heads=[_head(world, other.checkpoint)], change=stolen)
    assert bundle.check(world.credential_of(leaf), after, world.AT, world.DAY).answer is Answer.VALID


def test_a_forged_receipt_accuses_nobody(world: Any, leaf: bytes) -> None:
    forged = world.prove(leaf, others=world.leaves(log="b"), log_key=world.STRANGER)
    honest = _head(world, world.prove(leaf).checkpoint)
    found = bundle.check(
        world.credential_of(leaf, forged), _grounds(world, heads=[honest]), world.AT, world.DAY
    )
    assert found.failing
    assert found.failing.code != "verify.split_view"


@pytest.mark.parametrize(
    ("late", "answer"),
    [
        (-2 * DAY_S, Answer.VALID),  # the reader's clock is a day behind the list
        (0, Answer.VALID),
        (DAY_S, Answer.VALID),
        (2 * DAY_S, Answer.VALID),
        (2 * DAY_S + 1, Answer.VALID_AS_OF),  # three days after the list, its own limit
        (300 * DAY_S, Answer.VALID_AS_OF),
        (335 * DAY_S, Answer.UNKNOWN),  # the trust list has expired
    ],
)
def test_an_old_bundle_says_as_of_when_and_never_more(
    world: Any, leaf: bytes, late: int, answer: Answer
) -> None:
    found = bundle.check(world.credential_of(leaf), _grounds(world), world.AT + late, world.DAY)
    assert (found.answer, found.as_of) == (answer, world.STATUS_AT)


def test_a_list_from_the_future_says_only_what_is_against_the_act(world: Any, leaf: bytes) -> None:
    at = world.STATUS_AT - DAY_S - 1
    kept = replace(world.trust_list(), expires=at + 1)
    token = trust.seal(kept, [world.ANCHOR])
    for marks, answer in (({}, Answer.UNKNOWN), ({17: status.SUSPENDED}, Answer.NOT_VALID)):
        made = Bundle(at, token, (world.status_token(marks),), ())
        grounds = bundle.relied_on(made, [world.ANCHOR.public])
        found = bundle.check(world.credential_of(leaf), grounds, at, world.DAY)
        assert found.answer is answer
        assert found.failing
        assert found.failing.code == ("verify.suspended" if marks else "verify.status_ahead")


def test_the_time_a_bundle_claims_makes_no_list_fresh(world: Any, leaf: bytes) -> None:
    late = world.AT + 30 * DAY_S
    boasting = replace(_made(world), made_at=late)
    grounds = bundle.relied_on(boasting, [world.ANCHOR.public])
    assert bundle.check(world.credential_of(leaf), grounds, late, world.DAY).answer is Answer.VALID_AS_OF


def test_a_million_acts_with_one_in_a_hundred_withdrawn_fit_in_30_kb(world: Any, leaf: bytes) -> None:
    marks = dict.fromkeys(random.Random(4).sample(range(MILLION), MILLION // 100), status.WITHDRAWN)
    tokens = [
        world.status_token(packed=status.pack(marks, MILLION)),
        world.status_token(uri=f"{world.LISTS}/2"),
    ]
    head = _head(world, world.prove(leaf).checkpoint, cosigned=True)
    data = bundle.pack(_made(world, tokens, [head]))
    assert len(data) < 30_000
    found = bundle.relied_on(bundle.read(data), [world.ANCHOR.public]).statuses
    assert sorted(map(len, found.values())) == [64, MILLION]
    assert sum(map(int.bit_count, found[f"{world.LISTS}/1"].packed)) == MILLION // 100


def _without(label: int) -> Callable[[dict[int, Any]], Any]:
    return lambda told: {key: value for key, value in told.items() if key != label}


@pytest.mark.parametrize(
    "change",
    [
        _without(2),
        lambda told: [told],
        lambda told: told | {6: 1},
        lambda told: told | {1: "comity bundle 2"},
        lambda told: told | {2: -1},
        lambda told: told | {2: 1 << 63},
        lambda told: told | {2: "now"},
        lambda told: told | {3: "text"},
        lambda told: told | {4: [b"b", b"a"]},
        lambda told: told | {4: [b"a", b"a"]},
        lambda told: told | {4: ["a"]},
        lambda told: told | {4: b"a"},
        lambda told: told | {4: [bytes([place]) for place in range(65)]},
        lambda told: told | {5: ["no note"]},
        lambda told: told | {5: [b"no note"]},
    ],
)
def test_any_other_form_is_refused(change: Callable[[dict[int, Any]], Any]) -> None:
    plain: dict[int, Any] = {1: "comity bundle 1", 2: 0, 3: b"trust", 4: [b"token"], 5: []}
    assert bundle.read(encode(plain)).statuses == (b"token",)
    with pytest.raises(ProofError):
        bundle.read(encode(change(plain)))


@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
@settings(max_examples=60)
def test_a_flipped_bit_never_turns_an_answer_to_valid(world: Any, leaf: bytes, place: int, bit: int) -> None:
    data = bytearray(bundle.pack(_made(world, [world.status_token({17: status.WITHDRAWN})])))
    data[place % len(data)] ^= 1 << bit
    try:
        grounds = bundle.relied_on(bundle.read(bytes(data)), [world.ANCHOR.public])
    except ProofError:
        return
    found = bundle.check(world.credential_of(leaf), grounds, world.AT, world.DAY)
    assert found.answer in (Answer.NOT_VALID, Answer.UNKNOWN)
