"""One node already issues a kind of act that the other does not know yet."""

from tests.faults.look import alarms, exchanged, same, standing
from tests.faults.world import LATER_KINDS, NOVEL, WITHDRAWAL, SimNode, World


def learn(world: World, node: SimNode) -> None:
    world.kinds = LATER_KINDS
    world.list_keys()
    world.examine_again(node)


def novel(world: World, a: SimNode) -> bytes:
    a.issue(1, NOVEL)
    exchanged(world, a, 1)
    return a.issued[0].leaf


def test_an_act_of_an_unknown_kind_is_kept_and_shown_as_unknown(world: World, a: SimNode, b: SimNode) -> None:
    leaf = novel(world, a)
    assert standing(b, leaf) == "unknown kind"
    assert standing(b, a.issued[1].leaf) == "in force"
    assert same(a, b)
    assert alarms(b, a.origin) == []


def test_an_unknown_kind_counts_once_it_is_known_and_never_before(
    world: World, a: SimNode, b: SimNode
) -> None:
    leaf = novel(world, a)
    world.time += 3600
    learn(world, b)
    assert standing(b, leaf) == "in force"
    assert standing(b, leaf, world.time - 1) == "unknown kind"


def test_to_examine_again_changes_nothing_that_stands(world: World, a: SimNode, b: SimNode) -> None:
    novel(world, a)
    learn(world, b)
    before = b.database.rows("SELECT * FROM node_derived")
    world.examine_again(b)
    assert b.database.rows("SELECT * FROM node_derived") == before


def test_an_act_that_ended_before_its_kind_was_known_does_not_come_to_life(
    world: World, a: SimNode, b: SimNode
) -> None:
    leaf = novel(world, a)
    a.issue(1, WITHDRAWAL, ends=a.issued[0].leaf_hash)
    exchanged(world, a, 1)
    learn(world, b)
    assert standing(b, leaf) == "ended"


def test_an_act_may_be_suspended_and_resumed_any_number_of_times(
    world: World, a: SimNode, b: SimNode
) -> None:
    exchanged(world, a, 1)
    permit = a.issued[0]
    for _ in range(40):
        a.issue(1, WITHDRAWAL, ends=permit.leaf_hash)
        a.issue(1, WITHDRAWAL, ends=a.issued[-1].leaf_hash)
    exchanged(world, a, 1)
    assert standing(a, permit.leaf) == standing(b, permit.leaf) == "in force"
    a.issue(1, WITHDRAWAL, ends=permit.leaf_hash)
    exchanged(world, a, 1)
    assert standing(a, permit.leaf) == standing(b, permit.leaf) == "ended"
