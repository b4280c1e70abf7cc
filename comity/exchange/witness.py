"""The witness (C2SP tlog-witness): decides, without clock or store, whether a checkpoint is cosigned."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from comity.basis.errors import Fact, ProofError
from comity.register import checkpoint, note
from comity.register.checkpoint import Cosignature, SignedCheckpoint
from comity.register.keys import PrivateKey, PublicKey
from comity.register.merkle import EMPTY_ROOT, verify_consistency
from comity.register.note import NoteSignature

MOST_PROOF_LINES = 63


@dataclass(frozen=True, slots=True)
class Witness:
    """Who witnesses, with which key, and the keys it knows of each log by its origin."""

    name: str
    key: PrivateKey
    logs: Mapping[str, tuple[PublicKey, ...]]


@dataclass(frozen=True, slots=True)
class Request:
    """What a log asks: the size it thinks the witness saw last, the proof from there, its checkpoint."""

    old_size: int
    proof: tuple[bytes, ...]
    checkpoint: SignedCheckpoint

    def text(self) -> str:
        """The body of `add-checkpoint`."""
        lines = [f"old {self.old_size}", *map(note.encode_base64, self.proof), "", str(self.checkpoint)]
        return "\n".join(lines)


Seen = Mapping[
    str, SignedCheckpoint
]  # by origin: the latest checkpoint cosigned; the whole state of a witness


@dataclass(frozen=True, slots=True)
class Cosigned:
    """The cosignature given, and the state to store in the same transaction, before it is answered."""

    seen: Seen
    cosignature: Cosignature
    line: NoteSignature


@dataclass(frozen=True, slots=True)
class SplitView:
    """Two checkpoints of one log and one size, both signed by it, with different roots: two histories."""

    first: SignedCheckpoint
    second: SignedCheckpoint


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing was cosigned: the code, the HTTP status of C2SP, and evidence of two histories.

    `size` is the size last cosigned, which a 409 tells the log.
    """

    code: str
    http: int
    facts: Mapping[str, Fact]
    size: int = 0
    evidence: SplitView | None = None


def parse(body: str) -> Request:
    """The request in the body of `add-checkpoint`; ProofError("form") when it is not one."""
    head, blank, rest = body.partition("\n\n")
    first, *lines = head.split("\n")
    word, _, size = first.partition(" ")
    plain = size.isascii() and size.isdigit() and str(int(size[:20])) == size
    if not blank or word != "old" or not plain or len(lines) > MOST_PROOF_LINES:
        raise ProofError("witness.broken_request", step="form")
    return Request(int(size), tuple(map(note.decode_base64, lines)), checkpoint.read(rest))


def cosign(witness: Witness, seen: Seen, request: Request, time: int) -> Cosigned | Refused:
    """The cosignature at that time with the new state, or the refusal; the state is unchanged by a refusal.

    The caller stores the new state before it answers, in one transaction with having read the old.
    """
    claim = request.checkpoint.checkpoint
    keys = witness.logs.get(claim.origin)
    if keys is None:
        return _refused("unknown_log", 404, origin=claim.origin)
    if not any(request.checkpoint.signed_by(key) for key in keys):
        return _refused("bad_signature", 403, origin=claim.origin)
    if request.old_size > claim.size:
        return _refused("old_beyond_new", 400, old=request.old_size, size=claim.size)
    last = seen.get(claim.origin)
    refusal = _disagreement(last, request) or _broken_growth(last, request)
    if refusal:
        return refusal
    given = checkpoint.cosign(claim, witness.key, time)
    after = MappingProxyType({**seen, claim.origin: request.checkpoint})
    return Cosigned(after, given, given.line(witness.name, witness.key.public))


def _disagreement(last: SignedCheckpoint | None, request: Request) -> Refused | None:
    claim = request.checkpoint.checkpoint
    size = last.checkpoint.size if last else 0
    if last and claim.size == size and claim.root != last.checkpoint.root:
        return Refused(
            code="witness.split_view",
            http=409,
            facts={"origin": claim.origin, "size": size},
            size=size,
            evidence=SplitView(last, request.checkpoint),
        )
    if request.old_size != size:
        return _refused("old_size_differs", 409, size, origin=claim.origin, old=request.old_size, stored=size)
    return None


def _broken_growth(last: SignedCheckpoint | None, request: Request) -> Refused | None:
    claim, proof = request.checkpoint.checkpoint, request.proof
    if last is None or last.checkpoint.size == 0:  # nothing to be consistent with yet
        fits = not proof and (claim.size > 0 or claim.root == EMPTY_ROOT)
    else:
        before = last.checkpoint
        fits = verify_consistency(before.size, claim.size, before.root, claim.root, proof)
    size = last.checkpoint.size if last else 0
    return None if fits else _refused("not_consistent", 422, size, origin=claim.origin, size=claim.size)


def _refused(code: str, http: int, stored: int = 0, /, **facts: Fact) -> Refused:
    return Refused(f"witness.{code}", http, facts, stored)
