"""Disclosures: what an act says of a person, shown to those who need it; the act holds its digest alone.

Form and rules: docs/formats.md, Act.
"""

import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from comity.basis.canonical import digest
from comity.basis.errors import ProofError, StateError
from comity.register import cose
from comity.register.act import Act, disclosure_digest
from comity.register.act import proposal_digest as decided

SALT_BYTES = 16
MOST_PATH = 200
MOST_DISCLOSURES = 16

_ROOTS = ("subject", "body")
_STEP = re.compile(r"(?:[^/~]|~[01])+")
_PLACE = re.compile(r"0|[1-9][0-9]{0,4}", re.ASCII)
_DIGEST_BYTES = 32


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A value said of a person, where in the act (`/body/driver/name`), and the salt of its digest."""

    path: str
    salt: bytes
    value: Any

    @property
    def digest(self) -> bytes:
        """What stands in the act in the value's place."""
        return disclosure_digest(self.salt, self.path, self.value)

    def wire(self) -> list[Any]:
        """Its form in a credential."""
        return [self.salt, self.path, self.value]


def from_wire(value: Any) -> Disclosure:
    """The disclosure in its form in a credential; ProofError("form") otherwise."""
    if not cose.is_array(value) or len(value) != 3:
        raise _broken("parts")
    salt, path, said = value
    if not isinstance(salt, bytes) or len(salt) != SALT_BYTES:
        raise _broken("salt")
    if not isinstance(path, str) or steps(path) is None:
        raise _broken("path")
    return Disclosure(path, salt, said)


def steps(path: str) -> tuple[str, ...] | None:
    """The steps of a path from the act down (RFC 6901, 3); None for anything that is not one.

    >>> steps("/body/driver/name")
    ('body', 'driver', 'name')
    """
    start, *told = path.split("/")
    if start or len(path) > MOST_PATH or len(told) < 2 or told[0] not in _ROOTS:
        return None
    if not all(_STEP.fullmatch(step) for step in told):
        return None
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in told)


def hide(act: Act, paths: Sequence[str], salts: Sequence[bytes]) -> tuple[Act, tuple[Disclosure, ...]]:
    """The act with a digest in place of each value, and what opens the digests, sorted by path.

    A salt of 16 random bytes for each path. StateError for a path that leads nowhere, twice or into another.
    """
    _refuse_overlap(paths)
    hidden, made = act, []
    for path, salt in sorted(zip(paths, salts, strict=True)):
        if len(salt) != SALT_BYTES:
            raise ValueError("a salt has 16 bytes")
        found = Disclosure(path, salt, value_at(act, path))
        hidden = _put(hidden, path, found.digest)
        made.append(found)
    return hidden, tuple(made)


def matches(act: Act, disclosures: Sequence[Disclosure]) -> bool:
    """Whether the act holds the digest of each at its path."""
    return all(_matches(act, each) for each in disclosures)


def reveal(act: Act, disclosures: Sequence[Disclosure]) -> Act:
    """The act with the values in place of their digests; ProofError("form") for one that does not match."""
    if not matches(act, disclosures):
        raise ProofError("disclosure.no_match", step="form")
    for each in disclosures:
        act = _put(act, each.path, each.value)
    return act


def value_at(act: Act, path: str) -> Any:
    """What the act says at the path; StateError when it says nothing there."""
    told = steps(path) or ("",)
    value: Any = {"subject": act.subject, "body": act.body}
    for place, step in enumerate(told, start=1):
        if isinstance(value, Mapping) and step in value:
            value = value[step]
        elif place < len(told) and cose.is_array(value) and _has_place(value, step):
            value = value[int(step)]
        else:
            raise StateError("disclosure.no_path", path=path)
    return value


def proposal_digest(act: Act, paths: Sequence[str]) -> bytes:
    """What officials sign of an act in clear: all that is decided, and what of it will be hidden.

    StateError as for `hide`.
    """
    base = decided(act)
    if not paths:
        return base
    _refuse_overlap(paths)
    for path in paths:
        value_at(act, path)
    return digest(["comity.personal", base, sorted(paths)])


def is_hidden(act: Act, path: str) -> bool:
    """Whether the act has something of a digest's form at the path."""
    try:
        held = value_at(act, path)
    except StateError:
        return False
    return isinstance(held, bytes) and len(held) == _DIGEST_BYTES


def _matches(act: Act, disclosure: Disclosure) -> bool:
    return is_hidden(act, disclosure.path) and hmac.compare_digest(
        value_at(act, disclosure.path), disclosure.digest
    )


def _put(act: Act, path: str, value: Any) -> Act:
    root, *rest = steps(path) or ("", "")
    return replace(act, **{root: _replaced(getattr(act, root), rest, value)})


def _replaced(held: Any, rest: Sequence[str], value: Any) -> Any:
    if not rest:
        return value
    step, below = rest[0], rest[1:]
    if isinstance(held, Mapping):
        return {**held, step: _replaced(held[step], below, value)}
    return [_replaced(each, below, value) if place == int(step) else each for place, each in enumerate(held)]


def _has_place(held: Sequence[Any], step: str) -> bool:
    return bool(_PLACE.fullmatch(step)) and int(step) < len(held)


def _refuse_overlap(paths: Sequence[str]) -> None:
    for path in paths:
        if sum(other == path or other.startswith(path + "/") for other in paths) > 1:
            raise StateError("disclosure.overlap", path=path)


def _broken(part: str) -> ProofError:
    return ProofError("disclosure.broken", step="form", part=part)
