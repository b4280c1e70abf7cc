from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.canonical import decode, encode
from comity.basis.errors import ProofError
from comity.register import cose, trust
from comity.register.keys import ED25519, PrivateKey
from comity.register.trust import Role, TrustedKey


def test_list_reads_back_the_same(world: Any) -> None:
    listed = world.trust_list(
        world.changed(world.ISSUER.public, revoked_at=world.SEEN, reason="stolen"), previous=bytes(32)
    )
    assert trust.read(trust.seal(listed, [world.ANCHOR]), [world.ANCHOR.public]) == listed


@given(place=st.integers(0, 100_000), bit=st.integers(0, 7))
def test_a_flipped_bit_is_refused(world: Any, place: int, bit: int) -> None:
    data = bytearray(trust.seal(world.trust_list(), [world.ANCHOR]))
    data[place % len(data)] ^= 1 << bit
    with pytest.raises(ProofError):
        trust.read(bytes(data), [world.ANCHOR.public])


def test_only_pinned_anchors_count(world: Any) -> None:
    data = trust.seal(world.trust_list(), [world.STRANGER, world.ANCHOR])
    assert trust.read(data, [world.ANCHOR.public]) == world.trust_list()
    with pytest.raises(ProofError, match=r"trust\.not_signed"):
        trust.read(data, [world.OTHER_ANCHOR.public])


def test_two_of_two_needs_two_different_anchors(world: Any) -> None:
    anchors = [world.ANCHOR.public, world.OTHER_ANCHOR.public]
    both = trust.seal(world.trust_list(), [world.ANCHOR, world.OTHER_ANCHOR])
    assert trust.read(both, anchors, needed=2) == world.trust_list()
    for signers in ([world.ANCHOR], [world.ANCHOR, world.ANCHOR]):
        with pytest.raises(ProofError, match=r"trust\.not_signed"):
            trust.read(trust.seal(world.trust_list(), signers), anchors, needed=2)


def test_none_needed_is_refused(world: Any) -> None:
    with pytest.raises(ProofError, match=r"trust\.not_signed"):
        trust.read(trust.seal(world.trust_list(), []), [world.ANCHOR.public], needed=0)


def resealed(world: Any, change: dict[int, Any], key: dict[int, Any] | None = None) -> bytes:
    whole = cose.parse_sign(trust.seal(world.trust_list(), [world.ANCHOR]))
    payload = decode(whole.payload)
    if key is not None:
        payload[5] = [dict(payload[5][0]) | key]
    return cose.sign(encode(payload | change), {16: trust.TYP}, [world.ANCHOR])


@pytest.mark.parametrize(
    "change",
    [
        {1: 1},
        {2: -1},
        {3: "now"},
        {4: True},
        {5: {}},
        {5: [1]},
        {6: []},
        {6: {"k": {}}},
        {6: {"k": {1: 2, 2: 1}}},
        {8: 1},
        {9: 1},
    ],
)
def test_malformed_list_is_refused(world: Any, change: dict[int, Any]) -> None:
    with pytest.raises(ProofError, match=r"trust\.broken"):
        trust.read(resealed(world, change), [world.ANCHOR.public])


@pytest.mark.parametrize(
    "key",
    [
        {2: b"short"},
        {1: -65000},
        {3: 1},
        {4: "king"},
        {5: []},
        {5: ["b", "a"]},
        {5: [1]},
        {7: -1},
        {8: "later"},
        {9: True},
        {10: 1},
        {11: 1},
    ],
)
def test_malformed_key_is_refused(world: Any, key: dict[int, Any]) -> None:
    with pytest.raises(ProofError, match=r"trust\.broken|keys\."):
        trust.read(resealed(world, {}, key), [world.ANCHOR.public])


def test_two_keys_of_one_identifier_are_refused(world: Any) -> None:
    rows = world.trusted()
    with pytest.raises(ValueError, match="share"):
        trust.by_kid([*rows, rows[0]])
    wires = [rows[0].wire(), replace(rows[0], role=Role.LOG, kinds=frozenset()).wire()]
    with pytest.raises(ProofError, match=r"trust\.broken"):
        trust.read(resealed(world, {5: wires}), [world.ANCHOR.public])


def test_a_key_has_one_role(world: Any) -> None:
    listed = world.trust_list()
    assert listed.find(world.ISSUER.public.kid, Role.ISSUER)
    assert listed.find(world.ISSUER.public.kid, Role.LOG) is None
    assert listed.find_log(world.LOG.public.kid, world.ORIGIN)
    assert listed.find_log(world.LOG.public.kid, "other") is None


PUBLIC = PrivateKey(ED25519, bytes(32)).public


@pytest.mark.parametrize(
    ("time", "fault"),
    [(9, "early"), (10, ""), (14, ""), (15, "revoked"), (25, "revoked")],
)
def test_revocation_counts_from_its_second(time: int, fault: str) -> None:
    known = TrustedKey(PUBLIC, "h", Role.ISSUER, since=10, until=20, revoked_at=15)
    assert known.fault_at(time) == fault


@pytest.mark.parametrize(("time", "fault"), [(9, "early"), (10, ""), (19, ""), (20, "ended")])
def test_span_is_half_open(time: int, fault: str) -> None:
    assert TrustedKey(PUBLIC, "h", Role.ISSUER, since=10, until=20).fault_at(time) == fault


def test_uri_prefix_ends_at_a_slash() -> None:
    known = TrustedKey(PUBLIC, "h", Role.STATUS, since=0, name="https://a.example/status")
    assert known.speaks_for("https://a.example/status/1")
    assert known.speaks_for("https://a.example/status")
    assert not known.speaks_for("https://a.example/status-of-others")
    assert not replace(known, name="").speaks_for("https://a.example/status")
