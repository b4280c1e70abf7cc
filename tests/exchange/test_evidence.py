from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.errors import ProofError
from comity.basis.words import LANGUAGES
from comity.exchange import evidence
from comity.exchange.evidence import Answer, SplitView, contradiction, verify
from comity.exchange.phrases import PHRASES
from comity.register import checkpoint, note
from comity.register.checkpoint import Checkpoint, SignedCheckpoint
from comity.register.keys import ED25519, PrivateKey
from comity.register.merkle import Tree
from comity.register.trust import Role, TrustedKey
from comity.register.verdict import Outcome

ORIGIN, NAME = "log.example/2026", "witness.example"
LOG, NEXT, PEER = (PrivateKey(ED25519, bytes([n]) * 32) for n in range(3))
KEY = TrustedKey(LOG.public, "a.example", Role.LOG, since=0, name=ORIGIN)
WITNESS = TrustedKey(PEER.public, "b.example", Role.WITNESS, since=0, name=NAME)
MOST = 40


def grown(salt: bytes = b"") -> Tree:
    tree = Tree()
    for n in range(MOST):
        tree.append(salt + n.to_bytes(2))
    return tree


ONE, OTHER = grown(), grown(b"another history")


def signed(tree: Tree, size: int, key: PrivateKey = LOG, origin: str = ORIGIN) -> SignedCheckpoint:
    return checkpoint.sign(Checkpoint(origin, size, tree.root(size)), key)


def shown(small: int, large: int) -> SplitView:
    """The evidence of a log that was of one history, then of another."""
    same = small == large
    proof = () if same else OTHER.consistency(small, large)
    beginning = None if same else OTHER.root(small)
    return SplitView(signed(ONE, small), signed(OTHER, large), beginning, proof)


SIZES = st.tuples(st.integers(1, MOST), st.integers(1, MOST)).map(lambda pair: (min(pair), max(pair)))


@given(SIZES)
def test_two_histories_are_proven_at_any_sizes(sizes: tuple[int, int]) -> None:
    view = shown(*sizes)
    assert view.disagrees
    found = verify(str(view), [KEY])
    assert found.answer is Answer.TWO_HISTORIES
    assert {step.outcome for step in found.steps} == {Outcome.PASSED}
    assert found.view == view


@given(SIZES)
def test_a_log_that_only_grew_is_never_accused(sizes: tuple[int, int]) -> None:
    small, large = sizes
    sides = signed(ONE, small), signed(ONE, large)
    for beginning, proof in (
        (None, ()),
        (ONE.root(small), ONE.consistency(small, large)),
        (OTHER.root(small), ONE.consistency(small, large)),
        (OTHER.root(small), OTHER.consistency(small, large)),
        (bytes(32), ()),
    ):
        assert contradiction(*sides, beginning, proof) is None
        assert verify(str(SplitView(*sides, beginning, proof)), [KEY]).answer is Answer.NOT_PROVEN


@given(SIZES)
def test_the_file_reads_back_and_is_the_same_again(sizes: tuple[int, int]) -> None:
    view = shown(*sizes)
    assert evidence.read(str(view)) == evidence.read(str(view).encode()) == view


def test_the_file_is_read_by_people() -> None:
    lines = str(shown(2, 3)).split("\n")
    assert lines[0] == "comity split view 1"
    assert lines[2:4] == [ORIGIN, "2"]
    assert lines[8:10] == [ORIGIN, "3"]
    assert lines[14] == f"grew from {note.encode_base64(OTHER.root(2))}"


@pytest.mark.parametrize("small", [7, 8])
def test_the_order_of_the_sides_does_not_matter(small: int) -> None:
    told = OTHER.root(small), OTHER.consistency(small, 20)
    one, other = signed(ONE, small), signed(OTHER, 20)
    assert contradiction(one, other, *told) == contradiction(other, one, *told) == shown(small, 20)


@given(st.data())
def test_a_changed_byte_is_refused_or_proves_no_more(data: st.DataObject) -> None:
    whole = str(shown(7, 20)).encode()
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :]
    found = verify(changed, [KEY])
    assert (found.answer is Answer.TWO_HISTORIES) == (changed == whole)


@given(st.binary() | st.text(st.characters(codec=None)))
def test_hostile_input_never_raises(given_: str | bytes) -> None:
    assert verify(given_, [KEY]).answer is Answer.NOT_PROVEN


WHOLE = str(shown(7, 20))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "comity split view 1\n",
        WHOLE[:-1],
        WHOLE + "\n",
        WHOLE.replace("view 1", "view 2"),
        WHOLE.replace("\n", "\r\n"),
        WHOLE.replace("grew from ", ""),
        WHOLE.replace("grew from ", "grew from  "),
        WHOLE + "AAAA\n",
        WHOLE + "\n" + WHOLE,
        f"{evidence.FORM}\n\n{signed(ONE, 3)}",
        f"{evidence.FORM}\n\n{signed(ONE, 3)}\n\n{signed(OTHER, 3)}",
        "\ufeff" + WHOLE,
        "a" * (evidence.MOST_BYTES + 1),
    ],
)
def test_anything_but_its_one_form_is_refused(text: str) -> None:
    with pytest.raises(ProofError) as fault:
        evidence.read(text)
    assert fault.value.facts["step"] == "form"
    found = verify(text, [KEY])
    assert [step.outcome for step in found.steps[1:]] == [Outcome.SKIPPED] * 3


