import base64
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import OKPKey

from comity.basis.errors import ProofError, StateError
from comity.goods import untp
from comity.goods.desk import read_conformity
from comity.node import renderings
from comity.node.renderings import SD_JWT, VC, VC_CONTENT, read, read_sd_jwt, sd_jwt, sign, status_list
from comity.register import act, bitstring, credential
from comity.register.disclosure import Disclosure, hide
from comity.register.keys import BUILT_IN, PrivateKey
from comity.register.naming import did_of
from comity.register.status import WITHDRAWN, StatusList, pack
from comity.register.trust import Role, TrustedKey
from tests.vectors import world

AT = world.ISSUED + 60
TRUST = world.trust_list()
CLAIMS = {"name": "Лифт", "points": 120}
BODY = {"driver": {"name": "Иван", "since": 2011}, "plate": "1234 AB-7"}


def credential_text(key: PrivateKey = world.ISSUER) -> tuple[str, tuple[Disclosure, ...]]:
    paths = ("/body/driver/name", "/body/plate")
    hidden, shown = hide(world.certificate(body=BODY), paths, [bytes(16), bytes([1]) * 16])
    return credential.to_text(world.credential_of(act.seal(hidden, key))), shown


def part(token: str, number: int) -> dict[str, Any]:
    coded = token.split(".")[number]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(coded + "=" * (-len(coded) % 4)))
    return found


def forged(head: dict[str, Any], claims: Any = None, key: PrivateKey = world.ISSUER) -> str:
    parts = [json.dumps(each).encode() for each in (head, {"iat": AT} if claims is None else claims)]
    signed = ".".join(base64.urlsafe_b64encode(each).decode().rstrip("=") for each in parts)
    return f"{signed}.{base64.urlsafe_b64encode(key.sign(signed.encode())).decode().rstrip('=')}"


@pytest.mark.parametrize(("key", "name"), [(world.ISSUER, "Ed25519"), (world.P256_ISSUER, "ES256")])
def test_what_is_signed_reads_back(key: PrivateKey, name: str) -> None:
    token = sign(CLAIMS, key, AT, VC, VC_CONTENT)
    did = did_of(key.public)
    assert part(token, 0) == {"alg": name, "typ": "vc+jwt", "cty": "vc", "kid": f"{did}#{did[8:]}"}
    found = read(token, TRUST, VC)
    assert (found.claims, found.at, found.key.key) == (CLAIMS, AT, key.public)


def test_any_reader_of_jose_verifies_it_by_the_key_alone() -> None:
    raw = base64.urlsafe_b64encode(world.ISSUER.public.raw).decode().rstrip("=")
    key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": raw})
    found = jws.deserialize_compact(sign(CLAIMS, world.ISSUER, AT, VC), key, algorithms=["Ed25519"])
    assert json.loads(found.payload) == {**CLAIMS, "iat": AT}


def trusting(**fields: Any) -> Any:
    return world.trust_list(world.changed(world.ISSUER.public, **fields))


@pytest.mark.parametrize(
    ("trust", "code"),
    [
        (trusting(revoked_at=AT + 99, reason="stolen"), "renderings.key_not_good"),
        (trusting(since=AT + 1), "renderings.key_not_good"),
        (trusting(until=AT), "renderings.key_not_good"),
        (trusting(role=Role.STATUS, kinds=frozenset(), name="https://a.example"), "renderings.unknown_key"),
    ],
)
def test_a_key_that_may_not_speak_is_refused(trust: Any, code: str) -> None:
    with pytest.raises(ProofError) as fault:
        read(sign(CLAIMS, world.ISSUER, AT, VC), trust, VC)
    assert fault.value.code == code


def test_a_rendering_of_one_type_never_passes_for_another() -> None:
    with pytest.raises(ProofError, match=r"renderings\.unknown_key"):
        read(sign(CLAIMS, world.ISSUER, AT, SD_JWT), TRUST, VC)


KID = f"{did_of(world.ISSUER.public)}#x"


