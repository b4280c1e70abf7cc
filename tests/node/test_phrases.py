import re
from pathlib import Path

from comity.exchange.accept import ENDED, Standing
from comity.node.known import NOT_ON_DAY, UNKNOWN
from comity.node.phrases import PHRASES

SOURCES = Path(__file__).parents[2] / "comity" / "node"
RAISED = re.compile(r'(?:Input|State|Proof|Pack|Peer)Error\(\s*"([a-z_]+\.[a-z_0-9]+)"', re.DOTALL)
TOLD = re.compile(r'"([a-z_]+\.[a-z_0-9]+)"')
TEXTS = [path.read_text("utf-8") for path in SOURCES.glob("*.py") if not path.name.endswith("phrases.py")]
BY_STANDING = {f"known.{each.replace(' ', '_')}" for each in (*Standing, ENDED, UNKNOWN, NOT_ON_DAY)}


def _found(codes: re.Pattern[str]) -> set[str]:
    return {code for text in TEXTS for code in codes.findall(text)}


def test_every_code_raised_has_words() -> None:
    assert _found(RAISED) - set(PHRASES) == set()


def test_every_word_is_used() -> None:
    told = {code for code in PHRASES if not code.startswith("paper.")}
    assert told - _found(TOLD) - BY_STANDING == set()


def test_every_standing_has_words() -> None:
    assert BY_STANDING - set(PHRASES) == set()
