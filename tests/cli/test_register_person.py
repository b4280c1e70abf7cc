"""`comity register person` on a real node, through the real command line."""

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from comity.basis.words import LANGUAGES
from comity.cli.main import app
from comity.node import docket
from comity.node.models import Reading
from comity.node.node import Node
from comity.register import credential
from tests.cli.conftest import run, told
from tests.node.test_docket import DAY, DRAFT

KINDS = (Path(__file__).parents[1] / "acts.md").read_text("utf-8")
NAME, BORN = "/body/driver/name", "/body/driver/born"
PERSONAL = replace(
    DRAFT, body={"driver": {"name": "Иван Пример", "born": "1980-01-01"}}, personal=(NAME, BORN)
)


@pytest.fixture
def act(node: Node) -> str:
    number = docket.open_case(node, "test", "holder-1", {}, DAY).number
    docket.approve(node, number, docket.propose(node, number, PERSONAL, "Anna"), "Boris")
    docket.issue(node, number, needed=2)
    return number


def disclose(act: str, *more: str) -> list[str]:
    return ["person", "disclose", act, "--reader", "insurer 7", "--purpose", "claim 12", *more]


def test_show_names_what_is_hidden_and_no_value(node: Node, act: str) -> None:
    assert told(node, "show", act)["hidden"] == [BORN, NAME]
    assert "Иван" not in run(node, "show", act)
    assert NAME in run(node, "show", act)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_disclosed_is_shown_by_whoever_verifies(
    node: Node, act: str, language: str, tmp_path: Path
) -> None:
    out = tmp_path / "given.txt"
    shown = run(node, *disclose(act, "--path", NAME, "--out", str(out)), language=language)
    assert "insurer 7" in shown
    (fact,) = credential.read(credential.from_text(out.read_text().strip())).disclosures
    assert (fact.path, fact.value) == (NAME, "Иван Пример")
    assert Reading.objects.get().purpose == "claim 12"


def test_an_sd_jwt_shows_the_same(node: Node, act: str) -> None:
    found = told(node, *disclose(act, "--path", NAME, "--as", "sd-jwt"))
    assert found["paths"] == [NAME]
    assert found["text"].count("~") == 2


@pytest.mark.parametrize(
    ("more", "code", "fault"),
    [
        (["--path", "/body/points"], 2, "disclosures.no_path"),
        (["--path", NAME, "--as", "xml"], 2, "cli.form"),
        (["--path", NAME, "--purpose", " "], 2, "disclosures.unnamed"),
    ],
)
def test_a_wrong_wish_is_refused_and_not_written_down(
    node: Node, act: str, more: list[str], code: int, fault: str
) -> None:
    assert told(node, *disclose(act, *more), code=code)["error"]["code"] == fault
    assert not Reading.objects.exists()


def test_two_officials_erase(node: Node, act: str) -> None:
    proposed = told(node, "person", "erase", act, "--official", "anna", "--reason", "asked by the person")
    wrong = told(node, "person", "erase", act, "--official", "boris", "--confirm", "zz", code=2)
    assert wrong["error"]["code"] == "cli.digest"
    done = told(node, "person", "erase", act, "--official", "boris", "--confirm", proposed["digest"])
    assert done["erased"] == [BORN, NAME]
    assert told(node, "show", act)["hidden"] == []
    assert told(node, *disclose(act, "--path", NAME), code=4)["error"]["code"] == "disclosures.erased"


def test_an_erasure_is_proposed_or_confirmed(node: Node, act: str) -> None:
    both = told(node, "person", "erase", act, "--official", "anna", code=2)
    assert both["error"]["code"] == "cli.reason_or_confirm"


@pytest.mark.parametrize("command", ["", "disclose", "erase"])
def test_help_fits_one_screen(command: str) -> None:
    words = ["register", "person", *command.split(), "--help"]
    lines = CliRunner().invoke(app, words, env={"COLUMNS": "100"}).output.rstrip().splitlines()
    assert "Usage: comity" in lines[0] or "Usage:" in lines[0]
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 100
