"""Private keys of a node, by role, in files only their owner reads and outside any version control.

The first key of a role has the name of the role, `issuer`; those that follow it when it is rotated are
`issuer-2`, `issuer-3`. A later key's file also tells from when it is good, and until when the last one is.

Nothing here goes into the database, a log or a message. With a passphrase (COMITY_PASSPHRASE_FILE names the
file that holds it) each is sealed by AES-256-GCM under a key scrypt derives (RFC 7914), bound to its role.
"""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from comity.basis.canonical import decode, encode
from comity.basis.errors import InputError, ProofError, StateError
from comity.node.algorithms import INSTALLED
from comity.node.files import own_folder, read_bytes, read_text
from comity.register.keys import ED25519, PrivateKey

ROLES = ("issuer", "log", "witness", "anchor", "status", "caller")
ROTATED = (
    "issuer",
    "log",
    "witness",
    "status",
    "caller",
)  # a new anchor is agreed as the first was: over the telephone
PASSPHRASE_FILE = "COMITY_PASSPHRASE_FILE"

_NAME = re.compile(r"[a-z]+(-[1-9][0-9]?|/[0-9a-f]{16})?")
_SINCE, _UNTIL_OF_LAST = "since", "until of last"
_MOST_KEYS = 99
_SCRYPT = {
    "length": 32,
    "n": 2**16,
    "r": 8,
    "p": 1,
}  # 64 MiB and about 0.2 s a guess (OWASP: 2**16 and p 2, or more)


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
        return self._generate(role, algorithm, {})

    def rotate(self, role: str, since: int, until: int, algorithm: int = ED25519) -> str:
        """The name of a new key beside those of the role: it is good from `since`, the last until `until`."""
        count = len(self.names(role))
        if not count or count == _MOST_KEYS:
            raise StateError("vault.no_key" if not count else "vault.key_exists", role=role)
        name = f"{role}-{count + 1}"
        self._generate(name, algorithm, {_SINCE: since, _UNTIL_OF_LAST: until})
        return name

    def names(self, role: str) -> tuple[str, ...]:
        """The names of the role's keys, the newest first."""
        known = [role, *(f"{role}-{count}" for count in range(2, _MOST_KEYS + 1))]
        return tuple(name for name in reversed(known) if self._path(name).is_file())

    def span(self, name: str) -> tuple[int | None, int | None]:
        """From when and until when (UTC seconds, half open) a key is good; None where nothing was said."""
        role, _, count = name.partition("-")
        later = f"{role}-{int(count or 1) + 1}"
        return self._told(name, _SINCE), self._told(later, _UNTIL_OF_LAST)

    def complete(self) -> list[str]:
        """Make a key for each role that has none, as homes of older versions may; the roles."""
        missing = [role for role in ROLES if not self.names(role)]
        for role in missing:
            self.generate(role)
        return missing

    def key(self, name: str) -> PrivateKey:
        """The key of the name; StateError without one or when others may read it, ProofError when damaged."""
        return _unsealed(name, self._read(name))

    def _generate(self, name: str, algorithm: int, told: dict[str, Any]) -> PrivateKey:
        key = PrivateKey(algorithm, os.urandom(INSTALLED[algorithm].secret_bytes), INSTALLED)
        path = self._path(name)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        draft = path.with_suffix(".new")  # a process that dies here leaves no half key
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(encode(told | _sealed(name, key)))
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(draft, path)
        except FileExistsError as fault:
            raise StateError("vault.key_exists", role=name) from fault
        finally:
            draft.unlink()
        return key

    def _read(self, name: str) -> bytes:
        path = self._path(name)
        if not path.is_file():
            raise StateError("vault.no_key", role=name)
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise StateError("vault.open_to_others", path=str(path))
        return read_bytes(path, most_bytes=8192)

    def _told(self, name: str, what: str) -> int | None:
        if not self._path(name).is_file():
            return None
        held = decode(self._read(name))
        found = held.get(what) if isinstance(held, dict) else None
        return found if type(found) is int else None

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError(f"not a role: {name[:40]!r}")
        return self.folder / f"{name}.key"


def _passphrase() -> bytes:
    named = os.environ.get(PASSPHRASE_FILE)
    if not named:
        return b""
    words = read_text(Path(named)).strip()
    if not words:
        raise InputError("vault.empty_passphrase", path=named)
    return words.encode()


def _sealed(role: str, key: PrivateKey) -> dict[str, Any]:
    words = _passphrase()
    plain: dict[str, Any] = {"alg": key.alg, "secret": key.secret}
    if not words:
        return plain
    salt, nonce = os.urandom(16), os.urandom(12)
    closed = _cipher(words, salt).encrypt(nonce, encode(plain), role.encode())
    return {"salt": salt, "nonce": nonce, "sealed": closed}


def _unsealed(role: str, data: bytes) -> PrivateKey:
    try:
        held = decode(data)
        if "sealed" in held:
            held = _opened(role, held)
        return PrivateKey(held["alg"], held["secret"], INSTALLED)
    except (KeyError, TypeError, InvalidTag) as fault:
        raise ProofError("vault.damaged", step="vault", role=role) from fault


def _opened(role: str, held: dict[str, bytes]) -> dict[str, Any]:
    words = _passphrase()
    if not words:
        raise StateError("vault.sealed", role=role, variable=PASSPHRASE_FILE)
    cipher = _cipher(words, held["salt"])
    opened: dict[str, Any] = decode(cipher.decrypt(held["nonce"], held["sealed"], role.encode()))
    return opened


@lru_cache(maxsize=_MOST_KEYS)  # a worker takes its keys each second, and a guess shall stay dear
def _cipher(words: bytes, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, **_SCRYPT).derive(words))


def _git_tree(folder: Path) -> Path | None:
    return next((place for place in _upwards(folder.resolve()) if (place / ".git").exists()), None)


def _upwards(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.parents