@pytest.mark.parametrize(
    ("view", "code"),
    [
        (SplitView(signed(ONE, 3), signed(OTHER, 3, origin="second")), "two_logs"),
        (SplitView(signed(ONE, 3), signed(OTHER, 3, key=NEXT)), "not_signed"),
        (SplitView(signed(ONE, 3, key=NEXT), signed(OTHER, 3)), "not_signed"),
        (SplitView(signed(ONE, 3), signed(ONE, 3)), "one_root"),
        (SplitView(signed(ONE, 3), signed(OTHER, 4)), "two_sizes"),
        (SplitView(signed(ONE, 3), signed(ONE, 4), ONE.root(3), ONE.consistency(3, 4)), "same_beginning"),
        (replace(shown(7, 20), proof=shown(7, 20).proof[:-1]), "broken_proof"),
        (replace(shown(8, 20), beginning=bytes(32)), "broken_proof"),
        (SplitView(signed(ONE, 3), signed(OTHER, 3), OTHER.root(3), ()), "broken_proof"),
        (
            SplitView(signed(ONE, 20), signed(OTHER, 7), OTHER.root(7), OTHER.consistency(7, 20)),
            "broken_proof",
        ),
    ],
)
def test_what_does_not_prove_it_says_why(view: SplitView, code: str) -> None:
    found = verify(str(view), [KEY])
    assert found.answer is Answer.NOT_PROVEN
    assert [step.code for step in found.steps if step.outcome is Outcome.FAILED] == [f"evidence.{code}"]
    assert found.view == view


@pytest.mark.parametrize("keys", [[], [WITNESS], [replace(KEY, name="second")]])
def test_without_a_key_of_the_log_it_is_not_known(keys: list[TrustedKey]) -> None:
    found = verify(str(shown(3, 3)), keys)
    assert (found.answer, found.steps[2].outcome) == (Answer.NOT_KNOWN, Outcome.UNKNOWN)


def test_two_keys_of_a_log_speak_for_it_both() -> None:
    turned = SplitView(signed(ONE, 3), signed(OTHER, 3, key=NEXT))
    later = replace(KEY, key=NEXT.public)
    found = verify(str(turned), [KEY, later])
    assert found.answer is Answer.TWO_HISTORIES
    assert found.steps[2].facts["kids"] == (LOG.public.kid.hex(), NEXT.public.kid.hex())


def test_a_revoked_key_is_told_for_a_thief_may_have_signed() -> None:
    found = verify(str(shown(3, 3)), [replace(KEY, revoked_at=1_795_255_200)])
    assert (found.answer, found.steps[2].code) == (Answer.TWO_HISTORIES, "evidence.signed_revoked")
    assert found.steps[2].facts["revoked_at"] == "2026-11-21 10:00:00 UTC"


def test_who_saw_which_side_is_told() -> None:
    view = shown(3, 3)
    line = checkpoint.cosign(view.second.checkpoint, PEER, 500).line(NAME, PEER.public)
    told = replace(view, second=view.second.with_lines(line))
    (seen,) = verify(str(told), [KEY, WITNESS]).seen
    assert (seen.side, seen.witness, seen.holder, seen.time) == (2, NAME, "b.example", 500)
    moved = replace(view, first=view.first.with_lines(line))
    assert verify(str(moved), [KEY, WITNESS]).seen == ()
    assert verify(str(told), [KEY]).seen == ()


def test_a_key_is_read_from_its_text() -> None:
    log = evidence.key_from_text(note.verifier_key(ORIGIN, LOG.public))
    assert verify(str(shown(3, 3)), [log]).answer is Answer.TWO_HISTORIES
    witness = evidence.key_from_text(note.verifier_key(NAME, PEER.public, note.COSIGNATURE))
    assert (log.role, witness.role, witness.name) == (Role.LOG, Role.WITNESS, NAME)
    with pytest.raises(ProofError):
        evidence.key_from_text("log.example+00000000+AAAA")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_and_answer_has_words(language: str) -> None:
    for view in (shown(3, 3), shown(7, 20), SplitView(signed(ONE, 3), signed(OTHER, 4, origin="x"))):
        for step in verify(str(view), [KEY]).steps:
            said = PHRASES.say(step.code, language, step.facts)
            assert "{" not in said
            assert step.code == "verify.skipped" or said != step.code
    for answer in Answer:
        assert f"evidence.{answer.name.lower()}" in PHRASES
