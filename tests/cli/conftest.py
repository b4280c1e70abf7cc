"""A node of the tests as the commands of `comity register` meet it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from comity.cli.main import app
from comity.node.clock import Clock
from comity.node.config import Config
from comity.node.node import Node, init_node
from comity.node.officials import add_official
from tests.node.test_docket import DAY

KINDS = (Path(__file__).parents[1] / "acts.md").read_text("utf-8")


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    folder = tmp_path / "packs" / "test"
    folder.mkdir(parents=True)
    (folder / "acts.md").write_text(KINDS, "utf-8")
    config = Config("a.example", "a.example/2026", "test", pack_folder=str(folder.parent), example=True)
    made = init_node(tmp_path / "a", config, Clock(DAY))
    for name, role in (("Anna", "drafter"), ("Boris", "approver")):
        add_official(made, name, role)
    yield made
    made.close()


def run(node: Node, *words: str, code: int = 0, language: str = "en") -> str:
    """What a command of the register prints, on a wide screen."""
    home = ["--home", str(node.home), "--at", str(DAY), "--lang", language]
    done = CliRunner().invoke(app, [*home, "register", *words], env={"COLUMNS": "200"})
    assert done.exit_code == code, done.output
    return done.output


def told(node: Node, *words: str, code: int = 0) -> Any:
    """The same for machines."""
    return json.loads(run(node, "--json", *words, code=code))
