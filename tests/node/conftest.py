"""A node of the tests: a home, officials, kinds of act only tests know; on each store where it matters."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from comity.basis.dates import Day
from comity.node.clock import Clock
from comity.node.config import Config
from comity.node.node import Node, init_node
from comity.node.officials import add_official
from tests.node.postgres import Server, Store

KINDS = (Path(__file__).parents[1] / "acts.md").read_text("utf-8")
DAY = Day(2026, 11, 21)
_ACTS = "disclosures docket entries models standing statuses store trusted"
_LOGS = "alarms duties guards locks peer sequencer"
BOTH = {f"test_{noun}" for noun in f"{_ACTS} {_LOGS}".split()}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what needs a store on each; a test that asks for `sqlite` speaks SQLite's own words."""
    if "store" in metafunc.fixturenames:
        both = metafunc.module.__name__.rpartition(".")[2] in BOTH and "sqlite" not in metafunc.fixturenames
        metafunc.parametrize("store", ("sqlite", "postgres") if both else ("sqlite",), indirect=True)


@pytest.fixture
def sqlite() -> None:
    """Nothing: whoever asks for it runs on SQLite alone."""


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    # The server runs as a user of its own, who may not enter the folders pytest makes.
    with TemporaryDirectory(prefix="comity-postgres-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o777)
        running = Server(Path(folder) / "data")
        yield running
        running.close()


@pytest.fixture
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    made = Store(monkeypatch, request.getfixturevalue("server") if request.param == "postgres" else None)
    yield made
    made.drop()


@pytest.fixture
def pack_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "packs" / "test"
    folder.mkdir(parents=True)
    (folder / "acts.md").write_text(KINDS, encoding="utf-8")
    return folder.parent


@pytest.fixture
def config(pack_folder: Path) -> Config:
    return Config("a.example", "a.example/2026", "test", pack_folder=str(pack_folder), example=True)


@pytest.fixture
def node(tmp_path: Path, config: Config, store: Store) -> Iterator[Node]:
    store.take("a")
    made = init_node(tmp_path / "a", config, Clock(DAY))
    for name, role in (
        ("Anna", "drafter"),
        ("Boris", "approver"),
        ("Vera", "approver"),
        ("Rita", "registrar"),
    ):
        add_official(made, name, role)
    yield made
    made.close()
