"""Status lists: this node's own, signed anew from the register, and others kept for checks offline."""

import hashlib
from collections.abc import Iterable

from comity.basis.errors import StateError
from comity.node.docket import status_uri
from comity.node.files import own_folder, read_bytes, write_file
from comity.node.models import StatusChange, StatusPlace
from comity.node.node import Node
from comity.node.trusted import DAY_S, needed_list
from comity.register import status
from comity.register.status import StatusList
from comity.register.trust import TrustList

SUFFIX = ".cwt"
FOLDER = "statuses"
_DAYS = 7  # how long a token stands; the trust list may set a shorter age
_ROOM = 1024  # places beyond the acts so far, so that an act issued tomorrow is on the list of today


def own_token(node: Node) -> bytes:
    """This node's status list as it is now, signed by its status key."""
    marks = dict(StatusChange.objects.order_by("id").values_list("place_id", "value"))
    size = (StatusPlace.objects.count() // _ROOM + 1) * _ROOM + _ROOM
    now = node.clock.now()
    listed = StatusList(status_uri(node), now, status.pack(marks, size), expires=now + _DAYS * DAY_S)
    return status.seal(listed, node.vault.key("status"))


def keep(node: Node, token: bytes) -> StatusList:
    """A list kept for checks offline; ProofError when its key is not trusted, StateError when it is older."""
    listed = status.read(token, needed_list(node))
    held = held_lists(node, needed_list(node)).get(listed.uri)
    if held and held.issued_at > listed.issued_at:
        raise StateError("statuses.older", uri=listed.uri)
    folder = node.home / FOLDER
    own_folder(folder)
    path = folder / f"{hashlib.sha256(listed.uri.encode()).hexdigest()[:32]}{SUFFIX}"
    write_file(path, token)
    return listed


def held_lists(node: Node, trusted: TrustList) -> dict[str, StatusList]:
    """The lists kept here, by URI, as far as the trust list lets them speak; this node's own is made anew."""
    tokens = [
        read_bytes(path, status.MOST_TOKEN_BYTES) for path in sorted((node.home / FOLDER).glob(f"*{SUFFIX}"))
    ]
    return read_lists([*tokens, own_token(node)], trusted)


def read_lists(tokens: Iterable[bytes], trusted: TrustList) -> dict[str, StatusList]:
    """The lists that can be relied on, by URI."""
    return status.read_all(tokens, trusted)[0]
