import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from comity.basis.dates import Day
from comity.basis.errors import ComityError, PeerError, ProofError, StateError
from comity.exchange import evidence
from comity.exchange.phrases import PHRASES
from comity.node import changes, docket, exports, peer, statuses, store, trust_draft, trusted
from comity.node.clock import Clock
from comity.node.config import Config
from comity.node.docket import Draft
from comity.node.models import Act, Case, Checkpoint, Cosignature, Witnessed
from comity.node.node import Node, init_node, open_node
from comity.node.officials import add_official
from comity.node.standing import Change
from comity.node.trust_draft import Terms
from comity.register import checkpoint
from comity.register.keys import ED25519, PrivateKey
from comity.register.verdict import Answer, Verdict
from comity.register.verify import verify
from tests.node.postgres import Store

DAY = Day(2026, 11, 21)
NOW = Clock(DAY).now()

Open = Callable[[str], Node]


@pytest.fixture
def at(tmp_path: Path, config: Config, store: Store) -> Iterator[Open]:
    """The nodes a and b of one trust list; `at("a")` opens one and closes the other."""
    open_now: list[Node] = []

    def switch(name: str, make: bool = False) -> Node:
        for node in open_now:
            node.close()
        store.take(name)
        home = tmp_path / name
        own = replace(config, name=f"{name}.example", origin=f"{name}.example/2026")
        own = replace(own, peer=str(tmp_path / ("b" if name == "a" else "a")))
        open_now[:] = [init_node(home, own, Clock(DAY)) if make else open_node(home, Clock(DAY))]
        return open_now[0]

    kinds = ["test.permit", "test.withdrawal"]
    told = [exports.own_export(switch(name, make=True), kinds) for name in "ab"]
    a = switch("a")
    for name, role in (("Anna", "drafter"), ("Boris", "approver")):
        add_official(a, name, role)
    trusted.pin(a, told[1].anchor)
    token = trust_draft.draft(a, told, Terms("test"))
    b = switch("b")
    trusted.pin(b, told[0].anchor)
    token = trust_draft.sign(b, token)
    trusted.accept(b, token)
    trusted.accept(switch("a"), token)
    yield switch
    for node in open_now:
        node.close()


def _issue(node: Node) -> str:
    case = docket.open_case(node, "test", "x", {}, DAY)
    draft = Draft("test.permit", {"id": "x"}, {"points": 1}, DAY, Day(2027, 11, 20))
    digest = docket.propose(node, case.number, draft, "Anna")
    docket.approve(node, case.number, digest, "Boris")
    return docket.issue(node, case.number, needed=2).id.hex()


def _text(node: Node, act: str) -> str:
    return store.carried(node, store.find_act(act)).text


def _verdict(node: Node, text: str) -> Verdict:
    listed = trusted.needed_list(node)
    return verify(text, listed, statuses.held_lists(node, listed), NOW, DAY)


def _round(at: Open) -> None:
    peer.ask(at("a"))
    peer.answer_all(at("b"))
    peer.seal_all(at("a"))


def test_an_act_is_pending_until_the_peer_has_cosigned(at: Open) -> None:
    a = at("a")
    act = _issue(a)
    assert not store.carried(a, store.find_act(act)).sealed
    assert _verdict(a, _text(a, act)).answer is Answer.NOT_COSIGNED
    _round(at)
    carried = store.carried(a, store.find_act(act))
    assert (carried.sealed, carried.witnesses) == (True, ("b.example",))
    assert _verdict(a, carried.text).answer is Answer.VALID


def test_the_other_node_verifies_and_sees_a_withdrawal(at: Open) -> None:
    act = _issue(at("a"))
    _round(at)
    a = at("a")
    text, token = _text(a, act), statuses.own_token(a)
    b = at("b")
    assert _verdict(b, text).answer is Answer.UNKNOWN
    statuses.keep(b, token)
    assert _verdict(b, text).answer is Answer.VALID
    a = at("a")
    row = store.find_act(act)
    _, digest = changes.propose(a, row, Change.WITHDRAWAL, "mistake", "Anna")
    with pytest.raises(StateError, match=r"official\.not_allowed"):
        changes.confirm(a, row, Change.WITHDRAWAL, digest, "Anna")
    changes.confirm(a, row, Change.WITHDRAWAL, digest, "Boris")
    with pytest.raises(StateError, match=r"docket\.ended_already"):
        changes.propose(a, row, Change.WITHDRAWAL, "again", "Anna")
    token = statuses.own_token(a)
    b = at("b")
    statuses.keep(b, token)
    found = _verdict(b, text)
    assert (found.answer, found.failing and found.failing.code) == (Answer.NOT_VALID, "verify.withdrawn")


