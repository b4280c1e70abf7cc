"""Takes the algorithm of argv[1] through everything a register signs; run where a plug-in is installed."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "vectors"))

import world  # type: ignore[import-not-found]  # its folder is put on the path above

from comity.basis.errors import ComityError
from comity.node.algorithms import INSTALLED
from comity.register import act, checkpoint, cose, credential, note, status, trust
from comity.register.checkpoint import Checkpoint
from comity.register.keys import PrivateKey, PublicKey
from comity.register.kinds import Kind
from comity.register.trust import Role, TrustedKey
from comity.register.verify import verify

ALG = int(sys.argv[1])


def key(name: str) -> PrivateKey:
    secret = hashlib.shake_256(name.encode()).digest(INSTALLED[ALG].secret_bytes)
    return PrivateKey(ALG, secret, INSTALLED)


ANCHOR, ISSUER, LOG, WITNESS, LISTER = map(key, ("anchor", "issuer", "log", "witness", "lister"))


def trusted(public: PublicKey, role: Role, name: str = "", **fields: Any) -> TrustedKey:
    holder = world.NODE_B if role is Role.WITNESS else world.CHAMBER
    return TrustedKey(public, holder, role, world.START, name=name, **fields)


def listed() -> bytes:
    keys = [
        trusted(ISSUER.public, Role.ISSUER, kinds=frozenset({world.CERTIFICATE})),
        trusted(LOG.public, Role.LOG, world.ORIGIN),
        trusted(WITNESS.public, Role.WITNESS, world.WITNESS),
        trusted(LISTER.public, Role.STATUS, world.LISTS),
    ]
    only = Kind(world.CERTIFICATE, approvals=2, algorithms=frozenset({ALG}))
    whole = world.trust_list(keys=trust.by_kid(keys), kinds={only.name: only})
    return trust.seal(whole, [ANCHOR])


def judged(data: bytes, token: bytes) -> str:
    known = trust.read(token, [PublicKey(ALG, ANCHOR.public.raw, INSTALLED)], algorithms=INSTALLED)
    lists, _ = status.read_all([world.status_token(signer=LISTER)], known)
    found = verify(credential.to_text(data), known, lists, world.AT, world.DAY)
    return f"{found.answer} {found.failing.name if found.failing else ''}".strip()


def refused(token: bytes) -> str:
    try:
        trust.read(token, [ANCHOR.public])
    except ComityError as fault:
        return fault.code
    return ""


def lines(head: Checkpoint) -> list[bool]:
    """Whether the note of a checkpoint holds: of the log, of the witness, by a verifier key, and changed."""
    seen = checkpoint.cosign(head, WITNESS, world.SEEN)
    signed = checkpoint.sign(head, LOG).with_lines(seen.line(world.WITNESS, WITNESS.public))
    read = checkpoint.read(str(signed))
    _, _, told = note.parse_verifier_key(note.verifier_key(world.ORIGIN, LOG.public), INSTALLED)
    cosigned = read.cosigned_by(world.WITNESS, WITNESS.public)
    other = checkpoint.read(str(signed).replace(f"\n{head.size}\n", f"\n{head.size + 1}\n"))
    return [read.signed_by(LOG.public), cosigned == seen, read.signed_by(told), other.signed_by(LOG.public)]


def main() -> None:
    token, leaf = listed(), act.seal(world.certificate(), ISSUER)
    proof = world.prove(leaf, log_key=LOG, witnesses=(WITNESS,))
    forged = act.seal(world.certificate(), key("stranger"))
    bent = world.altered(leaf, signature=cose.parse_sign1(forged).signature)
    told = {
        "name": INSTALLED[ALG].name,
        "numbers": list(INSTALLED),
        "valid": judged(world.credential_of(leaf, proof), token),
        "tampered": judged(credential.attach(bent, proof.receipt, proof.cosignatures), token),
        "without": refused(token),
        "lines": lines(proof.checkpoint),
    }
    sys.stdout.write(json.dumps(told))


main()
