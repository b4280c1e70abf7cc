import re
from pathlib import Path

from comity.motor.phrases import PHRASES

SOURCES = Path(__file__).parents[2] / "comity"
CALLED = re.compile(r'"(motor\.[a-z_]+\.[a-z_]+)"')
HEADS = re.compile(r'\("([a-z]+)", "([a-z]+)", "([a-z]+)", "([a-z]+)"(?:, "([a-z]+)")?\)')


def test_every_phrase_of_motor_is_used_and_every_one_used_is_there() -> None:
    files = [*(SOURCES / "motor").glob("*.py"), SOURCES / "cli" / "motor.py"]
    texts = [path.read_text("utf-8") for path in files if path.name != "phrases.py"]
    used = {code for text in texts for code in CALLED.findall(text)}
    used |= {f"motor.head.{name}" for text in texts for row in HEADS.findall(text) for name in row if name}
    assert used == set(PHRASES)
