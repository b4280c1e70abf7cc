"""The picture in the README is the one a run makes; only keys, the number of the act and its code differ."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from comity.register import credential
from demo.picture import TARGET
from tests.demo.conftest import Finished
from tests.demo.test_demo import decoded
from tests.house.examples import ROOT, surroundings

MOST_BYTES = 300_000
_TEXT = re.compile(r"<text [^>]*>([^<]*)</text>")
_KEY = re.compile(r"\b[0-9a-f]{16}\b", re.ASCII)


@pytest.fixture(scope="module")
def made(finished: Finished, tmp_path_factory: pytest.TempPathFactory) -> str:
    target = tmp_path_factory.mktemp("picture") / "demo.svg"
    command = [sys.executable, "-m", "demo.picture", str(finished.out), str(target)]
    subprocess.run(command, cwd=ROOT, env=surroundings(finished.home), check=True)
    return target.read_text("utf-8")


def drawn(svg: str) -> tuple[list[str], int]:
    """The words of the verdict with keys masked, and how many letters the certificate has."""
    return [_KEY.sub("key", words) for words in _TEXT.findall(svg)], svg.count("<use ")


# The act's number is random hex, and the font draws `ff` as one letter: up to 16 of its 32 may be joined.
JOINED = 16


def test_the_picture_is_what_a_run_makes(made: str) -> None:
    words, letters = drawn(made)
    kept_words, kept_letters = drawn(TARGET.read_text("utf-8"))
    how = "make it anew: COLUMNS=100 make demo && python -m demo.picture"
    assert words == kept_words, how
    assert abs(letters - kept_letters) <= JOINED, how


def test_the_picture_is_small_and_asks_nothing_of_the_network() -> None:
    kept = TARGET.read_text("utf-8")
    assert len(kept.encode()) < MOST_BYTES
    links = set(re.findall(r"https?://[^\s\"']+", kept))
    assert links <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
        "http://www.w3.org/1999/xhtml",
    }


def test_the_code_in_the_picture_is_that_of_a_certificate(tmp_path: Path) -> None:
    shutil.copy(TARGET, tmp_path)
    act = credential.read(credential.from_text(decoded(tmp_path, TARGET.name))).signed.act
    assert (act.kind, act.body["decision"]) == ("goods.certificate", "confirmed")
    assert act.body["example"] is True
