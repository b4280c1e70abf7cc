"""A node is set back to an old backup, and gets back from its shelf or its peer what it had published."""

import pytest

from comity.basis.errors import PeerError, ProofError, StateError
from comity.node import cosigning, log, recover
from tests.faults.forgery import held, leaves
from tests.faults.look import acts_of, alarms, exchanged, is_whole, same
from tests.faults.world import Mirror, ShelfCopy, SimNode, World


@pytest.fixture
def old(world: World, a: SimNode) -> list[bytes]:
    """The log before the node was set back: 3 entries are in the backup, 5 more were published since."""
    exchanged(world, a, 3)
    backup = a.database.backup()
    exchanged(world, a, 5)
    told = leaves(a)
    a.database.restore(backup)
    return told


def mirror(world: World, a: SimNode, b: SimNode) -> Mirror:
    return Mirror(b, a.origin, a.name)


def test_an_old_backup_gives_no_number_while_its_shelf_knows_more(a: SimNode, old: list[bytes]) -> None:
    a.issue(1)
    with pytest.raises(StateError, match=r"log\.behind"):
        log.number_acts(a.log())
    with pytest.raises(StateError, match=r"log\.behind"):
        log.publish(a.log())
    assert a.size() == 3


def test_an_old_backup_is_found_by_the_peers_copy(
    world: World, a: SimNode, b: SimNode, old: list[bytes]
) -> None:
    a.shelf.files.clear()
    with pytest.raises(StateError, match=r"log\.behind"):
        recover.refuse_old(a.log(), mirror(world, a, b))


def test_an_old_backup_is_found_by_a_witness(world: World, a: SimNode, b: SimNode, old: list[bytes]) -> None:
    a.shelf.files.clear()
    a.publish()  # what the backup knows, once more
    with pytest.raises(PeerError, match=r"peer\.ahead"):
        world.cosign(a)
    assert alarms(b, a.origin) == []  # an old view is no second history


@pytest.mark.parametrize("shelf_lost", [False, True])
def test_a_node_recovers_from_its_shelf_or_the_peers_copy(
    world: World, a: SimNode, b: SimNode, old: list[bytes], shelf_lost: bool
) -> None:
    if shelf_lost:
        a.shelf.files.clear()
    copy = mirror(world, a, b) if shelf_lost else ShelfCopy(a)
    found = recover.recover(a.log(), copy)
    assert (found.before, found.size, len(found.acts)) == (3, 8, 5)
    assert leaves(a) == old
    exchanged(world, a, 1)
    assert leaves(a)[:8] == old
    assert is_whole(a)
    assert same(a, b)


def test_acts_that_waited_in_the_backup_get_the_numbers_after(world: World, a: SimNode, b: SimNode) -> None:
    exchanged(world, a, 1)
    a.issue(2)
    backup, waiting = a.database.backup(), acts_of(a)
    exchanged(world, a, 1)
    told = leaves(a)
    a.database.restore(backup)
    recover.recover(a.log(), mirror(world, a, b))
    a.issue(1)
    a.publish()
    assert leaves(a)[: len(told)] == told
    assert waiting <= set(leaves(a))
    assert is_whole(a)


def test_what_the_peer_never_had_and_no_backup_holds_is_lost(world: World, a: SimNode, b: SimNode) -> None:
    exchanged(world, a, 1)
    backup = a.database.backup()
    a.issue(1)  # acknowledged to the official, neither published nor cosigned
    (lost,) = acts_of(a) - set(leaves(a))
    a.database.restore(backup)
    world.stand(a)
    exchanged(world, a, 1)
    assert lost not in leaves(a)  # the limit that docs/lookup/faults.md tells
    assert is_whole(a)


def test_a_copy_that_is_not_what_the_log_signed_restores_nothing(
    world: World, a: SimNode, b: SimNode, old: list[bytes]
) -> None:
    triggers = b.database.rows(
        "SELECT name FROM sqlite_master WHERE tbl_name = 'node_imported' AND type = 'trigger'"
    )
    for (name,) in triggers:
        b.database.tamper(f"DROP TRIGGER {name}")
    b.database.tamper("UPDATE node_imported SET leaf = ? WHERE number = 4", held(b, a.origin)[3])
    with pytest.raises(ProofError, match=r"recover\.other_history"):
        recover.recover(a.log(), mirror(world, a, b))
    assert a.size() == 3


def test_a_database_that_went_on_from_an_old_backup_is_not_taken_for_the_log(
    world: World, a: SimNode, b: SimNode, old: list[bytes]
) -> None:
    a.shelf.files.clear()  # nothing here knows better, and nobody asks the peer
    a.issue(9)
    a.publish()
    assert cosigning.request(a.log()) is not None
    assert world.cosign(a) is None
    assert b.is_frozen(a.origin)
    assert held(b, a.origin) == old


def test_an_old_answer_shows_no_state_whose_tiles_are_gone(world: World, a: SimNode, b: SimNode) -> None:
    exchanged(world, a, 3)
    backup, files = a.database.backup(), dict(a.shelf.files)
    a.issue(5)
    a.publish()
    answer = world.cosign(a)
    assert answer
    a.database.restore(backup)
    a.shelf.files = files
    recover.recover(a.log(), mirror(world, a, b))
    cosigning.keep(a.log(), answer, b.trusted())
    shown = log.published(a.log())
    assert shown
    assert shown.checkpoint.size == 3
    a.publish()
    assert is_whole(a)
