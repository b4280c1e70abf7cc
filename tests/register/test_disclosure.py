import hashlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.canonical import decode, encode
from comity.basis.errors import ProofError, StateError
from comity.register import act, credential, disclosure
from comity.register.act import Act
from comity.register.disclosure import Disclosure, hide, matches, reveal, steps
from comity.register.keys import ED25519, PrivateKey
from comity.register.verdict import Answer
from comity.register.verify import verify

SALTS = [bytes([n]) * 16 for n in range(1, 5)]
BODY = {"plate": "1234 AB-7", "drivers": [{"name": "Иван", "since": 2011}, {"name": "Олег", "since": 2020}]}
PATHS = ("/body/plate", "/body/drivers/1/name", "/subject/born")


@pytest.fixture(scope="module")
def clear(world: Any) -> Act:
    made: Act = world.certificate(subject={"id": "A-1", "born": "1980-01-01"}, body=BODY)
    return made


def test_a_digest_has_the_bytes_of_the_format() -> None:
    # written by hand from docs/formats.md: [h'01'*16, "/body/plate", "X"]
    data = bytes.fromhex("83" + "50" + "01" * 16 + "6b") + b"/body/plate" + b"\x61X"
    assert Disclosure("/body/plate", SALTS[0], "X").digest == hashlib.sha256(data).digest()


def test_hidden_values_leave_the_act_and_come_back(clear: Act) -> None:
    hidden, shown = hide(clear, PATHS, SALTS[:3])
    said = encode([hidden.subject, hidden.body])
    assert "1234" not in repr(hidden.body)
    assert "Олег".encode() not in said
    assert "Иван".encode() in said
    assert [each.path for each in shown] == sorted(PATHS)
    assert matches(hidden, shown)
    assert reveal(hidden, shown) == clear
    assert act.read(act.seal(hidden, PrivateKey(ED25519, bytes(32)))).act == hidden


def test_what_is_shown_alone_says_nothing_of_the_rest(clear: Act) -> None:
    hidden, shown = hide(clear, PATHS, SALTS[:3])
    part = reveal(hidden, shown[:1])
    assert part.body["drivers"][1]["name"] == "Олег"
    assert isinstance(part.body["plate"], bytes)


@given(
    value=st.text() | st.integers(-(2**64), 2**64) | st.booleans() | st.lists(st.text()),
    place=st.integers(0, 2),
)
def test_no_other_value_opens_a_digest(clear: Act, value: Any, place: int) -> None:
    hidden, shown = hide(clear, PATHS, SALTS[:3])
    mine = shown[place]
    if value != mine.value:
        assert not matches(hidden, [replace(mine, value=value)])
    assert not matches(hidden, [replace(mine, salt=bytes(16))])
    assert not matches(hidden, [replace(mine, path="/body/drivers")])


def test_a_value_in_clear_is_no_digest(clear: Act) -> None:
    assert not matches(clear, [Disclosure("/body/plate", SALTS[0], "1234 AB-7")])
    with pytest.raises(ProofError, match=r"disclosure\.no_match"):
        reveal(clear, [Disclosure("/body/plate", SALTS[0], "1234 AB-7")])


@pytest.mark.parametrize(
    "path",
    [
        "",
        "body",
        "/body",
        "/kind",
        "/body/",
        "body/x",
        "/body/~",
        "/body/~2",
        "/body//x",
        "/body/" + "x" * 200,
    ],
)
def test_what_is_no_path_is_refused(path: str) -> None:
    assert steps(path) is None


def test_a_path_may_name_keys_with_strokes() -> None:
    assert steps("/body/a~1b/~0c") == ("body", "a/b", "~c")
    assert steps("/body/~01") == ("body", "~1")


@pytest.mark.parametrize(
    "path",
    ["/body/colour", "/body/drivers/2/name", "/body/drivers/01/name", "/body/drivers/1", "/body/plate/x"],
)
def test_nothing_is_hidden_where_the_act_says_nothing(clear: Act, path: str) -> None:
    with pytest.raises(StateError, match=r"disclosure\.no_path"):
        hide(clear, [path], SALTS[:1])


@pytest.mark.parametrize("paths", [("/body/plate", "/body/plate"), ("/body/drivers", "/body/drivers/0/name")])
def test_a_fact_is_hidden_once(clear: Act, paths: tuple[str, str]) -> None:
    with pytest.raises(StateError, match=r"disclosure\.overlap"):
        hide(clear, paths, SALTS[:2])


def test_officials_sign_the_values_and_which_are_hidden(clear: Act) -> None:
    base = act.proposal_digest(clear)
    hidden, shown = hide(clear, PATHS, SALTS[:3])
    assert act.proposal_digest(reveal(hidden, shown)) == base
    assert disclosure.proposal_digest(clear, ()) == base
    signed = disclosure.proposal_digest(clear, PATHS)
    assert disclosure.proposal_digest(reveal(hidden, shown), [each.path for each in shown]) == signed
    assert len({disclosure.proposal_digest(clear, PATHS[:n]) for n in range(4)}) == 4
    with pytest.raises(StateError, match=r"disclosure\.no_path"):
        disclosure.proposal_digest(clear, ["/body/nobody"])


def test_a_credential_carries_what_was_chosen(world: Any, clear: Act, known: dict[str, Any]) -> None:
    hidden, shown = hide(clear, PATHS, SALTS[:3])
    leaf = act.seal(hidden, world.ISSUER)
    proof = world.prove(leaf)
    bare = credential.attach(leaf, proof.receipt, proof.cosignatures)
    some = credential.attach(leaf, proof.receipt, proof.cosignatures, [shown[2], shown[0]])
    assert credential.read(some).disclosures == (shown[0], shown[2])
    assert credential.disclose(some, ()) == bare
    assert credential.disclose(bare, [shown[0], shown[2]]) == some
    for data, told in ((bare, ()), (some, (shown[0], shown[2]))):
        verdict = verify(credential.to_text(data), **known)
        assert (verdict.answer, verdict.disclosed) == (Answer.VALID, told)


def test_every_flipped_bit_of_a_disclosure_is_refused(world: Any, clear: Act, known: dict[str, Any]) -> None:
    hidden, shown = hide(clear, PATHS, SALTS[:3])
    leaf = act.seal(hidden, world.ISSUER)
    proof = world.prove(leaf)
    data = credential.attach(leaf, proof.receipt, proof.cosignatures, shown[:1])
    start = data.index(shown[0].salt)
    for place in range(start - 2, start + len(encode(shown[0].wire()))):
        bent = bytearray(data)
        bent[place] ^= 1 << place % 8
        assert verify(bytes(bent), **known).answer is Answer.NOT_VALID


def test_disclosures_of_another_act_are_refused(world: Any, clear: Act) -> None:
    hidden, _ = hide(clear, PATHS[:1], SALTS[:1])
    _, foreign = hide(clear, PATHS[:1], SALTS[1:2])
    with pytest.raises(ProofError, match=r"disclosure\.no_match"):
        credential.attach(act.seal(hidden, world.ISSUER), disclosures=foreign)


def test_its_wire_form_reads_back(clear: Act) -> None:
    _, shown = hide(clear, PATHS, SALTS[:3])
    assert tuple(disclosure.from_wire(decode(encode(each.wire()))) for each in shown) == shown


@given(st.recursive(st.binary() | st.text() | st.integers(), st.lists, max_leaves=5))
def test_reading_anything_is_refused_and_never_raises_another_fault(value: Any) -> None:
    with pytest.raises(ProofError, match=r"disclosure\.broken"):
        disclosure.from_wire(value)
