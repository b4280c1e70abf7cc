"""Paper: a certificate as PDF, and the QR code that carries the credential.

What people wrote reaches the page as data, never as Typst source, so that no text of an application is run;
and with each invisible sign spelt out, so that none reads otherwise than the signed act.
The same certificate gives the same bytes: no creation date, no fonts but the embedded ones.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files as resources
from typing import Any, Literal

import typst
import zxingcpp

from comity.basis.errors import StateError
from comity.basis.words import visible_lines
from comity.node.phrases import PHRASES

HIGHEST_VERSION = 30  # 137 modules: half a millimetre each on paper of A4, read by an ordinary telephone
_QUIET_MODULES = 4  # ISO/IEC 18004, 6.3.8
_OVERHEAD, _MODULES_A_VERSION = 17, 4  # modules a side: 17 and four for each version (ISO/IEC 18004, 6.1)
_ALPHANUMERIC = re.compile(r"[0-9A-Z $%*+\-./:]+", re.ASCII)
_DARK = re.compile(rb"\x00+")
_SVG = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {size} {size}">'
    '<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/>'
    '<path class="qrline" stroke="#000" d="{runs}"/></svg>\n'
)
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
    if not _ALPHANUMERIC.fullmatch(text):
        raise StateError("paper.not_a_credential", length=len(text))
    rows = _modules(text)
    version = (len(rows) - _OVERHEAD) // _MODULES_A_VERSION
    if version > HIGHEST_VERSION:
        raise StateError("paper.qr_too_large", version=version, limit=HIGHEST_VERSION)
    return _svg(rows)


def link_svg(address: str) -> bytes:
    """The QR code of a short address to print on a product, as SVG: EC level M; StateError when too long."""
    return _svg(_modules(address))


def _modules(text: str) -> list[bytes]:
    """The modules of the code, row by row: 0 is dark."""
    try:
        made: Any = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    except ValueError as fault:
        raise StateError("paper.not_a_credential", length=len(text)) from fault
    picture: Any = memoryview(made.to_image(scale=1, add_quiet_zones=False))
    return [bytes(row) for row in picture.tolist()]


def _svg(rows: Sequence[bytes]) -> bytes:
    size = len(rows) + 2 * _QUIET_MODULES
    runs = []
    for y, row in enumerate(rows, _QUIET_MODULES):
        for run in _DARK.finditer(row):
            runs.append(f"M{run.start() + _QUIET_MODULES} {y}.5h{len(run[0])}")
    told = _SVG.format(size=size, runs="".join(runs))
    return told.encode()


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
