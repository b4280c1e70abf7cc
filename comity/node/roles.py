"""The roles of a node's PostgreSQL database, and what each may do.

The owner makes the tables and is used for nothing else. The writer is the node: it adds rows, and cannot
change or remove what is recorded, alter a table or disable a trigger. The reader sees what is published.
Grants and triggers each refuse alone. SQLite has no roles: there the triggers are all there is.
"""

import os
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.exceptions import MigrationSchemaMissing
from django.db.utils import ProgrammingError

from comity.basis.errors import InputError, StateError
from comity.node.clock import Clock
from comity.node.config import read_config
from comity.node.database import NodeDatabase
from comity.node.log import derive
from comity.node.settings import DATABASE, chosen, unapplied, use_database, use_server

_LOG = "act entry checkpoint cosignature witnessed statusplace statuschange anchor trustversion"
_EXCHANGE = "imported alarm derived"
_OFFICE = "official proposal approval reading"
WRITER = {
    **dict.fromkeys(f"{_LOG} {_EXCHANGE} {_OFFICE}".split(), "SELECT, INSERT"),
    "case": "SELECT, INSERT, UPDATE (act_id)",
    "cursor": "SELECT, INSERT, UPDATE",
    "disclosure": "SELECT, INSERT, DELETE",
    "waiting": "SELECT",  # its triggers run with the owner's rights
}
READER = dict.fromkeys(f"{_LOG} {_EXCHANGE} cursor waiting".split(), "SELECT")
_FORBIDDEN = "UPDATE", "DELETE", "TRUNCATE"


def make_tables(home: Path, database: str = "", owner: str = "", reader: str = "") -> None:
    """Make the tables of a node, or bring them up to date, and point the process at them.

    In PostgreSQL the role of the URL `owner` makes them, and grants the role of `database` what a writer
    needs and the role `reader` what a reader may see; without an owner the writer makes them itself, and
    only the triggers protect them. InputError for a role that is not there; StateError when the writer may
    do more than a writer should, an owner is needed, or the owner's database is another one.
    """
    url = chosen(database)
    if not url:
        os.close(os.open(home / DATABASE, os.O_CREAT | os.O_WRONLY, 0o600))
    use_database(home, database)
    writer = _ask("SELECT current_user") if url and owner else ""
    if writer:
        use_server(owner)
    try:
        call_command("migrate", verbosity=0)
        if writer:
            separate(writer, reader)
    except (ProgrammingError, MigrationSchemaMissing) as fault:
        raise StateError("database.owner_needed", role=_ask("SELECT current_user")) from fault
    if writer:
        use_database(home, database)
        if unapplied():
            raise StateError("database.other_owner", role=writer)


def found_tables(home: Path, database: str, owner: str = "", reader: str = "") -> None:
    """Tables for a new node in PostgreSQL; StateError when the database holds another node's register."""
    make_tables(home, database, owner, reader)
    if any(_ask(f"SELECT count(*) FROM node_{table}") for table in ("act", "official", "witnessed")):
        use_database(None)
        raise StateError("database.in_use")


def upgrade(home: Path, owner: str = "", reader: str = "") -> list[str]:
    """Bring the tables of a node up to date, and its roles with an owner; the migrations that were missing.

    InputError when there is no node; else as for `make_tables`. The process is then pointed at no database.
    """
    home = home.resolve()
    database = read_config(home).database
    if not chosen(database) and not (home / DATABASE).is_file():
        raise InputError("node.no_home", path=str(home))
    use_database(home, database)
    missing = unapplied()
    if missing or owner:
        make_tables(home, database, owner, reader)
        derive(NodeDatabase(), Clock().now())
    use_database(None)
    return missing


def separate(writer: str, reader: str = "") -> None:
    """Grant the roles their rights, as the owner who is connected; take from everybody else."""
    for role in filter(None, (writer, reader)):
        if not _ask("SELECT count(*) FROM pg_roles WHERE rolname = %s", role):
            raise InputError("database.no_role", path="database", role=role)
    if _ask("SELECT pg_has_role(%s, current_user, 'MEMBER')", writer):
        raise StateError("database.not_apart", role=writer, table="node_act", right="OWNERSHIP")
    with connection.cursor() as cursor:
        for statement in grants(writer, reader):
            cursor.execute(statement)
    for table, right in ((table, right) for table in _LOG.split() for right in _FORBIDDEN):
        if _ask("SELECT has_table_privilege(%s, %s, %s)", writer, f"node_{table}", right):
            raise StateError("database.not_apart", role=writer, table=f"node_{table}", right=right)


def grants(writer: str, reader: str = "") -> list[str]:
    """The SQL that gives two roles their rights in the schema `public`, and nobody else any."""
    roles = [_quoted(role) for role in (writer, reader) if role]
    everybody = ", ".join(["PUBLIC", *roles])
    granted = [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {everybody}",
        f"REVOKE CREATE ON SCHEMA public FROM {everybody}",
        f"GRANT USAGE ON SCHEMA public TO {', '.join(roles)}",
        f"GRANT SELECT ON django_migrations TO {', '.join(roles)}",
    ]
    for role, rights in zip(roles, (WRITER, READER), strict=False):
        granted += [f"GRANT {right} ON node_{table} TO {role}" for table, right in rights.items()]
    return granted


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _ask(sql: str, *params: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        (found,) = cursor.fetchone()
    return str(found) if found else ""
