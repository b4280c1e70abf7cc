"""Names of acts and keys in the forms that outsiders know: digests as `ni:` (RFC 6920), keys as `did:key`."""

import base64

from comity.basis.errors import StateError
from comity.register.keys import ED25519, ESP256, PublicKey

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_MULTICODEC = {ED25519: b"\xed\x01", ESP256: b"\x80\x24"}  # ed25519-pub, p256-pub, as varints


def name_of(digest: bytes) -> str:
    """The name of what has this SHA-256 digest. Of a leaf hash: the bytes 0x00 || act (RFC 6962, 2.1).

    >>> name_of(bytes.fromhex("53269057e12fe2b74ba07c892560a2d753877eb62ff44d5a19002530ed97ffe4"))
    'ni:///sha-256;UyaQV-Ev4rdLoHyJJWCi11OHfrYv9E1aGQAlMO2X_-Q'
    """
    return f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def did_of(key: PublicKey) -> str:
    """The key as a DID that needs no look-up (W3C CCG, did:key 0.7); StateError for an algorithm without one.

    >>> from comity.register.keys import PrivateKey
    >>> did_of(PrivateKey(-19, bytes(32)).public)
    'did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp'
    """
    start = _MULTICODEC.get(key.alg)
    if start is None:
        raise StateError("naming.no_did", algorithm=key.alg)
    return f"did:key:z{_base58(start + (_compressed(key.raw) if key.alg == ESP256 else key.raw))}"


def _compressed(point: bytes) -> bytes:
    return bytes([2 + point[-1] % 2]) + point[:32]  # SEC 1, 2.3.3


def _base58(data: bytes) -> str:
    number, told = int.from_bytes(data), ""
    while number:
        number, digit = divmod(number, len(_BASE58))
        told = _BASE58[digit] + told
    return told
