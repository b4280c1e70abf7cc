"""The picture in the README: the certificate of `make demo`, above what the other state's node said of it.

`python -m demo.picture` makes it from the last run of the demo (COLUMNS=100 make demo). Keys, times and so
the QR code differ from run to run; all else is the same, and tests/demo/test_picture.py holds it to that.
"""

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import asdict
from html import escape
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

import typst

from comity.basis.dates import parse_day
from comity.goods import desk
from comity.node.clock import Clock
from comity.node.node import open_node
from comity.node.paper import Certificate, qr_svg
from comity.node.phrases import PHRASES
from comity.node.store import carried, find_act
from demo.run import OUT, state_home
from demo.stage import DAY, HERE, end_of

TARGET = HERE.parent / "docs" / "_static" / "demo.svg"
CASE = "G-2026-000002"
WIDTH, MARGIN = 800, 12
_FROM_MM, _HEAD_MM, _PAPER_MM = (10, 112, 210)  # what is shown of A4: down to the decision and the code
_LINE, _CHARACTER, _COLUMNS = 16, 7.6, 100
_FONTS = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"
_PALETTE = {"passed": "#5fd38d", "VALID": "#5fd38d", "undetermined": "#f0c674"}
# What stands together, so that columns stay where they are whatever font the reader has.
_TOGETHER = re.compile(r"undetermined|(?:(?!undetermined)\S)+(?: (?!undetermined)\S+)*")
_GLYPH = re.compile(r'(?<=[#"])[gc][0-9A-F]{32}(?=[")])', re.ASCII)


def picture(facts: Certificate, verdict: str) -> str:
    """An SVG of one certificate and one verdict; the same for the same facts and text."""
    inner = WIDTH - 2 * MARGIN
    page_height = inner * _HEAD_MM / _PAPER_MM
    lines = terminal(verdict)
    top = MARGIN * 2 + page_height
    height = round(top + MARGIN * 2 + _LINE * len(lines) + MARGIN)
    page = _page(facts).replace("<svg ", f'<svg x="{MARGIN}" y="{MARGIN}" ', 1)
    page = _sized(page, inner, page_height)
    texts = "\n".join(_text(line, top + MARGIN + _LINE * (at + 0.8)) for at, line in enumerate(lines))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">
<rect width="{WIDTH}" height="{height}" fill="#dde3ea"/>
{page}
<rect x="{MARGIN}" y="{top:.2f}" width="{inner}" height="{height - top - MARGIN:.2f}" rx="6" fill="#14181f"/>
<g font-family="{_FONTS}" font-size="12.5" fill="#dfe5ee">
{texts}
</g>
</svg>
"""


def terminal(verdict: str) -> list[str]:
    """The lines of the verdict that are drawn: the steps, the answer, and what it counts for."""
    lines = [line.rstrip() for line in verdict.splitlines()]
    answer = next(at for at, line in enumerate(lines) if line.startswith("╰"))
    asked = "$ comity goods recognise certificate.txt     # the other state's node, its network off"
    return [asked, *lines[: answer + 1], "⋮", *(line.rstrip() for line in end_of(verdict).splitlines())]


def _page(facts: Certificate) -> str:
    """The head of the first page, by the template of the paper itself on a sheet that ends there."""
    template = resources("comity.node").joinpath("certificate.typ").read_text("utf-8")
    cut = template.replace('paper: "a4"', f"width: {_PAPER_MM}mm, height: {_FROM_MM + _HEAD_MM + 15}mm")
    told = {**asdict(facts), "qr": qr_svg(facts.text).decode(), "labels": _labels()}
    inputs = {"data": json.dumps(told), "language": "en"}
    made: Any = typst.compile(cut.encode(), format="svg", ignore_system_fonts=True, sys_inputs=inputs)
    first = made[0] if isinstance(made, list) else made
    return _short(bytes(first).decode())


def _labels() -> Mapping[str, str]:
    """The words of the paper in English, by their names on it."""
    names = [code.removeprefix("paper.") for code in PHRASES if code.startswith("paper.")]
    return {name: PHRASES[f"paper.{name}"].en for name in names}


def _short(svg: str) -> str:
    """The same drawing in half the bytes: short names of glyphs, no attribute that says the default."""
    names: dict[str, str] = {}
    short = _GLYPH.sub(lambda found: names.setdefault(found[0], f"_{len(names):x}"), svg)
    return short.replace(' fill-rule="nonzero"', "").replace(' y="0"', "")


def _sized(svg: str, width: float, height: float) -> str:
    points_mm = 72 / 25.4
    view = [0, _FROM_MM * points_mm, _PAPER_MM * points_mm, _HEAD_MM * points_mm]
    sized = re.sub(r'viewBox="[^"]*"', f'viewBox="{" ".join(f"{each:.3f}" for each in view)}"', svg, count=1)
    sized = re.sub(r' width="[^"]*"', f' width="{width}"', sized, count=1)
    return re.sub(r' height="[^"]*"', f' height="{height:.2f}"', sized, count=1)


def _text(line: str, y: float) -> str:
    return "".join(_words(found[0], found.start(), y) for found in _TOGETHER.finditer(line))


def _words(words: str, column: int, y: float) -> str:
    place = f'x="{2 * MARGIN + _CHARACTER * column:.1f}" y="{y:.1f}"'
    length = f'textLength="{_CHARACTER * len(words):.1f}" lengthAdjust="spacingAndGlyphs"'
    colour = f' fill="{_PALETTE[words]}"' if words in _PALETTE else ""
    return f"<text {place} {length}{colour}>{escape(words)}</text>"


def main() -> None:
    """Make the picture; the folders of the certificate and of the picture may be named."""
    out, target = (*map(Path, sys.argv[1:3]), *(HERE.parent / OUT, TARGET)[len(sys.argv) - 1 :])
    node = open_node(state_home() / "ru", Clock(parse_day(DAY)))
    facts = desk.paper(node, carried(node, find_act(CASE)), "en")
    verdict = (out / "verdict.txt").read_text(encoding="utf-8")
    if max(map(len, verdict.splitlines())) > _COLUMNS:
        raise SystemExit("the picture is 100 columns wide: COLUMNS=100 make demo")
    target.write_text(picture(facts, verdict), encoding="utf-8")


if __name__ == "__main__":
    main()
