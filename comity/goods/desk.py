"""The steps an official takes with goods: file, decide, issue. The only room of goods that knows the node."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from comity.basis.dates import Day
from comity.basis.errors import InputError, StateError
from comity.goods import untp
from comity.goods.acts import (
    CERTIFICATE,
    REFUSAL,
    Content,
    computed,
    of_assessment,
    of_expert_act,
    show_bounds,
)
from comity.goods.application import FORM as CLAIM
from comity.goods.application import Application, read_application
from comity.goods.assess import Assessment, Decision, assess
from comity.goods.catalogue import Catalogue
from comity.goods.expert import FORM as EXPERT
from comity.goods.expert import ExpertAct, read_expert_act
from comity.goods.lower import SHAPE
from comity.goods.phrases import PHRASES
from comity.goods.proofs import EXPERT_ACT, check_proofs
from comity.goods.report import Report
from comity.law.library import Library
from comity.node import docket, renderings, statuses, trusted
from comity.node.clock import date_of
from comity.node.docket import Draft, Issued
from comity.node.node import Node
from comity.node.paper import Certificate, Source
from comity.node.store import Carried
from comity.register.act import Act
from comity.register.credential import Statement
from comity.register.naming import did_of
from comity.register.trust import Role, TrustList
from comity.register.verdict import Verdict
from comity.register.verify import verify

SYSTEM = "goods"


@dataclass(frozen=True, slots=True)
class Examined:
    """A filed document as the law sees it: an assessed claim with the acts it rests on, or an expert act."""

    library: Library
    content: Content | None
    assessment: Assessment | None = None
    proofs: Mapping[str, Act] | None = None
    expert: ExpertAct | None = None


def library_of(node: Node) -> Library:
    """The law a node has loaded, requirement sheets included."""
    return Library.from_texts(node.packs(), (SHAPE,))


def examine(node: Node, document: Mapping[str, Any], filed: Day) -> Examined:
    """The document read, its proofs verified offline, and assessed; InputError or PackError otherwise."""
    library = library_of(node)
    form = document.get("application", CLAIM) if isinstance(document, Mapping) else CLAIM
    if form == EXPERT:
        act = read_expert_act(document, node.jurisdiction, filed)
        return Examined(library, of_expert_act(act, filed), expert=act)
    if form != CLAIM:
        raise InputError(
            "goods.form.unknown", path="application", value=str(form)[:40], expected=(CLAIM, EXPERT)
        )
    claim = read_application(document, Catalogue(library, node.jurisdiction), filed)
    proofs = check_proofs(claim, lambda text: verdict_on(node, text, claim.filed))
    found = assess(claim, library)
    settled = found.decision is not Decision.UNDETERMINED
    return Examined(library, of_assessment(found, library, proofs) if settled else None, found, proofs)


def verdict_on(node: Node, given: str | bytes, day: Day) -> Verdict:
    """The verdict on a credential by the node's own trust and status lists."""
    trust = trusted.needed_list(node)
    return verify(given, trust, statuses.held_lists(node, trust), node.clock.now(), day)


def file(node: Node, document: Mapping[str, Any]) -> str:
    """The number of the new case. Nothing is stored when the document has a fault, or lies in the future."""
    today = node.clock.today()
    seen = examine(node, document, today)
    filed = seen.assessment.application.filed if seen.assessment else today
    if filed > today:
        raise InputError("goods.filed.future", path="filed", value=str(filed), expected=str(today))
    kept = {**document, "filed": str(filed)} if seen.assessment else dict(document)
    return docket.open_case(node, SYSTEM, _subject(seen), kept, filed).number


def decide(node: Node, number: str, official: str) -> tuple[Examined, bytes]:
    """The case examined and proposed by a first official; the digest the second must approve.

    StateError for a claim the law leaves undetermined: there is nothing to decide yet.
    """
    seen = reexamine(node, number)
    return seen, docket.propose(node, number, _draft(_settled(seen, number)), official)


def issue(node: Node, number: str, official: str) -> tuple[Examined, Issued]:
    """The act, once a second official's own examination comes to the digest the first proposed.

    StateError when it does not: the case, the packs or the law's day changed between the two.
    """
    seen = reexamine(node, number)
    draft = _draft(_settled(seen, number))
    docket.approve(node, number, docket.digest(node, draft), official)
    return seen, docket.issue(node, number, trusted.approvals_needed(node, draft.kind))


def reexamine(node: Node, number: str) -> Examined:
    """The document of a case, examined anew on its day of filing."""
    case = docket.find_case(number)
    if case.system != SYSTEM:
        raise InputError("goods.case.other_system", path="case", value=case.system, expected=SYSTEM)
    return examine(node, case.document, case.opened_on)


