"""What a stranger must see when `make demo` has run."""

import dataclasses
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typst
import zxingcpp
from PIL import Image

from comity.register import credential
from comity.register.keys import ED25519, PrivateKey
from demo.run import forge, tamper
from demo.stage import Demo, Running, end_of
from demo.words import PHRASES
from tests.demo.conftest import Finished
from tests.house.examples import ROOT

PAGE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("{name}", width: 210mm)\n'


def decoded(folder: Path, name: str) -> str:
    """The text of the one QR code in a picture or on the first page of a PDF."""
    source = folder / "page.typ"
    source.write_text(PAGE.format(name=name), encoding="utf-8")
    drawn: Any = typst.compile(source, output=folder / "page.png", format="png", ppi=300)
    assert drawn is None
    with Image.open(folder / "page.png") as picture:
        found = zxingcpp.read_barcodes(picture.convert("L"))
    (code,) = found
    return str(code.text)


def rows(shown: str) -> list[str]:
    """The lines of an answer, their spaces made one."""
    return [" ".join(line.split()) for line in shown.splitlines()]


def test_the_first_version_lacks_points_and_says_which(finished: Finished) -> None:
    shown = rows(finished.step("The first version lacks points"))
    assert any(line.startswith("Winch (lift machine) 20 / 20 by: expert act") for line in shown)
    assert any(line.startswith("Car door drive 0 / 10 by: certificate of origin") for line in shown)
    assert any(line.startswith("Travelling cable 0 / 10 not done") for line in shown)
    assert any(line.startswith("Frequency converter 15 / 15 by: certificate of origin") for line in shown)
    assert any("note 55" in line for line in shown)
    assert (
        "By the law of 2026-11-16: 115 of 120 points needed - not confirmed. 5 points are lacking." in shown
    )
    moves = "would close the gap: Car door drive (+10), Travelling cable (+10)."
    assert any(line.endswith(moves) for line in shown)


def test_a_refusal_is_an_act_with_its_reasons(finished: Finished) -> None:
    shown = finished.step("Two officials refuse it")
    assert "NOT CONFIRMED" in shown
    assert "anna proposes in case G-2026-000001: Refusal to confirm production. Digest " in shown
    assert "Refusal to confirm production: issued in case G-2026-000001 as act " in shown


def test_the_second_version_meets_both_years(finished: Finished) -> None:
    shown = rows(finished.step("The second version has every line"))
    assert "By the law of 2026-11-16: 135 of 120 points needed - confirmed." in shown
    assert "By the law of 2027-01-01: 135 of 135 points needed - confirmed." in shown


def test_the_same_official_is_refused(finished: Finished) -> None:
    assert "✗ anna proposed the decision in case G-2026-000002 and may not approve it too" in finished.step(
        "The same official cannot also approve"
    )


def test_the_certificate_is_there_on_paper(finished: Finished) -> None:
    made = {path.name: path.read_bytes()[:4] for path in finished.out.iterdir()}
    assert set(made) == {f"certificate.{kind}" for kind in ("pdf", "png", "svg", "txt")} | {"verdict.txt"}
    assert (made["certificate.pdf"], made["certificate.png"]) == (b"%PDF", b"\x89PNG")


