import re
from pathlib import Path

from comity.cli.phrases import PHRASES
from comity.cli.verdict import FIELDS

SOURCES = Path(__file__).parents[2] / "comity" / "cli"
CALLED = re.compile(r"""["'](cli\.[a-z_]+)["']""")
BY_NAME = {
    f"cli.{name}"
    for name in "official role key holder kinds since until passed failed unknown skipped".split()
} | {f"cli.field_{name}" for name in FIELDS}


def _used() -> set[str]:
    sources = [path.read_text("utf-8") for path in SOURCES.glob("*.py") if "phrases" not in path.name]
    return {code for text in sources for code in CALLED.findall(text)} | BY_NAME


def test_every_code_of_the_command_line_has_words_and_is_used() -> None:
    assert _used() == set(PHRASES)
