import zlib
from typing import Any

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.errors import ProofError, StateError
from comity.register import act, base45, credential
from comity.register.verdict import Answer
from comity.register.verify import verify


@pytest.fixture(scope="module")
def data(world: Any) -> bytes:
    made: bytes = world.credential_of(act.seal(world.certificate(), world.ISSUER))
    return made


def test_parts_read_back(world: Any, data: bytes) -> None:
    leaf = act.seal(world.certificate(), world.ISSUER)
    proof = world.prove(leaf)
    found = credential.read(data)
    assert found.signed.leaf == leaf
    assert found.receipt
    assert found.receipt.checkpoint(found.signed.leaf_hash) == proof.checkpoint
    assert found.cosignatures == proof.cosignatures


def test_text_reads_back(data: bytes) -> None:
    assert credential.from_text(credential.to_text(data)) == data


def test_text_fits_one_qr_of_version_30(data: bytes) -> None:
    text = credential.to_text(data)
    code = segno.make_qr(text, error="m", boost_error=False)
    assert code.mode == "alphanumeric"
    assert int(code.version) <= 30


def test_the_limit_is_that_of_version_30() -> None:
    longest = "A" * credential.MOST_QR_CHARACTERS
    assert segno.make_qr(longest, error="m", boost_error=False).version == 30
    assert segno.make_qr(longest + "A", error="m", boost_error=False).version == 31


def test_text_beyond_one_qr_is_not_made(world: Any) -> None:
    noise = b"".join(world.hashlib.sha256(bytes([n])).digest() for n in range(30))
    large = world.credential_of(act.seal(world.certificate(body={"noise": noise}), world.ISSUER))
    with pytest.raises(StateError, match=r"credential\.too_long"):
        credential.to_text(large)


@given(place=st.integers(0, 100_000), bit=st.integers(0, 7))
def test_flipped_bit_of_the_bytes_never_gives_another_statement(
    data: bytes, known: dict[str, Any], place: int, bit: int
) -> None:
    bent = bytearray(data)
    bent[place % len(data)] ^= 1 << bit
    verdict = verify(bytes(bent), **known)
    if verdict.answer is Answer.NOT_COSIGNED:
        # a cosigner's identifier alone was bent: the act and its log are the same, the witness is not known
        assert verdict.act == verify(data, **known).act
    else:
        assert verdict.answer is Answer.NOT_VALID


def test_every_flipped_bit_of_the_bytes_is_tried(data: bytes, known: dict[str, Any]) -> None:
    told = verify(data, **known)
    for place in range(len(data)):
        bent = bytearray(data)
        bent[place] ^= 1 << place % 8
        verdict = verify(bytes(bent), **known)
        assert verdict.answer is Answer.NOT_VALID or (
            verdict.answer is Answer.NOT_COSIGNED and verdict.act == told.act
        )


def test_every_other_character_of_the_text_is_refused_or_the_same(data: bytes, known: dict[str, Any]) -> None:
    text, told = credential.to_text(data), verify(data, **known)
    for place in range(len(text)):
        for other in ("0", ":", "a", "é"):
            bent = text[:place] + other + text[place + 1 :]
            verdict = verify(bent, **known)
            same = verdict.act == told.act and verdict.leaf_hash == told.leaf_hash
            assert verdict.answer is Answer.NOT_VALID or same


@given(st.binary(max_size=400) | st.text(max_size=400))
def test_verifying_anything_never_raises(known: dict[str, Any], given_: bytes | str) -> None:
    assert verify(given_, **known).answer is Answer.NOT_VALID


@given(st.binary(max_size=200))
def test_any_packed_bytes_are_refused(known: dict[str, Any], packed: bytes) -> None:
    text = credential.PREFIX + base45.encode(zlib.compress(packed))
    assert verify(text, **known).answer is Answer.NOT_VALID


def test_parts_that_make_no_credential_are_refused(world: Any) -> None:
    leaf = act.seal(world.certificate(), world.ISSUER)
    proof = world.prove(leaf)
    for parts in (
        (leaf, None, proof.cosignatures),
        (leaf, leaf, ()),
        (leaf, proof.receipt, proof.cosignatures * 2),
    ):
        with pytest.raises(ProofError):
            credential.attach(*parts)
