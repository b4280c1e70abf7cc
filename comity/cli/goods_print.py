"""The forms `comity goods print` writes an act in."""

from collections.abc import Callable, Mapping
from pathlib import Path

from comity.basis.errors import InputError, StateError
from comity.cli import answer
from comity.cli.home import node
from comity.goods import desk
from comity.goods.gs1 import digital_link
from comity.node import disclosures, renderings
from comity.node.files import make_folder, write_file
from comity.node.models import Act
from comity.node.node import Node
from comity.node.paper import certificate, certificate_png, link_svg, qr_svg
from comity.node.store import Carried, carried, find_act

PAPER, VC, SD_JWT, GS1, ALL = "paper", "vc", "sd-jwt", "gs1", "all"

Parts = Mapping[str, bytes]


def written(act: str, out: Path, form: str, resolver: str) -> None:
    """Write the act in one form, or in all it has; InputError for another form, StateError without one."""
    forms: dict[str, Callable[[], Parts]] = {
        PAPER: lambda: _paper(opened, held),
        VC: lambda: {"certificate.vc.jwt": _line(desk.conformity(opened, held.text))},
        SD_JWT: lambda: {"certificate.sd-jwt": _line(_sd_jwt(opened, row, held))},
        GS1: lambda: _gs1(held, resolver),
    }
    if form not in (*forms, ALL):
        raise InputError("cli.form", path="--as", value=form[:40], expected=(*forms, ALL))
    opened, row = node(), find_act(act)
    held = carried(opened, row)
    parts: dict[str, bytes] = {}
    missing: dict[str, StateError] = {}
    for name, made in forms.items() if form == ALL else [(form, forms[form])]:
        try:
            parts |= made()
        except StateError as fault:
            if form != ALL:
                raise
            missing[name] = fault
    _tell(_write(out, parts), missing)


def _write(out: Path, parts: Parts) -> tuple[str, ...]:
    make_folder(out)
    for name, data in parts.items():
        write_file(out / name, data)
    return tuple(str(out / name) for name in parts)


def _tell(paths: tuple[str, ...], missing: Mapping[str, StateError]) -> None:
    told = {"written": paths, "left_out": {name: fault.code for name, fault in missing.items()}}
    words = [answer.words("goods.say.written", paths=paths)]
    for name, fault in missing.items():
        reason = answer.words(fault.code, **fault.facts)
        words.append(answer.words("cli.left_out", form=name, reason=reason))
    answer.tell(told, *words)


def _paper(opened: Node, held: Carried) -> Parts:
    language = answer.asked().language
    facts = desk.paper(opened, held, language)
    return {
        "certificate.pdf": certificate(facts, language),
        "certificate.png": certificate_png(facts, language),
        "certificate.svg": qr_svg(held.text),
        "certificate.txt": _line(held.text),
    }


def _sd_jwt(opened: Node, row: Act, held: Carried) -> str:
    return renderings.sd_jwt_of(opened, held.text, disclosures.held(row))


def _gs1(held: Carried, resolver: str) -> Parts:
    link = digital_link(held.signed.act.subject, resolver)
    return {"product.gs1.svg": link_svg(link), "product.gs1.txt": _line(link)}


def _line(text: str) -> bytes:
    return f"{text}\n".encode()
