"""Paper: a certificate as PDF, and the QR code that carries the credential.

What people wrote reaches the page as data, never as Typst source, so that no text of an application is run;
and with each invisible sign spelt out, so that none reads otherwise than the signed act.
The same certificate gives the same bytes: no creation date, no fonts but the embedded ones.
"""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files as resources
from typing import Any, Literal

import segno
import typst

from comity.basis.errors import StateError
from comity.basis.words import visible_lines
from comity.node.phrases import PHRASES

HIGHEST_VERSION = 30  # 137 modules: half a millimetre each on paper of A4, read by an ordinary telephone
_QUIET_MODULES = 4  # ISO/IEC 18004, 6.3.8
_TEMPLATE = "certificate.typ"
_LABELS = (
    "issuer number case product code holder decision points threshold valid_from valid_until operations "
    "verify verify_how sources confidence example mark scan pending issued_on page"
).split()


@dataclass(frozen=True, slots=True)
class Source:
    """A citation the decision rests on, and its confidence (A, B or C)."""

    cite: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """What stands on the page; texts are in the language asked for already, days as people read them there.

    `operations` are rows under `headings`; `text` is the credential (`CY1:...`), `sealed` whether a witness
    has cosigned it; `example` marks invented makers across the page.
    """

    title: str
    issuer: str
    number: str
    product: str
    code: str
    holder: str
    decision: str
    points: str
    threshold: str
    valid_from: str
    valid_until: str
    issued_on: str
    headings: Sequence[str]
    operations: Sequence[Sequence[str]]
    sources: Sequence[Source]
    text: str
    case: str = ""
    notes: Sequence[str] = ()
    sealed: bool = True
    example: bool = False


def certificate(facts: Certificate, language: str) -> bytes:
    """The certificate as a PDF of one or more A4 pages."""
    return _pages(facts, language, "pdf")


def certificate_png(facts: Certificate, language: str) -> bytes:
    """Its first page as a picture, 110 dots an inch."""
    return _pages(facts, language, "png")


def qr_svg(text: str) -> bytes:
    """The credential's QR code as SVG: alphanumeric, EC level M, version 30 at most; else StateError."""
    return _svg(_qr(text))


def link_svg(address: str) -> bytes:
    """The QR code of a short address to print on a product, as SVG: EC level M; StateError when too long."""
    try:
        made = segno.make_qr(address, error="m", boost_error=False)
    except ValueError as fault:
        raise StateError("paper.not_a_credential", length=len(address)) from fault
    return _svg(made)


def _qr(text: str) -> Any:
    try:
        made = segno.make_qr(text, error="m", mode="alphanumeric", boost_error=False)
    except ValueError as fault:
        raise StateError("paper.not_a_credential", length=len(text)) from fault
    if int(made.version) > HIGHEST_VERSION:
        raise StateError("paper.qr_too_large", version=int(made.version), limit=HIGHEST_VERSION)
    return made


def _svg(code: Any) -> bytes:
    made = io.BytesIO()
    code.save(made, kind="svg", border=_QUIET_MODULES, xmldecl=True, nl=False, light="#fff")
    return made.getvalue()


def _pages(facts: Certificate, language: str, form: Literal["pdf", "png"]) -> bytes:
    told = {**_visible(asdict(facts)), "qr": qr_svg(facts.text).decode(), "labels": _labels(language)}
    inputs = {"data": json.dumps(told, ensure_ascii=False), "language": language}
    made: Any = typst.compile(
        _template(),
        format=form,
        ignore_system_fonts=True,
        sys_inputs=inputs,
        ppi=110 if form == "png" else None,
    )
    return made[0] if isinstance(made, list) else bytes(made)  # more pages of a picture come as a list


def _visible(value: Any) -> Any:
    if isinstance(value, str):
        return visible_lines(value)
    if isinstance(value, Mapping):
        return {name: _visible(item) for name, item in value.items()}
    return [_visible(item) for item in value] if isinstance(value, list | tuple) else value


def _labels(language: str) -> Mapping[str, str]:
    return {name: PHRASES.say(f"paper.{name}", language) for name in _LABELS}


@cache
def _template() -> bytes:
    return resources("comity.node").joinpath(_TEMPLATE).read_bytes()
