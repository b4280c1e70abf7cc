import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.errors import ProofError
from comity.exchange import witness
from comity.exchange.phrases import PHRASES
from comity.exchange.witness import Cosigned, Refused, Request, Witness, cosign
from comity.register import checkpoint
from comity.register.checkpoint import Checkpoint
from comity.register.keys import ED25519, PrivateKey
from comity.register.merkle import EMPTY_ROOT, Tree
from comity.register.trust import Role, TrustedKey, TrustList, by_kid

ORIGIN = "log.example/2026"
LOG, OTHER, PEER = (PrivateKey(ED25519, bytes([n]) * 32) for n in range(3))
NAME = "witness.example"
WITNESS = Witness(NAME, PEER, {ORIGIN: (LOG.public,)})


def grown(count: int, salt: bytes = b"") -> Tree:
    tree = Tree()
    for n in range(count):
        tree.append(salt + n.to_bytes(2))
    return tree


def asked(
    tree: Tree, size: int, old: int = 0, key: PrivateKey = LOG, origin: str = ORIGIN, **changes: Any
) -> Request:
    head = Checkpoint(origin, size, changes.get("root", tree.root(size)))
    proof = changes.get("proof", tree.consistency(old, size) if old <= size else ())
    return Request(old, proof, checkpoint.sign(head, key))


def accepted(result: Cosigned | Refused) -> Cosigned:
    assert isinstance(result, Cosigned), result
    return result


def refused(result: Cosigned | Refused) -> Refused:
    assert isinstance(result, Refused)
    return result


TREE = grown(40)
AT_10 = accepted(cosign(WITNESS, {}, asked(TREE, 10), 100)).seen


def test_first_checkpoint_is_cosigned() -> None:
    request = asked(TREE, 10)
    result = accepted(cosign(WITNESS, {}, request, 100))
    assert result.seen == {ORIGIN: request.checkpoint}
    assert result.cosignature.time == 100
    assert result.cosignature.holds(request.checkpoint.checkpoint, PEER.public)
    note = checkpoint.read(str(request.checkpoint) + str(result.line))
    assert note.cosigned_by(NAME, PEER.public) == result.cosignature


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6))
def test_a_log_that_only_grows_is_always_cosigned(sizes: list[int]) -> None:
    seen: Any = {}
    old = 0
    for time, size in enumerate(sorted(sizes)):
        seen = accepted(cosign(WITNESS, seen, asked(TREE, size, old), time)).seen
        old = size
    assert seen[ORIGIN].checkpoint.size == old


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 40))
def test_a_rewritten_log_is_never_cosigned(before: int, after: int, told: int) -> None:
    forked = grown(40, b"another history")
    seen = accepted(cosign(WITNESS, {}, asked(TREE, before), 0)).seen
    result = refused(cosign(WITNESS, seen, asked(forked, after, min(told, after)), 1))
    assert result.http in (409, 422)


def test_unknown_log_is_404() -> None:
    assert refused(cosign(WITNESS, {}, asked(TREE, 10, origin="other"), 0)).http == 404


def test_wrong_signature_is_403() -> None:
    assert refused(cosign(WITNESS, {}, asked(TREE, 10, key=OTHER), 0)).http == 403


def test_old_size_beyond_the_checkpoint_is_400() -> None:
    assert refused(cosign(WITNESS, AT_10, asked(TREE, 5, old=10), 0)).http == 400


def test_old_size_not_the_stored_one_is_409_and_tells_it() -> None:
    result = refused(cosign(WITNESS, AT_10, asked(TREE, 20, old=5), 0))
    assert (result.http, result.size, result.evidence) == (409, 10, None)


def test_rollback_is_refused() -> None:
    result = refused(cosign(WITNESS, AT_10, asked(TREE, 5, old=5), 0))
    assert (result.http, result.size) == (409, 10)


def test_broken_proof_is_422() -> None:
    result = refused(cosign(WITNESS, AT_10, asked(TREE, 20, old=10, proof=(bytes(32),) * 4), 0))
    assert (result.http, result.code) == (422, "witness.not_consistent")


def test_proof_from_nothing_must_be_empty() -> None:
    assert refused(cosign(WITNESS, {}, asked(TREE, 10, proof=(bytes(32),)), 0)).http == 422


