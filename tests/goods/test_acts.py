"""What the acts say, what makes them recomputable, and whether they fit one QR code."""

from dataclasses import replace
from typing import Any

import pytest

from comity.basis.canonical import digest, encode
from comity.goods.acts import (
    CERTIFICATE,
    REFUSAL,
    Content,
    computed,
    of_assessment,
    of_expert_act,
    show_bounds,
)
from comity.goods.application import read_application
from comity.goods.assess import Assessment, assess
from comity.goods.catalogue import Catalogue
from comity.goods.expert import read_expert_act
from comity.law.evaluate import Checked
from comity.law.library import Library
from comity.law.value import Open
from comity.register import act, checkpoint, credential, receipt
from comity.register.act import Act, StatusRef
from comity.register.checkpoint import Checkpoint
from tests.goods.world import (
    Facts,
    claim,
    day,
    demo,
    edited,
    items,
    judged,
    library_of,
    line,
    made,
    pack,
    read,
)
from tests.vectors import world

SMALL = pack(items("a | make | 6", "b | make | 4", "c | make | 9"))
# When the form changes on purpose, take the new bytes from the failing test.
GOLDEN = (
    "8671676f6f64732e6365727469666963617465a266686f6c646572654d616b65726770726f64756374a264636f6465683939"
    "2e31302e3131646e616d65655468696e67a5646461797381a3626f6e6a323032362d30362d3031656c656173746231306573"
    "636f72656231306566696c65646a323032362d30362d3031676578616d706c65f567707572706f7365687265676973746572"
    "686465636973696f6e69636f6e6669726d6564644e6f6e656a323033312d30352d3331857261612f676f6f64732f7468696e"
    "672e6d65746a323032362d30362d30315820f8e68ed507ead47b4d48a58ab6aceb873540f8add6d741f8ef060b81c78640cd"
    "a26e61612f676f6f64732f7468696e67582072c7a1abcce19b254bc62aa24c243a00f1d3de6c7f13973ef32f858cbe7cb2ba"
    "7461612f676f6f64732f7265636f676e6974696f6e5820f821a14b2649530ecfa7d8dd823b19cd88c67adb27557e4b8b9bca"
    "8303b27c7da1686465636973696f6e69636f6e6669726d6564"
)


def content(library: Library, data: Facts) -> Content:
    return of_assessment(judged(library, data), library, {})


def golden() -> bytes:
    library = library_of(SMALL)
    told = content(library, claim(*made("a", "b"), example="yes", applicant={"name": "Maker"}))
    found = told.computed
    assert found is not None
    made_of = [found.rule, found.on.isoformat(), found.inputs, dict(found.packs), dict(found.result)]
    return encode([told.kind, told.subject, told.body, str(told.valid_from), str(told.valid_until), made_of])


def test_the_bytes_of_a_certificate_are_the_golden_ones() -> None:
    assert golden().hex() == GOLDEN


def test_a_certificate_says_what_was_credited_and_until_when(catalogue: Catalogue, real: Library) -> None:
    found = assess(read_application(demo("lift"), catalogue), real)
    proof = Act("goods.expert_act", "c", b"\x02" * 16, {}, {}, 0)
    told = of_assessment(found, real, {"winch": proof})
    assert (told.kind, str(told.valid_from), str(told.valid_until)) == (
        CERTIFICATE,
        "None",
        "2031-11-15",
    )
    assert told.body["days"][1] == {"on": "2027-01-01", "score": "135", "least": "135"}
    assert (told.body["relies_on"], told.body["example"]) == ({"winch": b"\x02" * 16}, True)
    assert told.subject["product"]["code"] == "28.22.16.111"


def test_a_refusal_says_what_is_lacking_on_which_day(catalogue: Catalogue, real: Library) -> None:
    told = of_assessment(assess(read_application(demo("lift-first"), catalogue), real), real, {})
    assert (told.kind, told.valid_until) == (REFUSAL, None)
    assert told.body["shortfall"] == {"on": "2027-01-01", "lacks": "20", "unmet": []}


def test_an_undetermined_claim_has_no_act() -> None:
    library = library_of(SMALL)
    with pytest.raises(ValueError, match="undetermined"):
        content(library, claim(purpose="procurement"))


def without(found: Assessment, *names: str) -> Assessment:
    facts = {name: told for name, told in found.application.facts.items() if name not in names}
    return replace(found, application=replace(found.application, facts=Checked(facts)))


def test_a_line_left_open_that_cannot_change_the_decision_is_told_by_bounds() -> None:
    library = library_of(SMALL)
    data = claim(*made("a", "b"), line("c", done="yes", state="bb", proof="act", part="none"))
    told = content(library, data)
    assert (told.kind, told.body["days"][0]["score"]) == (CERTIFICATE, "19")
    left = content(library, edited(data, "c", proof=None))
    assert (left.kind, left.body["days"][0]["score"]) == (CERTIFICATE, "10..19")
    assert encode(left.body)


