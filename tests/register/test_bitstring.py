import base64
import gzip
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.basis.errors import ProofError
from comity.register import bitstring, status
from comity.register.bitstring import LEAST_PLACES, PURPOSES, REVOCATION, SUSPENSION
from comity.register.status import StatusList

URI, ISSUER = "https://a.example/status/revocation", "https://a.example"
# Bitstring Status List 1.0, example 3: nothing is withdrawn among 131,072
EMPTY = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"


def _listed(marks: dict[int, int], size: int = 64, bits: int = 2, **fields: Any) -> StatusList:
    return StatusList("a.example/status", 1_795_255_200, status.pack(marks, size, bits), bits, **fields)


def _with(encoded: str, **fields: Any) -> dict[str, Any]:
    made = bitstring.render(_listed({}), REVOCATION, URI, ISSUER)
    made["credentialSubject"] |= {"encodedList": encoded, **fields}
    return made


def _packed(data: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(gzip.compress(data)).decode().rstrip("=")


def test_an_empty_list_is_the_one_of_the_specification() -> None:
    told = bitstring.render(_listed({}), REVOCATION, URI, ISSUER)
    assert bitstring.read(told) == bitstring.read(_with(EMPTY))
    assert len(bitstring.read(told)) == LEAST_PLACES
    assert told["credentialSubject"]["encodedList"].startswith("uH4sIAAAAAAAAA")


def test_the_first_place_is_the_highest_bit() -> None:
    packed = bitstring.read(bitstring.render(_listed({0: 1, 9: 1}), REVOCATION, URI, ISSUER)).packed
    assert packed[:3] == b"\x80\x40\x00"


@given(st.dictionaries(st.integers(0, 199), st.integers(0, 3)), st.sampled_from([2, 4, 8]))
@settings(max_examples=30)
def test_each_purpose_reads_back(marks: dict[int, int], bits: int) -> None:
    for purpose, value in PURPOSES.items():
        told = bitstring.render(_listed(marks, 200, bits), purpose, URI, ISSUER)
        found = bitstring.read(told)
        assert found.purpose == purpose
        assert [found.is_set(place) for place in range(200)] == [
            marks.get(place) == value for place in range(200)
        ]
        assert found.is_set(-1) is None
        assert found.is_set(len(found)) is None


def test_a_long_list_keeps_all_its_places() -> None:
    told = bitstring.render(_listed({300_000: status.SUSPENDED}, 300_001), SUSPENSION, URI, ISSUER)
    assert bitstring.read(told).is_set(300_000)


def test_the_credential_tells_issuer_time_and_age() -> None:
    told = bitstring.render(_listed({}, expires=1_795_860_000, ttl=60), SUSPENSION, URI, ISSUER)
    assert (told["id"], told["issuer"], told["type"][1]) == (URI, ISSUER, "BitstringStatusListCredential")
    assert (told["validFrom"], told["validUntil"]) == ("2026-11-21T10:00:00Z", "2026-11-28T10:00:00Z")
    assert told["credentialSubject"]["ttl"] == 60_000
    assert told["credentialSubject"]["id"] == f"{URI}#list"


def test_an_act_names_its_place() -> None:
    told = bitstring.entry(URI, REVOCATION, 94_567)
    assert (told["statusListIndex"], told["statusListCredential"]) == ("94567", URI)


def test_the_same_list_is_the_same_text() -> None:
    once, again = (bitstring.render(_listed({3: 1}), REVOCATION, URI, ISSUER) for _ in range(2))
    assert once == again


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        {"credentialSubject": {}},
        {"credentialSubject": [], "type": "BitstringStatusListCredential"},
        _with(EMPTY, statusPurpose="message"),
        _with(EMPTY, statusPurpose=[]),
        _with(EMPTY, type="StatusList2021"),
        _with(EMPTY[1:]),
        _with("u!"),
        _with("uAAAA"),
        _with("u" + base64.urlsafe_b64encode(zlib.compress(bytes(16_384))).decode()),
        _with(_packed(bytes(1024))),
        _with(_packed(bytes((1 << 21) + 1))),
        _with(7),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_list_is_refused(told: Any) -> None:
    with pytest.raises(ProofError):
        bitstring.read(told)
