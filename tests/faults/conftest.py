"""The simulation for the named faults: two nodes, and what is read or sealed remembered."""

from collections.abc import Iterator

import pytest

from tests.faults.memory import remembered
from tests.faults.world import SimNode, World


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
