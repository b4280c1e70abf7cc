"""Nothing in the tree names a registry, a private key or a folder of one machine."""

import re
from pathlib import Path

# Written in two halves, or this file would name them itself.
HOSTS = (
    "pypi" + ".org",
    "python" + "hosted.org",
    "registry.npm" + "js",
    "deb.deb" + "ian.org",
    "security.deb" + "ian.org",
    "proxy.gol" + "ang.org",
    "crates" + ".io",
    "repo.maven" + ".apache",
    "extra-index" + "-url=",
    "file:/" + "//",
)
KEYS = re.compile(
    r"BEGIN [A-Z ]*PRIVATE " + r"KEY|age-secret-key" + r"-1|xox[bp]-|AKIA[0-9A-Z]{16}", re.IGNORECASE
)


def texts(files: list[Path]) -> dict[Path, str]:
    """The files that are text."""
    found = {}
    for path in files:
        try:
            found[path] = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
    return found


def test_no_file_names_a_package_registry(files: list[Path]) -> None:
    assert [
        f"{path}: {host}" for path, text in texts(files).items() for host in HOSTS if host in text.lower()
    ] == []


def test_no_file_holds_a_private_key(files: list[Path]) -> None:
    assert [str(path) for path, text in texts(files).items() if KEYS.search(text)] == []


def test_every_text_is_utf8_without_a_mark_and_with_unix_lines(files: list[Path]) -> None:
    written = {
        ".py",
        ".md",
        ".toml",
        ".yaml",
        ".yml",
        ".json",
        ".css",
        ".html",
        ".svg",
        ".in",
        ".lock",
        ".txt",
    }
    faults = []
    for path in files:
        data = path.read_bytes() if path.suffix in written else b""
        if data.startswith(b"\xef\xbb\xbf") or b"\r\n" in data:
            faults.append(str(path))
        data.decode("utf-8")
    assert faults == []
