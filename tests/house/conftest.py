"""What the tests of the house look at: every file of the project, and the code as syntax trees."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_OURS = {".git", ".venv", "__pycache__", "out", "_build"}


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def code() -> dict[str, ast.Module]:
    """The syntax tree of each file of comity/, by its path from the root."""
    paths = sorted((ROOT / "comity").rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}


@pytest.fixture(scope="session")
def files() -> list[Path]:
    """Each file that is or will be committed; without git, each file that is no product of a build."""
    asked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    if asked.returncode == 0:
        return [ROOT / name for name in asked.stdout.decode().split("\0") if name and (ROOT / name).is_file()]
    return [path for path in ROOT.rglob("*") if path.is_file() and not NOT_OURS & {*path.parts}]
