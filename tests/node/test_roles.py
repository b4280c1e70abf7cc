"""The roles of a node's PostgreSQL database: grants and triggers each refuse alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from comity.basis.dates import Day
from comity.basis.errors import InputError, StateError
from comity.node import roles
from comity.node.clock import Clock
from comity.node.config import Config
from comity.node.node import init_node, open_node
from comity.node.officials import add_official, find_official
from comity.node.settings import DATABASE, use_database, use_server
from tests.house.examples import ROOT, Reader, check
from tests.node.postgres import OWNER, READER, WRITER, Server

DAY = Day(2026, 11, 21)
TABLES = {model._meta.db_table.removeprefix("node_") for model in apps.get_app_config("node").get_models()}
INSERT_ONLY = sorted(table for table, rights in roles.WRITER.items() if rights == "SELECT, INSERT")
CHANGES = ["UPDATE node_{0} SET {1} = {1}", "DELETE FROM node_{0}", "TRUNCATE node_{0} CASCADE"]


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """A database like a new node's."""
    name = server.copy()
    yield name
    use_database(None)
    server.drop(name)


def _column(run: Any, table: str) -> str:
    return str(run.execute(f"SELECT * FROM node_{table} LIMIT 0").description[0].name)


def test_every_table_has_its_rights() -> None:
    assert TABLES == roles.WRITER.keys()
    assert TABLES - roles.READER.keys() == {
        "case",
        "disclosure",
        "official",
        "proposal",
        "approval",
        "reading",
    }


@pytest.mark.parametrize("table", INSERT_ONLY)
def test_the_writer_is_refused_by_grants_and_then_by_triggers(
    server: Server, database: str, table: str
) -> None:
    granted, refused = server.psycopg.errors.InsufficientPrivilege, server.psycopg.IntegrityError
    with server.connect(database, WRITER) as writer, server.connect(database, OWNER) as owner:
        changes = [change.format(table, f'"{_column(writer, table)}"') for change in CHANGES]
        for sql in [*changes, f"ALTER TABLE node_{table} DISABLE TRIGGER ALL"]:
            with pytest.raises(granted):
                writer.execute(sql)
        owner.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {WRITER}")
        for sql in changes:
            with pytest.raises(refused, match="is insert-only"):
                writer.execute(sql)
        with pytest.raises(granted, match="must be owner"):
            writer.execute(f"ALTER TABLE node_{table} DISABLE TRIGGER ALL")


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE other ()",
        "CREATE FUNCTION public.node_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "CREATE OR REPLACE FUNCTION node_act_waits() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
        "DROP TABLE node_act CASCADE",
        "DROP TRIGGER act_stays ON node_act",
        "SET session_replication_role = replica",
        "INSERT INTO node_waiting (act_id) VALUES ('x')",
        "DELETE FROM node_waiting",
        "UPDATE node_case SET number = 'x'",
        "DELETE FROM node_case",
        "UPDATE node_disclosure SET value = ''",
        "DELETE FROM node_cursor",
        "DELETE FROM django_migrations",
    ],
)
def test_the_writer_changes_no_table_and_no_trigger(server: Server, database: str, sql: str) -> None:
    refused = server.psycopg.errors
    with (
        server.connect(database, WRITER) as writer,
        pytest.raises((refused.InsufficientPrivilege, refused.DuplicateFunction)),
    ):
        writer.execute(sql)


def test_a_temporary_table_does_not_stand_in_for_one(server: Server, database: str) -> None:
    with server.connect(database, WRITER) as writer:
        writer.execute("CREATE TEMPORARY TABLE node_entry (number bigint, act_id text)")
        writer.execute("CREATE TEMPORARY TABLE node_waiting (act_id text)")
        writer.execute("INSERT INTO public.node_act VALUES ('a', 'k', 1, 'x', 'y')")
        assert writer.execute("SELECT act_id FROM public.node_waiting").fetchall() == [("a",)]
        writer.execute("INSERT INTO pg_temp.node_entry VALUES (6, 'z')")
        with pytest.raises(server.psycopg.IntegrityError, match="no gaps"):
            writer.execute("INSERT INTO public.node_entry VALUES (7, 'a')")


