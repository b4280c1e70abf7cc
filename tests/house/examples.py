"""How the examples of a page are read and run.

A ```console block holds commands behind `$ ` and, below each, what it prints: `...` alone on a line stands
for any lines, `…` or `[...]` inside a line for any text. A ```python block is run, as a doctest when it
holds `>>>`. A block that is not to be run says ```text, or names a language of data and, after it, the file
the reader saves it as, if any: ```yaml kettle.yaml. One folder a page, blocks in order, each command in a
shell of its own; what `export` names stays for the commands after it.
"""

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<info>[^\n`]*)\n(?P<body>.*?)^ *(?P=fence) *$", re.M | re.S
)
DATA = {"text", "cddl", "json", "yaml", "xml", "toml", "markdown", "diff", "sql"}
# Words for make: running them here would run this test within itself. The tests put comity on the path.
NOT_RUN = {"make", "make demo", "make test", "make lint", "make bench", "make docs", "make lock"}
NOT_RUN |= {". .venv/bin/activate"}
EXPORT = re.compile(r"export (\w+)=")
SECONDS = 120


@dataclass(frozen=True, slots=True)
class Block:
    line: int
    info: str
    body: str


@dataclass
class Reader:
    """Somebody at a shell in a folder of their own, with the applications of demo/ and the packs at hand."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.environment = surroundings(self.folder)

    @classmethod
    def at_a_clone(cls, folder: Path) -> "Reader":
        (folder / "demo").mkdir()
        for path in (ROOT / "demo").glob("*.yaml"):
            shutil.copy(path, folder / "demo")
        shutil.copytree(ROOT / "packs", folder / "packs")
        return cls(folder)

    def saves(self, name: str, body: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")

    def types(self, command: str) -> str:
        """What the command prints, on both channels."""
        exported = EXPORT.match(command)
        asked = f'{command}\nprintf %s "${exported[1]}"' if exported else command
        told = subprocess.run(
            ["bash", "-c", asked], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=SECONDS, check=False,
        )  # fmt: skip
        if exported:
            self.environment[exported[1]] = told.stdout
            return ""
        return told.stdout if told.stdout.endswith("\n") or not told.stdout else f"{told.stdout}\n"


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page; those inside a MyST directive such as a note too."""
    for found in FENCE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        info = found["info"].strip()
        if info.startswith("{"):
            yield from (Block(line + each.line, each.info, each.body) for each in blocks(found["body"]))
        else:
            yield Block(line, info, found["body"])


def steps(body: str) -> list[tuple[str, str]]:
    """Each command of a console block, its continued lines joined, with what it prints."""
    found: list[tuple[str, str]] = []
    for line in body.splitlines():
        if found and found[-1][0].endswith("\\") and not found[-1][1]:
            found[-1] = (f"{found[-1][0]}\n{line.removeprefix('> ')}", "")
        elif line.startswith("$ "):
            found.append((line[2:], ""))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]}{line}\n")
        else:
            raise ValueError(f"a console block starts with a command: {line!r}")
    return found


def pattern(expected: str) -> re.Pattern[str]:
    """What matches the expected output; spaces at the end of lines count for nothing."""
    parts = []
    for line in expected.rstrip("\n").split("\n"):
        if line.strip() == "...":
            parts.append(r"(?:.*\n)*?")
        else:
            words = re.split(r"…|\[\.\.\.\]", line.rstrip())
            parts.append(".*?".join(map(re.escape, words)) + r"[ \t]*\n")
    return re.compile("".join(parts)) if expected.strip() else re.compile(r"\s*")


def surroundings(folder: Path) -> dict[str, str]:
    """An environment where `comity` is the one under test and what it keeps stands in the page's folder."""
    others = ("COMITY_", "PYTEST_", "DJANGO_", "XDG_")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(others)}
    path = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
    home = {"HOME": str(folder), "COLUMNS": "100", "NO_COLOR": "1"}
    return {**kept, **home, "PATH": path, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "REPO": str(ROOT)}


def run_console(block: Block, reader: Reader) -> None:
    for command, expected in steps(block.body):
        if command in NOT_RUN:
            continue
        printed = reader.types(command)
        if not pattern(expected).fullmatch(printed):
            pytest.fail(f"line {block.line}: $ {command}\nexpected:\n{expected}\nprinted:\n{printed}")


def run_python(block: Block, names: dict[str, object], page: str) -> None:
    if ">>>" not in block.body:
        exec(compile(block.body, f"{page}:{block.line}", "exec"), names)
        return
    test = doctest.DocTestParser().get_doctest(block.body, names, page, page, block.line)
    told: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=told.append, clear_globs=False)
    names.update(test.globs)
    if told:
        pytest.fail("".join(told))


def check(text: str, reader: Reader, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(reader.folder)
    names: dict[str, object] = {"__name__": "__page__"}
    for block in blocks(text):
        if block.info == "console":
            run_console(block, reader)
        elif block.info == "python":
            run_python(block, names, page)
        elif (words := block.info.split(" "))[0] in DATA:
            for name in words[1:]:
                reader.saves(name, block.body)
        else:
            pytest.fail(f"line {block.line}: say what the block is, console, python or text: ```{block.info}")
