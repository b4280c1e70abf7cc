"""What is written is run: every example of the README and of docs/, and the pages build without a warning.

A ```console block holds commands behind `$ ` and, below each, what it prints: `...` alone on a line stands
for any lines, `…` or `[...]` inside a line for any text. A ```python block is run, as a doctest when it
holds `>>>`. A block that is not to be run says ```text, or names a language of data. One folder a page,
blocks in order, each command in a shell of its own.
"""

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMES = [path.relative_to(ROOT).as_posix() for path in PAGES if "_build" not in path.parts]
FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<info>[^\n`]*)\n(?P<body>.*?)^ *(?P=fence) *$", re.M | re.S
)
DATA = {"text", "cddl", "json", "yaml", "xml", "toml", "markdown", "diff", "sql"}
# The README's own words for make: running them here would run this test within itself.
NOT_RUN = {"make", "make demo", "make test", "make lint", "make bench", "make docs", "make lock"}
SECONDS = 120


@dataclass(frozen=True, slots=True)
class Block:
    line: int
    info: str
    body: str


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
    """An environment where `comity` is the one under test and a node's data stand in the page's folder."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("COMITY_", "PYTEST_", "DJANGO_"))}
    path = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
    home = {
        "COMITY_HOME": str(folder / "comity-home"),
        "HOME": str(folder),
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }
    return {**kept, **home, "PATH": path, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "REPO": str(ROOT)}


def run_console(block: Block, folder: Path) -> None:
    for command, expected in steps(block.body):
        if command in NOT_RUN:
            continue
        told = subprocess.run(
            ["bash", "-c", command], cwd=folder, env=surroundings(folder), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=SECONDS, check=False,
        )  # fmt: skip
        printed = told.stdout if told.stdout.endswith("\n") or not told.stdout else f"{told.stdout}\n"
        if not pattern(expected).fullmatch(printed):
            pytest.fail(f"line {block.line}: $ {command}\nexpected:\n{expected}\nprinted:\n{printed}")


def run_python(block: Block, folder: Path, names: dict[str, object], page: str) -> None:
    if ">>>" not in block.body:
        exec(compile(block.body, f"{page}:{block.line}", "exec"), names)
        return
    test = doctest.DocTestParser().get_doctest(block.body, names, page, page, block.line)
    told: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=told.append, clear_globs=False)
    names.update(test.globs)
    if told:
        pytest.fail("".join(told))


def check(text: str, folder: Path, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    names: dict[str, object] = {"__name__": "__page__"}
    for block in blocks(text):
        if block.info == "console":
            run_console(block, folder)
        elif block.info == "python":
            run_python(block, folder, names, page)
        elif block.info.split(" ")[0] not in DATA:
            pytest.fail(f"line {block.line}: say what the block is, console, python or text: ```{block.info}")


@pytest.mark.parametrize("name", NAMES)
def test_every_example_on_the_page_holds(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check((ROOT / name).read_text("utf-8"), tmp_path, name, monkeypatch)


def test_the_documentation_is_built_without_a_warning_and_holds_every_page(tmp_path: Path) -> None:
    sphinx = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"]
    told = subprocess.run(
        [*sphinx, "docs", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    pages = [
        Path(name).relative_to("docs").with_suffix(".html") for name in NAMES if name.startswith("docs/")
    ]
    assert [str(page) for page in pages if not (tmp_path / page).is_file()] == []


def test_an_example_that_no_longer_holds_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(pytest.fail.Exception, match="expected:\ntwo"):
        check("```console\n$ echo one\ntwo\n```\n", tmp_path, "page", monkeypatch)
    with pytest.raises(pytest.fail.Exception, match="Expected:"):
        check("```python\n>>> 1 + 1\n3\n```\n", tmp_path, "page", monkeypatch)


@pytest.mark.parametrize("info", ["", "bash", "sh"])
def test_a_block_that_does_not_say_what_it_is_is_refused(
    info: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(pytest.fail.Exception, match="say what the block is"):
        check(f"```{info}\nrm -rf /\n```\n", tmp_path, "page", monkeypatch)


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("a\n...\nd\n", "a\nb\nc\nd\n", True),
        ("a\n...\nd\n", "a\nd\n", True),
        ("a\n...\n", "a\n", True),
        ("a\n...\nd\n", "a\nb\n", False),
        ("made in … ms\n", "made in 12 ms\n", True),
        ("digest [...]\n", "digest 00ff\n", True),
        ("one…two\n", "one\ntwo\n", False),
        ("a\n", "a  \n", True),
        ("", "\n", True),
        ("", "noise\n", False),
        ("a.c\n", "abc\n", False),
    ],
)
def test_what_is_printed_is_compared_line_by_line(expected: str, printed: str, same: bool) -> None:
    assert bool(pattern(expected).fullmatch(printed)) is same


def test_commands_of_one_page_share_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "```console\n$ echo kept > note\n```\n```console\n$ cat \\\n> note\nkept\n```\n"
    check(text, tmp_path, "page", monkeypatch)


def test_a_block_inside_a_note_is_run_too() -> None:
    text = "````{note}\nSee:\n```console\n$ true\n```\n````\n"
    assert [(block.line, block.info) for block in blocks(text)] == [(3, "console")]
