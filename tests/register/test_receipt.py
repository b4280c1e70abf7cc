from typing import Any

import cbor2
import pytest

from comity.basis.canonical import encode
from comity.basis.errors import ProofError
from comity.register import receipt
from comity.register.checkpoint import Checkpoint
from comity.register.cose import sign1
from comity.register.keys import ED25519, PrivateKey
from comity.register.merkle import Tree, leaf_hash

LOG = PrivateKey(ED25519, bytes(32))
TREE = Tree(map(leaf_hash, (b"a", b"b", b"c")))
HEAD = Checkpoint("log.example", 3, TREE.root())


def issued(index: int = 1) -> bytes:
    return receipt.issue(HEAD, index, TREE.inclusion(index), LOG, 1_800_000_000)


def test_receipt_puts_its_leaf_under_the_checkpoint() -> None:
    found = receipt.read(issued())
    assert (found.origin, found.size, found.index, found.time) == ("log.example", 3, 1, 1_800_000_000)
    assert found.checkpoint(leaf_hash(b"b")) == HEAD
    assert found.holds(HEAD, LOG.public)


def test_receipt_of_another_leaf_does_not_hold() -> None:
    found = receipt.read(issued())
    other = found.checkpoint(leaf_hash(b"a"))
    assert other
    assert other != HEAD
    assert not found.holds(other, LOG.public)


def test_path_that_does_not_fit_gives_no_checkpoint() -> None:
    wrong = receipt.issue(HEAD, 1, TREE.inclusion(1)[:-1], LOG, 0)
    assert receipt.read(wrong).checkpoint(leaf_hash(b"b")) is None


def test_labels_are_those_of_rfc9942() -> None:
    head, unprotected, payload, _ = cbor2.loads(issued()).value
    protected = cbor2.loads(head)
    assert protected[395] == 1
    assert protected[15] == {1: "log.example", 2: "3", 6: 1_800_000_000}
    assert cbor2.loads(unprotected[396][-1][0]) == [3, 1, list(TREE.inclusion(1))]
    assert payload is None


def proof(*parts: Any) -> dict[int | str, Any]:
    return {396: {-1: [encode(list(parts))]}}


@pytest.mark.parametrize(
    "unprotected",
    [
        {},
        {396: {}},
        {396: {-1: []}},
        {396: {-2: [b""]}},
        {396: {-1: [encode([3, 1, []])] * 2}},
        {396: {-1: [encode([3, 1, []])]}, 1: 1},
        proof(3, 1),
        proof(3, 3, []),
        proof(3, -1, []),
        proof(4, 1, []),
        proof("3", 1, []),
        proof(3, True, []),
        proof(3, 1, [b"short"]),
        proof(3, 1, [bytes(32)] * 64),
    ],
)
def test_malformed_proof_is_refused(unprotected: dict[int | str, Any]) -> None:
    claims = {1: "log.example", 2: "3", 6: 0}
    data = sign1(None, {15: claims, 16: receipt.TYP, 395: 1}, LOG, unprotected=unprotected)
    with pytest.raises(ProofError, match=r"receipt\.broken"):
        receipt.read(data)


@pytest.mark.parametrize(
    "change",
    [
        {395: 2},
        {395: True},
        {16: 277},
        {15: {1: "log.example", 2: "3"}},
        {15: {1: "", 2: "3", 6: 0}},
        {15: {1: "two\nlines", 2: "3", 6: 0}},
        {15: {1: "log.example", 2: "03", 6: 0}},
        {15: {1: "log.example", 2: "3", 6: -1}},
        {99: 1},
    ],
)
def test_malformed_header_is_refused(change: dict[int | str, Any]) -> None:
    plain: dict[int | str, Any] = {15: {1: "log.example", 2: "3", 6: 0}, 16: receipt.TYP, 395: 1}
    data = sign1(None, plain | change, LOG, unprotected=proof(3, 1, []))
    with pytest.raises(ProofError, match=r"receipt\.broken"):
        receipt.read(data)
