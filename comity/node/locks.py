"""Locks of the database, each for one purpose and held until the transaction ends.

SQLite needs none: a transaction takes the write lock when it begins (settings), so what was read stays true.
PostgreSQL runs writers side by side. What is counted before it is written, or looked for before it is added,
is counted and looked for under an advisory lock.
"""

import hashlib
from typing import Any

from django.db import connection

_BYTES = 8  # an advisory lock is a bigint


def sequencer_lock(cursor: Any, origin: str) -> None:
    """Let one sequencer number the acts of a log, until the cursor's transaction ends."""
    purpose_lock(cursor, f"sequencer {origin}")


def purpose_lock(cursor: Any, purpose: str) -> None:
    """Wait until no other transaction of the database holds the purpose, and hold it."""
    database = getattr(cursor, "db", None)  # a cursor of Django's; a plain one is SQLite's
    if database is not None and database.vendor == "postgresql":
        number = int.from_bytes(hashlib.sha256(purpose.encode()).digest()[:_BYTES], "big", signed=True)
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def hold(purpose: str) -> None:
    """The same on the open node's database, within `transaction.atomic()`."""
    with connection.cursor() as cursor:
        purpose_lock(cursor, purpose)
