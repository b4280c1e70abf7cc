import base64
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.errors import ProofError
from comity.register import cose
from comity.register.keys import ED25519, ESP256, WITH_DEPRECATED, PrivateKey, PublicKey

KEY = PrivateKey(ED25519, bytes(range(32)))
CONTENT = b"This is the content."


def from_base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


ES256 = PublicKey(
    -7,
    from_base64url("usWxHK2PmfnHKwXPS54m0kTcGJ90UiglWiGahtagnv8")
    + from_base64url("IBOL-C3BttVivg-lSreASjpkttcsz-1rb7btKLv8EX4"),
    WITH_DEPRECATED,
)
R = "EAE868ECC176883766C5DC5BA5B8DCA25DAB3C2E56A551CE5705B793914348E1"
TAIL = "54546869732069732074686520636F6E74656E742E5840" + R

# the sign1 tests of the COSE working group's examples that pass
PASSES = {
    "empty map": (
        "D28441A0A2012604423131" + TAIL + "1A02E5F0344BF2D4EE5C7FD75A68A9F5E0B3CC1F1FC1409C189566586FF9D610",
        "",
        True,
    ),
    "external": (
        "D28443A10126A104423131" + TAIL + "55388B10C4F1B59A6733EAB416870A945111A4B2FBDBEF33A77234B1DEFF2F9B",
        "11aa22bb33cc44dd55006699",
        True,
    ),
    "untagged": (
        "8443A10126A104423131" + TAIL + "9F43D6C6BA654472DA301B645B293C9BA939295B97C4BDB847782BFF384C5794",
        "",
        False,
    ),
}


@pytest.mark.parametrize("name", PASSES)
def test_public_example_holds(name: str) -> None:
    text, external, tagged = PASSES[name]
    found = cose.parse_sign1(bytes.fromhex(text), tagged=tagged)
    assert cose.holds(found, ES256, external=bytes.fromhex(external))
    assert not cose.holds(found, ES256, external=b"another")


def test_signed_bytes_are_those_of_the_public_example() -> None:
    known = "846A5369676E61747572653143A101264C11AA22BB33CC44DD5500669954" + CONTENT.hex().upper()
    message = cose.to_be_signed(b"\xa1\x01\x26", CONTENT, bytes.fromhex("11aa22bb33cc44dd55006699"))
    assert message.hex().upper() == known


@given(payload=st.binary(max_size=200), name=st.text(max_size=20))
def test_what_is_signed_reads_back(payload: bytes, name: str) -> None:
    found = cose.parse_sign1(cose.sign1(payload, {16: name}, KEY))
    assert found.payload == payload
    assert found.protected == {1: ED25519, 4: KEY.public.kid, 16: name}
    assert found.kid == KEY.public.kid
    assert cose.verify(found, KEY.public)


def test_detached_payload_must_be_the_same() -> None:
    found = cose.parse_sign1(cose.sign1(None, {}, KEY, detached=b"root"))
    assert found.payload is None
    assert cose.verify(found, KEY.public, detached=b"root")
    assert not cose.verify(found, KEY.public, detached=b"other")


def test_header_must_name_the_key_s_algorithm() -> None:
    head = cbor2.dumps({1: ESP256})
    signature = KEY.sign(cose.to_be_signed(head, CONTENT))
    found = cose.Sign1(head, {1: ESP256}, {}, CONTENT, signature)
    assert cose.holds(found, KEY.public)
    assert not cose.verify(found, KEY.public)


@pytest.mark.parametrize(
    "value",
    [
        1,
        [b"", {}, b"", b""],
        cbor2.CBORTag(98, [b"", {}, b"", b""]),
        cbor2.CBORTag(18, [b"", {}, b""]),
        cbor2.CBORTag(18, ["", {}, b"", b""]),
        cbor2.CBORTag(18, [b"", [], b"", b""]),
        cbor2.CBORTag(18, [b"", {}, "", b""]),
        cbor2.CBORTag(18, [b"", {}, b"", None]),
        cbor2.CBORTag(18, [cbor2.dumps([1]), {}, b"", b""]),
        cbor2.CBORTag(18, [cbor2.dumps({2: [1]}), {}, b"", b""]),
    ],
)
def test_anything_else_is_refused(value: Any) -> None:
    with pytest.raises(ProofError):
        cose.parse_sign1(cbor2.dumps(value))


def test_sign_takes_several_signers() -> None:
    other = PrivateKey(ESP256, bytes(range(1, 33)))
    whole = cose.parse_sign(cose.sign(CONTENT, {16: "t"}, [KEY, other]))
    assert [signer.kid for signer in whole.signers] == [KEY.public.kid, other.public.kid]
    for signer, key in zip(whole.signers, (KEY, other), strict=True):
        assert cose.verify_signer(whole, signer, key.public)
    assert not cose.verify_signer(whole, whole.signers[0], other.public)


def test_sign1_signature_is_not_one_of_sign() -> None:
    one = cose.parse_sign1(cose.sign1(CONTENT, {}, KEY))
    whole = cose.Sign(b"", {}, CONTENT, (one,))
    assert not cose.verify_signer(whole, one, KEY.public)


# what else the working group's sign1 tests hold: each is the signed object of one of those above, changed
PLAIN = "9F43D6C6BA654472DA301B645B293C9BA939295B97C4BDB847782BFF384C5794"
TYPED = "72727F48461FABBBA2E343492DDECAC3983686250BC68E9F1A7A07D41225B59F"
FAILS = {
    "another payload": "D28443A10126A104423131" + TAIL.replace("742E5840", "742F5840") + PLAIN,
    "unknown algorithm": "D28445A1013903E6A104423131" + TAIL + PLAIN,
    "algorithm as text": "D2844AA10167756E6B6E6F776EA104423131" + TAIL + PLAIN,
    "header added": "D28445A201260300A104423131" + TAIL + PLAIN,
    "header removed": "D28443A10126A104423131" + TAIL + TYPED,
}


@pytest.mark.parametrize("name", FAILS)
def test_public_example_that_was_changed_does_not_hold(name: str) -> None:
    found = cose.parse_sign1(bytes.fromhex(FAILS[name]))
    assert not cose.holds(found, ES256)
    assert not cose.verify(found, ES256)


def test_public_examples_under_the_key_s_algorithm_verify() -> None:
    for text in ("D28443A10126A104423131" + TAIL + PLAIN, "D28445A201260300A104423131" + TAIL + TYPED):
        assert cose.verify(cose.parse_sign1(bytes.fromhex(text)), ES256)


@pytest.mark.parametrize("tagged", [True, False])
def test_public_example_under_a_wrong_tag_is_refused(tagged: bool) -> None:
    with pytest.raises(ProofError, match=r"cose\.broken"):
        cose.parse_sign1(bytes.fromhex("D903E68443A10126A104423131" + TAIL + PLAIN), tagged=tagged)
