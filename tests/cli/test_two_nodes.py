"""Two nodes on one machine, each step a process of its own, with a kind of act only tests know."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from comity.register import base45
from comity.register.credential import PREFIX

ROOT = Path(__file__).parents[2]
KINDS = (Path(__file__).parents[1] / "acts.md").read_text("utf-8")
DAY, NEXT_DAY = "2026-11-20", "2026-11-21"
# what a system's desk does, for the kind of the test
ISSUE = """
import sys
from pathlib import Path
from comity.basis.dates import parse_day
from comity.node import docket
from comity.node.clock import Clock
from comity.node.node import open_node
day = parse_day(sys.argv[2])
node = open_node(Path(sys.argv[1]), Clock(day))
case = docket.open_case(node, "test", "lift", {}, day)
draft = docket.Draft("test.permit", {"id": "lift"}, {"holder": "Пример"}, day, parse_day("2027-11-19"))
digest = docket.propose(node, case.number, draft, "Anna")
docket.approve(node, case.number, digest, "Boris")
print(docket.issue(node, case.number, needed=2).id.hex())
"""


class Nodes:
    """Runs `comity` for the node a or b, or for nobody's node."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, name: str, line: str, day: str = DAY, code: int = 0) -> Mapping[str, Any]:
        home = ["--home", str(self.folder / name)] if name else []
        words = [word.replace("@", f"{self.folder}/") for word in line.split()]
        pinned = ["--at", day] if day else []
        command = [sys.executable, "-m", "comity.cli.main", "--json", *pinned, *home, *words]
        run = subprocess.run(
            command, cwd=ROOT, env=_environment(), capture_output=True, text=True, check=False
        )
        assert run.returncode == code, run.stderr
        told: Mapping[str, Any] = json.loads(run.stdout or run.stderr)
        return told

    def issue(self) -> str:
        command = [sys.executable, "-c", ISSUE, str(self.folder / "a"), DAY]
        run = subprocess.run(
            command, cwd=ROOT, env=_environment(), capture_output=True, text=True, check=True
        )
        return run.stdout.strip()


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("COMITY_")}


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Nodes:
    folder = tmp_path_factory.mktemp("nodes")
    (folder / "packs" / "test").mkdir(parents=True)
    (folder / "packs" / "test" / "acts.md").write_text(KINDS, encoding="utf-8")
    made = Nodes(folder)
    for name, other in ("ab", "ba"):
        made.run(
            "",
            f"init @{name} --name {name}.example --origin {name}.example/2026 --jurisdiction test"
            f" --peer @{other} --pack-folder @packs --example",
        )
    made.run("a", "official add Anna --role drafter")
    made.run("a", "official add Boris --role approver")
    prints = {name: made.run(name, f"trust export --out @{name}.keys.json")["fingerprint"] for name in "ab"}
    lawless = f"init @c --name c --origin c/1 --jurisdiction none --pack-folder {folder}/packs --example"
    assert made.run("", lawless, code=2)["error"]["code"] == "cli.no_law"
    early = made.run("a", "trust draft @a.keys.json @b.keys.json --domain test", code=4)
    assert early["error"]["code"] == "trusted.peer_not_pinned"
    wrong = made.run("b", "trust pin @a.keys.json --fingerprint 00", code=2)
    assert wrong["error"]["code"] == "cli.fingerprint"
    own = made.run("a", f"trust pin @a.keys.json --fingerprint {prints['a']}", code=2)
    assert own["error"]["code"] == "cli.own_anchor"
    made.run("a", f"trust pin @b.keys.json --fingerprint {prints['b']}")
    made.run("b", f"trust pin @a.keys.json --fingerprint {prints['a']}")
    made.run("a", "trust draft @a.keys.json @b.keys.json --domain test --out @test.draft")
    looked = made.run("b", "trust show @test.draft")
    assert (looked["signed"], looked["needed"], looked["changes"][1]["holder"]) == (1, 2, "a.example")
    assert made.run("b", "trust load @test.draft", code=5)["error"]["code"] == "trust.not_signed"
    assert made.run("b", "trust sign @test.draft --out @test.trust")["signed"] == 2
    for name in "ab":
        assert made.run(name, "trust load @test.trust")["version"] == 1
    return made


