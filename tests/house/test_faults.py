"""The page of faults names tests that exist, leaves no file of them out, and its codes have words."""

import ast
import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "lookup" / "faults.md").read_text("utf-8")
FAULTS = ROOT / "tests" / "faults"
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| fault ")]
CODE = re.compile(r"`([a-z]+\.[a-z_]+)`")


def claims_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name[:5] == "test_"}


def named(row: str) -> dict[str, set[str]]:
    """File to tests, as the last cell of a row names them."""
    found: dict[str, set[str]] = {}
    for part in row.rstrip("| ").rpartition("|")[2].split(";"):
        file, _, names = part.partition(":")
        found.setdefault(file.strip(" `"), set()).update(re.findall(r"`(test_\w+)`", names))
    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip()[:40])
def test_every_fault_names_tests_that_exist(row: str) -> None:
    assert named(row)
    for file, names in named(row).items():
        assert names
        assert names <= claims_in(FAULTS / file)


def test_every_file_of_tests_of_faults_is_named_on_the_page() -> None:
    told = {file for row in ROWS for file in named(row)}
    assert {path.name for path in FAULTS.glob("test_*.py")} == told


def test_every_code_on_the_page_has_words() -> None:
    books = [
        importlib.import_module(f"comity.{part}.phrases").PHRASES for part in ("node", "exchange", "register")
    ]
    told = {code for book in books for code in book}
    codes = {code for row in ROWS for code in CODE.findall(row) if not code.endswith(".py")}
    assert codes - told == set()
