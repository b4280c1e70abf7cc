"""What the triggers of the exchange's tables refuse, and the list of acts that wait for a number."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.utils import IntegrityError

from comity.node.models import (
    Act,
    Alarm,
    Case,
    Cursor,
    Derived,
    Disclosure,
    Entry,
    Imported,
    Reading,
    Waiting,
)
from comity.node.node import Node
from comity.node.settings import unapplied
from tests.node.postgres import Store


@pytest.fixture
def act(node: Node, store: Store) -> Act:
    """An act, a row of each table of the exchange, and two cases that are not decided."""
    made = _act("a")
    Imported.objects.create(origin="o", number=0, leaf=b"x", leaf_hash=b"h", recorded_at=1)
    Cursor.objects.create(origin="o", size=5, range=b"", note="", pulled_at=1)
    Cursor.objects.create(origin="p", size=1, range=b"", note="", pulled_at=1)
    Alarm.objects.create(origin="o", code="c", facts={}, raised_at=1)
    Derived.objects.create(about="a", key="k", value=1, recorded_at=1, source=b"h")
    Disclosure.objects.create(act=made, path="p", salt=b"s", value=b"v")
    Reading.objects.create(act=made, reader="r", purpose="p", paths=[], at=1)
    for number in "12":
        Case.objects.create(number=number, system="s", subject="s", document={}, opened_on="2026-11-21")
    store.own("a")
    return made


def _act(name: str) -> Act:
    return Act.objects.create(id=name * 32, kind="k", issued_at=1, leaf=b"x", leaf_hash=name.encode() * 32)


def _waiting() -> list[str]:
    return list(Waiting.objects.order_by("id").values_list("act_id", flat=True))


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("table", ["imported", "alarm", "derived", "reading", "disclosure", "waiting"])
def test_rows_of_the_exchange_are_never_changed(act: Act, table: str) -> None:
    with pytest.raises(IntegrityError, match="is insert-only|is erased or kept|is kept by triggers"):
        _run(f"UPDATE node_{table} SET id = 7")


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM node_imported",
        "DELETE FROM node_alarm",
        "DELETE FROM node_derived",
        "DELETE FROM node_reading",
        "DELETE FROM node_waiting",
        "DELETE FROM node_cursor",
        "UPDATE node_cursor SET size = 4 WHERE origin = 'o'",
        "UPDATE node_cursor SET origin = 'q' WHERE origin = 'o'",
    ],
)
def test_what_the_exchange_recorded_stays(act: Act, sql: str) -> None:
    with pytest.raises(IntegrityError, match="is insert-only|never goes back|is kept by triggers"):
        _run(sql)


@pytest.mark.parametrize(
    "sql",
    [
        (
            "INSERT OR REPLACE INTO node_imported (origin, number, act, kind, leaf, leaf_hash, recorded_at) "
            "SELECT origin, number, act, kind, x'00', leaf_hash, recorded_at FROM node_imported"
        ),
        "INSERT OR REPLACE INTO node_derived SELECT * FROM node_derived",
        "INSERT OR REPLACE INTO node_alarm SELECT * FROM node_alarm",
        "INSERT OR REPLACE INTO node_reading SELECT * FROM node_reading",
        "INSERT OR REPLACE INTO node_waiting SELECT * FROM node_waiting",
        "INSERT OR REPLACE INTO node_disclosure SELECT * FROM node_disclosure",
        "INSERT OR REPLACE INTO node_cursor SELECT origin, 4, range, note, 1 FROM node_cursor WHERE size = 5",
        (
            "INSERT OR REPLACE INTO node_cursor (rowid, origin, size, range, note, pulled_at) "
            "SELECT rowid, 'q', size, range, note, 1 FROM node_cursor"
        ),
        "UPDATE OR REPLACE node_cursor SET rowid = 1 WHERE rowid = 2",
        "UPDATE OR REPLACE node_case SET id = 1 WHERE id = 2",
        "UPDATE OR REPLACE node_case SET number = '1' WHERE number = '2'",
    ],
)
def test_replace_is_no_way_round_in_the_exchange(sqlite: None, act: Act, sql: str) -> None:
    with pytest.raises(IntegrityError, match="insert-only|never goes back|is kept|is erased or kept"):
        _run(sql)


def test_a_cursor_goes_forward_by_an_insert_that_meets_it(act: Act) -> None:
    _run(
        "INSERT INTO node_cursor (origin, size, range, note, pulled_at) SELECT origin, 6, range, note, 2 "
        "FROM node_cursor WHERE origin = 'o' ON CONFLICT (origin) DO UPDATE SET size = excluded.size"
    )
    assert Cursor.objects.get(origin="o").size == 6


def test_a_disclosure_can_be_erased_and_its_act_stays(act: Act) -> None:
    Disclosure.objects.all().delete()
    assert Act.objects.get().id == act.id


def test_an_act_waits_until_it_has_a_number(act: Act) -> None:
    other = _act("9")
    assert _waiting() == [act.id, other.id]
    Entry.objects.create(number=0, act=other)
    assert _waiting() == [act.id]
    with pytest.raises(IntegrityError, match="kept by triggers"):
        Waiting.objects.create(act=other)


def test_an_old_home_gets_its_waiting_acts(node: Node, store: Store) -> None:
    store.own("a")
    call_command("migrate", "node", "0004", verbosity=0)
    for name in "cab":
        _act(name)
    Entry.objects.create(number=0, act_id="a" * 32)
    call_command("migrate", "node", verbosity=0)
    assert _waiting() == (["b" * 32, "c" * 32] if store.server else ["c" * 32, "b" * 32])


def test_the_schema_goes_back_to_nothing_and_forward_again(node: Node, store: Store) -> None:
    store.own("a")
    call_command("migrate", "node", "zero", verbosity=0)
    assert len(unapplied()) >= 5
    assert "node_act" not in connection.introspection.table_names()
    call_command("migrate", verbosity=0)
    assert unapplied() == []
    _act("a")
    assert _waiting() == ["a" * 32]