def _settled(seen: Examined, number: str) -> Content:
    if seen.content is None:
        missing = tuple(seen.assessment.missing) if seen.assessment else ()
        raise StateError("goods.case.undetermined", case=number, missing=missing)
    return seen.content


def _draft(content: Content) -> Draft:
    return Draft(
        content.kind,
        content.subject,
        content.body,
        content.valid_from,
        content.valid_until,
        None,
        content.computed,
    )


def _subject(seen: Examined) -> str:
    if seen.expert:
        return f"{seen.expert.product['name']}, {seen.expert.maker.get('name', '')}"
    if seen.assessment is None:
        raise ValueError("nothing was examined")
    claim: Application = seen.assessment.application
    return f"{claim.product.get('name', claim.code)}, {claim.applicant.get('name', '')}"


def paper(node: Node, held: Carried, language: str) -> Certificate:
    """What the act says on paper, with the table of its case as it was decided.

    The table is left out, and the paper says so, where the packs loaded now are not those the act pins.
    """
    act = held.signed.act
    product = act.subject["product"]
    facts = _finding(act, language) if act.kind == EXPERT_ACT else _claim_paper(node, held, language)
    return Certificate(
        title=PHRASES.say(_TITLES[act.kind], language),
        issuer=act.issuer,
        number=held.id,
        product=", ".join(product[key] for key in ("name", "model") if product.get(key)),
        code=product.get("code", ""),
        holder=act.subject["holder"],
        valid_from=str(act.valid_from or date_of(act.issued_at)),
        valid_until=str(act.valid_until or ""),
        issued_on=str(date_of(act.issued_at)),
        text=held.text,
        case=held.case,
        sealed=held.sealed,
        example=bool(act.body.get("example")),
        **facts,
    )


def conformity(node: Node, text: str) -> str:
    """The certificate in a credential as a UNTP Digital Conformity Credential: a JWT by the issuer's key."""
    key = trusted.signing_key(node, Role.ISSUER)
    claims = untp.conformity(text, did_of(key.public))
    return renderings.sign(claims, key, node.clock.now(), renderings.VC, renderings.VC_CONTENT)


def read_conformity(token: str, trust: TrustList) -> Statement:
    """The credential that such a JWT is made from; ProofError when signature, key or any word does not hold.

    Only the rendering is verified; the credential within is verified as ever.
    """
    rendered = renderings.read(token, trust, renderings.VC)
    statement = untp.check(rendered.claims, did_of(rendered.key.key))
    renderings.check_holder(rendered, statement)
    return statement


def _finding(act: Act, language: str) -> dict[str, Any]:
    found = PHRASES.say("goods.paper.finding", language, {"state": act.body["state"]})
    return _plain(found, notes=act.body["findings"])


def _claim_paper(node: Node, held: Carried, language: str) -> dict[str, Any]:
    act = held.signed.act
    decided = _as_decided(node, held.case, act)
    if decided is None:
        day = act.body["days"][-1]
        told = PHRASES.say(f"goods.decision.{Decision(act.body['decision']).name.lower()}", language)
        note = PHRASES.say("goods.paper.other_packs", language)
        return _plain(told, points=day["score"], threshold=day["least"], notes=[note])
    report, deciding = Report(decided, language), decided.deciding
    rows = report.rows()
    return {
        "decision": report.decision,
        "points": show_bounds(deciding.score),
        "threshold": show_bounds(deciding.least),
        "headings": report.headings()[:4],
        "operations": [[row.name, row.points, row.origin, f"{row.why} {row.mark}"] for row in rows],
        "notes": [*report.totals(), *report.reasons()],
        "sources": [Source(f"{mark} {act}", sure) for mark, act, sure in report.sources()],
    }


def _plain(decision: str, points: str = "", threshold: str = "", notes: Sequence[str] = ()) -> dict[str, Any]:
    """A paper without a table."""
    told = {"decision": decision, "points": points, "threshold": threshold, "notes": notes}
    return {**told, "headings": [], "operations": [], "sources": []}


def _as_decided(node: Node, number: str, act: Act) -> Assessment | None:
    """The assessment of the case, when what it rests on now is what the act says it rested on."""
    case, library = docket.find_case(number), library_of(node)
    try:
        claim = read_application(case.document, Catalogue(library, node.jurisdiction), case.opened_on)
    except InputError:
        return None  # the law loaded now has no place for it
    found = assess(claim, library)
    now, then = computed(found, library), act.computed
    same = then is not None and (now.inputs, now.packs, now.result) == (then.inputs, then.packs, then.result)
    return found if same else None


_TITLES = {
    CERTIFICATE: "goods.paper.title",
    REFUSAL: "goods.paper.refusal",
    EXPERT_ACT: "goods.paper.expert_act",
}
