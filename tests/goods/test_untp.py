from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest

from comity.basis.errors import ProofError, StateError
from comity.goods.acts import REFUSAL, Content, of_assessment
from comity.goods.untp import CONTEXTS, check, conformity
from comity.register import act, credential
from comity.register.act import Act, StatusRef
from comity.register.disclosure import hide
from comity.register.naming import did_of, name_of
from tests.goods.world import claim, items, judged, library_of, made, pack
from tests.vectors import world

GTIN = "09506000134352"
SMALL = pack(items("a | make | 6", "b | make | 4", "c | make | 9"))
DID = did_of(world.ISSUER.public)
# what the schema of 0.7.0 asks for and an act of this register does not know
NOT_KNOWN = {"assessmentLevel", "issuedToParty.id", "product.id", "conformityTopic"}


def content(**product: str) -> Content:
    library = library_of(SMALL)
    data = claim(*made("a", "b"), applicant={"name": "Maker"})
    return of_assessment(judged(library, {**data, "product": {**data["product"], **product}}), library, {})


def issued(told: Content) -> Act:
    fields: dict[str, Any] = {"valid_from": told.valid_from, "valid_until": told.valid_until}
    fields |= {"status": StatusRef("https://a.example/status", 17), "computed": told.computed}
    made_act: Act = world.certificate(kind=told.kind, subject=told.subject, body=told.body, **fields)
    return made_act


def text_of(given: Act) -> str:
    return credential.to_text(world.credential_of(act.seal(given, world.ISSUER)))


@pytest.fixture(scope="module")
def text() -> str:
    return text_of(issued(content(model="X-1", gtin=GTIN, lot="L7")))


@pytest.fixture(scope="module")
def told(text: str) -> dict[str, Any]:
    return conformity(text, DID)


def test_it_has_the_shape_of_untp(told: dict[str, Any]) -> None:
    assert told["@context"] == list(CONTEXTS)
    assert told["type"] == ["DigitalConformityCredential", "VerifiableCredential"]
    assert {"@context", "id", "issuer", "validFrom", "name", "credentialSubject"} <= told.keys()
    subject = told["credentialSubject"]
    wanted = {"id", "name", "assessorLevel", "attestationType", "issuedToParty", "referenceScheme"}
    assert wanted | {"type", "conformityAssessment"} == subject.keys()
    (assessment,) = subject["conformityAssessment"]
    needed = {"id", "name", "assessmentCriteria", "assessmentDate", "assessedPerformance"}
    assert needed <= assessment.keys()
    for part in (*assessment["assessmentCriteria"], *assessment["referenceRegulation"]):
        assert {"type", "id", "name"} == part.keys()


def test_it_says_what_the_act_says(told: dict[str, Any], text: str) -> None:
    signed = credential.read(credential.from_text(text)).signed
    subject = told["credentialSubject"]
    (assessment,) = subject["conformityAssessment"]
    assert told["id"] == name_of(signed.leaf_hash)
    assert told["issuer"] == {"type": ["CredentialIssuer"], "id": DID, "name": signed.act.issuer}
    assert told["validUntil"] == f"{signed.act.valid_until}T23:59:59Z"
    assert told["validFrom"] == "2026-09-21T00:00:00Z"
    assert subject["issuedToParty"] == {"type": ["Party"], "name": "Maker"}
    assert assessment["conformance"] is True
    assert assessment["assessedProduct"][0]["product"] == {
        "type": ["Product"],
        "id": f"https://id.gs1.org/01/{GTIN}/10/L7",
        "name": "Thing",
        "modelNumber": "X-1",
        "batchNumber": "L7",
    }
    assert [each["score"]["code"] for each in assessment["assessedPerformance"]] == ["10"]
    assert told["credentialStatus"] == {
        "id": "https://a.example/status/revocation#17",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "17",
        "statusListCredential": "https://a.example/status/revocation",
    }


def test_the_signed_act_lies_within(told: dict[str, Any], text: str) -> None:
    (evidence,) = told["credentialSubject"]["conformityAssessment"][0]["evidence"]
    assert unquote(evidence["linkURL"].partition(",")[2]) == text
    assert check(told, DID) == credential.read(credential.from_text(text))


def test_what_the_act_does_not_know_is_left_out() -> None:
    bare = conformity(text_of(replace(issued(content()), valid_until=None, status=None)), DID)
    subject = bare["credentialSubject"]
    (assessment,) = subject["conformityAssessment"]
    assert not {"validUntil", "credentialStatus"} & bare.keys()
    told = {*subject, *assessment} | {f"issuedToParty.{name}" for name in subject["issuedToParty"]}
    told |= {f"product.{name}" for name in assessment["assessedProduct"][0]["product"]}
    assert not told & NOT_KNOWN


def test_a_hidden_holder_is_not_told(text: str) -> None:
    hidden, _ = hide(issued(content()), ["/subject/holder"], [bytes(16)])
    told = conformity(text_of(hidden), DID)
    assert told["credentialSubject"]["issuedToParty"] == {"type": ["Party"]}
    assert check(told, DID).signed.act == hidden


def test_an_act_that_is_no_certificate_has_no_such_form() -> None:
    refusal = replace(issued(content()), kind=REFUSAL)
    with pytest.raises(StateError, match=r"goods\.untp\.other_kind"):
        conformity(text_of(refusal), DID)


CHANGES: list[Callable[[dict[str, Any]], Any]] = [
    lambda told: told.update(validUntil="2099-01-01T00:00:00Z"),
    lambda told: told.update(id="urn:x"),
    lambda told: told.update(more=1),
    lambda told: told["issuer"].update(name="Another"),
    lambda told: told["credentialSubject"]["issuedToParty"].update(name="Another"),
    lambda told: told["credentialSubject"]["conformityAssessment"].append({}),
    lambda told: told["credentialSubject"].pop("conformityAssessment"),
    lambda told: told["credentialSubject"]["conformityAssessment"][0].update(
        evidence=[{"linkURL": "data:,x"}]
    ),
    lambda told: told["credentialSubject"]["conformityAssessment"][0].update(evidence=[{"linkURL": 7}]),
    lambda told: told.update(credentialSubject=[]),
]


@pytest.mark.parametrize("change", CHANGES)
def test_claims_that_say_other_than_the_act_are_refused(
    told: dict[str, Any], change: Callable[[dict[str, Any]], Any]
) -> None:
    bent = deepcopy(told)
    change(bent)
    with pytest.raises(ProofError):
        check(bent, DID)


def test_claims_of_another_issuer_are_refused(told: dict[str, Any]) -> None:
    with pytest.raises(ProofError, match=r"goods\.untp\.differs"):
        check(told, did_of(world.STRANGER.public))
