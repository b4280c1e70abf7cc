"""The invented world of the vectors: keys, a log, an act, and how a vector is put together."""

import hashlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import cbor2

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from comity.basis.canonical import encode
from comity.register import checkpoint, credential, receipt, status, trust
from comity.register.act import Act, Computed, StatusRef
from comity.register.checkpoint import Checkpoint, Cosignature
from comity.register.keys import ED25519, ESP256, PrivateKey
from comity.register.kinds import Kind
from comity.register.merkle import Tree
from comity.register.status import StatusList
from comity.register.trust import Role, TrustedKey, TrustList

YEAR = 31_536_000
START = 1_788_220_800  # 2026-09-01
ISSUED, LOGGED, SEEN, STATUS_AT, AT = (START + days * 86_400 for days in (20, 20, 21, 30, 31))
DAY = date(2026, 10, 2)
ORIGIN, WITNESS = "log.a.example/2026", "witness.b.example"
CHAMBER, NODE_A, NODE_B = "Example Chamber A", "node A", "node B"
LISTS = "https://a.example/status"
CERTIFICATE, WITHDRAWAL = "goods.certificate", "register.withdrawal"


def key(name: str, alg: int = ED25519) -> PrivateKey:
    return PrivateKey(alg, hashlib.sha256(f"comity vectors {name}".encode()).digest())


ANCHOR, OTHER_ANCHOR = key("anchor"), key("other anchor")
ISSUER, P256_ISSUER, LOG, OWN_WITNESS, PEER, LISTER = (
    key("issuer"),
    key("issuer p256", ESP256),
    key("log"),
    key("own witness"),
    key("peer witness"),
    key("status"),
)
STRANGER = key("stranger")


def trusted() -> list[TrustedKey]:
    span: dict[str, Any] = {"since": START, "until": START + 5 * YEAR}
    kinds = frozenset({CERTIFICATE, WITHDRAWAL})
    return [
        TrustedKey(ISSUER.public, CHAMBER, Role.ISSUER, kinds=kinds, **span),
        TrustedKey(P256_ISSUER.public, CHAMBER, Role.ISSUER, kinds=kinds, **span),
        TrustedKey(LOG.public, NODE_A, Role.LOG, name=ORIGIN, **span),
        TrustedKey(OWN_WITNESS.public, NODE_A, Role.WITNESS, name="witness.a.example", **span),
        TrustedKey(PEER.public, NODE_B, Role.WITNESS, name=WITNESS, **span),
        TrustedKey(LISTER.public, NODE_A, Role.STATUS, name=LISTS, **span),
    ]


def trust_list(change: Callable[[TrustedKey], TrustedKey] = lambda known: known, **fields: Any) -> TrustList:
    kinds = {
        CERTIFICATE: Kind(CERTIFICATE, approvals=2),
        WITHDRAWAL: Kind(WITHDRAWAL, approvals=2, has_status=False),
    }
    plain = TrustList(
        domain="example",
        version=3,
        issued=START,
        expires=START + YEAR,
        keys=trust.by_kid([change(known) for known in trusted()]),
        kinds=kinds,
        status_age=7 * 86_400,
    )
    return replace(plain, **fields)


def changed(public: Any, **fields: Any) -> Callable[[TrustedKey], TrustedKey]:
    """A change of trust that alters the row of one key."""
    return lambda known: replace(known, **fields) if known.key == public else known


def certificate(**fields: Any) -> Act:
    plain = Act(
        kind=CERTIFICATE,
        issuer=CHAMBER,
        id=hashlib.sha256(b"certificate").digest()[:16],
        subject={"id": "A-2026-000017", "maker": "Example Lift Works", "code": "28.22.16"},
        body={"points": 120, "product": "лифт пассажирский ЛП-0401 (пример)", "decision": "confirmed"},
        issued_at=ISSUED,
        valid_from=date(2026, 9, 21),
        valid_until=date(2029, 9, 20),
        status=StatusRef(f"{LISTS}/1", 17),
        computed=Computed(
            rule="goods.lift",
            on=date(2026, 9, 20),
            inputs=hashlib.sha256(b"inputs").digest(),
            packs={"example": hashlib.sha256(b"pack").digest()},
            code="0.1.0",
            result={"points": 120, "threshold": 110},
        ),
        approvals=("official-1", "official-2"),
    )
    return replace(plain, **fields)


