"""Proofs of origin that are acts of the other state: the credential verified, and what it says compared."""

from collections.abc import Callable

from comity.basis.dates import Day
from comity.basis.errors import InputError
from comity.goods.application import Application, Line, out_of_term
from comity.register.act import Act
from comity.register.verdict import Answer, Verdict

# The kind of act, and the kind of proof it is when a line of an application rests on it.
EXPERT_ACT, PROOF = "goods.expert_act", "expert_act"
_RELIABLE = (Answer.VALID, Answer.VALID_AS_OF)


def check_proofs(application: Application, verify: Callable[[str], Verdict]) -> dict[str, Act]:
    """The verified acts behind an application's lines, by operation.

    InputError at the line whose act is not valid, is of another kind, state or product, or has another term.
    """
    return {
        line.item.id: _checked(line, verify(line.document.act), application.filed)
        for line in application.lines
        if line.document and line.document.act
    }


def _checked(line: Line, verdict: Verdict, filed: Day) -> Act:
    path = f"{line.path}.proof.act"
    if line.document and line.document.kind != PROOF:
        told = line.document.kind
        raise InputError("goods.proof.not_an_act", path=f"{line.path}.proof.kind", value=told, expected=PROOF)
    if verdict.answer not in _RELIABLE or verdict.act is None:
        reason = verdict.failing.code if verdict.failing else verdict.answer.value
        raise InputError("goods.proof.not_valid", path=path, value=verdict.answer.value, reason=reason)
    act = verdict.act
    if act.kind != EXPERT_ACT:
        raise InputError("goods.proof.other_kind", path=path, value=act.kind, expected=EXPERT_ACT)
    if act.body.get("state") != line.state:
        told = str(act.body.get("state"))
        raise InputError("goods.proof.other_state", path=path, value=told, expected=line.state)
    code, part = str(act.subject.get("product", {}).get("code", "")), line.item.part
    if part not in ("", "none") and not code.startswith(part):
        raise InputError("goods.proof.other_product", path=path, value=code or "-", expected=part)
    if act.valid_until and act.valid_until < filed:
        raise out_of_term("goods.document.ended", path, act.valid_until, filed)
    if act.valid_from and act.valid_from > filed:
        raise out_of_term("goods.document.later", path, act.valid_from, filed)
    return act
