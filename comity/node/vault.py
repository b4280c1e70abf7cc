"""Private keys of a node, by role, in files only their owner reads and outside any version control.

Nothing here goes into the database, a log or a message. With a passphrase (COMITY_PASSPHRASE_FILE names the
file that holds it) each is sealed by AES-256-GCM under a key scrypt derives (RFC 7914), bound to its role.
"""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from comity.basis.canonical import decode, encode
from comity.basis.errors import InputError, ProofError, StateError
from comity.node.files import own_folder, read_bytes, read_text
from comity.register.keys import ED25519, PrivateKey

ROLES = ("issuer", "log", "witness", "anchor", "status")
PASSPHRASE_FILE = "COMITY_PASSPHRASE_FILE"

_ROLE = re.compile(r"[a-z]+(/[0-9a-f]{16})?")
_SCRYPT = {
    "length": 32,
    "n": 2**16,
    "r": 8,
    "p": 1,
}  # 64 MiB and about 0.2 s a guess (OWASP: 2**16 and p 2, or more)
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Vault:
    """The keys in one folder; an official's role is `official/` and 16 hex digits."""

    folder: Path

    def create(self) -> None:
        """Make the folder, 0700; InputError inside a git work tree, StateError when it holds keys already."""
        if tree := _git_tree(self.folder):
            raise InputError("vault.inside_git", path=str(self.folder), tree=str(tree))
        if self.folder.is_dir() and any(self.folder.iterdir()):
            raise StateError("vault.in_use", path=str(self.folder))
        own_folder(self.folder)

    def generate(self, role: str, algorithm: int = ED25519) -> PrivateKey:
        """A new key for the role, stored; StateError when the role has one."""
        key = PrivateKey(algorithm, os.urandom(_SECRET_BYTES))
        path = self._path(role)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError as fault:
            raise StateError("vault.key_exists", role=role) from fault
        with os.fdopen(handle, "wb") as stream:
            stream.write(_sealed(role, key))
            stream.flush()
            os.fsync(stream.fileno())
        return key

    def key(self, role: str) -> PrivateKey:
        """The key of the role; StateError without one or when others may read it, ProofError when damaged."""
        path = self._path(role)
        if not path.is_file():
            raise StateError("vault.no_key", role=role)
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise StateError("vault.open_to_others", path=str(path))
        return _unsealed(role, read_bytes(path, most_bytes=4096))

    def _path(self, role: str) -> Path:
        if not _ROLE.fullmatch(role):
            raise ValueError(f"not a role: {role[:40]!r}")
        return self.folder / f"{role}.key"


def _passphrase() -> bytes:
    named = os.environ.get(PASSPHRASE_FILE)
    if not named:
        return b""
    words = read_text(Path(named)).strip()
    if not words:
        raise InputError("vault.empty_passphrase", path=named)
    return words.encode()


def _sealed(role: str, key: PrivateKey) -> bytes:
    words = _passphrase()
    plain: dict[str, Any] = {"alg": key.alg, "secret": key.secret}
    if not words:
        return encode(plain)
    salt, nonce = os.urandom(16), os.urandom(12)
    closed = AESGCM(Scrypt(salt=salt, **_SCRYPT).derive(words)).encrypt(nonce, encode(plain), role.encode())
    return encode({"salt": salt, "nonce": nonce, "sealed": closed})


def _unsealed(role: str, data: bytes) -> PrivateKey:
    try:
        held = decode(data)
        if "sealed" in held:
            held = _opened(role, held)
        return PrivateKey(held["alg"], held["secret"])
    except (KeyError, TypeError, InvalidTag) as fault:
        raise ProofError("vault.damaged", step="vault", role=role) from fault


def _opened(role: str, held: dict[str, bytes]) -> dict[str, Any]:
    words = _passphrase()
    if not words:
        raise StateError("vault.sealed", role=role, variable=PASSPHRASE_FILE)
    cipher = AESGCM(Scrypt(salt=held["salt"], **_SCRYPT).derive(words))
    opened: dict[str, Any] = decode(cipher.decrypt(held["nonce"], held["sealed"], role.encode()))
    return opened


def _git_tree(folder: Path) -> Path | None:
    return next((place for place in _upwards(folder.resolve()) if (place / ".git").exists()), None)


def _upwards(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.parents
