"""The steps of officials on a real node: file, decide, issue, print; and that a refusal stores nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from comity.basis.errors import ComityError, InputError, StateError
from comity.basis.words import LANGUAGES
from comity.cli import books
from comity.goods import desk
from comity.node import store
from comity.node.clock import Clock
from comity.node.config import Config
from comity.node.models import Act, Case, Proposal
from comity.node.node import Node, init_node
from comity.node.officials import add_official
from comity.register.act import read
from tests.goods.world import (
    PROCEDURE,
    RECOGNITION,
    Facts,
    claim,
    day,
    demo,
    edited,
    items,
    line,
    made,
    pack,
)

KINDS = """# Kinds
pack: aa/acts
jurisdiction: aa
checked: 2026-11-21

## kinds
inputs: kind: text "kind"
silent: invented

| kind                | approvals |
|---------------------|-----------|
| "goods.certificate" | 2         |
| "goods.refusal"     | 2         |
| "goods.expert_act"  | 2         |
"""
SHEET = pack(items("a | make | 6", "b | make | 4", "c | make | 9"))
TODAY = day("2026-06-01")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "packs" / "aa"
    found.mkdir(parents=True)
    for name, text in {"rec": RECOGNITION, "proc": PROCEDURE, "kinds": KINDS, "thing": SHEET}.items():
        (found / f"{name}.md").write_text(text, "utf-8")
    return found


@pytest.fixture
def node(tmp_path: Path, folder: Path) -> Iterator[Node]:
    config = Config("a.example", "a.example/2026", "aa", pack_folder=str(folder.parent), example=True)
    made_ = init_node(tmp_path / "a", config, Clock(TODAY))
    add_official(made_, "Anna", "drafter")
    add_official(made_, "Boris", "approver")
    yield made_
    made_.close()


def test_two_officials_come_to_the_same_certificate(node: Node) -> None:
    number = desk.file(node, claim(*made("a", "b"), example="yes"))
    seen, digest = desk.decide(node, number, "Anna")
    assert seen.content is not None
    _, issued = desk.issue(node, number, "Boris")
    act = read(issued.leaf).act
    assert (act.kind, act.body["decision"], str(act.valid_until)) == (
        "goods.certificate",
        "confirmed",
        "2031-05-31",
    )
    assert len(digest) == 32
    assert act.computed is not None
    assert act.computed.rule == "aa/goods/thing.met"


def test_a_claim_that_lacks_points_is_refused_by_an_act_too(node: Node) -> None:
    number = desk.file(node, claim(*made("a")))
    desk.decide(node, number, "Anna")
    _, issued = desk.issue(node, number, "Boris")
    assert read(issued.leaf).act.kind == "goods.refusal"


def test_an_undetermined_claim_can_be_filed_and_not_decided(node: Node) -> None:
    number = desk.file(node, claim(line("a", done="yes"), *made("b")))
    with pytest.raises(StateError, match=r"goods\.case\.undetermined") as fault:
        desk.decide(node, number, "Anna")
    assert fault.value.facts["missing"] == ("a.origin", "a.part", "a.proof")
    with pytest.raises(StateError, match=r"goods\.case\.undetermined"):
        desk.issue(node, number, "Boris")
    assert not Proposal.objects.exists()


def test_the_second_official_is_refused_when_a_pack_changed_in_between(node: Node, folder: Path) -> None:
    number = desk.file(node, claim(*made("a", "b")))
    desk.decide(node, number, "Anna")
    (folder / "thing.md").write_text(SHEET.replace("Decree 1", "Decree 2"), "utf-8")
    with pytest.raises(StateError, match=r"docket\.wrong_digest"):
        desk.issue(node, number, "Boris")
    assert not Act.objects.exists()
    (folder / "thing.md").write_text(SHEET, "utf-8")
    desk.issue(node, number, "Boris")


def test_the_second_official_is_refused_when_the_case_changed_in_between(node: Node) -> None:
    number = desk.file(node, claim(*made("a", "b")))
    desk.decide(node, number, "Anna")
    changed = {**claim(*made("a", "b", "c")), "filed": str(TODAY)}
    Case.objects.filter(number=number).update(document=changed)
    with pytest.raises(StateError, match=r"docket\.wrong_digest"):
        desk.issue(node, number, "Boris")
    assert not Act.objects.exists()


def test_one_official_is_not_both(node: Node) -> None:
    add_official(node, "Rita", "registrar")
    number = desk.file(node, claim(*made("a", "b")))
    desk.decide(node, number, "Rita")
    with pytest.raises(StateError, match=r"docket\.same_official"):
        desk.issue(node, number, "Rita")


BAD: dict[str, tuple[str, Any]] = {
    "goods.operation.unknown": ("lines[0].operation", claim(*made("x"))),
    "goods.filed.future": ("filed", claim(*made("a"), filed="2026-06-02")),
    "goods.filed.outside": ("filed", claim(*made("a"), filed="2019-12-31")),
    "goods.code.not_covered": ("product.code", claim(*made("a"), product={"code": "10.11"})),
    "goods.document.ended": (
        "lines[0].proof.until",
        claim(made("a")[0] | {"proof": {"kind": "act", "until": "2026-05-31"}}),
    ),
    "goods.lookalike": ("lines[0].state", claim(*made("a", state="аa"))),
    "goods.line.twice": ("lines[1]", claim(*made("a", "a"))),
    "goods.form.unknown": ("application", {"application": "letter"}),
    "goods.field.not_a_mapping": ("application", ["lift"]),
    "law.input.refused": ("purpose", claim(*made("a"), purpose="sale")),
    "goods.expert.other_state": (
        "state",
        demo("winch") | {"examined": "2026-05-01"},
    ),
}


@pytest.mark.parametrize("code", BAD)
def test_nothing_is_stored_of_what_has_a_fault(code: str, node: Node) -> None:
    path, data = BAD[code]
    with pytest.raises(InputError) as fault:
        desk.file(node, data)
    assert (fault.value.code, fault.value.facts["path"]) == (code, path)
    for language in LANGUAGES:
        told = books.phrases().explain(fault.value, language)
        assert told.startswith(f"{path}: ")
        assert "{" not in told
    assert not Case.objects.exists()


def test_an_act_named_as_a_proof_wants_a_trust_list(node: Node) -> None:
    data = edited(claim(*made("a", "b")), "b", state="bb", proof={"kind": "act", "act": "CY1:X"})
    with pytest.raises(ComityError):
        desk.file(node, data)
    assert not Case.objects.exists()


def test_the_day_of_filing_is_kept_with_the_case(node: Node) -> None:
    data = claim(*made("a", "b"))
    del data["filed"]
    number = desk.file(node, data)
    assert Case.objects.get(number=number).document["filed"] == "2026-06-01"
    assert desk.reexamine(node, number).assessment is not None


def test_an_expert_act_is_issued_by_two_officials_as_well(node: Node) -> None:
    told: Facts = demo("winch") | {"state": "aa", "examined": "2026-05-01", "until": "2027-05-01"}
    number = desk.file(node, told)
    desk.decide(node, number, "Anna")
    _, issued = desk.issue(node, number, "Boris")
    act = read(issued.leaf).act
    assert (act.kind, act.computed, act.body["state"]) == ("goods.expert_act", None, "aa")
    paper = desk.paper(node, store.carried(node, store.find_act(number)), "en")
    assert (paper.decision, paper.notes, paper.operations) == ("Made in: aa", told["findings"], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_shows_the_table_as_it_was_decided(language: str, node: Node) -> None:
    number = desk.file(node, claim(*made("a", "b"), applicant={"name": "Maker"}, example="yes"))
    desk.decide(node, number, "Anna")
    desk.issue(node, number, "Boris")
    paper = desk.paper(node, store.carried(node, store.find_act(number)), language)
    assert (paper.points, paper.threshold, paper.holder, paper.example) == ("10", "10", "Maker", True)
    assert [row[1] for row in paper.operations] == ["6 / 6", "4 / 4", "0 / 9"]
    assert (paper.case, paper.sealed, str(paper.valid_from)) == (number, False, "2026-06-01")


@pytest.mark.parametrize("change", [("Decree 1", "Decree 2"), ("| a |", "| d |"), ("make | 6", "make | 7")])
def test_with_other_packs_loaded_the_paper_leaves_the_table_out_and_says_so(
    change: tuple[str, str], node: Node, folder: Path
) -> None:
    number = desk.file(node, claim(*made("a", "b")))
    desk.decide(node, number, "Anna")
    desk.issue(node, number, "Boris")
    (folder / "thing.md").write_text(SHEET.replace(*change), "utf-8")
    paper = desk.paper(node, store.carried(node, store.find_act(number)), "en")
    assert (paper.points, paper.threshold, paper.operations) == ("10", "10", [])
    assert "not those the act was decided by" in paper.notes[0]


def test_a_case_of_another_system_is_refused(node: Node) -> None:
    from_elsewhere = Case.objects.create(
        number="M-2026-000001", system="motor", subject="x", document={}, opened_on=TODAY
    )
    with pytest.raises(InputError, match=r"goods\.case\.other_system"):
        desk.reexamine(node, from_elsewhere.number)