@pytest.mark.parametrize("name", ["certificate.svg", "certificate.pdf"])
def test_its_code_is_read_by_another_reader(finished: Finished, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes((finished.out / name).read_bytes())
    assert decoded(tmp_path, name) == finished.text


def test_the_other_state_verifies_it_and_does_not_guess_what_it_counts_for(finished: Finished) -> None:
    shown = finished.step("verifies it with the network off")
    steps = [line for line in rows(shown) if re.match(r"[1-7] ", line)]
    assert [line for line in steps if "passed" not in line] == []
    assert len(steps) == 7
    assert "│    VALID    │" in shown
    assert "undetermined: no rule of Belarus is loaded" in " ".join(rows(end_of(shown))).replace(" │ │ ", " ")


@pytest.mark.parametrize(
    ("heading", "failed", "reason"),
    [
        ("A forged one", "2 Signature failed", "is not in the trust list"),
        ("A tampered one", "1 Form failed", "The packed data is damaged or cut short."),
        ("The old one is withdrawn", "7 Status on the day failed", "withdrawn (status list of 2026-11-20"),
    ],
)
def test_each_impostor_is_refused_with_its_reason(
    finished: Finished, heading: str, failed: str, reason: str
) -> None:
    shown = rows(finished.step(heading))
    assert "│ NOT VALID │" in shown
    assert any(line.startswith(failed) for line in shown)
    assert any(reason in line for line in shown)


def test_each_node_cosigns_the_log_of_the_other(finished: Finished) -> None:
    shown = finished.step("Both nodes are started")
    assert re.search(r"^\[ru\] .*: chamber\.by\.example has cosigned the log, entries: 2\.$", shown, re.M)
    assert re.search(r"^\[by\] .*: register\.ru\.example has cosigned the log, entries: 2\.$", shown, re.M)


def test_an_act_issued_while_the_other_is_away_is_not_cosigned_and_valid_once_it_is_back(
    finished: Finished,
) -> None:
    assert "│ ISSUED, NOT COSIGNED │" in rows(finished.step("One node is cut off"))
    back = rows(finished.step("The node that was cut off is back"))
    assert any(line.endswith("is imported, entries: 4 before, 6 now.") for line in back)
    assert "│ VALID │" in back


def test_an_old_backup_is_noticed_and_what_it_lost_comes_back(finished: Finished) -> None:
    behind = "6 entries of this log are known outside and only 4 are in this database: it is an old backup."
    assert behind in finished.step("The backup is put back")
    back = finished.step("What was lost comes back")
    assert "4 entries were here, 6 are now." in back
    assert "│ WHOLE │" in rows(back)


def test_a_second_history_is_caught_and_anybody_can_prove_it(finished: Finished) -> None:
    shown = finished.step("A thief has the backup")
    assert "Frozen: register.ru.example/2026." in shown
    proved = rows(finished.step("Both histories are signed"))
    assert "│ TWO HISTORIES, BOTH SIGNED BY THE LOG │" in proved
    went_on = finished.step("All else goes on")
    assert "chamber.by.example/2026 is imported, entries: 3 before, 4 now." in went_on
    assert "register.ru.example has cosigned the log, entries: 4." in went_on


def test_the_row_that_an_administrator_changed_is_named(finished: Finished) -> None:
    shown = finished.step("An administrator changes one act")
    refusal = re.search(r"as act ([0-9a-f]{32}),", finished.step("Two officials refuse it"))
    assert refusal
    assert f"Entry 2, act {refusal[1]}: The bytes stored are not those" in shown


def test_no_node_outlives_the_demo(finished: Finished) -> None:
    ports = set(re.findall(r"serve --port (\d+)", finished.printed))
    assert len(ports) == 2
    for port in ports:
        socket.create_server(("127.0.0.1", int(port))).close()


@pytest.mark.parametrize("fault", [KeyboardInterrupt, SystemExit])
def test_whatever_ends_the_demo_ends_its_nodes(tmp_path: Path, fault: type[BaseException]) -> None:
    before = signal.getsignal(signal.SIGTERM)
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], text=True)

    def story() -> None:
        with Demo(tmp_path, tmp_path, "en") as demo, (tmp_path / "a.log").open("w") as stream:
            demo.running["a"] = Running(process, tmp_path / "a.log", stream, 0.0)
            raise fault

    with pytest.raises(fault):
        story()
    assert process.returncode == -signal.SIGTERM
    assert signal.getsignal(signal.SIGTERM) == before


def test_the_first_of_january_ends_what_held(finished: Finished) -> None:
    assert "Points that are needed: 120 points." in finished.step("What 1 January 2027 changes")
    assert "Points that are needed: 135 points." in finished.step("What 1 January 2027 changes")
    assert "the same facts hold until 2026-12-31." in finished.step("filed in September")
    november = finished.step("filed in November")
    assert "By the law of 2027-01-01: 120 of 135 points needed - not confirmed." in november


def test_a_gap_in_the_law_is_said(finished: Finished) -> None:
    shown = finished.step("A gap in the law is said")
    assert "UNDETERMINED" in shown
    told = " ".join(shown.split())
    assert "nothing for 2027-02-01: no row of ru/goods/machine_tools.register_threshold is in force" in told
    assert "the last day that had one is 2026-12-31" in told


def test_the_certificate_goes_where_it_was_asked_to(finished: Finished) -> None:
    assert f"Written: {finished.out}/certificate.pdf" in finished.step("The certificate on paper")


def test_a_forgery_keeps_everything_but_the_points_and_the_signature(finished: Finished) -> None:
    genuine = credential.read(credential.from_text(finished.text))
    forged = credential.read(credential.from_text(forge(finished.text)))
    assert [day["score"] for day in forged.signed.act.body["days"]] == ["136", "136"]
    assert forged.signed.act.subject == genuine.signed.act.subject
    assert forged.cosignatures == genuine.cosignatures
    assert forged.signed.sign1.kid == PrivateKey(ED25519, bytes(32)).public.kid
    assert forge(finished.text) == forge(finished.text)


def test_tampering_changes_one_character() -> None:
    for text in ("CY1:ABCDEF", "CY1:AAAAAA"):
        changed = [(a, b) for a, b in zip(text, tamper(text), strict=True) if a != b]
        assert len(changed) == 1


def test_the_demo_speaks_three_languages_with_the_same_facts() -> None:
    for code in PHRASES:
        words = dataclasses.asdict(PHRASES[code])
        assert set(words) == {"en", "ru", "be"}
        assert len({frozenset(re.findall(r"\{(\w+)\}", text)) for text in words.values()}) == 1, code
        assert len(set(words.values())) == 3, code


def test_every_phrase_is_told_once() -> None:
    told = re.findall(r"\.(?:tell|frame)\(\"(demo\.\w+)\"", (ROOT / "demo" / "run.py").read_text("utf-8"))
    assert sorted(told) == sorted(PHRASES)


def test_the_end_of_an_answer_begins_with_its_last_box() -> None:
    assert end_of("a\n╭─╮\n│x│\n╰─╯\nb\n╭─╮\n│y│\n╰─╯\nc\n") == "╭─╮\n│y│\n╰─╯\nc\n"
    assert end_of("a\nb\n") == "a\nb\n"
