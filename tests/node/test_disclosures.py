from dataclasses import replace

import pytest

from comity.basis.canonical import encode
from comity.basis.errors import InputError, StateError
from comity.node import disclosures, docket, erasure
from comity.node.docket import Draft
from comity.node.models import Act, Case, Disclosure, Entry, Proposal, Reading
from comity.node.node import Node
from comity.register import act, credential, disclosure
from comity.register.act import SignedAct
from tests.node.test_docket import DAY, DRAFT

NAME, BORN = "/body/driver/name", "/body/driver/born"
PERSONAL = replace(
    DRAFT,
    body={"points": 120, "driver": {"name": "Иван Пример", "born": "1980-01-01"}},
    personal=(NAME, BORN),
)


def _decided(node: Node, draft: Draft = PERSONAL) -> tuple[Act, bytes]:
    number = docket.open_case(node, "test", "holder-1", {}, DAY).number
    digest = docket.propose(node, number, draft, "Anna")
    docket.approve(node, number, docket.digest(node, draft), "Boris")
    return Act.objects.get(id=docket.issue(node, number, needed=2).id.hex()), digest


def _signed(row: Act) -> SignedAct:
    return act.read(bytes(row.leaf))


def test_person_data_stands_beside_the_act_not_in_it(node: Node) -> None:
    row, _ = _decided(node)
    assert "Иван".encode() not in bytes(row.leaf)
    assert b"1980" not in bytes(row.leaf)
    held = disclosures.held(row)
    assert [each.path for each in held] == [BORN, NAME]
    clear = disclosure.reveal(_signed(row).act, held)
    assert clear.body == PERSONAL.body
    assert len({each.salt for each in held}) == 2


def test_what_was_approved_follows_from_act_and_disclosures(node: Node) -> None:
    row, digest = _decided(node)
    held = disclosures.held(row)
    clear = disclosure.reveal(_signed(row).act, held)
    assert disclosure.proposal_digest(clear, [each.path for each in held]) == digest


def test_what_is_hidden_is_part_of_what_officials_sign(node: Node) -> None:
    assert docket.digest(node, PERSONAL) != docket.digest(node, replace(PERSONAL, personal=(NAME,)))
    assert docket.digest(node, replace(PERSONAL, personal=())) != docket.digest(node, PERSONAL)


def test_two_acts_of_one_content_share_no_digest(node: Node) -> None:
    first, second = _decided(node)[0], _decided(node)[0]
    assert _signed(first).act.body["driver"] != _signed(second).act.body["driver"]


def test_a_draft_with_person_data_reads_back(node: Node) -> None:
    number = docket.open_case(node, "test", "holder-1", {}, DAY).number
    digest = docket.propose(node, number, PERSONAL, "Anna")
    assert docket.newest_draft(number) == (PERSONAL, digest)


def test_a_draft_that_cannot_be_hidden_is_not_proposed(node: Node) -> None:
    with pytest.raises(StateError, match=r"disclosure\.no_path"):
        _decided(node, replace(PERSONAL, personal=("/body/nobody",)))
    assert not Proposal.objects.exists()


def test_a_failing_issue_keeps_nothing_of_a_person(node: Node) -> None:
    with pytest.raises(StateError, match=r"docket\.ends_unknown"):
        _decided(node, replace(PERSONAL, ends=b"e" * 32))
    assert not Act.objects.exists()
    assert not Entry.objects.exists()
    assert not Disclosure.objects.exists()


def test_what_is_given_is_written_down_without_its_value(node: Node) -> None:
    row, _ = _decided(node)
    shown = disclosures.given(node, row, [NAME], "insurer 7", "claim 12")
    assert [each.value for each in shown] == ["Иван Пример"]
    assert disclosure.matches(_signed(row).act, shown)
    reading = Reading.objects.get()
    assert (reading.act_id, reading.reader, reading.purpose) == (row.id, "insurer 7", "claim 12")
    assert reading.paths == [NAME]
    assert reading.at == node.clock.now()
    assert "Иван" not in str(Reading.objects.values_list())
    data = credential.attach(bytes(row.leaf), disclosures=shown)
    assert credential.read(data).disclosures == shown


@pytest.mark.parametrize(
    ("paths", "reader", "purpose", "code"),
    [
        ([NAME], "", "claim", "disclosures.unnamed"),
        ([NAME], "insurer", "  ", "disclosures.unnamed"),
        ([NAME], "insurer", "x" * 401, "disclosures.unnamed"),
        ([NAME], "in\nsurer", "claim", "disclosures.unnamed"),
        ([], "insurer", "claim", "disclosures.count"),
        ([f"/body/{n}" for n in range(17)], "insurer", "claim", "disclosures.count"),
        ([NAME, "/body/points"], "insurer", "claim", "disclosures.no_path"),
        (["name"], "insurer", "claim", "disclosures.no_path"),
    ],
)
def test_what_is_refused_leaves_no_reading(
    node: Node, paths: list[str], reader: str, purpose: str, code: str
) -> None:
    row, _ = _decided(node)
    with pytest.raises(InputError) as fault:
        disclosures.given(node, row, paths, reader, purpose)
    assert fault.value.code == code
    assert not Reading.objects.exists()


def test_two_officials_erase_and_the_act_stays(node: Node) -> None:
    row, _ = _decided(node)
    case, digest = erasure.propose_erasure(node, row, "asked by the person", "Anna")
    assert Disclosure.objects.count() == 2
    assert erasure.confirm_erasure(node, row, digest, "Boris") == (BORN, NAME)
    assert not Disclosure.objects.exists()
    assert _signed(Act.objects.get(id=row.id)) == _signed(row)
    with pytest.raises(StateError, match=r"disclosures\.erased"):
        disclosures.given(node, row, [NAME], "insurer", "claim")
    with pytest.raises(StateError, match=r"erasure\.nothing"):
        erasure.propose_erasure(node, row, "again", "Anna")
    kept = Proposal.objects.get(case=case)
    assert docket.read_draft(bytes(kept.draft)).body["reason"] == "asked by the person"
    assert encode("Иван Пример") not in bytes(kept.draft)


def test_one_official_cannot_erase(node: Node) -> None:
    row, _ = _decided(node)
    _, digest = erasure.propose_erasure(node, row, "asked", "Rita")
    for official, code in (("Rita", "docket.same_official"), ("Anna", "official.not_allowed")):
        with pytest.raises(StateError) as fault:
            erasure.confirm_erasure(node, row, digest, official)
        assert fault.value.code == code
    with pytest.raises(StateError, match=r"erasure\.not_proposed"):
        erasure.confirm_erasure(node, row, b"x" * 32, "Boris")
    assert Disclosure.objects.count() == 2


def test_an_erasure_needs_a_reason_and_something_to_erase(node: Node) -> None:
    row, _ = _decided(node, DRAFT)
    with pytest.raises(InputError, match=r"erasure\.no_reason"):
        erasure.propose_erasure(node, row, " ", "Anna")
    with pytest.raises(StateError, match=r"erasure\.nothing"):
        erasure.propose_erasure(node, row, "asked", "Anna")
    assert not Case.objects.filter(system=erasure.SYSTEM).exists()