def test_empty_log_has_the_empty_root() -> None:
    empty = accepted(cosign(WITNESS, {}, asked(TREE, 0, root=EMPTY_ROOT), 0))
    assert empty.seen[ORIGIN].checkpoint.size == 0
    assert refused(cosign(WITNESS, {}, asked(TREE, 0, root=bytes(32)), 0)).http == 422


@pytest.mark.parametrize("old", [0, 5, 10])
def test_two_roots_of_one_size_are_evidence(old: int) -> None:
    forked = asked(grown(40, b"x"), 10, old)
    result = refused(cosign(WITNESS, AT_10, forked, 0))
    assert (result.code, result.http) == ("witness.split_view", 409)
    assert result.evidence
    for side in (result.evidence.first, result.evidence.second):
        assert side.signed_by(LOG.public)
        assert side.checkpoint.size == 10
    assert result.evidence.first.checkpoint.root != result.evidence.second.checkpoint.root


def test_forged_checkpoint_is_no_evidence() -> None:
    result = refused(cosign(WITNESS, AT_10, asked(grown(40, b"x"), 10, 10, key=OTHER), 0))
    assert result.evidence is None


def test_the_same_checkpoint_is_cosigned_again() -> None:
    assert accepted(cosign(WITNESS, AT_10, asked(TREE, 10, old=10), 200)).cosignature.time == 200


def test_logs_do_not_touch_one_another() -> None:
    both = Witness(NAME, PEER, {ORIGIN: (LOG.public,), "second": (OTHER.public,)})
    seen = accepted(cosign(both, AT_10, asked(TREE, 3, origin="second", key=OTHER), 0)).seen
    assert {origin: each.checkpoint.size for origin, each in seen.items()} == {ORIGIN: 10, "second": 3}


@given(st.integers(0, 40), st.integers(0, 40))
def test_request_reads_back(old: int, size: int) -> None:
    request = asked(TREE, max(old, size), min(old, size))
    assert witness.parse(request.text()) == request


@pytest.mark.parametrize(
    "body",
    [
        "",
        "old 1\n",
        "old 01\n\n",
        "old -1\n\n",
        "new 1\n\n",
        "old ²\n\n",
        "old 1" + "0" * 5000 + "\n\n",
        "old 1\nx\n\n" + str(asked(TREE, 1).checkpoint),
        "old 1\n" + "AAAA\n" * 64 + "\n" + str(asked(TREE, 1).checkpoint),
    ],
)
def test_malformed_request_is_refused(body: str) -> None:
    with pytest.raises(ProofError):
        witness.parse(body)


@given(st.text(st.characters(codec=None)) | st.binary())
def test_any_body_is_read_or_refused(body: str | bytes) -> None:
    try:
        witness.parse(f"old {body}" if isinstance(body, str) else b"old " + body)
    except ProofError:
        pass


def test_a_body_is_read_as_bytes_as_well() -> None:
    request = asked(TREE, 12, 5)
    assert witness.parse(request.text().encode()) == request


def test_a_proof_line_is_one_hash() -> None:
    short = asked(TREE, 12, 5, proof=(bytes(31),))
    with pytest.raises(ProofError, match=r"witness\.broken_request"):
        witness.parse(short.text())


def test_a_body_beyond_the_limit_is_refused() -> None:
    line = "— x AAAAAAA=\n"
    body = asked(TREE, 12, 5).text()
    fits = (witness.MOST_BODY_BYTES - len(body.encode())) // len(line.encode())
    with pytest.raises(ProofError, match=r"note\.broken"):  # within it: too many signatures
        witness.parse(body + line * fits)
    with pytest.raises(ProofError, match=r"witness\.broken_request"):
        witness.parse(body + line * (fits + 1))


