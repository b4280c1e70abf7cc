"""What was imported is checked row by row, and the first row that does not fit is named."""

from dataclasses import replace

import pytest

from comity.node import fsck, ledger
from comity.node.ledger import ImportedEntry, StoredCursor
from comity.register import checkpoint
from comity.register.checkpoint import Checkpoint
from comity.register.keys import ED25519, PrivateKey
from comity.register.merkle import leaf_hash
from comity.register.range import EMPTY, Range
from tests.faults.memory import MemoryDatabase

ORIGIN = "b.example/2026"
LOG = PrivateKey(ED25519, bytes(32))
ENTRIES = [ImportedEntry(n, "", "", b"leaf %d" % n, leaf_hash(b"leaf %d" % n)) for n in range(5)]


def reached(entries: list[ImportedEntry]) -> Range:
    return EMPTY.extended(leaf_hash(each.leaf) for each in entries)


def held(entries: list[ImportedEntry], at: Range, size: int, root: bytes) -> MemoryDatabase:
    database = MemoryDatabase()
    note = str(checkpoint.sign(Checkpoint(ORIGIN, size, root), LOG))
    with database.transaction() as cursor:
        ledger.add_imported(cursor, ORIGIN, entries, 1)
        ledger.set_cursor(cursor, ORIGIN, StoredCursor(size, at.to_bytes(), note), 1)
    return database


def test_what_was_imported_whole_is_whole_and_told_as_it_goes() -> None:
    whole, told = reached(ENTRIES), []
    database = held(ENTRIES, whole, 5, whole.root())
    found = fsck.check_imported(database, ORIGIN, lambda done, size: told.append((done, size)))
    assert (found.size, found.root, found.fault, told) == (5, whole.root(), None, [(5, 5)])
    assert fsck.check_imported(database, "c.example/2026").size == 0


@pytest.mark.parametrize(
    ("changed", "number", "code"),
    [
        (replace(ENTRIES[2], leaf=b"other"), 2, "fsck.row_altered"),
        (replace(ENTRIES[3], kind="test.permit"), 3, "fsck.columns_differ"),
        (replace(ENTRIES[4], act="00" * 16), 4, "fsck.columns_differ"),
    ],
)
def test_the_first_row_that_was_changed_is_named(changed: ImportedEntry, number: int, code: str) -> None:
    whole = reached(ENTRIES)
    rows = [changed if each.number == number else each for each in ENTRIES]
    fault = fsck.check_imported(held(rows, whole, 5, whole.root()), ORIGIN).fault
    assert fault
    assert (fault.facts["number"], fault.code) == (number, code)


@pytest.mark.parametrize("missing", range(5))
def test_a_row_that_was_removed_is_named(missing: int) -> None:
    whole = reached(ENTRIES)
    rows = [each for each in ENTRIES if each.number != missing]
    fault = fsck.check_imported(held(rows, whole, 5, whole.root()), ORIGIN).fault
    assert fault
    assert (fault.facts["number"], fault.code) == (missing, "fsck.gap")


def test_a_cursor_that_says_something_else_is_named() -> None:
    whole, less = reached(ENTRIES), reached(ENTRIES[:4])
    for at, root in ((less, whole.root()), (whole, less.root())):
        fault = fsck.check_imported(held(ENTRIES, at, 5, root), ORIGIN).fault
        assert fault
        assert (fault.at, fault.code) == ("fsck.at_log", "fsck.other_root")
