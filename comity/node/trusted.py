"""Whose keys count here: this node's own keys told to others, trust lists published, and those accepted."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from django.db import transaction

from comity.basis.canonical import decode, encode
from comity.basis.errors import InputError, PackError, StateError
from comity.basis.words import LANGUAGES, Words
from comity.law import pack
from comity.law.pack import Section
from comity.node.config import is_name
from comity.node.files import parse_document
from comity.node.models import Anchor, TrustVersion
from comity.node.node import Node
from comity.register import trust
from comity.register.keys import PublicKey
from comity.register.kinds import Kind
from comity.register.trust import Role, TrustedKey, TrustList

KINDS = "kinds"
DAY_S = 86_400

_EXPORT = "comity keys 1"
_HAS_KINDS = re.compile(r"^## kinds[ \t]*$", re.MULTILINE)  # other packs have front lines of other shapes
_QUOTED = re.compile(r'"[a-z][a-z0-9_.]*"', re.ASCII)
_COUNT = re.compile(r"[1-9]", re.ASCII)
_LISTED = {Role.ISSUER: "issuer", Role.LOG: "log", Role.WITNESS: "witness", Role.STATUS: "status"}


@dataclass(frozen=True, slots=True)
class Export:
    """What a node tells of itself: its public keys by role, since when, and the kinds of act it issues."""

    name: str
    origin: str
    since: int
    keys: dict[str, PublicKey]
    kinds: tuple[str, ...]

    def to_text(self) -> str:
        """The export as the JSON file others read."""
        keys = {role: {"alg": key.alg, "raw": key.raw.hex()} for role, key in self.keys.items()}
        told = {"form": _EXPORT, "name": self.name, "origin": self.origin, "since": self.since}
        return json.dumps({**told, "kinds": list(self.kinds), "keys": keys}, indent=2) + "\n"

    def trusted(self) -> list[TrustedKey]:
        """Its keys as a trust list names them: each with its one role, and no anchor among them."""
        names = {Role.ISSUER: "", Role.LOG: self.origin, Role.WITNESS: self.name, Role.STATUS: self.origin}
        kinds = frozenset(self.kinds)
        return [
            TrustedKey(
                key=self.keys[told],
                holder=self.name,
                role=role,
                since=self.since,
                kinds=kinds if role is Role.ISSUER else frozenset(),
                name=names[role],
            )
            for role, told in _LISTED.items()
        ]


@dataclass(frozen=True, slots=True)
class Terms:
    """How a trust list is published: its domain, how long it stands, how old a status list may be."""

    domain: str
    days: int = 365
    status_days: int = 7


def own_export(node: Node, kinds: Sequence[str]) -> Export:
    """This node's public keys; `kinds` are the acts it issues."""
    roles = (*_LISTED.values(), "anchor")
    keys = {role: node.vault.key(role).public for role in roles}
    return Export(node.name, node.origin, node.config.founded, keys, tuple(sorted(kinds)))


def read_export(name: str, text: str) -> Export:
    """The export in a file's text; InputError when it is not one."""
    try:
        told = parse_document(name, ".json", text).value
        if told["form"] != _EXPORT:
            raise InputError("trusted.not_an_export", path=name)
        roles = (*_LISTED.values(), "anchor")
        keys = {role: _key(told["keys"][role]) for role in roles}
        kinds = tuple(_text(kind) for kind in told["kinds"])
        return Export(_name(told["name"]), _name(told["origin"]), int(told["since"]), keys, kinds)
    except (KeyError, TypeError, ValueError) as fault:
        raise InputError("trusted.not_an_export", path=name) from fault


def kinds_in(packs: Mapping[str, str]) -> dict[str, Kind]:
    """The kinds of act in the `kinds` sections of the packs, and the officials each needs; else PackError."""
    found: dict[str, Kind] = {}
    for path, section in _sections(packs):
        found |= _kinds(path, section)
    return found


def kind_words(packs: Mapping[str, str], kind: str) -> Words:
    """What the packs call a kind of act; its name where none of them has words for it."""
    for _, section in _sections(packs):
        for row in section.table.rows if section.table else ():
            told = [row.cells.get(each, "").strip().strip('"') for each in ("kind", *LANGUAGES)]
            if told[0] == kind and told[1]:
                return Words(*told[1:])
    return Words(kind)


def approvals_needed(node: Node, kind: str) -> int:
    """How many officials decide an act of the kind; StateError when the packs do not know it."""
    known = kinds_in(node.packs()).get(kind)
    if known is None:
        raise StateError("trusted.no_kind", kind=kind)
    return known.approvals


