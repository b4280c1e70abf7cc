import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.errors import ProofError
from comity.register.keys import BUILT_IN, ED25519, ESP256, Algorithm, PrivateKey, PublicKey

SEED = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
RAW = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
SIGNATURE = bytes.fromhex(
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
)


def test_ed25519_gives_rfc8032_test_1() -> None:
    key = PrivateKey(ED25519, SEED)
    assert key.public.raw == RAW
    assert key.sign(b"") == SIGNATURE
    assert key.public.verify(b"", SIGNATURE)


def test_p256_thumbprint_is_that_of_rfc9679() -> None:
    raw = bytes.fromhex(
        "65eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d"
        "1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c"
    )
    known = "496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec"
    assert PublicKey(ESP256, raw).thumbprint().hex() == known
    assert PublicKey(ESP256, raw).kid.hex() == known[:16]


def test_ed25519_thumbprint_is_the_known_one() -> None:
    known = "866eefbd6718c8846cd7ddfe43fc74ab1daac4538ff8514ea2ec2d410a415743"
    assert PublicKey(ED25519, RAW).thumbprint().hex() == known


@pytest.mark.parametrize("alg", [ED25519, ESP256])
@given(seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=99), place=st.integers(0, 511))
def test_signature_holds_until_a_bit_flips(alg: int, seed: bytes, message: bytes, place: int) -> None:
    key = PrivateKey(alg, seed)
    signature = key.sign(message)
    assert key.sign(message) == signature
    assert key.public.verify(message, signature)
    bent = bytearray(signature)
    bent[place // 8] ^= 1 << place % 8
    assert not key.public.verify(message, bytes(bent))
    assert not key.public.verify(message + b"x", signature)


@pytest.mark.parametrize("alg", [ED25519, ESP256])
@pytest.mark.parametrize("signature", [b"", bytes(63), bytes(64), bytes(65), b"\xff" * 64])
def test_malformed_signature_does_not_raise(alg: int, signature: bytes) -> None:
    assert not PrivateKey(alg, SEED).public.verify(b"m", signature)


@pytest.mark.parametrize("alg", [ED25519, ESP256])
def test_a_key_of_another_length_verifies_nothing(alg: int) -> None:
    key, row = PrivateKey(alg, SEED), BUILT_IN[alg]
    for raw in (b"", key.public.raw[:-1], key.public.raw + b"\0"):
        assert not row.verify(raw, b"m", key.sign(b"m"))


def test_point_off_the_curve_verifies_nothing() -> None:
    assert not PublicKey(ESP256, b"\x01" * 64).verify(b"m", b"\x01" * 64)


def test_unknown_algorithm_is_refused() -> None:
    with pytest.raises(ProofError, match=r"keys\.unknown_algorithm"):
        PublicKey(-65000, RAW)


def test_key_of_wrong_length_is_refused() -> None:
    with pytest.raises(ProofError, match=r"keys\.size"):
        PublicKey(ED25519, RAW[:31])
    with pytest.raises(ProofError, match=r"keys\.size"):
        PrivateKey(ED25519, SEED + b"x")


def test_secret_is_not_shown() -> None:
    assert SEED.hex() not in repr(PrivateKey(ED25519, SEED))
    assert repr(SEED) not in repr(PrivateKey(ED25519, SEED))


def test_plugged_in_algorithm_signs_and_has_its_own_kid() -> None:
    toy = Algorithm(
        name="toy",
        raw_bytes=4,
        secret_bytes=4,
        cose_key=lambda raw: {1: -70000, -1: raw},
        public_of=lambda secret: secret,
        sign=lambda secret, message: secret + message[:4],
        verify=lambda raw, message, signature: signature == raw + message[:4],
    )
    key = PrivateKey(-70001, b"abcd", {**BUILT_IN, -70001: toy})
    assert key.public.verify(b"message", key.sign(b"message"))
    assert len(key.public.kid) == 8
