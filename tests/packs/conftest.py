"""The shipped packs as one library, and the facts they were written from."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.goods.lower import SHAPE
from comity.goods.reader import read_sheet
from comity.goods.sheet import Sheet
from comity.law.evaluate import Result, evaluate
from comity.law.library import Library

ROOT = Path(__file__).parents[2]
FACTS = ROOT.parent / "shared" / "facts" / "goods"
TODAY = date(2026, 11, 21)

Ask = Callable[..., Result]
Facts = Callable[[str], Any]
Sheets = Callable[[str], Sheet]


@pytest.fixture(scope="session")
def library() -> Library:
    packs = ROOT / "packs"
    texts = {path.relative_to(packs).as_posix(): path.read_text("utf-8") for path in packs.rglob("*.md")}
    return Library.from_texts(texts, [SHAPE])


@pytest.fixture(scope="session")
def ask(library: Library) -> Ask:
    """The result of a rule for facts, today or on a day."""

    def asked(rule: str, facts: Mapping[str, Any] | None = None, at: date = TODAY) -> Result:
        return evaluate(rule, facts or {}, library, at)

    return asked


@pytest.fixture(scope="session")
def sheets(library: Library) -> Sheets:
    """A sheet by the last part of its pack's name."""
    return lambda name: read_sheet(library.packs[f"ru/goods/{name}"])


@pytest.fixture(scope="session")
def facts() -> Facts:
    """A file of facts by its name; dates stay the text they were written as."""

    def read(name: str) -> Any:
        if not FACTS.is_dir():
            pytest.skip("needs shared data: facts/goods")
        return yaml.load((FACTS / name).read_text("utf-8"), yaml.BaseLoader)

    return read
