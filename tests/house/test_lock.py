"""requirements.lock: everything pyproject asks for, each with its hashes, no addresses."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)((?:\s*\\\n\s+--hash=sha256:[0-9a-f]{64})+)", re.MULTILINE)
LOCKS = ["requirements.lock", "bench/requirements.txt"]


@pytest.mark.parametrize("name", LOCKS)
def test_each_pin_has_its_hashes_and_no_line_is_anything_else(root: Path, name: str) -> None:
    text = (root / name).read_text("utf-8")
    rest = PINNED.sub("", text)
    assert [line for line in rest.splitlines() if line.strip() and not line.strip().startswith("#")] == []
    assert len(PINNED.findall(text)) >= 1


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_names_no_address(root: Path, name: str) -> None:
    assert re.search(r"://|@ |index|trusted-host|find-links", (root / name).read_text("utf-8")) is None


def test_the_lock_meets_every_demand_of_pyproject(root: Path) -> None:
    pins = {
        canonicalize_name(m[0]): m[1] for m in PINNED.findall((root / "requirements.lock").read_text("utf-8"))
    }
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    demands = project["project"]["dependencies"] + project["project"]["optional-dependencies"]["dev"]
    demands += project["build-system"]["requires"]
    unmet = []
    for text in demands:
        need = Requirement(text)
        version = pins.get(canonicalize_name(need.name))
        if version is None or not need.specifier.contains(version, prereleases=True):
            unmet.append(f"{text}: {version}")
    assert unmet == [], "make lock"


def test_everything_locked_runs_on_the_lowest_python_promised(root: Path) -> None:
    pins = {canonicalize_name(m[0]) for m in PINNED.findall((root / "requirements.lock").read_text("utf-8"))}
    ours = [each for each in metadata.distributions() if canonicalize_name(each.name) in pins]
    needs = {each.name: SpecifierSet(str(each.metadata.json.get("requires_python", ""))) for each in ours}
    assert {name: str(need) for name, need in needs.items() if not need.contains("3.11.0")} == {}
