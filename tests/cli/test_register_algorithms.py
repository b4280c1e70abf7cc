"""`comity register algorithms` tells what signs here, and refuses a plug-in with words and an exit code."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import EntryPoint
from types import SimpleNamespace
from typing import Any

import pytest
import typer

from comity.cli import register_algorithms
from comity.cli.asked import ASKED, Asked
from comity.node.algorithms import GROUP, Installed
from comity.register.keys import BUILT_IN, ED25519

SOUND = replace(BUILT_IN[ED25519], name="sound")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    def run(row: Any, *, as_json: bool = True) -> tuple[int, Any]:
        monkeypatch.setitem(sys.modules, "strange", SimpleNamespace(row=row))
        found = [EntryPoint("-70000", "strange:row", GROUP)]
        monkeypatch.setattr(register_algorithms, "INSTALLED", Installed(lambda: found))
        before = ASKED.set(Asked(json=as_json))
        try:
            register_algorithms.algorithms()
            code = 0
        except typer.Exit as end:
            code = end.exit_code
        finally:
            ASKED.reset(before)
        out = capsys.readouterr().out
        return code, json.loads(out)["algorithms"] if as_json else out

    return run


def test_a_sound_plug_in_is_listed(told: Callable[..., Any]) -> None:
    code, listed = told(replace(SOUND, name="national"))
    assert (code, [each["number"] for each in listed]) == (0, [-19, -9, -70000])
    assert listed[2] == {
        "number": -70000,
        "package": "strange",
        "name": "national",
        "raw_bytes": 32,
        "refused": None,
    }


def test_a_refused_plug_in_is_named_with_the_reason(told: Callable[..., Any]) -> None:
    code, listed = told(replace(SOUND, verify=lambda *given: True))
    assert code == 1
    assert listed[2]["refused"] == {
        "code": "algorithms.accepts_tampered",
        "facts": {"number": -70000, "package": "strange"},
    }
    assert (
        "It is not used: uninstall it." in told(replace(SOUND, verify=lambda *given: True), as_json=False)[1]
    )
