"""Files people and packs bring: bounded, UTF-8 only, every scalar kept as the text that was written."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files as resources
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from comity.basis.errors import InputError

MOST_BYTES = 1_000_000  # an application is a few kilobytes; a thousandfold bounds hostile input
MOST_DEPTH = 16
_LONGEST_NAME = 200
PACKS = "comity_packs"  # the packs as the wheel carries them
_SHIPPED = (".md", ".yaml", ".json", ".csv", ".txt")
_LONGEST_PATH = 300
# One that never ends runs to the end of the text, where json.loads stops too: no place is read twice.
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+\\?"?', re.DOTALL)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml where there is one: 20 times faster


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says: nested dicts, lists and texts, and the line each path begins on (YAML only).

    No scalar is turned into a number, a truth value or a date: `1.10`, `no` and `2026-11-21` stay texts.
    Paths are written `lines[2].quantity`; the whole document is the empty path, and one of over 300
    characters has no line of its own.
    """

    name: str
    value: Any
    lines: dict[str, int] = field(default_factory=dict)

    def line(self, path: str) -> int | None:
        """The line the path begins on, or the nearest path above it; None when lines are not known."""
        while path and path not in self.lines:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.lines.get(path)


def read_text(path: Path) -> str:
    """The text of a file; InputError when it is not there, too large or not plain UTF-8."""
    return _plain_text(str(path), read_bytes(path))


def read_beside(path: Path, name: str) -> str | None:
    """The text of the file that another file names by a path below its own folder; None for no such file.

    InputError when it is there and cannot be read.
    """
    named = PurePosixPath(name)
    if not name.isprintable() or named.is_absolute() or ".." in named.parts:
        return None
    beside = path.parent / named
    return read_text(beside) if len(name) <= _LONGEST_NAME and beside.is_file() else None


def read_bytes(path: Path, most_bytes: int = MOST_BYTES) -> bytes:
    """The bytes of a file, at most `most_bytes` of them; InputError when it cannot be read."""
    try:
        with path.open("rb") as stream:
            data = stream.read(most_bytes + 1)
    except FileNotFoundError as fault:
        raise InputError("files.not_found", path=str(path)) from fault
    except OSError as fault:
        raise InputError("files.not_readable", path=str(path), reason=type(fault).__name__) from fault
    if len(data) > most_bytes:
        raise InputError("files.too_large", path=str(path), limit=most_bytes)
    return data