@pytest.fixture(scope="module")
def act(nodes: Nodes) -> str:
    made = nodes.issue()
    assert not nodes.run("a", f"register show {made}")["sealed"]
    assert "outbox" in nodes.run("a", "register ask")["request"]
    assert nodes.run("b", "register witness")["answered"][0]["refused"] is None
    assert nodes.run("a", "register seal")["sealed"][0]["witness"] == "b.example"
    nodes.run("a", "register status")
    nodes.run("b", "register status --load @b/inbox/a.example.cwt")
    assert nodes.run("a", f"register show {made} --out @credential.txt")["sealed"]
    return made


def test_the_other_node_finds_the_credential_valid(nodes: Nodes, act: str) -> None:
    told = nodes.run("b", "register verify @credential.txt")
    assert (told["answer"], [step["outcome"] for step in told["steps"]]) == ("valid", ["passed"] * 7)
    assert told["act"]["body"] == {"holder": "Пример"}


def test_anybody_verifies_with_the_files_alone(nodes: Nodes, act: str) -> None:
    files = "--trust @test.trust --anchor @a.keys.json --anchor @b.keys.json --status @b/inbox/a.example.cwt"
    assert nodes.run("", f"register verify @credential.txt {files}")["valid"]
    told = json.loads((nodes.folder / "a.keys.json").read_text())
    (nodes.folder / "c.keys.json").write_text(json.dumps(told | {"anchor": told["keys"][0]}))
    other = "--trust @test.trust --anchor @a.keys.json --anchor @c.keys.json"
    assert (
        nodes.run("", f"register verify @credential.txt {other}", code=5)["error"]["code"]
        == "cli.anchor_not_signer"
    )


def test_a_bundle_is_enough_without_a_node(nodes: Nodes, act: str) -> None:
    made = nodes.run("b", "register bundle --out @b.bundle")
    assert (made["statuses"], made["checkpoints"]) == (2, 1)  # nothing is in the log of b
    keys = "--anchor @a.keys.json --anchor @b.keys.json"
    told = nodes.run("", f"register verify @credential.txt --bundle @b.bundle {keys}")
    assert (told["answer"], told["bundle"]["trust"]["version"]) == ("valid", 1)
    assert [row["fresh"] for row in told["bundle"]["statuses"]] == [True, True]
    late = nodes.run("", f"register verify @credential.txt --bundle @b.bundle {keys}", day="2027-01-10")
    assert (late["answer"], late["as_of"]) == ("valid as of", told["as_of"])
    assert [row["fresh"] for row in late["bundle"]["statuses"]] == [False, False]
    both = f"register verify @credential.txt --bundle @b.bundle --trust @test.trust {keys}"
    assert nodes.run("", both, code=2)["error"]["code"] == "cli.bundle_or_files"
    nobody = nodes.run("", "register verify @credential.txt --bundle @b.bundle", code=2)
    assert nobody["error"]["code"] == "cli.no_anchor"


def test_a_node_beside_a_bundle_adds_what_it_knows_newer(nodes: Nodes, act: str) -> None:
    nodes.run("b", "register bundle --out @old.bundle")
    told = nodes.run("a", "register verify @credential.txt --bundle @old.bundle", day="2027-01-10")
    assert told["answer"] == "valid"  # node a makes the list of its own acts anew


def test_a_suspended_act_holds_again(nodes: Nodes) -> None:
    doubted = nodes.issue()
    for step, reason in (("suspend", "doubt"), ("resume", "cleared")):
        proposed = nodes.run("a", f"register {step} {doubted} --reason {reason} --official Anna")
        confirm = f"register {step} {doubted} --confirm {proposed['digest']} --official"
        assert nodes.run("a", f"{confirm} Anna", code=4)["error"]["code"] == "official.not_allowed"
        assert nodes.run("a", f"{confirm} Boris")["act"] == doubted
    again = nodes.run("a", f"register resume {doubted} --reason again --official Anna", code=4)
    assert again["error"]["code"] == "standing.not_suspended"


