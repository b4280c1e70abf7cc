import json
from copy import deepcopy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.errors import ProofError, StateError
from comity.register import act, credential, sdjwt
from comity.register.act import Act
from comity.register.disclosure import Disclosure, hide

BODY = {
    "plate": "1234 AB-7",
    "share": Fraction(1, 3),
    "drivers": [{"name": "Möbius", "since": 2011}, {"name": "Олег", "since": 2020}],
}
PATHS = ("/body/plate", "/body/drivers/1/name", "/body/drivers/1/since", "/subject/born")


def made(world: Any, body: Any = None, paths: tuple[str, ...] = PATHS) -> tuple[str, tuple[Disclosure, ...]]:
    clear: Act = world.certificate(subject={"id": "A-1", "born": "1980-01-01"}, body=body or BODY)
    hidden, shown = hide(clear, paths, [bytes([n]) * 16 for n in range(len(paths))])
    return credential.to_text(world.credential_of(act.seal(hidden, world.ISSUER))), shown


@pytest.fixture(scope="module")
def text(world: Any) -> str:
    return made(world)[0]


@pytest.fixture(scope="module")
def held(world: Any) -> tuple[Disclosure, ...]:
    return made(world)[1]


@pytest.mark.parametrize(
    ("salt", "name", "value", "coded", "digest"),
    [
        # RFC 9901, 4.2.1 and 4.2.3
        (
            "_26bc4LT-ac6q2KI6cBW5es",
            "family_name",
            "Möbius",
            "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0",
            "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0",
        ),
        # RFC 9901, 5.1
        (
            "2GLC42sKQveCfGfryNRN9w",
            "given_name",
            "John",
            "WyIyR0xDNDJzS1F2ZUNmR2ZyeU5STjl3IiwgImdpdmVuX25hbWUiLCAiSm9obiJd",
            "jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4",
        ),
    ],
)
def test_disclosures_and_digests_are_those_of_the_rfc(
    salt: str, name: str, value: str, coded: str, digest: str
) -> None:
    assert sdjwt.disclosure_text(salt, name, value) == coded
    assert sdjwt.digest_text(coded) == digest


def test_claims_say_the_act_and_nothing_of_a_person(text: str, held: tuple[Disclosure, ...]) -> None:
    told = sdjwt.claims(text, held)
    said = json.dumps({**told, "credential": ""}, ensure_ascii=False)
    for value in ("1234 AB-7", "Олег", "2020", "1980-01-01"):
        assert value not in said
    assert told["body"]["drivers"][0] == {"name": "Möbius", "since": 2011}
    assert told["body"]["drivers"][1].keys() == {"_sd"}
    assert len(told["body"]["drivers"][1]["_sd"]) == 2
    assert told["body"]["share"] == "1/3"
    assert told["_sd_alg"] == "sha-256"


@pytest.mark.parametrize("count", range(5))
def test_what_is_opened_opens_the_act_too(text: str, held: tuple[Disclosure, ...], count: int) -> None:
    told = json.loads(json.dumps(sdjwt.claims(text, held)))
    statement, facts = sdjwt.check(told, [sdjwt.opened_by(each) for each in reversed(held[:count])])
    assert facts == held[:count]
    assert statement == credential.read(credential.from_text(text))


def test_an_act_without_person_data_has_no_digests(world: Any) -> None:
    bare, _ = made(world, paths=())
    told = sdjwt.claims(bare, ())
    assert "_sd" not in json.dumps(told["body"])
    assert sdjwt.check(told, [])[1] == ()


def test_an_erased_fact_stays_a_digest_that_nobody_opens(text: str, held: tuple[Disclosure, ...]) -> None:
    told = sdjwt.claims(text, held[1:])
    assert sdjwt.check(told, [sdjwt.opened_by(each) for each in held[1:]])[1] == held[1:]
    with pytest.raises(ProofError, match=r"sdjwt\.broken"):
        sdjwt.check(told, [sdjwt.opened_by(held[0])])


def changes() -> list[Any]:
    return [
        lambda told: told["body"]["drivers"][0].update(name="Another"),
        lambda told: told["body"]["drivers"][0].pop("name"),
        lambda told: told["body"].update(colour="red"),
        lambda told: told["body"].update(share="1/2"),
        lambda told: told["body"]["_sd"].append("x"),
        lambda told: told["body"].update(_sd="x"),
        lambda told: told["body"].pop("_sd"),
        lambda told: told["body"]["drivers"].pop(),
        lambda told: told.update(body=[]),
        lambda told: told.update(iss="Another"),
        lambda told: told.update(kind="goods.refusal"),
        lambda told: told.update(issued_at=float(told["issued_at"])),
        lambda told: told.update(more=1),
        lambda told: told.update(valid_until="2099-01-01"),
        lambda told: told.update(_sd_alg="sha-512"),
        lambda told: told.update(credential=7),
        lambda told: told.pop("credential"),
        lambda told: told.update(credential=told["credential"][:-9]),
    ]


@pytest.mark.parametrize("number", range(len(changes())))
def test_claims_that_say_other_than_the_act_are_refused(
    text: str, held: tuple[Disclosure, ...], number: int
) -> None:
    told = deepcopy(sdjwt.claims(text, held))
    changes()[number](told)
    with pytest.raises(ProofError):
        sdjwt.check(told, [])


def test_a_disclosure_of_another_value_or_place_or_twice_is_refused(
    text: str, held: tuple[Disclosure, ...]
) -> None:
    told = sdjwt.claims(text, held)
    mine = sdjwt.opened_by(held[0])
    salt = json.loads(sdjwt._decoded(mine))[0]
    other = sdjwt.disclosure_text(salt, "name", "Another")
    for shown in ([other], [mine, mine], ["!"], [""], ["bnVsbA"]):
        with pytest.raises(ProofError):
            sdjwt.check(told, shown)


def test_a_digest_put_in_by_the_renderer_does_not_open_the_act(
    text: str, held: tuple[Disclosure, ...]
) -> None:
    """Who renders could hide another value than the act's: the act's own digest tells."""
    told = deepcopy(sdjwt.claims(text, held))
    other = Disclosure("/body/plate", bytes(16), "9999 ZZ-9")
    told["body"]["_sd"] = [sdjwt.digest_text(sdjwt.opened_by(other))]
    with pytest.raises(ProofError, match=r"disclosure\.no_match"):
        sdjwt.check(told, [sdjwt.opened_by(other)])


def test_what_json_cannot_say_is_refused(world: Any) -> None:
    text, held = made(world, paths=("/body/share",))
    with pytest.raises(StateError, match=r"sdjwt\.not_json"):
        sdjwt.claims(text, held)


@pytest.mark.parametrize("name", ["_sd", "..."])
def test_names_that_sd_jwt_keeps_are_refused(world: Any, name: str) -> None:
    text, held = made(world, body={"list": [{name: 1}]}, paths=())
    with pytest.raises(StateError, match=r"sdjwt\.reserved"):
        sdjwt.claims(text, held)


@given(shown=st.lists(st.text(max_size=40), max_size=3))
def test_anything_in_place_of_disclosures_is_refused(
    text: str, held: tuple[Disclosure, ...], shown: list[str]
) -> None:
    if shown:
        with pytest.raises(ProofError):
            sdjwt.check(sdjwt.claims(text, held), shown)
