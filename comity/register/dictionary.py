"""The preset dictionary of CY1 (RFC 1950, 2.2): what most credentials share, so that none has to carry it.

Its bytes are part of the format: a stream names them by their Adler-32. Changed bytes are another format, so
tests/register/test_dictionary.py holds their digest.
"""

from typing import Any

from comity.basis.canonical import Tag, encode

_WORDS = (
    *("withdrawal", "suspension", "refusal", "not confirmed", "shortfall", "unmet", "lacks", "reason"),
    *("/motor.premium", "/goods/procedure", "motor.contract", "plate", "period", "territory", "class"),
    *("premium", "examined", "findings", "state", "goods.expert_act", "purpose", "procurement", "register"),
    *("chamber", "/goods/recognition", "/goods/", ".met", "0.1.0", "relies_on", "goods.certificate"),
    ".example/2026/status",
)
_DAY = {"on": "2026-01-01", "least": "100", "score": "100"}
_ZEROS = bytes(8)


def _specimen() -> list[Any]:
    """The shape of an act with its receipt and cosignature, in the order of their bytes."""
    claims = {1: "example", 2: "", 6: 1_800_000_000, 7: bytes(16)}
    status = {65535: {"status_list": {"idx": 1, "uri": "example/2026/status"}}}
    product = {"holder": "", "product": {"code": "28.", "name": "", "model": ""}}
    body = {"days": [_DAY, _DAY], "filed": "2026-01-01", "example": True, "purpose": "register"}
    body |= {"decision": "confirmed", "relies_on": {}}
    computed = {1: "/goods/.met", 2: "2026-01-01", 3: b"", 4: {}, 5: "0.1.0", 6: {"decision": "confirmed"}}
    receipt = {1: -19, 4: _ZEROS, 15: {1: "example/2026", 2: "1", 6: 1_800_000_000}, 16: 278, 395: 1}
    return [
        encode({1: -19, 4: _ZEROS, 15: {**claims, **status}, 16: 277}),
        {394: [encode(Tag(18, [encode(receipt), {396: {-1: [encode([1, 0, []])]}}, None, _ZEROS]))]},
        {1: "goods.certificate", 2: product, 3: body, 4: "2026-01-01", 5: "2031-12-31", 7: computed, 8: [""]},
    ]


DICTIONARY = b"".join(encode(part) for part in (*_WORDS, *_specimen()))
