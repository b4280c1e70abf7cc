"""A split view as a portable file: two checkpoints of one log that cannot both be true, and who can tell."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from comity.basis.errors import Fact, ProofError
from comity.register import checkpoint, note
from comity.register.checkpoint import SignedCheckpoint
from comity.register.keys import BUILT_IN, Algorithms
from comity.register.merkle import HASH_BYTES, verify_consistency
from comity.register.trust import Role, TrustedKey
from comity.register.verdict import Outcome, Step
from comity.register.verify import moment

FORM = "comity split view 1"
NAMES = ("form", "log", "signatures", "disagreement")
MOST_BYTES = 4 * (2 * note.MOST_CHARACTERS + 8192)  # two of the longest notes and a proof

_GREW = "grew from "
_NOTE_BLOCKS = 4  # of each note its body and its signatures
_ROLES = {note.SIGNATURE: Role.LOG, note.COSIGNATURE: Role.WITNESS}
_DISAGREE = {"two_roots", "other_beginning"}


@dataclass(frozen=True, slots=True)
class SplitView:
    """Two checkpoints said to be of one log and of two histories; not verified by being read or made.

    Of one size they have different roots. Of different sizes the smaller stands first, `beginning` is the
    root that the history of the larger one has at the smaller size, and `proof` leads from it to the larger
    root (RFC 9162, 2.1.4): as no two trees share a root, the smaller checkpoint is of another history.
    """

    first: SignedCheckpoint
    second: SignedCheckpoint
    beginning: bytes | None = None
    proof: tuple[bytes, ...] = ()

    def __str__(self) -> str:
        """The file: its form, both notes whole and, for two sizes, beginning and proof, a line a hash."""
        parts = [f"{FORM}\n", str(self.first), str(self.second)]
        if self.beginning is not None:
            hashes = "".join(f"{note.encode_base64(step)}\n" for step in (self.beginning, *self.proof))
            parts.append(f"{_GREW}{hashes}")
        return "\n".join(parts)

    @property
    def disagrees(self) -> bool:
        """Whether no log with one history could have both; whether the log signed them is not asked."""
        first, second = self.first.checkpoint, self.second.checkpoint
        return first.origin == second.origin and self.compared() in _DISAGREE

    def compared(self) -> str:
        """How the two compare: `two_roots` or `other_beginning`, else why that is not shown."""
        first, second = self.first.checkpoint, self.second.checkpoint
        if self.beginning is None:
            if first.size != second.size:
                return "two_sizes"
            return "two_roots" if first.root != second.root else "one_root"
        grown = verify_consistency(first.size, second.size, self.beginning, second.root, self.proof)
        if first.size >= second.size or not grown:
            return "broken_proof"
        return "other_beginning" if self.beginning != first.root else "same_beginning"


class Answer(StrEnum):
    """What all the steps come to."""

    TWO_HISTORIES = "two histories"
    NOT_PROVEN = "not proven"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Seen:
    """A witness that saw one of the two (side 1 or 2), and when (UTC seconds): told, not needed."""

    side: int
    witness: str
    holder: str
    time: int


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer with its numbered steps; `view` is None when the form is broken."""

    answer: Answer
    steps: tuple[Step, ...]
    view: SplitView | None = None
    seen: tuple[Seen, ...] = ()


def contradiction(
    one: SignedCheckpoint,
    other: SignedCheckpoint,
    beginning: bytes | None = None,
    proof: tuple[bytes, ...] = (),
) -> SplitView | None:
    """The evidence in two checkpoints, in either order; None when nothing is shown by them.

    For two sizes: the root at the smaller size in the history of the larger one, and the proof between.
    """
    first, second = sorted((one, other), key=lambda side: side.checkpoint.size)
    view = SplitView(first, second, beginning, proof)
    return view if view.disagrees else None


def read(given: str | bytes) -> SplitView:
    """The split view in a file, in its one form; ProofError("form") for anything else."""
    data = given if isinstance(given, bytes) else given.encode("utf-8", "surrogatepass")
    if len(data) > MOST_BYTES:
        raise _broken("size")
    try:
        text = data.decode()
    except UnicodeDecodeError as fault:
        raise _broken("characters") from fault
    head, *blocks = text.removesuffix("\n").split("\n\n", _NOTE_BLOCKS + 2)
    if head != FORM or len(blocks) not in (_NOTE_BLOCKS, _NOTE_BLOCKS + 1):
        raise _broken("layout")
    first, second = ("\n\n".join(blocks[at : at + 2]) + "\n" for at in (0, 2))
    beginning, proof = _read_beginning(blocks[_NOTE_BLOCKS]) if len(blocks) > _NOTE_BLOCKS else (None, ())
    view = SplitView(checkpoint.read(first), checkpoint.read(second), beginning, proof)
    if str(view) != text:
        raise _broken("layout")
    return view


