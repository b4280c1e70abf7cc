"""The words of every part in one book."""

from importlib import import_module
from importlib.util import find_spec

from comity.basis.words import Phrasebook

PARTS = ("basis", "law", "register", "exchange", "goods", "node", "cli")


def phrases() -> Phrasebook:
    """All codes that have words; a code told twice is a ValueError."""
    book = Phrasebook({})
    for part in PARTS:
        if find_spec(f"comity.{part}") and find_spec(f"comity.{part}.phrases"):
            book = book | import_module(f"comity.{part}.phrases").PHRASES
    return book
