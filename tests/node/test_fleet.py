"""A run with processes of its own tells what became of them, and leaves nothing half done."""

import json
import os
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from comity.basis.errors import StateError
from comity.node import fleet_file
from comity.node.fleet import Job, run
from comity.node.fleet_file import open_fleet


def job(folder: Path, make: Any) -> Job:
    (folder / "fleet.csv").write_text("id,a\n" + "1,x\n" * 40, "utf-8")
    return Job(open_fleet(folder / "fleet.csv"), make, str, {"currency": "XTS"})


def ignore(rows: int, size: int) -> None:
    """Hear of what is done, and say nothing."""


@pytest.fixture(autouse=True)
def _segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fleet_file, "SEGMENT", 64)


def test_a_process_that_dies_is_told_and_nothing_is_published(tmp_path: Path) -> None:
    with pytest.raises(StateError) as told:
        run(job(tmp_path, partial(os._exit, 1)), tmp_path / "out", 2, ignore)
    assert told.value.code == "fleet.worker_died"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["parts"]


def test_a_bug_in_a_process_comes_out_with_its_traceback(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="invalid literal for int"):
        run(job(tmp_path, partial(int, "x")), tmp_path / "out", 2, ignore)


def test_a_fault_in_a_process_comes_out_as_it_was(tmp_path: Path) -> None:
    fault = partial(open_fleet, tmp_path / "none.csv")
    with pytest.raises(Exception, match=r"files.not_found") as told:
        run(job(tmp_path, fault), tmp_path / "out", 2, ignore)
    assert told.value.facts["path"] == str(tmp_path / "none.csv")  # type: ignore[attr-defined]


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path) -> None:
    def inside() -> Any:
        with pytest.raises(StateError) as told:
            run(job(tmp_path, inside), tmp_path / "out", 1, ignore)
        raise told.value

    with pytest.raises(StateError) as told:
        run(job(tmp_path, inside), tmp_path / "out", 1, ignore)
    assert told.value.code == "fleet.busy"


def test_a_broken_summary_is_another_answer(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for text in ("{", "[]", json.dumps({"key": 1})):
        (tmp_path / "out" / "run.json").write_text(text, "utf-8")
        with pytest.raises(StateError) as told:
            run(job(tmp_path, None), tmp_path / "out", 1, ignore)
        assert told.value.code == "fleet.other_result"
