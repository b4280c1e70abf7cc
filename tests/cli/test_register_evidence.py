import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from comity.basis.words import LANGUAGES
from comity.cli.main import app
from comity.exchange.evidence import SplitView
from comity.register import checkpoint, note, trust
from comity.register.checkpoint import Checkpoint
from comity.register.keys import ED25519, PrivateKey
from comity.register.merkle import Tree, leaf_hash
from comity.register.trust import TrustList

ORIGIN, NAME = "log.example/2026", "witness.example"
LOG, PEER, ANCHOR = (PrivateKey(ED25519, bytes([n]) * 32) for n in range(3))
KEY = note.verifier_key(ORIGIN, LOG.public)
WITNESS = note.verifier_key(NAME, PEER.public, note.COSIGNATURE)
ONE, OTHER = (Tree(leaf_hash(bytes([salt, n])) for n in range(9)) for salt in range(2))


def view() -> SplitView:
    first, second = (
        checkpoint.sign(Checkpoint(ORIGIN, size, tree.root(size)), LOG)
        for tree, size in ((ONE, 3), (OTHER, 9))
    )
    line = checkpoint.cosign(first.checkpoint, PEER, 500).line(NAME, PEER.public)
    return SplitView(first.with_lines(line), second, OTHER.root(3), OTHER.consistency(3, 9))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "split.evidence"
    path.write_text(str(view()), encoding="utf-8")
    return path


def told(*words: object, code: int) -> Any:
    run = CliRunner().invoke(
        app, ["--json", "register", "evidence", *map(str, words)], env={"COMITY_HOME": ""}
    )
    assert run.exit_code == code, run.output
    return json.loads(run.stdout or run.stderr)


def test_two_histories_are_proven_by_the_key_of_the_log_alone(file: Path) -> None:
    answer = told(file, "--key", KEY, code=0)
    assert (answer["answer"], answer["proves"], answer["seen"]) == ("two histories", True, [])
    assert [(step["number"], step["outcome"]) for step in answer["steps"]] == [
        (1, "passed"), (2, "passed"), (3, "passed"), (4, "passed")
    ]  # fmt: skip
    assert [(side["origin"], side["size"]) for side in answer["checkpoints"]] == [(ORIGIN, 3), (ORIGIN, 9)]


def test_who_cosigned_a_side_is_told(file: Path) -> None:
    answer = told(file, "--key", KEY, "--key", WITNESS, code=0)
    assert answer["seen"] == [{"side": 1, "witness": NAME, "holder": NAME, "time": 500}]


def test_a_trust_list_needs_the_keys_of_who_signed_it(file: Path, tmp_path: Path) -> None:
    listed = TrustList("x.example", 1, 0, 2_000_000_000, {}, {}, 604_800)
    (tmp_path / "x.trust").write_bytes(trust.seal(listed, [ANCHOR]))
    assert told(file, "--trust", tmp_path / "x.trust", code=2)["error"]["code"] == "cli.no_anchor"


def test_what_is_no_evidence_is_told_and_is_no_fault(file: Path) -> None:
    agreeing = replace(view(), beginning=ONE.root(3))
    file.write_text(str(agreeing), encoding="utf-8")
    assert told(file, "--key", KEY, code=1)["answer"] == "not proven"
    file.write_bytes(b"\xff\x00")
    broken = told(file, "--key", KEY, code=1)
    assert (broken["answer"], broken["checkpoints"]) == ("not proven", None)
    assert [step["outcome"] for step in broken["steps"]] == ["failed", "skipped", "skipped", "skipped"]


def test_without_the_key_of_the_log_nothing_is_known(file: Path) -> None:
    assert told(file, "--key", WITNESS, code=1)["answer"] == "not known"
    assert told(file, code=2)["error"]["code"] == "cli.no_trust"
    assert told(file, "--key", KEY[:-2], code=5)["error"]["code"] in ("note.verifier_key", "note.broken")
    assert told(file.parent / "none", "--key", KEY, code=2)["error"]["code"] == "files.not_found"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_is_said_in_every_language(file: Path, language: str) -> None:
    said = CliRunner().invoke(app, ["--lang", language, "register", "evidence", str(file), "--key", KEY])
    assert said.exit_code == 0
    assert not [sign for sign in ("evidence.", "cli.", "step.", "{") if sign in said.stdout]
