"""What is written is run: every example of the README and of docs/, and the pages build without a warning.

tests/house/examples.py says how. A page that "goes on from" another is run after it, in its folder.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.examples import ROOT, Reader, blocks, check, pattern

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMES = [path.relative_to(ROOT).as_posix() for path in PAGES if "_build" not in path.parts]
# This one tells of a finished `make demo`: tests/demo runs it after the demo.
AFTER_THE_DEMO = "docs/learn/first-steps.md"
# This one needs a server: tests/node/test_roles.py runs it where there is PostgreSQL.
WITH_A_SERVER = "docs/do/use-postgresql.md"
ELSEWHERE = {AFTER_THE_DEMO, WITH_A_SERVER}
_EARLIER = re.compile(r"goes on from\s+\[[^\]]*\]\(([^)]+)\)")


def trails() -> list[list[str]]:
    """The pages in the order they are to be read: each alone, or after the one it goes on from."""
    later: dict[str, str] = {}
    for name in NAMES:
        if found := _EARLIER.search((ROOT / name).read_text("utf-8")):
            later[((ROOT / name).parent / found[1]).relative_to(ROOT).as_posix()] = name
    told = [[name] for name in NAMES if name not in ELSEWHERE.union(later.values())]
    for trail in told:
        while trail[-1] in later:
            trail.append(later[trail[-1]])
    return told


def test_every_page_stands_on_one_trail() -> None:
    assert sorted([*ELSEWHERE, *(name for trail in trails() for name in trail)]) == sorted(NAMES)


@pytest.mark.parametrize("trail", trails(), ids=lambda trail: "+".join(Path(name).stem for name in trail))
def test_every_example_on_the_page_holds(
    trail: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader.at_a_clone(tmp_path)
    for name in trail:
        check((ROOT / name).read_text("utf-8"), reader, name, monkeypatch)


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
        check("```console\n$ echo one\ntwo\n```\n", Reader(tmp_path), "page", monkeypatch)
    with pytest.raises(pytest.fail.Exception, match="Expected:"):
        check("```python\n>>> 1 + 1\n3\n```\n", Reader(tmp_path), "page", monkeypatch)


@pytest.mark.parametrize("info", ["", "bash", "sh"])
def test_a_block_that_does_not_say_what_it_is_is_refused(
    info: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(pytest.fail.Exception, match="say what the block is"):
        check(f"```{info}\nrm -rf /\n```\n", Reader(tmp_path), "page", monkeypatch)


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
    check(text, Reader(tmp_path), "page", monkeypatch)


def test_what_is_exported_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "```console\n$ export DAY=$(echo kept)\n$ echo $DAY\nkept\n```\n"
    check(text, Reader(tmp_path), "page", monkeypatch)


def test_a_block_that_names_a_file_is_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "```yaml law/kettle.yaml\nkettle: yes\n```\n```console\n$ cat law/kettle.yaml\nkettle: yes\n```\n"
    check(text, Reader(tmp_path), "page", monkeypatch)


def test_a_block_inside_a_note_is_run_too() -> None:
    text = "````{note}\nSee:\n```console\n$ true\n```\n````\n"
    assert [(block.line, block.info) for block in blocks(text)] == [(3, "console")]
