"""Whose keys count here: the anchors believed, the trust lists accepted, and which own key signs now."""

import re
from collections.abc import Collection, Iterator, Mapping

from django.db import transaction

from comity.basis.canonical import decode, encode
from comity.basis.errors import PackError, StateError
from comity.basis.words import LANGUAGES, Words
from comity.law import pack
from comity.law.pack import Section
from comity.node import locks
from comity.node.algorithms import INSTALLED
from comity.node.models import Anchor, TrustVersion
from comity.node.node import Node
from comity.register import trust
from comity.register.keys import BUILT_IN, PrivateKey, PublicKey
from comity.register.kinds import Kind
from comity.register.succession import Edition, refusal
from comity.register.trust import Role, TrustList

KINDS = "kinds"
DAY_S = 86_400

_HAS_KINDS = re.compile(r"^## kinds[ \t]*$", re.MULTILINE)  # other packs have front lines of other shapes
_QUOTED = re.compile(r'"[a-z][a-z0-9_.]*"', re.ASCII)
_COUNT = re.compile(r"[0-9]", re.ASCII)
_YES_NO = {"": True, "true": True, "false": False}


def pin(node: Node, anchor: PublicKey) -> None:
    """Believe this anchor from now on: a trust list needs its signature beside those of the others pinned."""
    told = {"key": encode([anchor.alg, anchor.raw]), "added_at": node.clock.now()}
    Anchor.objects.get_or_create(kid=anchor.kid.hex(), defaults=told)


def pin_own(node: Node) -> PrivateKey:
    """This node's anchor, pinned: no list counts here that it has not signed, unless the settings say so."""
    anchor = node.vault.key("anchor")
    pin(node, anchor.public)
    return anchor


def pinned() -> list[PublicKey]:
    """The anchors believed here."""
    held = [decode(bytes(row.key)) for row in Anchor.objects.order_by("added_at")]
    return [PublicKey(alg, raw, INSTALLED) for alg, raw in held]


def needed(node: Node) -> int:
    """How many of the pinned anchors must have signed a list: all of them, unless the settings say fewer."""
    return node.config.anchors_needed or max(1, len(pinned()))


def read_list(node: Node, token: bytes) -> TrustList:
    """The list, when as many of the anchors pinned here signed it as must; ProofError otherwise."""
    return trust.read(token, pinned(), needed(node), INSTALLED)


def accept(node: Node, token: bytes) -> TrustList:
    """The list, stored as the one that counts; StateError or ProofError unless it follows the one held.

    The list held already is no fault. `trust_log.load` also puts it into this node's log.
    """
    pin_own(node)
    listed = read_list(node, token)
    refuse_alone(node, listed)
    given = Edition(listed, trust.digest(token))
    with transaction.atomic():
        locks.hold("trust lists")
        held = held_edition()
        if held and held.digest == given.digest:
            return listed
        refuse_after(held, given)
        TrustVersion.objects.create(version=listed.version, token=token, loaded_at=node.clock.now())
    return listed


def refuse_after(held: Edition | None, given: Edition) -> None:
    """Raise what speaks against the list given as the next after the one held."""
    rows = TrustVersion.objects.values_list("version", "token")
    known = {version: trust.digest(bytes(token)) for version, token in rows}
    if held and (fault := refusal(held, given, known)):
        raise fault


def refuse_alone(node: Node, listed: TrustList) -> None:
    """StateError for a list with keys of other nodes while no other node's anchor is pinned here."""
    others = sorted({key.holder for key in listed.keys.values()} - {node.name})
    if others and len(pinned()) < 2 and not node.config.anchors_needed:
        raise StateError("trusted.peer_not_pinned", holder=others[0])


def held_edition() -> Edition | None:
    """The newest list accepted here; it was signed by as many as were needed then, now at least by one."""
    row = TrustVersion.objects.order_by("-version").first()
    if row is None:
        return None
    token = bytes(row.token)
    return Edition(trust.read(token, pinned(), algorithms=INSTALLED), trust.digest(token))


def current_list(node: Node) -> tuple[TrustList, bytes] | None:
    """The trust list that counts here and its bytes; None before one was loaded."""
    row = TrustVersion.objects.order_by("-version").first()
    return (read_list(node, bytes(row.token)), bytes(row.token)) if row else None


def needed_list(node: Node) -> TrustList:
    """The trust list that counts here; StateError before one was loaded."""
    held = current_list(node)
    if held is None:
        raise StateError("trusted.none")
    return held[0]


def signing_key(node: Node, role: Role, at: int | None = None) -> PrivateKey:
    """The newest own key of a role that the trust list names and that is good at a time, now if left out.

    A key that is on no list yet does not sign; the first one does while none of them is on a list. StateError
    when the list names keys of the role and none of them is good.
    """
    held, time = current_list(node), node.clock.now() if at is None else at
    names = node.vault.names(role.value) or (role.value,)
    found = False
    for name in names if held else ():
        key = node.vault.key(name)
        known = held[0].find(key.public.kid, role) if held else None
        if known and not known.fault_at(time):
            return key
        found = found or known is not None
    if found:
        raise StateError("trusted.no_good_key", role=role.value)
    return node.vault.key(names[-1])


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


def known_kind(node: Node, name: str) -> Kind:
    """The kind of that name; StateError when the packs do not know it."""
    known = kinds_in(node.packs()).get(name)
    if known is None:
        raise StateError("trusted.no_kind", kind=name)
    return known


def approvals_needed(node: Node, kind: str) -> int:
    """How many officials decide an act of the kind; StateError when the packs do not know it."""
    return known_kind(node, kind).approvals


def _sections(packs: Mapping[str, str]) -> Iterator[tuple[str, Section]]:
    for path, text in packs.items():
        if _HAS_KINDS.search(text):
            yield path, next(each for each in pack.read(text, path).sections if each.name == KINDS)


def _kinds(path: str, section: Section) -> dict[str, Kind]:
    if section.table is None:
        raise PackError("trusted.bad_kinds", file=path, line=section.line, value=section.name)
    found: dict[str, Kind] = {}
    for row in section.table.rows:
        kind = _kind({name: cell.strip() for name, cell in row.cells.items()})
        if kind is None or kind.name in found:
            told = " ".join(row.cells.get(name, "") for name in ("kind", "approvals", "status", "algorithms"))
            raise PackError("trusted.bad_kinds", file=path, line=row.line, value=" ".join(told.split()))
        found[kind.name] = kind
    return found


def _kind(cells: Mapping[str, str]) -> Kind | None:
    name, approvals = cells.get("kind", ""), cells.get("approvals", "")
    status = _YES_NO.get(cells.get("status", ""))
    allowed = algorithm_numbers(cells.get("algorithms", "").strip('"').split())
    if not _QUOTED.fullmatch(name) or not _COUNT.fullmatch(approvals) or status is None or allowed is None:
        return None
    return Kind(name[1:-1], int(approvals), status, allowed)


def algorithm_numbers(names: Collection[str]) -> frozenset[int] | None:
    """The COSE numbers of algorithms by their names; None when one is not known here."""
    known = {row.name: number for number, row in BUILT_IN.items()}
    if not known.keys() >= set(names):  # plug-ins are loaded only where one is named
        known = {row.name: number for number, row in INSTALLED.items()}
    return frozenset(known[name] for name in names) if known.keys() >= set(names) else None
