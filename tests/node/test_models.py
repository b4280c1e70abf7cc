import sqlite3
from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.utils import IntegrityError

from comity.basis.dates import Day
from comity.node import docket
from comity.node.docket import Draft
from comity.node.models import Act, Approval, Case, Checkpoint, Cosignature, Entry
from comity.node.node import Node
from comity.node.sequencer import number_acts
from comity.node.settings import DATABASE
from tests.node.postgres import Store

INSERT_ONLY = (
    "act entry checkpoint cosignature witnessed official proposal approval statusplace statuschange "
    "anchor trustversion imported alarm derived reading"
)


@pytest.fixture
def act(node: Node) -> Act:
    made = Act.objects.create(id="a" * 32, kind="k", issued_at=1, leaf=b"x", leaf_hash=b"h" * 32)
    number_acts(node)
    return made


def _refused(sql: str) -> str:
    with pytest.raises(IntegrityError) as caught, connection.cursor() as cursor:
        cursor.execute(sql)
    return str(caught.value)


@pytest.mark.parametrize("table", INSERT_ONLY.split())
def test_every_table_of_the_register_has_its_triggers(sqlite: None, node: Node, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [f"node_{table}"]
        )
        names = {row[0] for row in cursor.fetchall()}
    assert {f"{table}_refuses_{event}" for event in ("update", "delete", "insert")} <= names


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE node_act SET kind = 'other'",
        "DELETE FROM node_act",
        "UPDATE node_checkpoint SET note = ''",
        "DELETE FROM node_entry",
        "UPDATE node_official SET role = 'registrar'",
    ],
)
def test_the_database_refuses_to_change_what_is_recorded(act: Act, store: Store, sql: str) -> None:
    store.own("a")
    assert "is insert-only" in _refused(sql)
    assert bytes(Act.objects.get(id=act.id).leaf) == b"x"


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT OR REPLACE INTO node_act VALUES ('" + "a" * 32 + "', 'k', 1, x'00', x'01')",
        "INSERT OR REPLACE INTO node_act SELECT 'b', kind, issued_at, x'00', leaf_hash FROM node_act",
    ],
)
def test_replace_does_not_change_what_is_recorded(sqlite: None, act: Act, sql: str) -> None:
    assert "is insert-only" in _refused(sql)
    assert bytes(Act.objects.get(id=act.id).leaf) == b"x"


def test_the_log_has_no_gaps(act: Act) -> None:
    other = Act.objects.create(id="b" * 32, kind="k", issued_at=1, leaf=b"y", leaf_hash=b"i" * 32)
    assert "no gaps" in _refused(f"INSERT INTO node_entry VALUES (5, '{other.id}')")
    Entry.objects.create(number=1, act=other)


def test_the_database_is_durable_and_takes_the_lock_at_once(sqlite: None, node: Node) -> None:
    with connection.cursor() as cursor:
        found = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert found == ["wal", 2]
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.fixture
def raw(sqlite: None, node: Node) -> Iterator[sqlite3.Connection]:
    """The file, opened by somebody with the plain library: foreign keys are not looked at."""
    number = docket.open_case(node, "test", "x", {}, Day(2026, 11, 21)).number
    digest = docket.propose(node, number, Draft("test.permit", {"id": "x"}, {}), "Anna")
    docket.approve(node, number, digest, "Boris")
    docket.issue(node, number, needed=2)
    Cosignature.objects.create(
        checkpoint=Checkpoint.objects.get(), witness="w", kid=b"k", signature=b"good", signed_at=1
    )
    connection.close()
    opened = sqlite3.connect(node.home / DATABASE)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "sql",
    [
        (
            "INSERT OR REPLACE INTO node_act (rowid, id, kind, issued_at, leaf, leaf_hash) "
            "SELECT rowid, 'b', kind, issued_at, x'00', x'00' FROM node_act"
        ),
        "INSERT OR REPLACE INTO node_entry (rowid, number, act_id) SELECT rowid, 1, 'b' FROM node_entry",
        (
            "INSERT OR REPLACE INTO node_statusplace (rowid, 'index', act_id) "
            "SELECT rowid, 1, 'b' FROM node_statusplace"
        ),
        (
            "INSERT OR REPLACE INTO node_cosignature (checkpoint_id, witness, kid, signature, signed_at) "
            "SELECT checkpoint_id, witness, kid, x'00', 2 FROM node_cosignature"
        ),
        (
            "INSERT OR REPLACE INTO node_approval (proposal_id, official_id, signature, at) "
            "SELECT proposal_id, official_id, x'00', 2 FROM node_approval"
        ),
        (
            "INSERT OR REPLACE INTO node_proposal (case_id, digest, draft, official_id, signature, at) "
            "SELECT case_id, digest, x'00', official_id, x'00', 2 FROM node_proposal"
        ),
        "UPDATE node_case SET act_id = NULL",
        "DELETE FROM node_case",
        (
            "INSERT OR REPLACE INTO node_case SELECT id, number, system, subject, document, opened_on, NULL "
            "FROM node_case"
        ),
    ],
)
def test_no_way_round_the_keys_changes_what_is_recorded(raw: sqlite3.Connection, sql: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="insert-only|is kept|is decided"):
        raw.execute(sql)
    assert bytes(Cosignature.objects.get().signature) == b"good"
    assert (Act.objects.count(), Entry.objects.get().number, Approval.objects.count()) == (1, 0, 1)
    assert Case.objects.get().act_id == Act.objects.get().id
