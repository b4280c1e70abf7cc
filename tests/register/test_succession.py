from dataclasses import replace
from typing import Any

import pytest

from comity.basis.errors import ProofError
from comity.register import act, cose, status, trust
from comity.register.keys import ESP256, PrivateKey
from comity.register.phrases import PHRASES
from comity.register.succession import Edition, changes, refusal
from comity.register.trust import TrustList
from comity.register.verdict import Answer
from comity.register.verify import verify


def edition(world: Any, **fields: Any) -> Edition:
    listed = world.trust_list(**fields)
    return Edition(listed, trust.digest(trust.seal(listed, [])))


@pytest.fixture
def held(world: Any) -> Edition:
    return edition(world)


def after(world: Any, held: Edition, **fields: Any) -> Edition:
    told = {"version": held.listed.version + 1, "previous": held.digest, **fields}
    return edition(world, **told)


def refused(held: Edition, given: Edition, known: dict[int, bytes] | None = None) -> str:
    fault = refusal(held, given, {held.listed.version: held.digest} | (known or {}))
    return fault.code if fault else ""


def test_the_next_version_may_follow(world: Any, held: Edition) -> None:
    assert refused(held, after(world, held)) == ""


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"domain": "other"}, "trust.other_domain"),
        ({"previous": None}, "trust.not_linked"),
        ({"previous": bytes(32)}, "trust.not_linked"),
        ({"issued": 0}, "trust.issued_before"),
    ],
)
def test_another_may_not(world: Any, held: Edition, fields: dict[str, Any], code: str) -> None:
    assert refused(held, after(world, held, **fields)) == code


def test_a_version_neither_goes_back_nor_leaps(world: Any, held: Edition) -> None:
    version = held.listed.version
    assert refused(held, after(world, held, version=version + 2)) == "trust.gap"
    assert refused(held, after(world, held, version=version - 1)) == "trust.older"
    assert refused(held, held) == "trust.older"


def test_two_lists_of_one_version_are_told_with_both_digests(world: Any, held: Edition) -> None:
    other = edition(world, expires=held.listed.expires + 1)
    fault = refusal(held, other, {held.listed.version: held.digest})
    assert isinstance(fault, ProofError)
    assert (fault.code, fault.facts["held"], fault.facts["given"]) == (
        "trust.two_lists",
        held.digest.hex(),
        other.digest.hex(),
    )
    earlier = after(world, held, version=held.listed.version - 1)
    assert refused(held, earlier, {earlier.listed.version: bytes(32)}) == "trust.two_lists"


def test_a_digest_names_the_list_and_not_who_signed_it(world: Any) -> None:
    listed = world.trust_list()
    tokens = [
        trust.seal(listed, anchors) for anchors in ([], [world.ANCHOR], [world.OTHER_ANCHOR, world.ANCHOR])
    ]
    assert len({trust.digest(token) for token in tokens}) == 1
    assert trust.digest(trust.seal(replace(listed, version=99), [])) != trust.digest(tokens[0])


def test_a_draft_is_signed_by_one_after_the_other(world: Any) -> None:
    draft = trust.seal(world.trust_list(), [])
    one = trust.countersign(draft, world.ANCHOR)
    both = trust.countersign(one, world.OTHER_ANCHOR)
    assert both == trust.seal(world.trust_list(), [world.ANCHOR, world.OTHER_ANCHOR])
    assert trust.countersign(both, world.ANCHOR) == both
    anchors = [world.ANCHOR.public, world.OTHER_ANCHOR.public]
    assert trust.read(both, anchors, needed=2) == world.trust_list()
    with pytest.raises(ProofError, match=r"trust\.not_signed"):
        trust.read(one, anchors, needed=2)
    assert [len(trust.signers(data, anchors)[0]) for data in (draft, one, both)] == [0, 1, 2]
    assert trust.signers(both, anchors[:1]) == (frozenset({anchors[0].kid}), 1)


def test_a_draft_altered_between_the_signatures_is_refused(world: Any) -> None:
    listed = world.trust_list()
    one = trust.seal(listed, [world.ANCHOR])
    longer = trust.seal(replace(listed, expires=listed.expires + 1), [])
    # the first signature moved under another list
    moved = longer[:-1] + one[len(longer) - 1 :]
    assert trust.unsafe_read(moved).expires == listed.expires + 1
    with pytest.raises(ProofError, match=r"trust\.bad_signature"):
        trust.countersign(moved, world.ANCHOR)
    both = trust.countersign(moved, world.OTHER_ANCHOR)
    with pytest.raises(ProofError, match=r"trust\.bad_signature"):
        trust.read(both, [world.ANCHOR.public, world.OTHER_ANCHOR.public], needed=2)


