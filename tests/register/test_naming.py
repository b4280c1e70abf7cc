import base64

import pytest

from comity.basis.errors import StateError
from comity.register.keys import BUILT_IN, ED25519, ESP256, PrivateKey, PublicKey
from comity.register.naming import did_of, name_of


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=")


def test_the_named_information_of_rfc_6920() -> None:
    # RFC 6920, 8: the digest of its example of a public key
    digest = bytes.fromhex("53269057e12fe2b74ba07c892560a2d753877eb62ff44d5a19002530ed97ffe4")
    assert name_of(digest) == "ni:///sha-256;UyaQV-Ev4rdLoHyJJWCi11OHfrYv9E1aGQAlMO2X_-Q"


def test_a_key_of_p256_is_named_as_the_did_method_names_it() -> None:
    # did:key 0.7, test vectors, P-256
    x = _decoded("fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI")
    y = _decoded("hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU")
    named = "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169"
    assert did_of(PublicKey(ESP256, x + y)) == named


def test_a_key_of_ed25519_is_named_as_the_did_method_names_it() -> None:
    # did:key 0.7, test vectors, Ed25519 from the seed of 32 zeros
    named = "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"
    assert did_of(PrivateKey(ED25519, bytes(32)).public) == named


def test_an_algorithm_without_a_did_is_refused() -> None:
    plugged = PublicKey(-65_537, bytes(32), {-65_537: BUILT_IN[ED25519]})
    with pytest.raises(StateError, match=r"naming\.no_did"):
        did_of(plugged)
