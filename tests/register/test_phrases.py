import re
from pathlib import Path

import comity.register
from comity.register.phrases import PHRASES
from comity.register.verdict import NAMES, Answer

SOURCE = "".join(
    path.read_text()
    for path in Path(comity.register.__file__).parent.glob("*.py")
    if "phrases" not in path.stem
)


def test_every_phrase_says_the_same_in_each_language() -> None:
    for code in PHRASES:
        words = PHRASES[code]
        assert words.en
        assert words.ru
        assert words.be
        assert len(words.fields()) == 1, code


def test_every_code_has_words() -> None:
    told = set(re.findall(r'(?:ProofError|StateError)\(\s*"([a-z0-9_]+\.[a-z_]+)"', SOURCE))
    taken = re.findall(r'(?:_passed|_failed|_unknown|tell)\(\s*"(\w+)"', SOURCE)
    told |= {f"verify.{code}" for code in taken}
    told |= set(re.findall(r'"(trust\.(?:key|kinds)_[a-z]+|trust\.terms)"', SOURCE))
    told |= {f"answer.{answer.name.lower()}" for answer in Answer} | {f"step.{name}" for name in NAMES}
    assert told <= set(PHRASES)
    assert set(PHRASES) - told <= {"verify.skipped", "verify.key_early", "verify.key_ended"}
