import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.errors import ProofError
from comity.register import note
from comity.register.keys import ED25519, ESP256, PrivateKey

# the reference note of the Go implementation (golang.org/x/mod/sumdb/note)
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
LINE = (
    "— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SIGNER = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
WHOLE = f"{TEXT}\n{LINE}"
KEY = PrivateKey(ED25519, SIGNER)


def test_reference_note_is_signed_by_its_key() -> None:
    name, purpose, public = note.parse_verifier_key(VERIFIER)
    assert (name, purpose) == ("PeterNeumann", note.SIGNATURE)
    found = note.parse(WHOLE)
    assert note.signed_by(found, name, public)
    assert str(found) == WHOLE


def test_reference_signature_is_made_again() -> None:
    assert str(note.sign(TEXT, "PeterNeumann", KEY)) == LINE
    assert note.verifier_key("PeterNeumann", KEY.public) == VERIFIER


def test_note_reads_the_same_from_its_bytes() -> None:
    assert note.parse(WHOLE.encode()) == note.parse(WHOLE)
    assert note.parse_lines(LINE.encode()) == note.parse_lines(LINE)


# the second key of the same tests
ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
ENOCH_LINE = (
    "— EnochRoot "
    "rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
)


def test_note_of_two_signers_is_signed_by_each() -> None:
    found = note.parse(f"{WHOLE}{ENOCH_LINE}")
    for key in (VERIFIER, ENOCH):
        name, _, public = note.parse_verifier_key(key)
        assert note.signed_by(found, name, public)
        assert not note.signed_by(found, "AnotherName", public)


def test_key_of_a_public_witness_is_read() -> None:
    text = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2"
    name, purpose, public = note.parse_verifier_key(text)
    assert (name, purpose) == ("remora.n621.de", note.COSIGNATURE)
    assert note.verifier_key(name, public, purpose) == text


def test_no_piece_and_no_change_of_a_verifier_key_is_one() -> None:
    length = len(VERIFIER)
    pieces = {VERIFIER[start:end] for end in range(length + 1) for start in range(end)} - {VERIFIER}
    changed = {VERIFIER[:at] + chr(ord(VERIFIER[at]) + 1) + VERIFIER[at + 1 :] for at in range(length)}
    for text in pieces | changed:
        with pytest.raises(ProofError):
            note.parse_verifier_key(text)


def test_repeated_signatures_count_once_and_a_strange_one_not_at_all() -> None:
    strange = LINE.replace("x08g", "xxxx")
    assert note.signed_by(note.parse(f"{WHOLE}{LINE}{strange}"), "PeterNeumann", KEY.public)
    assert not note.signed_by(note.parse(f"{TEXT}\n{strange}"), "PeterNeumann", KEY.public)


def test_changed_text_is_not_signed() -> None:
    found = note.parse(WHOLE.replace("answer", "ansvver"))
    assert not note.signed_by(found, "PeterNeumann", KEY.public)


def test_name_and_key_must_both_fit() -> None:
    found = note.parse(WHOLE)
    assert not note.signed_by(found, "PeterNewman", KEY.public)
    assert not note.signed_by(found, "PeterNeumann", PrivateKey(ED25519, bytes(32)).public)


def test_one_broken_signature_of_a_key_refuses_the_note() -> None:
    broken = note.NoteSignature("PeterNeumann", note.key_id("PeterNeumann", KEY.public), bytes(64))
    assert not note.signed_by(note.parse(f"{WHOLE}{broken}"), "PeterNeumann", KEY.public)


def test_unknown_signatures_are_passed_over() -> None:
    other = note.sign(TEXT, "else", PrivateKey(ED25519, bytes(32)))
    assert note.signed_by(note.parse(f"{WHOLE}{other}"), "PeterNeumann", KEY.public)


@pytest.mark.parametrize("alg", [ED25519, ESP256])
@pytest.mark.parametrize("purpose", [note.SIGNATURE, note.COSIGNATURE])
def test_verifier_keys_read_back(alg: int, purpose: str) -> None:
    public = PrivateKey(alg, bytes(range(32))).public
    assert note.parse_verifier_key(note.verifier_key("a.example", public, purpose)) == (
        "a.example",
        purpose,
        public,
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        TEXT,
        f"{TEXT}\n",
        f"{TEXT}\n— PeterNeumann AAAA\n",
        f"{TEXT}\n{LINE}"[:-1],
        f"{TEXT}\n{LINE.replace('— ', '- ')}",
        f"{TEXT}\n{LINE.replace('=', '')}",
        f"{TEXT}\n{LINE.replace('Peter', 'Peter ')}",
        f"{TEXT}\n{LINE.replace('Peter', 'Peter+')}",
        f"\t{TEXT}\n{LINE}",
        f"{TEXT}\n{LINE * 101}",
        "x" * 1_000_001,
        f"{TEXT}\n{LINE}Another line.\n",
        f"{TEXT}\n{LINE.replace('PeterNeumann ', '')}",
        f"{TEXT}\n{LINE.replace('x08go', 'x08g o')}",
        f"\ud800{TEXT}\n{LINE}",
        b"\xff" + f"{TEXT}\n{LINE}".encode(),
        f"{TEXT}\n{LINE}".encode("utf-16"),
    ],
)
def test_malformed_note_is_refused(text: str | bytes) -> None:
    with pytest.raises(ProofError, match=r"note\.broken"):
        note.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a+b",
        "a+c74f20a3+!",
        VERIFIER.replace("c74f20a3", "c74f20a4"),
        VERIFIER[:-4],
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",  # too long, its id fits
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",  # unknown type, its id fits
    ],
)
def test_malformed_verifier_key_is_refused(text: str) -> None:
    with pytest.raises(ProofError):
        note.parse_verifier_key(text)


@given(st.text() | st.text().map(lambda text: f"{text}\n\n{LINE}"))
def test_any_text_is_a_note_or_refused(text: str) -> None:
    try:
        found = note.parse(text)
    except ProofError:
        return
    assert str(found) == text
    note.signed_by(found, "PeterNeumann", KEY.public)


@given(st.binary())
def test_any_bytes_are_a_note_or_refused(data: bytes) -> None:
    try:
        assert str(note.parse(data)).encode() == data
    except ProofError:
        pass