def test_a_flipped_byte_is_not_valid(nodes: Nodes, act: str) -> None:
    text = (nodes.folder / "credential.txt").read_text().strip()
    packed = bytearray(base45.decode(text[len(PREFIX) :]))
    packed[len(packed) // 2] ^= 1
    (nodes.folder / "forged.txt").write_text(PREFIX + base45.encode(bytes(packed)))
    told = nodes.run("b", "register verify @forged.txt", code=1)
    assert (told["answer"], told["valid"]) == ("not valid", False)


def test_a_pending_act_is_issued_but_not_cosigned(nodes: Nodes, act: str) -> None:
    pending = nodes.issue()
    nodes.run("a", f"register show {pending} --out @pending.txt")
    told = nodes.run("b", "register verify @pending.txt", code=1)
    assert told["answer"] == "issued, not cosigned"


def test_the_answer_reads_in_words(nodes: Nodes, act: str) -> None:
    line = [
        sys.executable,
        "-m",
        "comity.cli.main",
        "register",
        "verify",
        str(nodes.folder / "credential.txt"),
    ]
    line += ["--home", str(nodes.folder / "b"), "--lang", "be", "--at", DAY]
    shown = subprocess.run(
        line, cwd=ROOT, env=_environment(), capture_output=True, text=True, check=True
    ).stdout
    assert "САПРАЎДНЫ" in shown
    assert "Суподпіс сведкі" in shown


def test_a_withdrawn_act_is_refused_with_the_reason(nodes: Nodes) -> None:
    gone = nodes.issue()
    nodes.run("a", "register ask")
    waiting = nodes.run("b", "register witness --for 0.3")
    assert [each["refused"] for each in waiting["answered"]] == [None]
    nodes.run("a", "register seal")
    nodes.run("a", f"register show {gone} --out @gone.txt")
    proposed = nodes.run("a", f"register withdraw {gone} --reason mistake --official Anna")
    confirm = f"register withdraw {gone} --confirm {proposed['digest']} --official"
    assert nodes.run("a", f"{confirm} Anna", code=4)["error"]["code"] == "official.not_allowed"
    nodes.run("a", f"{confirm} Boris")
    nodes.run("a", "register status", day=NEXT_DAY)
    nodes.run("b", "register status --load @b/inbox/a.example.cwt", day=NEXT_DAY)
    told = nodes.run("b", "register verify @gone.txt", day=NEXT_DAY, code=1)
    assert (told["answer"], told["reason"]) == ("not valid", "verify.withdrawn")
    assert nodes.run("a", f"{confirm} Boris", code=4)["error"]["code"] == "changes.not_proposed"


def test_an_official_without_a_role_is_told_the_roles(nodes: Nodes) -> None:
    error = nodes.run("a", "official add Vera", code=2)["error"]
    assert (error["code"], error["path"]) == ("cli.no_role", "--role")
    assert [role for role in ("drafter", "approver", "registrar") if role not in error["words"]] == []


def test_a_seal_without_an_answer_says_who_has_not_answered(nodes: Nodes) -> None:
    command = [sys.executable, "-m", "comity.cli.main", "--home", str(nodes.folder / "b"), "--at", DAY]
    run = subprocess.run(
        [*command, "register", "seal"],
        cwd=ROOT,
        env=_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "comity register witness" in run.stdout


def test_lists_show_officials_and_trust(nodes: Nodes) -> None:
    assert [row["name"] for row in nodes.run("a", "official list")["officials"]] == ["Anna", "Boris"]
    shown = nodes.run("b", "trust show")
    assert (shown["domain"], len(shown["keys"]), shown["kinds"]["test.withdrawal"]) == ("test", 10, 2)


def test_a_home_inside_a_git_work_tree_is_refused(nodes: Nodes) -> None:
    (nodes.folder / "tree" / ".git").mkdir(parents=True)
    line = "init @tree/home --name c.example --origin c.example/2026 --jurisdiction ru"
    assert nodes.run("", line, code=4)["error"]["code"] == "node.pinned_clock"
    assert nodes.run("", f"{line} --example", code=2)["error"]["code"] == "vault.inside_git"
    assert not (nodes.folder / "tree" / "home").exists()


def test_a_node_that_is_no_example_pins_no_day_but_verifies_as_of_one(nodes: Nodes) -> None:
    nodes.run("", "init @real --name r.example --origin r.example/2026 --jurisdiction ru", day="")
    assert nodes.run("real", "register ask", code=4)["error"]["code"] == "node.pinned_clock"
    error = nodes.run("real", "register verify CY1:ABC", code=4)["error"]
    assert (error["code"], "trust draft" in error["words"]) == ("trusted.none", True)
    assert nodes.run("real", "register ask", day="")["request"] is None
