"""Canonical bytes of a body the size of a certificate: every act is encoded, and read, at least once."""

import timeit
from typing import Any

from comity.basis.canonical import decode, encode

BODY = {
    "product": {"code": "28.22.16.111", "name": "passenger lift", "model": "LP-400"},
    "points": {f"operation-{number}": number for number in range(40)},
    "digests": [bytes([number]) * 32 for number in range(6)],
    "day": "2026-11-21",
}
CALLS, ROUNDS = 2_000, 5


def main() -> list[dict[str, Any]]:
    """The figures, printed and given back."""
    raw = encode(BODY)
    works = {"encode": lambda: encode(BODY), "decode and check": lambda: decode(raw)}
    rows = []
    for name, work in works.items():
        best = min(timeit.repeat(work, number=CALLS, repeat=ROUNDS))
        rows.append({"name": f"{name} a body of {len(raw)} bytes", "value": CALLS / best, "unit": "1/s"})
        print(f"{rows[-1]['name']}  {CALLS / best:,.0f}/s")
    return rows


if __name__ == "__main__":
    main()
