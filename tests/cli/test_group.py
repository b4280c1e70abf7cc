import json
from pathlib import Path

import pytest
from django.db import IntegrityError
from typer.testing import CliRunner

from comity import __version__
from comity.cli.main import app
from comity.node.config import Config
from comity.node.node import init_node
from comity.node.settings import DATABASE

RUN = CliRunner(env={"COMITY_HOME": "", "COMITY_LANG": "", "COMITY_AT": "", "LANG": "C"})


def test_the_version_is_said() -> None:
    assert RUN.invoke(app, ["--version"]).output == f"comity {__version__}\n"


def test_an_unknown_command_is_a_usage_error_with_a_hint() -> None:
    run = RUN.invoke(app, ["registr"])
    assert run.exit_code == 2
    assert "Did you mean 'register'" in run.output


@pytest.mark.parametrize("line", ["--json --lang be {}", "{} --lang be --json", "{} --lang=be --json"])
def test_global_options_stand_anywhere(line: str, tmp_path: Path) -> None:
    run = RUN.invoke(app, line.format(f"register show x --home {tmp_path}").split())
    told = json.loads(run.stderr)["error"]
    assert (run.exit_code, told["code"], told["path"]) == (2, "node.no_home", str(tmp_path))
    assert "не з'яўляецца" in told["words"]


def test_after_two_dashes_nothing_is_taken_for_an_option() -> None:
    run = RUN.invoke(app, ["--json", "register", "show", "--", "--home"])
    assert json.loads(run.stderr)["error"]["code"] == "cli.no_home"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("--lang xx official list", "cli.language"),
        ("--at 21.11.2026 official list", "cli.day"),
        ("official list", "cli.no_home"),
        ("register verify CY1:ABC", "cli.no_trust"),
        ("register verify CY1:ABC --trust /nowhere", "files.not_found"),
        ("register verify CY1:ABC --trust /nowhere --anchor /nowhere", "files.not_found"),
    ],
)
def test_a_wrong_call_is_an_input_error(line: str, code: str) -> None:
    run = RUN.invoke(app, ["--json", *line.split()])
    assert (run.exit_code, json.loads(run.stderr)["error"]["code"]) == (2, code)


def test_the_environment_gives_what_the_line_leaves_out(tmp_path: Path) -> None:
    run = RUN.invoke(app, ["official", "list"], env={"COMITY_HOME": str(tmp_path), "COMITY_LANG": "ru"})
    assert "не является папкой данных узла" in run.stderr


def test_a_bug_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.cli.official.node", lambda: 1 / 0)
    run = RUN.invoke(app, ["official", "list"])
    assert isinstance(run.exception, ZeroDivisionError)


@pytest.mark.parametrize(
    ("content", "code"), [(b"garbage, garbage, garbage", "cli.database"), (b"", "node.old_tables")]
)
def test_a_register_that_cannot_be_read_is_told_and_no_traceback(
    tmp_path: Path, content: bytes, code: str
) -> None:
    home = tmp_path / "n"
    made = init_node(home, Config("a.example", "a.example/2026", "test", vault=str(tmp_path / "v")))
    made.close()
    (home / DATABASE).write_bytes(content)
    for part in ("-wal", "-shm"):
        (home / f"{DATABASE}{part}").unlink(missing_ok=True)
    run = RUN.invoke(app, ["--json", "--home", str(home), "official", "list"])
    assert (run.exit_code, json.loads(run.stderr)["error"]["code"]) == (4, code)


def test_a_broken_constraint_stays_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise IntegrityError("UNIQUE constraint failed")

    monkeypatch.setattr("comity.cli.official.node", broken)
    assert isinstance(RUN.invoke(app, ["official", "list"]).exception, IntegrityError)
