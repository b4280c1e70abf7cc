"""A node put back from an old backup takes its acts, their places and changes of status from a copy."""

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from comity.basis.errors import StateError
from comity.node import changes, docket, fsck, recovery
from comity.node.docket import Draft, Issued
from comity.node.models import Act, Case, StatusChange, StatusPlace
from comity.node.node import Node
from comity.node.recovery import FolderSource, Restored
from comity.node.sequencer import SHELF, number_acts, own_log
from comity.node.settings import DATABASE
from comity.node.standing import Change
from comity.node.wire import HttpSource
from comity.register.status import SUSPENDED, VALID, WITHDRAWN
from tests.node.conftest import DAY


def issue(node: Node, name: str) -> Issued:
    number = docket.open_case(node, "test", name, {}, DAY).number
    digest = docket.propose(node, number, Draft("test.permit", {"id": name}, {}, DAY), "Anna")
    docket.approve(node, number, digest, "Boris")
    return docket.issue(node, number, needed=2)


def change(node: Node, issued: Issued, what: Change, reason: str = "example") -> Issued:
    row = Act.objects.get(id=issued.id.hex())
    _, digest = changes.propose(node, row, what, reason, "Anna")
    return changes.confirm(node, row, what, digest, "Boris")


def backup(node: Node) -> bytes:
    with sqlite3.connect(node.home / DATABASE) as held:
        return held.serialize()


def put_back(node: Node, data: bytes) -> None:
    connection.close()
    for path in node.home.glob(f"{DATABASE}*"):
        path.unlink()
    (node.home / DATABASE).write_bytes(data)


def taken(node: Node, given: str = "") -> Restored:
    (tried,) = recovery.restore_all(node, recovery.copies(node, given))
    assert tried.restored is not None, tried.fault
    return tried.restored


def values() -> dict[int, int]:
    return dict(StatusChange.objects.order_by("id").values_list("place_id", "value"))


def test_acts_places_and_changes_come_back_from_the_nodes_own_files(node: Node) -> None:
    first = issue(node, "one")
    old = backup(node)
    second, third = issue(node, "two"), issue(node, "three")
    change(node, first, Change.WITHDRAWAL)
    change(node, second, Change.SUSPENSION)
    change(node, third, Change.SUSPENSION)
    change(node, third, Change.RESUMPTION)
    before = (values(), list(StatusPlace.objects.order_by("index").values_list("index", "act_id")))
    put_back(node, old)
    with pytest.raises(StateError, match=r"log\.behind"):
        number_acts(node)
    found = taken(node)
    assert (found.before, found.size, len(found.acts), found.conflicts) == (1, 7, 6, ())
    assert (values(), list(StatusPlace.objects.order_by("index").values_list("index", "act_id"))) == before
    assert [values()[each.status_index or 0] for each in (first, second, third)] == [
        WITHDRAWN,
        SUSPENDED,
        VALID,
    ]
    assert Case.objects.count() == 1  # no copy has the others
    assert fsck.check(own_log(node)).fault is None
    assert issue(node, "four").number == 7


def test_a_place_taken_since_stays_and_is_named(node: Node) -> None:
    old = backup(node)
    lost = issue(node, "lost")
    change(node, lost, Change.WITHDRAWAL)
    put_back(node, old)
    with pytest.raises(StateError, match=r"log\.behind"):
        issue(node, "since")
    (since,) = Act.objects.values_list("id", flat=True)
    found = taken(node)
    assert [(each.act, each.code) for each in found.conflicts[:1]] == [(lost.id.hex(), "recover.place_taken")]
    assert found.conflicts[0].facts == {"index": 0, "held": since}
    assert [each.code for each in found.conflicts[1:]] == ["docket.ends_unknown"]  # its withdrawal
    assert StatusPlace.objects.get(index=0).act_id == since
    assert number_acts(node) == 1  # what waited gets the numbers after
    assert fsck.check(own_log(node)).size == 3


def test_a_folder_with_the_same_files_is_a_copy_too(node: Node, tmp_path: Path) -> None:
    issue(node, "one")
    old = backup(node)
    early = tmp_path / "early"
    shutil.copytree(node.home / SHELF, early)
    issue(node, "two")
    copy = tmp_path / "copy"
    shutil.move(node.home / SHELF, copy)
    shutil.copytree(early, node.home / SHELF)
    put_back(node, old)
    assert taken(node, str(copy)).size == 2
    assert fsck.check(own_log(node)).fault is None  # the files here follow


def test_a_copy_that_has_nothing_new_is_no_failure_and_a_damaged_one_is(node: Node, tmp_path: Path) -> None:
    issue(node, "one")
    (tried,) = recovery.restore_all(node, recovery.copies(node))
    assert (tried.failed, tried.fault and tried.fault.code) == (False, "recover.nothing")
    (none,) = recovery.restore_all(node, {"x": FolderSource(tmp_path)})
    assert (none.failed, none.fault and none.fault.code) == (False, "recover.no_copy")
    (tmp_path / "checkpoint").write_text("nothing\n")
    (broken,) = recovery.restore_all(node, {"x": FolderSource(tmp_path)})
    assert broken.failed


def test_nothing_is_stored_when_a_copy_ends_in_the_middle(node: Node) -> None:
    old = backup(node)
    issue(node, "one")
    for path in (node.home / SHELF / "tile" / "entries").rglob("*"):
        if path.is_file():
            path.unlink()
    put_back(node, old)
    (tried,) = recovery.restore_all(node, recovery.copies(node))
    assert tried.failed
    assert not Act.objects.exists()


def test_the_nodes_own_files_are_asked_first_and_then_each_peer(node: Node) -> None:
    peers = ("https://b.example", "https://c.example/node/")
    asked = recovery.copies(replace(node, config=replace(node.config, peers=peers)))
    assert list(asked) == [str(node.home / SHELF), *peers]
    assert asked[peers[1]] == HttpSource("https://c.example/node/mirror/a.example%2F2026")
    assert recovery.copies(node, peers[0]) == {
        peers[0]: HttpSource("https://b.example/mirror/a.example%2F2026")
    }
