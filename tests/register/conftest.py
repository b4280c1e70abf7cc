"""The invented world of the vectors (tests/vectors/world.py), for every test of the register."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def world() -> Any:
    path = Path(__file__).parents[1] / "vectors" / "world.py"
    spec = importlib.util.spec_from_file_location("vector_world", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def known(world: Any) -> dict[str, Any]:
    """What a verifier has beside a credential, as `verify` takes it."""
    trust = world.trust_list()
    lists, _ = world.status.read_all([world.status_token()], trust)
    return {"trust": trust, "statuses": lists, "at": world.AT, "day": world.DAY}
