"""FEEL asked in one line: the value of an expression, and whether two expressions say the same."""

from collections.abc import Callable
from typing import Any

import pytest

from comity.feel.engine import Engine
from comity.feel.value import alike
from comity.feel.zones import iana

Ask = Callable[..., Any]
Same = Callable[[str, str], bool]


@pytest.fixture(scope="session")
def ask() -> Ask:
    """The value of an expression; keywords are the scope."""
    return lambda text, **scope: Engine().value(text, scope)


@pytest.fixture(scope="session")
def says() -> Same:
    """Whether two expressions have the same value, null included."""
    return lambda text, other: alike(Engine().value(text, {}), Engine().value(other, {}), iana)
