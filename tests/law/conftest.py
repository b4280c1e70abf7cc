"""Packs of invented law, made in a line."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from comity.law.evaluate import Result, evaluate
from comity.law.library import Library
from tests.law.engines import DuckDb, Postgres, Spark

HEAD = (
    "# Invented law\npack: aa\njurisdiction: aa\ncite: Invented Act, article 1\nconfidence: B\n"
    "silent: invented\n\n"
)

Law = Callable[[str], Library]


@pytest.fixture(scope="session")
def law() -> Law:
    """The library of one pack, `aa`, from the text of its sections."""
    return lambda sections: Library.from_texts({"aa.md": HEAD + sections})


Ask = Callable[..., Result]


@pytest.fixture(scope="session")
def at() -> Ask:
    """The answer of a rule on a day in 2026 for facts given by name; a dot in a name is written as __."""

    def ask(library: Library, rule: str, day: date = date(2026, 7, 1), **facts: object) -> Result:
        told = {name.replace("__", "."): value for name, value in facts.items()}
        return evaluate(rule, told, library, day)

    return ask


@pytest.fixture(scope="session")
def duckdb() -> DuckDb:
    return DuckDb()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    # The server runs as a user of its own, who may not enter the folders pytest makes.
    with TemporaryDirectory(prefix="comity-postgres-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o777)
        server = Postgres(Path(folder) / "data")
        yield server
        server.close()


@pytest.fixture(scope="session")
def spark() -> Iterator[Spark]:
    session = Spark()
    yield session
    session.close()
