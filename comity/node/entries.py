"""Entries by name: acts of this node's log and of the logs it imports."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from comity.basis.errors import InputError
from comity.node.models import Act, Case, Entry, Imported
from comity.node.node import Node

_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ID = re.compile(r"[0-9a-f]{8,32}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Found:
    """An entry: its log, its number there (None while it waits for one), its bytes and when it came here.

    `act` and `kind` are empty where the bytes are not understood; an act of this node came when issued.
    """

    origin: str
    number: int | None
    act: str
    kind: str
    leaf: bytes
    leaf_hash: bytes
    recorded_at: int
    own: bool


def find(node: Node, name: str) -> Found | None:
    """The entry named by leaf hash, by act id or eight or more first digits of it, or by case; None for none.

    InputError when several have the name.
    """
    wanted = name.strip()
    own, imported = _own(wanted), _imported(wanted)
    found = {bytes(row.leaf_hash): _found(node, row) for row in own}
    found |= {bytes(row.leaf_hash): _taken(row) for row in imported}
    if len(found) > 1:
        raise InputError("store.several", path="act", act=wanted[:40])
    return next(iter(found.values()), None)


def _own(wanted: str) -> Iterable[Act]:
    case = Case.objects.filter(number=wanted.upper()).select_related("act").first()
    if case and case.act:
        return [case.act]
    if _HASH.fullmatch(wanted):
        return Act.objects.filter(leaf_hash=bytes.fromhex(wanted))[:1]
    return Act.objects.filter(id__startswith=wanted)[:2] if _ID.fullmatch(wanted) else []


def _imported(wanted: str) -> Iterable[Imported]:
    if _HASH.fullmatch(wanted):
        return Imported.objects.filter(leaf_hash=bytes.fromhex(wanted)).order_by("id")[:1]
    return Imported.objects.filter(act__startswith=wanted).order_by("id")[:2] if _ID.fullmatch(wanted) else []


def _found(node: Node, row: Act) -> Found:
    entry = Entry.objects.filter(act=row).first()
    number = entry.number if entry else None
    leaf, leaf_hash = bytes(row.leaf), bytes(row.leaf_hash)
    return Found(node.origin, number, row.id, row.kind, leaf, leaf_hash, row.issued_at, own=True)


def _taken(row: Imported) -> Found:
    leaf, leaf_hash = bytes(row.leaf), bytes(row.leaf_hash)
    return Found(row.origin, row.number, row.act, row.kind, leaf, leaf_hash, row.recorded_at, own=False)
