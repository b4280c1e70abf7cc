"""The other node, by files in a pair of folders: ask it to cosign, answer what it asks, seal with its answer.

A request is the body of C2SP tlog-witness `add-checkpoint`; an answer is its HTTP status, then the cosigned
note or the code of the refusal. What this log must ask is every checkpoint without a cosignature: there is no
table of messages to keep in step.
"""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from comity.basis.errors import ComityError, Fact, InputError, PeerError, ProofError
from comity.exchange import witness
from comity.exchange.witness import Refused, Request, Witness
from comity.node import cosigning
from comity.node.database import NodeDatabase
from comity.node.files import read_text, write_file
from comity.node.models import Checkpoint, Cosignature
from comity.node.node import INBOX, Node
from comity.node.sequencer import number_acts, own_log
from comity.node.trusted import needed_list, signing_key
from comity.register import checkpoint
from comity.register.trust import Role, TrustedKey

ASK, ANSWER, EVIDENCE = ".ask", ".answer", ".evidence"

_OK, _CONFLICT = 200, 409
_POLL_S = 0.1
_UNREADABLE = "witness.broken_request"
_COUNT = re.compile(r"0|[1-9]\d{0,18}", re.ASCII)
_LONGEST_SLUG = 100  # of a file name of at most 255 bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """What this node, as witness, answered: `code` is empty when it cosigned.

    A message that is no request gets no answer; its file name stands in place of the origin.
    """

    origin: str
    size: int
    code: str
    text: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sealed:
    """What an answer of the peer brought: the witness that vouched, or the request made anew."""

    size: int
    witness: str = ""
    asked_again: Path | None = None


def ask(node: Node, old_size: int | None = None) -> Path | None:
    """The request to cosign the newest checkpoint, in the outbox and, within reach, in the peer's inbox.

    None when it is cosigned already or the log is empty. `old_size` is what the peer says it saw last.
    """
    number_acts(node)
    if is_cosigned():
        return None
    request = cosigning.request(own_log(node), old_size)
    if request is None:
        return None
    size = request.checkpoint.checkpoint.size
    return post(node, f"{_slug(node.origin)}-{size}{ASK}", request.text().encode())


def answer(node: Node, body: str) -> Answered:
    """The answer of this node, as witness, to a request; what it vouches for is stored before it is given."""
    return _answer(node, witness.parse(body))


def seal(node: Node, text: str) -> Sealed:
    """Take the peer's answer: its cosignature is verified and kept, or the request made anew from its state.

    PeerError when it refuses, ProofError when no trusted witness vouches for a checkpoint of this log.
    """
    head, _, rest = text.partition("\n")
    if head != str(_OK):
        return _refused(node, head, rest.split("\n"))
    signed = checkpoint.read(rest)
    known = cosigning.keep(own_log(node), signed, other_witnesses(node))
    return Sealed(signed.checkpoint.size, known.name)


def other_witnesses(node: Node) -> list[TrustedKey]:
    """The witnesses of the trust list that are not this node."""
    listed = needed_list(node).keys.values()
    return [known for known in listed if known.role is Role.WITNESS and known.holder != node.name]


def answer_all(node: Node) -> list[Answered]:
    """Answer every request in the inbox; one that cannot be read does not keep the others waiting."""
    return [_answer_file(node, path) for path in _waiting(node, ASK)]


def seal_all(node: Node) -> list[Sealed]:
    """Take every answer in the inbox; the first bad one is raised once the others are taken."""
    sealed: list[Sealed] = []
    faults: list[ComityError] = []
    for path in _waiting(node, ANSWER):
        try:
            sealed.append(seal(node, _take(path)))
        except ComityError as fault:
            faults.append(fault)
    if faults:
        raise faults[0]
    return sealed


def ask_and_wait(node: Node, wait_s: float) -> bool:
    """Whether the newest checkpoint is cosigned, by what the peer's own process answers within the time."""
    until = time.monotonic() + wait_s
    ask(node)
    while not is_cosigned():
        sealed = seal_all(node)
        if not is_cosigned() and time.monotonic() > until:
            return False  # also when the peer answers without end and never vouches
        if not sealed:
            time.sleep(_POLL_S)
    return True


def is_cosigned() -> bool:
    """Whether a peer vouches for the newest checkpoint."""
    newest = Checkpoint.objects.order_by("-size").first()
    return newest is None or Cosignature.objects.filter(checkpoint=newest).exists()


def post(node: Node, name: str, data: bytes) -> Path:
    """A message left in the outbox and, when the peer's folder is within reach, in its inbox."""
    name = name.replace("/", "_")
    path = _put(node.outbox / name, data)
    inbox = Path(node.config.peer) / INBOX
    if node.config.peer and inbox.is_dir():
        _put(inbox / name, data)
    return path


def _answer(node: Node, request: Request) -> Answered:
    claim = request.checkpoint.checkpoint
    given = cosigning.vouch(own_witness(node), NodeDatabase(), request, node.clock.now())
    name = f"{_slug(claim.origin)}-{claim.size}"
    if isinstance(given, Refused):
        text = f"{given.http}\n{given.code}\n{claim.origin}\n{claim.size}\n{given.size}\n"
        if given.evidence:
            post(node, f"{name}{EVIDENCE}", str(given.evidence).encode())
    else:
        text = f"{_OK}\n{request.checkpoint.with_lines(given.line)}"
    post(node, f"{name}{ANSWER}", text.encode())
    refused = given if isinstance(given, Refused) else None
    code, facts = (refused.code, refused.facts) if refused else ("", {})
    return Answered(claim.origin, claim.size, code, text, facts)


def _answer_file(node: Node, path: Path) -> Answered:
    try:
        request = witness.parse(_take(path))
    except (InputError, ProofError):
        return Answered(path.name, 0, _UNREADABLE, "")
    return _answer(node, request)


def _waiting(node: Node, suffix: str) -> list[Path]:
    # a link, a pipe or a folder is no message: a pipe would never end, a folder could not be taken away
    found = sorted(node.inbox.glob(f"*{suffix}"))
    return [path for path in found if path.is_file() and not path.is_symlink()]


def _take(path: Path) -> str:
    try:
        return read_text(path)
    finally:  # a lost message is asked for again; a bad one must not stay in the way
        path.unlink(missing_ok=True)


def _put(path: Path, data: bytes) -> Path:
    write_file(path, data)
    return path


def _slug(origin: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "_", origin)[:_LONGEST_SLUG]


def own_witness(node: Node) -> Witness:
    """This node as a witness of the other logs that the trust list names."""
    logs = witness.known_logs(needed_list(node), node.name, node.clock.now())
    return Witness(node.name, signing_key(node, Role.WITNESS), logs)


def _refused(node: Node, status: str, lines: list[str]) -> Sealed:
    code, origin, size, held, *_ = [*lines, "", "", "", ""]
    if origin != node.origin or not _COUNT.fullmatch(size) or not _COUNT.fullmatch(held):
        raise ProofError("peer.not_an_answer", step="form")
    if status == str(_CONFLICT) and code == "witness.old_size_differs":
        return Sealed(int(size), asked_again=ask(node, int(held)))
    raise PeerError("peer.refused", node=node.config.peer or "-", reason=code[:80], size=int(size))
