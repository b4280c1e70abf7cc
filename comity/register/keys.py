"""Keys and the algorithms they sign with; the one place of the register with a cryptographic library."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from nacl.bindings import crypto_sign, crypto_sign_open, crypto_sign_seed_keypair
from nacl.exceptions import CryptoError

from comity.basis.canonical import encode
from comity.basis.errors import ProofError

ED25519 = -19
ESP256 = -9

_KID_BYTES = 8
_ED25519_PUBLIC, _ED25519_SIGNATURE = 32, 64
_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_DETERMINISTIC = ec.ECDSA(SHA256(), deterministic_signing=True)
_ECDSA = ec.ECDSA(SHA256())


@dataclass(frozen=True, slots=True)
class Algorithm:
    """One row of the algorithm table: what a national algorithm plugs in.

    Any `secret_bytes` bytes are a secret, and `raw_bytes` bytes its public key. `verify` answers False for a
    malformed key or signature and never raises; `cose_key` gives the required parameters of the COSE_Key
    (RFC 9679, 4), from which the key's identifier is made.
    """

    name: str
    raw_bytes: int
    secret_bytes: int
    cose_key: Callable[[bytes], Mapping[int, Any]]
    public_of: Callable[[bytes], bytes]
    sign: Callable[[bytes, bytes], bytes]
    verify: Callable[[bytes, bytes, bytes], bool]


@lru_cache(maxsize=16)  # a third of a signature's time; a node signs by few keys, and holds them anyway
def _ed25519_pair(secret: bytes) -> tuple[bytes, bytes]:
    public, private = crypto_sign_seed_keypair(secret)
    return bytes(public), bytes(private)


def _ed25519_sign(secret: bytes, message: bytes) -> bytes:
    return bytes(crypto_sign(message, _ed25519_pair(secret)[1])[:_ED25519_SIGNATURE])


def _ed25519_public(secret: bytes) -> bytes:
    return _ed25519_pair(secret)[0]


def _ed25519_verify(raw: bytes, message: bytes, signature: bytes) -> bool:
    # the binding reads the first 32 bytes of whatever it is given
    if len(signature) != _ED25519_SIGNATURE or len(raw) != _ED25519_PUBLIC:
        return False
    try:
        crypto_sign_open(signature + message, raw)
    except (CryptoError, ValueError):
        return False
    return True


def _p256_secret(secret: bytes) -> ec.EllipticCurvePrivateKey:
    # a seed of 32 bytes is folded into 1 .. order - 1, so that any seed is a key
    return ec.derive_private_key(int.from_bytes(secret) % (_P256_ORDER - 1) + 1, ec.SECP256R1())


def _p256_public(secret: bytes) -> bytes:
    point = _p256_secret(secret).public_key().public_numbers()
    return point.x.to_bytes(32) + point.y.to_bytes(32)


def _p256_sign(secret: bytes, message: bytes) -> bytes:
    r, s = decode_dss_signature(_p256_secret(secret).sign(message, _DETERMINISTIC))
    return r.to_bytes(32) + s.to_bytes(32)


@lru_cache(maxsize=256)  # checking that a point lies on the curve costs as much as a verification
def _p256_point(raw: bytes) -> ec.EllipticCurvePublicKey | None:
    try:
        numbers = ec.EllipticCurvePublicNumbers(
            int.from_bytes(raw[:32]), int.from_bytes(raw[32:]), ec.SECP256R1()
        )
        return numbers.public_key()
    except ValueError:
        return None


def _p256_verify(raw: bytes, message: bytes, signature: bytes) -> bool:
    point = _p256_point(raw)
    if point is None or len(signature) != 64:
        return False
    der = encode_dss_signature(int.from_bytes(signature[:32]), int.from_bytes(signature[32:]))
    try:
        point.verify(der, message, _ECDSA)
    except InvalidSignature:
        return False
    return True


_OKP = Algorithm(
    name="Ed25519",
    raw_bytes=_ED25519_PUBLIC,
    secret_bytes=32,
    cose_key=lambda raw: {1: 1, -1: 6, -2: raw},
    public_of=_ed25519_public,
    sign=_ed25519_sign,
    verify=_ed25519_verify,
)
_EC2 = Algorithm(
    name="ESP256",
    raw_bytes=64,
    secret_bytes=32,
    cose_key=lambda raw: {1: 2, -1: 1, -2: raw[:32], -3: raw[32:]},
    public_of=_p256_public,
    sign=_p256_sign,
    verify=_p256_verify,
)

Algorithms = Mapping[int, Algorithm]
BUILT_IN: Algorithms = MappingProxyType({ED25519: _OKP, ESP256: _EC2})
# the polymorphic identifiers RFC 9864 deprecates: read in what outsiders made, never made here
WITH_DEPRECATED: Algorithms = MappingProxyType({**BUILT_IN, -8: _OKP, -7: _EC2})


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key to verify with: COSE algorithm and raw bytes (Ed25519 32; P-256 x || y, 64).

    Refuses with ProofError an algorithm outside the table and bytes of another length.
    """

    alg: int
    raw: bytes
    algorithms: Algorithms = field(default_factory=lambda: BUILT_IN, repr=False, compare=False)
    kid: bytes = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Check the length and make the identifier."""
        row = _row(self.alg, self.algorithms)
        _check_size(row, self.raw, row.raw_bytes)
        object.__setattr__(self, "kid", self.thumbprint()[:_KID_BYTES])

    def thumbprint(self) -> bytes:
        """SHA-256 of the required parameters of the COSE_Key (RFC 9679, 4)."""
        return hashlib.sha256(encode(self.algorithms[self.alg].cose_key(self.raw))).digest()

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Whether the signature over the message is this key's."""
        return self.algorithms[self.alg].verify(self.raw, message, signature)


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A key to sign with. Its secret is never shown.

    Signatures of the built-in algorithms are deterministic (RFC 8032; RFC 6979); those of others need not be.
    """

    alg: int
    secret: bytes = field(repr=False)
    algorithms: Algorithms = field(default_factory=lambda: BUILT_IN, repr=False, compare=False)
    public: PublicKey = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Check the length and derive the public key."""
        row = _row(self.alg, self.algorithms)
        _check_size(row, self.secret, row.secret_bytes)
        object.__setattr__(self, "public", PublicKey(self.alg, row.public_of(self.secret), self.algorithms))

    def sign(self, message: bytes) -> bytes:
        """The signature over the message."""
        return self.algorithms[self.alg].sign(self.secret, message)


def _check_size(row: Algorithm, key: bytes, needed: int) -> None:
    if not isinstance(key, bytes) or len(key) != needed:
        raise ProofError("keys.size", step="key", algorithm=row.name, needed=needed)


def _row(alg: int, algorithms: Algorithms) -> Algorithm:
    row = algorithms.get(alg)
    if row is None:
        raise ProofError("keys.unknown_algorithm", step="key", algorithm=alg)
    return row
