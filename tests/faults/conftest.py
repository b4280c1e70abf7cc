"""The simulation for the named faults: two nodes, and what is read or sealed remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.node.config import Config
from comity.node.node import init_node
from tests.faults.memory import remembered
from tests.faults.world import SimNode, World

KINDS = """# Kinds of the tests
pack: test/acts
jurisdiction: test
checked: 2026-11-21

## kinds
Officials needed
inputs: kind: text

| kind          | approvals |
|---------------|-----------|
| "test.permit" | 0         |
"""


@pytest.fixture(autouse=True)
def quick() -> Iterator[None]:
    with remembered():
        yield


@pytest.fixture
def world() -> World:
    return World(1)


@pytest.fixture
def a(world: World) -> SimNode:
    return world.nodes[0]


@pytest.fixture
def b(world: World) -> SimNode:
    return world.nodes[1]


@pytest.fixture
def homes(tmp_path: Path) -> list[Path]:
    """The data folders of two real nodes, which issue permits by themselves."""
    (tmp_path / "packs" / "test").mkdir(parents=True)
    (tmp_path / "packs" / "test" / "acts.md").write_text(KINDS, "utf-8")
    for name in "ab":
        packs = str(tmp_path / "packs")
        config = Config(f"{name}.example", f"{name}.example/2026", "test", pack_folder=packs, example=True)
        init_node(tmp_path / name, config).close()
    return [tmp_path / "a", tmp_path / "b"]
