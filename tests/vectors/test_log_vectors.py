"""The log's vectors: our answers, the runner, and that the script still writes exactly these files."""

import json
import re
import sys
from pathlib import Path

import pytest

from tests.vectors import adapter, make_log, run

HERE = Path(__file__).parent
OURS = (sys.executable, str(HERE / "adapter.py"))
FILES = sorted((HERE / "log").rglob("*.json"))


def test_our_program_answers_every_vector(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(OURS) == 0
    assert re.fullmatch(r"\d{3,} vectors, 0 answered otherwise\n", capsys.readouterr().out)


def test_another_answer_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    echo = (sys.executable, "-c", "import sys; [print('{}') for _ in sys.stdin]")
    assert run.main(("--only", "log/good/range_0_1", *echo)) == 1
    told = capsys.readouterr().out
    assert told.startswith("log/good/range_0_1: expected {")
    assert "1 answered otherwise" in told


@pytest.mark.parametrize("program", [("python-that-is-not-there",), (sys.executable, "-c", "print(1)")])
def test_program_that_does_not_answer_is_told(
    program: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main(("--only", "log/good", *program)) == 2
    assert capsys.readouterr().out.startswith("no complete answer: ")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_good_and_bad_stand_apart(path: Path) -> None:
    vector = json.loads(path.read_text())
    assert vector["expect"]["answer"] == ("valid" if path.parent.name == "good" else "not valid")
    assert adapter.answer({"ask": vector["ask"], **vector["given"]}) == vector["expect"]


def test_script_writes_these_files() -> None:
    stored = {path.relative_to(HERE).as_posix(): path.read_text() for path in FILES}
    assert make_log.as_files() == stored


def test_every_question_is_explained() -> None:
    explained = set(re.findall(r"^\| `([a-z ]+)` \|", (HERE / "README.md").read_text(), re.MULTILINE))
    asked = {question["ask"] for _, question, _ in run.vectors()}
    assert asked == set(adapter.ASKS)
    assert asked == explained - {"ask"}