def publish(node: Node, exports: Sequence[Export], terms: Terms) -> bytes:
    """The next version of the trust list over these keys, signed by this node's anchor, and accepted here."""
    current = current_list(node)
    kinds = kinds_in(node.packs())
    for export in exports:
        if unknown := set(export.kinds) - kinds.keys():
            raise InputError(
                "trusted.unknown_kind", path="kinds", holder=export.name, kinds=tuple(sorted(unknown))
            )
    keys = _apart([key for export in exports for key in export.trusted()])
    _refuse_overlap(exports)
    now = node.clock.now()
    listed = TrustList(
        domain=terms.domain,
        version=current[0].version + 1 if current else 1,
        issued=now,
        expires=now + terms.days * DAY_S,
        keys=trust.by_kid(keys),
        kinds=kinds,
        status_age=terms.status_days * DAY_S,
        previous=hashlib.sha256(current[1]).digest() if current else None,
    )
    anchor = node.vault.key("anchor")
    pin(node, anchor.public)
    token = trust.seal(listed, [anchor])
    accept(node, token)
    return token


def pin(node: Node, anchor: PublicKey) -> None:
    """Believe trust lists this key signs, from now on."""
    kid = anchor.kid.hex()
    if not Anchor.objects.filter(kid=kid).exists():
        Anchor.objects.create(kid=kid, key=encode([anchor.alg, anchor.raw]), added_at=node.clock.now())


def accept(node: Node, token: bytes) -> TrustList:
    """The list, stored as the one that counts; StateError unless it follows the one held."""
    anchors = pinned()
    if not anchors:
        raise StateError("trusted.no_anchor")
    listed = trust.read(token, anchors)
    with transaction.atomic():
        held = current_list(node)
        if held and held[1] == token:
            return listed
        if held and (listed.domain != held[0].domain or listed.version <= held[0].version):
            raise StateError("trusted.not_newer", held=_named(held[0]), given=_named(listed))
        TrustVersion.objects.create(version=listed.version, token=token, loaded_at=node.clock.now())
    return listed


def current_list(node: Node) -> tuple[TrustList, bytes] | None:
    """The trust list that counts here and its bytes; None before one was loaded."""
    row = TrustVersion.objects.order_by("-version").first()
    return (trust.read(bytes(row.token), pinned()), bytes(row.token)) if row else None


def needed_list(node: Node) -> TrustList:
    """The trust list that counts here; StateError before one was loaded."""
    held = current_list(node)
    if held is None:
        raise StateError("trusted.none")
    return held[0]


def pinned() -> list[PublicKey]:
    """The anchors believed here."""
    return [PublicKey(*decode(bytes(row.key))) for row in Anchor.objects.order_by("added_at")]


def _named(listed: TrustList) -> str:
    return f"{listed.domain} {listed.version}"


def _sections(packs: Mapping[str, str]) -> Iterator[tuple[str, Section]]:
    for path, text in packs.items():
        if _HAS_KINDS.search(text):
            yield path, next(each for each in pack.read(text, path).sections if each.name == KINDS)


def _kinds(path: str, section: Section) -> dict[str, Kind]:
    if section.table is None:
        raise PackError("trusted.bad_kinds", file=path, line=section.line, value=section.name)
    found: dict[str, Kind] = {}
    for row in section.table.rows:
        name, approvals = (row.cells.get(column, "").strip() for column in ("kind", "approvals"))
        if not _QUOTED.fullmatch(name) or not _COUNT.fullmatch(approvals) or name[1:-1] in found:
            raise PackError("trusted.bad_kinds", file=path, line=row.line, value=f"{name} {approvals}")
        found[name[1:-1]] = Kind(name[1:-1], int(approvals))
    return found


def _apart(keys: Iterable[TrustedKey]) -> list[TrustedKey]:
    by_kid: dict[bytes, TrustedKey] = {}
    for trusted in keys:
        if by_kid.setdefault(trusted.key.kid, trusted) is not trusted:
            raise InputError(
                "trusted.key_twice", path="keys", key=trusted.key.kid.hex(), holder=trusted.holder
            )
    return list(by_kid.values())


def _refuse_overlap(exports: Sequence[Export]) -> None:
    # a status key speaks for all below its log's origin, so one origin may not lie below another
    for one, other in permutations(exports, 2):
        if one.name == other.name or f"{other.origin}/".startswith(f"{one.origin.rstrip('/')}/"):
            raise InputError("trusted.name_taken", path="keys", holder=other.name, origin=one.origin)


def _name(value: Any) -> str:
    if not isinstance(value, str) or not is_name(value):
        raise TypeError("a name is needed")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is needed")
    return value


def _key(told: dict[str, Any]) -> PublicKey:
    return PublicKey(int(told["alg"]), bytes.fromhex(told["raw"]))
