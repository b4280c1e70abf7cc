import pytest

from comity.basis.dates import Day
from comity.basis.errors import InputError, ProofError, StateError
from comity.node import docket
from comity.node.docket import Draft
from comity.node.models import Act, Case, Entry, Official, Proposal, StatusPlace
from comity.node.node import Node
from comity.register import act
from comity.register.act import Computed

DAY = Day(2026, 11, 21)
DRAFT = Draft(
    kind="test.permit",
    subject={"id": "holder-1"},
    body={"points": 120},
    valid_from=DAY,
    valid_until=Day(2027, 11, 20),
    computed=Computed("test.rule", DAY, b"i" * 32, {"test": b"p" * 32}, "0", {"answer": "yes"}),
)


def _opened(node: Node) -> str:
    return docket.open_case(node, "test", "holder-1", {"name": "Lift"}, DAY).number


def _proposed(node: Node) -> tuple[str, bytes]:
    number = _opened(node)
    return number, docket.propose(node, number, DRAFT, "Anna")


def test_two_officials_issue_one_act(node: Node) -> None:
    number, digest = _proposed(node)
    docket.approve(node, number, digest, "Boris")
    issued = docket.issue(node, number, needed=2)
    signed = act.read(issued.leaf).act
    assert (signed.kind, signed.issuer, len(signed.approvals)) == ("test.permit", "a.example", 2)
    assert act.proposal_digest(signed) == digest
    assert (issued.number, issued.status_index) == (0, 0)
    assert Entry.objects.count() == Act.objects.count() == 1


def test_case_numbers_count_up_by_system_and_year(node: Node) -> None:
    assert [_opened(node), _opened(node)] == ["T-2026-000001", "T-2026-000002"]
    assert docket.open_case(node, "goods", "x", {}, DAY).number == "G-2026-000001"


def test_the_same_person_cannot_be_both_pairs_of_eyes(node: Node) -> None:
    number = _opened(node)
    digest = docket.propose(node, number, DRAFT, "Rita")
    with pytest.raises(StateError) as fault:
        docket.approve(node, number, digest, " RITA ")
    assert fault.value.code == "docket.same_official"


def test_another_digest_is_not_approved(node: Node) -> None:
    number, _ = _proposed(node)
    with pytest.raises(StateError) as fault:
        docket.approve(node, number, b"x" * 32, "Boris")
    assert fault.value.code == "docket.wrong_digest"


def test_an_approval_given_again_counts_once(node: Node) -> None:
    number, digest = _proposed(node)
    docket.approve(node, number, digest, "Boris")
    docket.approve(node, number, digest, "Boris")
    with pytest.raises(StateError, match=r"docket\.too_few"):
        docket.issue(node, number, needed=3)
    docket.approve(node, number, digest, "Vera")
    assert len(act.read(docket.issue(node, number, needed=3).leaf).act.approvals) == 3


def test_a_superseded_proposal_cannot_be_approved(node: Node) -> None:
    number, old = _proposed(node)
    docket.propose(node, number, Draft("test.permit", {"id": "holder-1"}, {"points": 1}), "Anna")
    with pytest.raises(StateError, match=r"docket\.wrong_digest"):
        docket.approve(node, number, old, "Boris")
    with pytest.raises(StateError, match=r"docket\.superseded"):
        docket.propose(node, number, DRAFT, "Anna")


def test_a_role_bounds_the_steps(node: Node) -> None:
    number, digest = _proposed(node)
    with pytest.raises(StateError, match=r"official\.not_allowed"):
        docket.propose(node, number, DRAFT, "Boris")
    with pytest.raises(StateError, match=r"official\.not_allowed"):
        docket.approve(node, number, digest, "Anna")


def test_one_official_is_too_few_and_nothing_is_stored(node: Node) -> None:
    number, _ = _proposed(node)
    with pytest.raises(StateError, match=r"docket\.too_few"):
        docket.issue(node, number, needed=2)
    assert not Act.objects.exists()
    assert not StatusPlace.objects.exists()


def test_a_case_is_decided_once(node: Node) -> None:
    number, digest = _proposed(node)
    docket.approve(node, number, digest, "Boris")
    docket.issue(node, number, needed=2)
    with pytest.raises(StateError, match=r"docket\.issued_already"):
        docket.issue(node, number, needed=2)


def test_a_failing_issue_stores_nothing(node: Node) -> None:
    number = _opened(node)
    draft = Draft("test.permit", {"id": "x"}, {}, ends=b"e" * 32)
    digest = docket.propose(node, number, draft, "Anna")
    docket.approve(node, number, digest, "Boris")
    with pytest.raises(StateError, match=r"docket\.ends_unknown"):
        docket.issue(node, number, needed=2)
    assert not Act.objects.exists()
    assert Case.objects.get(number=number).act is None


def test_a_forged_approval_is_found_at_issue(node: Node) -> None:
    number, digest = _proposed(node)
    boris = Official.objects.get(name="Boris")
    proposal = Proposal.objects.get(digest=digest)
    proposal.approvals.create(official=boris, signature=b"s" * 64, at=0)  # type: ignore[attr-defined]
    with pytest.raises(ProofError) as fault:
        docket.issue(node, number, needed=2)
    assert fault.value.code == "docket.signature_broken"


def test_an_unknown_case_and_official_are_input_errors(node: Node) -> None:
    with pytest.raises(InputError, match=r"docket\.no_case"):
        docket.find_case("G-1999-000001")
    with pytest.raises(InputError, match=r"official\.unknown"):
        docket.propose(node, _opened(node), DRAFT, "Nobody")


def test_a_draft_reads_back_as_it_was(node: Node) -> None:
    number, digest = _proposed(node)
    assert docket.newest_draft(number) == (DRAFT, digest)
