"""Django for a node, configured in code: importing this makes its models importable.

No database is named until a node is opened (node.open_node): until then any query fails.
SQLite: a write-ahead log, every commit on disk (synchronous FULL), and transactions that take the write lock
when they begin, so that what was read before writing is still true when it is written.
"""

import secrets
from pathlib import Path

import django
from django.conf import settings
from django.db import connection

DATABASE = "register.sqlite3"
_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
_WAIT_S = 20  # a batch of the sequencer takes well under a second; the second process waits its turn


def use_database(home: Path | None) -> None:
    """Point the process at the database in a data folder, or at none."""
    connection.close()
    connection.settings_dict["NAME"] = str(home / DATABASE) if home else ""


if not settings.configured:
    settings.configure(
        SECRET_KEY=secrets.token_urlsafe(48),  # signs nothing: this slice has no sessions
        INSTALLED_APPS=["comity.node"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": "",
                "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS, "timeout": _WAIT_S},
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        TIME_ZONE="UTC",
        USE_I18N=False,
    )
    django.setup()
