"""Bodies of the acts that goods issues: a certificate, a refusal, an expert act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from comity import __version__
from comity.basis.canonical import digest
from comity.basis.dates import Day
from comity.goods import gs1
from comity.goods.assess import Assessment, DayResult, Decision
from comity.goods.expert import ExpertAct
from comity.goods.expert import body as expert_body
from comity.goods.proofs import EXPERT_ACT
from comity.law.library import Library
from comity.law.rule import show_value
from comity.law.value import Duration, Open
from comity.register.act import Act, Computed

CERTIFICATE, REFUSAL = "goods.certificate", "goods.refusal"
_PRODUCT = ("code", "name", "model", *gs1.FIELDS)


@dataclass(frozen=True, slots=True)
class Content:
    """What an act is to say, before officials decide on it; days inclusive."""

    kind: str
    subject: Mapping[str, Any]
    body: Mapping[str, Any]
    valid_from: Day | None
    valid_until: Day | None
    computed: Computed | None = None


def of_assessment(assessment: Assessment, library: Library, proofs: Mapping[str, Act]) -> Content:
    """The certificate of a confirmed claim, or the refusal of one that is not; ValueError for an open one.

    The points of each line are left to the paper and to recomputation, which the digests pin: in one QR
    code there is no room for both them and a long inclusion path.
    """
    application = assessment.application
    if assessment.decision is Decision.UNDETERMINED:
        raise ValueError("an undetermined claim has no act")
    confirmed = assessment.decision is Decision.CONFIRMED
    product = {key: application.product[key] for key in _PRODUCT if key in application.product}
    subject = {"product": product, "holder": application.applicant.get("name", "")}
    body = {
        "decision": assessment.decision.value,
        "purpose": application.purpose,
        "filed": application.filed.isoformat(),
        "days": [_day(each) for each in assessment.days],
        **({} if confirmed else {"shortfall": _shortfall(assessment)}),
        **({"relies_on": {name: act.id for name, act in proofs.items()}} if proofs else {}),
        **({"example": True} if application.example else {}),
    }
    kind, until = (CERTIFICATE, assessment.until) if confirmed else (REFUSAL, None)
    # It holds from its issue, not from the filing: an act says nothing of the days before it stands.
    return Content(kind, subject, body, None, until, computed(assessment, library))


def of_expert_act(act: ExpertAct, today: Day) -> Content:
    """The expert act of a chamber's findings. It is a finding, not a computation: nothing is recomputed."""
    holder = {"product": dict(act.product), "holder": act.maker.get("name", "")}
    return Content(EXPERT_ACT, holder, expert_body(act), today, act.until)


def computed(assessment: Assessment, library: Library) -> Computed:
    """Rule, day, digests of facts and packs, code and result: what makes the decision recomputable."""
    application = assessment.application
    rule = application.rule("met")
    facts = {name: _plain(value) for name, value in application.facts.items()}
    result = {"decision": assessment.decision.value}
    return Computed(rule, application.filed, digest(facts), library.digests(rule), __version__, result)


def _day(day: DayResult) -> dict[str, Any]:
    return {"on": day.on.isoformat(), "score": show_bounds(day.score), "least": show_bounds(day.least)}


def show_bounds(value: Any) -> str:
    """A number; one left open where it cannot change the decision as its bounds, `120..135` or `120..`."""
    if not isinstance(value, Open):
        return show_value(value)
    low, high = ("" if end is None else show_value(end) for end in (value.low, value.high))
    return f"{low}..{high}"


def _shortfall(assessment: Assessment) -> dict[str, Any]:
    day = assessment.deciding
    return {"on": day.on.isoformat(), "lacks": show_value(day.shortfall), "unmet": list(day.unmet)}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return show_value(value) if isinstance(value, Duration) else value
