"""Canonical bytes of a body the size of a certificate: every act is encoded, and read, at least once."""

from bench.run import Measure
from comity.basis.canonical import decode, encode

BODY = {
    "product": {"code": "28.22.16.111", "name": "passenger lift", "model": "LP-400"},
    "points": {f"operation-{number}": number for number in range(40)},
    "digests": [bytes([number]) * 32 for number in range(6)],
    "day": "2026-11-21",
}
RAW = encode(BODY)

MEASURES = [
    Measure(f"basis: encode a body of {len(RAW):,} bytes", lambda: encode(BODY)),
    Measure(f"basis: decode and check a body of {len(RAW):,} bytes", lambda: decode(RAW)),
]
