"""Trust lists in the making: drafted by one node, looked at and signed by the other, a key marked as revoked.

Whoever drafts signs too; the list counts when all who must have signed it. Nothing is kept here of a draft:
it is a file that goes from hand to hand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from comity.basis.errors import InputError, ProofError, StateError
from comity.node import trusted
from comity.node.algorithms import INSTALLED
from comity.node.exports import Export
from comity.node.node import Node
from comity.node.trusted import DAY_S
from comity.node.vault import ROTATED
from comity.register import note, trust
from comity.register.keys import ED25519
from comity.register.succession import Change, Edition, changes
from comity.register.trust import Role, TrustedKey, TrustList

_LEAST_KID = 8  # hex digits of a key's identifier that name it


@dataclass(frozen=True, slots=True)
class Terms:
    """What a trust list stands for: its domain, how long it stands, how old a status list may be."""

    domain: str
    days: int = 365
    status_days: int = 7


@dataclass(frozen=True, slots=True)
class Looked:
    """A list or draft as its file shows it: what it changes here, and how many of the signatures it has."""

    listed: TrustList
    changes: tuple[Change, ...]
    signed: int
    needed: int


def draft(node: Node, exports: Sequence[Export], terms: Terms, witnesses: Sequence[TrustedKey] = ()) -> bytes:
    """The next version of the list, signed by this node: these keys, and what was listed of other holders.

    The first list needs keys files: one without a key would be whole with one signature.
    `witnesses` are keys of third parties that vouch for logs and do nothing else here (`witness_key`).

    A key once listed stays, ended if its holder no longer tells it, and so does a revocation: old acts are
    verified by it.
    """
    held, now, kinds = trusted.held_edition(), node.clock.now(), trusted.kinds_in(node.packs())
    if not held and not exports:
        raise InputError("trusted.no_keys_files", path="KEYS")
    for export in exports:
        if unknown := set(export.kinds) - kinds.keys():
            told = tuple(sorted(unknown))
            raise InputError("trusted.unknown_kind", path="kinds", holder=export.name, kinds=told)
    before = list(held.listed.keys.values()) if held else []
    _refuse_overlap({(export.name, export.origin) for export in exports}, before)
    listed = TrustList(
        domain=terms.domain,
        version=held.listed.version + 1 if held else 1,
        issued=now,
        expires=now + terms.days * DAY_S,
        keys=trust.by_kid(list(_merged(before, exports, now, witnesses))),
        kinds=kinds,
        status_age=terms.status_days * DAY_S,
        previous=held.digest if held else None,
    )
    return _signed_first(node, held, listed)


def revoke(node: Node, kid: str, since: int, reason: str, base: bytes | None = None) -> bytes:
    """The next version, or the draft given, with one key more revoked; signed by this node."""
    held = trusted.held_edition()
    if held is None:
        raise StateError("trusted.none")
    old, now = held.listed, node.clock.now()
    plain = replace(old, version=old.version + 1, issued=now, previous=held.digest)
    listed = trust.unsafe_read(base, INSTALLED) if base else plain
    found = [key for key in listed.keys if len(kid) >= _LEAST_KID and key.hex().startswith(kid.lower())]
    if len(found) != 1:
        raise InputError("trusted.no_key", path="KID", kid=kid[:32])
    key = replace(listed.keys[found[0]], revoked_at=since, reason=reason)
    return _signed_first(node, held, replace(listed, keys={**listed.keys, found[0]: key}))


def look(node: Node, token: bytes) -> Looked:
    """What a list or draft changes here; ProofError when a signature of a pinned anchor does not hold."""
    listed, held = trust.unsafe_read(token, INSTALLED), trusted.held_edition()
    signed, _ = trust.signers(token, trusted.pinned())
    return Looked(listed, changes(held.listed if held else None, listed), len(signed), trusted.needed(node))


def sign(node: Node, token: bytes) -> bytes:
    """The draft with this node's signature beside those it has.

    Refused: a draft that does not follow the list held, one signed by an anchor not pinned here, and one
    that lists under this node's name a key that is not in its vault.
    """
    anchor, listed = trusted.pin_own(node), trust.unsafe_read(token, INSTALLED)
    _, strangers = trust.signers(token, trusted.pinned())
    if strangers:
        raise StateError("trusted.stranger_signed", version=listed.version)
    trusted.refuse_alone(node, listed)
    held = trusted.held_edition()
    trusted.refuse_after(held, Edition(listed, trust.digest(token)))
    _refuse_foreign(node, held, listed)
    return trust.countersign(token, anchor)


def rotate(node: Node, role: str, overlap_days: int, algorithm: int = ED25519) -> str:
    """The name of a new key of the role; the last one ends after the overlap, once a list says so.

    StateError while the key made last is on no list yet.
    """
    if role not in ROTATED:
        raise InputError("trusted.not_rotated", path="ROLE", role=role[:40], roles=ROTATED)
    names, held = node.vault.names(role), trusted.held_edition()
    if len(names) > 1 and not (held and node.vault.key(names[0]).public.kid in held.listed.keys):
        raise StateError("trusted.rotated_already", role=role, name=names[0])
    now = node.clock.now()
    return node.vault.rotate(role, now, now + overlap_days * DAY_S, algorithm)


def _signed_first(node: Node, held: Edition | None, listed: TrustList) -> bytes:
    anchor = trusted.pin_own(node)
    trusted.refuse_alone(node, listed)
    token = trust.seal(listed, [])
    trusted.refuse_after(held, Edition(listed, trust.digest(token)))
    return trust.countersign(token, anchor)


def witness_key(node: Node, text: str) -> TrustedKey:
    """A third witness by its verifier key `name+id+base64` (C2SP tlog-cosignature); InputError otherwise."""
    try:
        name, purpose, key = note.parse_verifier_key(text.strip(), INSTALLED)
    except ProofError as fault:
        raise InputError("trusted.not_a_witness", path="--witness", key=text[:80]) from fault
    if purpose != note.COSIGNATURE:
        raise InputError("trusted.not_a_witness", path="--witness", key=text[:80])
    return TrustedKey(key, name, Role.WITNESS, node.clock.now(), name=name)


def _merged(
    before: Sequence[TrustedKey], exports: Sequence[Export], now: int, witnesses: Sequence[TrustedKey]
) -> Iterator[TrustedKey]:
    old = {key.key.kid: key for key in before}
    told: dict[bytes, TrustedKey] = {}
    for key in (*(key for export in exports for key in export.keys), *witnesses):
        known = old.get(key.key.kid, key)
        if key.key.kid in told or (known.holder, known.role) != (key.holder, key.role):
            raise InputError("trusted.key_twice", path="keys", key=key.key.kid.hex(), holder=key.holder)
        told[key.key.kid] = key
        yield _kept(known, key)
    holders = {export.name for export in exports}
    for key in before:
        if key.key.kid not in told:
            yield _ended(key, now) if key.holder in holders else key


def _kept(known: TrustedKey, key: TrustedKey) -> TrustedKey:
    """The key as it is told now, with what a list said of it before: its beginning and its revocation."""
    kinds = key.kinds if key.until is None else known.kinds  # acts it signed keep their kind
    return replace(
        key, since=known.since, kinds=kinds, revoked_at=known.revoked_at, reason=known.reason, name=known.name
    )


def _ended(key: TrustedKey, now: int) -> TrustedKey:
    return replace(key, until=now if key.until is None else min(key.until, now))


def _refuse_overlap(told: set[tuple[str, str]], before: Sequence[TrustedKey]) -> None:
    # a status key speaks for all below its log's origin, so one origin may not lie below another
    names = {name for name, _ in told}
    held = {(key.holder, key.name) for key in before if key.role is Role.LOG and key.holder not in names}
    for (one, origin), (other, below) in permutations(sorted(told | held), 2):
        if one == other or f"{below}/".startswith(f"{origin.rstrip('/')}/"):
            raise InputError("trusted.name_taken", path="keys", holder=other, origin=origin)


def _refuse_foreign(node: Node, held: Edition | None, listed: TrustList) -> None:
    own = {
        (node.vault.key(name).public.kid, role.value)
        for role in Role
        for name in node.vault.names(role.value)
    }
    known = held.listed.keys if held else {}
    for kid, key in listed.keys.items():
        if key.holder == node.name and kid not in known and (kid, key.role.value) not in own:
            raise StateError("trusted.foreign_key", key=kid.hex(), role=key.role.value)
