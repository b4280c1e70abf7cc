"""Below the node: no clock, no file, no environment, no binary float."""

import ast

import pytest

PURE = (
    "basis",
    "feel",
    "law",
    "register",
    "exchange",
    "goods",
    "motor",
    "programme",
    "corridor",
    "harmonise",
    "rights",
)
CLOCK = {"now", "today", "utcnow", "localtime"}
WORLD = {"open", "input", "print", "eval", "exec", "breakpoint", "__import__"}


@pytest.fixture(scope="module")
def pure(code: dict[str, ast.Module]) -> dict[str, ast.Module]:
    """The files of the pure parts; a system's desk is not one of them."""
    return {p: t for p, t in code.items() if p.split("/")[1] in PURE and not p.endswith("/desk.py")}


def called(tree: ast.Module) -> list[tuple[str, ast.Call, bool]]:
    """Name, call and whether it is a method, of each call."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found.append((node.func.id, node, False))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            found.append((node.func.attr, node, True))
    return found


def test_nothing_reads_the_clock(pure: dict[str, ast.Module]) -> None:
    calls = [(path, *call) for path, tree in pure.items() for call in called(tree)]
    assert [
        f"{path}:{node.lineno} {name}" for path, name, node, method in calls if method and name in CLOCK
    ] == []


def test_nothing_opens_asks_or_runs(pure: dict[str, ast.Module]) -> None:
    calls = [(path, *call) for path, tree in pure.items() for call in called(tree)]
    assert [
        f"{path}:{node.lineno} {name}" for path, name, node, method in calls if not method and name in WORLD
    ] == []


def test_no_binary_float_is_written_or_made(pure: dict[str, ast.Module]) -> None:
    floats = [
        f"{path}:{node.lineno} {node.value}"
        for path, tree in pure.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex)
    ]
    made = [
        f"{path}:{node.lineno} float()"
        for path, tree in pure.items()
        for name, node, method in called(tree)
        if name == "float" and not method
    ]
    assert floats + made == []


def test_input_is_never_checked_by_assert(code: dict[str, ast.Module]) -> None:
    found = [(path, node) for path, tree in code.items() for node in ast.walk(tree)]
    assert [f"{path}:{node.lineno}" for path, node in found if isinstance(node, ast.Assert)] == []
