import re
from pathlib import Path

from comity.node.phrases import PHRASES

SOURCES = Path(__file__).parents[2] / "comity" / "node"
RAISED = re.compile(r'(?:Input|State|Proof|Pack|Peer)Error\(\s*"([a-z_]+\.[a-z_0-9]+)"', re.DOTALL)
TERNARY = {"store.several", "store.no_act"}


def _raised() -> set[str]:
    return {
        code for path in SOURCES.glob("*.py") for code in RAISED.findall(path.read_text("utf-8"))
    } | TERNARY


def test_every_code_raised_has_words_and_every_word_is_used() -> None:
    told = {code for code in PHRASES if not code.startswith("paper.")}
    paper = {code for code in _raised() if code.startswith("paper.")}
    assert _raised() - paper == told
    assert paper <= set(PHRASES)
