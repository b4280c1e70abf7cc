"""A log key is stolen, or its holder lies: two histories of one log."""

import pytest

from comity.exchange import evidence
from comity.exchange.evidence import Answer
from comity.exchange.witness import Refused
from comity.node import ledger
from comity.register.trust import Role
from tests.faults.forgery import Forgery, held, leaves
from tests.faults.look import alarms, exchanged, same, standing
from tests.faults.world import SimNode, World


@pytest.fixture
def forged(world: World, a: SimNode, b: SimNode) -> Forgery:
    """After 3 acts that both have, the thief of the log key of `a` and the node itself go apart."""
    exchanged(world, a)
    made = Forgery(world, a)
    a.issue(1)
    a.publish()
    world.pull(b)
    return made


def test_a_log_that_shows_two_histories_is_frozen(forged: Forgery, b: SimNode) -> None:
    before = held(b, forged.node.origin)
    forged.show()
    assert alarms(b, forged.node.origin) == ["pull.split_view"]
    forged.show()
    forged.world.pull(b)
    assert held(b, forged.node.origin) == before


@pytest.mark.parametrize("ahead", [0, 1, 300])
def test_two_histories_of_any_sizes_are_evidence_to_anybody(forged: Forgery, b: SimNode, ahead: int) -> None:
    if ahead:
        forged.thief.issue(ahead)
    forged.show()
    ((file,),) = b.database.rows("SELECT evidence FROM node_alarm WHERE freezes")
    keys = [key for key in forged.node.trusted() if key.role is Role.LOG]
    assert evidence.verify(file, keys).answer is Answer.TWO_HISTORIES


def test_whoever_is_shown_first_the_other_is_not_believed(world: World, a: SimNode, b: SimNode) -> None:
    exchanged(world, a)
    forged = Forgery(world, a)
    forged.show()
    a.issue(2)
    a.publish()
    world.pull(b)
    assert b.is_frozen(a.origin)
    assert held(b, a.origin) == leaves(forged.thief)


@pytest.mark.parametrize("more", [0, 1])
def test_a_witness_vouches_for_no_other_history_than_it_holds(
    world: World, a: SimNode, b: SimNode, more: int
) -> None:
    a.issue(2)
    a.publish()
    world.pull(b)  # it holds a copy and has vouched for nothing yet
    forged = Forgery(world, a)
    a.issue(2)
    a.publish()
    world.pull(b)
    forged.thief.issue(more)  # a history as long as the one held, or shorter
    given = forged.ask()
    assert isinstance(given, Refused)
    assert (given.code, given.http) == ("witness.split_view", 409)
    assert given.evidence
    assert b.is_frozen(a.origin)


def test_a_witness_vouches_for_nothing_of_a_frozen_log(forged: Forgery, a: SimNode) -> None:
    forged.show()
    assert forged.world.cosign(a) is None
    given = forged.ask()
    assert isinstance(given, Refused)
    assert given.code in ("witness.frozen", "witness.not_consistent")


def test_two_histories_of_one_log_leave_the_other_alone(forged: Forgery, a: SimNode, b: SimNode) -> None:
    forged.show()
    exchanged(forged.world, b)
    assert same(b, a)
    assert alarms(a, b.origin) == []


def test_what_was_imported_before_the_freeze_still_stands(forged: Forgery, a: SimNode, b: SimNode) -> None:
    forged.show()
    assert {standing(b, leaf) for leaf in leaves(a)} == {"in force"}


def test_a_log_that_was_thawed_too_early_is_frozen_again(forged: Forgery, b: SimNode) -> None:
    origin = forged.node.origin
    forged.show()
    with b.database.transaction() as cursor:
        ledger.raise_alarm(cursor, origin, ledger.THAWED, {}, 0, "", freezes=False)
    assert not b.is_frozen(origin)
    forged.world.pull(b, forged.wire())
    assert b.is_frozen(origin)
