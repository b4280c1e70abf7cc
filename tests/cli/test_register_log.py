"""The commands about the log itself, on a real node through the real command line."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from comity.basis.words import LANGUAGES
from comity.exchange.accept import examine, follows
from comity.node import docket, ledger
from comity.node.clock import Clock
from comity.node.database import NodeDatabase
from comity.node.docket import Draft
from comity.node.ledger import ImportedEntry, StoredCursor
from comity.node.node import Node
from comity.node.settings import DATABASE
from comity.register import act as acts
from comity.register import checkpoint
from comity.register.act import Act
from comity.register.checkpoint import Checkpoint
from comity.register.keys import ED25519, PrivateKey
from comity.register.kinds import Kind
from comity.register.merkle import leaf_hash
from comity.register.range import EMPTY
from comity.register.trust import Role, TrustedKey, TrustList, by_kid
from tests.cli.conftest import run, told
from tests.node.test_docket import DAY
from tests.node.test_recovery import backup, put_back

ROOT = Path(__file__).parents[2]
KINDS = (ROOT / "tests" / "acts.md").read_text("utf-8")
PAGE = (ROOT / "docs" / "do" / "check-evidence.md").read_text("utf-8")
EVIDENCE = PAGE.split("```text second-history.evidence\n")[1].split("```")[0]
OTHER = "register.example/2026"
NOW = Clock(DAY).now()
KEY = PrivateKey(ED25519, b"k" * 32)


def issue(node: Node) -> str:
    number = docket.open_case(node, "test", "lift", {}, DAY).number
    digest = docket.propose(node, number, Draft("test.permit", {"id": "lift"}, {}, DAY), "Anna")
    docket.approve(node, number, digest, "Boris")
    docket.issue(node, number, needed=2)
    return number


def take(node: Node, *leaves: bytes, kinds: frozenset[str] = frozenset({"test.permit"})) -> None:
    """Import entries of another log, as the trust list lets them stand."""
    key = TrustedKey(KEY.public, "b.example", Role.ISSUER, NOW - 10, kinds=kinds)
    listed = TrustList("test", 1, NOW, NOW + 10, by_kid([key]), {"test.permit": Kind("test.permit")}, 86_400)
    found = [examine(leaf, listed, NOW) for leaf in leaves]
    entries = [
        ImportedEntry(number, each.id, each.kind, leaf, each.leaf_hash)
        for number, (leaf, each) in enumerate(zip(leaves, found, strict=True))
    ]
    reached = EMPTY.extended(map(leaf_hash, leaves))
    note = str(checkpoint.sign(Checkpoint(OTHER, len(leaves), reached.root()), KEY))
    with NodeDatabase().transaction() as cursor:
        ledger.add_imported(cursor, OTHER, entries, NOW)
        ledger.add_facts(cursor, [fact for each in found for fact in follows(each, {})], NOW)
        ledger.set_cursor(cursor, OTHER, StoredCursor(len(leaves), reached.to_bytes(), note), NOW)


def sealed(kind: str, number: int) -> bytes:
    return acts.seal(Act(kind, "b.example", bytes([number]) * 16, {"id": "x"}, {}, NOW, valid_from=DAY), KEY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_damaged_file_is_named_and_mended(node: Node, language: str) -> None:
    issue(node)
    assert told(node, "fsck")["logs"][0]["whole"]
    (node.home / "log" / "tile" / "0" / "000.p" / "1").write_bytes(b"x" * 32)
    shown = run(node, "fsck", code=1, language=language)
    assert "tile/0/000.p/1" in shown
    assert "comity register fsck --mend" in shown
    fault = told(node, "fsck", code=1)["logs"][0]["fault"]
    assert (fault["code"], fault["facts"]) == ("fsck.tile_differs", {"path": "tile/0/000.p/1"})
    assert told(node, "fsck", "--mend")["mended"] == 1
    assert told(node, "fsck", "--mend")["mended"] == 0


def test_a_row_that_was_changed_is_named_and_not_mended(node: Node) -> None:
    issue(node)
    with sqlite3.connect(node.home / DATABASE) as held:
        for (name,) in held.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            held.execute(f"DROP TRIGGER {name}")
        held.execute("UPDATE node_act SET kind = 'test.other'")
    found = told(node, "fsck", "--mend", code=1)
    fault = found["logs"][0]["fault"]
    assert (fault["code"], fault["facts"]["number"], found["mended"]) == ("fsck.columns_differ", 0, 0)


def test_imported_logs_are_checked_by_name_or_all(node: Node) -> None:
    issue(node)
    take(node, sealed("test.permit", 1), b"not an act")
    named = told(node, "fsck", "--imported", OTHER)["logs"]
    assert [(each["origin"], each["size"], each["whole"]) for each in named] == [(OTHER, 2, True)]
    assert [each["origin"] for each in told(node, "fsck", "--all")["logs"]] == [node.origin, OTHER]
    unknown = told(node, "fsck", "--imported", "c.example/2026", code=2)
    assert unknown["error"]["code"] == "cli.not_imported"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_old_backup_takes_its_acts_back(node: Node, language: str) -> None:
    old = backup(node)
    issue(node)
    put_back(node, old)
    assert "comity register fsck" in run(node, "recover", language=language)
    again = told(node, "recover")["copies"][0]
    assert (again["failed"], again["code"]) == (False, "recover.nothing")


def test_a_copy_in_a_folder_that_is_damaged_fails(node: Node, tmp_path: Path) -> None:
    old = backup(node)
    issue(node)
    shutil.copytree(node.home / "log", tmp_path / "copy")
    for path in (tmp_path / "copy" / "tile" / "entries").rglob("*"):
        if path.is_file():
            path.write_bytes(b"\0\1x")
    put_back(node, old)
    found = told(node, "recover", "--from", str(tmp_path / "copy"), code=1)["copies"][0]
    assert (found["failed"], found["restored"]) == (True, None)
    wrong = told(node, "recover", "--from", str(tmp_path / "elsewhere"), code=1)["copies"][0]
    assert wrong["code"] == "recover.no_copy"
    assert told(node, "recover", "--from", str(node.home / "log"))["copies"][0]["restored"]["size"] == 1


def test_what_was_known_is_told_by_case_id_and_leaf_hash(node: Node) -> None:
    case = issue(node)
    by_case = told(node, "known", case)
    assert (by_case["standing"], by_case["facts"][0]["recorded_at"]) == ("in force", NOW)
    for name in (by_case["id"], by_case["id"][:8], by_case["leaf"]):
        assert told(node, "known", name) == by_case
    assert told(node, "known", case, "--known", "2026-11-20", code=1)["standing"] == "unknown"
    assert told(node, "known", case, "--on", "2026-11-20")["standing"] == "not on that day"
    assert "2026-11-20" in run(node, "known", case, "--on", "2026-11-20", language="ru")


@pytest.mark.parametrize("name", ["ab" * 32, "ab" * 8, "T-2026-000009", "nonsense", ""])
def test_an_unknown_act_is_unknown_and_no_error(node: Node, name: str) -> None:
    found = told(node, "known", name, code=1)
    assert (found["standing"], found["facts"], found["id"]) == ("unknown", [], None)


def test_a_bad_day_is_refused(node: Node) -> None:
    assert told(node, "known", "x", "--on", "1.1.2026", code=2)["error"]["code"] == "known.bad_day"
    assert told(node, "known", "x", "--known", "soon", code=2)["error"]["code"] == "known.bad_time"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_imported_act_is_shown_as_it_stands_here(node: Node, language: str) -> None:
    known, strange = sealed("test.permit", 1), sealed("test.novelty", 2)
    take(node, known, strange, b"not an act")
    first = told(node, "show", "01" * 16)
    assert (first["log"], first["number"], first["standing"]) == (OTHER, 0, "in force")
    second = told(node, "show", "02" * 4)
    assert (second["standing"], second["act"]["kind"]) == ("unknown kind", "test.novelty")
    third = told(node, "show", leaf_hash(b"not an act").hex())
    assert (third["standing"], third["act"], third["id"]) == ("unreadable", None, None)
    assert "test.novelty" in run(node, "show", "02" * 4, language=language)
    assert "10" in run(node, "show", leaf_hash(b"not an act").hex(), language=language)
    assert told(node, "known", "01" * 16)["log"] == OTHER


def raise_alarm(size: int = 3) -> None:
    facts = {"origin": OTHER, "smaller": 2, "larger": size}
    with NodeDatabase().transaction() as cursor:
        ledger.raise_alarm(cursor, OTHER, "pull.split_view", facts, NOW, EVIDENCE, freezes=True)


def is_frozen() -> bool:
    with NodeDatabase().transaction() as cursor:
        return ledger.is_frozen(cursor, OTHER)


def test_an_alarm_is_listed_while_it_freezes_and_its_evidence_written(node: Node, tmp_path: Path) -> None:
    assert told(node, "alarms") == {"alarms": [], "frozen": []}
    raise_alarm()
    found = told(node, "alarms", "--evidence", str(tmp_path / "found"), code=1)
    assert (found["frozen"], found["alarms"][0]["code"]) == ([OTHER], "pull.split_view")
    assert (tmp_path / "found").read_text() == EVIDENCE
    raise_alarm(size=4)
    which = told(node, "alarms", "--evidence", str(tmp_path / "found"), code=2)
    assert which["error"]["code"] == "alarms.which"
    told(node, "alarms", "2", "--evidence", str(tmp_path / "second"), code=1)
    assert (tmp_path / "second").exists()
    assert told(node, "alarms", "7", code=2)["error"]["code"] == "cli.no_alarm"


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_officials_thaw_a_log(node: Node, language: str) -> None:
    assert told(node, "thaw", OTHER, "--official", "Anna", "--reason", "x", code=4)["error"]["code"] == (
        "alarms.not_frozen"
    )
    raise_alarm()
    assert OTHER in run(node, "alarms", code=1, language=language)
    proposed = told(node, "thaw", OTHER, "--official", "Anna", "--reason", "their disk, seen together")
    confirm = ["thaw", OTHER, "--confirm", proposed["digest"], "--official"]
    assert told(node, *confirm, "Anna", code=4)["error"]["code"] == "official.not_allowed"
    assert is_frozen()
    assert OTHER in run(node, *confirm, "Boris", language=language)
    assert not is_frozen()
    assert [each["freezes"] for each in told(node, "alarms")["alarms"]] == [False, False]
    raise_alarm()
    stale = told(node, *confirm, "Boris", code=4)  # it was about the alarm before
    assert stale["error"]["code"] == "alarms.not_proposed"
    assert is_frozen()
