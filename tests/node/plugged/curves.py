"""A plug-in as a stranger would write it: two curves that comity does not have, through `cryptography`."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PrivateKey, Ed448PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA384

from comity.register.keys import Algorithm

P384_ORDER = int(
    "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973", 16
)
ED448_PRIME = 2**448 - 2**224 - 1
# y of the points of order 1, 2 and 4: under them OpenSSL takes a signature that anybody can write
SMALL_ORDER = {0, 1, ED448_PRIME - 1}


def ed448_public(secret: bytes) -> bytes:
    return Ed448PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def ed448_sign(secret: bytes, message: bytes) -> bytes:
    return Ed448PrivateKey.from_private_bytes(secret).sign(message)


def ed448_verify(raw: bytes, message: bytes, signature: bytes) -> bool:
    if int.from_bytes(raw[:56], "little") in SMALL_ORDER:
        return False
    try:
        Ed448PublicKey.from_public_bytes(raw).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def p384_secret(secret: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(secret) % (P384_ORDER - 1) + 1, ec.SECP384R1())


def p384_public(secret: bytes) -> bytes:
    point = p384_secret(secret).public_key().public_numbers()
    return point.x.to_bytes(48) + point.y.to_bytes(48)


def p384_sign(secret: bytes, message: bytes) -> bytes:
    r, s = decode_dss_signature(p384_secret(secret).sign(message, ec.ECDSA(SHA384())))
    return r.to_bytes(48) + s.to_bytes(48)


def p384_verify(raw: bytes, message: bytes, signature: bytes) -> bool:
    if len(raw) != 96 or len(signature) != 96:
        return False
    x, y, r, s = (int.from_bytes(half) for whole in (raw, signature) for half in (whole[:48], whole[48:]))
    try:
        point = ec.EllipticCurvePublicNumbers(x, y, ec.SECP384R1()).public_key()
        point.verify(encode_dss_signature(r, s), message, ec.ECDSA(SHA384()))
    except (InvalidSignature, ValueError):
        return False
    return True


ED448 = Algorithm(
    name="Ed448",
    raw_bytes=57,
    secret_bytes=57,
    cose_key=lambda raw: {1: 1, -1: 7, -2: raw},
    public_of=ed448_public,
    sign=ed448_sign,
    verify=ed448_verify,
)
# signs with a random number, as the libraries of some national algorithms do
ESP384 = Algorithm(
    name="ESP384",
    raw_bytes=96,
    secret_bytes=48,
    cose_key=lambda raw: {1: 2, -1: 2, -2: raw[:48], -3: raw[48:]},
    public_of=p384_public,
    sign=p384_sign,
    verify=p384_verify,
)
