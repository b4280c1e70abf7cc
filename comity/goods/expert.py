"""Expert acts: what a chamber found about where a part is made, for the other state to rely on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from comity.basis.dates import Day
from comity.basis.errors import InputError
from comity.goods.catalogue import refuse_code
from comity.goods.fields import Fields, refuse_state

FORM = "expert_act"
_MOST_FINDINGS = 40


@dataclass(frozen=True, slots=True)
class ExpertAct:
    """The findings of an examination: product, maker, state of origin, and the act's term (inclusive)."""

    product: Mapping[str, str]
    maker: Mapping[str, str]
    state: str
    examined: Day
    until: Day
    findings: tuple[str, ...]
    example: bool


def read_expert_act(data: object, state: str, today: Day) -> ExpertAct:
    """The expert act a nested mapping of texts asks for; InputError at the path of its first fault.

    A chamber speaks of what is made in its own `state` only, of what it has examined, for a term to come.
    """
    fields = Fields.of(data, "application")
    allowed = ("application", "example", "product", "maker", "state", "examined", "until", "findings")
    fields.refuse_others(allowed)
    product = fields.texts("product", ("code", "name", "model"))
    fields.below("product").text("name", needed=True)
    if "code" in product:
        refuse_code(product["code"])
    told = fields.text("state", needed=True)
    refuse_state(told, "state")
    if told != state:
        raise InputError("goods.expert.other_state", path="state", value=told, expected=state)
    examined, until = fields.day("examined"), fields.day("until")
    if examined > today:
        raise InputError("goods.document.later", path="examined", value=str(examined), expected=str(today))
    if until < today:
        raise InputError("goods.document.ended", path="until", value=str(until), expected=str(today))
    findings = fields.lines("findings", _MOST_FINDINGS)
    maker = fields.texts("maker", ("name", "tax_id", "address"))
    return ExpertAct(product, maker, told, examined, until, findings, fields.yes("example"))


def body(act: ExpertAct) -> dict[str, Any]:
    """The body of the act: what its reader in the other state must know."""
    told: dict[str, Any] = {
        "state": act.state,
        "examined": act.examined.isoformat(),
        "findings": list(act.findings),
    }
    return told | ({"example": True} if act.example else {})
