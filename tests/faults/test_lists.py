"""Trust lists that are expired or rolled back, status lists that are stale, acts withdrawn after reliance."""

from dataclasses import replace

import pytest

from comity.basis.errors import ComityError, ProofError
from comity.node import known
from comity.register import succession, trust
from comity.register.status import StatusList, pack, read, seal
from comity.register.succession import Edition
from comity.register.trust import Role, TrustList
from comity.register.verdict import Answer
from comity.register.verify import verify
from tests.faults.look import credential_of, exchanged, standing, status_list, verdict
from tests.faults.world import DAY_S, FOREVER, WITHDRAWAL, SimNode, World, key_of


def edition(world: World, previous: Edition | None = None) -> Edition:
    listed = world.list_keys()
    listed = replace(listed, previous=previous.digest if previous else None)
    return Edition(listed, trust.digest(trust.seal(listed, [key_of(b"anchor")])))


def code(refused: ComityError | None) -> str:
    return refused.code if refused else ""


def test_an_expired_trust_list_leads_to_unknown_and_never_to_valid(
    world: World, a: SimNode, b: SimNode
) -> None:
    exchanged(world, a, 1)
    world.trust = replace(world.trust, expires=world.time + DAY_S)
    (stored,) = a.issued
    assert verdict(world, a, stored.leaf).answer is Answer.VALID
    world.time += 2 * DAY_S
    late = verdict(world, a, stored.leaf)
    assert late.answer is Answer.UNKNOWN
    assert late.failing is not None
    assert late.failing.code == "verify.trust_expired"


def test_a_trust_list_is_never_rolled_back(world: World) -> None:
    first = edition(world)
    second = edition(world, first)
    third = edition(world, second)
    versions = {each.listed.version: each.digest for each in (first, second)}
    assert code(succession.refusal(second, third, versions)) == ""
    assert code(succession.refusal(second, first, versions)) == "trust.older"
    assert code(succession.refusal(first, third, versions)) == "trust.gap"
    rival = Edition(second.listed, b"other")
    assert code(succession.refusal(second, rival, versions)) == "trust.two_lists"


def test_a_rolled_back_list_would_not_bring_a_revoked_key_back(world: World, a: SimNode) -> None:
    good = edition(world)
    a.issuers[0] = replace(a.issuers[0], revoked_at=world.time, reason="stolen")
    revoked = edition(world, good)
    known_lists = {each.listed.version: each.digest for each in (good, revoked)}
    assert code(succession.refusal(revoked, good, known_lists)) == "trust.older"


def test_a_stale_status_list_says_as_of_when_it_is_valid(world: World, a: SimNode, b: SimNode) -> None:
    exchanged(world, a, 1)
    carried, old = credential_of(a, a.issued[0].leaf), status_list(world, a)
    lists = {old.uri: old}
    for later, answer in ((0, Answer.VALID), (6, Answer.VALID), (8, Answer.VALID_AS_OF)):
        given = verify(carried, world.trust, lists, world.time + later * DAY_S, world.today())
        assert (given.answer, given.as_of) == (answer, old.issued_at)


def test_without_a_status_list_nothing_is_valid(world: World, a: SimNode, b: SimNode) -> None:
    exchanged(world, a, 1)
    given = verify(credential_of(a, a.issued[0].leaf), world.trust, {}, world.time, world.today())
    assert given.answer is Answer.UNKNOWN


def test_a_status_list_of_a_revoked_key_is_not_read(world: World, a: SimNode) -> None:
    uri = f"{a.origin}/status"
    token = seal(StatusList(uri, world.time, pack({}, 8)), a.keys[Role.STATUS])
    read(token, world.trust)
    keys = {
        kid: replace(key, revoked_at=world.time + DAY_S) if key.role is Role.STATUS else key
        for kid, key in world.trust.keys.items()
    }
    with pytest.raises(ProofError, match=r"status\.key_not_good"):
        read(token, replace(world.trust, keys=keys))


@pytest.fixture
def withdrawn(world: World, a: SimNode, b: SimNode) -> tuple[bytes, int]:
    """An act on which somebody relied, and the last second before the peer knew that it was withdrawn."""
    exchanged(world, a, 1)
    permit = a.issued[0]
    world.time += 5 * DAY_S
    before = world.time - 1
    a.issue(1, WITHDRAWAL, ends=permit.leaf_hash)
    a.publish()
    assert world.cosign(a)
    return permit.leaf, before


def test_an_act_withdrawn_after_reliance_is_not_valid_from_then_on(
    world: World, a: SimNode, b: SimNode, withdrawn: tuple[bytes, int]
) -> None:
    leaf, _ = withdrawn
    assert verdict(world, a, leaf).answer is Answer.NOT_VALID
    assert standing(a, leaf) == standing(b, leaf) == "ended"


def test_who_relied_on_an_act_can_show_what_was_known_then(
    world: World, a: SimNode, b: SimNode, withdrawn: tuple[bytes, int]
) -> None:
    leaf, before = withdrawn
    for node in (a, b):
        assert standing(node, leaf, before) == "in force"
        assert standing(node, leaf, FOREVER) == "ended"
    with b.database.transaction() as cursor:
        told = known.standing(cursor, b"\0" * 32, world.today(), FOREVER)
    assert (told.standing, told.facts) == (known.UNKNOWN, ())


def test_a_list_from_before_the_withdrawal_tells_its_age(world: World, a: SimNode, b: SimNode) -> None:
    exchanged(world, a, 1)
    carried, old = credential_of(a, a.issued[0].leaf), status_list(world, a)
    world.time += 8 * DAY_S
    a.issue(1, WITHDRAWAL, ends=a.issued[0].leaf_hash)
    a.publish()
    offline = verify(carried, world.trust, {old.uri: old}, world.time, world.today())
    assert (offline.answer, offline.as_of) == (Answer.VALID_AS_OF, old.issued_at)
    fresh = status_list(world, a)
    online = verify(carried, world.trust, {fresh.uri: fresh}, world.time, world.today())
    assert online.answer is Answer.NOT_VALID


def test_the_status_age_is_the_trust_lists(world: World, a: SimNode, b: SimNode) -> None:
    exchanged(world, a, 1)
    old = status_list(world, a)
    strict: TrustList = replace(world.trust, status_age=3600)
    given = verify(
        credential_of(a, a.issued[0].leaf), strict, {old.uri: old}, world.time + 3601, world.today()
    )
    assert given.answer is Answer.VALID_AS_OF
