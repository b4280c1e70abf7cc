"""Where the published log lies: static files under the names of C2SP tlog-tiles."""

import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from comity.basis.errors import InputError
from comity.node.files import sync_file, sync_folder

CHECKPOINT = "checkpoint"


class Shelf(Protocol):
    """An object store. What a checkpoint covers never changes, so all but the checkpoint can be cached."""

    def get(self, path: str) -> bytes | None:
        """The bytes under the name; None when there are none."""

    def put(self, path: str, data: bytes) -> None:
        """Keep the bytes durably in place of any there, whole or not at all; the same again costs nothing."""

    def discard(self, path: str) -> None:
        """Drop what lies under the name or below it."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A shelf in a folder; names are those of tiles, so none leads out of it."""

    root: Path

    def get(self, path: str) -> bytes | None:
        """The bytes of the file; None when there is none."""
        try:
            return (self.root / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as fault:
            raise InputError("files.not_readable", path=path, reason=type(fault).__name__) from fault

    def put(self, path: str, data: bytes) -> None:
        """Write beside the file, wait for the disk, and take its name."""
        if self.get(path) == data:
            return
        target = self.root / path
        beside = target.with_name(f".{target.name}.{os.getpid()}.{threading.get_ident()}")
        try:
            _make_folder(target.parent)
            sync_file(beside, data)
            os.replace(beside, target)
            sync_folder(target.parent)
        except OSError as fault:
            raise InputError("files.not_writable", path=path, reason=type(fault).__name__) from fault

    def discard(self, path: str) -> None:
        """Remove the folder of partial tiles, if it is there."""
        target = self.root / path
        try:
            for each in target.iterdir() if target.is_dir() else ():
                each.unlink(missing_ok=True)
            if target.is_dir():
                target.rmdir()
        except OSError as fault:
            raise InputError("files.not_writable", path=path, reason=type(fault).__name__) from fault


def _make_folder(path: Path) -> None:
    # the name of a new folder is durable only once the folder above it is
    if not path.is_dir():
        _make_folder(path.parent)
        path.mkdir(exist_ok=True)
        sync_folder(path.parent)
