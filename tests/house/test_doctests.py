"""Every example in a docstring of the parts that need no running node is run."""

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EDGE = {"node", "api", "web", "cli"}  # these need a configured Django or a terminal
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in sorted((ROOT / "comity").rglob("*.py"))
    if path.name not in ("__init__.py", "desk.py") and not EDGE & {*path.parts}
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_hold(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0
