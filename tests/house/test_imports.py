"""The import contracts of pyproject.toml bite: each is broken by the smallest file that breaks its rule."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BREACHES = {
    "basis knows nobody": ("basis/new.py", "import comity.law.rule", "Imports point one way"),
    "law and register are strangers": ("law/new.py", "import comity.register.act", "Imports point one way"),
    "systems are strangers": ("goods/new.py", "import comity.motor.model", "Imports point one way"),
    "a new room is declared": ("attic/new.py", "", "Imports point one way"),
    "rules do not know the node": ("goods/new.py", "import comity.node.store", "Only the desk"),
    "rules do not know the desk": ("goods/new.py", "import comity.goods.desk", "Only the desk"),
    "law opens no file": ("law/new.py", "import pathlib", "Below the node"),
    "a system's rules read no clock": ("goods/new.py", "import time", "Below the node"),
    "Django": ("goods/new.py", "import django.db", "Django stands in one place"),
    "keys": ("register/new.py", "import nacl.signing", "Cryptography stands in one place"),
    "CBOR": ("register/new.py", "import cbor2", "CBOR stands in one place"),
    "YAML": ("law/new.py", "import yaml", "YAML stands in one place"),
    "paper": ("register/new.py", "import zxingcpp", "Paper stands in one place"),
    "terminal": ("node/new.py", "import rich", "The terminal stands in one place"),
}
ROOMS = {
    "basis/canonical.py": "import cbor2",
    "law/rule.py": "import comity.basis.canonical",
    "register/act.py": "import comity.basis.canonical",
    "register/keys.py": "import nacl.signing, cryptography",
    "exchange/trust.py": "import comity.register.act",
    "node/store.py": "import django.db, os, comity.exchange.trust",
    "node/files.py": "import yaml, pathlib",
    "goods/model.py": "import comity.law.rule",
    "goods/desk.py": "import comity.node.store, comity.goods.model, time",
    "motor/model.py": "import comity.law.rule",
    "cli/main.py": "import typer, rich, comity.goods.desk",
}


@pytest.fixture
def house(tmp_path: Path, root: Path) -> Path:
    shutil.copy(root / "pyproject.toml", tmp_path)
    for name, text in ROOMS.items():
        build(tmp_path, name, text)
    return tmp_path


def build(house: Path, name: str, text: str) -> None:
    path = house / "comity" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in (house / "comity", path.parent):
        (folder / "__init__.py").touch()
    path.write_text(text, "utf-8")


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    # The run must see this house, not the real one: it is put first on the path.
    script = (
        "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as c; c()"
    )
    return subprocess.run(
        [sys.executable, "-c", script, "--no-cache"], cwd=house, capture_output=True, text=True, check=False
    )


def test_a_sound_house_keeps_every_contract(house: Path) -> None:
    told = lint(house)
    assert (told.returncode, "0 broken" in told.stdout) == (0, True), told.stdout


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_of_each_rule_is_found(house: Path, breach: str) -> None:
    name, text, contract = BREACHES[breach]
    build(house, name, text)
    told = lint(house)
    broken = [line for line in told.stdout.splitlines() if " BROKEN" in line]
    assert [line for line in broken if line.startswith(contract)], told.stdout
