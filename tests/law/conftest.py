"""Packs of invented law, made in a line."""

from collections.abc import Callable

import pytest

from comity.law.library import Library

HEAD = "# Invented law\npack: aa\njurisdiction: aa\ncite: Invented Act, article 1\nconfidence: B\n\n"

Law = Callable[[str], Library]


@pytest.fixture(scope="session")
def law() -> Law:
    """The library of one pack, `aa`, from the text of its sections."""
    return lambda sections: Library.from_texts({"aa.md": HEAD + sections})
