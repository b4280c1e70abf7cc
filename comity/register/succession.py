"""Which trust list may follow which, and what changes from one to the next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from comity.basis.errors import ComityError, Fact, ProofError, StateError
from comity.register.keys import BUILT_IN
from comity.register.kinds import Kind
from comity.register.trust import TrustedKey, TrustList
from comity.register.verify import moment


@dataclass(frozen=True, slots=True)
class Edition:
    """A trust list beside its digest, as `trust.digest` gives it."""

    listed: TrustList
    digest: bytes


@dataclass(frozen=True, slots=True)
class Change:
    """One difference of a list to the one before it, as a code that has words, and its facts."""

    code: str
    facts: Mapping[str, Fact]


def refusal(held: Edition, given: Edition, known: Mapping[int, bytes]) -> ComityError | None:
    """Why the list given may not take the place of the one held; None when it may.

    `known`: digests of the lists accepted before, by version. A gap of versions is refused: the lists between
    are loaded first, so that the chain of digests holds from the first to the newest.
    """
    old, new = held.listed, given.listed
    rival = known.get(new.version, given.digest)
    if new.domain != old.domain:
        return StateError("trust.other_domain", held=old.domain, given=new.domain)
    if rival != given.digest:
        return ProofError(
            "trust.two_lists", step="trust", version=new.version, held=rival.hex(), given=given.digest.hex()
        )
    if new.version <= old.version:
        return StateError("trust.older", held=old.version, given=new.version)
    if new.version > old.version + 1:
        return StateError("trust.gap", held=old.version, given=new.version, wanted=old.version + 1)
    if new.previous != held.digest:
        told = new.previous.hex() if new.previous else "-"
        return ProofError("trust.not_linked", step="trust", held=held.digest.hex(), given=told)
    if new.issued < old.issued:
        return StateError("trust.issued_before", held=moment(old.issued), given=moment(new.issued))
    return None


def changes(old: TrustList | None, new: TrustList) -> tuple[Change, ...]:
    """What the new list changes, in the order of its keys and kinds; everything is new without an old one."""
    return (*_terms(old, new), *_keys(old, new), *_kinds(old, new))


def _terms(old: TrustList | None, new: TrustList) -> Iterator[Change]:
    if old is None or (old.expires, old.status_age) != (new.expires, new.status_age):
        yield Change("trust.terms", {"expires": moment(new.expires), "status_hours": new.status_age // 3600})


def _keys(old: TrustList | None, new: TrustList) -> Iterator[Change]:
    before = old.keys if old else {}
    for kid, key in new.keys.items():
        known = before.get(kid)
        if known is None:
            every = key.kinds and key.kinds == new.kinds.keys()
            for_what = ("*",) if every else tuple(sorted(key.kinds)) or (key.name,)
            yield Change("trust.key_added", {**_named(key), "since": moment(key.since), "for_what": for_what})
        yield from _altered(known or replace(key, until=None, revoked_at=None, reason=""), key)
    for kid in sorted(before.keys() - new.keys.keys()):
        yield Change("trust.key_removed", _named(before[kid]))


def _altered(known: TrustedKey, key: TrustedKey) -> Iterator[Change]:
    if key.until != known.until:
        until = moment(key.until) if key.until is not None else "-"
        yield Change("trust.key_ends", {**_named(key), "until": until})
    if (key.revoked_at, key.reason) != (known.revoked_at, known.reason):
        at = moment(key.revoked_at) if key.revoked_at is not None else "-"
        yield Change("trust.key_revoked", {**_named(key), "revoked_at": at, "reason": key.reason or "-"})
    if key.kinds != known.kinds:
        more = tuple(sorted(key.kinds - known.kinds)) or ("-",)
        less = tuple(sorted(known.kinds - key.kinds)) or ("-",)
        yield Change("trust.key_kinds", {**_named(key), "more": more, "less": less})
    if _fixed(key) != _fixed(known):
        facts = {"since": moment(key.since), "name": key.name or "-", "before": known.holder}
        yield Change("trust.key_altered", {**_named(key), **facts})


def _fixed(key: TrustedKey) -> tuple[object, ...]:
    return key.holder, key.role, key.since, key.name


def _kinds(old: TrustList | None, new: TrustList) -> Iterator[Change]:
    before = old.kinds if old else {}
    added = sorted(name for name in new.kinds if name not in before)
    altered = sorted(name for name, kind in new.kinds.items() if kind != before.get(name, kind))
    if added:
        yield Change("trust.kinds_added", {"kinds": tuple(_rule(new.kinds[name]) for name in added)})
    if altered:
        yield Change("trust.kinds_altered", {"kinds": tuple(_rule(new.kinds[name]) for name in altered)})
    if gone := tuple(sorted(before.keys() - new.kinds.keys())):
        yield Change("trust.kinds_removed", {"kinds": gone})


def _rule(kind: Kind) -> str:
    allowed = " ".join(_algorithm(number) for number in sorted(kind.algorithms))
    return f"{kind.name} ({kind.approvals}{allowed and f'; {allowed}'})"


def _algorithm(number: int) -> str:
    row = BUILT_IN.get(number)
    return row.name if row else str(number)


def _named(key: TrustedKey) -> dict[str, Fact]:
    return {"holder": key.holder, "role": key.role.value, "kid": key.key.kid.hex()}
