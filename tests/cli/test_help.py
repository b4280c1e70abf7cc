import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES, COLUMNS = 24, 100
GROUP_LINES = {"register": 30}  # a line for each command: more than an old terminal shows, on one page yet
COMMANDS = [
    "",
    "init",
    "official",
    "official add",
    "official list",
    "register",
    "register verify",
    "register show",
    "register ask",
    "register witness",
    "register seal",
    "register status",
    "register withdraw",
    "register evidence",
    "register bundle",
    "register suspend",
    "register resume",
    "register algorithms",
    "register fsck",
    "register recover",
    "register known",
    "register alarms",
    "register thaw",
    "register upgrade",
    "register person ask",
    "serve",
    "work",
    "trust",
    "trust export",
    "trust pin",
    "trust draft",
    "trust show",
    "trust sign",
    "trust load",
    "trust rotate",
    "trust revoke",
]


def _help(command: str) -> str:
    line = [sys.executable, "-m", "comity.cli.main", *command.split(), "--help"]
    wide = {**os.environ, "COLUMNS": str(COLUMNS)}
    return subprocess.run(line, cwd=ROOT, env=wide, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_help_fits_one_screen(command: str) -> None:
    lines = _help(command).rstrip().splitlines()
    assert len(lines) <= GROUP_LINES.get(command, LINES)
    assert max(map(len, lines)) <= COLUMNS
    assert "Usage: comity" in lines[0]


def test_help_takes_less_than_three_tenths_of_a_second() -> None:
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        _help("")
        times.append(time.perf_counter() - begun)
    assert min(times) < 0.3


def test_help_loads_neither_django_nor_rich_nor_a_group() -> None:
    script = (
        "import sys; sys.argv = ['comity', '--help']; import runpy\n"
        "try: runpy.run_module('comity.cli.main', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "print({'django', 'rich', 'typst', 'yaml', 'comity.cli.register'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "set()"
