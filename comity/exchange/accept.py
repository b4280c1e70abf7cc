"""What an entry of another log is worth here: read, checked against the trust list, and what follows from it.

Every entry is kept, whether it is understood or not: the tree needs its bytes, and a later release or trust
list may understand it. What is not understood, or not trusted, is told as that, and never counts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from comity.basis.dates import Day
from comity.basis.errors import ProofError
from comity.register import act, cose, merkle
from comity.register.act import SignedAct
from comity.register.trust import Role, TrustList


class Standing(StrEnum):
    """How an entry of another log stands here; only the first two count."""

    IN_FORCE = "in force"
    ENDING = "ending"
    UNREADABLE = "unreadable"
    UNKNOWN_KIND = "unknown kind"
    UNKNOWN_KEY = "unknown key"
    BAD_SIGNATURE = "bad signature"
    NOT_ALLOWED = "not allowed"


ACT = "act"  # what such facts are about
ENDED = "ended"  # how an act stands that another one ends
_COUNTS = frozenset({Standing.IN_FORCE, Standing.ENDING})


@dataclass(frozen=True, slots=True)
class Examined:
    """An entry as examined: `id` and `kind` are empty where it cannot be read; days are half open."""

    leaf_hash: bytes
    standing: Standing
    id: str = ""
    kind: str = ""
    issuer: str = ""
    valid_from: Day | None = None
    valid_until: Day | None = None
    ends: bytes | None = None

    @property
    def counts(self) -> bool:
        """Whether something follows from it here."""
        return self.standing in _COUNTS


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that follows from an act: about what, of which key, its value, the days it holds on (half open).

    `source` is the leaf hash of the act.
    """

    about: str
    key: str
    value: Mapping[str, Any]
    valid_from: Day | None
    valid_until: Day | None
    source: bytes


def examine(leaf: bytes, trust: TrustList, truth: int) -> Examined:
    """The entry as it stands by the trust list; never raises, whatever the bytes are.

    `truth` is when somebody other than the log's own holder saw it there (UTC seconds): its key is judged by
    that time, since a thief writes any time into an act.
    """
    return _examined(leaf, lambda signed: _standing(signed, trust, truth))


def own_facts(leaves: Sequence[bytes]) -> list[Fact]:
    """What follows from acts of this node, which nobody need examine: what it stored, it checked."""
    found = [_examined(leaf, _own_standing) for leaf in leaves]
    return [fact for each in found for fact in follows(each, {each.ends: each.issuer} if each.ends else {})]


def follows(examined: Examined, issuers: Mapping[bytes, str]) -> list[Fact]:
    """What follows from an entry: how it stands itself, and that it ends another act.

    An act ends another one only of its own issuer; `issuers` tells whose the others are, by leaf hash.
    """
    own: dict[str, Any] = {"standing": examined.standing.value}
    own |= {name: told for name in ("id", "kind", "issuer") if (told := getattr(examined, name))}
    days = (examined.valid_from, examined.valid_until)
    facts = [Fact(ACT, examined.leaf_hash.hex(), own, *days, examined.leaf_hash)]
    ends = examined.ends
    if examined.standing is Standing.ENDING and ends and issuers.get(ends) == examined.issuer:
        ended = {"standing": ENDED, "ended_by": examined.leaf_hash.hex(), "kind": examined.kind}
        facts.append(Fact(ACT, ends.hex(), ended, *days, examined.leaf_hash))
    return facts


def _examined(leaf: bytes, judge: Callable[[SignedAct], Standing]) -> Examined:
    name = merkle.leaf_hash(leaf)
    try:
        signed = act.read(leaf)
    except ProofError:
        return Examined(name, Standing.UNREADABLE)
    found = signed.act
    if "\0" in found.kind + found.issuer:  # no database keeps it as text, so that one entry would stop a log
        return Examined(name, Standing.UNREADABLE)
    return Examined(
        leaf_hash=name,
        standing=judge(signed),
        id=found.id.hex(),
        kind=found.kind,
        issuer=found.issuer,
        valid_from=found.valid_from,
        valid_until=_after(found.valid_until),
        ends=found.ends,
    )


def _own_standing(signed: SignedAct) -> Standing:
    return Standing.IN_FORCE if signed.act.ends is None else Standing.ENDING


def _standing(signed: SignedAct, trust: TrustList, truth: int) -> Standing:
    found, known = signed.act, trust.find(signed.kid, Role.ISSUER)
    if known is None:
        return Standing.UNKNOWN_KEY
    if not cose.verify(signed.sign1, known.key):
        return Standing.BAD_SIGNATURE
    kind = trust.kinds.get(found.kind)
    if kind is None:
        return Standing.UNKNOWN_KIND
    allowed = found.kind in known.kinds and found.issuer == known.holder
    allowed = allowed and (not kind.algorithms or known.key.alg in kind.algorithms)
    if not allowed or len(found.approvals) < kind.approvals or known.fault_at(truth):
        return Standing.NOT_ALLOWED
    return _own_standing(signed)


def _after(day: Day | None) -> Day | None:
    return day + timedelta(days=1) if day and day < Day.max else None
