"""The shipped packs as one library, and the decision of the real law."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
import yaml

from comity.goods.application import read_application
from comity.goods.assess import Assessment, assess
from comity.goods.catalogue import Catalogue
from comity.goods.lower import SHAPE
from comity.law.library import Library
from tests.goods.world import ROOT, Facts, demo


@pytest.fixture(scope="session")
def real() -> Library:
    """Every shipped pack."""
    folder = ROOT / "packs"
    texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.md")}
    return Library.from_texts(texts, [SHAPE])


@pytest.fixture(scope="session")
def catalogue(real: Library) -> Catalogue:
    return Catalogue(real, "ru")


Judge = Callable[[Mapping[str, Any]], Assessment]


@pytest.fixture(scope="session")
def judge(real: Library, catalogue: Catalogue) -> Judge:
    """The decision of the real law on an application."""
    return lambda data: assess(read_application(data, catalogue), real)


@pytest.fixture
def lift() -> Facts:
    """The lift of the demo with 135 points, its winch proven by the number of a paper."""
    return demo("lift")


@pytest.fixture(scope="session")
def facts_of_drones() -> Callable[[str], Any]:
    """The kind of drone with a code, as the facts tell it."""
    path = ROOT.parent / "shared" / "facts" / "goods" / "products" / "uav_30.30.yaml"
    if not path.is_file():
        pytest.skip("needs shared data: facts/goods")
    kinds = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)["variants"]
    return lambda code: next(each for each in kinds if code in each["codes"])