def test_a_withdrawal_proposed_again_stays_in_its_case(at: Open) -> None:
    a = at("a")
    row = store.find_act(_issue(a))
    case, digest = changes.propose(a, row, Change.WITHDRAWAL, "mistake", "Anna")
    with pytest.raises(StateError, match=r"docket\.proposed_already") as fault:
        changes.propose(a, row, Change.WITHDRAWAL, "mistake", "Anna")
    assert fault.value.facts["case"] == case.number
    again, better = changes.propose(a, row, Change.WITHDRAWAL, "the maker moved", "Anna")
    assert (again.number, better == digest) == (case.number, False)
    with pytest.raises(StateError, match=r"docket\.wrong_digest"):
        changes.confirm(a, row, Change.WITHDRAWAL, digest, "Boris")
    changes.confirm(a, row, Change.WITHDRAWAL, better, "Boris")


def test_a_withdrawal_that_may_not_be_proposed_opens_no_case(at: Open) -> None:
    a = at("a")
    row = store.find_act(_issue(a))
    before = Case.objects.count()
    with pytest.raises(StateError, match=r"official\.not_allowed"):
        changes.propose(a, row, Change.WITHDRAWAL, "mistake", "Boris")
    assert Case.objects.count() == before


def test_a_withdrawal_nobody_proposed_is_refused(at: Open) -> None:
    a = at("a")
    row = store.find_act(_issue(a))
    with pytest.raises(StateError, match=r"changes\.not_proposed"):
        changes.confirm(a, row, Change.WITHDRAWAL, b"x" * 32, "Boris")


def test_a_credential_stays_the_same_as_the_log_grows(at: Open) -> None:
    first = _issue(at("a"))
    _round(at)
    before = _text(at("a"), first)
    second = _issue(at("a"))
    assert _text(at("a"), first) == before
    _round(at)
    assert _text(at("a"), first) == before
    assert store.carried(at("a"), store.find_act(second)).sealed


def test_a_lost_answer_is_asked_for_again(at: Open) -> None:
    _issue(at("a"))
    peer.ask(at("a"))
    peer.answer_all(at("b"))
    a = at("a")
    for lost in a.inbox.iterdir():
        lost.unlink()
    _issue(a)
    _round(at)  # old 0, but the witness saw 1: it says so, and the request is made anew
    a = at("a")
    assert not peer.is_cosigned()
    peer.answer_all(at("b"))
    peer.seal_all(at("a"))
    assert peer.is_cosigned()
    assert peer.ask(at("a")) is None


def test_a_log_that_was_rewritten_is_not_cosigned(at: Open, tmp_path: Path) -> None:
    _issue(at("a"))
    _round(at)
    a = at("a")
    request = peer.ask(a)
    assert request is None
    _issue(a)
    asked = peer.ask(a)
    assert asked is not None
    text = asked.read_text().replace("old 1", "old 0")
    b = at("b")
    for name in b.inbox.iterdir():
        name.unlink()
    refused = peer.answer(b, text)
    assert refused.code == "witness.old_size_differs"
    assert Witnessed.objects.count() == 1


def test_a_log_with_two_histories_is_caught_with_evidence(at: Open, tmp_path: Path, store: Store) -> None:
    _issue(at("a"))
    _round(at)
    at("a").close()
    shutil.copytree(tmp_path / "a", tmp_path / "restored")
    store.back_up("a", "restored")
    _issue(at("a"))
    _round(at)
    copy = at("restored")
    _issue(copy)
    peer.ask(copy)
    b = at("b")
    assert [each.code for each in peer.answer_all(b)] == ["witness.split_view"]
    keys = trusted.needed_list(b).keys.values()
    found = evidence.verify(next(b.outbox.glob("*.evidence")).read_bytes(), keys)
    assert found.answer is evidence.Answer.TWO_HISTORIES
    assert [(seen.side, seen.witness) for seen in found.seen] == [(1, "b.example")]
    with pytest.raises(PeerError, match=r"witness\.split_view"):
        peer.seal_all(at("a"))


def test_a_log_nobody_trusts_is_refused_and_the_asker_told(at: Open) -> None:
    _issue(at("a"))
    text = str(peer.ask(at("a")))
    body = Path(text).read_text().replace("a.example/2026", "c.example/2026")
    answered = peer.answer(at("b"), body)
    assert answered.code == "witness.unknown_log"
    with pytest.raises(ProofError, match=r"peer\.not_an_answer"):
        peer.seal(at("a"), answered.text)
    told = answered.text.replace("c.example", "a.example")
    with pytest.raises(PeerError, match=r"peer\.refused"):
        peer.seal(at("a"), told)


def test_an_answer_without_a_trusted_cosignature_is_refused(at: Open) -> None:
    _issue(at("a"))
    asked = peer.ask(at("a"))
    assert asked is not None
    given = peer.answer(at("b"), asked.read_text()).text
    a = at("a")
    unsigned = "\n".join(given.split("\n")[:-2]) + "\n"
    with pytest.raises(ProofError, match=r"peer\.no_cosignature"):
        peer.seal(a, unsigned)
    with pytest.raises(ProofError):
        peer.seal(a, given.replace("a.example/2026\n1\n", "a.example/2026\n9\n"))
    assert not Cosignature.objects.exists()
    assert peer.seal(a, given).witness == "b.example"
    assert peer.seal(a, given).witness == "b.example"
    assert Cosignature.objects.count() == 1


