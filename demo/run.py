"""`make demo`: a lift maker's application becomes a certificate that the other state verifies.

Every step is the command a user would type, shown before its answer; each runs in a process of its own, and
the two nodes share nothing but the files they leave for one another.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.text import Text

from comity.register import credential
from comity.register.act import seal
from comity.register.keys import ED25519, PrivateKey
from demo.words import PHRASES

HERE = Path(__file__).parent
OUT = HERE / "out"
DAY, LATER = "2026-11-16", "2026-11-20"
NODES = {"ru": "register.ru.example", "by": "chamber.by.example"}
_CASE = re.compile(r"G-\d{4}-\d{6}", re.ASCII)
OTHER = {"ru": "by", "by": "ru"}


def state_home() -> Path:
    """Where the nodes live: outside every work tree, as their keys must."""
    base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(base) / "comity" / "demo"


class Demo:
    """The demo as it runs: where the nodes are, in which language it speaks."""

    def __init__(self, home: Path, language: str) -> None:
        """Take an empty folder for the nodes."""
        self.home, self.language = home, language
        self._console = Console(highlight=False, soft_wrap=False)
        self._step = 0

    def tell(self, phrase: str, **facts: str) -> None:
        """A heading, numbered."""
        self._step += 1
        text = PHRASES.say(phrase, self.language, facts)
        self._console.print(Text(f"\n{self._step}. {text}\n", style="bold cyan"))

    def comity(
        self,
        node: str,
        line: str,
        *,
        day: str = DAY,
        code: int = 0,
        quiet: bool = False,
        offline: bool = False,
    ) -> str:
        """One command of one node, shown with its answer; the demo fails when it ends with another code."""
        words = [word.replace("@", f"{self.home}/") for word in line.split("\t")[0].split()]
        words += line.split("\t")[1:]
        run = self._run(node, words, day, offline)
        if not quiet:
            self._console.print(
                Text(
                    f"{f'[{node}] ' if node else ''}$ comity {' '.join(words)}".replace(str(self.home), "…"),
                    style="bold",
                )
            )
            sys.stdout.write(run.stdout + run.stderr)
            sys.stdout.flush()
        if run.returncode != code:
            raise SystemExit(
                f"demo: expected exit {code}, got {run.returncode}: {line}\n{run.stdout}{run.stderr}"
            )
        return run.stdout

    def told(self, node: str, line: str, *, day: str = DAY) -> dict[str, str]:
        """The JSON answer of a command, not shown."""
        found: dict[str, str] = json.loads(self.comity(node, f"{line} --json", day=day, quiet=True))
        return found

    def _run(
        self, node: str, words: Sequence[str], day: str, offline: bool
    ) -> "subprocess.CompletedProcess[str]":
        module = "demo.offline" if offline else "comity.cli.main"
        home = ["--home", str(self.home / node)] if node in NODES else []
        language = ["--lang", self.language, "--at", day]
        # A subprocess has no terminal to ask: the width of ours is passed on.
        environment = {**os.environ, "COLUMNS": str(self._console.width), "PYTHONIOENCODING": "utf-8"}
        for name in ("COMITY_HOME", "COMITY_AT", "COMITY_LANG"):
            environment.pop(name, None)
        command = [sys.executable, "-m", module, *home, *language, *words]
        return subprocess.run(
            command, cwd=HERE.parent, env=environment, capture_output=True, text=True, check=False
        )


def main() -> None:
    """Run the demo from an empty folder to the certificate and its refusals."""
    begun = time.monotonic()
    home = state_home()
    shutil.rmtree(home, ignore_errors=True)
    shutil.rmtree(OUT, ignore_errors=True)
    home.mkdir(parents=True)
    OUT.mkdir(parents=True)
    demo = Demo(home, _language())
    demo.tell("demo.begin", day=DAY)
    set_up(demo)
    winch(demo)
    refused(demo)
    case = issued(demo)
    verified(demo)
    impostors(demo, case)
    january(demo)
    paths = ", ".join(f"demo/out/certificate.{kind}" for kind in ("pdf", "svg", "png"))
    demo.tell("demo.end", seconds=str(round(time.monotonic() - begun)), paths=paths, home=str(home))


def set_up(demo: Demo) -> None:
    """Two nodes with keys and officials, and the trust list both accept."""
    demo.tell("demo.setup")
    for node, name in NODES.items():
        peer = demo.home / OTHER[node]
        line = (
            f"init @{node} --name {name} --origin {name}/2026 --jurisdiction {node} --peer {peer} --example"
        )
        demo.comity("", line)
        demo.comity(node, "official add anna --role registrar")
        demo.comity(node, "official add boris --role approver")
        demo.comity(node, f"trust export --out @{node}.keys.json", quiet=True)
    demo.comity("ru", "trust publish @ru.keys.json @by.keys.json --domain union.example --out @union.trust")
    print_ = demo.told("ru", "trust export --out @ru.keys.json")["fingerprint"]
    demo.comity("by", f"trust load @union.trust --anchor @ru.keys.json --fingerprint {print_}")


def winch(demo: Demo) -> None:
    """The expert act of one state, and what it counts for in the other."""
    demo.tell("demo.winch")
    case = _filed(demo, "by", HERE / "winch.yaml")
    demo.comity("by", f"goods decide {case} --official anna")
    demo.comity("by", f"goods issue {case} --official boris")
    _seal(demo, "by")
    demo.comity("by", f"goods print {case} --out @winch", quiet=True)
    demo.tell("demo.counts")
    demo.comity("ru", "goods recognise @winch/certificate.txt", code=1)


def refused(demo: Demo) -> None:
    """The first version: assessed, and refused by two officials."""
    demo.tell("demo.first")
    demo.comity("ru", f"goods assess {_with_winch(demo, 'lift-first')}", code=1)
    demo.tell("demo.refused")
    case = _filed(demo, "ru", _with_winch(demo, "lift-first"))
    demo.comity("ru", f"goods decide {case} --official anna", quiet=True)
    demo.comity("ru", f"goods issue {case} --official boris")


def issued(demo: Demo) -> str:
    """The case of the second version: proposed, approved by another, sealed, printed."""
    demo.tell("demo.second")
    case = _filed(demo, "ru", _with_winch(demo, "lift"))
    demo.comity("ru", f"goods decide {case} --official anna")
    demo.tell("demo.same")
    demo.comity("ru", f"goods issue {case} --official anna", code=4)
    demo.tell("demo.issue")
    demo.comity("ru", f"goods issue {case} --official boris")
    _seal(demo, "ru")
    demo.tell("demo.paper")
    demo.comity("ru", f"goods print {case} --out {OUT}")
    return case


def verified(demo: Demo) -> None:
    """The other state's verdict with its network off, and what the certificate counts for there."""
    demo.tell("demo.verify")
    demo.comity("by", f"goods recognise {OUT / 'certificate.txt'}", code=1, offline=True)


