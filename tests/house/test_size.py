"""A file is read in one sitting, a function on one screen."""

import ast
from pathlib import Path

MOST_FILE_LINES = 500
MOST_FUNCTION_LINES = 60


def test_no_file_of_code_is_longer_than_500_lines(files: list[Path], root: Path) -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in files if path.suffix == ".py"}
    assert {str(p.relative_to(root)): n for p, n in lengths.items() if n > MOST_FILE_LINES} == {}


def test_no_function_is_longer_than_60_lines(files: list[Path], root: Path) -> None:
    long = {}
    for path in files:
        if path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                if (lines := node.end_lineno - node.lineno + 1) > MOST_FUNCTION_LINES:
                    long[f"{path.relative_to(root)}:{node.lineno} {node.name}"] = lines
    assert long == {}


def test_packages_do_not_re_export(code: dict[str, ast.Module]) -> None:
    rooms = {path: tree for path, tree in code.items() if path.endswith("/__init__.py")}
    assert [
        f"{path}:{node.lineno}"
        for path, tree in rooms.items()
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef)
    ] == []
