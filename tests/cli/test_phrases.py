import re
from pathlib import Path

import pytest

from comity.basis.words import LANGUAGES
from comity.cli.books import phrases

SOURCES = Path(__file__).parents[2] / "comity" / "cli"
BOOK = phrases()
CALLED = re.compile(r'"(cli\.[a-z_]+)"')
BY_NAME = {
    "cli." + name for name in "official role key holder kinds since passed failed unknown skipped".split()
}


def _used() -> set[str]:
    sources = [path.read_text("utf-8") for path in SOURCES.glob("*.py") if path.name != "phrases.py"]
    return {code for text in sources for code in CALLED.findall(text)} | BY_NAME


def test_every_code_of_the_command_line_has_words_and_is_used() -> None:
    assert _used() == {code for code in BOOK if code.startswith("cli.")}


@pytest.mark.parametrize("code", list(BOOK))
def test_every_code_of_every_part_reads_in_three_languages(code: str) -> None:
    words = BOOK[code]
    assert len(words.fields()) == 1
    assert all(getattr(words, language).strip() for language in LANGUAGES)
    assert not re.search(r"[ищъ]", words.be), "these letters are not Belarusian"
    assert not re.search(r"[іў]", words.ru), "these letters are not Russian"