@pytest.mark.parametrize(
    ("seen", "request_", "status", "content_type", "body"),
    [
        (AT_10, asked(TREE, 20, origin="other"), 404, witness.TEXT, b"witness.unknown_log\n"),
        (AT_10, asked(TREE, 20, 10, key=OTHER), 403, witness.TEXT, b"witness.bad_signature\n"),
        (AT_10, asked(TREE, 5, 10), 400, witness.TEXT, b"witness.old_beyond_new\n"),
        (AT_10, asked(TREE, 20, 5), 409, witness.SIZE, b"10\n"),
        ({}, asked(TREE, 20, 5), 409, witness.SIZE, b"0\n"),
        (AT_10, asked(grown(40, b"x"), 10, 10), 409, witness.SIZE, b"10\n"),
        (AT_10, asked(TREE, 20, 10, proof=()), 422, witness.TEXT, b"witness.not_consistent\n"),
        (AT_10, asked(TREE, 10, 10, proof=(bytes(32),)), 422, witness.TEXT, b"witness.not_consistent\n"),
    ],
)
def test_a_refusal_is_told_as_http_asks(
    seen: Any, request_: Request, status: int, content_type: str, body: bytes
) -> None:
    told = witness.reply(cosign(WITNESS, seen, request_, 0))
    assert (told.status, told.content_type, told.body) == (status, content_type, body)


@pytest.mark.parametrize(
    ("request_", "http"),
    [
        (asked(TREE, 5, 20, key=OTHER, origin="other"), 404),
        (asked(TREE, 5, 20, key=OTHER), 403),
        (asked(TREE, 5, 20), 400),
        (asked(TREE, 20, 5, proof=(bytes(32),)), 409),
        (asked(grown(40, b"x"), 10, 10, proof=(bytes(32),)), 409),
        (asked(TREE, 20, 10, proof=(bytes(32),)), 422),
    ],
)
def test_of_several_faults_the_first_is_told(request_: Request, http: int) -> None:
    assert refused(cosign(WITNESS, AT_10, request_, 0)).http == http


def test_a_cosignature_is_told_as_its_line() -> None:
    request = asked(TREE, 20, 10)
    told = witness.reply(cosign(WITNESS, AT_10, request, 300))
    assert (told.status, told.content_type) == (200, witness.TEXT)
    whole = checkpoint.read(f"{request.checkpoint}{told.body.decode()}")
    assert whole.cosigned_by(NAME, PEER.public)


def test_a_body_that_is_no_request_is_400() -> None:
    with pytest.raises(ProofError) as fault:
        witness.parse(b"nonsense")
    assert witness.reply(fault.value) == witness.Reply(400, witness.TEXT, b"witness.broken_request\n")


def test_signatures_of_unknown_keys_are_passed_over_and_not_kept() -> None:
    request = asked(TREE, 10)
    strangers = checkpoint.sign(request.checkpoint.checkpoint, OTHER).note.signatures
    both = Request(0, (), request.checkpoint.with_lines(*strangers))
    assert accepted(cosign(WITNESS, {}, both, 0)).seen[ORIGIN] == request.checkpoint


def test_a_log_changes_its_key_with_an_overlap() -> None:
    turned = Witness(NAME, PEER, {ORIGIN: (LOG.public, OTHER.public)})
    seen = accepted(cosign(turned, {}, asked(TREE, 10), 0)).seen
    assert accepted(cosign(turned, seen, asked(TREE, 20, 10, key=OTHER), 1)).cosignature.time == 1
    ended = Witness(NAME, PEER, {ORIGIN: (OTHER.public,)})
    assert refused(cosign(ended, seen, asked(TREE, 20, 10), 1)).http == 403


def test_the_keys_of_a_log_are_all_that_are_good_at_the_time() -> None:
    first = TrustedKey(LOG.public, "a.example", Role.LOG, since=0, name=ORIGIN, until=200)
    second = TrustedKey(OTHER.public, "a.example", Role.LOG, since=100, name=ORIGIN)
    peers = TrustedKey(PEER.public, "b.example", Role.WITNESS, since=0, name=NAME)
    listed = TrustList("x", 1, 0, 1, by_kid([first, second, peers]), {}, 0)
    held = [witness.known_logs(listed, "b.example", at).get(ORIGIN) for at in (50, 150, 250)]
    assert held == [(LOG.public,), (LOG.public, OTHER.public), (OTHER.public,)]
    assert witness.known_logs(listed, "a.example", 150) == {}


def test_every_refusal_has_words() -> None:
    source = Path(witness.__file__).read_text()
    told = {f"witness.{code}" for code in re.findall(r'_refused\("(\w+)"', source)}
    spoken = {code for code in PHRASES if code.startswith("witness.")}
    kept = {"witness.split_view", "witness.broken_request", "witness.not_copied", "witness.frozen"}
    assert told | kept == spoken  # the last two by node.cosigning, from what it holds of the log
