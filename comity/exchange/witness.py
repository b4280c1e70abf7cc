"""The witness (C2SP tlog-witness): decides, without clock or store, whether a checkpoint is cosigned."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from comity.basis.errors import Fact, ProofError
from comity.exchange.evidence import SplitView, contradiction
from comity.register import checkpoint, note
from comity.register.checkpoint import Cosignature, SignedCheckpoint
from comity.register.keys import PrivateKey, PublicKey
from comity.register.merkle import EMPTY_ROOT, HASH_BYTES, verify_consistency
from comity.register.note import NoteSignature
from comity.register.trust import Role, TrustList

MOST_PROOF_LINES = 63
MOST_BODY_BYTES = 1 << 20  # a checkpoint that a hundred witnesses cosigned takes a third of it
TEXT, SIZE = "text/plain; charset=utf-8", "text/x.tlog.size"

_NO_REQUEST = 400
_CONFLICT = 409
_OK = 200


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
class Refused:
    """Why nothing was cosigned: the code, the HTTP status of C2SP, and evidence of two histories.

    `size` is the size last cosigned, which a 409 tells the log.
    """

    code: str
    http: int
    facts: Mapping[str, Fact]
    size: int = 0
    evidence: SplitView | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What HTTP says to `add-checkpoint`: status, content type, body."""

    status: int
    content_type: str
    body: bytes


def known_logs(trust: TrustList, holder: str, at: int) -> Mapping[str, tuple[PublicKey, ...]]:
    """By origin, the keys good at that time (UTC seconds) of each log of the list but the holder's own.

    Several while a log's key is rotated.
    """
    logs: dict[str, tuple[PublicKey, ...]] = {}
    for known in trust.keys.values():
        if known.role is Role.LOG and known.holder != holder and not known.fault_at(at):
            logs[known.name] = (*logs.get(known.name, ()), known.key)
    return logs


def parse(body: str | bytes) -> Request:
    """The request in the body of `add-checkpoint`; ProofError("form") when it is not one."""
    data = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    try:
        head, blank, rest = data[: MOST_BODY_BYTES + 1].decode().partition("\n\n")
    except UnicodeDecodeError as fault:
        raise _broken_request() from fault
    first, *lines = head.split("\n")
    word, _, size = first.partition(" ")
    plain = size.isascii() and size.isdigit() and str(int(size[:20])) == size
    short = len(data) <= MOST_BODY_BYTES and len(lines) <= MOST_PROOF_LINES
    if not short or not blank or word != "old" or not plain:
        raise _broken_request()
    proof = tuple(map(note.decode_base64, lines))
    if any(len(step) != HASH_BYTES for step in proof):
        raise _broken_request()
    return Request(int(size), proof, checkpoint.read(rest))


def reply(given: Cosigned | Refused | ProofError) -> Reply:
    """The HTTP answer to a decision, or to a body that `parse` refused.

    A 409 tells the size last cosigned, the other refusals their code (C2SP tlog-witness).
    """
    if isinstance(given, Cosigned):
        return Reply(_OK, TEXT, str(given.line).encode())
    if isinstance(given, ProofError):
        return Reply(_NO_REQUEST, TEXT, f"{given.code}\n".encode())
    if given.http == _CONFLICT:
        return Reply(_CONFLICT, SIZE, f"{given.size}\n".encode())
    return Reply(given.http, TEXT, f"{given.code}\n".encode())


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
        return _refused("old_beyond_new", _NO_REQUEST, old=request.old_size, size=claim.size)
    last = seen.get(claim.origin)
    refusal = _disagreement(last, request) or _broken_growth(last, request)
    if refusal:
        return refusal
    given = checkpoint.cosign(claim, witness.key, time)
    # anybody may add lines to a checkpoint; kept, they would leave no room for the line of the witness
    after = MappingProxyType({**seen, claim.origin: request.checkpoint.only_by(keys)})
    return Cosigned(after, given, given.line(witness.name, witness.key.public))


def _disagreement(last: SignedCheckpoint | None, request: Request) -> Refused | None:
    claim = request.checkpoint.checkpoint
    size = last.checkpoint.size if last else 0
    view = contradiction(last, request.checkpoint) if last else None
    if view:
        facts: Mapping[str, Fact] = {"origin": claim.origin, "size": size}
        return Refused("witness.split_view", _CONFLICT, facts, size, view)
    if request.old_size != size:
        old = request.old_size
        return _refused("old_size_differs", _CONFLICT, size, origin=claim.origin, old=old, stored=size)
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


def _broken_request() -> ProofError:
    return ProofError("witness.broken_request", step="form")
