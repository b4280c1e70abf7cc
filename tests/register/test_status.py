import zlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.canonical import encode
from comity.basis.errors import ProofError
from comity.register import cose, status
from comity.register.status import StatusList


@given(st.dictionaries(st.integers(0, 99), st.integers(0, 3)))
def test_marks_read_back(marks: dict[int, int]) -> None:
    listed = StatusList("u", 0, status.pack(marks, 100))
    assert [listed.status_of(index) for index in range(100)] == [marks.get(index, 0) for index in range(100)]
    assert listed.status_of(len(listed)) is None
    assert listed.status_of(-1) is None


def test_bits_lie_as_in_the_specification() -> None:
    statuses = (1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3)
    assert status.pack(dict(enumerate(statuses)), 12).hex() == "c944f9"
    one_bit = (1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1)
    assert status.pack(dict(enumerate(one_bit)), 16, 1).hex() == "b9a3"


def test_marks_beyond_the_list_are_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        status.pack({4: 1}, 4)
    with pytest.raises(ValueError, match="no place"):
        status.pack({0: 4}, 4)


def test_token_reads_back(world: Any) -> None:
    token = world.status_token({17: status.WITHDRAWN})
    found = status.read(token, world.trust_list())
    assert found.status_of(17) == status.WITHDRAWN
    assert found.kid == world.LISTER.public.kid
    assert found.ttl == 3 * 86_400


def test_freshness_is_the_shortest_limit() -> None:
    listed = StatusList("u", 100, b"", expires=150, ttl=40)
    assert listed.fresh_until(1000) == 140
    assert replace(listed, ttl=None).fresh_until(1000) == 150
    assert replace(listed, ttl=None, expires=None).fresh_until(1000) == 1100
    assert listed.fresh_until(10) == 110


def test_a_million_acts_stay_small(world: Any) -> None:
    marks = dict.fromkeys(range(0, 1000000, 100), status.WITHDRAWN)
    token = world.status_token(packed=status.pack(marks, 1_000_000))
    found = status.read(token, world.trust_list())
    assert len(found) == 1_000_000
    assert len(token) < 60_000


def test_only_the_key_of_the_uri_speaks(world: Any) -> None:
    trust = world.trust_list()
    for token in (
        world.status_token(signer=world.STRANGER),
        world.status_token(signer=world.ISSUER),
        world.status_token(uri="https://a.example/statuses/1"),
        world.status_token(uri="https://b.example/status/1"),
    ):
        with pytest.raises(ProofError, match=r"status\.untrusted"):
            status.read(token, trust)


def test_revoked_or_ended_key_speaks_no_more(world: Any) -> None:
    for fields in ({"revoked_at": world.AT}, {"until": world.STATUS_AT}, {"since": world.STATUS_AT + 1}):
        trust = world.trust_list(world.changed(world.LISTER.public, **fields))
        with pytest.raises(ProofError, match=r"status\.key_not_good"):
            status.read(world.status_token(), trust)


@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_a_flipped_bit_is_refused(world: Any, place: int, bit: int) -> None:
    token = bytearray(world.status_token({3: 1}))
    token[place % len(token)] ^= 1 << bit
    with pytest.raises(ProofError):
        status.read(bytes(token), world.trust_list())


@pytest.mark.parametrize(
    "change",
    [
        {2: 1},
        {6: "now"},
        {6: -1},
        {4: True},
        {65534: 0},
        {65533: []},
        {65533: {"bits": 3, "lst": zlib.compress(b"")}},
        {65533: {"bits": 2, "lst": b"broken"}},
        {65533: {"bits": 2, "lst": zlib.compress(bytes((1 << 22) + 1))}},
        {65533: {"bits": 2, "lst": zlib.compress(b""), "more": 1}},
        {1: "another claim"},
    ],
)
def test_malformed_claims_are_refused(world: Any, change: dict[int, Any]) -> None:
    plain: dict[int, Any] = {2: f"{world.LISTS}/1", 6: 0, 65533: {"bits": 2, "lst": zlib.compress(b"")}}
    token = cose.sign1(encode(plain | change), {16: status.TYP}, world.LISTER)
    with pytest.raises(ProofError):
        status.read(token, world.trust_list())


def test_newest_list_of_a_uri_is_taken(world: Any) -> None:
    tokens = [
        world.status_token({1: 1}, issued_at=world.STATUS_AT + 5),
        world.status_token(),
        world.status_token(signer=world.STRANGER),
    ]
    lists, refused = status.read_all(tokens, world.trust_list())
    assert lists[f"{world.LISTS}/1"].status_of(1) == 1
    assert [fault.code for fault in refused] == ["status.untrusted"]
