"""The W3C rendering of a status list (Bitstring Status List 1.0): one bit an act, a list for each purpose.

Unsigned here: whoever renders credentials for others signs it as one. The CWT stays the source.
"""

import base64
import binascii
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from comity.basis.errors import ProofError
from comity.register.inflate import inflate
from comity.register.status import SUSPENDED, WITHDRAWN, StatusList

CONTEXT = "https://www.w3.org/ns/credentials/v2"
TYPE, ENTRY = "BitstringStatusListCredential", "BitstringStatusListEntry"
REVOCATION, SUSPENSION = "revocation", "suspension"
PURPOSES = {REVOCATION: WITHDRAWN, SUSPENSION: SUSPENDED}
LEAST_PLACES = 131_072  # so that nobody is told apart by a short list (Bitstring Status List, 6.1)

_SUBJECT_TYPE = "BitstringStatusList"
_MULTIBASE = "u"  # base64url without padding
_GZIP = zlib.MAX_WBITS + 16
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"  # RFC 1952, 2.3: deflate, no flags, no time, Unix
_MOST_UNPACKED = 1 << 21  # 16 million places, as the CWT
_MOST_TEXT = 1 << 22
_MOST_TIME = 253_402_300_799  # of the year 9999


@dataclass(frozen=True, slots=True)
class Bitstring:
    """A list as read, not verified: `packed` holds one bit a place, the highest bit of each byte first."""

    purpose: str
    packed: bytes

    def __len__(self) -> int:
        """The number of places in it."""
        return len(self.packed) * 8

    def is_set(self, index: int) -> bool | None:
        """Whether the act at a place is withdrawn (or suspended); None beyond the list."""
        if not 0 <= index < len(self):
            return None
        return bool(self.packed[index // 8] & 0x80 >> index % 8)


def render(statuses: StatusList, purpose: str, uri: str, issuer: str) -> dict[str, Any]:
    """The credential, unsigned, of one purpose, to be found at `uri`; KeyError for an unknown purpose."""
    told: dict[str, Any] = {
        "@context": [CONTEXT],
        "id": uri,
        "type": ["VerifiableCredential", TYPE],
        "issuer": issuer,
        "validFrom": _time(statuses.issued_at),
        "credentialSubject": {
            "id": f"{uri}#list",
            "type": _SUBJECT_TYPE,
            "statusPurpose": purpose,
            "encodedList": _encode(_bits(statuses, PURPOSES[purpose])),
        },
    }
    if statuses.expires is not None:
        told["validUntil"] = _time(statuses.expires)
    if statuses.ttl is not None:
        told["credentialSubject"]["ttl"] = statuses.ttl * 1000  # milliseconds
    return told


def entry(uri: str, purpose: str, index: int) -> dict[str, str]:
    """How a credential names its place in the list at `uri`: a value of its `credentialStatus`."""
    return {
        "id": f"{uri}#{index}",
        "type": ENTRY,
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": uri,
    }


def read(told: Any) -> Bitstring:
    """The list in a credential of one known purpose and enough places; ProofError("form") otherwise."""
    subject = told.get("credentialSubject") if isinstance(told, Mapping) else None
    if not isinstance(subject, Mapping) or not _is_one(told.get("type"), TYPE):
        raise _broken("type")
    purpose = subject.get("statusPurpose")
    if subject.get("type") != _SUBJECT_TYPE or not isinstance(purpose, str) or purpose not in PURPOSES:
        raise _broken("purpose")
    packed = _decode(subject.get("encodedList"))
    if len(packed) * 8 < LEAST_PLACES:
        raise _broken("length")
    return Bitstring(purpose, packed)


def _bits(statuses: StatusList, value: int) -> bytes:
    size = max(LEAST_PLACES, len(statuses))
    made, places = bytearray(-(-size // 8)), 8 // statuses.bits
    for at, byte in enumerate(statuses.packed):
        if byte:  # most acts stand: of a million, some tens of thousands are looked at
            for index in range(at * places, (at + 1) * places):
                if statuses.status_of(index) == value:
                    made[index // 8] |= 0x80 >> index % 8
    return bytes(made)


def _encode(packed: bytes) -> str:
    # the header is written out, since libraries put the time and their system into it
    stream = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    tail = zlib.crc32(packed).to_bytes(4, "little") + len(packed).to_bytes(4, "little")
    data = _HEAD + stream.compress(packed) + stream.flush() + tail
    return _MULTIBASE + base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decode(text: Any) -> bytes:
    if not isinstance(text, str) or not text.startswith(_MULTIBASE) or len(text) > _MOST_TEXT:
        raise _broken("encodedList")
    coded = text.removeprefix(_MULTIBASE)
    try:
        data = base64.b64decode(coded + "=" * (-len(coded) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError) as fault:
        raise _broken("encodedList") from fault
    return inflate(data, _MOST_UNPACKED, wbits=_GZIP)


def _is_one(types: Any, wanted: str) -> bool:
    return types == wanted or isinstance(types, list) and wanted in types


def _time(second: int) -> str:
    if second > _MOST_TIME:
        raise ValueError("beyond the calendar")
    return f"{datetime.fromtimestamp(second, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _broken(part: str) -> ProofError:
    return ProofError("bitstring.broken", step="form", part=part)
