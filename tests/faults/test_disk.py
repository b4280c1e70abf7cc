"""The disk is full, or the machine dies, at each system call by which a published file is written."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection

from comity.basis.errors import InputError
from comity.node import fsck
from comity.node.models import Act, Entry
from comity.node.sequencer import own_log
from comity.node.shelf import Folder
from tests.faults.killed import ACKNOWLEDGED, opened

CALLS = ("fsync", "replace", "open", "mkdir")


class Calls:
    """The system calls of a folder, counted; the chosen one fails."""

    def __init__(self, fault: BaseException, failing: int = 0) -> None:
        self.fault, self.failing, self.count = fault, failing, 0

    def of(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.count += 1
            if self.count == self.failing:
                raise self.fault
            return real(*args, **kwargs)

        return call


def put(folder: Path, calls: Calls) -> Folder:
    """A shelf on which `checkpoint` was old, while it gets its new bytes, and a tile in a new folder."""
    shelf = Folder(folder)
    shelf.put("checkpoint", b"old")
    with pytest.MonkeyPatch.context() as patched:
        for name in CALLS:
            patched.setattr(os, name, calls.of(getattr(os, name)))
        shelf.put("tile/0/000.p/1", b"tile")
        shelf.put("checkpoint", b"new")
    return shelf


def count(folder: Path) -> int:
    calls = Calls(OSError())
    put(folder, calls)
    return calls.count


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_file_is_whole_or_as_before_wherever_the_disk_fails(tmp_path: Path, code: int) -> None:
    points = count(tmp_path / "dry")
    assert points >= 8
    for failing in range(1, points + 1):
        home = tmp_path / str(failing)
        with pytest.raises(InputError, match=r"files\.not_(writable|readable)"):
            put(home, Calls(OSError(code, os.strerror(code)), failing))
        shelf = Folder(home)
        assert shelf.get("checkpoint") in (b"old", b"new")
        assert shelf.get("tile/0/000.p/1") in (None, b"tile")
        shelf.put("tile/0/000.p/1", b"tile")
        shelf.put("checkpoint", b"new")
        assert shelf.get("checkpoint") == b"new"


def test_every_folder_that_was_made_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr("comity.node.shelf.sync_folder", synced.append)
    Folder(tmp_path / "log").put("tile/0/000.p/1", b"tile")
    made = ["", "log", "log/tile", "log/tile/0", "log/tile/0/000.p"]
    assert [path.relative_to(tmp_path).as_posix().removeprefix(".") for path in synced] == made


def test_a_partial_tile_that_cannot_be_dropped_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Folder(tmp_path)
    shelf.put("tile/0/000.p/1", b"tile")
    monkeypatch.setattr(Path, "rmdir", Calls(OSError(errno.EIO, "broken"), 1).of(Path.rmdir))
    with pytest.raises(InputError, match=r"files\.not_writable"):
        shelf.discard("tile/0/000.p")


def limit_pages(most: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA max_page_count = {most}")


def until_full(work: Callable[[], None]) -> None:
    for _ in range(1000):
        work()


def pages() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        return int(cursor.fetchone()[0])


def test_a_full_database_stores_nothing_more_and_goes_on_when_there_is_room(homes: list[Path]) -> None:
    home, other = homes
    living = opened(home, other)
    living.issue(3)
    limit_pages(pages() + 20)
    for work in (lambda: living.issue(10), living.publish):
        with pytest.raises(DatabaseError, match="full"):
            until_full(work)
    acknowledged = (home / ACKNOWLEDGED).read_text().split()
    assert Act.objects.count() == len(acknowledged)
    limit_pages(1 << 30)
    living.issue(1)
    living.publish()
    assert fsck.check(own_log(living.node)).fault is None
    assert Entry.objects.count() == len(acknowledged) + 1
    living.node.close()
