"""A node of the tests: a home, officials, a kind of act that only tests know."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.basis.dates import Day
from comity.node.clock import Clock
from comity.node.config import Config
from comity.node.node import Node, init_node
from comity.node.officials import add_official

KINDS = (Path(__file__).parents[1] / "acts.md").read_text("utf-8")
DAY = Day(2026, 11, 21)


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
def node(tmp_path: Path, config: Config) -> Iterator[Node]:
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
