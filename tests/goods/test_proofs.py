"""Papers of the other state: each fault refused at the line that names it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from comity.basis.errors import InputError
from comity.basis.words import LANGUAGES
from comity.goods.application import read_application
from comity.goods.catalogue import Catalogue
from comity.goods.phrases import PHRASES
from comity.goods.proofs import EXPERT_ACT, check_proofs
from comity.register.act import Act
from comity.register.verdict import Answer, Outcome, Step, Verdict
from tests.goods.world import Facts, day, demo, edited

ACT = Act(
    EXPERT_ACT,
    "chamber.example",
    b"\x01" * 16,
    {"product": {"name": "Winch"}},
    {"state": "by"},
    1_790_000_000,
    day("2026-10-20"),
    day("2027-10-19"),
)
PATH = "lines[8].proof.act"


def lift(**facts: Any) -> Facts:
    return edited(demo("lift"), "winch", proof={"kind": "expert_act", "act": "CY1:X"}, **facts)


def says(answer: Answer, act: Act | None = ACT, code: str = "verify.passed") -> Callable[[str], Verdict]:
    outcome = Outcome.PASSED if answer is Answer.VALID else Outcome.FAILED
    return lambda text: Verdict(answer, (Step(1, "form", outcome, code),), act)


def refusal(verify: Callable[[str], Verdict], catalogue: Catalogue, data: Facts | None = None) -> InputError:
    with pytest.raises(InputError) as fault:
        check_proofs(read_application(data or lift(), catalogue), verify)
    for language in LANGUAGES:
        told = PHRASES.explain(fault.value, language)
        assert told.startswith(str(fault.value.facts["path"]))
        assert "{" not in told
    return fault.value


@pytest.mark.parametrize("answer", [Answer.VALID, Answer.VALID_AS_OF])
def test_an_act_that_can_be_relied_on_stands_behind_its_line(answer: Answer, catalogue: Catalogue) -> None:
    found = check_proofs(read_application(lift(), catalogue), says(answer))
    assert found == {"winch": ACT}


def test_a_line_without_an_act_is_not_asked_about(catalogue: Catalogue) -> None:
    assert check_proofs(read_application(demo("lift"), catalogue), says(Answer.NOT_VALID)) == {}


@pytest.mark.parametrize("answer", [Answer.NOT_VALID, Answer.NOT_COSIGNED, Answer.UNKNOWN])
def test_an_act_that_is_not_valid_is_refused_with_the_reason(answer: Answer, catalogue: Catalogue) -> None:
    fault = refusal(says(answer, code="verify.withdrawn"), catalogue)
    assert (fault.code, fault.facts["path"]) == ("goods.proof.not_valid", PATH)
    assert (fault.facts["value"], fault.facts["reason"]) == (answer.value, "verify.withdrawn")


@pytest.mark.parametrize(
    ("code", "act"),
    [
        ("goods.proof.other_kind", replace(ACT, kind="goods.certificate")),
        ("goods.proof.other_state", replace(ACT, body={"state": "kz"})),
        ("goods.proof.other_state", replace(ACT, body={})),
        ("goods.document.ended", replace(ACT, valid_until=day("2026-11-15"))),
        ("goods.document.later", replace(ACT, valid_from=day("2026-11-17"))),
    ],
)
def test_an_act_about_something_else_is_refused(code: str, act: Act, catalogue: Catalogue) -> None:
    fault = refusal(says(Answer.VALID, act), catalogue)
    assert (fault.code, fault.facts["path"]) == (code, PATH)


@pytest.mark.parametrize(
    "subject", [{"product": {"code": "28.22.19.161"}}, {"product": {"name": "Winch"}}, {}]
)
def test_an_act_about_another_product_code_is_refused(subject: dict[str, Any], catalogue: Catalogue) -> None:
    act = replace(ACT, subject=subject)
    data = edited(demo("lift"), "freq_converter", proof={"kind": "expert_act", "act": "CY1:X"})
    fault = refusal(says(Answer.VALID, act), catalogue, data)
    assert (fault.code, fault.facts["path"]) == ("goods.proof.other_product", "lines[11].proof.act")
    right = replace(ACT, subject={"product": {"code": "28.22.19.169"}})
    assert check_proofs(read_application(data, catalogue), says(Answer.VALID, right)).keys() == {
        "freq_converter"
    }


def test_an_act_is_an_expert_act_and_not_another_paper(catalogue: Catalogue) -> None:
    data = edited(demo("lift"), "winch", proof={"kind": "st1", "act": "CY1:X"})
    fault = refusal(says(Answer.VALID), catalogue, data)
    assert (fault.code, fault.facts["path"]) == ("goods.proof.not_an_act", "lines[8].proof.kind")