@pytest.mark.parametrize(
    "token",
    [
        sign(CLAIMS, world.STRANGER, AT, VC),
        forged({"alg": "none", "typ": VC, "kid": KID}),
        forged({"alg": "HS256", "typ": VC, "kid": KID}),
        forged({"alg": "ES256", "typ": VC, "kid": KID}),
        forged({"alg": "EdDSA", "typ": VC, "kid": KID}),
        forged({"alg": "Ed25519", "kid": KID}),
        forged({"alg": "Ed25519", "typ": VC}),
        forged({"alg": "Ed25519", "typ": VC, "kid": 7}),
        forged({"alg": "Ed25519", "typ": VC, "kid": KID, "crit": ["x"], "x": 1}),
        forged({"alg": "Ed25519", "typ": VC, "kid": KID, "b64": False, "crit": ["b64"]}),
        forged({"alg": "Ed25519", "typ": VC, "kid": KID}, claims=[1]),
        forged({"alg": "Ed25519", "typ": VC, "kid": KID}, claims={}),
        forged({"alg": "Ed25519", "typ": VC, "kid": KID}, claims={"iat": "now"}),
        forged({"alg": "Ed25519", "typ": VC, "kid": KID}, claims={"iat": True}),
        forged({"alg": "Ed25519", "typ": VC, "kid": KID}, key=world.STRANGER),
        sign(CLAIMS, world.ISSUER, AT, VC)[:-2] + "AA",
        "a" * (renderings.MOST_BYTES + 1),
        "é.a.b",
        "",
        "..",
    ],
)
def test_a_hostile_token_is_refused(token: str) -> None:
    with pytest.raises(ProofError):
        read(token, TRUST, VC)


@given(st.text(max_size=80) | st.from_regex(r"[\w-]{1,40}\.[\w-]{1,40}\.[\w-]{1,40}", fullmatch=True))
def test_reading_anything_never_raises_another_fault(token: str) -> None:
    for reader in (lambda given_: read(given_, TRUST, VC), lambda given_: read_sd_jwt(given_, TRUST)):
        with pytest.raises(ProofError):
            reader(token)


def test_every_flipped_bit_of_a_token_is_refused() -> None:
    token = sign(CLAIMS, world.ISSUER, AT, VC, VC_CONTENT)
    for place in range(len(token)):
        bent = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        with pytest.raises(ProofError):
            read(bent, TRUST, VC)


def test_a_national_algorithm_has_no_jose_form() -> None:
    plugged = PrivateKey(-65_537, bytes(32), {-65_537: BUILT_IN[-19]})
    with pytest.raises(StateError, match=r"naming\.no_did"):
        sign(CLAIMS, plugged, AT, VC)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_an_sd_jwt_shows_what_was_chosen(count: int) -> None:
    text, held = credential_text()
    token = sd_jwt(text, held, held[:count], world.ISSUER, AT)
    assert token.endswith("~")
    assert token.count("~") == count + 1
    statement, facts = read_sd_jwt(token, TRUST)
    assert facts == held[:count]
    assert statement == credential.read(credential.from_text(text))


def test_an_sd_jwt_of_another_ending_is_refused() -> None:
    text, held = credential_text()
    token = sd_jwt(text, held, held, world.ISSUER, AT)
    for bent in (token[:-1], f"{token}a.b.c", token.replace("~", "~~", 1)):
        with pytest.raises(ProofError):
            read_sd_jwt(bent, TRUST)


def test_an_issuer_renders_its_own_acts_only() -> None:
    def other(known: TrustedKey) -> TrustedKey:
        mine = known.key == world.P256_ISSUER.public
        return replace(known, holder="Another body") if mine else known

    text, held = credential_text()
    with pytest.raises(ProofError, match=r"renderings\.other_holder"):
        read_sd_jwt(sd_jwt(text, held, (), world.P256_ISSUER, AT), world.trust_list(other))
    product = {"product": {"name": "Lift"}, "holder": "Maker"}
    days = [{"on": "2026-09-20", "score": "120", "least": "110"}]
    certificate = world.certificate(subject=product, body={"decision": "confirmed", "days": days})
    vc = credential.to_text(world.credential_of(act.seal(certificate, world.ISSUER)))
    claims = untp.conformity(vc, did_of(world.P256_ISSUER.public))
    token = sign(claims, world.P256_ISSUER, AT, VC, VC_CONTENT)
    assert read_conformity(token, TRUST).signed.act == certificate
    with pytest.raises(ProofError, match=r"renderings\.other_holder"):
        read_conformity(token, world.trust_list(other))
    with pytest.raises(ProofError, match=r"goods\.untp\.differs"):
        read_conformity(sign({**claims, "name": "x"}, world.ISSUER, AT, VC), TRUST)


def test_a_status_list_is_signed_for_partners_where_the_act_says() -> None:
    listed = StatusList("https://a.example/status", AT, pack({17: WITHDRAWN}, 64))
    found = read(status_list(listed, bitstring.REVOCATION, world.ISSUER, AT), TRUST, VC)
    place = bitstring.entry("https://a.example/status/revocation", bitstring.REVOCATION, 17)
    assert found.claims["id"] == place["statusListCredential"]
    assert found.claims["issuer"] == did_of(world.ISSUER.public)
    assert bitstring.read(found.claims).is_set(17) is True
    assert bitstring.read(found.claims).is_set(16) is False
