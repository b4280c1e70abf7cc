"""Entries by name and what was known of them, on each store."""

import pytest

from comity.basis.errors import InputError
from comity.node import docket, entries, known, ledger
from comity.node.database import NodeDatabase
from comity.node.docket import Draft
from comity.node.known import EVER
from comity.node.ledger import ImportedEntry
from comity.node.models import Act
from comity.node.node import Node
from comity.register.merkle import leaf_hash
from tests.node.conftest import DAY

OTHER = "b.example/2026"


def issue(node: Node) -> tuple[str, Act]:
    number = docket.open_case(node, "test", "lift", {}, DAY).number
    digest = docket.propose(node, number, Draft("test.permit", {"id": "lift"}, {}, DAY), "Anna")
    docket.approve(node, number, digest, "Boris")
    return number, Act.objects.get(id=docket.issue(node, number, needed=2).id.hex())


def take(*entries: ImportedEntry) -> None:
    with NodeDatabase().transaction() as cursor:
        ledger.add_imported(cursor, OTHER, entries, 7)


def test_an_act_of_this_node_is_found_by_each_of_its_names(node: Node) -> None:
    case, row = issue(node)
    for name in (case, f" {case.lower()} ", row.id, row.id[:8], bytes(row.leaf_hash).hex()):
        found = entries.find(node, name)
        assert found
        assert (found.origin, found.number, found.act, found.own) == (node.origin, 0, row.id, True)
    with NodeDatabase().transaction() as cursor:
        held = known.standing(cursor, bytes(row.leaf_hash), DAY, EVER)
    assert (held.standing, held.facts[0].recorded_at) == ("in force", node.clock.now())


def test_an_entry_of_another_log_is_found_by_id_and_leaf_hash(node: Node) -> None:
    take(ImportedEntry(0, "ab" * 16, "test.permit", b"leaf", leaf_hash(b"leaf")))
    take(ImportedEntry(1, "", "", b"other", leaf_hash(b"other")))
    for name in ("ab" * 16, "ab" * 4, leaf_hash(b"leaf").hex()):
        found = entries.find(node, name)
        assert found
        assert (found.origin, found.number, found.recorded_at, found.own) == (OTHER, 0, 7, False)
    strange = entries.find(node, leaf_hash(b"other").hex())
    assert strange
    assert (strange.number, strange.act) == (1, "")


@pytest.mark.parametrize("name", ["", "abababa", "ab" * 40, "T-2026-000009", "%", "ab" * 32])
def test_what_names_nothing_finds_nothing(node: Node, name: str) -> None:
    take(ImportedEntry(0, "ab" * 16, "test.permit", b"leaf", leaf_hash(b"leaf")))
    assert entries.find(node, name) is None


def test_a_name_of_several_is_refused(node: Node) -> None:
    take(*(ImportedEntry(n, f"{'ab' * 15}0{n}", "", b"%d" % n, leaf_hash(b"%d" % n)) for n in range(2)))
    with pytest.raises(InputError, match=r"store\.several"):
        entries.find(node, "ab" * 4)
    assert entries.find(node, f"{'ab' * 15}01")