def test_a_claim_refused_for_a_condition_is_told_though_its_score_is_open() -> None:
    sheet = SMALL.replace("\n## threshold", "\n## mandatory\n\n| id |\n|--|\n| centre |\n\n## threshold")
    data = claim(*made("a"), mandatory={"centre": "no"})
    del data["unlisted"]
    told = content(library_of(sheet), data)
    assert (told.kind, told.body["shortfall"]["unmet"]) == (REFUSAL, ["centre"])
    assert told.body["days"][0]["score"] == "6..19"


@pytest.mark.parametrize(
    ("value", "told"), [(5, "5"), (Open(low=1, high=2), "1..2"), (Open(low=1), "1.."), (Open(), "..")]
)
def test_bounds_are_shown_as_far_as_they_are_known(value: Any, told: str) -> None:
    assert show_bounds(value) == told


def test_the_digest_of_the_facts_changes_with_any_fact(catalogue: Catalogue, real: Library) -> None:
    found = assess(read_application(demo("lift"), catalogue), real)
    whole = computed(found, real).inputs
    each = {computed(without(found, name), real).inputs for name in found.application.facts}
    assert whole not in each
    assert len(each) == len(found.application.facts)


def test_facts_of_every_type_have_a_digest(catalogue: Catalogue, real: Library) -> None:
    data = demo("lift") | {"mandatory": {"rights": "7.5", "service_centre": "2"}}
    assert computed(assess(read_application(data, catalogue), real), real).inputs


def test_the_digests_of_the_packs_change_with_any_byte() -> None:
    data = claim(*made("a", "b"))
    before = content(library_of(SMALL), data).computed
    after = content(library_of(SMALL.replace("cite: Decree 1", "cite: Decree 2")), data).computed
    assert before is not None
    assert after is not None
    changed = {name for name in before.packs if before.packs[name] != after.packs[name]}
    assert changed == {"aa/goods/thing"}
    assert before.packs.keys() == {"aa/goods/thing", "aa/goods/recognition"}


def test_an_expert_act_is_a_finding_and_not_a_computation() -> None:
    told: Facts = demo("winch")
    act_ = of_expert_act(read_expert_act(told, "by", day("2026-11-16")), day("2026-11-16"))
    assert (act_.computed, act_.kind, str(act_.valid_until)) == (None, "goods.expert_act", "2027-10-19")
    assert act_.subject["product"]["name"] == "Gearless lift winch UP-1000"


def qr_text(told: Content, steps: int) -> str:
    """The credential of an act in a log of 2 ** steps entries: the path is made up, its length is not."""
    issued = world.certificate(
        kind=told.kind,
        subject=told.subject,
        body=told.body,
        valid_from=told.valid_from,
        valid_until=told.valid_until,
        computed=told.computed,
        status=StatusRef(f"{world.LISTS}/1", 12_345),
        approvals=(world.key("anna").public.kid.hex(), world.key("boris").public.kid.hex()),
    )
    leaf = act.seal(issued, world.ISSUER)
    head = Checkpoint(world.ORIGIN, 2**steps, digest("root"))
    proof = receipt.issue(head, 2**steps - 1, [digest(n) for n in range(steps)], world.LOG, world.LOGGED)
    seen = checkpoint.cosign(head, world.PEER, world.SEEN)
    return credential.to_text(credential.attach(leaf, proof, [seen]))


# A step of the path is 32 bytes that do not compress, 48 characters of 1,994: one more than these would
# need a version above 30. A log is begun anew each year.
MOST_STEPS = 17


def test_the_certificate_of_a_lift_in_a_log_of_a_hundred_thousand_acts_fits_one_qr_code(
    catalogue: Catalogue, real: Library
) -> None:
    found = assess(read_application(demo("lift"), catalogue), real)
    told = of_assessment(found, real, {"winch": Act("goods.expert_act", "c", digest(1)[:16], {}, {}, 0)})
    assert credential.fits_qr(qr_text(told, MOST_STEPS))


def test_the_length_of_a_certificate_does_not_grow_with_its_sheet() -> None:
    names = [f"operation_with_a_long_name_{n}" for n in range(60)]
    library = library_of(pack(items(*(f"{name} | make | 1" for name in names))))
    assert credential.fits_qr(qr_text(content(library, claim(*made(*names))), MOST_STEPS))


def test_what_is_read_is_what_was_judged() -> None:
    library = library_of(SMALL)
    application = read(library, claim(*made("a", "b")))
    first, again = (of_assessment(assess(application, library), library, {}) for _ in range(2))
    assert encode(first.body) == encode(again.body)