def test_a_bad_message_does_not_stay_in_the_way(at: Open) -> None:
    _issue(at("a"))
    peer.ask(at("a"))
    b = at("b")
    (b.inbox / "0.ask").write_bytes(b"\xff\xfe")
    (b.inbox / "1.ask").write_text("old 0\n\nnonsense")
    (b.inbox / "2.ask").mkdir()
    (b.inbox / "3.ask").symlink_to("/etc/hostname")
    os.mkfifo(b.inbox / "4.ask")
    told = [(each.origin, each.code) for each in peer.answer_all(b)]
    bad = "witness.broken_request"
    assert told == [("0.ask", bad), ("1.ask", bad), ("a.example/2026", "")]
    assert peer.answer_all(b) == []
    (b.inbox / "0.answer").write_text("200\nnonsense")
    with pytest.raises(ProofError):
        peer.seal_all(b)


def test_a_bad_answer_keeps_no_good_one_waiting(at: Open) -> None:
    _issue(at("a"))
    peer.ask(at("a"))
    peer.answer_all(at("b"))
    a = at("a")
    (a.inbox / "0.answer").write_text("200\nnonsense")
    with pytest.raises(ProofError):
        peer.seal_all(a)
    assert peer.is_cosigned()


@pytest.mark.parametrize("size", ["²", "9" * 5000, "-1", "", "01"])
def test_an_answer_of_no_size_is_no_answer(at: Open, size: str) -> None:
    for lines in (f"{size}\n0", f"0\n{size}"):
        with pytest.raises(ProofError, match=r"peer\.not_an_answer"):
            peer.seal(at("a"), f"409\nwitness.old_size_differs\na.example/2026\n{lines}\n")


def test_a_cosignature_from_the_future_is_not_kept(at: Open) -> None:
    a = at("a")
    _issue(a)
    asked = checkpoint.read(Checkpoint.objects.get().note)
    b = at("b")
    key, after = b.vault.key("witness"), 86_401
    given = [checkpoint.cosign(asked.checkpoint, key, NOW + late) for late in (after, 2**62, after - 1)]
    texts = [f"200\n{asked.with_lines(each.line('b.example', key.public))}" for each in given]
    a = at("a")
    for text in texts[:2]:
        with pytest.raises(ProofError, match=r"peer\.no_cosignature"):
            peer.seal(a, text)
    assert peer.seal(a, texts[2]).witness == "b.example"


def test_a_peer_that_answers_without_end_is_not_waited_for_longer(
    at: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    a = at("a")
    _issue(a)
    monkeypatch.setattr(peer, "seal_all", lambda node: [peer.Sealed(1)])
    assert not peer.ask_and_wait(a, 0.2)


def test_a_log_of_a_long_name_is_answered_too(at: Open) -> None:
    key = PrivateKey(ED25519, bytes(32))
    stranger = checkpoint.sign(checkpoint.Checkpoint("x/" * 400, 1, bytes(32)), key)
    told = peer.answer(at("b"), f"old 0\n\n{stranger}")
    assert told.code == "witness.unknown_log"
    assert "x/x/" in PHRASES.say(told.code, "en", told.facts)


def test_no_name_of_a_message_leaves_the_folder(at: Open) -> None:
    a = at("a")
    path = peer.post(a, "../../x/y.trust", b"z")
    assert path.parent == a.outbox
    assert path.read_bytes() == b"z"


def test_nobody_answers_within_the_time(at: Open) -> None:
    a = at("a")
    assert peer.ask_and_wait(a, 0)
    _issue(a)
    assert not peer.ask_and_wait(a, 0.2)
    assert (a.outbox / "a.example_2026-1.ask").is_file()


def test_a_status_list_older_than_the_one_held_is_refused(at: Open) -> None:
    a = at("a")
    old, new = statuses.own_token(a), statuses.own_token(replace(a, clock=Clock(Day(2026, 11, 22))))
    b = at("b")
    statuses.keep(b, new)
    with pytest.raises(StateError, match=r"statuses\.older"):
        statuses.keep(b, old)
    with pytest.raises(ProofError):
        statuses.keep(b, old[:-1] + bytes([old[-1] ^ 1]))


def test_an_act_is_found_by_id_prefix_or_case(at: Open) -> None:
    a = at("a")
    act = _issue(a)
    case = Act.objects.get().case.number  # type: ignore[attr-defined]
    assert {store.find_act(name).id for name in (act, act[:8], case, case.lower())} == {act}
    with pytest.raises(ComityError, match=r"store\.no_act"):
        store.find_act(act[:7])
