import hashlib
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.canonical import MOST_BYTES, decode, digest, encode
from comity.basis.errors import ProofError

KEYS = st.integers(-(2**40), 2**40) | st.text(max_size=8) | st.binary(max_size=8)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**64), 2**64 - 1)
    | st.text(max_size=20)
    | st.binary(max_size=20)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)

# Golden bytes: RFC 8949, appendix A and 4.2.1 (keys in bytewise order of their encodings).
GOLDEN = [
    (0, "00"),
    (23, "17"),
    (24, "1818"),
    (1000000000000, "1b000000e8d4a51000"),
    (-1, "20"),
    (-18446744073709551616, "3bffffffffffffffff"),
    (None, "f6"),
    (True, "f5"),
    ("ü", "62c3bc"),
    (b"\x01\x02\x03\x04", "4401020304"),
    ([1, [2, 3], [4, 5]], "8301820203820405"),
    ({"a": 1, "b": [2, 3]}, "a26161016162820203"),
    (
        {False: 2, "aa": 1, "z": 4, 100: 5, -1: 6, 10: 0},
        "a60a001864052006617a0462616101f402",
    ),
    (Fraction(11, 10), "d81e820b0a"),
    (cbor2.CBORTag(18, {2: "b", 1: "a"}), "d2a2016161026162"),
]


@pytest.mark.parametrize(("value", "expected"), GOLDEN, ids=[hexed for _, hexed in GOLDEN])
def test_a_value_has_its_golden_bytes(value: Any, expected: str) -> None:
    assert encode(value).hex() == expected


@given(VALUES)
def test_what_is_encoded_is_decoded_the_same(value: Any) -> None:
    assert decode(encode(value)) == value


@given(VALUES, st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_matter(value: Any, random: Any) -> None:
    assert encode(shuffled(value, random)) == encode(value)


@given(VALUES, st.data())
def test_a_flipped_bit_is_refused_or_is_another_value_with_those_very_bytes(
    value: Any, data: st.DataObject
) -> None:
    raw = bytearray(encode(value))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert refused(bytes(raw)) or encode(decode(bytes(raw))) == bytes(raw)


@given(st.binary(max_size=60))
def test_any_bytes_are_refused_by_name_or_are_canonical(raw: bytes) -> None:
    assert refused(raw) or encode(decode(raw)) == raw


@given(VALUES, st.binary(min_size=1, max_size=4))
def test_nothing_may_follow_the_value(value: Any, rest: bytes) -> None:
    assert refused(encode(value) + rest)


@pytest.mark.parametrize(
    "raw",
    [
        "",  # nothing
        "1817",  # 23 in two bytes
        "5f4101ff",  # an indefinite byte string
        "9f01ff",  # an indefinite list
        "bf616101ff",  # an indefinite map
        "a2616101616102",  # a key twice
        "a2616201616101",  # keys out of order
        "a2f4012001",  # keys by length: false before -1
        "fb3ff199999999999a",  # a binary float
        "f97e00",  # not a number
        "f7",  # undefined
        "c11a514b67b0",  # a time as a tagged number
        "62c328",  # text that is not UTF-8
        "a1",  # a map cut short
        "c249010000000000000000ff",  # bytes after a great number
        "c24101",  # a great number that is small
        "d81e820100",  # a fraction over nothing
        "d81e820204",  # a fraction that is not in lowest terms
    ],
)
def test_what_is_not_the_one_form_is_refused(raw: str) -> None:
    assert refused(bytes.fromhex(raw))


def test_what_is_too_large_or_too_deep_is_refused_before_it_is_read() -> None:
    with pytest.raises(ProofError, match="too_large"):
        decode(b"\x00" * (MOST_BYTES + 1))
    with pytest.raises(ProofError, match=r"canonical\."):
        decode(b"\x81" * 200 + b"\x00")
    assert decode(b"\x81" * 10 + b"\x00") == [[[[[[[[[[0]]]]]]]]]]


@pytest.mark.parametrize("value", [1.5, {1, 2}, object(), [0.0], {"a": 1.0}, cbor2.undefined])
def test_what_has_no_canonical_form_is_a_bug_of_the_caller(value: Any) -> None:
    with pytest.raises(TypeError, match="no canonical form"):
        encode(value)


@pytest.mark.parametrize("shape", [lambda n: n, lambda n: [n], lambda n: {n: 1}, lambda n: {"a": -n}])
def test_a_number_nobody_could_write_out_is_refused(shape: Callable[[int], Any]) -> None:
    assert decode(encode(shape(2**4095))) == shape(2**4095)
    with pytest.raises(TypeError, match="no canonical form"):
        encode(shape(2**4096))
    assert refused(cbor2.dumps(shape(2**4096)))
    assert refused(cbor2.dumps(Fraction(1, 2**4096)))


def test_a_digest_is_of_the_canonical_bytes() -> None:
    assert digest({"b": 2, "a": 1}) == hashlib.sha256(bytes.fromhex("a2616101616202")).digest()


def refused(raw: bytes) -> bool:
    """Whether the bytes are refused, and as a fault of the form."""
    try:
        decode(raw)
    except ProofError as fault:
        return fault.facts["step"] == "form"
    return False


def shuffled(value: Any, random: Any) -> Any:
    if isinstance(value, list):
        return [shuffled(item, random) for item in value]
    if isinstance(value, dict):
        pairs = [(key, shuffled(item, random)) for key, item in value.items()]
        random.shuffle(pairs)
        return dict(pairs)
    return value
