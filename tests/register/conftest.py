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
