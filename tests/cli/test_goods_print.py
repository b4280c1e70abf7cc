"""`comity goods print --as`: every form of an act, through the real command line on a real node."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from comity.basis.words import LANGUAGES
from comity.cli.main import app
from comity.goods import desk
from comity.node.clock import Clock
from comity.node.config import Config
from comity.node.node import Node, init_node
from comity.node.officials import add_official
from comity.node.renderings import read_sd_jwt
from comity.register.trust import Role, TrustedKey
from tests.goods.test_desk import KINDS, SHEET, TODAY
from tests.goods.world import PROCEDURE, RECOGNITION, claim, made
from tests.vectors import world

GTIN = "09506000134352"
PAPER = {"certificate.pdf", "certificate.png", "certificate.svg", "certificate.txt"}


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    folder = tmp_path / "packs" / "aa"
    folder.mkdir(parents=True)
    for name, text in {"rec": RECOGNITION, "proc": PROCEDURE, "kinds": KINDS, "thing": SHEET}.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    config = Config("a.example", "a.example/2026", "aa", pack_folder=str(folder.parent), example=True)
    opened = init_node(tmp_path / "a", config, Clock(TODAY))
    for name, role in (("Anna", "drafter"), ("Boris", "approver")):
        add_official(opened, name, role)
    yield opened
    opened.close()


def issued(node: Node, lines: tuple[str, ...] = ("a", "b"), **product: str) -> str:
    data = claim(*made(*lines), applicant={"name": "Maker"}, example="yes")
    number = desk.file(node, {**data, "product": {**data["product"], **product}})
    desk.decide(node, number, "Anna")
    desk.issue(node, number, "Boris")
    return number


def run(node: Node, *words: str, code: int = 0, language: str = "en") -> str:
    home = ["--home", str(node.home), "--at", str(TODAY), "--lang", language]
    done = CliRunner().invoke(app, [*home, "goods", "print", *words], env={"COLUMNS": "120"})
    assert done.exit_code == code, done.output
    return done.output


def told(node: Node, *words: str, code: int = 0) -> Any:
    return json.loads(run(node, "--json", *words, code=code))


def trust_of(node: Node) -> Any:
    kinds = frozenset({"goods.certificate", "goods.refusal"})
    key = TrustedKey(node.vault.key("issuer").public, node.name, Role.ISSUER, since=0, kinds=kinds)
    return world.trust_list(keys={key.key.kid: key})


def test_all_writes_every_form_and_each_reads_back(node: Node, tmp_path: Path) -> None:
    act, out = issued(node, gtin=GTIN, serial="S/1"), tmp_path / "out"
    found = told(node, act, "--out", str(out), "--as", "all")
    forms = {"certificate.vc.jwt", "certificate.sd-jwt", "product.gs1.svg", "product.gs1.txt"}
    assert {Path(path).name for path in found["written"]} == PAPER | forms
    assert found["left_out"] == {}
    vc = desk.read_conformity((out / "certificate.vc.jwt").read_text().strip(), trust_of(node))
    sd, _ = read_sd_jwt((out / "certificate.sd-jwt").read_text().strip(), trust_of(node))
    assert vc == sd
    assert vc.signed.act.subject["product"]["gtin"] == GTIN
    assert (out / "product.gs1.txt").read_text() == f"https://id.gs1.org/01/{GTIN}/21/S%2F1\n"
    assert (out / "product.gs1.svg").read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_says_what_it_leaves_out_and_why(node: Node, tmp_path: Path, language: str) -> None:
    act = issued(node)
    shown = run(node, act, "--out", str(tmp_path / "out"), "--as", "all", language=language)
    assert "GTIN" in shown
    assert "gs1" in shown
    assert not (tmp_path / "out" / "product.gs1.txt").exists()


def test_paper_alone_is_what_print_writes(node: Node, tmp_path: Path) -> None:
    found = told(node, issued(node), "--out", str(tmp_path / "out"))
    assert {Path(path).name for path in found["written"]} == PAPER


@pytest.mark.parametrize(("form", "code", "fault"), [("gs1", 4, "goods.gs1.no_gtin"), ("xml", 2, "cli.form")])
def test_a_form_that_is_not_there_is_refused(
    node: Node, tmp_path: Path, form: str, code: int, fault: str
) -> None:
    refused = told(node, issued(node), "--out", str(tmp_path / "out"), "--as", form, code=code)
    assert refused["error"]["code"] == fault
    assert not (tmp_path / "out").exists()


def test_a_refusal_is_no_conformity_credential(node: Node, tmp_path: Path) -> None:
    act = issued(node, lines=("a",))
    out = str(tmp_path / "out")
    assert told(node, act, "--out", out, "--as", "vc", code=4)["error"]["code"] == "goods.untp.other_kind"
    assert told(node, act, "--out", out, "--as", "sd-jwt")["written"]


def test_a_resolver_of_ones_own_leads_the_link(node: Node, tmp_path: Path) -> None:
    act, out = issued(node, gtin=GTIN), tmp_path / "out"
    told(node, act, "--out", str(out), "--as", "gs1", "--resolver", "https://id.example")
    assert (out / "product.gs1.txt").read_text() == f"https://id.example/01/{GTIN}\n"
    wrong = told(node, act, "--out", str(out), "--as", "gs1", "--resolver", "id.example", code=2)
    assert wrong["error"]["code"] == "goods.gs1.resolver"