def test_a_broken_signature_is_not_hidden_by_a_good_one_of_the_same_key(world: Any) -> None:
    one = trust.seal(world.trust_list(), [world.ANCHOR])
    broken = one[:-1] + bytes([one[-1] ^ 1])
    whole = cose.parse_sign(broken)
    twice = cose.countersign(whole, [world.ANCHOR])
    with pytest.raises(ProofError, match=r"trust\.bad_signature"):
        trust.read(twice, [world.ANCHOR.public])


def test_changes_are_told_key_by_key(world: Any) -> None:
    old = world.trust_list()
    kid = world.ISSUER.public.kid
    gone = world.PEER.public.kid
    keys = {k: v for k, v in old.keys.items() if k != gone}
    keys[kid] = replace(keys[kid], until=world.AT, revoked_at=world.SEEN, reason="stolen", kinds=frozenset())
    keys[world.LOG.public.kid] = replace(keys[world.LOG.public.kid], name="other")
    told = changes(old, replace(old, keys=keys, kinds={}, expires=old.expires + 1))
    assert [change.code for change in told] == [
        "trust.terms",
        "trust.key_ends",
        "trust.key_revoked",
        "trust.key_kinds",
        "trust.key_altered",
        "trust.key_removed",
        "trust.kinds_removed",
    ]
    assert told[2].facts["reason"] == "stolen"
    assert changes(old, old) == ()


def test_everything_is_new_without_a_list_held(world: Any) -> None:
    told = changes(None, world.trust_list())
    codes = {change.code for change in told}
    assert {"trust.terms", "trust.key_added", "trust.kinds_added"} <= codes
    assert sum(change.code == "trust.key_added" for change in told) == len(world.trust_list().keys)


def test_a_kind_is_told_with_its_officials_and_algorithms(world: Any) -> None:
    old = world.trust_list()
    stricter = replace(old.kinds[world.CERTIFICATE], approvals=3, algorithms=frozenset({ESP256}))
    told = changes(old, replace(old, kinds=dict(old.kinds) | {world.CERTIFICATE: stricter}))
    assert [(change.code, change.facts["kinds"]) for change in told] == [
        ("trust.kinds_altered", ("goods.certificate (3; ESP256)",))
    ]


def test_every_change_has_words_for_its_facts(world: Any) -> None:
    listed = world.trust_list(world.changed(world.ISSUER.public, revoked_at=world.SEEN, reason="stolen"))
    for change in changes(None, listed):
        for language in ("en", "ru", "be"):
            assert "{" not in PHRASES.say(change.code, language, change.facts)


def two_signed(world: Any, listed: TrustList) -> TrustList:
    anchors = [world.ANCHOR, world.OTHER_ANCHOR]
    return trust.read(trust.seal(listed, anchors), [anchor.public for anchor in anchors], needed=2)


def answer(world: Any, listed: TrustList, issuer: PrivateKey, log: PrivateKey, seen: int) -> Answer:
    leaf = act.seal(world.certificate(issued_at=seen), issuer)
    given = world.credential_of(leaf, world.prove(leaf, log_key=log, seen=seen))
    listed = two_signed(world, listed)
    statuses = status.read_all([world.status_token()], listed)[0]
    return verify(given, listed, statuses, world.AT, world.DAY).answer


def test_a_list_that_two_signed_and_that_has_expired_leaves_answers_unknown(world: Any) -> None:
    listed = world.trust_list()
    assert answer(world, listed, world.ISSUER, world.LOG, world.SEEN) is Answer.VALID
    old = replace(listed, expires=world.AT)
    assert answer(world, old, world.ISSUER, world.LOG, world.SEEN) is Answer.UNKNOWN


def test_acts_of_a_rotated_and_later_revoked_key_stay_valid(world: Any) -> None:
    new_issuer, new_log = world.key("issuer 2"), world.key("log 2")
    rotated = world.SEEN + 3_600
    listed = world.trust_list()
    keys = dict(listed.keys)
    for old, new in ((world.ISSUER, new_issuer), (world.LOG, new_log)):
        known = keys[old.public.kid]
        keys[new.public.kid] = replace(known, key=new.public, since=rotated)
        keys[old.public.kid] = replace(known, until=rotated + 86_400, revoked_at=rotated + 60, reason="lost")
    listed = replace(listed, keys=keys)
    assert answer(world, listed, world.ISSUER, world.LOG, world.SEEN) is Answer.VALID
    assert answer(world, listed, new_issuer, new_log, rotated + 60) is Answer.VALID
    # both keys sign while they overlap; after the revocation only the new one does
    assert answer(world, listed, world.ISSUER, new_log, rotated + 59) is Answer.VALID
    assert answer(world, listed, world.ISSUER, new_log, rotated + 60) is Answer.NOT_VALID
    assert answer(world, listed, new_issuer, world.LOG, rotated + 60) is Answer.NOT_VALID
    assert answer(world, listed, new_issuer, new_log, rotated - 1) is Answer.NOT_VALID