def impostors(demo: Demo, case: str) -> None:
    """A forged, a tampered and a withdrawn certificate, each refused with its reason."""
    text = (OUT / "certificate.txt").read_text(encoding="ascii").strip()
    demo.tell("demo.forged")
    _write(demo, "forged.txt", forge(text))
    demo.comity("by", "register verify @forged.txt", code=1, offline=True)
    demo.tell("demo.tampered")
    _write(demo, "tampered.txt", tamper(text))
    demo.comity("by", "register verify @tampered.txt", code=1, offline=True)
    demo.tell("demo.withdrawn")
    act = demo.told("ru", f"register show {case}")["id"]
    digest = demo.told("ru", f"register withdraw {act} --official anna --reason example", day=LATER)["digest"]
    demo.comity("ru", f"register withdraw {act} --official boris --confirm {digest}", day=LATER)
    _statuses(demo, "ru", LATER)
    demo.comity("by", f"register verify {OUT / 'certificate.txt'}", day=LATER, code=1, offline=True)


def january(demo: Demo) -> None:
    """What the first day of 2027 changes, and where the law then says nothing."""
    demo.tell("demo.january")
    demo.comity("", "law explain ru/goods/lifts.threshold purpose=register", day="2026-12-31")
    demo.comity("", "law explain ru/goods/lifts.threshold purpose=register", day="2027-01-01")
    demo.tell("demo.third")
    demo.comity("", f"goods assess {HERE / 'lift-120.yaml'}")
    demo.tell("demo.fourth")
    later = (HERE / "lift-120.yaml").read_text(encoding="utf-8").replace("filed: 2026-09-30", f"filed: {DAY}")
    _write(demo, "lift-120-november.yaml", later)
    shown = demo.comity("", "goods assess @lift-120-november.yaml", code=1, quiet=True)
    sys.stdout.write(
        "".join(line + "\n" for line in shown.splitlines() if "2026-11-16" in line or "2027" in line)
    )
    demo.tell("demo.gap")
    shown = demo.comity("", f"goods assess {HERE / 'lathe-2027.yaml'}", code=1, quiet=True)
    sys.stdout.write("".join(line + "\n" for line in shown.splitlines()[-9:]))


def forge(text: str) -> str:
    """The same certificate with one more point, signed with a fresh key: what a forger can do."""
    statement = credential.read(credential.from_text(text))
    act = statement.signed.act
    days = [{**day, "score": "136"} for day in act.body["days"]]
    forged = seal(replace(act, body={**act.body, "days": days}), PrivateKey(ED25519, bytes(32)))
    receipt = statement.receipt.sign1 if statement.receipt else None
    proof = receipt.encode(receipt.unprotected) if receipt else None
    return credential.to_text(credential.attach(forged, proof, statement.cosignatures))


def tamper(text: str) -> str:
    """The text with one character in the middle exchanged for another of the alphabet."""
    middle = len(text) // 2
    return f"{text[:middle]}{'A' if text[middle] != 'A' else 'B'}{text[middle + 1 :]}"


def _filed(demo: Demo, node: str, path: Path) -> str:
    shown = demo.comity(node, f"goods file {path}")
    found = _CASE.search(shown)
    if not found:
        raise SystemExit(f"demo: no case number in {shown!r}")
    return found[0]


def _seal(demo: Demo, node: str) -> None:
    """Ask the peer to cosign the log, have its own process do it, take the answer, and tell the status list."""
    demo.comity(node, "register ask")
    demo.comity(OTHER[node], "register witness")
    demo.comity(node, "register seal")
    _statuses(demo, node, DAY)


def _statuses(demo: Demo, node: str, day: str) -> None:
    peer = OTHER[node]
    demo.comity(node, "register status", day=day, quiet=True)
    demo.comity(peer, f"register status --load @{peer}/inbox/{NODES[node]}.cwt", day=day, quiet=True)


def _with_winch(demo: Demo, name: str) -> Path:
    """The application with the winch's credential in place of its mark."""
    act = (demo.home / "winch" / "certificate.txt").read_text(encoding="ascii").strip()
    text = (HERE / f"{name}.yaml").read_text(encoding="utf-8").replace("WINCH_ACT", json.dumps(act))
    return _write(demo, f"{name}.yaml", text)


def _write(demo: Demo, name: str, text: str) -> Path:
    path = demo.home / name
    path.write_text(text, encoding="utf-8")
    return path


def _language() -> str:
    asked = (os.environ.get("COMITY_LANG") or os.environ.get("LANG") or "en")[:2]
    return asked if asked in ("en", "ru", "be") else "en"


if __name__ == "__main__":
    main()
