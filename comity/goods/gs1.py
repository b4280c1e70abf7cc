"""The GS1 Digital Link of a product: a short address to print on the product itself (URI Syntax 1.2)."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from comity.basis.errors import InputError, StateError

RESOLVER = "https://id.gs1.org"  # the canonical form; a state's own resolver may stand in its place
FIELDS = ("gtin", "lot", "serial")

_LENGTHS = {8, 12, 13, 14}
_PLACES = 14
_SIGNS = re.compile(r"[!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}", re.ASCII)  # GS1 General Specifications, 7.11
_RESOLVER = re.compile(r"https://[a-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*", re.ASCII)


def gtin_fault(told: str) -> str:
    """Why a text is no GTIN: `digits`, `length` or `check_digit`; empty when it is one.

    >>> gtin_fault("09506000134352"), gtin_fault("09506000134353")
    ('', 'check_digit')
    """
    if not (told.isascii() and told.isdigit()):
        return "digits"
    if len(told) not in _LENGTHS:
        return "length"
    return "" if int(told[-1]) == check_digit(told[:-1]) else "check_digit"


def check_digit(told: str) -> int:
    """The last digit of a GS1 key from those before it (GS1 General Specifications, 7.9).

    >>> check_digit("0950600013435")
    2
    """
    weighed = (int(sign) * (3 if place % 2 == 0 else 1) for place, sign in enumerate(reversed(told)))
    return -sum(weighed) % 10


def check_product(product: Mapping[str, str]) -> None:
    """InputError for a GTIN, lot or serial number that no Digital Link can say."""
    gtin = product.get("gtin")
    if gtin is not None and (fault := gtin_fault(gtin)):
        raise InputError(f"goods.gs1.{fault}", path="product.gtin", value=gtin[:40])
    for name in ("lot", "serial"):
        if name in product and not _SIGNS.fullmatch(product[name]):
            raise InputError("goods.gs1.sign", path=f"product.{name}", value=product[name][:40])
        if name in product and gtin is None:
            raise InputError("goods.gs1.alone", path=f"product.{name}", value=product[name][:40])


def digital_link(subject: Mapping[str, Any], resolver: str = RESOLVER) -> str:
    """The address of the product an act is about; StateError when the act names no GTIN.

    >>> digital_link({"product": {"gtin": "9506000134352", "lot": "A/1", "serial": "123"}})
    'https://id.gs1.org/01/09506000134352/10/A%2F1/21/123'
    """
    if not _RESOLVER.fullmatch(resolver):
        raise InputError("goods.gs1.resolver", path="--resolver", value=resolver[:80], expected=RESOLVER)
    product = subject.get("product")
    gtin = product.get("gtin") if isinstance(product, Mapping) else None
    if not isinstance(product, Mapping) or not isinstance(gtin, str):
        raise StateError("goods.gs1.no_gtin")
    if gtin_fault(gtin):
        raise StateError("goods.gs1.bad_gtin", value=gtin[:40])
    parts = [("01", gtin.zfill(_PLACES)), ("10", product.get("lot")), ("21", product.get("serial"))]
    return resolver + "".join(f"/{key}/{quote(str(value), safe='')}" for key, value in parts if value)
