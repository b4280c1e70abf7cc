"""Files that are torn or flipped, and an administrator who changes rows."""

from collections.abc import Callable

import pytest

from comity.basis.errors import PeerError, ProofError
from comity.node import fsck, ledger, log
from comity.register import tiles
from comity.register.tiles import Tile
from tests.faults.forgery import leaves
from tests.faults.look import alarms, exchanged, is_whole, same, verdict
from tests.faults.world import SimNode, World

TORN: dict[str, Callable[[bytes], bytes]] = {
    "torn": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "flipped bit": lambda data: data[:5] + bytes([data[5] ^ 1]) + data[6:],
    "of another": lambda data: b"\0" * len(data),
}


@pytest.fixture
def grown(world: World, a: SimNode) -> SimNode:
    exchanged(world, a, 260)
    return a


def files(node: SimNode) -> list[str]:
    return sorted(node.shelf.files)


@pytest.mark.parametrize("how", TORN)
def test_any_damaged_file_is_named_and_mended(grown: SimNode, how: str) -> None:
    for path in files(grown):
        good = grown.shelf.files[path]
        grown.shelf.files[path] = TORN[how](good)
        found = fsck.check(grown.log()).fault
        assert found is not None
        assert found.facts == {"path": path}, how
        assert fsck.mend_shelf(grown.log()) == 1
        if path != "checkpoint":
            assert grown.shelf.files[path] == good
        assert is_whole(grown)


@pytest.mark.parametrize("how", TORN)
def test_nothing_is_signed_over_a_damaged_tile(grown: SimNode, how: str) -> None:
    before, path = grown.shelf.files["checkpoint"], Tile(1, 0, 1).path
    grown.shelf.files[path] = TORN[how](grown.shelf.files[path])
    grown.issue(1)
    with pytest.raises(ProofError):
        grown.publish()
    assert grown.shelf.files["checkpoint"] == before
    assert fsck.mend_shelf(grown.log()) == 1
    grown.publish()
    assert is_whole(grown)


def test_a_lost_file_is_made_again(grown: SimNode) -> None:
    for path in files(grown):
        good = grown.shelf.files.pop(path)
        assert fsck.mend_shelf(grown.log()) == 1
        if path != "checkpoint":
            assert grown.shelf.files[path] == good


def test_a_shelf_made_anew_still_gives_the_proofs_of_every_earlier_state(world: World, a: SimNode) -> None:
    for count in (1, 2, 253, 2, 300):
        exchanged(world, a, count)
    sizes = range(1, a.size() + 1)
    before = {size: a.log().tree(a.size()).root(size) for size in sizes}
    a.shelf.files.clear()
    fsck.mend_shelf(a.log())
    states = (1, 3, 256, 258, 558)
    assert [a.log().tree(size).root() for size in states] == [before[size] for size in states]
    assert verdict(world, a, a.issued[0].leaf).answer == "valid"
    assert tiles.leaves_in(a.log().tile(Tile(-1, 2, 7)), 7) == tuple(leaves(a)[512:519])


def test_a_reader_takes_nothing_from_a_damaged_bundle(world: World, a: SimNode, b: SimNode) -> None:
    a.issue(3)
    a.publish()
    path = "tile/entries/000.p/3"
    good = a.shelf.files[path]
    for place in range(0, len(good), 7):
        a.shelf.files[path] = good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :]
        with pytest.raises(PeerError):
            world.pull(b)
        assert b.copied(a.origin) == 0
    a.shelf.files[path] = good
    world.pull(b)
    assert same(a, b)
    assert alarms(b, a.origin) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE node_act SET leaf = CAST(leaf || x'00' AS BLOB) WHERE id = ?", "fsck.row_altered"),
        ("UPDATE node_act SET kind = 'test.other' WHERE id = ?", "fsck.columns_differ"),
        ("UPDATE node_act SET issued_at = 1 WHERE id = ?", "fsck.columns_differ"),
    ],
)
def test_an_act_that_an_administrator_changes_is_named(grown: SimNode, change: str, code: str) -> None:
    with grown.database.transaction() as cursor:
        ((number, stored),) = ledger.acts(cursor, 200, 201)
    grown.database.tamper(change, stored.id)
    found = fsck.check(grown.log()).fault
    assert found is not None
    assert (found.code, found.facts) == (code, {"number": number, "act": stored.id})


def test_an_act_that_is_swapped_with_its_hash_is_found_by_the_signed_root(grown: SimNode) -> None:
    with grown.database.transaction() as cursor:
        ((_, first), (_, second)) = ledger.acts(cursor, 3, 5)
    other = grown.seal()
    grown.database.tamper("UPDATE node_act SET leaf = ? WHERE id = ?", other, first.id)
    found = fsck.check(grown.log()).fault
    assert found is not None
    assert second.leaf in leaves(grown)


def test_a_log_whose_acts_were_changed_is_signed_no_more(grown: SimNode) -> None:
    before = grown.shelf.files["checkpoint"]
    with grown.database.transaction() as cursor:
        ((_, stored),) = ledger.acts(cursor, 258, 259)
    grown.database.tamper("UPDATE node_act SET leaf = ? WHERE id = ?", grown.seal(), stored.id)
    grown.issue(1)
    log.number_acts(grown.log())
    with pytest.raises(ProofError, match=r"log\.acts_differ"):
        log.publish(grown.log())
    assert grown.shelf.files["checkpoint"] == before


def test_a_changed_copy_of_another_log_is_named(world: World, grown: SimNode, b: SimNode) -> None:
    for (name,) in b.database.rows(
        "SELECT name FROM sqlite_master WHERE tbl_name = 'node_imported' AND type = 'trigger'"
    ):
        b.database.tamper(f"DROP TRIGGER {name}")
    b.database.tamper("UPDATE node_imported SET leaf = CAST(leaf || x'00' AS BLOB) WHERE number = 17")
    found = fsck.check_imported(b.database, grown.origin).fault
    assert found is not None
    assert (found.code, found.facts) == ("fsck.row_altered", {"number": 17, "origin": grown.origin})


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE node_act SET leaf = x'00'",
        "DELETE FROM node_act",
        "UPDATE node_entry SET number = number + 1",
        "DELETE FROM node_entry",
        "INSERT INTO node_entry (number, act_id) SELECT 999, id FROM node_act LIMIT 1",
        "UPDATE node_checkpoint SET root = x'00'",
    ],
)
def test_the_database_itself_refuses_to_rewrite_the_log(grown: SimNode, sql: str) -> None:
    with pytest.raises(Exception, match=r"insert-only|has no gaps"), grown.database.transaction() as cursor:
        cursor.execute(sql)
    assert is_whole(grown)
