"""The signature algorithms of this installation: those built in, and those that plug-ins add.

A plug-in is an entry point of the group `comity.algorithms`: its name is the COSE number of the algorithm,
its object the `comity.register.keys.Algorithm`. docs/do/add-an-algorithm.md says how one is written.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from importlib.metadata import EntryPoint, entry_points
from itertools import product
from typing import Any

from comity.basis.canonical import encode
from comity.basis.errors import StateError
from comity.register.keys import BUILT_IN, WITH_DEPRECATED, Algorithm

GROUP = "comity.algorithms"

_NUMBER = re.compile(r"-[1-9][0-9]{0,9}", re.ASCII)  # COSE gives signatures negative numbers (RFC 9053, 2)
_SIZES = range(32, 4097)  # bytes; no strength of 128 bits has shorter keys, no trust list has room for longer
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,39}", re.ASCII)  # packs list names with spaces between them
_TAKEN = frozenset(row.name.casefold() for row in WITH_DEPRECATED.values())
_FLIPS = 64  # bits of a signature that the self-test flips, spread over it; each costs a verification
_KEY_TYPE = 1  # the label every COSE_Key must have (RFC 9052, 7.1)
_MESSAGES = (b"", b"comity", bytes(range(256)) * 300)


@dataclass(frozen=True, slots=True)
class PlugIn:
    """One entry point of the group: a COSE number and the package that brings it; nothing is loaded yet."""

    number: int
    package: str
    point: EntryPoint = field(repr=False)

    def accepted(self) -> Algorithm:
        """The algorithm, loaded and tested; StateError when it cannot be loaded or fails a test.

        What it gives later is held to its form too: StateError when a function of it raises, or answers with
        another type, so that a fault of the plug-in is never told as a wrong signature.
        """
        try:
            row = self.point.load()
        except Exception as fault:  # a stranger's code: whatever it raises is its fault
            reason = f"{type(fault).__name__}: {fault}"[:200]
            raise StateError("algorithms.not_loaded", **self._named(), reason=reason) from fault
        if not isinstance(row, Algorithm) or not _is_named(row.name) or not _has_sizes(row):
            raise StateError("algorithms.not_a_row", **self._named(), sizes=f"{_SIZES[0]}..{_SIZES[-1]}")
        if row.name.casefold() in _TAKEN:
            raise StateError("algorithms.name_taken", **self._named(), name=row.name)
        held = self._held(row)
        self._test(held)
        return held

    def _held(self, row: Algorithm) -> Algorithm:
        return replace(
            row,
            cose_key=partial(self._call, row.cose_key, "cose_key", Mapping),
            public_of=partial(self._call, row.public_of, "public_of", bytes),
            sign=partial(self._call, row.sign, "sign", bytes),
            verify=partial(self._call, row.verify, "verify", bool),
        )

    def _call(self, function: Callable[..., Any], name: str, kind: type, *given: bytes) -> Any:
        try:
            told = function(*given)
        except Exception as fault:  # a stranger's code: whatever it raises is its fault
            reason = type(fault).__name__
            raise StateError("algorithms.raised", **self._named(), function=name, reason=reason) from fault
        if not isinstance(told, kind):
            raise StateError(
                "algorithms.other_type", **self._named(), function=name, kind=type(told).__name__
            )
        return told

    def _test(self, row: Algorithm) -> None:
        secrets = [bytes([filling]) * row.secret_bytes for filling in (0, 0x5A, 0xFF)]
        keys = [row.public_of(secret) for secret in secrets]
        if {len(raw) for raw in keys} != {row.raw_bytes} or len(set(keys)) != len(keys):
            raise StateError("algorithms.bad_keys", **self._named(), size=row.raw_bytes)
        if len({_identified(row, raw) for raw in keys} - {b""}) != len(keys):
            raise StateError("algorithms.no_identifier", **self._named())
        for secret, message in product(secrets, _MESSAGES):
            if not row.verify(row.public_of(secret), message, row.sign(secret, message)):
                raise StateError("algorithms.refuses_own", **self._named())
        for given in _tampered(keys, _MESSAGES[1], row.sign(secrets[1], _MESSAGES[1])):
            if row.verify(*given):
                raise StateError("algorithms.accepts_tampered", **self._named())

    def _named(self) -> dict[str, Any]:
        return {"number": self.number, "package": self.package}


class Installed(Mapping[int, Algorithm]):
    """The algorithms by COSE number: those built in, and those of the entry points.

    A plug-in is loaded and tested when a key of its number is first met, so a broken one stops only what
    needs it. None is asked for a built-in number; StateError for one that claims it, or another's number.
    """

    def __init__(self, find: Callable[[], Iterable[EntryPoint]]) -> None:
        """Hold how entry points are found; they are looked for once, when a number is not built in."""
        self._find = find
        self._accepted: dict[int, Algorithm] = {}

    @cached_property
    def plug_ins(self) -> Mapping[int, PlugIn]:
        """The plug-ins by their numbers, none of them loaded; StateError for a number that is not free."""
        found: dict[int, PlugIn] = {}
        for point in self._find():
            package = point.dist.name if point.dist else point.module
            if not _NUMBER.fullmatch(point.name) or int(point.name) in WITH_DEPRECATED:
                raise StateError("algorithms.bad_number", name=point.name[:40], package=package)
            new = PlugIn(int(point.name), package, point)
            if (held := found.setdefault(new.number, new)) is not new:
                raise StateError(
                    "algorithms.number_twice", number=new.number, packages=(held.package, package)
                )
        return found

    def __getitem__(self, number: int) -> Algorithm:
        """The algorithm of the number; KeyError without one, StateError when its plug-in is refused."""
        if number in BUILT_IN:
            return BUILT_IN[number]
        if number not in self._accepted:
            self._accepted[number] = self.plug_ins[number].accepted()
        return self._accepted[number]

    def __iter__(self) -> Iterator[int]:
        """The numbers, those built in first; nothing is loaded."""
        yield from (*BUILT_IN, *self.plug_ins)

    def __len__(self) -> int:
        """How many numbers there are."""
        return len(BUILT_IN) + len(self.plug_ins)


INSTALLED = Installed(lambda: entry_points(group=GROUP))


def _is_named(name: Any) -> bool:
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def _has_sizes(row: Algorithm) -> bool:
    return all(type(size) is int and size in _SIZES for size in (row.raw_bytes, row.secret_bytes))


def _identified(row: Algorithm, raw: bytes) -> bytes:
    """What the key's identifier is made from; empty when it is no COSE_Key."""
    told = row.cose_key(raw)
    try:
        return encode(told) if _KEY_TYPE in told else b""
    except TypeError:
        return b""


def _tampered(keys: list[bytes], message: bytes, signature: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Key, message and signature with one of them wrong, given that the signature is of the second key."""
    size, (other, raw, *_) = len(signature), keys
    for place in {*range(0, size, -(-size // _FLIPS) or 1), size - 1}:
        bent = bytearray(signature)
        bent[place] ^= 1 << place % 8
        yield raw, message, bytes(bent)
    for wrong in (b"", signature[:-1], signature + b"\0", bytes(size), b"\xff" * size):
        yield raw, message, wrong
    for wrong in (b"", message[:-1], message + b"\0"):
        yield raw, wrong, signature
    for wrong in (b"", raw[:-1], raw + b"\0", other):
        yield wrong, message, signature
    # points of small order are keys under which anybody can sign; some libraries let them pass
    for weak in (bytes(len(raw)), b"\1" + bytes(len(raw) - 1), b"\xff" * len(raw)):
        yield weak, message, signature
        yield weak, message, (weak + bytes(size))[:size]
