"""A certificate as outside partners read it: a UNTP Digital Conformity Credential 0.7.0 (W3C VC 2.0).

The signed act stays the source: it lies within, and every word is made from it. What the act does not say is
left out, also where the schema of UNTP asks for it (docs/do/render-for-partners.md).
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, unquote

from comity.basis.errors import ProofError, StateError
from comity.goods.acts import CERTIFICATE
from comity.goods.gs1 import RESOLVER, digital_link
from comity.goods.phrases import PHRASES
from comity.register import bitstring, credential
from comity.register.act import Act, Computed
from comity.register.credential import Statement
from comity.register.naming import name_of

VERSION = "0.7.0"
CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    f"https://vocabulary.uncefact.org/untp/{VERSION}/context/",
)

_TEXT = "data:text/plain;charset=US-ASCII,"  # RFC 2397


def conformity(text: str, issuer: str) -> dict[str, Any]:
    """The claims, unsigned, of the certificate in a credential (`CY1:...`); `issuer` names its key (a DID).

    StateError for an act that is no certificate; ProofError("form") for another text.
    """
    statement = credential.read(credential.from_text(text))
    act = statement.signed.act
    if act.kind != CERTIFICATE or act.computed is None:
        raise StateError("goods.untp.other_kind", kind=act.kind)
    name = name_of(statement.signed.leaf_hash)
    told: dict[str, Any] = {
        "@context": list(CONTEXTS),
        "type": ["DigitalConformityCredential", "VerifiableCredential"],
        "id": name,
        "name": PHRASES.say("goods.paper.title", "en"),
        "issuer": {"type": ["CredentialIssuer"], "id": issuer, "name": act.issuer},
        "validFrom": f"{act.valid_from}T00:00:00Z" if act.valid_from else _time(act.issued_at),
    }
    if act.valid_until:
        told["validUntil"] = f"{act.valid_until}T23:59:59Z"
    if act.status:
        place = f"{act.status.uri}/{bitstring.REVOCATION}"
        told["credentialStatus"] = bitstring.entry(place, bitstring.REVOCATION, act.status.index)
    return {**told, "credentialSubject": _attestation(act, act.computed, name, text)}


def check(told: Mapping[str, Any], issuer: str) -> Statement:
    """The credential that lies in such claims, when they are exactly what it says; else ProofError.

    The credential itself is not verified here; signature and key of the claims are the caller's.
    """
    try:
        (assessment,) = told["credentialSubject"]["conformityAssessment"]
        (evidence,) = assessment["evidence"]
        text = unquote(evidence["linkURL"].removeprefix(_TEXT))
        same = conformity(text, issuer) == told
    except (KeyError, TypeError, ValueError, AttributeError, StateError) as fault:
        raise ProofError("goods.untp.not_ours", step="rendering") from fault
    if not same:
        raise ProofError("goods.untp.differs", step="rendering")
    return credential.read(credential.from_text(text))


def _attestation(act: Act, computed: Computed, name: str, text: str) -> dict[str, Any]:
    pack = _pack(computed)
    scheme = {"id": name_of(computed.packs[pack]), "name": pack} if pack else {}
    assessor = {"assessorLevel": "3rdParty"} if act.subject.get("holder") != act.issuer else {}
    return {
        "type": ["ConformityAttestation"],
        "id": f"{name}#attestation",
        "name": PHRASES.say("goods.paper.title", "en"),
        **assessor,
        "attestationType": "certification",
        "issuedToParty": {"type": ["Party"], **_said(act.subject, name="holder")},
        **({"referenceScheme": {"type": ["ConformityScheme"], **scheme}} if scheme else {}),
        "conformityAssessment": [_assessment(act, computed, name, text)],
    }


def _assessment(act: Act, computed: Computed, name: str, text: str) -> dict[str, Any]:
    pack = _pack(computed)
    place = {"id": f"{name_of(computed.packs[pack])}#{computed.rule}"} if pack else {}
    return {
        "type": ["ConformityAssessment"],
        "id": f"{name}#assessment",
        "name": computed.rule,
        "assessmentCriteria": [{"type": ["Criterion"], **place, "name": computed.rule}],
        "assessmentDate": _time(act.issued_at)[:10],
        "assessedPerformance": [*_performance(act)],
        "assessedProduct": [{"product": _product(act)}],
        "referenceRegulation": [
            {"type": ["Regulation"], "id": name_of(known), "name": pack}
            for pack, known in sorted(computed.packs.items())
        ],
        "evidence": [
            {
                "linkURL": _TEXT + quote(text, safe=""),
                "linkName": "The signed act with its proof, which this rendering is made from",
                "mediaType": "text/plain",
            }
        ],
        "conformance": act.body["decision"] == "confirmed",
    }


def _performance(act: Act) -> Iterator[dict[str, Any]]:
    for day in act.body["days"]:
        told = f"points on {day['on']}; at least {day['least']} are needed"
        yield {"score": {"code": day["score"], "definition": told}}


def _pack(computed: Computed) -> str:
    """The pack the rule stands in; empty when it is not among those the decision rests on."""
    return max((pack for pack in computed.packs if computed.rule.startswith(f"{pack}.")), key=len, default="")


def _product(act: Act) -> dict[str, Any]:
    known = act.subject["product"]
    place = {"id": digital_link(act.subject, RESOLVER)} if "gtin" in known else {}
    told = _said(known, name="name", modelNumber="model", batchNumber="lot", itemNumber="serial")
    return {"type": ["Product"], **place, **told}


def _said(known: Mapping[str, Any], **names: str) -> dict[str, str]:
    """What is said in clear, under the names of UNTP: a digest of person data tells an outsider nothing."""
    found = {theirs: known.get(ours) for theirs, ours in names.items()}
    return {name: value for name, value in found.items() if isinstance(value, str) and value}


def _time(second: int) -> str:
    return f"{datetime.fromtimestamp(second, UTC):%Y-%m-%dT%H:%M:%SZ}"
