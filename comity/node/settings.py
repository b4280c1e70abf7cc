"""Django for a node, configured in code: importing this makes its models importable.

No database is named until a node is opened (node.open_node): until then any query fails.
SQLite: a write-ahead log, every commit on disk (synchronous FULL), and transactions that take the write lock
when they begin, so that what was read before writing is still true when it is written.
PostgreSQL: a commit returns when it is on disk (synchronous_commit); what must stay true between reading and
writing is held by `locks`.
"""

import os
import secrets
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import django
from django.conf import settings
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

from comity.basis.errors import InputError, StateError
from comity.node import migrations

DATABASE = "register.sqlite3"
ENVIRONMENT = "COMITY_DATABASE"
_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
_WAIT_S = 20  # a batch of the sequencer takes well under a second; the second process waits its turn
_SESSION = f"-c synchronous_commit=on -c lock_timeout={_WAIT_S}s"
_DURABLE = ("fsync", "full_page_writes", "synchronous_commit")  # all must be on
_NAMED = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
_SCHEMES = ("postgresql://", "postgres://")


def use_database(home: Path | None, database: str = "") -> None:
    """Point the process at the database of a data folder, or at none.

    `database` is the node's setting: empty for SQLite in the folder, or a URL `postgresql://...`; where the
    environment names COMITY_DATABASE, that one counts. InputError when it cannot be read; StateError when
    there is no driver for it, or its commits are not on disk.
    """
    url = chosen(database) if home else ""
    if url:
        use_server(url)
    else:
        _point(_sqlite(str(home / DATABASE) if home else ""))


def use_server(url: str) -> None:
    """Point the process at exactly this PostgreSQL database; refusals as for `use_database`."""
    _point(_postgresql(url))
    _refuse_forgetful()


def chosen(database: str) -> str:
    """The URL that counts for a node with this setting; empty for SQLite."""
    return os.environ.get(ENVIRONMENT) or database


def unapplied() -> list[str]:
    """The migrations the database has not seen, in order; empty when it is as this version expects."""
    seen = MigrationRecorder(connection).applied_migrations()
    wanted = sorted(each.name for each in iter_modules(migrations.__path__))
    return [name for name in wanted if ("node", name) not in seen]


def _sqlite(path: str) -> dict[str, Any]:
    options = {"transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS, "timeout": _WAIT_S}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": options}


def _postgresql(url: str) -> dict[str, Any]:
    told = parts(url)
    named = {name: told.pop(word, "") for word, name in _NAMED.items()}
    options = {**told, "options": f"{told.get('options', '')} {_SESSION}".strip()}
    return {"ENGINE": "django.db.backends.postgresql", **named, "OPTIONS": options}


def parts(url: str) -> dict[str, str]:
    """What a PostgreSQL URL names, by libpq's words; InputError when it is none, or names no database."""
    try:
        psycopg = import_module("psycopg")  # an extra: a node on SQLite does without
    except ImportError as fault:
        raise StateError("database.no_driver") from fault
    if not url.startswith(_SCHEMES):
        raise InputError("database.not_a_url", path="database")
    try:
        told = {name: str(value) for name, value in psycopg.conninfo.conninfo_to_dict(url).items()}
    except psycopg.ProgrammingError as fault:
        raise InputError("database.not_a_url", path="database") from fault
    if not {"dbname", "service"} & told.keys():
        raise InputError("database.not_a_url", path="database")
    return told


def _point(told: dict[str, Any]) -> None:
    connection.close()
    connections.settings["default"] = told
    connections.configure_settings(connections.settings)
    del connections["default"]


def _refuse_forgetful() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [[*_DURABLE]])
        for name, found in cursor.fetchall():
            if found != "on":
                raise StateError("database.not_durable", setting=name, value=found)


if not settings.configured:
    settings.configure(
        SECRET_KEY=secrets.token_urlsafe(48),  # signs nothing: this slice has no sessions
        INSTALLED_APPS=["comity.node"],
        DATABASES={"default": _sqlite("")},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        TIME_ZONE="UTC",
        USE_I18N=False,
    )
    django.setup()
