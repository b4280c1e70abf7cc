"""What a command that verifies rests on: the trust list and status lists of the node, or the files named."""

from pathlib import Path

from comity.basis.errors import InputError, ProofError
from comity.cli import answer
from comity.node import exports, files, statuses, trusted
from comity.node.algorithms import INSTALLED
from comity.node.clock import Clock
from comity.node.config import read_config
from comity.node.node import Node, open_node
from comity.register import bundle, status, trust
from comity.register.bundle import Grounds
from comity.register.keys import PublicKey
from comity.register.status import StatusList
from comity.register.trust import TrustList


def grounds(
    trust_file: Path | None, anchors: list[Path], status_files: list[Path]
) -> tuple[TrustList, dict[str, StatusList]]:
    """The trust list and the status lists by their URIs."""
    opened = _reader()
    trusts = _trust_list(opened, trust_file, anchors)
    tokens = [files.read_bytes(path, status.MOST_TOKEN_BYTES) for path in status_files]
    lists = statuses.held_lists(opened, trusts) if opened else {}
    return trusts, lists | statuses.read_lists(tokens, trusts)


def bundled(path: Path, anchors: list[Path]) -> Grounds:
    """What of a bundle can be relied on; what a node named beside it knows newer counts instead."""
    opened = _reader()
    made = bundle.read(files.read_bytes(path, bundle.MOST_BYTES))
    trusts = _newer(opened, _given(opened, made.trust, anchors))
    found = bundle.judged(made, trusts)
    for uri, listed in statuses.held_lists(opened, trusts).items() if opened else ():
        if uri not in found.statuses or found.statuses[uri].issued_at < listed.issued_at:
            found.statuses[uri] = listed
    return found


def trust_list(trust_file: Path | None, anchors: list[Path]) -> TrustList:
    """The trust list alone."""
    return _trust_list(_reader(), trust_file, anchors)


def _trust_list(opened: Node | None, trust_file: Path | None, anchors: list[Path]) -> TrustList:
    if trust_file:
        token = files.read_bytes(trust_file, trust.MOST_BYTES)
        if anchors:
            return _signed(token, [_anchor(path) for path in anchors])
        if opened and trusted.pinned():
            return trusted.read_list(opened, token)
        raise InputError("cli.no_anchor", path="--anchor")
    if opened:
        return trusted.needed_list(opened)
    raise InputError("cli.no_trust", path="--trust")


def _newer(opened: Node | None, given: TrustList) -> TrustList:
    held = trusted.current_list(opened) if opened else None
    newer = held and held[0].domain == given.domain and held[0].version > given.version
    return held[0] if held and newer else given


def _given(opened: Node | None, token: bytes, anchors: list[Path]) -> TrustList:
    """The trust list in a token that all the keys named have signed, or as many of the node's as must."""
    if anchors:
        return _signed(token, [_anchor(path) for path in anchors])
    if opened and trusted.pinned():
        return trusted.read_list(opened, token)
    raise InputError("cli.no_anchor", path="--anchor")


def _signed(token: bytes, keys: list[PublicKey]) -> TrustList:
    """The trust list that all the keys named have signed; else they are named as the fault."""
    try:
        return trust.read(token, keys, len({key.kid for key in keys}), INSTALLED)
    except ProofError as fault:
        if fault.code != "trust.not_signed":
            raise
        raise ProofError("cli.anchor_not_signer", path="--anchor", **fault.facts) from fault


def _reader() -> Node | None:
    # to verify as of a day changes nothing, so a node that is no example may be asked too: by its real clock
    asked = answer.asked()
    if asked.home is None:
        return None
    example = read_config(asked.home).example
    return open_node(asked.home, Clock(asked.at if example else None))


def _anchor(path: Path) -> PublicKey:
    return exports.read_export(path.name, files.read_text(path)).anchor
