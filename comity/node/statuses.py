"""Status lists: this node's own, signed anew from the register, and others kept for checks offline."""

import hashlib
from collections.abc import Iterable

from comity.basis.errors import StateError
from comity.node import docket
from comity.node.docket import Draft, Issued, status_uri
from comity.node.files import own_folder, read_bytes, write_file
from comity.node.models import Act, StatusChange, StatusPlace
from comity.node.node import Node
from comity.node.trusted import DAY_S, kinds_in, needed_list, signing_key
from comity.register import act as acts
from comity.register import status
from comity.register.status import StatusList
from comity.register.trust import Role, TrustList
from comity.register.verify import CLOCK_SKEW

SUFFIX = ".cwt"
FOLDER = "statuses"
KIND = "register.status_list"
_DAYS = 7  # how long a token stands; the trust list may set a shorter age
_ROOM = 1024  # places beyond the acts so far, so that an act issued tomorrow is on the list of today


def own_token(node: Node) -> bytes:
    """This node's status list as it is now, signed by its status key."""
    return _sign(node, _own_list(node))


def publish(node: Node) -> bytes:
    """The same, once its digest stands in this node's log."""
    listed = _own_list(node)
    log_list(node, listed)
    return _sign(node, listed)


def keep(node: Node, token: bytes) -> StatusList:
    """A list kept for checks offline; ProofError when its key is not trusted.

    StateError when it is older than the one held, or dated ahead: it would keep out all that follow.
    """
    listed = status.read(token, needed_list(node))
    if listed.issued_at > node.clock.now() + CLOCK_SKEW:
        raise StateError("statuses.ahead", uri=listed.uri)
    held = held_lists(node, needed_list(node)).get(listed.uri)
    if held and held.issued_at > listed.issued_at:
        raise StateError("statuses.older", uri=listed.uri)
    folder = node.home / FOLDER
    own_folder(folder)
    path = folder / f"{hashlib.sha256(listed.uri.encode()).hexdigest()[:32]}{SUFFIX}"
    write_file(path, token)
    return listed


def held_tokens(node: Node, trusted: TrustList) -> list[bytes]:
    """The tokens kept here, as far as the trust list lets them speak, and this node's own made anew."""
    paths = sorted((node.home / FOLDER).glob(f"*{SUFFIX}"))
    tokens = [*(read_bytes(path, status.MOST_TOKEN_BYTES) for path in paths), own_token(node)]
    return [token for token in tokens if read_lists([token], trusted)]


def held_lists(node: Node, trusted: TrustList) -> dict[str, StatusList]:
    """The lists kept here, by URI, as far as the trust list lets them speak; this node's own is made anew."""
    return read_lists(held_tokens(node, trusted), trusted)


def read_lists(tokens: Iterable[bytes], trusted: TrustList) -> dict[str, StatusList]:
    """The lists that can be relied on, by URI."""
    return status.read_all(tokens, trusted)[0]


def log_list(node: Node, listed: StatusList) -> Issued | None:
    """The act that tells the digest of this node's list in its log; None when the newest such act tells it.

    Packs that do not know the kind of the act keep the list out of the log.
    """
    if KIND not in kinds_in(node.packs()):
        return None
    newest = Act.objects.filter(kind=KIND).order_by("entry__number").last()
    if newest and acts.read(bytes(newest.leaf)).act.body["digest"] == listed.digest:
        return None
    body = {"digest": listed.digest, "issued_at": listed.issued_at, "size": len(listed)}
    return docket.issue_unasked(node, Draft(KIND, {"uri": listed.uri}, body))


def _own_list(node: Node) -> StatusList:
    marks = dict(StatusChange.objects.order_by("id").values_list("place_id", "value"))
    newest = StatusPlace.objects.order_by("-index").first()
    size = ((newest.index + 1 if newest else 0) // _ROOM + 2) * _ROOM
    now = node.clock.now()
    return StatusList(status_uri(node), now, status.pack(marks, size), expires=now + _DAYS * DAY_S)


def _sign(node: Node, listed: StatusList) -> bytes:
    return status.seal(listed, signing_key(node, Role.STATUS))
