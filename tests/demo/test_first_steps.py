"""The page First steps tells of this very demo: what it quotes was printed, what it runs afterwards holds."""

import shutil

import pytest

from tests.demo.conftest import Finished
from tests.house.examples import ROOT, Reader, blocks, check, pattern

PAGE = ROOT / "docs" / "learn" / "first-steps.md"


def test_what_the_page_quotes_was_printed_in_that_order(finished: Finished) -> None:
    at = 0
    for block in blocks(PAGE.read_text("utf-8")):
        if block.info == "text":
            found = pattern(block.body).search(finished.printed, at)
            assert found, f"line {block.line}: not printed, or earlier:\n{block.body}"
            at = found.end()


def test_what_the_page_runs_afterwards_holds(finished: Finished, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (ROOT / "demo").glob("*.yaml"):
        shutil.copy(path, finished.home / "demo")
    check(PAGE.read_text("utf-8"), Reader(finished.home), PAGE.name, monkeypatch)
