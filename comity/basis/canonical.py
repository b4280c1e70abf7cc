"""Canonical bytes: deterministic CBOR (RFC 8949, 4.2.1), bounded when read, and their digest."""

import hashlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

import cbor2

from comity.basis.errors import ProofError

Tag = cbor2.CBORTag

MOST_BYTES = 65_535  # a log entry's limit in C2SP tlog-tiles
MOST_DEPTH = 16
MOST_BITS = 4096  # of a whole number: every one can be written out (Python stops at 4,300 digits)

_PLAIN = frozenset({bool, str, bytes, type(None)})
_ARRAYS = frozenset({list, tuple})
_LABEL = 32  # characters of a name that is remembered: a longer one may be anybody's
_SMALL = 1 << 64


def encode(value: Any) -> bytes:
    """The one byte string a value has; TypeError for a float, a naive set or any other type outside the form.

    Takes None, bool, int, str, bytes, sequences, mappings, exact fractions (tag 30) and Tag.
    Map keys are sorted by their own encoding, byte by byte: cbor2's `canonical` sorts length-first.
    """
    try:
        return cbor2.dumps(_ordered(value))
    except UnicodeEncodeError as fault:
        raise TypeError("no canonical form for a text with half a character") from fault


def decode(data: bytes, most_bytes: int = MOST_BYTES, most_depth: int = MOST_DEPTH) -> Any:
    """The value of canonical bytes; ProofError("form") when they are too large, too deep or not canonical.

    Duplicate keys, indefinite lengths, floats, longer-than-needed numbers and trailing bytes are refused:
    what is accepted encodes to exactly the bytes given.
    """
    if len(data) > most_bytes:
        raise ProofError("canonical.too_large", step="form", size=len(data), limit=most_bytes)
    try:
        value = cbor2.loads(data, max_depth=most_depth, allow_indefinite=False, allow_duplicate_keys=False)
        same = encode(value) == data
    except (cbor2.CBORDecodeError, TypeError, ValueError, OverflowError, RecursionError) as fault:
        raise ProofError("canonical.not_cbor", step="form", reason=type(fault).__name__) from fault
    if not same:
        raise ProofError("canonical.not_canonical", step="form")
    return value


def digest(value: Any) -> bytes:
    """SHA-256 of the canonical bytes of a value."""
    return hashlib.sha256(encode(value)).digest()


def _ordered(value: Any) -> Any:
    # the plain types first: every signed byte passes here, and an abstract class is slow to ask
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is int or kind is Fraction:
        return value if kind is int and -_SMALL < value < _SMALL else _bounded(value)
    if kind in _ARRAYS:
        return [item if type(item) in _PLAIN else _ordered(item) for item in value]
    if kind is dict or isinstance(value, Mapping):
        return {key: _ordered(value[key]) for key in sorted(value, key=_key)}
    if isinstance(value, str | bytes):
        return value
    if isinstance(value, int | Fraction):
        return _bounded(value)
    if isinstance(value, Sequence):
        return [_ordered(item) for item in value]
    if isinstance(value, cbor2.CBORTag):
        return cbor2.CBORTag(value.tag, _ordered(value.value))
    raise TypeError(f"no canonical form for {type(value).__name__}")


def _bounded(value: int | Fraction) -> int | Fraction:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MOST_BITS:
        raise TypeError(f"no canonical form for a number beyond {MOST_BITS} bits")
    return value


def _key(key: Any) -> bytes:
    kind = type(key)
    return _label(key) if kind is int or (kind is str and len(key) <= _LABEL) else encode(key)


@lru_cache(maxsize=1024)  # the labels and names of our formats, over and over
def _label(key: int | str) -> bytes:
    return encode(key)
