import pytest

from comity.basis.errors import ProofError
from comity.register import checkpoint, note
from comity.register.checkpoint import Checkpoint
from comity.register.keys import ED25519, PrivateKey, PublicKey

LOG, PEER = PrivateKey(ED25519, bytes(32)), PrivateKey(ED25519, bytes([1]) * 32)
HEAD = Checkpoint("log.example/2026", 42, bytes(range(32)))

# the example of C2SP tlog-cosignature
EXAMPLE = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
"""  # noqa: E501


def test_public_example_reads_and_writes_back() -> None:
    found = checkpoint.read(EXAMPLE)
    assert found.checkpoint.origin == "example.com/behind-the-sofa"
    assert found.checkpoint.size == 20_852_163
    assert str(found) == EXAMPLE
    assert found.checkpoint.body() == EXAMPLE.split("\n\n")[0] + "\n"
    assert int.from_bytes(found.note.signatures[1].signature[:8]) == 1_679_315_147


# a Sigsum log, whose origin ends in the SHA-256 of its key; signed by another program
SIGSUM = "sigsum.org/v1/tree/985ea163f5af026723561354f51f2ebcdcf2af809ce254ccfb64aa9aadd80f90"
SIGSUM_KEY = "52c05edad1bf5feffa81354faae59a655d9a9a1a793ed2f62c39c26c0be2aecd"
SIGSUM_NOTE = f"""{SIGSUM}
1
KgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

— {SIGSUM} 7BKT0gOfNZ1J0So9unY3BZtm2YkPIoNYM/dce0Z2avJDs8dxN6ts9bOSwwrVrbjm6P9K3ZxpK6jJngOG6YvGGzV/lwo=
"""


def test_checkpoint_of_another_program_is_signed() -> None:
    found = checkpoint.read(SIGSUM_NOTE.encode())
    assert found.checkpoint == Checkpoint(SIGSUM, 1, b"*" + bytes(31))
    assert found.signed_by(PublicKey(ED25519, bytes.fromhex(SIGSUM_KEY)))
    assert not found.signed_by(LOG.public)


def test_extension_lines_are_kept_and_cosigned() -> None:
    text = f"test\n123\n{note.encode_base64(HEAD.root)}\nextension 1\nextension 2\n"
    found = checkpoint.read_body(text)
    assert found.body() == text
    seen = checkpoint.cosign(found, PEER, 7)
    assert not seen.holds(checkpoint.read_body(text.replace("n 2", "n 3")), PEER.public)


def test_what_the_log_signs_reads_back() -> None:
    signed = checkpoint.sign(HEAD, LOG)
    found = checkpoint.read(str(signed))
    assert found == signed
    assert found.signed_by(LOG.public)
    assert not found.signed_by(PEER.public)


def test_cosignature_holds_as_value_and_as_line() -> None:
    seen = checkpoint.cosign(HEAD, PEER, 1_800_000_000)
    assert seen.holds(HEAD, PEER.public)
    assert checkpoint.from_wire(seen.wire()) == seen
    line = seen.line("witness.example", PEER.public)
    whole = checkpoint.read(str(checkpoint.sign(HEAD, LOG).with_lines(line, line)))
    assert len(whole.note.signatures) == 2
    assert whole.cosigned_by("witness.example", PEER.public) == seen
    assert whole.cosigned_by("another.example", PEER.public) is None
    assert whole.cosigned_by("witness.example", LOG.public) is None


def test_cosigned_text_is_that_of_the_specification() -> None:
    seen = checkpoint.cosign(HEAD, PEER, 7)
    text = f"cosignature/v1\ntime 7\nlog.example/2026\n42\n{note.encode_base64(HEAD.root)}\n"
    assert PEER.public.verify(text.encode(), seen.signature)


@pytest.mark.parametrize(
    "other",
    [
        Checkpoint("log.example/2027", 42, HEAD.root),
        Checkpoint(HEAD.origin, 43, HEAD.root),
        Checkpoint(HEAD.origin, 42, bytes(32)),
    ],
)
def test_cosignature_covers_origin_size_and_root(other: Checkpoint) -> None:
    assert not checkpoint.cosign(HEAD, PEER, 7).holds(other, PEER.public)


def test_cosignature_covers_its_time() -> None:
    seen = checkpoint.cosign(HEAD, PEER, 7)
    for time in (8, -1, 2**63, 2**80):
        assert not checkpoint.Cosignature(seen.kid, time, seen.signature).holds(HEAD, PEER.public)


@pytest.mark.parametrize(
    "body",
    [
        "a\n1\n",
        f"a\n01\n{note.encode_base64(bytes(32))}\n",
        f"a\n0x1\n{note.encode_base64(bytes(32))}\n",
        f"a\n1\n{note.encode_base64(bytes(37))}\n",
        f"a\n9223372036854775808\n{note.encode_base64(bytes(32))}\n",
        f"a\n3438945738945739845734895735\n{note.encode_base64(bytes(32))}\n",
        f"a\n-1\n{note.encode_base64(bytes(32))}\n",
        f"a\n1\n{note.encode_base64(bytes(31))}\n",
        f"\n1\n{note.encode_base64(bytes(32))}\n",
        f"a\n1\n{note.encode_base64(bytes(32))}\n\n",
        f"a\n1\n{note.encode_base64(bytes(32))}",
        f"a\n1\n{note.encode_base64(bytes(32))[:-1]}\n",
    ],
)
def test_malformed_checkpoint_is_refused(body: str) -> None:
    with pytest.raises(ProofError):
        checkpoint.read_body(body)


@pytest.mark.parametrize(
    "value", [None, [], [b"", 1], [b"", "1", b""], ["", 1, b""], [b"", 1, ""], [b"", True, b""]]
)
def test_malformed_cosignature_is_refused(value: object) -> None:
    with pytest.raises(ProofError, match=r"checkpoint\.cosignature_broken"):
        checkpoint.from_wire(value)