def leaves(count: int = 8, log: str = "a") -> list[bytes]:
    """Other acts of the log, as bytes alone."""
    return [f"entry {n} of log {log}".encode() for n in range(count)]


@dataclass(frozen=True)
class Proof:
    """What a log and a witness give for a leaf."""

    receipt: bytes
    checkpoint: Checkpoint
    cosignatures: tuple[Cosignature, ...]


def prove(
    leaf: bytes,
    others: Sequence[bytes] = tuple(leaves()),
    log_key: PrivateKey = LOG,
    origin: str = ORIGIN,
    witnesses: Sequence[PrivateKey] = (PEER,),
    seen: int = SEEN,
) -> Proof:
    tree = Tree()
    for other in others[:5]:
        tree.append(other)
    index = tree.append(leaf)
    for other in others[5:]:
        tree.append(other)
    head = Checkpoint(origin, tree.size, tree.root())
    proof = receipt.issue(head, index, tree.inclusion(index), log_key, LOGGED)
    return Proof(proof, head, tuple(checkpoint.cosign(head, each, seen) for each in witnesses))


def credential_of(leaf: bytes, proof: Proof | None = None) -> bytes:
    found = proof or prove(leaf)
    return credential.attach(leaf, found.receipt, found.cosignatures)


def status_token(marks: dict[int, int] | None = None, signer: PrivateKey = LISTER, **fields: Any) -> bytes:
    plain = StatusList(f"{LISTS}/1", STATUS_AT, status.pack(marks or {}, 64), ttl=3 * 86_400)
    return status.seal(replace(plain, **fields), signer)


def altered(
    data: bytes,
    head: Callable[[dict[Any, Any]], dict[Any, Any]] | None = None,
    unprotected: Callable[[dict[Any, Any]], dict[Any, Any]] | None = None,
    raw_head: bytes | None = None,
    payload: bytes | None = None,
    signature: bytes | None = None,
) -> bytes:
    """The COSE_Sign1 with parts put in place of its own."""
    old_head, map_, old_payload, old_signature = cbor2.loads(data).value
    new_head = encode(head(cbor2.loads(old_head))) if head else raw_head or old_head
    return encode(
        cbor2.CBORTag(
            18,
            [
                new_head,
                unprotected(dict(map_)) if unprotected else map_,
                payload or old_payload,
                signature or old_signature,
            ],
        )
    )


def vector(
    about: str,
    given: bytes | str,
    trusted_by: TrustList | None = None,
    *,
    anchors: Sequence[PrivateKey] = (ANCHOR,),
    tokens: Sequence[bytes] | None = None,
    at: int = AT,
    day: date = DAY,
    answer: str | None = None,
    expect: tuple[int, str] | None = None,
    as_text: bool = True,
    disclosed: dict[str, Any] | None = None,
) -> dict[str, Any]:
    step, code = expect or (None, None)
    if code and "." not in code:
        code = f"verify.{code}"
    if isinstance(given, bytes):
        given = credential.to_text(given) if as_text else given.hex()
    return {
        "about": about,
        "credential": given,
        "form": "text" if as_text else "hex",
        "anchors": [{"alg": each.alg, "raw": each.public.raw.hex()} for each in anchors],
        "signatures_needed": len(anchors),
        "trust": trust.seal(trusted_by or trust_list(), anchors).hex(),
        "statuses": [token.hex() for token in ([status_token()] if tokens is None else tokens)],
        "at": at,
        "day": day.isoformat(),
        "answer": answer or ("not valid" if expect else "valid"),
        "step": step,
        "code": code,
        **({} if disclosed is None else {"disclosed": disclosed}),
    }
