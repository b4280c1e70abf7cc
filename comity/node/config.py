"""What a node is told about itself: node.toml in its data folder."""

import json
import re
import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, get_origin
from urllib.parse import parse_qs, urlsplit

from comity.basis.errors import InputError
from comity.basis.words import LANGUAGES
from comity.node.files import read_text, write_file

FILE = "node.toml"
_NAME = re.compile(r"[a-z0-9][a-z0-9./_-]{0,99}", re.ASCII)  # no space, no plus: C2SP signed-note
# no name and password, query or fragment: the address stands in messages and is the start of others
_URL = re.compile(r"https?://[A-Za-z0-9.\[\]:_-]+(/[A-Za-z0-9._~/-]*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Config:
    """A node's settings; folders are absolute once read.

    `origin` names its log on checkpoints, `jurisdiction` the packs folder of its own law, `packs` the folders
    it loads (none named: all), `peer` the data folder of the other node where this machine can reach it.
    `database` is empty for SQLite in the data folder, or the URL, without a password, of one in PostgreSQL.
    `pack_folder` holds packs of one's own in place of the shipped ones; `founded` is when its keys were made.
    An `example` node may pin its clock and marks what it issues. `anchors_needed` of the pinned anchors must
    have signed a trust list; 0: all of them. `url` is where this node answers HTTP, `peers` where those do
    whose logs it imports, `witnesses` where `/add-checkpoint` is asked.
    """

    name: str
    origin: str
    jurisdiction: str
    language: str = "en"
    packs: tuple[str, ...] = ()
    pack_folder: str = ""
    vault: str = "vault"
    peer: str = ""
    database: str = ""
    example: bool = False
    founded: int = 0
    anchors_needed: int = 0
    url: str = ""
    peers: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()


def read_config(home: Path) -> Config:
    """The settings in a data folder; InputError when it is no node's, or a setting is unknown or mistyped."""
    path = home / FILE
    if not path.is_file():
        raise InputError("node.no_home", path=str(home))
    try:
        told = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as fault:
        raise InputError("node.bad_config", path=str(path), reason=str(fault)) from fault
    return _config(str(path), told)


def write_config(home: Path, config: Config) -> None:
    """Write the settings where `read_config` finds them."""
    lines = [f"{name} = {_toml(value)}\n" for name, value in asdict(config).items()]
    write_file(home / FILE, "".join(lines).encode())


def _config(path: str, told: dict[str, Any]) -> Config:
    made: dict[str, Any] = {}
    for name, value in told.items():
        default = next((f for f in fields(Config) if f.name == name), None)
        if default is None:
            raise InputError("node.bad_config", path=path, reason=f"{name}: unknown setting")
        made[name] = tuple(value) if isinstance(value, list) else value
        if type(made[name]) is not (get_origin(default.type) or default.type):
            raise InputError("node.bad_config", path=path, reason=f"{name}: {default.type} expected")
    if missing := {"name", "origin", "jurisdiction"} - made.keys():
        raise InputError("node.bad_config", path=path, reason=f"{', '.join(sorted(missing))}: missing")
    return checked(Config(**made), path)


def is_name(text: str) -> bool:
    """Whether a node or a log may be called so: a key name of C2SP signed-note, in small ASCII letters."""
    return _NAME.fullmatch(text) is not None


def checked(config: Config, path: str) -> Config:
    """The settings, when they can be kept; InputError otherwise. Names follow C2SP signed-note key names."""
    if config.language not in LANGUAGES:
        raise InputError("node.bad_config", path=path, reason=f"language: {' | '.join(LANGUAGES)}")
    if config.anchors_needed < 0:
        raise InputError("node.bad_config", path=path, reason="anchors_needed: 0 ..")
    for name, value in (
        ("name", config.name),
        ("origin", config.origin),
        ("jurisdiction", config.jurisdiction),
    ):
        if not is_name(value):
            raise InputError("node.bad_config", path=path, reason=f"{name}: {_NAME.pattern}")
    own = (config.url,) if config.url else ()
    for name, urls in (("url", own), ("peers", config.peers), ("witnesses", config.witnesses)):
        if not all(isinstance(url, str) and _URL.fullmatch(url) for url in urls):
            raise InputError(
                "node.bad_config", path=path, reason=f"{name}: http://HOST:PORT, https://HOST/PATH"
            )
    if _tells_password(config.database):
        raise InputError("database.password", path=path)
    return config


def _tells_password(url: str) -> bool:
    try:
        told = urlsplit(url)
    except ValueError:
        return False  # no URL: refused where it is opened
    return bool(told.password) or "password" in parse_qs(told.query)


def _toml(value: Any) -> str:
    listed = list(value) if isinstance(value, tuple) else value
    return json.dumps(listed, ensure_ascii=False)  # TOML spells texts, truth values and lists as JSON does