def test_the_reader_sees_what_is_published_and_no_person(server: Server, database: str) -> None:
    with server.connect(database, READER) as reader:
        for table in roles.READER:
            reader.execute(f"SELECT * FROM node_{table}")
        for table in TABLES - roles.READER.keys():
            with pytest.raises(server.psycopg.errors.InsufficientPrivilege):
                reader.execute(f"SELECT * FROM node_{table}")
        with pytest.raises(server.psycopg.errors.InsufficientPrivilege):
            reader.execute("INSERT INTO node_alarm (origin) VALUES ('x')")


def test_a_writer_who_owns_the_tables_is_refused(server: Server, tmp_path: Path) -> None:
    server.bare("unseparated")
    with pytest.raises(StateError, match=r"database\.not_apart"):
        roles.make_tables(tmp_path, server.url("unseparated", OWNER), server.url("unseparated", OWNER))
    use_database(None)
    server.drop("unseparated")


def test_a_writer_with_rights_from_elsewhere_is_refused(
    server: Server, database: str, tmp_path: Path
) -> None:
    with server.connect(database) as admin:
        admin.execute("CREATE ROLE strong LOGIN IN ROLE pg_write_all_data")
    with pytest.raises(StateError, match=r"database\.not_apart.*UPDATE"):
        roles.make_tables(tmp_path, server.url(database, "strong"), server.url(database, OWNER))


def test_a_role_that_is_not_there_is_named(server: Server, database: str, tmp_path: Path) -> None:
    urls = server.url(database, WRITER), server.url(database, OWNER)
    with pytest.raises(InputError, match=r"database\.no_role.*nobody"):
        roles.make_tables(tmp_path, *urls, "nobody")


def test_the_owner_of_another_database_is_refused(server: Server, database: str, tmp_path: Path) -> None:
    server.bare("elsewhere")
    server.bare("empty")
    with pytest.raises(StateError, match=r"database\.other_owner"):
        roles.make_tables(tmp_path, server.url("empty", WRITER), server.url("elsewhere", OWNER))
    use_database(None)
    server.drop("elsewhere")
    server.drop("empty")


@pytest.fixture
def bare(server: Server) -> Iterator[str]:
    """An empty database that the owner owns."""
    server.bare("comity")
    yield "comity"
    use_database(None)
    server.drop("comity")


def test_a_node_in_postgresql_keeps_its_url_and_opens_again(
    server: Server, bare: str, tmp_path: Path, config: Config
) -> None:
    own = replace(config, database=server.url(bare, WRITER))
    made = init_node(tmp_path / "a", own, Clock(DAY), server.url(bare, OWNER), READER)
    add_official(made, "Anna", "registrar")
    made.close()
    assert not (tmp_path / "a" / DATABASE).exists()
    again = open_node(tmp_path / "a", Clock(DAY))
    assert (again.config.database, connection.vendor) == (own.database, "postgresql")
    assert find_official("anna").role == "registrar"
    again.close()
    other = replace(own, name="b.example", origin="b.example/2026")
    with pytest.raises(StateError, match=r"database\.in_use"):
        init_node(tmp_path / "b", other, Clock(DAY), server.url(bare, OWNER))
    assert not (tmp_path / "b").exists()


def test_only_the_owner_brings_tables_up_to_date(
    server: Server, bare: str, tmp_path: Path, config: Config
) -> None:
    own = replace(config, database=server.url(bare, WRITER))
    with pytest.raises(StateError, match=r"database\.owner_needed.*comity_writer"):
        init_node(tmp_path / "a", own, Clock(DAY))
    assert not (tmp_path / "a").exists()
    init_node(tmp_path / "a", own, Clock(DAY), server.url(bare, OWNER)).close()
    use_server(server.url(bare, OWNER))
    call_command("migrate", "node", "0004", verbosity=0)
    with pytest.raises(StateError, match=r"database\.owner_needed"):
        roles.upgrade(tmp_path / "a")
    done = roles.upgrade(tmp_path / "a", server.url(bare, OWNER), READER)
    assert done[0] == "0005_guards"
    assert roles.upgrade(tmp_path / "a") == []


def test_the_page_on_postgresql_holds(
    server: Server, bare: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "docs/do/use-postgresql.md"
    reader = Reader.at_a_clone(tmp_path)
    reader.environment["PGHOST"] = server.host
    check((ROOT / page).read_text("utf-8"), reader, page, monkeypatch)
