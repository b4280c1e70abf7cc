"""What is installed is tested before it is believed, and then signs all that a register signs."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from comity.basis.errors import ProofError, StateError
from comity.basis.words import LANGUAGES
from comity.node.algorithms import GROUP, Installed
from comity.node.phrases import PHRASES
from comity.register.keys import BUILT_IN, ED25519, ESP256, Algorithm, PrivateKey, PublicKey

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NATIONAL = -65601
SOUND = replace(BUILT_IN[ED25519], name="sound")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as pip leaves it: the plug-in's module, and its dist-info with entry points."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copy(HERE / "plugged" / "curves.py", folder / "curves.py")
    told = folder / "third_curves-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: third-curves\nVersion: 1.0\n", "utf-8")
    points = f"[{GROUP}]\n-53 = curves:ED448\n{NATIONAL} = curves:ESP384\n"
    (told / "entry_points.txt").write_text(points, "utf-8")
    return folder


def journey(alg: int, *path: Path) -> subprocess.CompletedProcess[str]:
    at = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT, *path)))}
    line = [sys.executable, str(HERE / "plugged" / "journey.py"), str(alg)]
    return subprocess.run(line, env=at, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("alg", "name"), [(-53, "Ed448"), (NATIONAL, "ESP384")])
def test_an_installed_curve_signs_all_that_a_register_signs(site: Path, alg: int, name: str) -> None:
    ran = journey(alg, site)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == {
        "name": name,
        "numbers": [ED25519, ESP256, -53, NATIONAL],
        "valid": "valid",
        "tampered": "not valid signature",
        "without": "keys.unknown_algorithm",
        "lines": [True, True, True, False],
    }


def test_a_number_nobody_installed_is_unknown(site: Path) -> None:
    assert "KeyError" in journey(-65602, site).stderr
    with pytest.raises(ProofError, match=r"keys\.unknown_algorithm"):
        PublicKey(NATIONAL, bytes(96), Installed(list))


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Installed]:
    """An installation whose plug-ins are the objects given, by number."""

    def install(**rows: Any) -> Installed:
        monkeypatch.setitem(sys.modules, "strange", SimpleNamespace(**rows))
        names = [f"-{name.rpartition('_')[2]}" for name in rows]
        found = [EntryPoint(told, f"strange:{row}", GROUP) for told, row in zip(names, rows, strict=True)]
        return Installed(lambda: found)

    return install


@pytest.mark.parametrize("built_in", [ED25519, ESP256])
def test_the_built_in_algorithms_would_be_accepted_as_plug_ins(
    plugged: Callable[..., Installed], built_in: int
) -> None:
    installed = plugged(row_70000=replace(BUILT_IN[built_in], name="national"))
    key = PrivateKey(-70000, bytes(32), installed)
    assert key.public.verify(b"m", key.sign(b"m"))


def raising(*given: bytes) -> Any:
    raise OSError("libgone.so")


def after(calls: int, row: Algorithm) -> Algorithm:
    """The row, whose verify raises once it was called so often."""
    left = iter(range(calls))
    return replace(
        row, verify=lambda *given: row.verify(*given) if next(left, None) is not None else raising()
    )


FAULTS: dict[str, tuple[str, dict[str, Any]]] = {
    "accepts everything": ("accepts_tampered", {"verify": lambda raw, message, signature: True}),
    "accepts any message": (
        "accepts_tampered",
        {
            "verify": lambda raw, message, signature: SOUND.verify(raw, b"", signature),
            "sign": lambda s, m: SOUND.sign(s, b""),
        },
    ),
    "reads only half of a signature": (
        "accepts_tampered",
        {
            "sign": lambda secret, message: SOUND.sign(secret, message) + bytes(8),
            "verify": lambda raw, message, signature: SOUND.verify(raw, message, signature[:64]),
        },
    ),
    "accepts a key of zeros": (
        "accepts_tampered",
        {"verify": lambda raw, message, signature: not any(raw) or SOUND.verify(raw, message, signature)},
    ),
    "accepts nothing": ("refuses_own", {"verify": lambda raw, message, signature: False}),
    "raises for what is malformed": (
        "raised",
        {
            "verify": lambda raw, message, signature: (
                raising() if len(signature) != 64 else SOUND.verify(raw, message, signature)
            )
        },
    ),
    "raises as it signs": ("raised", {"sign": raising}),
    "answers with one": ("other_type", {"verify": lambda raw, message, signature: 1}),
    "answers with nothing": ("other_type", {"verify": lambda raw, message, signature: None}),
    "signs with text": ("other_type", {"sign": lambda secret, message: "signed"}),
    "has one key for all": ("bad_keys", {"public_of": lambda secret: bytes(32)}),
    "has keys of another size": ("bad_keys", {"raw_bytes": 33}),
    "has one identifier for all": ("no_identifier", {"cose_key": lambda raw: {1: 1}}),
    "has no key type": ("no_identifier", {"cose_key": lambda raw: {-2: raw}}),
    "has no canonical form": ("no_identifier", {"cose_key": lambda raw: {1: 1.5, -2: raw}}),
    "has no name": ("not_a_row", {"name": ""}),
    "has a name of two words": ("not_a_row", {"name": "national curve"}),
    "has the name of another": ("name_taken", {"name": "ED25519"}),
    "has short secrets": ("not_a_row", {"secret_bytes": 4}),
    "has endless keys": ("not_a_row", {"raw_bytes": 10**9}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_plug_in_that_breaks_its_word_is_refused(plugged: Callable[..., Installed], fault: str) -> None:
    code, fields = FAULTS[fault]
    installed = plugged(row_70000=replace(SOUND, **fields))
    with pytest.raises(StateError) as told:
        installed[-70000]
    assert told.value.code == f"algorithms.{code}"
    for language in LANGUAGES:
        assert "strange" in PHRASES.explain(told.value, language)


@pytest.mark.parametrize("row", [None, 7, "row", dict, SOUND.verify])
def test_what_is_no_algorithm_is_refused(plugged: Callable[..., Installed], row: Any) -> None:
    with pytest.raises(StateError, match=r"algorithms\.not_a_row"):
        plugged(row_70000=row)[-70000]


def test_what_cannot_be_imported_is_refused_with_its_reason() -> None:
    gone = Installed(lambda: [EntryPoint("-70000", "no_such_module:ROW", GROUP)])
    with pytest.raises(StateError, match=r"algorithms\.not_loaded.*No module named"):
        PublicKey(-70000, bytes(32), gone)


def test_a_broken_plug_in_stops_only_its_own_keys(plugged: Callable[..., Installed]) -> None:
    installed = plugged(bad_70000=None, good_70001=SOUND)
    key = PrivateKey(-70001, bytes(32), installed)
    assert key.public.verify(b"m", key.sign(b"m"))
    assert PrivateKey(ED25519, bytes(32), installed).public.verify(b"m", SOUND.sign(bytes(32), b"m"))
    with pytest.raises(StateError, match=r"algorithms\.not_a_row"):
        PrivateKey(-70000, bytes(32), installed)


def test_a_plug_in_that_breaks_later_is_not_told_as_a_wrong_signature(
    plugged: Callable[..., Installed],
) -> None:
    key = PrivateKey(-70000, bytes(32), plugged(row_70000=after(200, SOUND)))
    with pytest.raises(StateError, match=r"algorithms\.raised.*OSError"):
        [key.public.verify(b"m", key.sign(b"m")) for _ in range(200)]


@pytest.mark.parametrize(
    "name", ["-19", "-9", "-8", "-7", "7", "0", "-0", "-070", "gost", "", "-٧", "-99999999999"]
)
def test_a_number_that_is_not_free_is_refused(name: str) -> None:
    installed = Installed(lambda: [EntryPoint(name, "strange:row", GROUP)])
    with pytest.raises(StateError, match=r"algorithms\.bad_number"):
        list(installed)
    assert installed[ED25519] is BUILT_IN[ED25519]


def test_a_number_wanted_twice_is_refused() -> None:
    points = [EntryPoint("-70000", f"{module}:row", GROUP) for module in ("one", "two")]
    with pytest.raises(StateError) as told:
        len(Installed(lambda: points))
    assert told.value.facts == {"number": -70000, "packages": ("one", "two")}


def test_the_built_in_numbers_look_for_no_plug_in() -> None:
    def found() -> list[EntryPoint]:
        raise AssertionError("looked for")

    key = PrivateKey(ESP256, bytes(32), Installed(found))
    assert key.public.verify(b"m", key.sign(b"m"))