def verify(given: str | bytes, keys: Collection[TrustedKey]) -> Finding:
    """The finding on a file, from the keys of logs alone; those of witnesses tell who saw which side.

    Hostile input of any kind fails step 1 and never raises. A key counts whenever it was good: a checkpoint
    bears no time, so that a signature of a key revoked since is told as such.
    """
    try:
        view = read(given)
    except ProofError as fault:
        return _finding(None, [(Outcome.FAILED, fault.code, fault.facts), _SKIPPED, _SKIPPED, _SKIPPED])
    form = _passed("form")
    if view.first.checkpoint.origin != view.second.checkpoint.origin:
        origins = {"first": view.first.checkpoint.origin, "second": view.second.checkpoint.origin}
        return _finding(view, [form, _failed("two_logs", **origins), _SKIPPED, _SKIPPED])
    log = _passed("log", origin=view.first.checkpoint.origin)
    return _finding(view, [form, log, _signatures(view, keys), _disagreement(view)], _witnesses(view, keys))


def key_from_text(text: str, algorithms: Algorithms = BUILT_IN) -> TrustedKey:
    """The key of a log or a witness from its text form `name+id+base64`; ProofError("key") otherwise."""
    name, purpose, public = note.parse_verifier_key(text, algorithms)
    return TrustedKey(public, holder=name, role=_ROLES[purpose], since=0, name=name)


_Found = tuple[Outcome, str, Mapping[str, Fact]]
_SKIPPED: _Found = (Outcome.SKIPPED, "verify.skipped", {})


def _passed(code: str, **facts: Fact) -> _Found:
    return Outcome.PASSED, f"evidence.{code}", facts


def _failed(code: str, **facts: Fact) -> _Found:
    return Outcome.FAILED, f"evidence.{code}", facts


def _finding(view: SplitView | None, found: list[_Found], seen: tuple[Seen, ...] = ()) -> Finding:
    steps = tuple(
        Step(number, NAMES[number - 1], outcome, code, facts)
        for number, (outcome, code, facts) in enumerate(found, start=1)
    )
    outcomes = {step.outcome for step in steps}
    if Outcome.FAILED in outcomes:
        return Finding(Answer.NOT_PROVEN, steps, view, seen)
    known = Outcome.UNKNOWN not in outcomes
    return Finding(Answer.TWO_HISTORIES if known else Answer.NOT_KNOWN, steps, view, seen)


def _signatures(view: SplitView, keys: Collection[TrustedKey]) -> _Found:
    origin = view.first.checkpoint.origin
    logs = [known for known in keys if known.role is Role.LOG and known.name == origin]
    if not logs:
        return Outcome.UNKNOWN, "evidence.unknown_log", {"origin": origin}
    signers: list[TrustedKey] = []
    for side, signed in enumerate((view.first, view.second), start=1):
        by = next((known for known in logs if signed.signed_by(known.key)), None)
        if by is None:
            return _failed("not_signed", origin=origin, side=side)
        signers.append(by)
    revoked = [by for by in signers if by.revoked_at is not None]
    if revoked:
        by = revoked[0]
        return _passed("signed_revoked", kid=by.key.kid.hex(), revoked_at=moment(by.revoked_at or 0))
    kids = tuple(dict.fromkeys(by.key.kid.hex() for by in signers))
    return _passed("signatures", holder=signers[0].holder, kids=kids)


def _disagreement(view: SplitView) -> _Found:
    code = view.compared()
    sizes = {"smaller": view.first.checkpoint.size, "larger": view.second.checkpoint.size}
    return (_passed if code in _DISAGREE else _failed)(code, **sizes)


def _witnesses(view: SplitView, keys: Collection[TrustedKey]) -> tuple[Seen, ...]:
    sides = [(1, view.first), (2, view.second)]
    found = [
        (side, known, signed.cosigned_by(known.name, known.key))
        for side, signed in sides
        for known in keys
        if known.role is Role.WITNESS
    ]
    return tuple(Seen(side, known.name, known.holder, at.time) for side, known, at in found if at)


def _read_beginning(block: str) -> tuple[bytes, tuple[bytes, ...]]:
    beginning, *proof = map(note.decode_base64, block.removeprefix(_GREW).split("\n"))
    if any(len(each) != HASH_BYTES for each in (beginning, *proof)):
        raise _broken("hashes")
    return beginning, tuple(proof)


def _broken(part: str) -> ProofError:
    return ProofError("evidence.broken", step="form", part=part)
