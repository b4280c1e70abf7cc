"""What a node takes back of its log after an old backup: entries, and what they say of statuses.

`recover` brings the acts and their numbers; the signed bytes of an act tell its place in the status list and
which act it ends, so that both come back too. What is in no act comes back from nowhere: cases and the steps
of officials, officials added since, and what opens the digests of facts about persons.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from comity.basis.errors import ComityError, Fact, PeerError, StateError
from comity.node import locks, log, recover, standing, wire
from comity.node.docket import status_uri
from comity.node.models import Act, StatusPlace
from comity.node.node import Node
from comity.node.sequencer import SHELF, own_log
from comity.node.shelf import Folder
from comity.node.source import Source
from comity.register import act as acts

_HARMLESS = {"recover.nothing", "recover.no_copy"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """What an act that came back says, and cannot have, because another was issued since the backup."""

    act: str
    code: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back from one copy: entries before and after, acts, places and changes of status."""

    before: int
    size: int
    acts: tuple[str, ...]
    places: int
    changes: int
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """A copy and what it gave; `fault` when that is nothing."""

    copy: str
    restored: Restored | None = None
    fault: ComityError | None = None

    @property
    def failed(self) -> bool:
        """Whether the copy could not be used, which is more than that it has nothing new."""
        return self.fault is not None and self.fault.code not in _HARMLESS


@dataclass(frozen=True, slots=True)
class FolderSource:
    """A log in a folder: checkpoint and tiles under their names (a Source)."""

    root: Path

    def fetch(self, path: str, most_bytes: int) -> bytes | None:
        """The bytes of the file; None when there is none, PeerError when it is too large to be one."""
        data = Folder(self.root).get(path)
        if data is not None and len(data) > most_bytes:
            raise PeerError("import.broken_bundle", node=path, reason=f"> {most_bytes}")
        return data


def copies(node: Node, given: str = "") -> dict[str, Source]:
    """Where this log is copied, by name: the place given, else its own shelf and then each peer."""
    if given.startswith(("http://", "https://")):
        return {given: wire.HttpSource(wire.mirror_url(given, node.origin))}
    if given:
        return {given: FolderSource(Path(given))}
    own: dict[str, Source] = {str(node.home / SHELF): FolderSource(node.home / SHELF)}
    return own | {url: wire.HttpSource(wire.mirror_url(url, node.origin)) for url in node.config.peers}


def restore_all(node: Node, found: Mapping[str, Source]) -> list[Tried]:
    """What each copy gave in turn; at the end the log is published as it is now."""
    tried = [_try(node, name, copy) for name, copy in found.items()]
    if any(each.restored for each in tried):
        log.publish(own_log(node))
    return tried


def restore(node: Node, copy: Source) -> Restored:
    """The log as far as a copy goes, with places and changes of status, in one transaction.

    Refusals are those of `recover.recover`. A place that another act has taken since stays with it.
    """
    with transaction.atomic():
        found = recover.recover(own_log(node), copy)
        locks.hold("status places")
        rows = [Act.objects.get(id=each.id) for each in found.acts]
        places, taken = _counted(_placed(node, row) for row in rows)
        changes, refused = _counted(_changed(row) for row in rows)
    named = tuple(row.id for row in rows)
    return Restored(found.before, found.size, named, places, changes, (*taken, *refused))


def _try(node: Node, name: str, copy: Source) -> Tried:
    try:
        return Tried(name, restored=restore(node, copy))
    except ComityError as fault:
        return Tried(name, fault=fault)


def _counted(done: Iterable[Conflict | bool]) -> tuple[int, list[Conflict]]:
    told = list(done)
    return told.count(True), [each for each in told if isinstance(each, Conflict)]


def _placed(node: Node, row: Act) -> Conflict | bool:
    status = acts.read(bytes(row.leaf)).act.status
    if status is None or status.uri != status_uri(node):
        return False
    held = StatusPlace.objects.filter(index=status.index).first()
    if held is not None:
        return Conflict(row.id, "recover.place_taken", {"index": status.index, "held": held.act_id})
    StatusPlace.objects.create(index=status.index, act=row)
    return True


def _changed(row: Act) -> Conflict | bool:
    ends = acts.read(bytes(row.leaf)).act.ends
    if ends is None:
        return False
    try:
        standing.record(ends, row)
    except StateError as fault:
        return Conflict(row.id, fault.code, fault.facts)
    return True
