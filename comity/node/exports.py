"""Keys files: what a node tells of itself, so that a trust list can name its keys."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from comity.basis.errors import InputError
from comity.node.algorithms import INSTALLED
from comity.node.config import is_name
from comity.node.files import parse_document
from comity.node.node import Node
from comity.register.keys import PublicKey
from comity.register.trust import Role, TrustedKey

_FORM = "comity keys 2"
_TIME = re.compile(r"0|[1-9][0-9]{0,11}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Export:
    """What a node tells of itself: its anchor, its keys as a trust list names them, the kinds it issues.

    A key has one role, and the anchor is not among the keys.
    """

    name: str
    origin: str
    anchor: PublicKey
    keys: tuple[TrustedKey, ...]
    kinds: tuple[str, ...]

    def to_text(self) -> str:
        """The export as the JSON file others read."""
        told = {"form": _FORM, "name": self.name, "origin": self.origin, "kinds": list(self.kinds)}
        keys = [
            {"role": key.role.value, **_told(key.key), "since": key.since, "until": key.until}
            for key in self.keys
        ]
        return json.dumps({**told, "anchor": _told(self.anchor), "keys": keys}, indent=2) + "\n"


def own_export(node: Node, kinds: Sequence[str]) -> Export:
    """This node's public keys with their spans; `kinds` are the acts it issues."""
    vault, kinds = node.vault, tuple(sorted(kinds))
    bare = Export(node.name, node.origin, vault.key("anchor").public, (), kinds)
    keys = []
    for role in Role:
        for name in reversed(vault.names(role.value)):
            since, until = vault.span(name)
            begins = node.config.founded if since is None else since
            keys.append(_listed(bare, role, vault.key(name).public, begins, until))
    return replace(bare, keys=tuple(keys))


def read_export(name: str, text: str) -> Export:
    """The export in a file's text; InputError when it is not one."""
    try:
        told = parse_document(name, ".json", text).value
        if told["form"] != _FORM:
            raise InputError("trusted.not_an_export", path=name)
        kinds = tuple(_text(kind) for kind in told["kinds"])
        bare = Export(_name(told["name"]), _name(told["origin"]), _key(told["anchor"]), (), kinds)
        keys = [
            _listed(bare, Role(key["role"]), _key(key), _time(key["since"]), _end(key["until"]))
            for key in told["keys"]
        ]
    except (KeyError, TypeError, ValueError) as fault:
        raise InputError("trusted.not_an_export", path=name) from fault
    if {key.role for key in keys} != set(Role):
        raise InputError("trusted.not_an_export", path=name)
    return replace(bare, keys=tuple(keys))


def _listed(of: Export, role: Role, key: PublicKey, since: int, until: int | None) -> TrustedKey:
    origins, names = {Role.LOG, Role.STATUS}, {Role.WITNESS, Role.CALLER}
    name = of.origin if role in origins else of.name if role in names else ""
    kinds = frozenset(of.kinds if role is Role.ISSUER else ())
    return TrustedKey(key, of.name, role, since, kinds, name, until)


def _told(key: PublicKey) -> dict[str, Any]:
    return {"alg": key.alg, "raw": key.raw.hex()}


def _key(told: dict[str, Any]) -> PublicKey:
    return PublicKey(int(told["alg"]), bytes.fromhex(told["raw"]), INSTALLED)


def _name(value: Any) -> str:
    if not isinstance(value, str) or not is_name(value):
        raise TypeError("a name is needed")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is needed")
    return value


def _time(value: Any) -> int:
    # a document's values are texts
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        raise TypeError("a time is needed")
    return int(value)


def _end(value: Any) -> int | None:
    return None if value == "" else _time(value)
