import io
import random
import re
from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image

from comity.basis.errors import StateError
from comity.basis.words import LANGUAGES
from comity.node.paper import Certificate, Source, certificate, certificate_png, qr_svg

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def _text(length: int) -> str:
    chosen = random.Random(length)
    return "CY1:" + "".join(chosen.choice(ALPHABET) for _ in range(length - 4))


CERTIFICATE = Certificate(
    title="Сертификат о производстве",
    issuer="chamber.example",
    number="a1b2",
    product='Лифт #eval("1") *x* $y$ [z] ў і ё',
    code="28.22.16.111",
    holder="ООО «Пример» \\ #import",
    decision="Подтверждено",
    points="121",
    threshold="120",
    valid_from="21.11.2026",
    valid_until="31.12.2026",
    issued_on="21.11.2026",
    headings=("Операция", "Баллы"),
    operations=(("Сборка #{panic()}", "6"), ("Лебёдка", "20")),
    sources=(Source("Акт 719", "B"),),
    text=_text(900),
    notes=("#panic()",),
    example=True,
)


def _squares(svg: bytes) -> Image.Image:
    """The picture of a QR code drawn as runs `M x y h n ...`."""
    size = int(re.search(rb'width="(\d+)"', svg)[1])  # type: ignore[index]
    picture = Image.new("L", (size, size), 255)
    path = re.search(rb'class="qrline"[^>]* d="([^"]+)"', svg)[1].decode()  # type: ignore[index]
    x, y = 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([^Mmh]*)", path):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "h":
            for place in range(int(values[0])):
                picture.putpixel((int(x) + place, int(y)), 0)
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    return picture.resize((size * 4, size * 4), Image.Resampling.NEAREST)


def _read(picture: Image.Image) -> str:
    found = zxingcpp.read_barcodes(picture)
    assert len(found) == 1
    return str(found[0].text)


@pytest.mark.parametrize("length", [5, 400, 1200, 1994])
def test_the_code_of_the_svg_reads_back_as_the_credential(length: int) -> None:
    text = _text(length)
    assert _read(_squares(qr_svg(text))) == text


def test_the_code_on_the_page_reads_back_as_the_credential() -> None:
    page = Image.open(io.BytesIO(certificate_png(CERTIFICATE, "ru")))
    assert _read(page.convert("L")) == CERTIFICATE.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_certificate_gives_the_same_bytes(language: str) -> None:
    made = certificate(CERTIFICATE, language)
    assert made.startswith(b"%PDF-")
    assert made == certificate(CERTIFICATE, language)


def test_a_plain_certificate_is_another_page_than_an_example() -> None:
    plain = replace(CERTIFICATE, example=False, sealed=False, operations=(), sources=(), notes=(), points="")
    assert certificate(plain, "be") != certificate(CERTIFICATE, "be")


@pytest.mark.parametrize(("text", "code"), [("cy1:abc", "not_a_credential"), (_text(1995), "qr_too_large")])
def test_a_text_that_is_no_credential_is_refused(text: str, code: str) -> None:
    with pytest.raises(StateError, match=rf"paper\.{code}"):
        qr_svg(text)


def test_no_invisible_sign_makes_the_paper_read_otherwise_than_the_act() -> None:
    trick, spelt = "Li\u202eft\x1b\u200b", "Li⟨U+202E⟩ft⟨U+001B⟩⟨U+200B⟩"
    source = Source(trick, "B")
    hidden = replace(
        CERTIFICATE, product=trick, operations=((trick, "6"),), notes=(trick,), sources=(source,)
    )
    source = Source(spelt, "B")
    shown = replace(CERTIFICATE, product=spelt, operations=((spelt, "6"),), notes=(spelt,), sources=(source,))
    assert certificate(hidden, "en") == certificate(shown, "en")
    assert certificate_png(hidden, "en") == certificate_png(shown, "en")
