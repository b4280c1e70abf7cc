"""A database and a shelf in memory that can fail at any step: the same SQL, triggers and tiles as a node's.

A crash is an exception no code of the node may catch. What was durable stays: committed transactions, and
files that were put; all else a process held is gone with it.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from django.core.management import call_command

from comity.node.settings import DATABASE, use_database
from comity.register import act, checkpoint
from comity.register.keys import BUILT_IN, ED25519


class Crash(BaseException):
    """The process dies here. No `except Exception` sees it."""


class DiskFullError(Exception):
    """What a database or a file system says when there is no room."""


Point = Callable[[str], None]  # called with the name of each step that can fail; raises to fail there


def nowhere(step: str) -> None:
    """No step fails."""


_OWN = BUILT_IN[ED25519]
# what is pure gives the same again: in a simulation most signatures are made and checked many times
REMEMBERED = {
    ED25519: replace(
        _OWN,
        sign=lru_cache(1 << 14)(_OWN.sign),
        verify=lru_cache(1 << 15)(_OWN.verify),
        public_of=cache(_OWN.public_of),
    )
}


@contextmanager
def remembered() -> Iterator[None]:
    """Within it an act or a note is read once, however often its bytes come by: reading is pure."""
    acts, notes = lru_cache(1 << 13)(act.read), lru_cache(1 << 10)(checkpoint.read)
    with patch.object(act, "read", acts), patch.object(checkpoint, "read", notes):
        yield


@cache
def schema() -> bytes:
    """An empty register as the migrations make it, as the bytes of a database."""
    with TemporaryDirectory() as folder:
        use_database(Path(folder))
        call_command("migrate", verbosity=0)
        use_database(None)
        with sqlite3.connect(Path(folder) / DATABASE) as made:
            made.execute("PRAGMA journal_mode=DELETE")  # a database in memory has no write-ahead log
            return made.serialize()


@lru_cache(1 << 9)
def _plain(sql: str) -> str:
    return sql.replace("%s", "?")


class MemoryCursor:
    """A cursor of the plain library that takes `%s` for a value, as Django's does."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    def execute(self, sql: str, params: Sequence[Any] = (), /) -> object:
        return self._cursor.execute(_plain(sql), params)

    def executemany(self, sql: str, rows: Sequence[Sequence[Any]], /) -> object:
        return self._cursor.executemany(_plain(sql), rows)

    def fetchone(self) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._cursor.fetchone()
        return row

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self._cursor.fetchall()


class MemoryDatabase:
    """A register in memory. `at` is asked before and after each commit that writes.

    A crash before it undoes the work; one after it loses only the answer.
    """

    def __init__(self, at: Point = nowhere, data: bytes | None = None) -> None:
        self.at = at
        self._connection = sqlite3.connect(":memory:", isolation_level=None, cached_statements=512)
        self._connection.deserialize(data or schema())

    @contextmanager
    def transaction(self) -> Iterator[MemoryCursor]:
        cursor = self._connection.cursor()
        cursor.execute("BEGIN IMMEDIATE")
        before = self._connection.total_changes
        try:
            yield MemoryCursor(cursor)
            wrote = self._connection.total_changes > before
            if wrote:
                self.at("commit")
        except BaseException:
            cursor.execute("ROLLBACK")
            raise
        cursor.execute("COMMIT")
        if wrote:
            self.at("committed")

    def rows(self, sql: str, *params: Any) -> list[tuple[Any, ...]]:
        """What a query gives, for the checker."""
        return self._connection.execute(sql, params).fetchall()

    def tamper(self, sql: str, *params: Any) -> None:
        """What an administrator can do: drop the triggers of a table, change its rows, put them back."""
        table = "node_act"
        triggers = self.rows(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", table
        )
        for name, _ in triggers:
            self._connection.execute(f"DROP TRIGGER {name}")
        self._connection.execute(sql, params)
        for _, text in triggers:
            self._connection.execute(text)

    def backup(self) -> bytes:
        """The database as it is now."""
        return self._connection.serialize()

    def restore(self, data: bytes) -> None:
        """The database as it was then."""
        self._connection.deserialize(data)


class MemoryShelf:
    """A shelf in memory. `at` is asked before and after each write."""

    def __init__(self, at: Point = nowhere) -> None:
        self.at = at
        self.files: dict[str, bytes] = {}

    def get(self, path: str) -> bytes | None:
        return self.files.get(path)

    def put(self, path: str, data: bytes) -> None:
        if self.files.get(path) == data:
            return
        self.at("write")
        self.files[path] = data
        self.at("written")

    def discard(self, path: str) -> None:
        for each in [name for name in self.files if name.startswith(f"{path}/")]:
            self.at("discard")
            del self.files[each]
