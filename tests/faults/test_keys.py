"""Keys that are stolen, revoked late, and rotated."""

from dataclasses import replace

import pytest

from comity.register.act import read
from comity.register.trust import Role
from comity.register.verdict import Answer
from tests.faults.look import alarms, exchanged, is_whole, same, standing, verdict
from tests.faults.world import DAY_S, PERMIT, WITHDRAWAL, SimNode, World, key_of


def revoke(world: World, node: SimNode, at: int) -> None:
    """The issuer key of the node is revoked as of a time; a new one stands beside it."""
    node.issuers[:] = [replace(each, revoked_at=at, reason="stolen") for each in node.issuers]
    node.add_issuer(key_of(b"new"), world.time - DAY_S)
    world.list_keys()
    world.examine_again(world.peer(node))


def test_what_a_thief_of_an_issuer_key_signs_counts_nowhere_once_it_is_revoked(
    world: World, a: SimNode, b: SimNode
) -> None:
    exchanged(world, a, 1)
    world.time += 3600
    stolen_at = world.time
    exchanged(world, a, 1)  # by the thief
    honest, forged = [stored.leaf for stored in a.issued]
    assert standing(b, forged) == "in force"  # nobody can know yet
    world.time += DAY_S
    revoke(world, a, stolen_at)
    assert standing(b, forged) == "not allowed"
    assert verdict(world, a, forged).answer is Answer.NOT_VALID
    assert (verdict(world, a, forged).failing or None) is not None
    assert standing(b, honest) == "in force"
    assert verdict(world, a, honest).answer is Answer.VALID


def test_a_late_revocation_leaves_what_was_cosigned_before_it(world: World, a: SimNode, b: SimNode) -> None:
    exchanged(world, a, 5)
    world.time += 10 * DAY_S
    revoke(world, a, world.time - DAY_S)
    assert {standing(b, stored.leaf) for stored in a.issued} == {"in force"}
    assert {verdict(world, a, stored.leaf).answer for stored in a.issued} == {Answer.VALID}


def test_an_act_that_this_node_never_vouched_for_counts_as_seen_when_it_came(
    world: World, a: SimNode, b: SimNode
) -> None:
    a.issue(1)
    a.publish()
    world.pull(b)
    world.time += DAY_S
    a.issuers[:] = [replace(each, until=world.time) for each in a.issuers]
    a.add_issuer(key_of(b"new"), world.time - DAY_S)
    world.list_keys()
    world.time += DAY_S
    world.examine_again(b)
    assert standing(b, a.issued[0].leaf) == "in force"


def test_an_act_dated_before_the_revocation_and_shown_after_it_does_not_count(
    world: World, a: SimNode, b: SimNode
) -> None:
    exchanged(world, a, 1)
    world.time += DAY_S
    revoke(world, a, world.time)
    thief = a.signing[a.issuers[0].key]
    a.issue(1, key=thief)
    a.publish()
    assert world.cosign(a)
    forged = a.issued[-1].leaf
    assert read(forged).act.issued_at < a.issuers[0].revoked_at  # type: ignore[operator]
    assert standing(b, forged) == "not allowed"
    failing = verdict(world, a, forged).failing
    assert failing is not None
    assert failing.code == "verify.key_revoked"


def test_a_withdrawal_by_a_thief_withdraws_nothing_once_his_key_is_revoked(
    world: World, a: SimNode, b: SimNode
) -> None:
    exchanged(world, a, 1)
    permit = a.issued[0]
    world.time += 3600
    at = world.time
    a.issue(1, WITHDRAWAL, ends=permit.leaf_hash)  # by the thief
    a.publish()
    world.cosign(a)
    assert standing(b, permit.leaf) == "ended"
    known_before = world.time
    world.time += 3600
    revoke(world, a, at)
    assert standing(b, permit.leaf) == "in force"
    assert standing(b, permit.leaf, known_before) == "ended"  # what was known then is still told


def test_keys_of_an_issuer_may_overlap(world: World, a: SimNode, b: SimNode) -> None:
    old = a.issuers[0]
    a.issuers[0] = replace(old, until=world.time + 7 * DAY_S)
    a.add_issuer(key_of(b"new"), world.time - DAY_S)
    world.list_keys()
    by = [a.signing[each.key] for each in a.issuers]
    a.issue(1, key=by[0])
    a.issue(1, key=by[1])
    a.publish()
    assert world.cosign(a)
    world.time += 8 * DAY_S
    a.issue(1, key=by[0])
    a.issue(1, key=by[1])
    a.publish()
    assert world.cosign(a)
    assert [standing(b, stored.leaf) for stored in a.issued] == [
        "in force",
        "in force",
        "not allowed",
        "in force",
    ]


@pytest.mark.parametrize("quiet", [False, True])
def test_a_log_goes_on_under_a_new_key(world: World, a: SimNode, b: SimNode, quiet: bool) -> None:
    exchanged(world, a)
    a.rotate_log(key_of(b"log"), world.time + 7 * DAY_S)
    world.list_keys()
    world.time += 8 * DAY_S
    if not quiet:
        a.issue(1, PERMIT)
    a.publish()
    world.pull(b)
    assert world.cosign(a)
    assert same(a, b)
    assert is_whole(a)
    assert alarms(b, a.origin) == []


def test_what_a_revoked_log_key_signs_is_neither_taken_nor_vouched_for(
    world: World, a: SimNode, b: SimNode
) -> None:
    exchanged(world, a)
    stolen = replace(
        next(key for key in a.trusted() if key.role is Role.LOG), revoked_at=world.time, reason="stolen"
    )
    keys = [stolen if key.key == stolen.key else key for node in world.nodes for key in node.trusted()]
    world.trust = replace(world.trust, keys={key.key.kid: key for key in keys})
    a.issue(1)
    a.publish()
    world.pull(b)
    assert alarms(b, a.origin) == ["pull.unknown_log"]
    assert b.copied(a.origin) == 3
    assert world.cosign(a) is None
