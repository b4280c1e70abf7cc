"""What is shipped: the code and the law, and nothing that only a developer needs."""

import subprocess
import sys
import zipfile
from pathlib import Path


def test_the_wheel_carries_the_code_and_every_pack(root: Path, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    told = subprocess.run(build, cwd=root, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    names = set(zipfile.ZipFile(next(tmp_path.glob("comity-*.whl"))).namelist())
    code = {path.relative_to(root).as_posix() for path in (root / "comity").rglob("*.py")}
    packs = {path.relative_to(root / "packs") for path in (root / "packs").rglob("*") if path.is_file()}
    assert code | {f"comity_packs/{path.as_posix()}" for path in packs} <= names
    assert {name.split("/")[0].partition("-")[0] for name in names} <= {"comity", "comity_packs"}