def write_file(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all, and on the disk; InputError when it cannot be written."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        sync_file(beside, data)
        os.replace(beside, path)
        sync_folder(path.parent)
    except OSError as fault:
        raise InputError("files.not_writable", path=str(path), reason=type(fault).__name__) from fault


def sync_file(path: Path, data: bytes) -> None:
    """Write a file and wait until the disk has it; OSError as it comes."""
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def sync_folder(path: Path) -> None:
    """Wait until the disk has the names in a folder: a renamed file is else lost with the power."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def own_folder(path: Path) -> None:
    """Make a folder only its owner may enter (0700), with what is above it; InputError when it cannot be."""
    make_folder(path, 0o700)


def make_folder(path: Path, mode: int | None = None) -> None:
    """Make a folder with what is above it, if it is not there; InputError when it cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        if mode is not None:
            path.chmod(mode)
    except OSError as fault:
        raise InputError("files.not_writable", path=str(path), reason=type(fault).__name__) from fault


def read_document(path: Path) -> Document:
    """The document in a .yaml, .yml or .json file; InputError with path, line and column otherwise."""
    return parse_document(path.name, path.suffix.lower(), read_text(path))


def parse_document(name: str, suffix: str, text: str) -> Document:
    """The document a text holds; `suffix` says the form."""
    if suffix in (".yaml", ".yml"):
        return _Yaml(name).read(text)
    if suffix == ".json":
        return Document(name, _json(name, text))
    raise InputError("files.unknown_form", path=name, expected=(".yaml", ".json"))


@cache
def packs() -> dict[str, str]:
    """Every pack file that is shipped: path below the packs folder to its text."""
    found = resources(PACKS) if find_spec(PACKS) else Path(__file__).parents[2] / "packs"
    return dict(sorted(_texts(found, ""))) if found.is_dir() else {}


def packs_in(folder: Path) -> dict[str, str]:
    """The pack files of a folder of one's own, as `packs` gives the shipped ones."""
    if not folder.is_dir():
        raise InputError("files.not_found", path=str(folder))
    return dict(sorted(_texts(folder, "")))


def _texts(folder: Traversable, below: str) -> Iterator[tuple[str, str]]:
    try:
        for item in folder.iterdir():
            name = f"{below}{item.name}"
            if item.is_dir():
                yield from _texts(item, f"{name}/")
            elif item.name.endswith(_SHIPPED):
                yield name, _plain_text(name, item.read_bytes())
    except OSError as fault:
        raise InputError("files.not_readable", path=str(folder), reason=type(fault).__name__) from fault


def _plain_text(name: str, data: bytes) -> str:
    if data.startswith(_UTF16):
        raise InputError("files.utf16", path=name)
    if data.startswith(_BOM):
        raise InputError("files.byte_order_mark", path=name)
    if b"\0" in data:
        raise InputError("files.not_text", path=name, offset=data.index(b"\0"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise InputError("files.not_utf8", path=name, line=line, byte=f"0x{data[fault.start]:02X}") from fault


def _json(name: str, text: str) -> Any:
    if _depth(text) > MOST_DEPTH:
        raise InputError("files.too_deep", path=name, limit=MOST_DEPTH)
    try:
        return _as_text(
            json.loads(text, object_pairs_hook=_pairs, parse_int=str, parse_float=str, parse_constant=str)
        )
    except UnicodeEncodeError as fault:
        raise InputError("files.half_character", path=name) from fault
    except _TwiceError as fault:
        raise InputError("files.key_twice", path=name, key=str(fault), line="?") from fault
    except json.JSONDecodeError as fault:
        place = {"line": fault.lineno, "column": fault.colno}
        raise InputError("files.syntax", path=name, reason=fault.msg, **place) from fault


class _TwiceError(ValueError):
    """A key that stands twice in one JSON object."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        key.encode()  # a lone surrogate (\\ud800) is no character and no UTF-8
        if key in made:
            raise _TwiceError(key)
        made[key] = value
    return made


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_text(item) for item in value]
    if isinstance(value, str):
        value.encode()
        return value
    return {None: "", True: "true", False: "false"}[value]


def _depth(text: str) -> int:
    deepest = depth = 0
    for sign in re.findall(r"[\[{\]}]", _STRING.sub("", text)):
        depth += 1 if sign in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


class _Yaml:
    """Builds a document from YAML events: nothing is expanded, resolved or nested beyond the limits."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[str, int] = {}

    def read(self, text: str) -> Document:
        try:
            self.events = iter(yaml.parse(text, Loader=_Loader))
            self._skip(yaml.StreamStartEvent)
            start = next(self.events)
            if not isinstance(start, yaml.DocumentStartEvent):
                raise InputError("files.empty", path=self.name)
            value = self._value(next(self.events), "", 0)
            self._skip(yaml.DocumentEndEvent)
            more = next(self.events)
        except yaml.YAMLError as fault:
            raise self._broken(fault) from fault
        if not isinstance(more, yaml.StreamEndEvent):
            raise InputError("files.two_documents", path=self.name, line=_line(more))
        return Document(self.name, value, self.lines)

    def _broken(self, fault: yaml.YAMLError) -> InputError:
        mark = getattr(fault, "problem_mark", None)
        place = {"line": mark.line + 1, "column": mark.column + 1} if mark else {"line": 0, "column": 0}
        reason = str(getattr(fault, "problem", None) or type(fault).__name__)
        return InputError("files.syntax", path=self.name, reason=reason, **place)

    def _skip(self, kind: type[yaml.Event]) -> None:
        event = next(self.events)
        if not isinstance(event, kind):
            raise InputError("files.empty", path=self.name)

    def _value(self, event: yaml.Event, path: str, depth: int) -> Any:
        line = _line(event)
        if len(path) <= _LONGEST_PATH:  # or one long key over many values fills the memory
            self.lines[path] = line
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise InputError("files.alias", path=self.name, line=line)
        if getattr(event, "tag", None) not in (None, "!"):
            raise InputError("files.tag", path=self.name, line=line, tag=str(getattr(event, "tag", "")))
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if depth >= MOST_DEPTH:
            raise InputError("files.too_deep", path=self.name, limit=MOST_DEPTH)
        read = self._dict if isinstance(event, yaml.MappingStartEvent) else self._list
        return read(path, depth)

    def _list(self, path: str, depth: int) -> list[Any]:
        made: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            made.append(self._value(event, f"{path}[{len(made)}]", depth + 1))
        return made

    def _dict(self, path: str, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = _line(event)
            key = self._value(event, f"{path}.?", depth + 1)
            if not isinstance(key, str):
                raise InputError("files.key_not_text", path=self.name, line=line)
            if key in made:
                raise InputError("files.key_twice", path=self.name, key=key, line=line)
            below = f"{path}.{key}" if path else key
            made[key] = self._value(next(self.events), below[: _LONGEST_PATH + 1], depth + 1)
        return made


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark else 0
