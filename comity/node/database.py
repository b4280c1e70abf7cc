"""The database as an argument: a transaction that gives a cursor. SQL is written with `%s` for each value."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from django.db import connection, transaction

Row = tuple[Any, ...]


class Cursor(Protocol):
    """What the ledger needs of a cursor: that of DB-API 2.0 (PEP 249), no more."""

    def execute(self, sql: str, params: Sequence[Any] = (), /) -> object:
        """Run one statement."""

    def executemany(self, sql: str, rows: Sequence[Sequence[Any]], /) -> object:
        """Run one statement for each row."""

    def fetchone(self) -> Row | None:
        """The next row; None after the last."""

    def fetchall(self) -> list[Row]:
        """The rows left."""


class Database(Protocol):
    """Where a node keeps its register; the simulation of faults gives another one than a running node."""

    def transaction(self) -> AbstractContextManager[Cursor]:
        """A cursor whose work is durable when the block ends, and undone when it raises."""


class NodeDatabase:
    """The database of the open node, through Django's connection: SQLite or PostgreSQL."""

    @contextmanager
    def transaction(self) -> Iterator[Cursor]:
        """A cursor inside Django's transaction; a block within another joins it."""
        with transaction.atomic(), connection.cursor() as cursor:
            yield cursor
